package api_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/api"
)

func slugs(list api.RoleList) []string {
	all := []string{}
	for i := range list.Items {
		all = append(all, list.Items[i].Slug)
	}
	return all
}

func roles(t rapid.TB, query string) (api.RoleList, reply) {
	t.Helper()
	got := do(t, handler(), get("/v1/roles"+query))
	if got.status != http.StatusOK {
		t.Fatalf("%s: status %d: %s", query, got.status, got.body)
	}
	return into[api.RoleList](t, got.body), got
}

// links are the relations in a Link header and where they lead.
func links(got reply) map[string]string {
	all := map[string]string{}
	for _, link := range regexp.MustCompile(`<([^>]*)>; rel="([a-z]+)"`).FindAllStringSubmatch(got.header.Get("Link"), -1) {
		all[link[2]] = link[1]
	}
	return all
}

// TestPages reads the whole list page by page, at every length of a page and under filters, forth and back.
func TestPages(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after another, which the race detector has nothing to say of; without -short it runs in full")
	}
	for _, filter := range []string{"", "&family=software-engineering", "&level=senior", "&q=engineer", "&q=no+such+role"} {
		want, _ := walkPages(t, "?limit=100"+filter, 100)
		if sorted := slices.Sorted(slices.Values(want)); !strings.Contains(filter, "q=") && !slices.Equal(want, sorted) {
			t.Errorf("%s: order is %q", filter, want)
		}
		if want := slices.Sorted(slices.Values(want)); len(slices.Compact(slices.Clone(want))) != len(want) {
			t.Errorf("%s: order is %q", filter, want)
		}
		for limit := 1; limit <= 100; limit++ {
			if limit > 3 && limit < 99 && (filter != "" || limit%10 != 0) {
				continue
			}
			seen, pages := walkPages(t, "?limit="+strconv.Itoa(limit)+filter, limit)
			if diff := cmp.Diff(want, seen); diff != "" {
				t.Fatalf("limit %d%s: %s", limit, filter, diff)
			}
			if wantPages := max(1, (len(want)+limit-1)/limit); pages != wantPages {
				t.Errorf("limit %d%s: %d pages, want %d", limit, filter, pages, wantPages)
			}
		}
	}
}

// walkPages follows next to the end, and checks that prev leads back.
func walkPages(t *testing.T, query string, limit int) (seen []string, pages int) {
	t.Helper()
	seen = []string{}
	var before []string
	filters := must(url.ParseQuery(query[1:]))
	for next := query; next != ""; pages++ {
		page, got := roles(t, next)
		relations := links(got)
		for relation, target := range relations {
			values := must(url.ParseQuery(strings.TrimPrefix(target, "?")))
			delete(values, "cursor")
			if diff := cmp.Diff(filters, values); diff != "" {
				t.Fatalf("%s of %s loses filters: %s", relation, next, diff)
			}
		}
		if _, hasPrev := relations["prev"]; relations["first"] == "" || hasPrev != (pages > 0) || (relations["next"] != "") != (page.NextCursor != "") {
			t.Fatalf("page %d of %s has the links %q", pages, query, relations)
		}
		if pages > 0 {
			back, _ := roles(t, relations["prev"])
			if diff := cmp.Diff(before, slugs(back)); diff != "" {
				t.Fatalf("prev of %s: %s", next, diff)
			}
		}
		before = slugs(page)
		seen = append(seen, before...)
		if len(page.Items) > limit || strings.Contains(got.body, `"next_cursor":""`) || strings.Contains(got.body, `"items":null`) {
			t.Fatalf("%s: %s", next, got.body)
		}
		next = relations["next"]
		if next != "" && must(url.ParseQuery(next[1:])).Get("cursor") != page.NextCursor {
			t.Fatalf("next of %s does not have the cursor", query)
		}
	}
	return seen, pages
}

// TestFilters narrows the list.
func TestFilters(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][]string{
		"?family=healthcare":                  {"registered-nurse"},
		"?q=NURSE":                            {"registered-nurse"},
		"?q=fullstack":                        {"full-stack-engineer"},
		"?q=backend+engineer+api":             {"backend-engineer"},
		"?level=intern":                       {"software-engineer"},
		"?level=entry&family=healthcare":      {"registered-nurse"},
		"?level=principal&family=healthcare":  {},
		"?q=zzz":                              {},
		"?q=backend&level=principal&limit=5":  {"backend-engineer"},
		"?q=" + strings.Repeat("%C3%A4", 200): {},
		"?q=%3Cqzxj%3E":                       {},
		"?q=somebody+to+fix+leaking+pipes":    {"plumber"},
		"?q=recieptionist":                    {"receptionist"},
		"?q=server&family=hospitality":        {"server"},
		"?q=%00":                              {},
	} {
		list, _ := roles(t, query)
		if got := slugs(list); !cmp.Equal(got, want) && (len(want) == 0 || !slices.Contains(got, want[0])) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if list, _ := roles(t, ""); len(list.Items) != min(20, len(shared().catalog.Roles())) {
		t.Errorf("%d roles without a limit", len(list.Items))
	}
}

// TestSearchIsRanked looks at the order of what a search finds, and at why it was found.
func TestSearchIsRanked(t *testing.T) {
	t.Parallel()
	list, _ := roles(t, "?q=someone+who+keeps+our+Kubernetes+cluster+running&limit=3")
	if got := slugs(list); len(got) != 3 || got[0] != "site-reliability-engineer" || list.NextCursor == "" {
		t.Errorf("found %q", got)
	}
	words := []string{}
	for _, item := range list.Items {
		if len(item.Matches) == 0 || len(item.Matches) > 5 {
			t.Errorf("%s has %d lines", item.Slug, len(item.Matches))
		}
		for _, m := range item.Matches {
			if m.Section == "" || m.Text == "" || !strings.HasPrefix(m.Source, "catalog:"+item.Slug) || len(m.Words) == 0 {
				t.Errorf("%s: %+v", item.Slug, m)
			}
			words = append(words, m.Words...)
		}
	}
	if !slices.Contains(words, "Kubernetes") || !slices.Contains(words, "cluster") {
		t.Errorf("the words are %q", words)
	}
	if _, got := roles(t, "?limit=3"); strings.Contains(got.body, "matches") {
		t.Error("a list without a search has matches")
	}
	wide, _ := walkPages(t, "?q=engineer&limit=100", 100)
	narrow, _ := walkPages(t, "?q=engineer&level=principal&limit=100", 100)
	if len(narrow) == 0 || len(narrow) >= len(wide) {
		t.Errorf("%d of %d roles at a level", len(narrow), len(wide))
	}
	at := 0
	for _, slug := range wide {
		if at < len(narrow) && narrow[at] == slug {
			at++
		}
	}
	if at != len(narrow) {
		t.Errorf("a filter changes the order:\n%q\n%q", wide, narrow)
	}
	got := do(t, handler(), get("/v1/roles?limit=3&q=engineer&cursor="+list.NextCursor))
	if got.status != http.StatusBadRequest || !slices.Equal(faults(t, got), []string{"cursor invalid_cursor"}) {
		t.Errorf("a cursor of another search: status %d: %s", got.status, got.body)
	}
}

// TestBadQueries asks for what is not.
func TestBadQueries(t *testing.T) {
	t.Parallel()
	first, _ := roles(t, "?limit=2&level=senior")
	cursor := first.NextCursor
	raw := string(must(base64.RawURLEncoding.DecodeString(cursor)))
	other := base64.RawURLEncoding.EncodeToString([]byte(raw[:16] + "accountant"))
	for query, want := range map[string]string{
		"limit=0":                             "limit out_of_range",
		"limit=101":                           "limit out_of_range",
		"limit=-1":                            "limit out_of_range",
		"limit=1.5":                           "limit out_of_range",
		"limit=ten":                           "limit out_of_range",
		"limit=1e1":                           "limit out_of_range",
		"limit=":                              "limit empty_parameter",
		"q=":                                  "q empty_parameter",
		"cursor":                              "cursor empty_parameter",
		"limit=9999999999999999":              "limit out_of_range",
		"limit=%D9%A5":                        "limit out_of_range",
		"limit=1&limit=1":                     "limit repeated_parameter",
		"q=a&q=b":                             "q repeated_parameter",
		"level=senior&level=mid":              "level repeated_parameter",
		"family=none":                         "family unknown_value",
		"family=Healthcare":                   "family unknown_value",
		"level=guru":                          "level unknown_value",
		"page=1":                              "page unknown_parameter",
		"Limit=1":                             "Limit unknown_parameter",
		"limit[]=1":                           "limit[] unknown_parameter",
		"q=" + strings.Repeat("%C3%A4", 201):  "q too_long",
		"cursor=x":                            "cursor invalid_cursor",
		"cursor=" + cursor:                    "cursor invalid_cursor", // of other filters
		"level=mid&cursor=" + cursor:          "cursor invalid_cursor",
		"level=senior&q=a&cursor=" + cursor:   "cursor invalid_cursor",
		"level=senior&cursor=" + cursor + "=": "cursor invalid_cursor",
		"level=senior&cursor=" + cursor[1:]:   "cursor invalid_cursor",
		"level=senior&cursor=" + cursor + "A": "cursor invalid_cursor",
		"level=senior&cursor=%0A" + cursor:    "cursor invalid_cursor",
		"level=senior&cursor=" + other:        "cursor invalid_cursor",
		"level=senior&cursor=" + strings.ToLower(cursor): "cursor invalid_cursor",
		"a=%zz": "", "q=a;b": "", "limit=5&%": "",
	} {
		got := do(t, handler(), get("/v1/roles?"+query))
		if got.status != http.StatusBadRequest {
			t.Errorf("%s: status %d", query, got.status)
			continue
		}
		if all := faults(t, got); want != "" && !cmp.Equal(all, []string{want}) {
			t.Errorf("%s: %q, want %q", query, all, want)
		}
	}
	if list, _ := roles(t, "?level=senior&limit=100&cursor="+cursor); len(list.Items) == 0 {
		t.Error("the cursor does not hold for another limit")
	}
}

// TestAllBadParametersAtOnce tells every parameter that is wrong by its name.
func TestAllBadParametersAtOnce(t *testing.T) {
	t.Parallel()
	got := do(t, handler(), get("/v1/roles?zeta=1&alpha=1&q=a&q=b"))
	want := []string{"alpha unknown_parameter", "q repeated_parameter", "zeta unknown_parameter"}
	if diff := cmp.Diff(want, faults(t, got)); diff != "" {
		t.Error(diff)
	}
}

// TestNoParameters refuses any where there is none.
func TestNoParameters(t *testing.T) {
	t.Parallel()
	for _, path := range []string{
		"/v1/roles/backend-engineer", "/v1/families", "/v1/levels", "/v1/templates", "/v1/formats", "/v1/catalog", "/livez", "/readyz",
	} {
		for _, query := range []string{"?limit=1", "?x", "?x=1&y=2"} {
			if got := do(t, handler(), get(path+query)); got.status != http.StatusBadRequest {
				t.Errorf("%s%s: status %d", path, query, got.status)
			}
		}
	}
}

// TestEveryRole gets each role that the list names.
func TestEveryRole(t *testing.T) {
	t.Parallel()
	all, _ := walkPages(t, "?limit=100", 100)
	if len(all) != len(shared().catalog.Roles()) {
		t.Errorf("%d roles are listed, want %d", len(all), len(shared().catalog.Roles()))
	}
	first, _ := roles(t, "?limit=100")
	for i, slug := range all {
		got := do(t, handler(), get("/v1/roles/"+slug))
		role := into[api.Role](t, got.body)
		if got.status != http.StatusOK || role.Slug != slug {
			t.Errorf("%s: status %d", slug, got.status)
		}
		if i < len(first.Items) {
			if diff := cmp.Diff(first.Items[i], api.ListedRole{RoleSummary: role.RoleSummary}); diff != "" {
				t.Errorf("the list and the role differ: %s", diff)
			}
		}
		if strings.Contains(got.body, ":null") || len(role.AtLevels) != len(role.Levels) {
			t.Errorf("%s: %s", role.Slug, got.body)
		}
	}
	if got := do(t, handler(), get("/v1/roles/wizard")); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
}
