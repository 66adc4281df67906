package api_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"rolewright/api"
)

// route is a path that is served, and the methods it takes.
type route struct{ path, allow string }

// routes is every path.
func routes() []route {
	const read = "OPTIONS, GET, HEAD"
	return []route{
		{"/", read},
		{"/docs", read},
		{"/docs/", read},
		{"/docs/index.html", read},
		{"/openapi.json", read},
		{"/openapi.yaml", read},
		{"/roles.schema.json", read},
		{"/livez", read},
		{"/readyz", read},
		{"/v1/generate", "OPTIONS, POST"},
		{"/v1/roles", read},
		{"/v1/roles/backend-engineer", read},
		{"/v1/families", read},
		{"/v1/levels", read},
		{"/v1/templates", read},
		{"/v1/formats", read},
		{"/v1/catalog", read},
	}
}

// TestProblems provokes each status; do checks the form of each.
func TestProblems(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		request *http.Request
		status  int
		header  map[string]string
	}{
		"400 body":          {post(`{`), 400, nil},
		"400 query":         {get("/v1/roles?limit=0"), 400, nil},
		"404 path":          {get("/v2/roles"), 404, nil},
		"404 thing":         {get("/v1/roles/wizard"), 404, nil},
		"404 file":          {get("/docs/none.js"), 404, nil},
		"404 post":          {request(http.MethodPost, "/none", "x"), 404, nil},
		"405 get":           {get("/v1/generate"), 405, map[string]string{"Allow": "OPTIONS, POST"}},
		"405 delete":        {request(http.MethodDelete, "/v1/roles", ""), 405, map[string]string{"Allow": "OPTIONS, GET, HEAD"}},
		"406":               {post(minimal, "Accept", "image/png"), 406, nil},
		"413":               {post(strings.Repeat(" ", 300<<10)), 413, nil},
		"415 type":          {post(minimal, "Content-Type", "text/plain"), 415, map[string]string{"Accept": "application/json"}},
		"415 coding":        {post(minimal, "Content-Encoding", "br"), 415, map[string]string{"Accept-Encoding": "identity"}},
		"422":               {post(`{}`), 422, nil},
		"422 and HTML":      {post(`{}`, "Accept", "text/html"), 422, nil},
		"422 and text":      {request(http.MethodPost, "/v1/generate?format=text", `{}`, "Content-Type", "application/json"), 422, nil},
		"method override":   {post(minimal, "X-HTTP-Method-Override", "DELETE"), 200, nil},
		"expect 100":        {post(minimal, "Expect", "100-continue"), 200, nil},
		"range is no range": {get("/v1/roles", "Range", "bytes=0-1"), 200, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.request.Header.Set("X-Request-Id", "id-"+strings.ReplaceAll(name, " ", "-"))
			got := do(t, handler(), test.request)
			if got.status != test.status {
				t.Errorf("status %d, want %d", got.status, test.status)
			}
			for name, want := range test.header {
				if got.header.Get(name) != want {
					t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
				}
			}
		})
	}
}

// TestMethods sends every method to every path.
func TestMethods(t *testing.T) {
	t.Parallel()
	for _, route := range routes() {
		for _, method := range []string{"OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get", "POST", "GET", "HEAD"} {
			got := do(t, handler(), request(method, route.path, ""))
			taken := strings.Contains(", "+route.allow+",", ", "+method+",")
			switch {
			case method == "OPTIONS" && (got.status != http.StatusNoContent || got.body != ""):
				t.Errorf("%s %s: status %d", method, route.path, got.status)
			case taken == (got.status == http.StatusMethodNotAllowed):
				t.Errorf("%s %s: status %d", method, route.path, got.status)
			}
			if (!taken || method == "OPTIONS") && got.header.Get("Allow") != route.allow {
				t.Errorf("%s %s: Allow is %q", method, route.path, got.header.Get("Allow"))
			}
		}
	}
}

// TestPanic answers a panic like any fault of our own, and lives on.
func TestPanic(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	registry := prometheus.NewRegistry()
	broken := newGenerator(func() time.Time { panic("canary in a panic") })
	h := handlerOf(t, broken, api.Options{Logger: slog.New(slog.NewJSONHandler(&log, nil)), Metrics: must(api.NewMetrics(registry))})
	for range 3 {
		got := do(t, h, post(minimal))
		if got.status != http.StatusInternalServerError || strings.Contains(got.body, "canary") {
			t.Errorf("status %d: %s", got.status, got.body)
		}
	}
	if got := do(t, h, post(with(`"as_of":"2026-11-22"`))); got.status != http.StatusOK {
		t.Errorf("status %d after a panic", got.status)
	}
	if n := strings.Count(log.String(), "canary in a panic"); n != 3 || !strings.Contains(log.String(), "debug.Stack") {
		t.Errorf("%d panics in the log: %s", n, log.String())
	}
	if text := metricsText(t, registry); !strings.Contains(text, "rolewright_panics_total 3") {
		t.Error(text)
	}
}

// TestAbort lets the panic that net/http means to break a connection through, unlogged.
func TestAbort(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := handlerOf(t, newGenerator(func() time.Time { panic(http.ErrAbortHandler) }), api.Options{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	defer func() {
		if v := recover(); v != http.ErrAbortHandler { //nolint:errorlint // the very value
			t.Errorf("recovered %v", v)
		}
		if log.Len() > 0 {
			t.Error(log.String())
		}
	}()
	h.ServeHTTP(httptest.NewRecorder(), post(minimal))
}

// TestRequestID echoes a plain token and replaces all else.
func TestRequestID(t *testing.T) {
	t.Parallel()
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for id, kept := range map[string]bool{
		"a": true, "A.b_c-9": true, strings.Repeat("x", 128): true, "0198c1f2-7d1e-7b0a-9a52-3f6f1c2b8d10": true,
		"": false, strings.Repeat("x", 129): false, "a b": false, "a/b": false, "ä": false, "a\r\nSet-Cookie: b": false,
		"<script>": false, "a,b": false, `a"b`: false, "a\x00": false, "$(id)": false,
	} {
		for _, r := range []*http.Request{get("/livez"), get("/none"), post(`{}`)} {
			r.Header["X-Request-Id"] = []string{id}
			got := do(t, handler(), r).header.Get("X-Request-Id")
			if kept && got != id || !kept && !uuid.MatchString(got) {
				t.Errorf("%q became %q", id, got)
			}
		}
	}
	first, second := do(t, handler(), get("/livez")), do(t, handler(), get("/livez"))
	if first.header.Get("X-Request-Id") == second.header.Get("X-Request-Id") {
		t.Error("two requests have one id")
	}
}

// TestDraining says that the server is about to go, and goes on serving.
func TestDraining(t *testing.T) {
	t.Parallel()
	readiness := &api.Readiness{}
	h := newHandler(t, api.Options{Readiness: readiness})
	before := do(t, h, get("/readyz"))
	readiness.Drain()
	after := do(t, h, get("/readyz"))
	want := []api.Health{
		{Status: "ok", Components: map[string]string{"catalog": "ok", "templates": "ok"}},
		{Status: "draining", Components: map[string]string{"catalog": "ok", "templates": "ok"}},
	}
	if diff := cmp.Diff(want, []api.Health{into[api.Health](t, before.body), into[api.Health](t, after.body)}); diff != "" {
		t.Error(diff)
	}
	if before.status != http.StatusOK || after.status != http.StatusServiceUnavailable {
		t.Errorf("status %d, then %d", before.status, after.status)
	}
	if before.header.Get("Connection") != "" || after.header.Get("Connection") != "close" {
		t.Errorf("Connection %q, then %q", before.header.Get("Connection"), after.header.Get("Connection"))
	}
	for _, r := range []*http.Request{get("/livez"), post(minimal)} {
		if got := do(t, h, r); got.status != http.StatusOK || got.header.Get("Connection") != "close" {
			t.Errorf("%s: status %d, Connection %q", r.URL.Path, got.status, got.header.Get("Connection"))
		}
	}
}
