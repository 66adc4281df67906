package api_test

import (
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolewright/api"
	"rolewright/internal/jobad"
)

// pasted is an ad with several faults.
const pasted = "# Salesman\n\nWe look for a salesman who is a digital native.\n\nSalary up to $90k."

// sendReview posts a request for a review.
func sendReview(t *testing.T, path string, request map[string]any, header ...string) reply {
	t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, handler(), postTo(path, string(body), header...))
}

func rulesOf(r jobad.Review) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Rule+" "+string(f.Severity))
	}
	return all
}

func TestReview(t *testing.T) {
	t.Parallel()
	got := sendReview(t, "/v1/review", map[string]any{"text": pasted})
	r := into[jobad.Review](t, got.body)
	want := []string{"gender/salesman warning", "gender/salesman warning", "age/digital-native warning", "pay/open-range warning"}
	if diff := cmp.Diff(want, rulesOf(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	for _, f := range r.Findings {
		if pasted[f.Start:f.End] != f.Excerpt {
			t.Errorf("%s is at %q, not %q", f.Rule, pasted[f.Start:f.End], f.Excerpt)
		}
	}
	if len(r.Duties) > 0 || !strings.Contains(r.Notice, "no law was checked") || r.Score != 76 {
		t.Errorf("duties %v, notice %q, score %d", r.Duties, r.Notice, r.Score)
	}
}

// TestReviewKnowsTheLaw reviews the same text for a place: what only puts off elsewhere is an error there, and what the
// text lacks is asked for.
func TestReviewKnowsTheLaw(t *testing.T) {
	t.Parallel()
	denver := map[string]any{"places": []any{map[string]any{"city": "Denver", "region": "CO", "country": "US"}}, "as_of": "2026-11-22"}
	r := into[jobad.Review](t, sendReview(t, "/v1/review", map[string]any{"text": pasted, "brief": denver}).body)
	for _, want := range []string{"pay/open-range error", "law/benefits-general error", "law/application-deadline error", "law/other-comp-general warning"} {
		if !slices.Contains(rulesOf(r), want) {
			t.Errorf("no %s among %v", want, rulesOf(r))
		}
	}
	at := slices.IndexFunc(r.Findings, func(f jobad.Finding) bool { return f.Rule == "law/application-deadline" })
	if f := r.Findings[at]; f.Pointer != "/apply/deadline" || f.Jurisdiction != "US-CO" || f.Citation == "" {
		t.Errorf("%+v", f)
	}
	if !strings.Contains(r.Notice, "US-CO") || !strings.Contains(r.Notice, "not legal advice") {
		t.Errorf("notice %q", r.Notice)
	}
	before, _, _ := strings.Cut(pasted, "Salary")
	told := before + "Pay: $70,000 to $90,000 a year plus a yearly bonus. Benefits: health insurance. Apply by 31 December 2026."
	for _, d := range into[jobad.Review](t, sendReview(t, "/v1/review", map[string]any{"text": told, "brief": denver}).body).Duties {
		if d.Jurisdiction == "US-CO" && d.Status != jobad.DutyMet {
			t.Errorf("%s is %s although the text says it", d.Duty, d.Status)
		}
	}
}

func TestReviewAsSARIF(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile("../internal/export/testdata/sarif-2.1.0.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	byName := sendReview(t, "/v1/review?format=sarif", map[string]any{"text": pasted})
	byType := sendReview(t, "/v1/review", map[string]any{"text": pasted}, "Accept", "application/sarif+json")
	if byName.body != byType.body || byType.header.Get("Content-Type") != "application/sarif+json" {
		t.Errorf("by ?format=: %s\nby Accept: %s", byName.body, byType.body)
	}
	log, err := jsonschema.UnmarshalJSON(strings.NewReader(byType.body))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(log); err != nil {
		t.Error(err)
	}
}

func TestFix(t *testing.T) {
	t.Parallel()
	got := into[api.FixResult](t, sendReview(t, "/v1/review/fix", map[string]any{"text": pasted}).body)
	want := []jobad.Edit{{Rule: "gender/salesman", Start: 26, End: 34, Before: "salesman", After: "salesperson"}}
	if diff := cmp.Diff(want, got.Edits); diff != "" {
		t.Errorf("edits (-want +got):\n%s", diff)
	}
	if got.Text != strings.Replace(pasted, "salesman", "salesperson", 1) || len(got.Review.Findings) != 3 {
		t.Errorf("text %q, findings %v", got.Text, rulesOf(got.Review))
	}
}

// TestReviewRefuses sends requests for a review that break rules.
func TestReviewRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, path, body string
		status           int
		want             []string // pointers and codes
	}{
		{"nothing", "/v1/review", `{}`, 422, []string{"/text required"}},
		{"nothing to read", "/v1/review", `{"text":" \n"}`, 422, []string{"/text required"}},
		{"another format", "/v1/review", `{"text":"x","format":"rtf"}`, 422, []string{"/format unknown_value"}},
		{"another language", "/v1/review/fix", `{"text":"x","locale":"de"}`, 422, []string{"/locale unknown_value"}},
		{
			"the brief", "/v1/review", `{"text":"x","brief":{"role":"wizard","places":[{"country":"XX"}],"pay":{"min":5,"currency":"euro"}}}`, 422,
			[]string{"/brief/role unknown_role", "/brief/places/0/country unknown_country", "/brief/pay/period required", "/brief/pay/currency unknown_currency"},
		},
		{"a company without a name", "/v1/review", `{"text":"x","brief":{"company":{"headcount":5}}}`, 422, []string{"/brief/company/name required"}},
		{"a skill without text", "/v1/review", `{"text":"x","brief":{"skills":[""]}}`, 422, []string{"/brief/skills/0 required"}},
		{"an unknown member", "/v1/review", `{"text":"x","brief":{"plaice":[]}}`, 400, []string{"/brief/plaice unknown_member"}},
		{"another output", "/v1/review?format=xml", `{"text":"x"}`, 400, []string{"unknown_value"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), postTo(tt.path, tt.body))
			var codes []string
			for _, e := range into[api.Problem](t, got.body).Errors {
				at := ""
				if e.Pointer != nil {
					at = *e.Pointer + " "
				}
				codes = append(codes, at+e.Code)
			}
			if diff := cmp.Diff(tt.want, codes); diff != "" || got.status != tt.status {
				t.Errorf("status %d, errors (-want +got):\n%s", got.status, diff)
			}
		})
	}
}

// TestPartialBriefs reviews a text beside briefs that lack what a brief for an ad must have, and beside a whole one.
func TestPartialBriefs(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile("testdata/briefs/backend-engineer.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, brief := range []string{`{}`, `{"role":""}`, `{"role":"Beekeeper"}`, `{"places":[{"country":"DE"}]}`, `{"level":"junior"}`, string(whole)} {
		got := do(t, handler(), postTo("/v1/review", `{"text":"You help us.","brief":`+brief+`}`))
		if known := got.status == http.StatusOK; known == strings.Contains(brief, "Beekeeper") {
			t.Errorf("%s: %d %s", brief, got.status, got.body)
		}
	}
}

// TestReviewOfAnAd wants the review in an ad to find what a review of its Markdown finds beside the same brief.
func TestReviewOfAnAd(t *testing.T) {
	t.Parallel()
	brief := readBrief(t, "backend-engineer")
	brief["responsibilities"] = []any{"Be the rockstar of our young team and crush it", "Whitelist addresses"}
	brief["pay"] = map[string]any{"min": 70000, "currency": "EUR", "period": "year"}
	ad := adOf(t, handler(), brief, jobad.Senior, "standard")
	again := into[jobad.Review](t, sendReview(t, "/v1/review", map[string]any{"text": ad.Markdown, "brief": brief}).body)
	places := func(r jobad.Review) []string {
		var all []string
		for _, f := range r.Findings {
			if f.Excerpt != "" {
				all = append(all, f.Rule+" "+string(f.Severity)+" "+f.Section+" "+ad.Markdown[f.Start:f.End])
			}
		}
		return all
	}
	if diff := cmp.Diff(places(ad.Review), places(again)); diff != "" || len(places(again)) < 4 {
		t.Errorf("in the ad (-) and of its text (+):\n%s", diff)
	}
	for _, f := range ad.Review.Findings {
		if f.Excerpt == "rockstar" && f.Source != "brief:/responsibilities/0" {
			t.Errorf("%s comes from %q", f.Excerpt, f.Source)
		}
	}
}

// TestGates sends briefs of which an ad could be made, but that their gate refuses.
func TestGates(t *testing.T) {
	t.Parallel()
	const colorado = `{"role":"backend-engineer","company":{"name":"Acme"},"places":[{"region":"CO","country":"US"}],"as_of":"2026-11-22"`
	tests := []struct {
		name, body string
		status     int
		questions  []string // their pointers
	}{
		{"none", colorado + `,"gate":"none"}`, 200, nil},
		{"law", colorado + `,"gate":"law"}`, 422, []string{"/pay", "/benefits", "/apply/deadline"}},
		{
			"law that is kept", colorado + `,"gate":"law","pay":{"min":90000,"max":110000,"currency":"USD","period":"year"},` +
				`"benefits":["Health insurance"],"apply":{"deadline":"2026-12-31"}}`, 200, nil,
		},
		{"law of no place", `{"role":"backend-engineer","company":{"name":"Acme"},"gate":"law"}`, 200, nil},
		{"words", `{"role":"backend-engineer","company":{"name":"Acme"},"places":[{"country":"DE"}],"must_have":["German native speaker"],"gate":"law"}`, 200, nil},
		{
			"specific", `{"role":"backend-engineer","company":{"name":"Acme"},"gate":"specific"}`, 422,
			[]string{"/pay", "/places", "/workplace", "/apply/url", "/employment", "/responsibilities", "/reason", "/must_have"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), post(tt.body))
			var pointers []string
			if got.status != http.StatusOK {
				p := into[api.Problem](t, got.body)
				for _, q := range p.Questions {
					pointers = append(pointers, q.Pointer)
				}
				if len(p.Errors) < len(p.Questions) || p.Type != "urn:rolewright:problem:refused-by-gate" {
					t.Errorf("%+v", p)
				}
			}
			if diff := cmp.Diff(tt.questions, pointers); diff != "" || got.status != tt.status {
				t.Errorf("status %d, questions (-want +got):\n%s", got.status, diff)
			}
		})
	}
}

func TestJurisdictions(t *testing.T) {
	t.Parallel()
	codes := func(path string) []string {
		var all []string
		for _, row := range into[api.JurisdictionList](t, do(t, handler(), get(path)).body).Items {
			all = append(all, row.Code)
		}
		return all
	}
	if all := codes("/v1/jurisdictions"); len(all) < 60 {
		t.Errorf("%d rows: %v", len(all), all)
	}
	if diff := cmp.Diff([]string{"EU", "DE"}, codes("/v1/jurisdictions?place=DE-BE")); diff != "" {
		t.Errorf("for Berlin (-want +got):\n%s", diff)
	}
	if got := codes("/v1/jurisdictions?place=US-NY"); !slices.Contains(got, "US-NY:ithaca") || !slices.Contains(got, "US") || slices.Contains(got, "US-CO") {
		t.Errorf("for New York: %v", got)
	}
	for _, path := range []string{"/v1/jurisdictions?place=Germany", "/v1/jurisdictions?q=1"} {
		if got := do(t, handler(), get(path)); got.status != http.StatusBadRequest {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
}

// TestReviewIsBounded reviews one word over and over.
func TestReviewIsBounded(t *testing.T) {
	t.Parallel()
	got := sendReview(t, "/v1/review", map[string]any{"text": strings.Repeat("salesman ", 5000)})
	told := 0
	for _, rule := range rulesOf(into[jobad.Review](t, got.body)) {
		if rule == "gender/salesman warning" {
			told++
		}
	}
	if told != 100 {
		t.Errorf("the rule is told %d times, want 100", told)
	}
	fixed := into[api.FixResult](t, sendReview(t, "/v1/review/fix", map[string]any{"text": strings.Repeat("salesman ", 5000)}).body)
	if len(fixed.Edits) != 5000 || strings.Contains(fixed.Text, "salesman") {
		t.Errorf("%d edits", len(fixed.Edits))
	}
}
