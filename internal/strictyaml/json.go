package strictyaml

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"

	"gopkg.in/yaml.v3"
)

// ToJSON is the one document of a YAML file as JSON, for shapes that are checked in that form: keys stay in their order,
// and a doubled key is there twice. Days such as 2026-12-31 are text. What JSON cannot say is a fault, and so is what
// [Decode] refuses in any file. The error is an *[Error] that names the file as name.
func ToJSON(name string, data []byte) ([]byte, error) {
	d := newDocument()
	if len(data) > MaxFile {
		d.tell("", "the file is larger than %d bytes", MaxFile)
		return nil, d.Err(name)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var root, second yaml.Node
	if err := decoder.Decode(&root); err != nil {
		d.syntax(err)
		return nil, d.Err(name)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		d.tellAt(&second, "", "a second document begins here; keep one")
	case !errors.Is(err, io.EOF):
		d.syntax(err)
	}
	var out bytes.Buffer
	d.writeJSON(&out, root.Content[0], "")
	if err := d.Err(name); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (d *Document) writeJSON(out *bytes.Buffer, n *yaml.Node, path string) {
	switch {
	case isAnchored(n):
		d.tellAt(n, path, "anchors and aliases are not used here: write the text out")
	case n.Kind == yaml.MappingNode && n.Tag == "!!map":
		d.writeObject(out, n, path)
	case n.Kind == yaml.SequenceNode && n.Tag == "!!seq":
		out.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				out.WriteByte(',')
			}
			d.writeJSON(out, item, Index(path, i))
		}
		out.WriteByte(']')
	default:
		d.writeScalar(out, n, path)
	}
}

func (d *Document) writeObject(out *bytes.Buffer, n *yaml.Node, path string) {
	out.WriteByte('{')
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := key.Value
		if path != "" {
			at = path + "." + key.Value
		}
		if key.Kind != yaml.ScalarNode || isAnchored(key) || key.Tag == "!!merge" {
			d.tellAt(key, at, "want a plain key")
			continue
		}
		if i > 0 {
			out.WriteByte(',')
		}
		writeText(out, key.Value)
		out.WriteByte(':')
		d.writeJSON(out, value, at)
	}
	out.WriteByte('}')
}

func (d *Document) writeScalar(out *bytes.Buffer, n *yaml.Node, path string) {
	switch n.Tag {
	case "!!str", "!!timestamp":
		writeText(out, n.Value)
	case "!!null":
		out.WriteString("null")
	case "!!bool", "!!int", "!!float":
		text, ok := plainValue(n)
		if !ok {
			d.tellAt(n, path, "want a finite number")
		}
		out.WriteString(text)
	default:
		d.tellAt(n, path, "the tag "+n.Tag+" is not used here; leave it out")
	}
}

// plainValue is a number, or true or false, as JSON writes it. Numbers that JSON would write alike keep every digit.
func plainValue(n *yaml.Node) (text string, ok bool) {
	if regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$`).MatchString(n.Value) {
		return n.Value, true
	}
	var value any
	if err := n.Decode(&value); err != nil {
		return "", false
	}
	switch value := value.(type) {
	case bool:
		return strconv.FormatBool(value), true
	case int:
		return strconv.Itoa(value), true
	case float64:
		return strconv.FormatFloat(value, 'g', -1, 64), !math.IsInf(value, 0) && !math.IsNaN(value)
	}
	encoded, err := json.Marshal(value)
	return string(encoded), err == nil
}

func writeText(out *bytes.Buffer, text string) {
	encoded, err := json.Marshal(text)
	if err == nil { // text always can be
		out.Write(encoded)
	}
}
