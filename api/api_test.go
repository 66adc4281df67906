package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/contract"
	"rolewright/internal/generate"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// minimal is the smallest brief that there is.
const minimal = `{"role":"backend-engineer","company":{"name":"Acme"}}`

// clock is the time of all tests.
func clock() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }

// parts are what every handler in the tests is made of; they do not change and cost time to make.
type parts struct {
	catalog   *catalog.Catalog
	generator *generate.Generator
	assets    api.Assets
}

var shared = sync.OnceValue(func() *parts {
	p := &parts{assets: api.Assets{
		OpenAPIJSON: must(os.ReadFile("../docs/openapi.json")),
		OpenAPIYAML: must(os.ReadFile("../docs/openapi.yaml")),
		RolesSchema: must(os.ReadFile("../docs/roles.schema.json")),
		Docs:        os.DirFS("../web/swagger"),
		Pages:       os.DirFS("../web/pages"),
		PageFiles:   os.DirFS("../web/assets"),
	}}
	p.catalog = must(catalog.Parse("roles.yaml", must(os.ReadFile("../roles.yaml"))))
	p.generator = newGenerator(clock)
	return p
})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func newGenerator(now func() time.Time) *generate.Generator {
	roles := must(catalog.Parse("roles.yaml", must(os.ReadFile("../roles.yaml"))))
	renderer := must(render.New(os.DirFS("../templates")))
	return generate.New(roles, renderer, must(law.New()), must(review.New()), generate.Options{Version: "test", Now: now})
}

// newHandler is the whole interface over the catalog and the templates of the repository.
func newHandler(t rapid.TB, options api.Options) http.Handler {
	t.Helper()
	return handlerOf(t, shared().generator, options)
}

func handlerOf(t rapid.TB, g *generate.Generator, options api.Options) http.Handler {
	t.Helper()
	options.Now = clock
	h, err := api.New(g, api.Info{Version: "test", LoadedAt: clock()}, shared().assets, options)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// handler is one for tests that need no options of their own.
var handler = sync.OnceValue(func() http.Handler { return newHandler(&testing.T{}, api.Options{}) })

// documented checks exchanges against the OpenAPI document.
var documented = sync.OnceValue(func() *contract.Validator {
	if len(shared().assets.OpenAPIJSON) < 10 {
		return nil // not written yet
	}
	return contract.New(&background{}, shared().assets.OpenAPIJSON)
})

// background is a test that outlives the one that happens to come first.
type background struct{ testing.TB }

func (*background) Helper()                   {}
func (*background) Context() context.Context  { return context.Background() }
func (*background) Fatalf(_ string, a ...any) { panic(a) }

// reply is an answer with its body read.
type reply struct {
	status int
	header http.Header
	body   string
}

// do sends a request through a handler as a connection would, and checks what holds for every exchange: the OpenAPI
// document, the security headers and the form of a problem. All tests of this package go through it.
func do(t rapid.TB, h http.Handler, r *http.Request) reply {
	t.Helper()
	var sent []byte
	if r.Body != nil {
		sent = must(io.ReadAll(r.Body))
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if r.Method == http.MethodHead {
		w.Body.Reset() // as net/http does
	}
	res := w.Result()
	got := reply{status: res.StatusCode, header: res.Header, body: w.Body.String()}
	checkExchange(t, r, sent, res, got)
	return got
}

func checkExchange(t rapid.TB, r *http.Request, sent []byte, res *http.Response, got reply) {
	t.Helper()
	// The document is silent on itself and on the schema of catalogs.
	silent := strings.HasPrefix(r.URL.Path, "/openapi.") || r.URL.Path == "/roles.schema.json"
	if v := documented(); v != nil && (!silent || got.status >= http.StatusBadRequest) {
		if err := v.Verify(r, sent, res, []byte(got.body)); err != nil {
			t.Errorf("%s %s answered %d: %v", r.Method, r.URL, got.status, err)
		}
	}
	checkHeaders(t, r, got)
	if got.status >= http.StatusBadRequest && got.status != http.StatusServiceUnavailable && r.Method != http.MethodHead {
		checkProblem(t, got)
	}
}

// post is a request with a brief in JSON; headers come in pairs and replace Content-Type if they name it.
func post(body string, headers ...string) *http.Request {
	return postTo("/v1/generate", body, headers...)
}

func postTo(target, body string, headers ...string) *http.Request {
	return request(http.MethodPost, target, body, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func get(target string, headers ...string) *http.Request {
	return request(http.MethodGet, target, "", headers...)
}

func request(method, target, body string, headers ...string) *http.Request {
	r := httptest.NewRequestWithContext(context.Background(), method, target, strings.NewReader(body))
	if body == "" {
		r.Body, r.ContentLength = http.NoBody, 0
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Content-Type" {
			r.Header.Del("Content-Type")
		}
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

// with is the smallest brief with more members.
func with(members string) string {
	return minimal[:len(minimal)-1] + "," + members + "}"
}

// into decodes a body.
func into[T any](t rapid.TB, body string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(body), &v); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	return v
}

// securityHeaders are on every reply.
func securityHeaders() map[string]string {
	return map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy":           "camera=(), geolocation=(), microphone=()",
	}
}

func checkHeaders(t rapid.TB, r *http.Request, got reply) {
	t.Helper()
	for name, want := range securityHeaders() {
		if values := got.header.Values(name); len(values) != 1 || values[0] != want {
			t.Errorf("%s %s: %s is %q, want %q", r.Method, r.URL.Path, name, values, want)
		}
	}
	for _, name := range []string{"Content-Security-Policy", "X-Request-Id"} {
		if len(got.header.Values(name)) != 1 {
			t.Errorf("%s %s: %s is %q, want one", r.Method, r.URL.Path, name, got.header.Values(name))
		}
	}
	for _, name := range []string{"Server", "X-Powered-By", "Access-Control-Allow-Origin", "Set-Cookie"} {
		if _, ok := got.header[name]; ok {
			t.Errorf("%s %s: there is a header %s", r.Method, r.URL.Path, name)
		}
	}
	if r.TLS == nil && got.header.Get("Strict-Transport-Security") != "" {
		t.Error("HSTS over plain HTTP")
	}
}

var (
	code = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	leak = regexp.MustCompile(`jsontext|json:|\*api\.|api\.[A-Z]|jobad\.|struct\b|goroutine|runtime error|\.go\b|reflect|unmarshal|float64|strconv|validat|\bKey:|\bEOF\b|nil\b|invalid character`)
)

func checkProblem(t rapid.TB, got reply) {
	t.Helper()
	if mediaType := got.header.Get("Content-Type"); mediaType != "application/problem+json" {
		t.Errorf("Content-Type of a problem is %q", mediaType)
	}
	if got.header.Get("Content-Encoding") == "gzip" {
		return
	}
	p := into[api.Problem](t, got.body)
	if p.Status != got.status || p.Instance == "" || p.Instance != got.header.Get("X-Request-Id") {
		t.Errorf("status %d and instance %q in a reply of %d to %q", p.Status, p.Instance, got.status, got.header.Get("X-Request-Id"))
	}
	if p.Type != "about:blank" && !strings.HasPrefix(p.Type, "urn:rolewright:problem:") {
		t.Errorf("type is %q", p.Type)
	}
	if p.Type == "about:blank" && p.Title != http.StatusText(got.status) {
		t.Errorf("title is %q", p.Title)
	}
	checkSentence(t, p.Detail)
	for _, e := range p.Errors {
		checkSentence(t, e.Detail)
		places := 0
		for _, there := range []bool{e.Pointer != nil, e.Parameter != "", e.Header != ""} {
			if there {
				places++
			}
		}
		if !code.MatchString(e.Code) || places != 1 {
			t.Errorf("error %+v", e)
		}
	}
	if got.header.Get("Cache-Control") != "no-store" {
		t.Errorf("Cache-Control of a problem is %q", got.header.Get("Cache-Control"))
	}
}

// checkSentence wants a sentence that says how to mend a fault, and nothing of the inside of the program.
func checkSentence(t rapid.TB, detail string) {
	t.Helper()
	if !strings.HasSuffix(detail, ".") || len(strings.Fields(detail)) < 4 || leak.MatchString(detail) {
		t.Errorf("detail is %q", detail)
	}
}

// fault is where a fault is and what it is, such as "/pay/min too_large".
func faults(t rapid.TB, got reply) []string {
	t.Helper()
	var all []string
	for _, e := range into[api.Problem](t, got.body).Errors {
		where := e.Parameter + e.Header
		if e.Pointer != nil {
			where = *e.Pointer
		}
		all = append(all, where+" "+e.Code)
	}
	return all
}

// record is do for a request whose body cannot be read beforehand.
func record(h http.Handler, r *http.Request) reply {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return reply{status: w.Code, header: w.Header(), body: w.Body.String()}
}

// metricsText is what a registry exposes.
func metricsText(t rapid.TB, registry *prometheus.Registry) string {
	t.Helper()
	w := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(w, get("/metrics"))
	return w.Body.String()
}
