package strictyaml_test

import (
	"strings"
	"testing"

	"rolewright/internal/strictyaml"
)

// TestSyntaxLines wants the line that breaks, and no column, since nobody knows it.
func TestSyntaxLines(t *testing.T) {
	t.Parallel()
	const deeper = "# x\n\nbooks:\n  - title: a\n    notes:\n      - b\n  - title: c\n"
	for text, want := range map[string]string{
		"role: cook\ncompany:\n  name: B\n  about: x\n website: y\n":                "5: is not YAML: did not find expected key",
		"# x\nrole: cook\ncompany:\n  name: B\n  about: x\n website: y\n":           "6: is not YAML: did not find expected key",
		"---\nrole: cook\ncompany:\n  name: B\n website: y\n":                       "5: is not YAML: did not find expected key",
		"role: cook\ncompany:\n  name: B\n website: y\npay: {}\n x: z\n":            "4: is not YAML: did not find expected key",
		"a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: [a,\n  b,\n  c\nx: y\n": "12: is not YAML: did not find expected ',' or ']'",
		"a: b\nc: [d,\n  e\n\n  # [\n  f: {g\n":                                     "6: is not YAML: did not find expected ',' or ']'",
		"a: [b\n\nc: d\n":                                                           "3: is not YAML: did not find expected ',' or ']'",
		deeper + "    pages: 1\n   notes: []\n":                                     "9: is not YAML: did not find expected '-' indicator",
		deeper + "  notes: []\n":                                                    "8: is not YAML: did not find expected '-' indicator",
		deeper + "    notes: [}\n":                                                  "8: is not YAML: did not find expected node content",
		"a: b\r\nc: d\r\n- e\r\n":                                                   "3: is not YAML: did not find expected key",
		"a: b\nc:\n  - d\n\te: f\n":                                                 "4: is not YAML: found a tab character that violates indentation",
		"a: b\nc: !x!y z\n":                                                         "2: is not YAML: found undefined tag handle",
		"a: b\n...\n# x\nc: d\n- e\n":                                               "4: is not YAML: did not find expected <document start>",
		"a: b\nc: \"d\ne: f\n":                                                      "2: is not YAML: found unexpected end of stream",
		"a: b: c\n":                                                                 "1: is not YAML: mapping values are not allowed in this context",
		"a: b\nc: d: e\n":                                                           "2: is not YAML: mapping values are not allowed in this context",
		"a: b\nc: \xff\n":                                                           "2: is not YAML: invalid leading UTF-8 octet",
		"a: b\n\nc: \x00\n":                                                         "3: is not YAML: control characters are not allowed",
		"a: b\n" + strings.Repeat("c: d\n", 10_000) + "- e\n":                       "10002: is not YAML: did not find expected key here or in what begins here",
		"# x\nb:\n" + strings.Repeat("  - d\n", 10_000) + "  e: f\n":                "3: is not YAML: did not find expected '-' indicator here or in what begins here",
		strings.Repeat("# x\n", 10_000) + "a:\n  b: c\n  d: e\n f: g\n":             "10004: is not YAML: did not find expected key",
	} {
		d, _ := strictyaml.Decode([]byte(text), &shelf{})
		err := d.Err("f.yaml")
		if err == nil || !strings.Contains("\n"+err.Error(), "\nf.yaml:"+want) {
			t.Errorf("%.60q:\n got %v\nwant f.yaml:%s", text, err, want)
		}
	}
}
