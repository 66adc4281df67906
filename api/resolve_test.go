package api_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
	"rolewright/internal/catalog"
)

// resolved asks what a title means.
func resolved(t *testing.T, title string) api.Resolution {
	t.Helper()
	got := do(t, handler(), get("/v1/resolve?title="+url.QueryEscape(title)))
	if got.status != http.StatusOK {
		t.Fatalf("%q: status %d: %s", title, got.status, got.body)
	}
	return into[api.Resolution](t, got.body)
}

func TestResolveTitle(t *testing.T) {
	t.Parallel()
	want := api.Resolution{
		Title: "Sr. Golang dev – remote, Berlin", Role: new("go-developer"), Level: new("senior"), Confidence: 0.99,
		RoleTitle: "Go Developer", DisplayTitle: "Senior Go Developer", Matched: "Go Developer",
		Ignored: []api.IgnoredPart{{Text: "– remote,", Kind: "workplace"}, {Text: "Berlin", Kind: "place"}},
		Parts: []api.TitlePart{
			{Text: "Sr.", Kind: "level"}, {Text: " Golang dev", Kind: "name"}, {Text: " – remote,", Kind: "workplace"}, {Text: " Berlin", Kind: "place"},
		},
	}
	got := resolved(t, want.Title)
	got.Alternatives = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := resolved(t, "Cashier"); got.Confidence != 1 || got.Level != nil || got.DisplayTitle != "Cashier" {
		t.Errorf("a title of the catalog: %+v", got)
	}
	unsure := resolved(t, "Driver")
	if unsure.Role != nil || unsure.Level != nil || unsure.Matched != "" || len(unsure.Alternatives) < 2 || unsure.Alternatives[0].Title == "" {
		t.Errorf("a title that fits several roles: %+v", unsure)
	}
}

func TestResolveTitleParameter(t *testing.T) {
	t.Parallel()
	for query, code := range map[string]string{
		"":                                   "required",
		"?title=":                            "empty_parameter",
		"?title=%20":                         "required",
		"?title=Nurse%00":                    "control_character",
		"?title=Nurse%0ADoctor":              "control_character",
		"?title=%FF":                         "invalid_utf8",
		"?title=" + strings.Repeat("n", 201): "too_long",
		"?title=Nurse&title=Cook":            "repeated_parameter",
		"?title=Nurse&level=senior":          "unknown_parameter",
		"?title=" + strings.Repeat("%C3%A9", 200):    "",
		"?title=" + strings.Repeat("senior+ceo", 20): "",
	} {
		got := do(t, handler(), get("/v1/resolve"+query))
		if code == "" {
			if got.status != http.StatusOK {
				t.Errorf("%.40s: status %d", query, got.status)
			}
			continue
		}
		p := into[api.Problem](t, got.body)
		if got.status != http.StatusBadRequest || len(p.Errors) != 1 || p.Errors[0].Code != code {
			t.Errorf("%.40s: status %d, %+v; want %s", query, got.status, p.Errors, code)
		}
	}
}

// Kinds of parts in the document are those of the catalog.
func TestKindsOfPartsAreDocumented(t *testing.T) {
	t.Parallel()
	kinds := []string{string(catalog.PartName), string(catalog.PartLevel)}
	for _, kind := range catalog.IgnoredKinds() {
		kinds = append(kinds, string(kind))
	}
	if diff := cmp.Diff(kinds, enumOf(t, "TitlePart")); diff != "" {
		t.Errorf("of parts (-catalog +document):\n%s", diff)
	}
	if diff := cmp.Diff(kinds[2:], enumOf(t, "IgnoredPart")); diff != "" {
		t.Errorf("of ignored parts (-catalog +document):\n%s", diff)
	}
}

// enumOf are the values that the document has for the member kind of a schema.
func enumOf(t *testing.T, schema string) []string {
	t.Helper()
	var document struct {
		Components struct {
			Schemas map[string]struct {
				Properties map[string]struct {
					Enum []string `json:"enum"`
				} `json:"properties"`
			} `json:"schemas"`
		} `json:"components"`
	}
	text, err := os.ReadFile("../docs/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	return document.Components.Schemas[schema].Properties["kind"].Enum
}
