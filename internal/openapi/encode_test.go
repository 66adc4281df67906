package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

func TestNotationsHoldTheSame(t *testing.T) {
	t.Parallel()
	made, err := build(t.Context(), root, read(t, root+"/docs/swagger.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fromJSON, fromYAML any
	if err := json.Unmarshal(made.json, &fromJSON); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(made.yaml, &fromYAML); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(fromYAML)
	if err != nil {
		t.Fatal(err)
	}
	fromYAML = nil
	if err := json.Unmarshal(again, &fromYAML); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(fromJSON, fromYAML); diff != "" {
		t.Errorf("JSON (-) and YAML (+) differ:\n%s", diff)
	}
}

func TestWriteJSONKeepsValues(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`null`, `true`, `false`, `0`, `-1.5`, `1e9`, `""`, `"<a & b>"`, `"two\nlines"`, `"é ☃ \u2028"`, `"yes"`, `"1"`,
		`{}`, `[]`, `[[],{}]`, `{"b":1,"a":{"c":[1,"2",null]}}`,
	} {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		node, err := readNode(decoder)
		if err != nil {
			t.Fatal(err)
		}
		var written, compact bytes.Buffer
		if err := writeJSON(&written, node, "\n"); err != nil {
			t.Fatal(err)
		}
		if err := json.Compact(&compact, written.Bytes()); err != nil {
			t.Fatal(err)
		}
		if compact.String() != text {
			t.Errorf("%s became %s", text, compact.String())
		}
	}
}

func TestReadNodeRefusesWhatIsCutOff(t *testing.T) {
	t.Parallel()
	for _, text := range []string{``, `{"a"`, `[1`, `{"a": [`, `"a`} {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		if _, err := readNode(decoder); err == nil {
			t.Errorf("no error for %q", text)
		}
	}
}

func TestSortLeavesExamplesAlone(t *testing.T) {
	t.Parallel()
	const text = `{"paths":{"/b":{},"/generate":{}},"info":{"version":"1","title":"A"},"openapi":"3.1.0","value":{"z":1,"a":2}}`
	const want = `{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{"/generate":{},"/b":{}},"value":{"z":1,"a":2}}`
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	node, err := readNode(decoder)
	if err != nil {
		t.Fatal(err)
	}
	(&sorter{}).sort(node, nil)
	var written, compact bytes.Buffer
	if err := writeJSON(&written, node, "\n"); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&compact, written.Bytes()); err != nil {
		t.Fatal(err)
	}
	if compact.String() != want {
		t.Errorf("sorted to %s", compact.String())
	}
}
