package strictyaml

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// Bounds of one value and one key in bytes. Messages quote them, so they must not be whole books.
const (
	maxText = 16 << 10
	maxKey  = 200
)

// shape is what a struct has under which key.
type shape struct {
	fields map[string]int
	keys   string // for a message
}

func (d *Document) shape(t reflect.Type) *shape {
	if known := d.shapes[t]; known != nil {
		return known
	}
	s := &shape{fields: map[string]int{}}
	var keys []string
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("yaml"); key != "" {
			s.fields[key] = i
			keys = append(keys, key)
		}
	}
	s.keys = strings.Join(keys, ", ")
	d.shapes[t] = s
	return s
}

// read reads a node into v, which is zero, and tells where it is not of the type of v.
func (d *Document) read(n *yaml.Node, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	want, detail := kindOf(v.Type())
	switch {
	case isAnchored(n):
		d.wrongType(n, v, "anchors and aliases are not used here: write the text out")
	case n.Kind != want || want == yaml.ScalarNode && !slices.Contains(tags(v.Type()), n.Tag):
		d.wrongType(n, v, detail)
	case v.Kind() == reflect.Struct:
		d.readStruct(n, v)
	case v.Kind() == reflect.Map:
		d.readMap(n, v)
	case v.Kind() == reflect.Slice:
		d.readList(n, v)
	case len(n.Value) > maxText:
		d.wrongType(n, v, fmt.Sprintf("is longer than %d bytes", maxText))
	case v.Kind() == reflect.String:
		v.SetString(n.Value)
	default:
		if err := n.Decode(v.Addr().Interface()); err != nil { // a number that is too large
			d.wrongType(n, v, detail)
		}
	}
}

// wrongType tells that a value has the wrong type and makes it an empty one of the right kind, so that the rest of the
// file can be checked.
func (d *Document) wrongType(n *yaml.Node, v reflect.Value, detail string) {
	path := d.path()
	d.tell(path, "%s", detail)
	want, _ := kindOf(v.Type())
	*n = yaml.Node{Kind: want, Line: n.Line, Column: n.Column}
	makeEmpty(v)
	d.states[path] = wrong | broken
	for path != "" {
		path = parent(path)
		if d.states[path]&broken != 0 {
			break // and so is what holds it
		}
		d.states[path] |= broken
	}
}

func makeEmpty(v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // the others are empty when they are zero
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	default:
		v.SetZero()
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

func (d *Document) readList(n *yaml.Node, v reflect.Value) {
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	d.steps = append(d.steps, step{})
	for i, item := range n.Content {
		d.steps[len(d.steps)-1].index = i
		d.read(item, v.Index(i))
	}
	d.steps = d.steps[:len(d.steps)-1]
}

func (d *Document) readStruct(n *yaml.Node, v reflect.Value) {
	s := d.shape(v.Type())
	seen := make([]bool, v.NumField())
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		field, known := s.fields[key.Value]
		switch {
		case !isPlain(key):
			d.refuse(n, i, "want a plain key")
		case known && seen[field]:
			d.refuse(n, i, "is there twice; keep one")
		case !known:
			d.refuse(n, i, "is not a key here; use "+s.keys)
		default:
			seen[field] = true
			d.readValue(n, i, v.Field(field))
		}
	}
}

// readMap reads a mapping with keys that are not known beforehand.
func (d *Document) readMap(n *yaml.Node, v reflect.Value) {
	v.Set(reflect.MakeMapWithSize(v.Type(), len(n.Content)/2))
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		name := reflect.ValueOf(key.Value).Convert(v.Type().Key())
		switch {
		case !isPlain(key):
			d.refuse(n, i, "want a plain key")
		case len(key.Value) > maxKey:
			d.refuse(n, i, fmt.Sprintf("is longer than %d bytes", maxKey))
		case v.MapIndex(name).IsValid():
			d.refuse(n, i, "is there twice; keep one")
		default:
			value := reflect.New(v.Type().Elem()).Elem()
			d.readValue(n, i, value)
			v.SetMapIndex(name, value)
		}
	}
}

// isPlain reports a key that is what is written: "~" and "!!binary aGk=" mean something else.
func isPlain(key *yaml.Node) bool {
	return key.Kind == yaml.ScalarNode && !isAnchored(key) && key.Tag != "!!merge" && key.Tag != "!!null" &&
		key.Style&yaml.TaggedStyle == 0
}

// readValue reads the value of the key at place i.
func (d *Document) readValue(n *yaml.Node, i int, v reflect.Value) {
	d.steps = append(d.steps, step{key: n.Content[i].Value, index: inMapping})
	d.read(n.Content[i+1], v)
	d.steps = d.steps[:len(d.steps)-1]
}

// refuse tells what is wrong with the key at place i. It takes the place of its value, so that it can be found.
func (d *Document) refuse(n *yaml.Node, i int, detail string) {
	key := n.Content[i]
	d.tellAt(key, pathOfKey(d.path(), shortened(key.Value)), detail)
	n.Content[i+1] = key
}
