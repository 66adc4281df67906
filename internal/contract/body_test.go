package contract_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rolewright/internal/contract"
)

// referring is a document whose bodies are behind references.
const referring = `{
  "openapi": "3.1.0",
  "info": {"title": "Test", "version": "1"},
  "paths": {"/things/{slug}/~all": {
    "put": {
      "parameters": [{"name": "slug", "in": "path", "required": true, "schema": {"type": "string"}}],
      "requestBody": {"$ref": "#/components/requestBodies/Thing"},
      "responses": {"2XX": {"$ref": "#/components/responses/Thing"}}
    }
  }},
  "components": {
    "requestBodies": {"Thing": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
    "responses": {"Thing": {"description": "A thing", "content": {
      "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
      "application/x-ndjson": {"schema": {"type": "string", "contentMediaType": "application/x-ndjson", "contentSchema": {
        "type": "array", "items": {"$ref": "#/components/schemas/Thing"}
      }}},
      "text/*": {"schema": {"type": "string", "const": "A"}},
      "image/png": {}
    }}},
    "schemas": {
      "Thing": {"type": "object", "additionalProperties": false, "properties": {
        "day": {"type": "string", "format": "date"}, "link": {"type": "string", "format": "uri"},
        "mail": {"type": ["string", "null"], "format": "email"}, "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
      }},
      "Problem": {"type": "object"}
    }
  }
}`

func TestBodies(t *testing.T) {
	t.Parallel()
	v := contract.New(t, []byte(referring))
	for name, test := range map[string]struct {
		sent, mediaType, body string
		want                  string // part of the error; empty is none
	}{
		"all well":         {`{}`, jsonType, `{"day": "2026-11-22", "link": "https://example.com/", "mail": "a@example.com", "parts": [{}]}`, ""},
		"with a parameter": {`{}`, "Application/JSON; charset=utf-8", `{"mail": null}`, ""},
		"nothing sent":     {``, jsonType, `{}`, "the body is missing"},
		"sent no json":     {`{} {}`, jsonType, `{}`, "but was taken"},
		"sent wrong":       {`{"parts": [{}, {"day": 1}]}`, jsonType, `{}`, "'/parts/1/day'"},
		"nothing":          {`{}`, jsonType, ``, "decode"},
		"no media type":    {`{}`, "", `{}`, "Content-Type"},
		"unknown member":   {`{}`, jsonType, `{"parts": [{"dya": ""}]}`, "'dya'"},
		"no date":          {`{}`, jsonType, `{"day": "2026-02-30"}`, "'/day'"},
		"no uri":           {`{}`, jsonType, `{"parts": [{"link": "example"}]}`, "'/parts/0/link'"},
		"no mail":          {`{}`, jsonType, `{"mail": ".a@example.com"}`, "'/mail'"},
		"lines":            {`{}`, "application/x-ndjson", "{}\n{\"parts\": []}\n", ""},
		"no lines":         {`{}`, "application/x-ndjson", "", ""},
		"lines, wrong":     {`{}`, "application/x-ndjson", "{}\n{\"day\": 1}\n", "the body breaks its schema"},
		"lines, no json":   {`{}`, "application/x-ndjson", "{}\n{\n", "the body breaks its schema"},
		"range":            {`{}`, "text/plain", "A", ""},
		"range, wrong":     {`{}`, "text/plain", "B", "the body breaks its schema"},
		"without schema":   {`{}`, "image/png", "B", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			request := httptest.NewRequest(http.MethodPut, "/things/a/~all", http.NoBody)
			request.Header.Set("Content-Type", jsonType)
			reply := &http.Response{StatusCode: http.StatusOK, Header: header("Content-Type", test.mediaType)}
			err := v.Verify(request, []byte(test.sent), reply, []byte(test.body))
			switch {
			case err == nil && test.want != "":
				t.Errorf("no error, want one with %q", test.want)
			case err != nil && test.want == "":
				t.Errorf("unexpected: %v", err)
			case err != nil && !strings.Contains(err.Error(), test.want):
				t.Errorf("error without %q: %v", test.want, err)
			}
		})
	}
}
