package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
)

// documents is the OpenAPI document in its two notations.
type documents struct {
	json, yaml []byte
}

// build makes the document out of that of swag; root is the repository, whose catalog and templates the examples are of.
func build(ctx context.Context, root string, swagger []byte) (*documents, error) {
	doc, err := convert(swagger)
	if err != nil {
		return nil, fmt.Errorf("docs/swagger.json: %w", err)
	}
	known := types()
	if err := stateLimits(doc.Components.Schemas, known); err != nil {
		return nil, err
	}
	if err := describe(doc.Components.Schemas, known, root); err != nil {
		return nil, err
	}
	if err := stateReplies(doc); err != nil {
		return nil, err
	}
	if err := stateBodies(doc, root); err != nil {
		return nil, err
	}
	if err := addExamples(ctx, doc, root); err != nil {
		return nil, fmt.Errorf("examples: %w", err)
	}
	return encode(ctx, doc, members(known))
}

// convert turns the document of swag into one of OpenAPI 3.1 that says the same.
func convert(swagger []byte) (*openapi3.T, error) {
	old := &openapi2.T{}
	if err := json.Unmarshal([]byte(shorten(string(swagger))), old); err != nil {
		return nil, err
	}
	keepExamples(old)
	doc, err := openapi2conv.ToV3(old)
	if err != nil {
		return nil, err
	}
	doc.OpenAPI = "3.1.0"
	doc.Servers = openapi3.Servers{{URL: "/v1"}}
	// An empty list says that no operation needs a key. The library leaves it out as it stands in its own field.
	doc.Extensions = map[string]any{"security": []any{}}
	doc.Components.Extensions, doc.Info.Extensions = nil, nil
	for path, item := range doc.Paths.Map() {
		if isProbe(path) {
			item.Servers = openapi3.Servers{{URL: "/"}}
		}
		for _, operation := range item.Operations() {
			tidyParameters(operation)
		}
	}
	for _, ref := range doc.Components.Schemas {
		tidySchema(ref.Value)
	}
	return doc, nil
}

// shorten takes the package out of the names of schemas. Of two types named Level, the plain text is LevelSlug.
func shorten(swagger string) string {
	return strings.NewReplacer(
		`"jobad.Level"`, `"LevelSlug"`, `/jobad.Level"`, `/LevelSlug"`,
		`"api.`, `"`, `"jobad.`, `"`, `/api.`, `/`, `/jobad.`, `/`,
	).Replace(swagger)
}

// isProbe reports whether a path stands outside of the prefix of the API.
func isProbe(path string) bool { return path == "/livez" || path == "/readyz" }

// keptExample is where the example of a parameter is kept: Swagger 2.0 has none, so the conversion would drop it.
const keptExample = "x-example"

func keepExamples(old *openapi2.T) {
	for _, item := range old.Paths {
		for _, operation := range item.Operations() {
			for _, parameter := range operation.Parameters {
				if example, ok := parameter.Extensions["example"]; ok {
					parameter.Extensions[keptExample] = example
				}
			}
		}
	}
}

// tidyParameters puts examples in their place and drops what says nothing.
func tidyParameters(operation *openapi3.Operation) {
	for _, ref := range operation.Parameters {
		ref.Value.Example = ref.Value.Extensions[keptExample]
		ref.Value.Extensions = nil
	}
	if operation.RequestBody != nil {
		operation.RequestBody.Value.Extensions = nil
	}
}

// tidySchema says in the words of JSON Schema what swag says in those of Swagger or of Go.
func tidySchema(schema *openapi3.Schema) {
	schema.Extensions = nil
	if schema.Example != nil {
		schema.Examples, schema.Example = []any{schema.Example}, nil
	}
	for name, member := range schema.Properties {
		if member.Ref != "" {
			continue
		}
		if all := member.Value.AllOf; len(all) == 1 && member.Value.Description == "" {
			schema.Properties[name] = all[0]
			continue
		}
		tidySchema(member.Value)
	}
	if schema.Items != nil && schema.Items.Ref == "" {
		tidySchema(schema.Items.Value)
	}
}
