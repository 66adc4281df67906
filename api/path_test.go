package api_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"rolewright/api"
)

// TestHostilePaths writes every path in ways that a lenient server would take for it, or for another.
func TestHostilePaths(t *testing.T) {
	t.Parallel()
	for _, route := range routes() {
		for _, path := range disguises(route.path) {
			r := get("/")
			u, err := url.ParseRequestURI(path)
			if err != nil {
				continue // net/http refuses it before us
			}
			r.URL = u
			got := do(t, handler(), r)
			if got.status != http.StatusNotFound && got.status != http.StatusBadRequest {
				t.Errorf("%q: status %d, Location %q", path, got.status, got.header.Get("Location"))
			}
		}
	}
}

func disguises(path string) []string {
	all := []string{
		"/" + path, path + "//", path + "%00", path + "/%00", path + "%2F", path + "%5C", path + `\`, path + "/%2e", path + "/%2e%2e",
		path + "/..", path + "/.", path + ";a=b", path + "%20", path + "%0d%0a", path + "%252F", path + "/%2F%2Fexample.com",
		"/." + path, "/.." + path, "/%2e%2e" + path, "/%2e%2e%2f" + path, "/%2F" + path, "/%5C" + path, "//example.com" + path,
		"/v1/roles/%2e%2e/%2e%2e" + path, "/v1/roles/.." + path, "/docs/%2e%2e" + path, "/docs/..%2f.." + path,
		"/docs/..%5c.." + path, "/none/../" + path,
	}
	if path != "/" && !strings.HasSuffix(path, "/") && path != "/docs" {
		all = append(all, path+"/", strings.ToUpper(path))
	}
	if inner := strings.Trim(path, "/"); strings.Contains(inner, "/") {
		all = append(all, "/"+strings.Replace(inner, "/", "%2F", 1), "/"+strings.Replace(inner, "/", "%5C", 1), "/"+strings.Replace(inner, "/", "//", 1),
			"/"+strings.Replace(inner, "/", "/./", 1), "/"+strings.Replace(inner, "/", "/x/../", 1))
	}
	return all
}

// TestSlugsAreNoPaths looks for roles by names that are none.
func TestSlugsAreNoPaths(t *testing.T) {
	t.Parallel()
	for _, slug := range []string{
		"..", ".", "%2e%2e", "backend-engineer%00", "backend-engineer%2F..", "..%2Fcatalog", "%2e%2e%2froles.yaml",
		"Backend-Engineer", "backend-engineer%20", "%20backend-engineer", "Backend%20Engineer", "*", "%2A", "backend-engineer.json",
		strings.Repeat("a", 10_000), "%ff", "ﬁ", "backend%C2%ADengineer",
	} {
		r := get("/")
		r.URL = must(url.ParseRequestURI("/v1/roles/" + slug))
		if got := do(t, handler(), r); got.status != http.StatusNotFound {
			t.Errorf("%.50s: status %d", slug, got.status)
		}
	}
}

// TestRawRequests are such that a client would not send them; they go over a connection.
func TestRawRequests(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(newHandler(t, api.Options{}))
	defer server.Close()
	for line, want := range map[string]int{
		"GET /livez HTTP/1.1":                     http.StatusOK,
		"GET //livez HTTP/1.1":                    http.StatusNotFound,
		"GET http://other.example/livez HTTP/1.1": http.StatusOK, // an absolute form is legal; the host decides nothing
		"GET /../livez HTTP/1.1":                  http.StatusNotFound,
		"GET /%zz HTTP/1.1":                       http.StatusBadRequest,
		"CONNECT other.example:443 HTTP/1.1":      http.StatusNotFound,
		"TRACE /livez HTTP/1.1":                   http.StatusMethodNotAllowed,
		"GET livez HTTP/1.1":                      http.StatusBadRequest,
		"GET /livez#a HTTP/1.1":                   http.StatusNotFound,
	} {
		if got := raw(t, server.Listener.Addr().String(), line+"\r\nHost: example.com\r\nConnection: close\r\n\r\n"); got != want {
			t.Errorf("%s: status %d, want %d", line, got, want)
		}
	}
}

// raw sends bytes and returns the status of the reply.
func raw(t *testing.T, addr, bytes string) int {
	t.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(context.Background(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, bytes)
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

// TestRedirects leads from the start to the documentation, and nowhere else.
func TestRedirects(t *testing.T) {
	t.Parallel()
	for path, to := range map[string]string{"/favicon.ico": "/assets/icon.svg", "/docs": "/docs/"} {
		r := get(path)
		r.Host = "evil.example"
		if got := do(t, handler(), r); got.status != http.StatusFound || got.header.Get("Location") != to {
			t.Errorf("%s: status %d to %q", path, got.status, got.header.Get("Location"))
		}
	}
}
