package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolewright/api"
	"rolewright/internal/jobad"
)

// compared asks for a comparison; query is that of the URL.
func compared(t *testing.T, query string, headers ...string) reply {
	t.Helper()
	return do(t, handler(), get("/v1/compare?"+query, headers...))
}

// TestCompare takes slugs, titles and levels, and answers in three formats.
func TestCompare(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][]string{
		"roles=backend-engineer,backend-developer":                                     {"backend-engineer", "backend-developer"},
		"roles=backend-engineer@mid,backend-engineer@senior":                           {"backend-engineer@mid", "backend-engineer@senior"},
		"roles=backend-engineer@mid,backend-developer&level=senior":                    {"backend-engineer@mid", "backend-developer@senior"},
		"roles=" + url.QueryEscape("Charge Nurse, Sr. Golang dev - remote"):            {"registered-nurse@lead", "go-developer@senior"},
		"roles=chef,line-cook,server,bartender,barista,dishwasher":                     {"chef", "line-cook", "server", "bartender", "barista", "dishwasher"},
		"roles=" + url.QueryEscape("Accountant") + "," + url.QueryEscape("bookkeeper"): {"accountant", "bookkeeper"},
	} {
		got := compared(t, query)
		var ids []string
		for _, column := range into[jobad.SideBySide](t, got.body).Roles {
			ids = append(ids, column.ID)
		}
		if diff := cmp.Diff(want, ids); got.status != http.StatusOK || diff != "" {
			t.Errorf("%s: %d %s", query, got.status, diff)
		}
	}
	for _, test := range []struct{ query, accept, mediaType, begins string }{
		{"&format=markdown", "", "text/markdown; charset=utf-8", "# Backend Engineer or Backend Developer?\n"},
		{"&format=html", "", "text/html; charset=utf-8", "<!DOCTYPE html>\n"},
		{"", "text/html", "text/html; charset=utf-8", "<!DOCTYPE html>\n"},
		{"", "text/markdown;q=0.9, text/html;q=0.1", "text/markdown; charset=utf-8", "# Backend"},
		{"&format=json", "text/html", "application/json", `{"roles":[{"id":"backend-engineer",`},
	} {
		got := compared(t, "roles=backend-engineer,backend-developer"+test.query, "Accept", test.accept)
		if got.status != http.StatusOK || got.header.Get("Content-Type") != test.mediaType || !strings.HasPrefix(got.body, test.begins) {
			t.Errorf("%+v: %d %s %.60q", test, got.status, got.header.Get("Content-Type"), got.body)
		}
		again := compared(t, "roles=backend-engineer,backend-developer"+test.query, "Accept", test.accept, "If-None-Match", got.header.Get("ETag"))
		if again.status != http.StatusNotModified {
			t.Errorf("%+v: %d for the same again", test, again.status)
		}
	}
}

// TestCompareRefuses names everything that is wrong at once.
func TestCompareRefuses(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][]string{
		"":                                     {"wrong_count"},
		"roles=chef":                           {"wrong_count"},
		"roles=a,b,c,d,e,f,g":                  {"wrong_count"},
		"roles=chef,chef":                      {"duplicate"},
		"roles=chef,Head+Chef,chef@lead":       {"duplicate"},
		"roles=chef,,line-cook":                {"empty_parameter"},
		"roles=chef,astronaut":                 {"unknown_role"},
		"roles=chef@intern,astronaut,bookshop": {"unknown_level", "unknown_role", "unknown_role"},
		"roles=chef,line-cook&level=guru":      {"unknown_value"},
		"roles=chef,line-cook&format=pdf":      {"unknown_value"},
		"roles=chef,line-cook&lang=en":         {"unknown_parameter"},
		"roles=chef,":                          {"empty_parameter"},
		"roles=" + strings.Repeat("x", 601):    {"too_long"},
	} {
		got := compared(t, query)
		var codes []string
		for _, e := range into[api.Problem](t, got.body).Errors {
			codes = append(codes, e.Code)
		}
		if diff := cmp.Diff(want, codes); got.status != http.StatusBadRequest || diff != "" {
			t.Errorf("%.60s: %d %s", query, got.status, diff)
		}
	}
	if got := compared(t, "roles=chef,line-cook", "Accept", "image/png"); got.status != http.StatusNotAcceptable {
		t.Errorf("a picture: %d", got.status)
	}
}

// TestComparisonPageSaysItAll finds every cell of the JSON in the page, with its source, and in the Markdown.
func TestComparisonPageSaysItAll(t *testing.T) {
	t.Parallel()
	for _, roles := range []string{"backend-engineer,backend-developer", "devops-engineer,site-reliability-engineer,platform-engineer", "chef@mid,chef@lead", "cashier,lawyer"} {
		s := into[jobad.SideBySide](t, compared(t, "roles="+roles).body)
		sources := sourcesIn(t, compared(t, "roles="+roles+"&format=html").body)
		text := strings.ReplaceAll(compared(t, "roles="+roles+"&format=markdown").body, `\`, "")
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				lines := cell.Items
				if cell.Text != "" {
					lines = append(lines, jobad.Line{Text: cell.Text, Source: cell.Source})
				}
				for _, line := range lines {
					if sources[line.Source] != line.Text {
						t.Errorf("%s: %s is %q in the page, not %q", roles, line.Source, sources[line.Source], line.Text)
					}
					if !strings.Contains(text, line.Text) {
						t.Errorf("%s: %q is not in the Markdown", roles, line.Text)
					}
				}
			}
		}
	}
}

// sourcesIn are the texts of elements by what they say of their source.
func sourcesIn(t *testing.T, page string) map[string]string {
	t.Helper()
	sources := map[string]string{}
	root := must(html.Parse(strings.NewReader(page)))
	for node := range root.Descendants() {
		for _, attribute := range node.Attr {
			if attribute.Key == "data-source" {
				var text strings.Builder
				for inner := range node.Descendants() {
					if inner.Type == html.TextNode {
						text.WriteString(inner.Data)
					}
				}
				sources[attribute.Val] = text.String()
			}
		}
	}
	return sources
}

// TestAdvise answers with a verdict and a brief that makes an ad.
func TestAdvise(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"candidates":["backend-engineer","backend-developer"],"need":{"problem":"new_architecture","stage":"startup","team_size":4,"has_architect":false,"can_mentor":true,"budget":"medium","team":["Frontend Dev"]},"company":{"name":"Acme GmbH"}}`,
		`{"candidates":["Backend Engineer","Backend Developer"]}`,
		`{"candidates":["chef","line-cook"],"need":{},"description":""}`,
		`{"description":"Our books are a mess and invoices pile up"}`,
	} {
		got := do(t, handler(), postTo("/v1/advise", body))
		advice := into[jobad.Advice](t, got.body)
		if got.status != http.StatusOK || advice.Verdict.Role == "" || advice.Brief == nil {
			t.Fatalf("%s: %d %s", body, got.status, got.body)
		}
		_, brief, _ := strings.Cut(got.body, `"brief":`)
		ad := do(t, handler(), post(strings.TrimSuffix(strings.TrimSpace(brief), "}")))
		if ad.status != http.StatusOK || into[jobad.Ad](t, ad.body).Role.Slug != advice.Verdict.Role || into[jobad.Ad](t, ad.body).Level != advice.Verdict.Level {
			t.Errorf("%s: the brief %s makes %d %.200s", body, brief, ad.status, ad.body)
		}
		if strings.Contains(body, "Acme") != strings.Contains(brief, "Acme GmbH") {
			t.Errorf("%s: the brief is %s", body, brief)
		}
	}
}

// TestAdviseRefuses names everything that is wrong at once.
func TestAdviseRefuses(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		`{}`:                                       {"/description required"},
		`{"need":{"problem":"scaling"}}`:           {"/description required"},
		`{"description":" \n "}`:                   {"/description required"},
		`{"candidates":["chef"]}`:                  {"/candidates too_short"},
		`{"candidates":["chef","Head Chef"]}`:      {"/candidates/1 duplicate"},
		`{"candidates":["chef","astronaut"]}`:      {"/candidates/1 unknown_role"},
		`{"description":"x","need":{"stage":"a"}}`: {"/need/stage unknown_value"},
		`{"candidates":["chef","","astronaut"],"need":{"problem":"x","team_size":-1,"team":["wizardry"]}}`: {
			"/candidates/1 required", "/candidates/2 unknown_role", "/need/problem unknown_value", "/need/team_size too_small", "/need/team/0 unknown_role",
		},
	} {
		got := do(t, handler(), postTo("/v1/advise", body))
		var faults []string
		for _, e := range into[api.Problem](t, got.body).Errors {
			faults = append(faults, *e.Pointer+" "+e.Code)
		}
		if diff := cmp.Diff(want, faults); got.status != http.StatusUnprocessableEntity || diff != "" {
			t.Errorf("%s: %d %s", body, got.status, diff)
		}
	}
	for _, body := range []string{`{"need":{"team_size":1.5}}`, `{"needs":{}}`, `{"candidates":null}`} {
		if got := do(t, handler(), postTo("/v1/advise", body)); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", body, got.status)
		}
	}
}
