package strictyaml

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"gopkg.in/yaml.v3"
)

// ToJSON is the one document of a YAML file as JSON, for shapes that are checked in that form: keys stay in their order,
// and a doubled key is there twice. Days such as 2026-12-31 are text. What JSON cannot say is a fault, and so is what
// [Decode] refuses in any file. The error is an *[Error] that names the file as name.
func ToJSON(name string, data []byte) ([]byte, error) {
	d := newDocument()
	d.parse(data, pieces)
	var out bytes.Buffer
	if d.root != nil {
		d.writeJSON(&out, d.root)
	}
	if err := d.Err(name); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (d *Document) writeJSON(out *bytes.Buffer, n *yaml.Node) {
	switch {
	case isAnchored(n):
		d.tellAt(n, d.path(), "anchors and aliases are not used here: write the text out")
	case n.Kind == yaml.MappingNode && n.Tag == "!!map":
		d.writeObject(out, n)
	case n.Kind == yaml.SequenceNode && n.Tag == "!!seq":
		d.writeList(out, n)
	default:
		d.writeScalar(out, n)
	}
}

func (d *Document) writeList(out *bytes.Buffer, n *yaml.Node) {
	out.WriteByte('[')
	d.steps = append(d.steps, step{})
	for i, item := range n.Content {
		if i > 0 {
			out.WriteByte(',')
		}
		d.steps[len(d.steps)-1].index = i
		d.writeJSON(out, item)
	}
	d.steps = d.steps[:len(d.steps)-1]
	out.WriteByte(']')
}

func (d *Document) writeObject(out *bytes.Buffer, n *yaml.Node) {
	out.WriteByte('{')
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !isPlain(key) {
			d.tellAt(key, pathOfKey(d.path(), shortened(key.Value)), "want a plain key")
			continue
		}
		if i > 0 {
			out.WriteByte(',')
		}
		writeText(out, key.Value)
		out.WriteByte(':')
		d.steps = append(d.steps, step{key: shortened(key.Value), index: inMapping})
		d.writeJSON(out, value)
		d.steps = d.steps[:len(d.steps)-1]
	}
	out.WriteByte('}')
}

func (d *Document) writeScalar(out *bytes.Buffer, n *yaml.Node) {
	switch n.Tag {
	case "!!str", "!!timestamp":
		writeText(out, n.Value)
	case "!!null":
		out.WriteString("null")
	case "!!bool", "!!int", "!!float":
		text, ok := plainValue(n)
		if !ok {
			d.tellAt(n, d.path(), "want a finite number, or text in quotes")
		}
		out.WriteString(text)
	default:
		d.tellAt(n, d.path(), "the tag "+shortened(n.Tag)+" is not used here; leave it out")
	}
}

// plainValue is a number, or true or false, as JSON writes it. Numbers that JSON would write alike keep every digit.
func plainValue(n *yaml.Node) (text string, ok bool) {
	if n.Style&yaml.TaggedStyle == 0 && json.Valid([]byte(n.Value)) {
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
