package contract_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rolewright/internal/contract"
)

// document is small, and has one of each thing that the package looks at.
const document = `{
  "openapi": "3.1.0",
  "info": {"title": "Test", "version": "1"},
  "servers": [{"url": "/v1"}],
  "paths": {
    "/things": {
      "get": {
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}}],
        "responses": {
          "200": {
            "description": "Things",
            "headers": {"ETag": {"required": true, "schema": {"type": "string"}}},
            "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Things"}},
              "text/markdown": {"schema": {"type": "string", "minLength": 3}},
              "text/html": {"schema": {"type": "string"}},
              "text/plain": {"schema": {"type": "string"}}
            }
          },
          "304": {"description": "Known", "headers": {"ETag": {"required": true, "schema": {"type": "string"}}}},
          "400": {"description": "Bad", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        }
      },
      "post": {
        "requestBody": {"required": true, "content": {"application/json": {"schema": {
          "type": "object", "additionalProperties": false, "properties": {"name": {"type": "string", "maxLength": 5}}
        }}}},
        "responses": {
          "204": {"description": "Done"},
          "422": {"description": "Bad", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        }
      }
    },
    "/livez": {"servers": [{"url": "/"}], "get": {"responses": {"200": {"description": "Alive"}}}}
  },
  "components": {"schemas": {
    "Things": {"type": "object", "required": ["items"], "properties": {
      "items": {"type": "array", "items": {"type": "string"}}, "made": {"type": "string", "format": "date-time"}
    }},
    "Problem": {"type": "object", "required": ["type", "status"], "properties": {
      "type": {"type": "string"}, "status": {"type": "integer"}
    }}
  }}
}`

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
	bad         = `{"type": "about:blank", "status": 400}`
)

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

func TestVerify(t *testing.T) {
	t.Parallel()
	v := contract.New(t, []byte(document))
	for name, test := range map[string]struct {
		request string // method and target
		sent    string
		status  int
		header  http.Header
		body    string
		want    string // part of the error; empty is none
	}{
		"json":                  {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{"items": []}`, ""},
		"json compressed":       {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType, "Content-Encoding", "gzip"), zipped(`{"items": []}`), ""},
		"not compressed":        {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType, "Content-Encoding", "gzip"), `{"items": []}`, "not compressed"},
		"markdown":              {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", "text/markdown; charset=utf-8"), "# A", ""},
		"html":                  {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", "text/html; charset=utf-8"), "<p>", ""},
		"text":                  {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", "text/plain; charset=utf-8"), "A", ""},
		"markdown too short":    {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", "text/markdown"), "#", "minLength"},
		"wrong type of member":  {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{"items": [1]}`, "items"},
		"null list":             {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{"items": null}`, "items"},
		"missing member":        {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{}`, "items"},
		"not a date":            {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{"items": [], "made": "today"}`, "made"},
		"not json":              {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{`, "decode"},
		"missing header":        {"GET /v1/things", "", 200, header("Content-Type", jsonType), `{"items": []}`, "ETag"},
		"other media type":      {"GET /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", "text/csv"), "a", "text/csv"},
		"other status":          {"GET /v1/things", "", 202, header("Content-Type", jsonType), `{}`, "status"},
		"head":                  {"HEAD /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), "", ""},
		"head with a body":      {"HEAD /v1/things", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), "{}", "HEAD"},
		"head without header":   {"HEAD /v1/things", "", 200, header("Content-Type", jsonType), "", "ETag"},
		"not modified":          {"GET /v1/things", "", 304, header("ETag", `"1"`), "", ""},
		"not modified, no tag":  {"GET /v1/things", "", 304, nil, "", "ETag"},
		"not modified, body":    {"GET /v1/things", "", 304, header("ETag", `"1"`), "a", "body"},
		"taken, should not be":  {"GET /v1/things?limit=10", "", 200, header("ETag", `"1"`, "Content-Type", jsonType), `{"items": []}`, "but was taken"},
		"refused":               {"GET /v1/things?limit=10", "", 400, header("Content-Type", problemType), bad, ""},
		"refused as json":       {"GET /v1/things?limit=10", "", 400, header("Content-Type", jsonType), bad, "Content-Type"},
		"refused without type":  {"GET /v1/things?limit=10", "", 400, header("Content-Type", problemType), `{"status": 400}`, "type"},
		"sent":                  {"POST /v1/things", `{"name": "a"}`, 204, nil, "", ""},
		"sent, body in 204":     {"POST /v1/things", `{"name": "a"}`, 204, nil, "a", "body"},
		"sent too much":         {"POST /v1/things", `{"name": "abcdef"}`, 204, nil, "", "but was taken"},
		"sent unknown":          {"POST /v1/things", `{"nam": "a"}`, 204, nil, "", "but was taken"},
		"outside of the prefix": {"GET /livez", "", 200, nil, "", ""},
		"probe with the prefix": {"GET /v1/livez", "", 200, nil, "", "operation"},
		"page":                  {"GET /docs/", "", 200, header("Content-Type", "text/html"), "<p>", ""},
		"redirect":              {"GET /", "", 302, nil, "", ""},
		"no such path":          {"GET /v1/none", "", 400, header("Content-Type", problemType), bad, ""},
		"no such path, head":    {"HEAD /v1/none", "", 404, header("Content-Type", problemType), "", ""},
		"no such path, text":    {"GET /v1/none", "", 400, header("Content-Type", "text/plain"), "bad", "media type"},
		"no such path, schema":  {"GET /v1/none", "", 400, header("Content-Type", problemType), `{"status": 400}`, "schema"},
		"no such path, status":  {"GET /v1/none", "", 404, header("Content-Type", problemType), bad, "status 400"},
		"no such path, no json": {"GET /v1/none", "", 404, header("Content-Type", problemType), "{", "JSON"},
		"no such method":        {"PUT /v1/things", "", 405, header("Content-Type", problemType), bad, "Allow"},
		"no such method, taken": {"PUT /v1/things", "", 200, nil, "", "operation"},
		"options":               {"OPTIONS /v1/things", "", 204, header("Allow", "GET"), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			method, target, _ := strings.Cut(test.request, " ")
			request := httptest.NewRequest(method, target, http.NoBody)
			if test.sent != "" {
				request.Header.Set("Content-Type", jsonType)
			}
			reply := &http.Response{StatusCode: test.status, Header: test.header}
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

// reporter records whether a test failed.
type reporter struct {
	testing.TB

	failed bool
}

func (r *reporter) Helper()               {}
func (r *reporter) Errorf(string, ...any) { r.failed = true }

func TestCheckReports(t *testing.T) {
	t.Parallel()
	v := contract.New(t, []byte(document))
	for status, want := range map[int]bool{200: false, 500: true} {
		r := &reporter{TB: t}
		v.Check(r, httptest.NewRequest(http.MethodGet, "/livez", http.NoBody), nil, &http.Response{StatusCode: status}, nil)
		if r.failed != want {
			t.Errorf("status %d: failed is %v, want %v", status, r.failed, want)
		}
	}
}
