package strictyaml_test

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gopkg.in/yaml.v3"

	"rolewright/internal/strictyaml"
)

const good = `# a shelf
name: Fiction
count: 0x10
ratio: 1
open: true
tags: [a, "b, [c]", 'd & *e', ]
books:
  - title: >-
      A book of many
      words & [brackets]
    pages: 12
    notes:
      - |
        {one}
        - two
  - {title: "caf\u00e9", pages: -1_000, notes: []}
rooms:
  a.b[0]: {size: 2.5, words: {"1": one, '': none}}
  empty: {}
`

func TestDecode(t *testing.T) {
	t.Parallel()
	var got shelf
	d, ok := strictyaml.Decode([]byte(good), &got)
	if err := d.Err("f.yaml"); err != nil || !ok {
		t.Fatal(err)
	}
	want := shelf{
		Name: "Fiction", Count: 16, Ratio: 1, Open: true, Tags: []string{"a", "b, [c]", "d & *e"},
		Books: []book{
			{Title: "A book of many words & [brackets]", Pages: 12, Notes: []string{"{one}\n- two\n"}},
			{Title: "café", Pages: -1000, Notes: []string{}},
		},
		Rooms: map[string]*room{
			"a.b[0]": {Size: 2.5, Words: map[string]string{"1": "one", "": "none"}},
			"empty":  {},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A fault that a reader of the file tells has the place of the value, or of what should hold it.
func TestFaultPlaces(t *testing.T) {
	t.Parallel()
	const text = good + `count: 2
colour: red
`
	tests := []struct{ path, want string }{
		{"", "2:1: "},
		{"name", "2:7: name: "},
		{"count", "3:8: count: "},
		{"colour", "21:1: colour: "}, // of the key, since it was refused
		{"tags[1]", "6:11: tags[1]: "},
		{"tags[7]", "6:7: tags[7]: "},
		{"books[1].pages", "16:33: books[1].pages: "},
		{"books[1].price", "16:5: books[1].price: "},
		{"books[0].notes[0]", "13:9: books[0].notes[0]: "},
		{"rooms.a.b[0].words.1", "18:36: rooms.a.b[0].words.1: "},
		{"rooms.empty.size", "19:10: rooms.empty.size: "},
		{"rooms.full.size", "18:3: rooms.full.size: "},
		{"nothing[-1].there", "2:1: nothing[-1].there: "},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			t.Parallel()
			d, ok := strictyaml.Decode([]byte(text), &shelf{})
			d.Fault(test.path, "is %s", "odd")
			err := d.Err("f.yaml")
			if err == nil || !ok || !strings.Contains("\n"+err.Error()+"\n", "\nf.yaml:"+test.want+"is odd\n") {
				t.Errorf("got\n%v\nwant %s", err, test.want)
			}
		})
	}
}

// The places of keys that are there twice or have no place.
func TestRefusedKeys(t *testing.T) {
	t.Parallel()
	d, _ := strictyaml.Decode([]byte("count: 1\ncolour: red\ncount: 2\n? [a]\n: b\nrooms: {a: {}, a: {size: x}, ~: {}, !!binary aGk=: {}}\n"), &shelf{})
	want := `f.yaml:2:1: colour: is not a key here; use name, count, ratio, open, tags, books, rooms
f.yaml:3:1: count: is there twice; keep one
f.yaml:4:3: want a plain key
f.yaml:6:16: rooms.a: is there twice; keep one
f.yaml:6:30: rooms.~: want a plain key
f.yaml:6:37: rooms.aGk=: want a plain key`
	if diff := cmp.Diff(want, d.Err("f.yaml").Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzDecode compares with the parser's own way into a struct: it must make the same of a file that is taken. The
// faults of any other are in the file, and every fault makes an error.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	for _, text := range []string{
		"", "~", "---\n---\n", "rooms: {~: }", "rooms: {!!binary aGk=: {}}", "rooms: {=: {}, 1: {}, 1.0: {}, yes: {}}", "!!str name: x", "rooms: {? [a] : b}", "<<: {name: a}", "tags: &a [*a]", "count: 1e3", "ratio: .nan", "%YAML 1.2\n--- {}\n", "\xff\xfea\x00", "\ufefftags: []", "{}\n...\n%TAG !a! b\n--- {}", "tags:\n- # x\n  a\n\n# y\n- b",
		"books:\n- ? title\n  : >+2\n   x\n\n- - - -", "name: \"\\u0041\\\n  b\"", "tags: [[[[{a: [*b", "name: !!binary aGk=", "name:\tx\r\ncount: 1\u0085ratio: 2",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got shelf
		d, ok := strictyaml.Decode(data, &got)
		err := d.Err("f.yaml")
		if err != nil {
			checkPlaces(t, data, err)
			return
		}
		if !ok {
			t.Fatal("not worth checking, and no fault")
		}
		var want shelf
		decoder := yaml.NewDecoder(bytes.NewReader(data))
		decoder.KnownFields(true)
		if err := decoder.Decode(&want); err != nil {
			t.Fatalf("was taken, but the parser says %v", err)
		}
		same := cmp.Comparer(func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) })
		if diff := cmp.Diff(want, got, same, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-parser +got):\n%s", diff)
		}
	})
}

func checkPlaces(t *testing.T, data []byte, err error) {
	t.Helper()
	var told *strictyaml.Error
	if !errors.As(err, &told) || len(told.Faults) == 0 {
		t.Fatalf("got error %v", err)
	}
	lines := 2
	for _, r := range string(data) {
		if strings.ContainsRune("\r\n\u0085\u2028\u2029", r) {
			lines++
		}
	}
	last := strictyaml.Fault{}
	for _, fault := range told.Faults {
		if placed := !strings.HasPrefix(fault.Detail, "is not YAML"); placed && fault.Column < 1 || fault.Line < last.Line || fault.Line > lines || fault.Column > len(data)+2 || fault.Detail == "" {
			t.Errorf("fault %+v behind %+v, in %d lines", fault, last, lines)
		}
		last = fault
	}
}
