package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxFile is the size of a catalog file in bytes, at most.
const maxFile = 4 << 20

// Fault is one thing that is wrong with a catalog file.
type Fault struct {
	Line, Column int    // from 1; 0 if the file as a whole is meant
	Path         string // such as "roles[3].levels.senior.scope"
	Detail       string // what is wrong and how to mend it
}

// FileError is every fault of a catalog file, in the order of the file.
type FileError struct {
	Name   string
	Faults []Fault
}

// Error has a line per fault: "roles.yaml:12:5: roles[0].slug: …".
func (e *FileError) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = fmt.Sprintf("%s:%d:%d: %s: %s", e.Name, f.Line, f.Column, f.Path, f.Detail)
	}
	return strings.Join(lines, "\n")
}

// document is a parsed file whose nodes can be found again by path, so that every fault has its line.
type document struct {
	nodes  map[string]*yaml.Node
	faults []Fault
}

func (d *document) fault(path, format string, args ...any) {
	f := Fault{Path: path, Detail: fmt.Sprintf(format, args...)}
	for at := path; ; {
		if n, ok := d.nodes[at]; ok {
			f.Line, f.Column = n.Line, n.Column
			break
		}
		i := strings.LastIndexAny(at, ".[")
		if i < 0 {
			break
		}
		at = at[:i]
	}
	d.faults = append(d.faults, f)
}

// decode reads data as exactly one YAML document of the shape of *target. Faults of shape end up in the document.
func decode(data []byte, target any) *document {
	d := &document{nodes: map[string]*yaml.Node{}}
	if len(data) > maxFile {
		d.fault("", "the file is larger than %d bytes", maxFile)
		return d
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var root yaml.Node
	if err := decoder.Decode(&root); err != nil {
		d.syntax(err)
		return d
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		d.faults = append(d.faults, Fault{Line: second.Line, Column: second.Column, Detail: "a second document begins here; keep one"})
	} else if !errors.Is(err, io.EOF) {
		d.syntax(err)
	}
	d.walk(root.Content[0], reflect.TypeOf(target).Elem(), "")
	if len(d.faults) > 0 {
		return d
	}
	if err := root.Decode(target); err != nil {
		d.syntax(err)
	}
	return d
}

// syntax turns an error of the YAML parser ("yaml: line 3: …") into a fault.
func (d *document) syntax(err error) {
	f := Fault{Line: 1, Column: 1, Detail: "is empty; want one YAML document"}
	if !errors.Is(err, io.EOF) {
		f.Detail = "is not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")
		if m := regexp.MustCompile(`line (\d+): (.*)`).FindStringSubmatch(err.Error()); m != nil {
			f.Line, _ = strconv.Atoi(m[1]) // the pattern has digits only
			f.Detail = "is not YAML: " + m[2]
		}
	}
	d.faults = append(d.faults, f)
}

// walk compares a node with the type it is for.
func (d *document) walk(n *yaml.Node, t reflect.Type, path string) {
	d.nodes[path] = n
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		d.fault(path, "anchors and aliases are not used here: write the text out")
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		d.walkMapping(n, path, func(key string) (reflect.Type, bool) {
			field, ok := fieldByKey(t, key)
			return field.Type, ok
		}, keys(t))
	case reflect.Map:
		d.walkMapping(n, path, func(string) (reflect.Type, bool) { return t.Elem(), true }, "")
	case reflect.Slice:
		d.walkSequence(n, t, path)
	default:
		if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
			d.fault(path, "want text; put it in quotes if it looks like something else")
		}
	}
}

func (d *document) walkMapping(n *yaml.Node, path string, typeOf func(string) (reflect.Type, bool), known string) {
	if n.Kind != yaml.MappingNode {
		d.fault(path, "want keys and values")
		return
	}
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		at := strings.TrimPrefix(path+"."+key.Value, ".")
		d.nodes[at] = key
		t, ok := typeOf(key.Value)
		switch {
		case seen[key.Value]:
			d.fault(at, "is there twice; keep one")
		case !ok:
			d.fault(at, "is not a key here; use %s", known)
		default:
			seen[key.Value] = true
			d.walk(n.Content[i+1], t, at)
		}
	}
}

func (d *document) walkSequence(n *yaml.Node, t reflect.Type, path string) {
	if n.Kind != yaml.SequenceNode {
		d.fault(path, "want a list")
		return
	}
	for i, item := range n.Content {
		d.walk(item, t.Elem(), path+"["+strconv.Itoa(i)+"]")
	}
}

func fieldByKey(t reflect.Type, key string) (reflect.StructField, bool) {
	for field := range t.Fields() {
		if field.Tag.Get("yaml") == key {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

// keys lists the keys of a mapping for a message.
func keys(t reflect.Type) string {
	var all []string
	for field := range t.Fields() {
		all = append(all, field.Tag.Get("yaml"))
	}
	return strings.Join(all, ", ")
}
