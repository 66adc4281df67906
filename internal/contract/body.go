package contract

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentURL is what the document is called where errors name a schema.
const documentURL = "urn:openapi"

// bodies holds the schema of each body that a document states, compiled once. The OpenAPI library would compile it
// anew for each exchange, which takes far longer than the check itself.
type bodies struct {
	compiler *jsonschema.Compiler
	requests *jsonschema.Compiler // does not look into lines of text: each is judged by itself, and may be refused
	schemas  map[*openapi3.MediaType]*jsonschema.Schema
	problem  *jsonschema.Schema
}

// compile reads the schemas of doc, which was loaded from document.
func compile(document []byte, doc *openapi3.T) (*bodies, error) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	b := &bodies{
		compiler: jsonschema.NewCompiler(), requests: jsonschema.NewCompiler(), schemas: map[*openapi3.MediaType]*jsonschema.Schema{},
	}
	b.compiler.AssertContent()
	b.compiler.RegisterContentMediaType(&jsonschema.MediaType{Name: "application/x-ndjson", Validate: isLines, UnmarshalJSON: readLines})
	for _, compiler := range []*jsonschema.Compiler{b.compiler, b.requests} {
		compiler.DefaultDraft(jsonschema.Draft2020)
		compiler.AssertFormat()
		if err := compiler.AddResource(documentURL, parsed); err != nil {
			return nil, err
		}
	}
	if b.problem, err = b.compiler.Compile(documentURL + "#/components/schemas/Problem"); err != nil {
		return nil, err
	}
	for path, item := range doc.Paths.Map() {
		at := place(item.Ref, "#/paths", path)
		for method, operation := range item.Operations() {
			if err := b.addOperation(place("", at, strings.ToLower(method)), operation); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

func (b *bodies) addOperation(at string, operation *openapi3.Operation) error {
	if body := operation.RequestBody; body != nil {
		if err := b.addContent(b.requests, place(body.Ref, at, "requestBody"), body.Value.Content); err != nil {
			return err
		}
	}
	for status, response := range operation.Responses.Map() {
		if err := b.addContent(b.compiler, place(response.Ref, at, "responses", status), response.Value.Content); err != nil {
			return err
		}
	}
	return nil
}

func (b *bodies) addContent(compiler *jsonschema.Compiler, at string, content openapi3.Content) error {
	for name, mediaType := range content {
		if mediaType.Schema == nil {
			continue
		}
		schema, err := compiler.Compile(documentURL + place("", at, "content", name, "schema"))
		if err != nil {
			return err
		}
		b.schemas[mediaType] = schema
	}
	return nil
}

// place is a JSON pointer into the document, as the fragment of a URL: the reference if there is one, else the members
// below a place.
func place(reference, below string, members ...string) string {
	if reference != "" {
		return reference
	}
	escaped := strings.NewReplacer("~", "~0", "/", "~1")
	pointer := []string{below}
	for _, member := range members {
		pointer = append(pointer, url.PathEscape(escaped.Replace(member)))
	}
	return strings.Join(pointer, "/")
}

// checkRequest checks the body of a request.
func (b *bodies) checkRequest(stated *openapi3.RequestBodyRef, header http.Header, body []byte) error {
	switch {
	case stated == nil:
		return nil
	case len(body) > 0:
		return b.check(stated.Value.Content, header, body)
	case stated.Value.Required:
		return errors.New("the body is missing")
	}
	return nil
}

// check checks that a body has a media type that is stated, and conforms to the schema of it.
func (b *bodies) check(stated openapi3.Content, header http.Header, body []byte) error {
	if len(stated) == 0 {
		return nil
	}
	name := header.Get("Content-Type")
	mediaType := stated.Get(name)
	if mediaType == nil {
		return fmt.Errorf("the document does not state the Content-Type %q", name)
	}
	if mediaType.Schema == nil {
		return nil
	}
	schema := b.schemas[mediaType]
	if schema == nil {
		return fmt.Errorf("the schema of the Content-Type %q was not compiled", name)
	}
	return conforms(schema, name, body)
}

// conforms checks a body against a schema. What is not JSON is one string.
func conforms(schema *jsonschema.Schema, mediaType string, body []byte) error {
	var value any = string(body)
	if isJSON(mediaType) {
		var err error
		if value, err = jsonschema.UnmarshalJSON(bytes.NewReader(body)); err != nil {
			return fmt.Errorf("cannot decode the body as JSON: %w", err)
		}
	}
	if err := schema.Validate(value); err != nil {
		return fmt.Errorf("the body breaks its schema: %w", err)
	}
	return nil
}

// readLines reads text with a JSON value on each line as the list of the values.
func readLines(text []byte) (any, error) {
	values := []any{}
	for line := range bytes.Lines(text) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, nil
}

func isLines(text []byte) error {
	_, err := readLines(text)
	return err
}

func isJSON(mediaType string) bool {
	name, _, _ := strings.Cut(mediaType, ";")
	name = strings.ToLower(strings.TrimSpace(name))
	return name == "application/json" || strings.HasSuffix(name, "+json")
}
