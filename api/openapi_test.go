package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"rolewright/api"
)

// undocumented are the routes that the OpenAPI document leaves out: the document itself, its pages, the schema of
// catalogs and the pages that people open.
func undocumented() []string {
	return []string{
		"GET /", "GET /assets/{name}", "GET /compare", "GET /docs", "GET /docs/", "GET /docs/{name}", "GET /favicon.ico", "GET /openapi.json",
		"GET /openapi.yaml", "GET /roles", "GET /roles/{slug}", "GET /roles.schema.json",
	}
}

func TestRoutesAreDocumented(t *testing.T) {
	t.Parallel()
	want := slices.Sorted(slices.Values(append(documentedRoutes(t), undocumented()...)))
	if diff := cmp.Diff(want, servedRoutes(t)); diff != "" {
		t.Errorf("routes of docs/openapi.json (-) and of the server (+):\n%s", diff)
	}
}

// documentedRoutes are the methods and whole paths in the document.
func documentedRoutes(t *testing.T) []string {
	t.Helper()
	type server struct {
		URL string `json:"url"`
	}
	var document struct {
		Servers []server                              `json:"servers"`
		Paths   map[string]map[string]json.RawMessage `json:"paths"`
	}
	text, err := os.ReadFile("../docs/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	var routes []string
	for path, item := range document.Paths {
		servers := document.Servers
		if text, ok := item["servers"]; ok {
			var own []server
			if err := json.Unmarshal(text, &own); err != nil {
				t.Fatal(err)
			}
			servers = own
		}
		for key := range item {
			if method := strings.ToUpper(key); slices.Contains([]string{"GET", "POST", "PUT", "PATCH", "DELETE"}, method) {
				routes = append(routes, method+" "+strings.TrimSuffix(servers[0].URL, "/")+path)
			}
		}
	}
	return routes
}

// servedRoutes are those of the server, without the HEAD that goes with each GET.
func servedRoutes(t *testing.T) []string {
	t.Helper()
	served := map[string]bool{}
	for _, route := range router(t).Routes() {
		path := route.Path
		for _, name := range []string{"slug", "name"} {
			path = strings.ReplaceAll(path, ":"+name, "{"+name+"}")
		}
		served[route.Method+" "+path] = true
	}
	for route := range served {
		switch method, path, _ := strings.Cut(route, " "); {
		case method == http.MethodHead && !served["GET "+path]:
			t.Errorf("%s takes HEAD but not GET", path)
		case method == http.MethodGet && !served["HEAD "+path]:
			t.Errorf("%s takes GET but not HEAD", path)
		}
	}
	maps.DeleteFunc(served, func(route string, _ bool) bool {
		return strings.HasPrefix(route, "HEAD ") || strings.HasPrefix(route, echo.RouteNotFound+" ")
	})
	return slices.Sorted(maps.Keys(served))
}

func router(t *testing.T) *echo.Echo {
	t.Helper()
	handler := newHandler(t, api.Options{})
	e, ok := handler.(*echo.Echo)
	if !ok {
		t.Fatalf("the handler is a %T", handler)
	}
	return e
}
