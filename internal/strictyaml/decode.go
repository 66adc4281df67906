// Package strictyaml reads a YAML file that people write: exactly one document of a known shape. An unknown or doubled
// key, a wrong type, a second document or an anchor is a fault with its line and column, and all faults of a file are
// told at once. It knows nothing of what the files are for.
package strictyaml

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// MaxFile is the size of a file in bytes, at most.
const MaxFile = 4 << 20

// Fault is one thing that is wrong with a file.
type Fault struct {
	Line, Column int    // from 1; 0 if it is not known
	Path         string // such as "roles[3].levels.senior.scope"; empty if the file as a whole is meant
	Detail       string // what is wrong and how to mend it
}

// Error is every fault of a file, in the order of the file.
type Error struct {
	Name   string
	Faults []Fault
}

// Error has a line per fault: "roles.yaml:12:5: roles[0].slug: …".
func (e *Error) Error() string {
	lines := make([]string, len(e.Faults))
	for i, f := range e.Faults {
		lines[i] = e.Name + ":"
		for _, n := range []int{f.Line, f.Column} {
			if n > 0 {
				lines[i] += strconv.Itoa(n) + ":"
			}
		}
		if f.Path != "" {
			lines[i] += " " + f.Path + ":"
		}
		lines[i] += " " + f.Detail
	}
	return strings.Join(lines, "\n")
}

// Document is a parsed file whose nodes can be found again by path, so that every fault has its line.
type Document struct {
	nodes  map[string]*yaml.Node
	faults []Fault
	told   map[string]bool // paths with a fault
	wrong  map[string]bool // paths of values of the wrong type
	around map[string]bool // the same, and all paths that lead to them
}

func newDocument() *Document {
	return &Document{
		nodes: map[string]*yaml.Node{}, told: map[string]bool{}, wrong: map[string]bool{}, around: map[string]bool{},
	}
}

// Fault tells what is wrong with a value, unless that only follows from another fault: of the same value, or of the
// type of a value that holds it or is in it.
func (d *Document) Fault(path, format string, args ...any) {
	if d.told[path] || d.around[path] {
		return
	}
	for at := path; at != ""; {
		if at = parent(at); d.wrong[at] {
			return
		}
	}
	d.tell(path, format, args...)
}

func (d *Document) tell(path, format string, args ...any) {
	f := Fault{Path: path, Detail: fmt.Sprintf(format, args...)}
	at := path
	for d.nodes[at] == nil && at != "" {
		at = parent(at)
	}
	if n := d.nodes[at]; n != nil {
		f.Line, f.Column = n.Line, n.Column
	}
	d.told[path] = true
	d.faults = append(d.faults, f)
}

// Broken reports whether the value at path, or one in it, has the wrong type, so that it is not worth checking.
func (d *Document) Broken(path string) bool { return d.around[path] }

// tellAt tells what is wrong with a key, which does not concern the value that is known by it.
func (d *Document) tellAt(n *yaml.Node, path, detail string) {
	d.faults = append(d.faults, Fault{Line: n.Line, Column: n.Column, Path: path, Detail: detail})
}

// wrongType tells that a value has the wrong type and makes it an empty one of the right kind, so that the rest of the
// file can be checked.
func (d *Document) wrongType(n *yaml.Node, kind yaml.Kind, path, detail string) {
	d.tell(path, "%s", detail)
	*n = yaml.Node{Kind: kind, Line: n.Line, Column: n.Column}
	d.wrong[path], d.around[path] = true, true
	for path != "" {
		path = parent(path)
		d.around[path] = true
	}
}

// parent is the path of what holds the value at path.
func parent(path string) string {
	return path[:max(0, strings.LastIndexAny(path, ".["))]
}

// Decode reads data as exactly one YAML document of the shape of *target. Faults of shape end up in the document, and
// do not keep the rest from being read; ok is false if it is not worth checking further.
func Decode(data []byte, target any) (d *Document, ok bool) {
	d = newDocument()
	if len(data) > MaxFile {
		d.tell("", "the file is larger than %d bytes", MaxFile)
		return d, false
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var root yaml.Node
	if err := decoder.Decode(&root); err != nil {
		d.syntax(err)
		return d, false
	}
	var second yaml.Node
	err := decoder.Decode(&second)
	alone := errors.Is(err, io.EOF)
	switch {
	case err == nil:
		d.tellAt(&second, "", "a second document begins here; keep one")
	case !alone:
		d.syntax(err)
	}
	d.walk(root.Content[0], reflect.TypeOf(target).Elem(), "")
	if err := root.Decode(target); err != nil {
		d.syntax(err)
		return d, false
	}
	return d, alone // a file that was cut in two lacks things that nobody forgot
}

// syntax turns an error of the YAML parser ("yaml: line 3: …") into a fault.
func (d *Document) syntax(err error) {
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

// Err is every fault in the order of the file, as an *[Error] that names it as name, or nil if there is none.
func (d *Document) Err(name string) error {
	if len(d.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(d.faults, func(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return &Error{Name: name, Faults: d.faults}
}

// Index is the path of item i of the list at path.
func Index(path string, i int) string {
	return path + "[" + strconv.Itoa(i) + "]"
}

// walk compares a node with the type it is for.
func (d *Document) walk(n *yaml.Node, t reflect.Type, path string) {
	d.nodes[path] = n
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	want, detail := kindOf(t)
	switch {
	case isAnchored(n):
		d.wrongType(n, want, path, "anchors and aliases are not used here: write the text out")
	case n.Kind != want || want == yaml.ScalarNode && !slices.Contains(tags(t), n.Tag):
		d.wrongType(n, want, path, detail)
	case want == yaml.MappingNode:
		d.walkMapping(n, t, path)
	case want == yaml.SequenceNode:
		for i, item := range n.Content {
			d.walk(item, t.Elem(), Index(path, i))
		}
	}
}

// kindOf is the kind of node that is for a type, and what to say of another.
func kindOf(t reflect.Type) (kind yaml.Kind, detail string) {
	switch t.Kind() { //nolint:exhaustive // what is not named here is text
	case reflect.Struct, reflect.Map:
		return yaml.MappingNode, "want keys and values"
	case reflect.Slice:
		return yaml.SequenceNode, "want a list"
	case reflect.Bool:
		return yaml.ScalarNode, "want true or false"
	case reflect.Int:
		return yaml.ScalarNode, "want a whole number"
	case reflect.Float64:
		return yaml.ScalarNode, "want a number"
	}
	return yaml.ScalarNode, "want text; put it in quotes if it looks like something else"
}

// tags are the tags of the scalars that are for a type.
func tags(t reflect.Type) []string {
	switch t.Kind() { //nolint:exhaustive // what is not named here is text
	case reflect.Bool:
		return []string{"!!bool"}
	case reflect.Int:
		return []string{"!!int"}
	case reflect.Float64:
		return []string{"!!int", "!!float"}
	}
	return []string{"!!str"}
}

func isAnchored(n *yaml.Node) bool {
	return n.Anchor != "" || n.Kind == yaml.AliasNode
}

// walkMapping walks the values of a mapping and takes those out that have no place in it.
func (d *Document) walkMapping(n *yaml.Node, t reflect.Type, path string) {
	var kept []*yaml.Node
	seen := map[string]bool{}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := strings.TrimPrefix(path+"."+key.Value, ".")
		if !seen[key.Value] {
			d.nodes[at] = key
		}
		inner, ok := valueType(t, key.Value)
		switch {
		case key.Kind != yaml.ScalarNode || isAnchored(key) || key.Tag == "!!merge":
			d.tellAt(key, at, "want a plain key")
		case seen[key.Value]:
			d.tellAt(key, at, "is there twice; keep one")
		case !ok:
			d.tellAt(key, at, "is not a key here; use "+keys(t))
		default:
			seen[key.Value] = true
			kept = append(kept, key, value)
			d.walk(value, inner, at)
		}
	}
	n.Content = kept
}

// valueType is the type of what a mapping has under key.
func valueType(t reflect.Type, key string) (reflect.Type, bool) {
	if t.Kind() == reflect.Map {
		return t.Elem(), true
	}
	field, ok := fieldByKey(t, key)
	return field.Type, ok
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
