package generate_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

// at is a brief for a job at a place.
func at(country, region, city string) *jobad.Brief {
	b := brief("backend-engineer")
	b.Places = []jobad.Place{{Country: country, Region: region, City: city}}
	return b
}

// heading is the first line of an ad.
func heading(ad *jobad.Ad) string {
	first, _, _ := strings.Cut(ad.Markdown, "\n")
	return first
}

func TestMarkerBehindTheTitle(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	titled := at("DE", "", "Berlin")
	titled.Title = "Backend Engineer (f/m/x)"
	without := at("DE", "", "Berlin")
	without.Omit = []string{"title_marker"}
	remote := brief("backend-engineer")
	remote.RemoteFrom = []string{"FR"}
	for _, tt := range []struct {
		name  string
		brief *jobad.Brief
		want  string
	}{
		{"Germany", at("DE", "", "Berlin"), "# Backend Engineer (m/w/d)"},
		{"Austria", at("AT", "9", "Wien"), "# Backend Engineer (m/w/x)"},
		{"remote from France", remote, "# Backend Engineer (H/F)"},
		{"the United States", at("US", "CO", "Denver"), "# Backend Engineer"},
		{"no place", brief("backend-engineer"), "# Backend Engineer"},
		{"a title that has one", titled, "# Backend Engineer (f/m/x)"},
		{"left out", without, "# Backend Engineer"},
	} {
		ad := adOf(t, g, tt.brief)
		if heading(ad) != tt.want || strings.Contains(ad.Title, "(m/") || !strings.Contains(ad.Text, strings.TrimPrefix(tt.want, "# ")) {
			t.Errorf("%s: %q, title %q", tt.name, heading(ad), ad.Title)
		}
	}
}

// TestMarkerOnce writes titles that have a marker already, in any of the ways that people write one, and titles that only look
// so.
func TestMarkerOnce(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for title, marked := range map[string]bool{
		"Koch (m/w/d)": true, "Koch [m|w|d]": true, "Koch m/w/d": true, "Koch (gn)": true, "Koch (all genders)": true, "Koch (w/m/d) Berlin": true,
		"Chef H/F": true, "Chef de projet (F-H)": true, "Koch – m/w/d": true, "Koch (m,w,d)": true, "Koch m*w*d": true,
		"UI/UX Designer (Remote)": false, "Developer (C/C++)": false, "Food/Beverage Manager (Berlin)": false, "CI/CD Engineer (Payments)": false,
		"Nurse (D/N)": false, "Mechanic (H/V)": true, "Koch (": false, "Koch )m/w/d(": false, "Koch M&F": false,
	} {
		b := at("DE", "", "Berlin")
		b.Title = title
		want := "# " + title
		if !marked {
			want += " (m/w/d)"
		}
		if got := strings.ReplaceAll(heading(adOf(t, g, b)), `\`, ""); got != want {
			t.Errorf("%q is headed %q, want %q", title, got, want)
		}
	}
}

// TestLinesOfLaw wants what the law lets an ad say by itself to be in it, with the law for a source.
func TestLinesOfLaw(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	yes, no := true, false
	ontario := at("CA", "Ontario", "Toronto")
	ontario.Disclosures = jobad.Disclosures{AIScreening: &no, ExistingVacancy: &yes}
	elsewhere := at("GB", "", "Leeds")
	elsewhere.Disclosures = ontario.Disclosures
	vienna := at("AT", "", "Wien")
	vienna.Pay = &jobad.Pay{Min: 50000, Max: 60000, Currency: "EUR", Period: jobad.PerYear}
	for _, tt := range []struct {
		name  string
		brief *jobad.Brief
		want  []string
	}{
		{"Ontario", ontario, []string{"law:CA-ON/ai_use_disclosure", "law:CA-ON/vacancy_status"}},
		{"elsewhere", elsewhere, []string{"brief:/disclosures/ai_screening", "brief:/disclosures/existing_vacancy"}},
		{"Austria", vienna, []string{"law:AT/overpay_willingness"}},
		{"Los Angeles County", at("US", "CA", "East Los Angeles"), []string{"law:US-CA:la-county-unincorporated/fair_chance_statement"}},
		{"Denver", at("US", "CO", "Denver"), nil},
	} {
		var sources []string
		ad := adOf(t, g, tt.brief)
		for _, section := range ad.Sections {
			for _, line := range section.Lines {
				if section.ID == "disclosures" {
					sources = append(sources, line.Source)
				}
			}
		}
		if diff := cmp.Diff(tt.want, sources); diff != "" {
			t.Errorf("%s: sources (-want +got):\n%s", tt.name, diff)
		}
	}
}

// statuses are the duties of an ad.
func statuses(r *jobad.Review) []string {
	var all []string
	for i := range r.Duties {
		d := &r.Duties[i]
		all = append(all, d.Jurisdiction+" "+d.Duty+" "+string(d.Level)+" "+string(d.Status))
	}
	return all
}

// TestWordsBreakDuties wants a duty about words to be unmet if the words of the brief break it, and met if not.
func TestWordsBreakDuties(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := at("GB", "", "Leeds")
	if got := statuses(&adOf(t, g, b).Review); !slices.Contains(got, "GB age_limit recommended met") && !slices.Contains(got, "GB age_limit required met") {
		t.Errorf("duties %v", got)
	}
	japan := at("JP", "", "Tokyo")
	japan.MustHave = []string{"You are under 35"}
	ad := adOf(t, g, japan)
	if got := statuses(&ad.Review); !slices.Contains(got, "JP age_limit required unmet") {
		t.Errorf("duties %v", got)
	}
	found := slices.IndexFunc(ad.Review.Findings, func(f jobad.Finding) bool { return f.Category == "age" })
	if found < 0 {
		t.Fatalf("no finding on age: %v", ad.Review.Findings)
	}
	f := ad.Review.Findings[found]
	if f.Severity != jobad.SeverityError || f.Jurisdiction != "JP" || f.Source != "brief:/must_have/0" || ad.Markdown[f.Start:f.End] != f.Excerpt {
		t.Errorf("%+v", f)
	}
	japan.Gate = jobad.GateLaw
	_, faults := g.Plan(japan)
	if !slices.ContainsFunc(faults, func(f jobad.Fault) bool { return f.Pointer == "/must_have/0" && f.Code == "breaks_duty" }) {
		t.Errorf("the gate finds %v", faults)
	}
}

// TestOneFindingForADuty wants a duty that many places ask for to be one finding, and each place to be in the duties.
func TestOneFindingForADuty(t *testing.T) {
	t.Parallel()
	b := brief("backend-engineer")
	b.RemoteFrom = []string{"US"}
	r := adOf(t, newGenerator(t), b).Review
	seen := map[string]bool{}
	for _, f := range r.Findings {
		if seen[f.Rule] {
			t.Errorf("%s is there twice", f.Rule)
		}
		seen[f.Rule] = true
	}
	if len(r.Duties) < 30 || !seen["law/pay-range"] || !seen["law/benefits-general"] {
		t.Errorf("%d duties, findings %v", len(r.Duties), seen)
	}
}

func TestNoticeSaysWhatWasChecked(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	swiss := at("CH", "ZH", "Zürich")
	mixed := at("DE", "", "Berlin")
	mixed.Places = append(mixed.Places, jobad.Place{City: "Denver"})
	for _, tt := range []struct {
		brief *jobad.Brief
		want  []string
	}{
		{mixed, []string{"Checked for DE against", "For a place without a country no law was checked."}},
		{at("", "", "Denver"), []string{"No country was given, so no law was checked.", "not legal advice"}},
		{brief("backend-engineer"), []string{"No place was given, so no law was checked", "not legal advice"}},
		{at("US", "colorado", "Denver"), []string{"US, US-CO", "2026-11-22", "not legal advice"}},
		{swiss, []string{"Not covered by the table: CH-ZH", "not legal advice"}},
	} {
		notice := adOf(t, g, tt.brief).Review.Notice
		for _, want := range tt.want {
			if !strings.Contains(notice, want) {
				t.Errorf("%q lacks %q", notice, want)
			}
		}
	}
}

// TestLawOfTheDay wants the law of the day that the ad is for.
func TestLawOfTheDay(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := at("US", "VA", "Richmond")
	b.AsOf = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
	before := statuses(&adOf(t, g, b).Review)
	b.AsOf = time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	after := statuses(&adOf(t, g, b).Review)
	if !slices.Contains(before, "US-VA pay_range_or_fixed info unmet") || !slices.Contains(after, "US-VA pay_range_or_fixed required unmet") {
		t.Errorf("before %v\nafter %v", before, after)
	}
}

// TestReviewLooksIntoTheText wants what the brief beside a text does not tell to be found in the text.
func TestReviewLooksIntoTheText(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	texts := map[string]string{
		"nothing":    "We look for a cook.",
		"everything": "Pay: CA$ 60,000 to CA$ 80,000 a year. We use AI to screen applications. This is an existing vacancy.",
	}
	for name, text := range texts {
		r, faults := g.Review(&generate.Text{Text: text, Brief: &jobad.Brief{Places: []jobad.Place{{Country: "CA", Region: "ON"}}}})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		for i := range r.Duties {
			d := &r.Duties[i]
			if told := []string{"pay_range_or_fixed", "ai_use_disclosure", "vacancy_status"}; slices.Contains(told, d.Duty) && (d.Status == jobad.DutyMet) != (name == "everything") {
				t.Errorf("%s: %s is %s", name, d.Duty, d.Status)
			}
		}
	}
}

// TestReviewSaysHowToMeetADuty wants a statement that our own ads make by themselves to be asked for in another's text.
func TestReviewSaysHowToMeetADuty(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := &jobad.Brief{Places: []jobad.Place{{Country: "US", Region: "CA", City: "East Los Angeles"}}}
	const duty = "US-CA:la-county-unincorporated fair_chance_statement required "
	for text, want := range map[string]string{
		"We look for a cook.": "unmet",
		"We consider qualified applicants with an arrest or conviction record.": "met",
	} {
		r, faults := g.Review(&generate.Text{Text: text, Brief: b})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		if got := statuses(r); !slices.Contains(got, duty+want) {
			t.Errorf("%s: %v", text, got)
		}
		asked := slices.ContainsFunc(r.Findings, func(f jobad.Finding) bool {
			return f.Rule == "law/fair-chance-statement" && strings.Contains(f.Message, "Say, for example: ")
		})
		if asked != (want == "unmet") {
			t.Errorf("%s: findings %v", text, r.Findings)
		}
	}
}

// TestWhatOnlyTheBriefSaysMeetsNoDuty wants the facts beside a text not to count for it.
func TestWhatOnlyTheBriefSaysMeetsNoDuty(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := lawful("")
	b.Gate, b.HoursPerWeek, b.Employment = "", 38, jobad.FullTime
	b.Disclosures = jobad.Disclosures{AIScreening: new(true), ExistingVacancy: new(true)}
	for place, want := range map[jobad.Place][]string{
		{Country: "US", Region: "CO"}: {
			"US-CO pay_range_or_fixed required unmet", "US-CO benefits_general required unmet",
			"US-CO other_comp_general required unverified", "US-CO application_deadline required unmet",
		},
		{Country: "CA", Region: "ON"}: {"CA-ON ai_use_disclosure required unmet", "CA-ON vacancy_status required unmet"},
		{Country: "JP"}:               {"JP work_conditions required unmet"},
	} {
		b.Places = []jobad.Place{place}
		r, faults := g.Review(&generate.Text{Text: "You make coffee for our guests.", Brief: b})
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		for _, duty := range want {
			if got := statuses(r); !slices.Contains(got, duty) {
				t.Errorf("%v lacks %s", got, duty)
			}
		}
	}
}

// TestNoNoticeWithoutAI wants a notice of AI to be due to nobody who says that none is used.
func TestNoNoticeWithoutAI(t *testing.T) {
	t.Parallel()
	b := &jobad.Brief{
		Places:      []jobad.Place{{Country: "US", Region: "IL"}},
		Disclosures: jobad.Disclosures{AIScreening: new(false)},
	}
	r, _ := newGenerator(t).Review(&generate.Text{Text: "You make coffee for our guests.", Brief: b})
	notice := slices.DeleteFunc(statuses(r), func(s string) bool { return !strings.Contains(s, "ai_use_disclosure") })
	if len(notice) == 0 || !strings.HasSuffix(notice[0], " met") {
		t.Errorf("the notice: %v", notice)
	}
}

// TestReviewFindsWhatOurAdsSay wants the text of an ad of ours to meet what the ad does.
func TestReviewFindsWhatOurAdsSay(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	places := []jobad.Place{
		{Country: "US", Region: "CO"}, {Country: "CA", Region: "ON"}, {Country: "AT"}, {Country: "JP"}, {Country: "AU"}, {Country: "US", Region: "IL"},
	}
	pays := []jobad.Pay{
		{Min: 20, Max: 25, Currency: "USD", Period: jobad.PerHour},
		{Min: 60000, Max: 80000, Currency: "CAD", Period: jobad.PerYear},
		{Min: 2800, Max: 3200.5, Currency: "EUR", Period: jobad.PerMonth},
		{Min: 300000, Max: 300000, Currency: "JPY", Period: jobad.PerMonth},
		{Min: 90000, Max: 99000, Currency: "SEK", Period: jobad.PerDay},
	}
	for _, template := range g.Templates() {
		for _, place := range places {
			for i := range pays {
				b := lawful(template.Name)
				b.Gate, b.Pay, b.Places = "", &pays[i], []jobad.Place{place}
				b.HoursPerWeek, b.Employment = 38, jobad.PerDiem
				b.Disclosures = jobad.Disclosures{AIScreening: new(false), ExistingVacancy: new(false)}
				ad := adOf(t, g, b)
				r, faults := g.Review(&generate.Text{Text: ad.Markdown, Brief: b})
				if len(faults) > 0 {
					t.Fatal(faults)
				}
				for j := range ad.Review.Duties {
					if made, read := &ad.Review.Duties[j], &r.Duties[j]; (made.Status == jobad.DutyMet) != (read.Status == jobad.DutyMet) {
						t.Errorf("%s: %s of %s is %s in the ad, %s in its text\n%s", template.Name, made.Duty, made.Jurisdiction, made.Status, read.Status, ad.Text)
					}
				}
			}
		}
	}
}

// TestVolunteersAreNotPaid wants no question and no finding on what a volunteer earns, in an ad and of a text.
func TestVolunteersAreNotPaid(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := at("US", "CO", "Denver")
	ad := adOf(t, g, b)
	if asks := slices.ContainsFunc(ad.Questions, onPay); !asks {
		t.Error("an employee's pay is not asked for")
	}
	b.Employment = jobad.Volunteer
	ad = adOf(t, g, b)
	if slices.ContainsFunc(ad.Questions, onPay) {
		t.Errorf("asked: %v", ad.Questions)
	}
	r, _ := g.Review(&generate.Text{Text: ad.Markdown, Brief: b})
	for _, f := range slices.Concat(ad.Review.Findings, r.Findings) {
		if strings.HasPrefix(f.Pointer, "/pay") || strings.Contains(f.Rule, "pay") {
			t.Errorf("found: %+v", f)
		}
	}
}

func onPay(q jobad.Question) bool { return strings.HasPrefix(q.Pointer, "/pay") }
