package export_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
)

// TestIndeedFacts wants each fact of a full brief in its element.
func TestIndeedFacts(t *testing.T) {
	t.Parallel()
	got := feed(t, encoded(t, board(t, "indeed"), made(t, full())))
	if got.Built != "Sun, 22 Nov 2026 00:00:00 GMT" || len(got.Jobs) != 1 {
		t.Fatalf("built %s, %d jobs", got.Built, len(got.Jobs))
	}
	job := got.Jobs[0]
	key, ok := strings.CutPrefix(job.Reference, "REQ-42-")
	if !ok || len(key) != 8 {
		t.Errorf("reference %s", job.Reference)
	}
	job.Reference, job.Description = "", ""
	want := boardJob{
		Title: "Senior Backend Engineer", Company: "Acme GmbH", Source: "Acme GmbH", Date: "2026-11-22", Requisition: "REQ-42",
		URL: "https://www.example.com/jobs/42?a=1&b=2", City: "Berlin", State: "BE", Country: "DE", PostalCode: "10115",
		Street: "Invalidenstr. 1", Email: "jobs@example.com", Salary: "€70000 - €90000 per year", JobType: "fulltime",
		RemoteType: "Hybrid remote", Expires: "2026-12-31",
		Education:  "A degree in computer science or a related field is one common way in, and equivalent practical experience counts just as much.",
		Experience: "Usually five or more years of backend work, including a system you redesigned or scaled while people used it.",
	}
	if diff := cmp.Diff(want, job); diff != "" {
		t.Error(diff)
	}
}

func TestLinkedInFacts(t *testing.T) {
	t.Parallel()
	got := feed(t, encoded(t, board(t, "linkedin"), made(t, full())))
	if got.Built != "Sun, 22 Nov 2026 00:00:00 GMT" || got.Count != 1 || len(got.Jobs) != 1 {
		t.Fatalf("built %s, count %d, %d jobs", got.Built, got.Count, len(got.Jobs))
	}
	job := got.Jobs[0]
	if !strings.HasPrefix(job.ID, "REQ-42-") || len(job.Skills) < 2 || !slices.Equal(job.Skills[:2], []string{"Go", "PostgreSQL"}) {
		t.Errorf("id %s, skills %v", job.ID, job.Skills)
	}
	job.ID, job.Description, job.Skills = "", "", nil
	want := boardJob{
		Title: "Senior Backend Engineer", Company: "Acme GmbH", ApplyURL: "https://www.example.com/jobs/42?a=1&b=2",
		City: "Berlin", State: "BE", Country: "DE", Postcode: "10115", Workplace: "Hybrid", Level: "MID_SENIOR_LEVEL",
		JobType: "FULL_TIME", High: "90000", Low: "70000", Currency: "EUR", Period: "YEARLY", Listed: "2026-11-22", Until: "2026-12-31",
	}
	if diff := cmp.Diff(want, job); diff != "" {
		t.Error(diff)
	}
}

// TestBodyFacts wants the facts of a full brief in the bodies for recruiting systems. What is text is for checkLines.
func TestBodyFacts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]map[string]any{
		"greenhouse": {
			"title": "Senior Backend Engineer", "location": "Berlin, Germany",
			"pay_input_ranges": []any{map[string]any{"min_cents": 7e6, "max_cents": 9e6, "currency_type": "EUR", "title": "Per year", "blurb": "The start depends on experience."}},
		},
		"lever": {
			"text": "Senior Backend Engineer", "country": "DE", "applyUrl": "https://www.example.com/jobs/42?a=1&b=2",
			"categories": map[string]any{
				"location": "Berlin, Germany", "commitment": "Full-time", "team": "Payments", "allLocations": []any{"Berlin, Germany"},
			},
			"workplaceType": "hybrid", "salaryRange": map[string]any{"currency": "EUR", "interval": "per-year-salary", "min": 7e4, "max": 9e4},
			"salaryDescription": "The start depends on experience.",
		},
		"smartrecruiters": {
			"title": "Senior Backend Engineer", "refNumber": "REQ-42",
			"location": map[string]any{
				"country": "de", "region": "BE", "city": "Berlin", "postalCode": "10115", "address": "Invalidenstr. 1", "remote": false,
			},
			"typeOfEmployment": map[string]any{"id": "permanent"}, "experienceLevel": map[string]any{"id": "mid_senior_level"},
		},
		"hropen": {
			"title": "Senior Backend Engineer", "positionID": "REQ-42", "postingID": "REQ-42",
			"hiringOrganization": map[string]any{"legalName": "Acme GmbH"}, "jobLocation": map[string]any{"name": "Berlin, Germany"},
			"baseSalaries": []any{map[string]any{"currency": "EUR", "minValue": 7e4, "maxValue": 9e4, "unitText": "YEAR"}},
			"datePosted":   "2026-11-22", "validThrough": "2026-12-31", "totalJobOpenings": 2.0,
		},
	} {
		got := object(t, encoded(t, board(t, name), made(t, full())))
		for _, bodies := range []string{
			"content", "opening", "description", "lists", "additional", "jobAd", "employerOverview", "formattedDescriptions",
			"responsibilities", "skills", "qualificationSummary", "jobBenefits", "disclaimers",
		} {
			delete(got, bodies)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestPersonioFacts(t *testing.T) {
	t.Parallel()
	brief := full()
	brief.Places = append(brief.Places, jobad.Place{Region: "TX", Country: "US"}, jobad.Place{Country: "AT"})
	got := personio(t, encoded(t, board(t, "personio"), made(t, brief)))
	keywords, _, _ := strings.Cut(got.Keywords, ",D")
	got.Descriptions, got.Keywords = nil, ""
	want := &position{
		ID: "REQ-42", Company: "Acme GmbH", Office: "Berlin", Offices: []string{"Texas, United States", "Austria"}, Name: "Senior Backend Engineer",
		Seniority: "experienced", Schedule: "full-time", Created: "2026-11-22T00:00:00Z",
	}
	if diff := cmp.Diff(want, got); diff != "" || keywords != "Go,PostgreSQL" {
		t.Errorf("keywords %s, %s", keywords, diff)
	}
}

// TestPersonioDescriptions wants a name for each description: what has no heading belongs to the one before it.
func TestPersonioDescriptions(t *testing.T) {
	t.Parallel()
	line := []jobad.Line{{Text: "Words"}}
	facts, purpose := jobad.Section{ID: "facts", Lines: line}, jobad.Section{ID: "purpose", Lines: line}
	work, end := jobad.Section{ID: "responsibilities", Heading: "Work", Lines: line}, jobad.Section{ID: "encouragement", Lines: line}
	const item, text = "<ul><li>Words</li></ul>", "<p>Words</p>"
	for name, test := range map[string]struct {
		marker   string
		sections []jobad.Section
		want     []string
	}{
		"facts and purpose": {"", []jobad.Section{facts, purpose, work}, []string{"About the job: " + item + text, "Work: " + item}},
		"marker":            {"(m/w/d)", []jobad.Section{work}, []string{"About the job: <p><strong>Chef (m/w/d)</strong></p>", "Work: " + item}},
		"only headings":     {"", []jobad.Section{work}, []string{"Work: " + item}},
		"end":               {"", []jobad.Section{work, end}, []string{"Work: " + item + text}},
	} {
		ad := made(t, minimal())
		ad.Marker, ad.Sections = test.marker, test.sections
		var got []string
		for _, d := range personio(t, encoded(t, board(t, "personio"), ad)).Descriptions {
			got = append(got, d.Name+": "+d.Value)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestRequiredAndPreferred wants HR Open to keep apart what an ad does.
func TestRequiredAndPreferred(t *testing.T) {
	t.Parallel()
	ad := made(t, full())
	got := map[string][]string{}
	for _, skill := range list(object(t, encoded(t, board(t, "hropen"), ad))["skills"]) {
		kind := "plain"
		if annotation, ok := skill["annotation"].(map[string]any); ok {
			for name, value := range annotation {
				kind = name
				if value != true {
					t.Errorf("%s is %v", name, value)
				}
			}
		}
		got[kind] = append(got[kind], text(skill["name"]))
	}
	want := map[string][]string{}
	for _, s := range ad.Sections {
		if kind := map[string]string{"must_have": "required", "nice_to_have": "preferred", "skills": "plain"}[s.ID]; kind != "" {
			for _, line := range s.Lines {
				want[kind] = append(want[kind], line.Text)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) != 3 {
		t.Error(diff)
	}
}

// TestPay walks every period and every form of an amount.
func TestPay(t *testing.T) {
	t.Parallel()
	type pays struct {
		Indeed, Period, Low, High, Interval, Title, Unit string
		MinCents, MaxCents, Min, Max                     any
	}
	for name, test := range map[string]struct {
		pay  *jobad.Pay
		want pays
	}{
		"none":      {nil, pays{}},
		"only note": {&jobad.Pay{Note: "By tariff"}, pays{}},
		"hour with cents": {
			&jobad.Pay{Min: 17.5, Max: 21.25, Currency: "USD", Period: jobad.PerHour},
			pays{"$17.50 - $21.25 per hour", "HOURLY", "17.50", "21.25", "per-hour-wage", "Per hour", "HOUR", 1750.0, 2125.0, 17.5, 21.25},
		},
		"day": {
			&jobad.Pay{Min: 19.99, Max: 19.99, Currency: "CHF", Period: jobad.PerDay},
			pays{"CHF 19.99 per day", "DAILY", "19.99", "19.99", "per-day-wage", "Per day", "DAY", 1999.0, 1999.0, 19.99, 19.99},
		},
		"week, from": {
			&jobad.Pay{Min: 800, Currency: "GBP", Period: jobad.PerWeek},
			pays{"From £800 per week", "WEEKLY", "800", "", "per-week-salary", "Per week", "WEEK", 8e4, nil, 800.0, nil},
		},
		"month, up to": {
			&jobad.Pay{Max: 4100, Currency: "EUR", Period: jobad.PerMonth},
			pays{"Up to €4100 per month", "MONTHLY", "", "4100", "per-month-salary", "Per month", "MONTH", nil, 4.1e5, nil, 4100.0},
		},
		"year without cents": {
			&jobad.Pay{Min: 5e6, Max: 1e9, Currency: "JPY", Period: jobad.PerYear},
			pays{"JPY 5000000 - JPY 1000000000 per year", "YEARLY", "5000000", "1000000000", "per-year-salary", "Per year", "YEAR", 5e6, 1e9, 5e6, 1e9},
		},
		"month in thousandths": {
			&jobad.Pay{Min: 700.25, Max: 900, Currency: "KWD", Period: jobad.PerMonth},
			pays{"KWD 700.25 - KWD 900 per month", "MONTHLY", "700.25", "900", "per-month-salary", "Per month", "MONTH", 700250.0, 9e5, 700.25, 900.0},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief := full()
			brief.Pay = test.pay
			ad := made(t, brief)
			indeed := feed(t, encoded(t, board(t, "indeed"), ad)).Jobs[0]
			linkedIn := feed(t, encoded(t, board(t, "linkedin"), ad)).Jobs[0]
			got := pays{Indeed: indeed.Salary, Period: linkedIn.Period, Low: linkedIn.Low, High: linkedIn.High}
			if salary, ok := object(t, encoded(t, board(t, "lever"), ad))["salaryRange"].(map[string]any); ok {
				got.Interval, got.Min, got.Max = text(salary["interval"]), salary["min"], salary["max"]
			}
			for _, r := range list(object(t, encoded(t, board(t, "greenhouse"), ad))["pay_input_ranges"]) {
				got.Title, got.MinCents, got.MaxCents = text(r["title"]), r["min_cents"], r["max_cents"]
			}
			for _, salary := range list(object(t, encoded(t, board(t, "hropen"), ad))["baseSalaries"]) {
				got.Unit = text(salary["unitText"])
				if diff := cmp.Diff([]any{got.Min, got.Max}, []any{salary["minValue"], salary["maxValue"]}); diff != "" {
					t.Errorf("hropen and lever differ: %s", diff)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestEmployments walks every kind of contract; empty is left out.
func TestEmployments(t *testing.T) {
	t.Parallel()
	for employment, want := range map[jobad.Employment][]string{
		"":               {"", "", "", "", "", ""},
		jobad.FullTime:   {"fulltime", "FULL_TIME", "Full-time", "permanent", "", "full-time"},
		jobad.PartTime:   {"parttime", "PART_TIME", "Part-time", "", "", "part-time"},
		jobad.Contract:   {"contract", "CONTRACT", "Contract", "contract", "freelance", ""},
		jobad.Temporary:  {"temporary", "TEMPORARY", "Temporary", "", "", ""},
		jobad.Internship: {"internship", "INTERNSHIP", "Internship", "intern", "intern", ""},
		jobad.Volunteer:  {"", "VOLUNTEER", "Volunteer", "", "", ""},
		jobad.PerDiem:    {"", "TEMPORARY", "Per diem", "", "", ""},
	} {
		brief := minimal()
		brief.Employment = employment
		ad := made(t, brief)
		categories, _ := object(t, encoded(t, board(t, "lever"), ad))["categories"].(map[string]any)
		kind, _ := object(t, encoded(t, board(t, "smartrecruiters"), ad))["typeOfEmployment"].(map[string]any)
		p := personio(t, encoded(t, board(t, "personio"), ad))
		got := []string{
			feed(t, encoded(t, board(t, "indeed"), ad)).Jobs[0].JobType, feed(t, encoded(t, board(t, "linkedin"), ad)).Jobs[0].JobType,
			text(categories["commitment"]), text(kind["id"]), p.Employment, p.Schedule,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", employment, diff)
		}
	}
}

// TestLevels walks the scale.
func TestLevels(t *testing.T) {
	t.Parallel()
	want := map[jobad.Level][]string{
		jobad.Intern: {"INTERNSHIP", "internship", "student"}, jobad.Entry: {"ENTRY_LEVEL", "entry_level", "entry-level"},
		jobad.Junior: {"ENTRY_LEVEL", "entry_level", "entry-level"}, jobad.Mid: {"ASSOCIATE", "associate", "experienced"},
		jobad.Senior: {"MID_SENIOR_LEVEL", "mid_senior_level", "experienced"}, jobad.Lead: {"MID_SENIOR_LEVEL", "mid_senior_level", "experienced"},
		jobad.Principal: {"MID_SENIOR_LEVEL", "mid_senior_level", "experienced"}, jobad.Executive: {"EXECUTIVE", "executive", "executive"},
	}
	for _, level := range jobad.Levels() {
		ad := made(t, minimal())
		ad.Level = level
		experience, _ := object(t, encoded(t, board(t, "smartrecruiters"), ad))["experienceLevel"].(map[string]any)
		got := []string{
			feed(t, encoded(t, board(t, "linkedin"), ad)).Jobs[0].Level, text(experience["id"]),
			personio(t, encoded(t, board(t, "personio"), ad)).Seniority,
		}
		if diff := cmp.Diff(want[level], got); diff != "" {
			t.Errorf("%s: %s", level, diff)
		}
	}
}

// TestLinkedInLimits wants short ids, secure addresses and long descriptions.
func TestLinkedInLimits(t *testing.T) {
	t.Parallel()
	for reference, whole := range map[string]bool{"R": true, strings.Repeat("ä", 31): true, strings.Repeat("ä", 32): false, strings.Repeat("x", 60): false} {
		brief := full()
		brief.Reference = reference
		job := feed(t, encoded(t, board(t, "linkedin"), made(t, brief))).Jobs[0]
		if utf8.RuneCountInString(job.ID) > 40 || strings.HasPrefix(job.ID, reference+"-") != whole {
			t.Errorf("id %s for %s", job.ID, reference)
		}
	}
	for url, want := range map[string]string{"": "", "http://a.example/b": "", "https://a.example/b": "https://a.example/b", "HTTPS://a.example": "HTTPS://a.example"} {
		brief := full()
		brief.Apply.URL = url
		if got := feed(t, encoded(t, board(t, "linkedin"), made(t, brief))).Jobs[0].ApplyURL; got != want {
			t.Errorf("applyUrl %q for %q", got, url)
		}
	}
	for _, template := range generator().Templates() {
		brief := minimal()
		brief.Template = template.Name
		if got := feed(t, encoded(t, board(t, "linkedin"), made(t, brief))).Jobs[0].Description; len(got) < 100 || strings.Contains(got, "<ol") {
			t.Errorf("%s: %s", template.Name, got)
		}
	}
}
