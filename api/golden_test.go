package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

// TestGoldenAds makes the ad of every role at every level with every template from a typical brief of that role, and
// compares those that are kept. A role without a brief in testdata/briefs fails.
func TestGoldenAds(t *testing.T) {
	t.Parallel()
	handler := newHandler(t, api.Options{Now: clock})
	roles := readCatalog(t)
	templates := into[api.TemplateList](t, do(t, handler, get("/v1/templates")).body)
	for i, role := range roles.Roles() {
		if testing.Short() && i%10 > 0 { // as with the race detector, which has enough of some
			continue
		}
		brief := readBrief(t, role.Slug)
		for _, level := range role.LevelSlugs() {
			for _, template := range templates.Items {
				t.Run(role.Slug+"/"+string(level)+"."+template.Name, func(t *testing.T) {
					t.Parallel()
					ad := adOf(t, handler, brief, level, template.Name)
					if isKept(template.Name) || level == role.DefaultLevel {
						golden.Equal(t, filepath.Join("testdata", "ads", role.Slug, string(level)+"."+template.Name+".md"), []byte(ad.Markdown))
					}
					checkAd(t, ad, &template)
					checkProse(t, ad)
					checkSources(t, ad, roles, brief)
					checkReview(t, ad)
					if listable := checkFacts(t, ad, brief); !listable {
						t.Error("search engines do not list it")
					}
				})
			}
		}
	}
}

// isKept reports whether the ads of a template are kept at every level. Between them these three show every line of the
// catalog; of the others the ads at each role's default level are kept, and those at the other levels only checked.
func isKept(template string) bool {
	return slices.Contains([]string{"standard", "concise", "detailed"}, template)
}

// adOf sends a brief with another level and template.
func adOf(t *testing.T, handler http.Handler, brief map[string]any, level jobad.Level, template string) *jobad.Ad {
	t.Helper()
	brief = maps.Clone(brief)
	brief["level"], brief["template"] = level, template
	body, err := json.Marshal(brief)
	if err != nil {
		t.Fatal(err)
	}
	got := do(t, handler, post(string(body)))
	if got.status != http.StatusOK {
		t.Fatalf("status %d: %s", got.status, got.body)
	}
	ad := into[jobad.Ad](t, got.body)
	return &ad
}

func readCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	data, err := os.ReadFile("../roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	roles, err := catalog.Parse("roles.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return roles
}

func readBrief(t *testing.T, slug string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "briefs", slug+".json"))
	if err != nil {
		t.Fatalf("a role needs a typical brief: %v", err)
	}
	var brief map[string]any
	if err := json.Unmarshal(data, &brief); err != nil {
		t.Fatal(err)
	}
	return brief
}

// checkAd wants what every ad must have: no heading without words below it, no line twice, no gap, and the length that
// the template promises.
func checkAd(t *testing.T, ad *jobad.Ad, template *jobad.Template) {
	t.Helper()
	if ad.Words < template.MinWords || ad.Words > template.MaxWords {
		t.Errorf("%d words; %s promises %d to %d", ad.Words, template.Name, template.MinWords, template.MaxWords)
	}
	seen := map[string]bool{}
	for _, section := range ad.Sections {
		if len(section.Lines) == 0 {
			t.Errorf("section %s is empty", section.ID)
		}
		if section.Heading == "" && section.ID != "facts" && section.ID != "purpose" {
			t.Errorf("section %s has no heading", section.ID)
		}
		for _, line := range section.Lines {
			if seen[strings.ToLower(line.Text)] {
				t.Errorf("%q is there twice", line.Text)
			}
			seen[strings.ToLower(line.Text)] = true
		}
	}
	for _, pattern := range []string{`  `, ` \.(\s|$)`, `\.\.`, `\ba [aeioAEIO]`, `\ban [^aeiouAEIOUhHXMSLFRN]`, `\{`, `\[`, `<nil>`, `%!`} {
		if found := regexp.MustCompile(pattern).FindString(ad.Text); found != "" {
			t.Errorf("holds %q", found)
		}
	}
}

// checkReview wants an ad of ours to pass our own review: no error and no warning, but for facts that its brief lacks.
func checkReview(t *testing.T, ad *jobad.Ad) {
	t.Helper()
	for _, f := range ad.Review.Findings {
		serious := f.Severity == jobad.SeverityError || f.Severity == jobad.SeverityWarning
		if lacking := f.Category == "law" && f.Pointer != ""; serious && !lacking {
			t.Errorf("%s %s: “%s” (%s) %s", f.Severity, f.Rule, f.Excerpt, f.Source, f.Message)
		}
	}
}

// checkSources wants each line of the catalog and of the brief to stand where its source says.
func checkSources(t *testing.T, ad *jobad.Ad, roles *catalog.Catalog, brief map[string]any) {
	t.Helper()
	for _, section := range ad.Sections {
		for _, line := range section.Lines {
			kind, at, _ := strings.Cut(line.Source, ":")
			switch kind {
			case "catalog":
				if got := catalogText(t, roles, at); got != line.Text {
					t.Errorf("%s is %q, but the ad says %q", line.Source, got, line.Text)
				}
			case "brief":
				if at != "/company/name" && lookUp(brief, at) == nil {
					t.Errorf("%s is not in the brief, but the ad says %q", line.Source, line.Text)
				}
				if text, ok := lookUp(brief, at).(string); ok && section.ID != "facts" && section.ID != "company" &&
					section.ID != "apply" && text != line.Text {
					t.Errorf("%s is %q, but the ad says %q", line.Source, text, line.Text)
				}
			case "template":
				if want := ad.Template + "/" + section.ID; at != want {
					t.Errorf("source %s; want template:%s", line.Source, want)
				}
			case "law":
				if !slices.ContainsFunc(ad.Review.Duties, func(d jobad.Duty) bool { return d.Source() == line.Source }) {
					t.Errorf("no duty is the source %s of %q", line.Source, line.Text)
				}
			default:
				t.Errorf("%q has the source %q", line.Text, line.Source)
			}
		}
	}
}

// catalogText is the text at "<slug>/<section>/<i>" or "<slug>@<level>/<section>/<i>".
func catalogText(t *testing.T, roles *catalog.Catalog, at string) string {
	t.Helper()
	parts := strings.Split(at, "/")
	slug, level, ofLevel := strings.Cut(parts[0], "@")
	role, ok := roles.Role(slug)
	if !ok || len(parts) != 3 {
		t.Fatalf("no role at %s", at)
	}
	var object any = role
	if ofLevel {
		object = role.Levels[jobad.Level(level)]
	}
	data, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		t.Fatal(err)
	}
	if text, ok := fields[parts[1]].(string); ok && parts[2] == "0" {
		return text
	}
	text, ok := lookUp(fields, "/"+parts[1]+"/"+parts[2]).(string)
	if !ok {
		t.Fatalf("nothing at %s", at)
	}
	return text
}

// lookUp is the value at a JSON Pointer, or nil.
func lookUp(value any, pointer string) any {
	for token := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch v := value.(type) {
		case map[string]any:
			value = v[token]
		case []any:
			i, err := strconv.Atoi(token)
			if err != nil || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}
