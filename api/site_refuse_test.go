package api_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/generate"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// TestPagesOfRolesRefuse tells people by a page and programs by a problem.
func TestPagesOfRolesRefuse(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]int{
		"/roles/none":                                 http.StatusNotFound,
		"/roles/Backend-Engineer":                     http.StatusNotFound,
		"/roles/" + strings.Repeat("a", 5000):         http.StatusNotFound,
		"/roles/%3Cscript%3Ealert(1)%3C%2Fscript%3E":  http.StatusNotFound,
		"/roles/backend-engineer?level=executive":     http.StatusNotFound,
		"/roles/backend-engineer?level=%3Cb%3E":       http.StatusNotFound,
		"/roles/backend-engineer?level=":              http.StatusBadRequest,
		"/roles/backend-engineer?q=a":                 http.StatusBadRequest,
		"/roles?family=none":                          http.StatusBadRequest,
		"/roles?level=none":                           http.StatusBadRequest,
		"/roles?%3Cscript%3E=a&limit=3":               http.StatusBadRequest,
		"/roles?q=a&q=b":                              http.StatusBadRequest,
		"/roles?q=%zz":                                http.StatusBadRequest,
		"/roles?q=" + strings.Repeat("%C3%A4", 201):   http.StatusBadRequest,
		"/roles/backend-engineer?level=mid&level=mid": http.StatusBadRequest,
	} {
		got := visit(t, handler(), path)
		p := parsePage(t, got.body)
		checkPage(t, path, p)
		if got.status != want || got.header.Get("Cache-Control") != "no-store" || got.header.Get("ETag") != "" || p.meta("robots") != "noindex" {
			t.Errorf("%s: status %d, Cache-Control %q", path, got.status, got.header.Get("Cache-Control"))
		}
		if len(p.all("form")) != 1 || len(p.all("main")[0].all("p")) < 2 {
			t.Errorf("%s: the page does not lead on: %s", path, got.body)
		}
		for _, accept := range []string{"", "application/json", "*/*"} {
			r := get(path)
			if accept != "" {
				r.Header.Set("Accept", accept)
			}
			if refused := do(t, handler(), r); refused.status != want || !strings.Contains(refused.header.Get("Vary"), "Accept,") {
				t.Errorf("%s for %q: status %d, Vary %q", path, accept, refused.status, refused.header.Get("Vary"))
			}
		}
	}
}

// TestNearRolesAreOffered leads from a misspelt slug to the role.
func TestNearRolesAreOffered(t *testing.T) {
	t.Parallel()
	for slug, want := range map[string]string{"backend-engineers": "/roles/backend-engineer", "register-nurse": "/roles/registered-nurse"} {
		got := visit(t, handler(), "/roles/"+slug)
		if !strings.Contains(got.body, `href="`+want+`"`) {
			t.Errorf("%s: no link to %s", slug, want)
		}
	}
}

// TestPagesOfRolesAreKept by those who have them, and weigh little.
func TestPagesOfRolesAreKept(t *testing.T) {
	t.Parallel()
	for path, heaviest := range map[string]int{"/roles": 40 << 10, "/roles/backend-engineer": 12 << 10, "/roles?q=engineer": 24 << 10} {
		got := record(handler(), get(path, "Accept", browserAccept, "Accept-Encoding", "gzip"))
		tag := got.header.Get("ETag")
		if tag == "" || got.header.Get("Cache-Control") != "no-cache" || len(got.body) > heaviest {
			t.Errorf("%s: ETag %q, Cache-Control %q, %d bytes", path, tag, got.header.Get("Cache-Control"), len(got.body))
		}
		t.Logf("%s: %d bytes", path, len(got.body))
		again := record(handler(), get(path, "Accept-Encoding", "gzip", "If-None-Match", tag))
		if again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("%s again: status %d", path, again.status)
		}
		head := record(handler(), request(http.MethodHead, path, ""))
		if head.status != http.StatusOK || head.header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("HEAD %s: status %d", path, head.status)
		}
	}
}

// TestNoPagesWithoutAssets answers as the other pages do.
func TestNoPagesWithoutAssets(t *testing.T) {
	t.Parallel()
	h := must(api.New(shared().generator, api.Info{}, api.Assets{}, api.Options{}))
	for _, path := range []string{"/roles", "/roles?q=a", "/roles/backend-engineer"} {
		if got := do(t, h, get(path, "Accept", browserAccept)); got.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
}

// TestPagesOfAnyCatalog has texts in the catalog that would be markup, and a role that lacks all that it may.
func TestPagesOfAnyCatalog(t *testing.T) {
	t.Parallel()
	hostile := `'"><script>alert(1)</script><h1>Big</h1> {{.}} &lt;b&gt;'`
	file := string(must(os.ReadFile("../roles.yaml")))
	file = regexp.MustCompile(`(?m)^( +(?:summary|purpose|education|focus|team_role|scope|autonomy|either|text)): .*$`).ReplaceAllString(file, "$1: "+hostile)
	roles, err := catalog.Parse("roles.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	g := generate.New(roles, must(render.New(os.DirFS("../templates"))), must(law.New()), must(review.New()), generate.Options{Now: clock})
	h := handlerOf(t, g, api.Options{})
	for _, path := range []string{"/roles", "/roles?q=backend", "/roles?level=lead", "/roles/backend-engineer", "/roles/line-cook?level=lead", "/roles/none"} {
		got := visit(t, h, path)
		p := parsePage(t, got.body)
		checkPage(t, path, p)
		if !strings.Contains(p.text(), `<script>alert(1)</script>`) && path != "/roles/none" {
			t.Errorf("%s does not show the words", path)
		}
		for _, heading := range p.all("h1", "h2", "h3", "h4") {
			if heading.text() == "Big" {
				t.Errorf("%s: a heading of the catalog's", path)
			}
		}
	}
}
