package main

import (
	"net/http"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/internal/export"
)

const ndjsonType = "application/x-ndjson"

// stateBatch says that the bodies of a batch are text with a value on each line, of which swag knows the type only, and
// that a ZIP archive is no text. A line may be in any format.
func stateBatch(operation *openapi3.Operation) {
	for name, media := range operation.RequestBody.Value.Content {
		stateLines(media, name)
		media.Schema.Value.ContentMediaType = "" // with one, Swagger UI asks for a file and shows no example
	}
	content := operation.Responses.Status(http.StatusOK).Value.Content
	stateLines(content[ndjsonType], ndjsonType)
	content["application/zip"] = openapi3.NewMediaType()
	format := operation.Parameters.GetByInAndName("query", "format")
	format.Schema.Value.Enum = nil
	for _, f := range export.Formats() {
		format.Schema.Value.Enum = append(format.Schema.Value.Enum, f.Name)
	}
}

// stateLines makes the schema of a line one of text. Read as JSON, such text is a list.
func stateLines(media *openapi3.MediaType, mediaType string) {
	list, text := openapi3.NewArraySchema(), openapi3.NewStringSchema()
	list.Items = media.Schema
	text.ContentMediaType, text.ContentSchema = mediaType, openapi3.NewSchemaRef("", list)
	media.Schema = openapi3.NewSchemaRef("", text)
}
