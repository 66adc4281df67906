// Package strictyaml reads a YAML file that people write: exactly one document of a known shape. An unknown or doubled
// key, a wrong type, a second document or an anchor is a fault with its line and column, and all faults of a file are
// told at once. A file that would take long to read, or much memory, is refused before it is parsed. It knows nothing of
// what the files are for.
package strictyaml

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxFaults is how many faults of a file are told in full. Whoever has more than that has the wrong file.
const maxFaults = 200

// Fault is one thing that is wrong with a file.
type Fault struct {
	Line, Column int    // from 1; 0 if it is not known
	Path         string // such as "roles[3].levels.senior.scope"; empty if the file as a whole is meant
	Detail       string // what is wrong and how to mend it
}

// Error is the faults of a file, in the order of the file.
type Error struct {
	Name   string
	Faults []Fault
	More   int // faults that are not in Faults, because there are too many
}

// Error has a line per fault: "roles.yaml:12:5: roles[0].slug: …".
func (e *Error) Error() string {
	lines := make([]string, len(e.Faults), len(e.Faults)+1)
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
	if e.More > 0 {
		lines = append(lines, e.Name+": and "+strconv.Itoa(e.More)+" more")
	}
	return strings.Join(lines, "\n")
}

// Document is a parsed file whose nodes can be found again by path, so that every fault has its line.
type Document struct {
	root   *yaml.Node
	faults []Fault
	more   int // faults beyond maxFaults
	states map[string]state

	steps  []step // to the value that is being read
	shapes map[reflect.Type]*shape
}

// state is what is known of the value at a path.
type state uint8

const (
	told   state = 1 << iota // has a fault
	wrong                    // is of the wrong type
	broken                   // is of the wrong type, or holds a value that is
)

func newDocument() *Document {
	return &Document{states: map[string]state{}, shapes: map[reflect.Type]*shape{}}
}

// Fault tells what is wrong with a value, unless that only follows from another fault: of the same value, or of the
// type of a value that holds it or is in it.
func (d *Document) Fault(path, format string, args ...any) {
	if d.states[path] != 0 || d.states[""]&broken != 0 && d.inWrong(path) {
		return
	}
	d.states[path] = told
	d.tell(path, format, args...)
}

// inWrong reports whether a value that holds the one at path is of the wrong type.
func (d *Document) inWrong(path string) bool {
	for path != "" {
		if path = parent(path); d.states[path]&wrong != 0 {
			return true
		}
	}
	return false
}

func (d *Document) tell(path, format string, args ...any) {
	if len(d.faults) == maxFaults {
		d.more++
		return
	}
	f := Fault{Path: path, Detail: fmt.Sprintf(format, args...)}
	if d.root != nil {
		at := path
		n := find(d.root, at)
		for n == nil {
			at = parent(at)
			n = find(d.root, at)
		}
		f.Line, f.Column = n.Line, n.Column
	}
	d.faults = append(d.faults, f)
}

// Broken reports whether the value at path, or one in it, has the wrong type, so that it is not worth checking.
func (d *Document) Broken(path string) bool { return d.states[path]&broken != 0 }

// tellAt tells what is wrong with a key, which does not concern the value that is known by it.
func (d *Document) tellAt(n *yaml.Node, path, detail string) {
	d.add(Fault{Line: n.Line, Column: n.Column, Path: path, Detail: detail})
}

func (d *Document) add(f Fault) {
	if len(d.faults) == maxFaults {
		d.more++
		return
	}
	d.faults = append(d.faults, f)
}

// parent is the path of what holds the value at path.
func parent(path string) string {
	for i := len(path) - 1; i > 0; i-- {
		if path[i] == '.' || path[i] == '[' {
			return path[:i]
		}
	}
	return ""
}

// Decode reads data as exactly one YAML document of the shape of *target, which is made of structs, maps by text, lists,
// pointers, text, int, float64 and bool. Faults of shape end up in the document, and do not keep the rest from being
// read; ok is false if it is not worth checking further.
func Decode(data []byte, target any) (d *Document, ok bool) {
	d = newDocument()
	alone := d.parse(data, pieces)
	if d.root == nil {
		return d, false
	}
	d.read(d.root, reflect.ValueOf(target).Elem())
	return d, alone // a file that was cut in two lacks things that nobody forgot
}

// parse parses the first document of a file. There is no root if it cannot be; alone is false if something is behind it.
func (d *Document) parse(data []byte, pieces int) (alone bool) {
	marks, fault, ok := affordable(data)
	if !ok {
		d.add(fault)
		return false
	}
	p := parseAll(data, marks, pieces)
	if p.err != nil {
		d.syntax(data, p.err)
		return false
	}
	d.root = p.root
	switch {
	case p.second != nil:
		d.tellAt(p.second, "", "a second document begins here; keep one")
	case !p.alone():
		d.syntax(data, p.behind)
	}
	return p.alone()
}

// shortened is text that may be long, for a message.
func shortened(text string) string {
	const most = 200 // bytes
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// Err is the faults in the order of the file, as an *[Error] that names it as name, or nil if there is none.
func (d *Document) Err(name string) error {
	if len(d.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(d.faults, func(a, b Fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return &Error{Name: name, Faults: d.faults, More: d.more}
}
