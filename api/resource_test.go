package api_test

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/api"
)

// resources are the paths that answer a GET with something to keep.
func resources() []string {
	return []string{
		"/v1/roles", "/v1/roles?limit=1&q=engineer", "/v1/roles/backend-engineer", "/v1/families", "/v1/levels", "/v1/templates",
		"/v1/formats", "/v1/catalog", "/openapi.json", "/openapi.yaml", "/roles.schema.json", "/docs/",
	}
}

func unzip(t rapid.TB, body string) string {
	t.Helper()
	z, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return string(must(io.ReadAll(z)))
}

// TestEntityTags asks again with what was given, in all the ways there are.
func TestEntityTags(t *testing.T) {
	t.Parallel()
	for _, path := range resources() {
		plain, zipped := do(t, handler(), get(path)), do(t, handler(), get(path, "Accept-Encoding", "gzip"))
		tag := plain.header.Get("ETag")
		if len(tag) < 10 || tag[0] != '"' || tag[len(tag)-1] != '"' || plain.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: ETag %s, Cache-Control %s", path, tag, plain.header.Get("Cache-Control"))
		}
		if isZipped := zipped.header.Get("Content-Encoding") == "gzip"; isZipped == (zipped.header.Get("ETag") == tag) {
			t.Errorf("%s: ETag %s, and %s with gzip", path, tag, zipped.header.Get("ETag"))
		}
		for condition, want := range map[string]int{
			tag: 304, "W/" + tag: 304, "*": 304, `"a", ` + tag + `, W/"b"`: 304, `W/"a",W/` + tag: 304, "  " + tag + " ": 304,
			`"a"`: 200, strings.Trim(tag, `"`): 200, "": 200, "W/" + strings.Trim(tag, `"`): 200, tag[:len(tag)-2] + `"`: 200,
			strings.ToUpper(tag): 200, `"` + strings.Trim(tag, `"`) + `-gzip"`: 200,
		} {
			checkCondition(t, get(path, "If-None-Match", condition), plain, want)
		}
		r := get(path, "If-None-Match", `"a"`)
		r.Header.Add("If-None-Match", tag)
		checkCondition(t, request(http.MethodHead, path, "", "If-None-Match", tag), plain, http.StatusNotModified)
		checkCondition(t, r, plain, http.StatusNotModified)
	}
}

func checkCondition(t *testing.T, r *http.Request, plain reply, want int) {
	t.Helper()
	got := do(t, handler(), r)
	if got.status != want {
		t.Errorf("%s %s with %q: status %d, want %d", r.Method, r.URL, r.Header["If-None-Match"], got.status, want)
	}
	if want != http.StatusNotModified {
		return
	}
	for _, name := range []string{"ETag", "Vary", "Cache-Control"} {
		if diff := cmp.Diff(plain.header.Values(name), got.header.Values(name)); diff != "" {
			t.Errorf("%s: %s of 304: %s", r.URL, name, diff)
		}
	}
	if got.body != "" || got.header.Get("Content-Length") != "" || got.header.Get("Content-Type") != "" {
		t.Errorf("%s: 304 with %q and %q", r.URL, got.header, got.body)
	}
}

// TestGzip compresses for those who ask for it, and says the same.
func TestGzip(t *testing.T) {
	t.Parallel()
	plain := map[string]reply{}
	for _, path := range []string{"/v1/roles", "/v1/roles/backend-engineer", "/openapi.yaml"} {
		plain[path] = do(t, handler(), get(path))
	}
	for _, accept := range formats() {
		plain[accept] = do(t, handler(), post(minimal, "Accept", accept))
	}
	for accept, want := range map[string]bool{
		"gzip": true, "GZIP": true, "deflate, gzip;q=0.5, br": true, "*": true, "*;q=0.1": true, "gzip;q=1.0": true, "identity;q=0, *": true,
		"": false, "br": false, "identity": false, "gzip;q=0": false, "gzip; q=0.000": false, "gzip;q=0, *": false, "*;q=0": false,
		"*;q=0, gzip": true, "x": false, "gzip;q=x": false, "gzipp": false, "br, deflate": false,
	} {
		for name, plain := range plain {
			r := post(minimal, "Accept", name, "Accept-Encoding", accept)
			if name[0] == '/' {
				r = get(name, "Accept-Encoding", accept)
			}
			checkCoding(t, name+" "+accept, plain, do(t, handler(), r), want)
		}
	}
	if got := do(t, handler(), get("/livez", "Accept-Encoding", "gzip")); got.header.Get("Content-Encoding") != "" {
		t.Error("a few bytes are compressed")
	}
	if got := do(t, handler(), post(with(`"`+strings.Repeat("x", 2000)+`":1`), "Accept-Encoding", "gzip")); got.header.Get("Content-Encoding") != "gzip" {
		t.Error("a long problem is not compressed")
	}
}

func checkCoding(t *testing.T, name string, plain, got reply, want bool) {
	t.Helper()
	body := got.body
	if got.header.Get("Content-Encoding") == "gzip" {
		body = unzip(t, body)
	}
	if (got.header.Get("Content-Encoding") == "gzip") != want || body != plain.body || got.status != http.StatusOK {
		t.Errorf("%s: status %d, Content-Encoding %q", name, got.status, got.header.Get("Content-Encoding"))
	}
	checkVary(t, got, "Accept-Encoding")
	checkVary(t, plain, "Accept-Encoding")
}

// TestHead asks over a connection, for what GET would say without saying it.
func TestHead(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(newHandler(t, api.Options{}))
	defer server.Close()
	client := server.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	paths := append(resources(), "/", "/docs", "/livez", "/readyz", "/none", "/v1/roles/wizard", "/v1/roles?limit=0", "/docs/none")
	for _, path := range paths {
		for _, coding := range []string{"identity", "gzip"} {
			want := ask(t, client, http.MethodGet, server.URL+path, coding)
			got := ask(t, client, http.MethodHead, server.URL+path, coding)
			if got.body != "" || got.status != want.status {
				t.Errorf("HEAD %s: status %d and %d bytes", path, got.status, len(got.body))
			}
			if want.status == http.StatusFound {
				want.header.Del("Content-Length") // net/http knows the length of nothing for GET only
			}
			if diff := cmp.Diff(want.header, got.header); diff != "" {
				t.Errorf("HEAD %s: %s", path, diff)
			}
		}
	}
}

// ask sends a request over a connection; every id is the same.
func ask(t *testing.T, client *http.Client, method, target, coding string) reply {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, target, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", coding)
	r.Header.Set("X-Request-Id", "the-same")
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body := must(io.ReadAll(res.Body))
	got := reply{status: res.StatusCode, header: res.Header, body: string(body)}
	r.Body = nil
	checkExchange(t, r, nil, res, got)
	got.header = res.Header.Clone()
	got.header.Del("Date")
	return got
}

// TestGetsIgnoreAcceptAndBody wants nothing of a GET to depend on a body or on Accept.
func TestGetsIgnoreAcceptAndBody(t *testing.T) {
	t.Parallel()
	for _, path := range resources() {
		want := do(t, handler(), get(path))
		got := record(handler(), request(http.MethodGet, path, "{", "Accept", "image/png", "Content-Type", "text/plain"))
		if got.status != want.status || got.body != want.body {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
}

// TestAdsAreNotKept since they may hold what is not public yet.
func TestAdsAreNotKept(t *testing.T) {
	t.Parallel()
	for _, accept := range []string{"application/json", "text/markdown", "text/html", "text/plain", "application/ld+json"} {
		got := do(t, handler(), post(minimal, "Accept", accept, "If-None-Match", "*"))
		if got.status != http.StatusOK || got.header.Get("Cache-Control") != "no-store" || got.header.Get("ETag") != "" {
			t.Errorf("%s: status %d, %q", accept, got.status, got.header)
		}
	}
}

// TestPagePolicies has Swagger UI load from here alone, and run no script in the page.
func TestPagePolicies(t *testing.T) {
	t.Parallel()
	const page = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	for _, path := range []string{"/docs/", "/docs/index.html"} {
		got := do(t, handler(), get(path))
		if got.status != http.StatusOK || got.header.Get("Content-Security-Policy") != page || got.header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: status %d, %q", path, got.status, got.header)
		}
	}
	for path, want := range map[string]string{
		"/openapi.json": "application/openapi+json", "/openapi.yaml": "application/openapi+yaml", "/roles.schema.json": "application/schema+json",
	} {
		got := do(t, handler(), get(path))
		if got.status != http.StatusOK || got.header.Get("Content-Type") != want {
			t.Errorf("%s: status %d, %s", path, got.status, got.header.Get("Content-Type"))
		}
	}
	for _, route := range routes() {
		got := do(t, handler(), get(route.path))
		policy := got.header.Get("Content-Security-Policy")
		if isPage := strings.HasPrefix(route.path, "/docs/"); (policy == page) != isPage || strings.Contains(policy, "script") {
			t.Errorf("%s: %s", route.path, policy)
		}
	}
}

// TestStrictTransportSecurity is said over TLS, where it has a meaning.
func TestStrictTransportSecurity(t *testing.T) {
	t.Parallel()
	r := get("/livez")
	r.TLS = &tls.ConnectionState{}
	if got := do(t, handler(), r); got.header.Get("Strict-Transport-Security") != "max-age=31536000" {
		t.Errorf("%q", got.header.Get("Strict-Transport-Security"))
	}
	if got := do(t, handler(), get("/livez", "X-Forwarded-Proto", "https")); got.header.Get("Strict-Transport-Security") != "" {
		t.Error("X-Forwarded-Proto is believed")
	}
}
