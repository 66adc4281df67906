package main

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/generate"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// requestID is the id of every request in the examples.
const requestID = "0198c1f2-7d1e-7b0a-9a52-3f6f1c2b8d10"

// exchange is a request to the server, the reply to which is an example.
type exchange struct {
	status  int
	of      string // the id of the operation, or the name of the shared reply
	name    string
	summary string
	request string // method and target
	header  string // name and value of one header, with a colon between
	body    string
}

// exchanges are the examples, in the order that they are asked for. The last finds the server shutting down.
func exchanges(full, required string) []exchange {
	const sent = "Content-Type: application/json"
	const pasted = `{"text": "# Sales Manager\n\nWe look for a salesman who is a digital native. Salary up to $90k.", "brief": {"places": [{"city": "Denver", "region": "CO", "country": "US"}]}}`
	return []exchange{
		{200, "generate", "full", "An ad in full", "POST /v1/generate", sent, full},
		{200, "generate", "markdown", "Markdown", "POST /v1/generate?format=markdown", sent, full},
		{200, "generate", "html", "HTML page", "POST /v1/generate?format=html", sent, full},
		{200, "generate", "text", "Plain text", "POST /v1/generate?format=text", sent, full},
		{200, "generate", "jsonld", "A JobPosting of schema.org", "POST /v1/generate?format=jsonld", sent, full},
		{200, "generateBatch", "batch", "An ad as Markdown, and a brief with a fault", "POST /v1/generate/batch?format=markdown", "Content-Type: " + ndjsonType, batch(required)},
		{200, "review", "review", "What was found", "POST /v1/review", sent, pasted},
		{200, "review", "sarif", "The same as SARIF", "POST /v1/review?format=sarif", sent, pasted},
		{200, "fix", "fixed", "One word was replaced", "POST /v1/review/fix", sent, pasted},
		{200, "listJurisdictions", "rows", "The rows that concern Colorado", "GET /v1/jurisdictions?place=US-CO", "", ""},
		{200, "compare", "compared", "Two roles that people confuse", "GET /v1/compare?roles=backend-engineer,backend-developer", "", ""},
		{200, "compare", "markdown", "Two levels of a role, in Markdown", "GET /v1/compare?roles=backend-engineer@mid,backend-engineer@senior&format=markdown", "", ""},
		{200, "compare", "html", "The same as an HTML page", "GET /v1/compare?roles=backend-engineer@mid,backend-engineer@senior&format=html", "", ""},
		{200, "advise", "advice", "A young company without an owner for the design", "POST /v1/advise", sent, `{"candidates": ["backend-engineer", "backend-developer"], "need": {"problem": "new_architecture", "stage": "startup", "team_size": 4, "has_architect": false}, "company": {"name": "Acme GmbH"}}`},
		{200, "listTemplates", "templates", "Every template", "GET /v1/templates", "", ""},
		{200, "listFormats", "formats", "Every format", "GET /v1/formats", "", ""},
		{200, "listRoles", "search", "A search for a need", "GET /v1/roles?q=someone+who+keeps+our+Kubernetes+cluster+running&limit=2", "", ""},
		{200, "listRoles", "filtered", "A search in a family", "GET /v1/roles?q=server&family=software-engineering&limit=2", "", ""},
		{200, "listRoles", "page", "A page with more to come", "GET /v1/roles?limit=2", "", ""},
		{200, "getRole", "role", "A role in full", "GET /v1/roles/backend-engineer", "", ""},
		{200, "resolveTitle", "role", "A role and a level", "GET /v1/resolve?title=Sr.+Golang+dev+-+remote,+%24120k", "", ""},
		{200, "resolveTitle", "unsure", "Several roles alike", "GET /v1/resolve?title=Driver", "", ""},
		{200, "listFamilies", "families", "Every family", "GET /v1/families", "", ""},
		{200, "listLevels", "levels", "The scale", "GET /v1/levels", "", ""},
		{200, "getCatalog", "catalog", "What is loaded", "GET /v1/catalog", "", ""},
		{200, "livez", "alive", "Alive", "GET /livez", "", ""},
		{200, "readyz", "ready", "Ready", "GET /readyz", "", ""},

		{400, "InvalidBody", "unreadable", "Members that cannot be read", "POST /v1/generate", sent, `{"role": "backend-engineer", "company": {"name": "Acme"}, "salary": 90000, "hours_per_week": "40"}`},
		{400, "InvalidBody", "malformed", "Not JSON", "POST /v1/generate", sent, `{"role": backend}`},
		{400, "InvalidBody", "unknown_format", "A format that is not known", "POST /v1/generate?format=rtf", sent, required},
		{400, "InvalidParameter", "unknown_parameter", "A parameter that is not known", "GET /v1/roles?search=server", "", ""},
		{400, "InvalidParameter", "out_of_range", "A number out of range", "GET /v1/roles?limit=500", "", ""},
		{404, "NotFound", "not_found", "No such role", "GET /v1/roles/wizard", "", ""},
		{405, "MethodNotAllowed", "method_not_allowed", "Another method", "DELETE /v1/roles", "", ""},
		{406, "NotAcceptable", "not_acceptable", "A picture is wanted", "POST /v1/generate", "Accept: image/png", required},
		{406, "NotAcceptable", "no_glyph", "A script that the format cannot show", "POST /v1/generate?format=pdf", sent, `{"role": "chef", "company": {"name": "東京亭"}}`},
		{413, "BodyTooLarge", "too_large", "300,000 bytes", "POST /v1/generate", sent, strings.Repeat(" ", 300_000)},
		{415, "UnsupportedMediaType", "not_json", "Not JSON", "POST /v1/generate", "Content-Type: application/xml", "<brief/>"},
		{422, "InvalidBrief", "refused", "Refused by its gate", "POST /v1/generate", sent, `{"role": "backend-engineer", "company": {"name": "Acme"}, "places": [{"region": "CO", "country": "US"}], "gate": "law", "as_of": "2026-11-22"}`},
		{422, "InvalidBrief", "several", "Several faults", "POST /v1/generate", sent, `{"role": "wizard", "company": {}, "pay": {"min": 90000, "max": 70000, "currency": "EUR", "period": "year"}}`},

		{503, "readyz", "draining", "Shutting down", "GET /readyz", "", ""},
	}
}

// addExamples asks the server for the examples of replies, and adds those of the request.
func addExamples(ctx context.Context, doc *openapi3.T, root string) error {
	full, err := os.ReadFile(filepath.Join(root, "internal", "openapi", "brief.json")) //nolint:gosec // a path in the repository
	if err != nil {
		return err
	}
	required, err := os.ReadFile(filepath.Join(root, "internal", "openapi", "brief-required.json")) //nolint:gosec // as above
	if err != nil {
		return err
	}
	readiness := &api.Readiness{}
	handler, err := newServer(root, readiness)
	if err != nil {
		return err
	}
	for _, e := range exchanges(string(full), string(required)) {
		if e.status == http.StatusServiceUnavailable {
			readiness.Drain()
		}
		if err := addReply(ctx, doc, handler, e); err != nil {
			return fmt.Errorf("%s of %s: %w", e.name, e.of, err)
		}
	}
	if err := addInternalError(doc); err != nil {
		return err
	}
	doc.Paths.Value("/generate").Post.RequestBody.Value.Content.Get("application/json").Examples = openapi3.Examples{
		"full":          example("Everything that helps", json.RawMessage(full)),
		"required_only": example("Only what is required", json.RawMessage(required)),
	}
	for _, media := range doc.Paths.Value("/generate/batch").Post.RequestBody.Value.Content {
		media.Examples = openapi3.Examples{"batch": example("Two briefs, one with a fault", batch(string(required)))}
	}
	return nil
}

// batch is two briefs, one on each line; an ad can be made of the first.
func batch(brief string) string {
	return strings.Join(strings.Fields(brief), " ") + "\n" + `{"role": "wizard", "company": {"name": "Acme GmbH"}}` + "\n"
}

// newServer is the server over the catalog and templates in root, at a fixed time.
func newServer(root string, readiness *api.Readiness) (http.Handler, error) {
	roles, err := os.ReadFile(filepath.Join(root, "roles.yaml")) //nolint:gosec // a path in the repository
	if err != nil {
		return nil, err
	}
	known, err := catalog.Parse("roles.yaml", roles)
	if err != nil {
		return nil, err
	}
	renderer, err := render.New(os.DirFS(filepath.Join(root, "templates")))
	if err != nil {
		return nil, err
	}
	table, err := law.New()
	if err != nil {
		return nil, err
	}
	reviewer, err := review.New()
	if err != nil {
		return nil, err
	}
	const version = "1.0.0"
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	generator := generate.New(known, renderer, table, reviewer, generate.Options{Version: version, Now: func() time.Time { return now }})
	return api.New(generator, api.Info{Version: version, LoadedAt: now}, api.Assets{}, api.Options{Readiness: readiness})
}

// addReply makes an exchange and puts the reply where it belongs in the document.
func addReply(ctx context.Context, doc *openapi3.T, handler http.Handler, e exchange) error {
	method, target, _ := strings.Cut(e.request, " ")
	request := httptest.NewRequestWithContext(ctx, method, target, strings.NewReader(e.body))
	request.Header.Set("X-Request-Id", requestID)
	if name, value, ok := strings.Cut(e.header, ": "); ok {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	if recorder.Code != e.status {
		return fmt.Errorf("the status is %d, not %d: %s", recorder.Code, e.status, recorder.Body)
	}
	mediaType, _, err := mime.ParseMediaType(recorder.Header().Get("Content-Type"))
	if err != nil {
		return err
	}
	content, err := contentOf(doc, e)
	if err != nil {
		return err
	}
	media, ok := content[mediaType]
	if !ok {
		return fmt.Errorf("the document has no %s there", mediaType)
	}
	var value any = recorder.Body.String()
	if strings.HasSuffix(mediaType, "json") && mediaType != ndjsonType {
		value = json.RawMessage(recorder.Body.Bytes())
	}
	if media.Examples == nil {
		media.Examples = openapi3.Examples{}
	}
	media.Examples[e.name] = example(e.summary, value)
	return nil
}

// contentOf is the content of the reply that an exchange is an example of.
func contentOf(doc *openapi3.T, e exchange) (openapi3.Content, error) {
	if shared, ok := doc.Components.Responses[e.of]; ok {
		return shared.Value.Content, nil
	}
	for _, item := range doc.Paths.Map() {
		for _, operation := range item.Operations() {
			if operation.OperationID == e.of {
				if reply := operation.Responses.Status(e.status); reply != nil && reply.Value != nil {
					return reply.Value.Content, nil
				}
			}
		}
	}
	return nil, fmt.Errorf("the document has no reply %s with %d", e.of, e.status)
}

// addInternalError adds the one example that the server cannot be asked for.
func addInternalError(doc *openapi3.T) error {
	value, err := json.Marshal(api.Problem{
		Type: "about:blank", Title: http.StatusText(http.StatusInternalServerError), Status: http.StatusInternalServerError,
		Detail: "Something failed on our side. Try again; if it stays, report the id in instance.", Instance: requestID,
	})
	if err != nil {
		return err
	}
	doc.Components.Responses["InternalError"].Value.Content[problemType].Examples = openapi3.Examples{
		"internal_error": example("A defect", json.RawMessage(value)),
	}
	return nil
}

func example(summary string, value any) *openapi3.ExampleRef {
	return &openapi3.ExampleRef{Value: &openapi3.Example{Summary: summary, Value: value}}
}
