package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func built(t *testing.T) []byte {
	t.Helper()
	content, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestSchemaIsUpToDate(t *testing.T) {
	t.Parallel()
	kept, err := os.ReadFile(filepath.Join("..", "..", "docs", "roles.schema.json"))
	if err != nil {
		t.Fatalf("%v; run `make generate`", err)
	}
	if made := built(t); !bytes.Equal(made, kept) {
		diff := cmp.Diff(strings.Split(string(made), "\n"), strings.Split(string(kept), "\n"))
		t.Errorf("docs/roles.schema.json is out of date; run `make generate`. Made anew (-), in the repository (+):\n%.2000s", diff)
	}
}

func TestSchemaIsDeterministic(t *testing.T) {
	t.Parallel()
	first := built(t)
	for range 3 {
		if !bytes.Equal(first, built(t)) {
			t.Fatal("the schema differs from one time to the next")
		}
	}
}

func TestRunWritesTheSchema(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := run(root); err == nil {
		t.Error("no error without a folder for documents")
	}
	if err := os.Mkdir(filepath.Join(root, "docs"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := run(root); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(root, "docs", "roles.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written, built(t)) {
		t.Error("the file is not the schema")
	}
}

// object is what the tests read of a schema.
type object struct {
	Ref                  string            `json:"$ref"`
	Description          string            `json:"description"`
	Type                 string            `json:"type"`
	Enum                 []any             `json:"enum"`
	EnumDescriptions     []string          `json:"enumDescriptions"`
	Properties           map[string]object `json:"properties"`
	AdditionalProperties *bool             `json:"additionalProperties"`
	Required             []string          `json:"required"`
	Items                *object           `json:"items"`
	MinItems             int               `json:"minItems"`
	MaxItems             int               `json:"maxItems"`
	MaxLength            int               `json:"maxLength"`
	Pattern              string            `json:"pattern"`
	Examples             []any             `json:"examples"`
	Defs                 map[string]object `json:"$defs"`
}

func read(t *testing.T) object {
	t.Helper()
	var root object
	if err := json.Unmarshal(built(t), &root); err != nil {
		t.Fatal(err)
	}
	return root
}

// objects are all definitions, and the schema itself under the name "".
func objects(t *testing.T) map[string]object {
	t.Helper()
	root := read(t)
	all := root.Defs
	all[""] = root
	return all
}

// TestEveryPropertyTeaches wants a text on every definition, property and value of an enumeration, and objects closed.
func TestEveryPropertyTeaches(t *testing.T) {
	t.Parallel()
	for name, o := range objects(t) {
		if len(o.Description) < 10 {
			t.Errorf("%s is described by %q", name, o.Description)
		}
		if o.Type == "object" && (o.AdditionalProperties == nil || *o.AdditionalProperties) {
			t.Errorf("%s takes any key", name)
		}
		if len(o.Enum) != len(o.EnumDescriptions) || slices.Contains(o.EnumDescriptions, "") {
			t.Errorf("%s describes its values by %q", name, o.EnumDescriptions)
		}
		for key, member := range o.Properties {
			if len(member.Description) < 15 || !strings.HasSuffix(member.Description, ".") {
				t.Errorf("%s.%s is described by %q", name, key, member.Description)
			}
			checkBounded(t, name+"."+key, &member)
		}
	}
}

// checkBounded wants a limit on every text.
func checkBounded(t *testing.T, name string, o *object) {
	t.Helper()
	if o.Items != nil {
		checkBounded(t, name+"[]", o.Items)
	}
	if o.Ref == "#/$defs/Line" && o.MaxLength == 0 || o.Type == "string" && o.Pattern == "" && o.Enum == nil {
		t.Errorf("%s is any text", name)
	}
}

// TestNothingIsDescribedInVain wants every note of descriptions.yaml to be in the schema.
func TestNothingIsDescribedInVain(t *testing.T) {
	t.Parallel()
	content, err := json.Marshal(read(t))
	if err != nil {
		t.Fatal(err)
	}
	notes, err := readNotes()
	if err != nil {
		t.Fatal(err)
	}
	said := func(text string) bool {
		quoted, err := json.Marshal(text)
		return err == nil && bytes.Contains(content, bytes.Trim(quoted, `"`))
	}
	for of, note := range notes {
		if of != "Level" && !said(note.Text) {
			t.Errorf("%s is not in the schema", of)
		}
		for key, note := range note.Keys {
			if !said(note.Text) {
				t.Errorf("%s.%s is not in the schema", of, key)
			}
		}
	}
}

// TestExamplesAreValid holds every example against the schema of its property.
func TestExamplesAreValid(t *testing.T) {
	t.Parallel()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(built(t)))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("roles.json", document); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for name, o := range objects(t) {
		at := "roles.json#/$defs/" + name + "/properties/"
		if name == "" {
			at = "roles.json#/properties/"
		}
		for key, member := range o.Properties {
			s, err := compiler.Compile(at + key)
			if err != nil {
				t.Fatal(err)
			}
			for _, example := range member.Examples {
				tried++
				if err := s.Validate(example); err != nil {
					t.Errorf("%s.%s: %v", name, key, err)
				}
			}
		}
	}
	if tried < 40 {
		t.Errorf("%d examples", tried)
	}
}

// TestLimitsAreTold looks at limits in words, as an editor shows them.
func TestLimitsAreTold(t *testing.T) {
	t.Parallel()
	all := objects(t)
	for at, want := range map[string]string{
		".roles":                     "1 to 2,000 items.",
		"Role.title":                 "At most 60 characters.",
		"Role.nice_to_have":          "Up to 4 lines of at most 200 characters each. May be left out.",
		"RoleLevel.responsibilities": "1 to 4 lines of at most 200 characters each. A level and its role must have 5 to 8 together.",
		"RoleLevel.title":            "At most 60 characters. May be left out.",
		"Comparison.roles":           "2 to 6 items.",
	} {
		of, key, _ := strings.Cut(at, ".")
		if got := all[of].Properties[key].Description; !strings.HasSuffix(got, want) {
			t.Errorf("%s says %q; want %q at its end", at, got, want)
		}
	}
}

// TestRulesDifferByPlace has a role named only in a comparison, and levels demanded only in advice.
func TestRulesDifferByPlace(t *testing.T) {
	t.Parallel()
	all := objects(t)
	for name, want := range map[string]struct{ isFor, levels bool }{
		"RoleRule": {false, false}, "ComparisonRule": {true, false}, "LevelRule": {false, true},
	} {
		_, isFor := all[name].Properties["for"]
		if isFor != want.isFor || slices.Contains(all[name].Required, "for") != want.isFor {
			t.Errorf("%s has for: %v", name, isFor)
		}
		if slices.Contains(all[name].Required, "levels") != want.levels {
			t.Errorf("%s requires %v", name, all[name].Required)
		}
	}
}
