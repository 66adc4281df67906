package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

func TestEverythingIsDescribed(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(root, "docs", "openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, schema := range doc.Components.Schemas {
		if schema.Value.Type.Is("object") && schema.Value.Description == "" {
			t.Errorf("the type of the schema %s has no comment", name)
		}
		for member, ref := range schema.Value.Properties {
			if ref.Ref == "" && ref.Value.Description == "" {
				t.Errorf("%s.%s has no description; write a comment above the field", name, member)
			}
		}
	}
	for at := range memberTexts() {
		name, member, _ := strings.Cut(at, ".")
		if ref, ok := doc.Components.Schemas[name]; !ok || ref.Value.Properties[member] == nil {
			t.Errorf("%s is described but not in the document", at)
		}
	}
}
