package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
	"rolewright/internal/jobad"
)

// rolePages are the addresses of every role at every level, the default level without its name.
func rolePages() map[string]api.RoleLevel {
	pages := map[string]api.RoleLevel{}
	for i := range shared().catalog.Roles() {
		role := &shared().catalog.Roles()[i]
		for _, level := range role.LevelSlugs() {
			path := "/roles/" + role.Slug
			if level != role.DefaultLevel {
				path += "?level=" + string(level)
			}
			pages[path] = api.RoleLevel{Level: level, Title: shared().catalog.Title(role, level)}
		}
	}
	return pages
}

// TestEveryRoleAtEveryLevelHasAPage reads all of them.
func TestEveryRoleAtEveryLevelHasAPage(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after another, which the race detector has nothing to say of; without -short it runs in full")
	}
	titles, descriptions := map[string]string{}, map[string]string{}
	for path, at := range rolePages() {
		got := visit(t, handler(), path)
		p := parsePage(t, got.body)
		checkPage(t, path, p)
		title, description := p.all("title")[0].text(), p.meta("description")
		if got.status != http.StatusOK || p.all("h1")[0].text() != at.Title || p.meta("canonical") != path || p.meta("robots") != "" {
			t.Errorf("%s: status %d, heading %q, canonical %q", path, got.status, p.all("h1")[0].text(), p.meta("canonical"))
		}
		if titles[title] != "" || descriptions[description] != "" {
			t.Errorf("%s has title or description of %s%s: %q, %q", path, titles[title], descriptions[description], title, description)
		}
		titles[title], descriptions[description] = path, path
		checkSample(t, path, p, at.Level)
	}
}

// checkSample wants the very ad that POST /v1/generate makes, and links that make it.
func checkSample(t *testing.T, path string, p webPage, level jobad.Level) {
	t.Helper()
	slug, _, _ := strings.Cut(strings.TrimPrefix(path, "/roles/"), "?")
	brief := map[string]any{"role": slug, "level": level, "company": map[string]string{"name": "Your company"}}
	want := record(handler(), post(string(must(json.Marshal(brief))), "Accept", "text/plain"))
	var lines []string
	marker := regexp.MustCompile(`^(- |\d+\. )`)
	for line := range strings.Lines(want.body) {
		if line = strings.TrimSpace(marker.ReplaceAllString(line, "")); line != "" {
			lines = append(lines, line)
		}
	}
	var shown []string
	for _, ad := range p.all("article") {
		if ad.attr("aria-label") != "Sample ad" {
			continue
		}
		for _, block := range ad.all("h3", "h4", "p", "li") {
			shown = append(shown, block.text())
		}
	}
	if diff := cmp.Diff(lines, shown); diff != "" {
		t.Errorf("%s: ad of the interface (-) and of the page (+):\n%s", path, diff)
	}
	current, makes := 0, false
	for _, a := range p.all("a") {
		if a.attr("aria-current") == "page" && strings.HasPrefix(a.attr("href"), "/roles/"+slug) {
			current++
		}
		makes = makes || a.attr("href") == "/#role="+slug+"&level="+string(level)
	}
	if current != 2 || !makes {
		t.Errorf("%s: %d links to itself as the current page, makes the ad: %t", path, current, makes)
	}
}

// TestEveryLinkLeadsSomewhere follows each link of all pages of roles once.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after another, which the race detector has nothing to say of; without -short it runs in full")
	}
	ids, links := map[string]map[string]bool{}, map[string]string{}
	queue := []string{"/roles", "/roles?q=engineer", "/roles?family=legal", "/roles?q=zzxxqq"}
	for seen := map[string]bool{}; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		if seen[path] {
			continue
		}
		seen[path] = true
		got := visit(t, handler(), path)
		if got.status != http.StatusOK {
			t.Fatalf("%s, linked from %s: status %d", path, links[path], got.status)
		}
		p := parsePage(t, got.body)
		ids[path] = map[string]bool{"": true}
		for node := range p.Descendants() {
			ids[path][(webPage{node}).attr("id")] = true
		}
		for _, a := range p.all("a", "link") {
			to := must(must(url.Parse(path)).Parse(a.attr("href")))
			if links[to.String()] == "" {
				links[to.String()] = path
			}
			if strings.HasPrefix(to.Path, "/roles") {
				to.Fragment = ""
				queue = append(queue, to.String())
			}
		}
	}
	if want := len(rolePages()) + 4; len(ids) < want {
		t.Errorf("links lead to %d pages of roles, want at least %d", len(ids), want)
	}
	for _, link := range slices.Sorted(maps.Keys(links)) {
		checkLink(t, link, links[link], ids)
	}
}

// checkLink wants a page behind a link, and in it what the link points to.
func checkLink(t *testing.T, link, from string, ids map[string]map[string]bool) {
	t.Helper()
	to := must(url.Parse(link))
	fragment := to.Fragment
	to.Fragment = ""
	switch {
	case to.Host != "" || to.Scheme != "":
		t.Errorf("%s links to another host: %s", from, link)
	case strings.HasPrefix(to.Path, "/assets/"): // other pages bring their own
	case ids[to.String()] != nil:
		if !ids[to.String()][fragment] {
			t.Errorf("%s links to %s, which has no such part", from, link)
		}
	case record(handler(), get(to.String())).status != http.StatusOK:
		t.Errorf("%s links to %s, which is not there", from, link)
	}
	if to.Path == "/compare" && strings.Contains(to.RawQuery, ",") {
		if got := record(handler(), get("/v1/compare?"+to.RawQuery)); got.status != http.StatusOK {
			t.Errorf("%s links to %s, which cannot be compared: %s", from, link, got.body)
		}
	}
}

// TestRolesByFamily wants every role once, in the order of the catalog.
func TestRolesByFamily(t *testing.T) {
	t.Parallel()
	got := visit(t, handler(), "/roles")
	p := parsePage(t, got.body)
	checkPage(t, "/roles", p)
	var want, shown []string
	for _, family := range shared().catalog.Families() {
		want = append(want, family.Title)
		for i := range shared().catalog.Roles() {
			if role := &shared().catalog.Roles()[i]; role.Family == family.Slug {
				want = append(want, role.Title)
			}
		}
	}
	for _, heading := range p.all("h2", "h3") {
		shown = append(shown, heading.text())
	}
	if diff := cmp.Diff(want, shown); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
}

// TestRolesAreFound wants what GET /v1/roles finds, in its order.
func TestRolesAreFound(t *testing.T) {
	t.Parallel()
	for _, query := range []string{
		"q=kubernetes", "q=nurse&level=lead", "q=someone+who+keeps+the+books&family=finance-accounting", "q=zzxxqq", "q=%3Cscript%3E",
		"q=" + strings.Repeat("a+", 99),
	} {
		p := parsePage(t, visit(t, handler(), "/roles?"+query).body)
		checkPage(t, query, p)
		want := []string{}
		for _, role := range into[api.RoleList](t, record(handler(), get("/v1/roles?limit=50&"+query)).body).Items {
			want = append(want, role.Title)
		}
		shown := []string{}
		for _, heading := range p.all("h3") {
			shown = append(shown, heading.text())
		}
		if diff := cmp.Diff(want, shown); diff != "" {
			t.Errorf("%s: roles of the interface (-) and of the page (+):\n%s", query, diff)
		}
		if p.meta("robots") != "noindex" || p.meta("canonical") != "" {
			t.Errorf("%s: robots %q, canonical %q", query, p.meta("robots"), p.meta("canonical"))
		}
		if asked := must(url.ParseQuery(query)).Get("q"); inputOf(p) != asked {
			t.Errorf("%s: the form asks for %q", query, inputOf(p))
		}
	}
}

func inputOf(p webPage) string { return p.all("input")[0].attr("value") }

// TestRolesAreFiltered wants what GET /v1/roles leaves, by family.
func TestRolesAreFiltered(t *testing.T) {
	t.Parallel()
	for _, query := range []string{"level=executive", "family=legal", "family=legal&level=junior", "family=legal&level=executive"} {
		p := parsePage(t, visit(t, handler(), "/roles?"+query).body)
		checkPage(t, query, p)
		var want, shown []string
		for _, role := range into[api.RoleList](t, record(handler(), get("/v1/roles?limit=100&"+query)).body).Items {
			want = append(want, role.Title)
		}
		for _, heading := range p.all("h3") {
			shown = append(shown, heading.text())
		}
		slices.Sort(want)
		slices.Sort(shown)
		if diff := cmp.Diff(want, shown); diff != "" {
			t.Errorf("%s: roles of the interface (-) and of the page (+):\n%s", query, diff)
		}
		if len(want) == 0 && !strings.HasPrefix(p.all("h2")[0].text(), "No role fits") {
			t.Errorf("%s: %q", query, p.all("h2")[0].text())
		}
	}
}

// TestHiddenNamesStayHidden finds a role by a name that is never shown.
func TestHiddenNamesStayHidden(t *testing.T) {
	t.Parallel()
	hidden := 0
	for i := range shared().catalog.Roles() {
		role := &shared().catalog.Roles()[i]
		for _, alias := range role.Aliases {
			if alias.Kind != jobad.SearchOnly {
				continue
			}
			hidden++
			p := parsePage(t, visit(t, handler(), "/roles?q="+url.QueryEscape(strings.ToLower(alias.Title))).body)
			for _, reason := range reasonsOf(p, role.Slug) {
				if strings.HasPrefix(reason, "Other name "+alias.Title) {
					t.Errorf("%s: the page shows %q", role.Slug, alias.Title)
				}
			}
		}
	}
	if hidden == 0 {
		t.Error("the catalog hides no name, so nothing was tried")
	}
}

// reasonsOf are why a page says that a role was found.
func reasonsOf(p webPage, slug string) []string {
	var reasons []string
	for _, entry := range p.all("li") {
		if titles := entry.all("h3"); len(titles) == 0 || titles[0].all("a")[0].attr("href") != "/roles/"+slug {
			continue
		}
		for _, reason := range entry.all("li") {
			reasons = append(reasons, reason.text())
		}
	}
	return reasons
}

// TestReasonsAreShown says by which line a role was found.
func TestReasonsAreShown(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][]string{
		"waitress":       {"server", "Other name found by “waitress”"},
		"container orch": {"platform-engineer", "Skill Container orchestration"},
		"kubernetes":     {"cloud-engineer", "Skill Infrastructure as code found by “kubernetes”"},
	} {
		reasons := reasonsOf(parsePage(t, visit(t, handler(), "/roles?q="+url.QueryEscape(query)).body), want[0])
		if !slices.Contains(reasons, want[1]) {
			t.Errorf("%s: %s was found by %q", query, want[0], reasons)
		}
	}
}

// TestEmptyFields are what a form sends that was left alone.
func TestEmptyFields(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"q=&family=&level=":      "/roles",
		"q=a+b&family=&level=":   "/roles?q=a+b",
		"q=++&level=lead":        "/roles?level=lead",
		"q=%26level%3D&level=":   "/roles?q=%26level%3D",
		"family=&x=//evil.test/": "/roles?x=%2F%2Fevil.test%2F",
	} {
		if got := visit(t, handler(), "/roles?"+query); got.status != http.StatusSeeOther || got.header.Get("Location") != want {
			t.Errorf("%s: status %d to %q", query, got.status, got.header.Get("Location"))
		}
	}
}
