package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolewright/internal/jobad"
	"rolewright/internal/site"
)

// hostile is text that would be markup if it were not escaped.
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>' {{.}} </textarea>&lt;b&gt; javascript:alert(1)`

func entry(title string) site.RoleEntry {
	return site.RoleEntry{Slug: "cook", Title: title, Summary: title, Levels: []string{title}, Compare: []string{"cook", "chef"}}
}

func TestHeading(t *testing.T) {
	t.Parallel()
	families := []site.Choice{{Slug: "a", Title: "A"}, {Slug: "kitchen", Title: "Kitchen", Chosen: true}}
	levels := []site.Choice{{Slug: "lead", Title: "Lead", Chosen: true}}
	one := []site.RoleEntry{entry("Cook")}
	two := []site.RoleGroup{{Slug: "kitchen", Title: "Kitchen", Roles: append(one, entry("Chef"))}}
	for want, list := range map[string]*site.RoleList{
		"No role fits “soup”":                          {Finder: site.Finder{Query: "soup"}},
		"No role fits “soup” in Kitchen at level Lead": {Finder: site.Finder{Query: "soup", Families: families, Levels: levels}},
		"1 role fits “soup”":                           {Finder: site.Finder{Query: "soup"}, Found: one},
		"4 roles fit “soup” in Kitchen":                {Finder: site.Finder{Query: "soup", Families: families}, Found: one, Beyond: 3},
		"2 roles in Kitchen at level Lead":             {Finder: site.Finder{Families: families, Levels: levels}, Groups: two},
	} {
		if got := list.Heading(); got != want || !list.Narrowed() {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if (&site.Finder{Families: families[:1]}).Narrowed() {
		t.Error("nothing was asked for")
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	one, two := make([]site.RoleGroup, 1), make([]site.RoleGroup, 2)
	for want, list := range map[string]*site.RoleList{
		"1 role in 1 family":    {Total: 1, All: one},
		"7 roles in 2 families": {Total: 7, All: two},
	} {
		if got := list.Size(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestReasons tells why a role was found, without what is in sight.
func TestReasons(t *testing.T) {
	t.Parallel()
	e := entry("Cook")
	summary := site.Match{Section: "summary", Text: "Makes soup. Serves it.", Words: []string{"soup"}}
	skill := site.Match{Section: "skills", Text: "Broth", Words: []string{"soup"}}
	hidden := site.Match{Section: "aliases", Words: []string{"soup"}}
	e.Matches = []site.Match{{Section: "title", Text: "Cook", Words: []string{"cook"}}, summary, skill, hidden, skill, skill}
	if diff := cmp.Diff([]site.Match{skill, hidden, skill}, e.Reasons()); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]site.Piece{{Text: "Makes "}, {Text: "soup", Hit: true}, {Text: ". Serves it."}}, e.About()); diff != "" {
		t.Errorf("about (-want +got):\n%s", diff)
	}
	if skill.FoundBy() != "soup" || hidden.FoundBy() != "soup" || summary.FoundBy() != "" {
		t.Errorf("found by %q, %q, %q", skill.FoundBy(), hidden.FoundBy(), summary.FoundBy())
	}
	summary.Words = []string{"broth"}
	e.Matches = []site.Match{summary}
	if diff := cmp.Diff([]site.Match{summary}, e.Reasons()); diff != "" {
		t.Errorf("a summary that does not show the words (-want +got):\n%s", diff)
	}
}

// TestMatchLabels has words for every section that a search looks at.
func TestMatchLabels(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, section := range []string{
		"aliases", "levels", "skills", "summary", "purpose", "focus", "responsibilities", "must_have", "nice_to_have", "team_role", "success", "other",
	} {
		label := site.Match{Section: section}.Label()
		if label == "" || seen[label] {
			t.Errorf("%s is called %q", section, label)
		}
		seen[label] = true
	}
}

func TestComparisonTitle(t *testing.T) {
	t.Parallel()
	a, b, c := site.RoleLink{Slug: "a", Title: "A"}, site.RoleLink{Slug: "b", Title: "B"}, site.RoleLink{Slug: "c", Title: "C"}
	for want, roles := range map[string][]site.RoleLink{"A or B": {a, b}, "A, B or C": {a, b, c}} {
		if got := (&site.Comparison{Roles: roles}).Title(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := (&site.Comparison{Roles: []site.RoleLink{a, b, c}}).Path(); got != "/compare?roles=a,b,c" {
		t.Errorf("path is %q", got)
	}
}

// hostilePages are all pages of roles with hostile words wherever words can be.
func hostilePages(t *testing.T) map[string][]byte {
	t.Helper()
	s := shipped(t)
	choices := []site.Choice{{Slug: "lead", Title: hostile, Chosen: true}}
	group := site.RoleGroup{Slug: "kitchen", Title: hostile, Summary: hostile, Roles: []site.RoleEntry{entry(hostile)}}
	found := entry(hostile)
	found.Matches = []site.Match{{Section: "skills", Text: hostile, Words: []string{hostile, "script"}}, {Section: "aliases", Words: []string{hostile}}}
	finder := site.Finder{Query: hostile, Families: choices, Levels: choices}
	level := site.RoleLevel{Role: "cook", Slug: "lead", Name: hostile, Title: hostile, Scope: hostile, Autonomy: hostile, Current: true}
	many := []string{hostile, hostile}
	role := &site.RolePage{
		Slug: "cook", Name: hostile, Title: hostile, Summary: hostile, FamilySlug: "kitchen", FamilyTitle: hostile, Synonyms: many, Narrower: many,
		Purpose: hostile, TeamRole: hostile, Focus: hostile, Education: hostile, Experience: hostile, WorksWith: many, Skills: many,
		Levels: []site.RoleLevel{level}, For: many, Against: many,
		Comparisons: []site.Comparison{{Summary: hostile, Roles: []site.RoleLink{{Slug: "cook", Title: hostile}, {Slug: "chef", Title: hostile}}}},
		Ad:          &jobad.Ad{HTML: "<h1>Cook</h1><h2>Pay</h2>", Questions: []jobad.Question{{Question: hostile, Why: hostile}}},
	}
	pages := map[string][]byte{}
	lay := func(name string) func([]byte, error) {
		return func(page []byte, err error) {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			pages[name] = page
		}
	}
	all := []site.RoleGroup{group}
	lay("roles")(s.Roles(&site.RoleList{Total: 1, All: all, Groups: all}))
	lay("found")(s.Roles(&site.RoleList{Finder: finder, Total: 1, All: all, Found: []site.RoleEntry{found}, Beyond: 1}))
	lay("none")(s.Roles(&site.RoleList{Finder: finder, Total: 1, All: all}))
	lay("role")(s.Role(role))
	lay("lost")(s.Lost(&site.Lost{Finder: finder, Heading: hostile, Details: many, Links: []site.Link{{Path: "/roles/cook", Title: hostile}}}))
	return pages
}

// TestHostileWords stay text.
func TestHostileWords(t *testing.T) {
	t.Parallel()
	for name, page := range hostilePages(t) {
		document, err := html.Parse(strings.NewReader(string(page)))
		if err != nil {
			t.Fatal(err)
		}
		for node := range document.Descendants() {
			checkNode(t, name, node)
		}
		if !strings.Contains(string(page), "&lt;script&gt;") {
			t.Errorf("%s does not show the words", name)
		}
	}
}

// checkNode refuses what a page of roles never has.
func checkNode(t *testing.T, name string, node *html.Node) {
	t.Helper()
	if node.Type != html.ElementNode {
		return
	}
	switch node.Data {
	case "script", "img", "style", "iframe":
		t.Errorf("%s has an element %s", name, node.Data)
	}
	for _, a := range node.Attr {
		bad := strings.HasPrefix(a.Key, "on") || a.Key == "style"
		if a.Key == "href" || a.Key == "action" {
			bad = bad || !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "//")
		}
		if bad {
			t.Errorf("%s has %s=%q on %s", name, a.Key, a.Val, node.Data)
		}
	}
}
