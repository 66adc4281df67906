package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/internal/export"
)

// stateBodies says that a reply of generate in JSON is an ad, or one of the bodies for other systems, whose schemas are
// those of docs/integrations/schemas.
func stateBodies(doc *openapi3.T, root string) error {
	media := doc.Paths.Value("/generate").Post.Responses.Status(http.StatusOK).Value.Content["application/json"]
	either := &openapi3.Schema{AnyOf: openapi3.SchemaRefs{media.Schema}}
	for _, format := range export.Formats() {
		if !format.ByNameOnly || format.MediaType != "application/json" {
			continue
		}
		name, schema, err := readSchema(filepath.Join(root, "docs", "integrations", "schemas", format.Name+".schema.json"))
		if err != nil {
			return err
		}
		doc.Components.Schemas[name] = openapi3.NewSchemaRef("", schema)
		either.AnyOf = append(either.AnyOf, openapi3.NewSchemaRef("#/components/schemas/"+name, nil))
	}
	media.Schema = openapi3.NewSchemaRef("", either)
	return nil
}

// readSchema reads a JSON Schema without what only a file of its own needs. Its title is the name of the component.
func readSchema(path string) (string, *openapi3.Schema, error) {
	data, err := os.ReadFile(path) //nolint:gosec // a path in the repository
	if err != nil {
		return "", nil, err
	}
	schema := &openapi3.Schema{}
	if err := json.Unmarshal(data, schema); err != nil {
		return "", nil, fmt.Errorf("%s: %w", path, err)
	}
	name := schema.Title
	schema.Title, schema.SchemaDialect, schema.Comment, schema.Extensions = "", "", "", nil
	return name, schema, nil
}
