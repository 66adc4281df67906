package generate_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

// lawful is a brief that tells all that Colorado asks for.
func lawful(template string) *jobad.Brief {
	b := at("US", "CO", "Denver")
	b.Template, b.Gate = template, jobad.GateLaw
	b.Pay = &jobad.Pay{Min: 20, Max: 25, Currency: "USD", Period: jobad.PerHour}
	b.Benefits, b.ExtraPay = []string{"Health insurance"}, []string{"Tips"}
	b.Apply = &jobad.Apply{Deadline: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}
	return b
}

// refusals are the duties for which the gate refuses a brief.
func refusals(g *generate.Generator, b *jobad.Brief) []string {
	var all []string
	_, faults := g.Plan(b)
	for _, f := range faults {
		all = append(all, f.Pointer+" "+f.Detail)
	}
	return all
}

// TestHiddenFactsMeetNoDuty wants what the template does not show to meet no duty.
func TestHiddenFactsMeetNoDuty(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	if got := refusals(g, lawful("standard")); got != nil {
		t.Errorf("the gate refuses %v", got)
	}
	want := []string{
		"/template would break a duty: Colorado: a general description of the benefits is asked for in the ad." +
			" The template concise has no place for it: choose another.",
		"/template would break a duty: Colorado: bonus, commission or equity in general words, if there is any, is asked for in the ad." +
			" The template concise has no place for it: choose another.",
	}
	if diff := cmp.Diff(want, refusals(g, lawful("concise"))); diff != "" {
		t.Errorf("refused (-want +got):\n%s", diff)
	}
	open := lawful("concise")
	open.Gate = jobad.GateNone
	for _, status := range statuses(&adOf(t, g, open).Review) {
		hidden := strings.Contains(status, "US-CO benefits_general") || strings.Contains(status, "US-CO other_comp_general")
		if strings.HasPrefix(status, "US-CO") && strings.HasSuffix(status, " unmet") != hidden {
			t.Error(status)
		}
	}
}

// TestEveryTemplateShowsWhatMeetsADuty wants a duty to be met only if the fact that meets it stands in the ad.
func TestEveryTemplateShowsWhatMeetsADuty(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	words := map[string]string{
		"pay_range_or_fixed": "$20 to $25", "benefits_general": "Health insurance", "other_comp_general": "Tips",
		"application_deadline": "31 December 2026",
	}
	for _, template := range g.Templates() {
		b := lawful(template.Name)
		b.Gate = jobad.GateNone
		ad := adOf(t, g, b)
		for i := range ad.Review.Duties {
			d := &ad.Review.Duties[i]
			if d.Jurisdiction == "US-CO" && (d.Status == jobad.DutyMet) != strings.Contains(ad.Text, words[d.Duty]) {
				t.Errorf("%s: %s is %s", template.Name, d.Duty, d.Status)
			}
		}
	}
}

// TestTemplateThatShowsNothing wants no fact, and no line of a law, to meet a duty in an ad that is a title alone.
func TestTemplateThatShowsNothing(t *testing.T) {
	t.Parallel()
	const bare = "{{- /*\ntitle: Bare\nabout: The title alone.\nwords: 1-50\n*/ -}}\n# {{.Title}}\n"
	g := newGeneratorWith(t, fstest.MapFS{"bare.md.tmpl": {Data: []byte(bare)}})
	yes := true
	for place, want := range map[*jobad.Brief][]string{
		at("US", "CA", "East Los Angeles"): {"US-CA:la-county-unincorporated fair_chance_statement required unmet"},
		at("AT", "", "Wien"):               {"AT pay_minimum required unmet", "AT overpay_willingness required unmet"},
		at("CA", "ON", "Toronto"):          {"CA-ON ai_use_disclosure required unmet", "CA-ON vacancy_status required unmet"},
		at("JP", "", "Tokyo"):              {"JP work_conditions required unmet"},
	} {
		b := lawful("bare")
		b.Gate, b.Places = jobad.GateNone, place.Places
		b.HoursPerWeek, b.Employment = 38, jobad.FullTime
		b.Disclosures = jobad.Disclosures{AIScreening: &yes, ExistingVacancy: &yes}
		got := statuses(&adOf(t, g, b).Review)
		for _, duty := range want {
			if !slices.Contains(got, duty) {
				t.Errorf("%v lacks %s", got, duty)
			}
		}
	}
}

// TestNoteOnOverpay wants a note that more can be paid to do for Austria where the template shows it.
func TestNoteOnOverpay(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	const note = "We are willing to pay more than the minimum, depending on experience."
	for template, want := range map[string]string{"standard": " met", "concise": " unmet"} {
		b := at("AT", "", "Wien")
		b.Template = template
		b.Pay = &jobad.Pay{Min: 2800, Currency: "EUR", Period: jobad.PerMonth, Note: note}
		ad := adOf(t, g, b)
		if got := statuses(&ad.Review); !slices.Contains(got, "AT overpay_willingness required"+want) {
			t.Errorf("%s: %v", template, got)
		}
		for i := range ad.Review.Duties {
			if d := &ad.Review.Duties[i]; d.Duty == "overpay_willingness" && (d.Pointer == "/template") != (template == "concise") {
				t.Errorf("%s: %+v", template, d)
			}
		}
	}
	b := &jobad.Brief{Places: []jobad.Place{{Country: "AT"}}}
	r, _ := g.Review(&generate.Text{Text: "Pay: from €2,800 a month. " + note, Brief: b})
	if got := statuses(r); !slices.Contains(got, "AT overpay_willingness required met") {
		t.Errorf("a text: %v", got)
	}
}
