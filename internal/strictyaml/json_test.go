package strictyaml_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rolewright/internal/strictyaml"
)

func TestToJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ yaml, want string }{
		"text":             {"a: b\nc: 'd \"e\"'\nf: |\n  g\n  h\n", `{"a":"b","c":"d \"e\"","f":"g\nh\n"}`},
		"text in quotes":   {`a: "1"` + "\nb: 'true'\nc: \"2026-12-31\"", `{"a":"1","b":"true","c":"2026-12-31"}`},
		"a day":            {"a: 2026-12-31", `{"a":"2026-12-31"}`},
		"no":               {"a: no\nb: off\ny: n", `{"a":"no","b":"off","y":"n"}`},
		"numbers":          {"[0, -1, 56000, 37.50, 1e3, 99999999999999999999]", `[0,-1,56000,37.50,1e3,99999999999999999999]`},
		"other numbers":    {"[56_000, 0x1F, 0o17, .5, 1., +3, 18446744073709551615]", `[56000,31,15,0.5,1,3,18446744073709551615]`},
		"true and false":   {"[true, False]", `[true,false]`},
		"nothing":          {"a:\nb: ~\nc: null", `{"a":null,"b":null,"c":null}`},
		"empty":            {"a: {}\nb: []", `{"a":{},"b":[]}`},
		"order":            {"z: 1\na: 2", `{"z":1,"a":2}`},
		"a key twice":      {"a: 1\na: 2", `{"a":1,"a":2}`},
		"keys of any type": {"1: a\ntrue: b\n'': c", `{"1":"a","true":"b","":"c"}`},
		"in one another":   {"a:\n  - b: [c]\n  - {d: e}", `{"a":[{"b":["c"]},{"d":"e"}]}`},
		"JSON":             {`{"a": ["b", 1]}`, `{"a":["b",1]}`},
		"no object":        {"just text", `"just text"`},
		"byte order mark":  {"\ufeffa: b", `{"a":"b"}`},
		"not ASCII":        {"a: \"ü\\u2028\\x01<\"", `{"a":"ü\u2028\u0001\u003c"}`},
		"marked":           {"---\na: b\n...\n", `{"a":"b"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := strictyaml.ToJSON("x.yaml", []byte(test.yaml))
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v\nwant %s", got, err, test.want)
			}
		})
	}
}

func TestToJSONRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ yaml, want string }{
		"nothing":              {"", "x.yaml:1:1: is empty; want one YAML document"},
		"only a comment":       {"# a\n", "x.yaml:1:1: is empty; want one YAML document"},
		"no YAML":              {"a: b\n\tc: d\n", "x.yaml:2: is not YAML: "},
		"another document":     {"a: b\n---\nc: d\n", "x.yaml:2:1: a second document begins here; keep one"},
		"no YAML behind":       {"a: b\n---\nc: [d\n", "x.yaml:"},
		"anchor":               {"a: &x b\n", "x.yaml:1:4: a: anchors and aliases are not used here: write the text out"},
		"alias":                {"a: &x b\nc: *x\n", "x.yaml:2:4: c: anchors and aliases are not used here"},
		"merge":                {"a:\n  <<: {b: c}\n", "x.yaml:2:3: a.<<: want a plain key"},
		"key that is no text":  {"? [a]\n: b\n", "want a plain key"},
		"key that is null":     {"~: b\n", "x.yaml:1:1: ~: want a plain key"},
		"tag":                  {"a: !secret b\n", "x.yaml:1:4: a: the tag !secret is not used here; leave it out"},
		"tag of a list":        {"a: !!set {b}\n", "a: the tag !!set is not used here"},
		"binary":               {"a: !!binary aGk=\n", "the tag !!binary is not used here"},
		"infinite":             {"a: [1, .inf]\n", "x.yaml:1:8: a[1]: want a finite number"},
		"no number":            {"a: .nan\n", "want a finite number"},
		"everything at once":   {"a: &x b\nc: .inf\n", "write the text out\nx.yaml:2:4: c: want"},
		"larger than any file": {strings.Repeat(" ", strictyaml.MaxFile+1), fmt.Sprintf("x.yaml: the file is larger than %d bytes", strictyaml.MaxFile)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := strictyaml.ToJSON("x.yaml", []byte(test.yaml))
			if err == nil || got != nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %s, %v\nwant %s", got, err, test.want)
			}
		})
	}
}

// FuzzToJSON wants JSON or an error of whatever there is.
func FuzzToJSON(f *testing.F) {
	for _, seed := range []string{"a: b", "- 1\n- .inf", "? [a]\n: b", "a: &x [*x]", "!!float x", "!!int 0b1", "!!bool y", "\ufeff", "a: 1_0.5e3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := strictyaml.ToJSON("x.yaml", []byte(text))
		if err == nil && !json.Valid(got) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
