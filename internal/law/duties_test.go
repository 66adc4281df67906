package law_test

import (
	"slices"
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
)

// today is a day on which most rows are in force as they are in the table.
const today = "2026-11-22"

// codes are the rows that ask for something, in their order and each once.
func codes(duties []jobad.Duty) []string {
	all := []string{}
	for i := range duties {
		all = append(all, duties[i].Jurisdiction)
	}
	return slices.Compact(all)
}

// duty is the only duty of that name that a row asks of an ad.
func duty(t *testing.T, table *law.Table, c *law.Case, code, name string) jobad.Duty {
	t.Helper()
	duties := slices.DeleteFunc(of(code, table.Duties(c)), func(d jobad.Duty) bool { return d.Duty != name })
	if len(duties) != 1 {
		t.Fatalf("%s asks for %s %d times, want once", code, name, len(duties))
	}
	return duties[0]
}

func TestDutyTellsAll(t *testing.T) {
	t.Parallel()
	table, colorado := newTable(t), law.Place{Country: "US", Region: "US-CO"}
	equal(t, "duty", jobad.Duty{
		Jurisdiction: "US-CO", Name: "Colorado", Duty: "pay_range_or_fixed", Level: "required", Status: "unmet", Pointer: "/pay",
		Message: "Colorado: the pay, as a range or as one fixed amount, is asked for in the ad; " +
			"give pay.min and pay.max with currency and period.",
		Question: "What does the job pay: from, to, in which currency and for which period?",
		Statute:  "C.R.S. 8-5-201; 7 CCR 1103-18; INFO 9A", Confidence: "high", AsOf: "2026-11-22",
	}, duty(t, table, at(t, today, 10, colorado), "US-CO", "pay_range_or_fixed"))
	equal(t, "met duty", jobad.Duty{
		Jurisdiction: "US-CO", Name: "Colorado", Duty: "pay_range_or_fixed", Level: "required", Status: "met", Pointer: "/pay",
		Message: "Colorado: the pay, as a range or as one fixed amount, is asked for in the ad.",
		Statute: "C.R.S. 8-5-201; 7 CCR 1103-18; INFO 9A", Confidence: "high", AsOf: "2026-11-22",
	}, duty(t, table, full(t, today, 10, colorado), "US-CO", "pay_range_or_fixed"))
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		places []law.Place
		want   []string
	}{
		{"no place", nil, []string{}},
		{"an empty place", []law.Place{{}}, []string{}},
		{"an empty open place", []law.Place{{Open: true}}, []string{}},
		{"a country without a row", []law.Place{{Country: "NO"}}, []string{}},
		{"a country", []law.Place{{Country: "US"}}, []string{"US"}},
		{"a region", []law.Place{{Country: "US", Region: "US-NY"}}, []string{"US-NY", "US"}},
		{"a region alone", []law.Place{{Region: "US-NY"}}, []string{"US-NY", "US"}},
		{"a region without a row", []law.Place{{Country: "US", Region: "US-TX"}}, []string{"US"}},
		{"a region with a second row", []law.Place{{Country: "US", Region: "US-IL"}}, []string{"US-IL", "US", "US-IL:ai"}},
		{"a city", []law.Place{{Country: "US", Region: "US-NY", City: "Ithaca"}}, []string{"US-NY", "US-NY:ithaca", "US"}},
		{"a city with a second row", []law.Place{{Country: "US", Region: "US-NY", City: "New York"}}, []string{"US-NY", "US-NY:new-york-city", "US", "US-NY:new-york-city:aedt"}},
		{"a city without a row", []law.Place{{Country: "US", Region: "US-NY", City: "Buffalo"}}, []string{"US-NY", "US"}},
		{"a city of that name elsewhere", []law.Place{{Country: "US", Region: "US-GA", City: "Columbus"}}, []string{"US"}},
		{"a city abroad", []law.Place{{Country: "ES", City: "Toledo"}}, []string{"EU"}},
		{"a city without its region", []law.Place{{Country: "US", City: "Columbus"}}, []string{"US-OH:columbus", "US"}},
		{"a city and its state without the region", []law.Place{{Country: "US", City: "Yonkers"}}, []string{"US-NY", "US-NY:westchester", "US"}},
		{"a city alone", []law.Place{{City: "Columbus"}}, []string{}},
		{"letter case, spaces and full stops", []law.Place{{Country: "US", Region: "US-NY", City: "  n.y.c. "}}, []string{"US-NY", "US-NY:new-york-city", "US", "US-NY:new-york-city:aedt"}},
		{"hyphens", []law.Place{{Country: "US", Region: "US-NJ", City: "Jersey-City"}}, []string{"US-NJ", "US-NJ:jersey-city", "US"}},
		{"what stands behind a comma", []law.Place{{Country: "US", Region: "US-OH", City: "Cleveland, Ohio"}}, []string{"US-OH:cleveland", "US"}},
		{"remote within a region", []law.Place{{Country: "US", Region: "US-OH", Open: true}}, []string{"US-OH:cleveland", "US-OH:columbus", "US-OH:cincinnati", "US-OH:toledo", "US"}},
		{"remote within Canada", []law.Place{{Country: "CA", Open: true}}, []string{"CA-ON", "CA-BC", "CA-PE", "CA-QC", "CA-NL"}},
		{"a member of the Union", []law.Place{{Country: "AT"}}, []string{"EU", "AT"}},
		{"a region of a member", []law.Place{{Country: "AT", Region: "AT-9"}}, []string{"EU", "AT"}},
		{"no member any more", []law.Place{{Country: "GB"}}, []string{"GB"}},
		{"several places in the order of the table", []law.Place{{Country: "JP"}, {Country: "DE"}, {Country: "US", Region: "US-CO"}}, []string{"US-CO", "US", "EU", "DE", "JP"}},
		{"a place twice", []law.Place{{Country: "JP"}, {Country: "JP"}}, []string{"JP"}},
	}
	table := newTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "rows", tt.want, codes(table.Duties(at(t, today, 0, tt.places...))))
		})
	}
}

// "Anywhere in the US" is every row of the country.
func TestRemoteUS(t *testing.T) {
	t.Parallel()
	want := []string{}
	for _, j := range newTable(t).Jurisdictions() {
		if strings.HasPrefix(j.Code, "US") {
			want = append(want, j.Code)
		}
	}
	if len(want) < 30 {
		t.Fatalf("the table has only %d rows of the US", len(want))
	}
	equal(t, "rows", want, codes(newTable(t).Duties(at(t, today, 0, law.Place{Country: "US", Open: true}))))
}

// An ad for many places has to do what each of them asks.
func TestStrictestWins(t *testing.T) {
	t.Parallel()
	places := []law.Place{
		{Country: "US", Region: "US-CA"}, {Country: "US", Region: "US-MA"}, {Country: "US", Region: "US-NV"}, {Country: "AT"},
	}
	fixed := full(t, today, 100, places...)
	fixed.Pay.Min = fixed.Pay.Max
	fixed.Benefits = false
	equal(t, "a fixed pay", []string{
		"US-CA pay_range_or_fixed required met",
		"US-MA pay_range required unverified",
		"US-NV pay_range recommended unverified",
		"US sex_preference required met",
		"US age_limit required met",
		"EU pay_range_or_fixed info met",
		"EU cba_pay_provisions info unverified",
		"EU gender_neutral info met",
		"EU salary_history_questions info met",
		"AT pay_minimum required met",
		"AT overpay_willingness required unmet",
		"AT gender_neutral required met",
	}, long(newTable(t).Duties(fixed)))

	// A closed range, benefits, extra pay and a deadline do the pay duties of every row of the US and Canada.
	everywhere := full(t, "2027-09-26", 100, law.Place{Country: "US", Open: true}, law.Place{Country: "CA", Open: true})
	var open []string
	for _, text := range long(newTable(t).Duties(everywhere)) {
		if !strings.HasSuffix(text, " met") {
			open = append(open, text)
		}
	}
	equal(t, "what a closed range, benefits, extra pay and a deadline leave open", []string{
		"US-NY pay_basis_statement required unverified",
		"US-VT pay_basis_statement required unverified",
		"US-DE pay_basis_statement required unverified",
		"CA-ON range_width required unverified",
		"CA-QC language_fr required unverified",
	}, open)
}

func TestWhy(t *testing.T) {
	t.Parallel()
	columbus := law.Place{Country: "US", Region: "US-OH", City: "Columbus"}
	const (
		columbusAsks    = "Columbus: a range of pay with both its ends is asked for in the ad; give pay.min and pay.max with currency and period."
		columbusUnknown = " It covers employers of 15 people or more; the headcount is not known, so this one is taken to be covered: give company.headcount."
		deferred        = " It binds already, and is enforced from 2027-01-01."
	)
	tests := []struct {
		name      string
		code      string
		date      string
		headcount int
		place     law.Place
		want      string
	}{
		{"nothing special", "US-OH:columbus", "2027-01-01", 15, columbus, columbusAsks},
		{"enforced later", "US-OH:columbus", "2026-12-31", 15, columbus, columbusAsks + deferred},
		{"in force later", "US-OH:columbus", "2025-12-02", 15, columbus, columbusAsks + " It is in force from 2025-12-03."},
		{"unknown headcount", "US-OH:columbus", "2027-01-01", 0, columbus, columbusAsks + columbusUnknown},
		{"enforced later, unknown headcount", "US-OH:columbus", today, 0, columbus, columbusAsks + deferred + columbusUnknown},
		{"region guessed", "US-OH:columbus", "2027-01-01", 15, law.Place{Country: "US", City: "Columbus"}, columbusAsks + " The region was guessed from the name of the city: give it."},
		{"unknown headcount, everyone is covered", "US-CO", today, 0, law.Place{Region: "US-CO"}, "Colorado: the pay, as a range or as one fixed amount, is asked for in the ad; give pay.min and pay.max with currency and period."},
		{"earlier text", "US-CO", "2023-12-31", 1, law.Place{Region: "US-CO"}, "Colorado: the pay, as a range or as one fixed amount, is asked for in the ad; give pay.min and pay.max with currency and period. This is the text as amended on 2024-01-01; for the day of the ad an earlier text applied."},
		{"under an unclear threshold", "US-NJ", today, 9, law.Place{Region: "US-NJ"}, "New Jersey: the pay, as a range or as one fixed amount, is asked for in the ad; give pay.min and pay.max with currency and period. It covers employers of 10 people or more, but how they are counted is not settled, so this one is taken to be covered."},
		{"above an unclear threshold", "US-NJ", today, 10, law.Place{Region: "US-NJ"}, "New Jersey: the pay, as a range or as one fixed amount, is asked for in the ad; give pay.min and pay.max with currency and period."},
		{"weak source", "US-NJ:jersey-city", today, 5, law.Place{Region: "US-NJ", City: "Jersey City"}, "Jersey City: a range of pay with both its ends is asked for in the ad; give pay.min and pay.max with currency and period. The source is weak: verify it."},
		{"on request", "US-RI", today, 1, law.Place{Region: "US-RI"}, "Rhode Island: a range of pay with both its ends is asked for on request, so the ad is a good place for it; give pay.min and pay.max with currency and period."},
		{"passed only", "CA-NL", today, 1, law.Place{Region: "CA-NL"}, "Newfoundland and Labrador: the pay, as a range or as one fixed amount, is asked for in the ad; give pay.min and pay.max with currency and period. It was passed, but is not in force. The source is weak: verify it."},
		{"directive", "EU", today, 1, law.Place{Country: "IE"}, "European Union directive: the pay, as a range or as one fixed amount, is asked for before the interview, so the ad is a good place for it; give pay.min and pay.max with currency and period. It binds states, not employers."},
	}
	table := newTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			duties := of(tt.code, table.Duties(at(t, tt.date, tt.headcount, tt.place)))
			if len(duties) == 0 {
				t.Fatal("no duty")
			}
			equal(t, "message", tt.want, duties[0].Message)
		})
	}
}

// Who is told the region for another reason is not told that it was guessed.
func TestARegionThatIsToldIsNoGuess(t *testing.T) {
	t.Parallel()
	places := []law.Place{{Country: "US", City: "Yonkers"}, {Country: "US", Region: "US-NY"}}
	for _, d := range newTable(t).Duties(at(t, today, 10, places...)) {
		if guessed := strings.Contains(d.Message, "guessed"); guessed != (d.Jurisdiction == "US-NY:westchester") {
			t.Errorf("%s: guessed is %t: %s", d.Jurisdiction, guessed, d.Message)
		}
	}
}

// A city is not guessed where the table knows two of its name.
func TestAnAmbiguousCityIsNotGuessed(t *testing.T) {
	t.Parallel()
	georgia := row("US-GA:columbus", "cities: [Columbus]", "requires: [pay_range]")
	table := with(t, georgia)
	places := func(region string) []law.Place { return []law.Place{{Country: "US", Region: region, City: "Columbus"}} }
	equal(t, "without a region", []string{"US"}, codes(table.Duties(at(t, today, 0, places("")...))))
	equal(t, "with the region", []string{"US", "US-GA:columbus"}, codes(table.Duties(at(t, today, 0, places("US-GA")...))))
}

// Without a day, a row is taken as it is on the day that its table is for.
func TestNoDay(t *testing.T) {
	t.Parallel()
	c := &law.Case{Places: []law.Place{{Country: "US", Region: "US-DE"}, {Country: "US", Region: "US-CT"}}, Headcount: 30}
	undated := newTable(t).Duties(c)
	c.AsOf = day(t, today)
	equal(t, "duties", newTable(t).Duties(c), undated)
}

func TestLowConfidenceIsNeverRequired(t *testing.T) {
	t.Parallel()
	low := 0
	for _, d := range newTable(t).Duties(full(t, "2030-01-01", 0, everyPlace(t)...)) {
		if d.Confidence != "low" {
			continue
		}
		low++
		if d.Level == jobad.DutyRequired || !strings.Contains(d.Message, "verify") {
			t.Errorf("%s %s is %s: %s", d.Jurisdiction, d.Duty, d.Level, d.Message)
		}
	}
	if low < 8 {
		t.Errorf("only %d duties of low confidence were seen", low)
	}
}

// everyPlace reaches every row of the table.
func everyPlace(t *testing.T) []law.Place {
	t.Helper()
	var places []law.Place
	for _, row := range rowCases(t) {
		places = append(places, law.Place{Country: row.Place.Country, Region: row.Place.Region, City: row.Place.City})
	}
	return places
}

// Whatever an ad lacks, the caller is asked for or told how to mend.
func TestWhatIsNotMetIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, d := range newTable(t).Duties(at(t, "2030-01-01", 1000, everyPlace(t)...)) {
		asks := strings.HasSuffix(d.Question, "?")
		switch {
		case d.Status == jobad.DutyMet && (d.Question != "" || strings.Contains(d.Message, "; ")):
			t.Errorf("%s %s is met, and asks: %s %s", d.Jurisdiction, d.Duty, d.Message, d.Question)
		case d.Status != jobad.DutyMet && (!asks || d.Pointer == "" || !strings.Contains(d.Message, "; ")):
			t.Errorf("%s %s is not met, and does not say how to mend it: %s %s", d.Jurisdiction, d.Duty, d.Message, d.Question)
		}
	}
}

// An ad for volunteers has no duty on pay, and those of another kind.
func TestVolunteers(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	everywhere := []law.Place{{Country: "US", Open: true}, {Country: "CA", Open: true}, {Country: "AT"}, {Country: "AU"}, {Country: "JP"}}
	for _, stated := range []*jobad.Pay{nil, pay(2000, 0, "EUR", jobad.PerMonth)} {
		c := at(t, today, 100, everywhere...)
		c.Volunteer, c.Pay, c.Hours, c.Employment = true, stated, true, true
		seen := map[string]bool{}
		for _, d := range table.Duties(c) {
			seen[d.Duty] = true
			if strings.HasPrefix(d.Pointer, "/pay") || d.Pointer == "/extra_pay" {
				t.Errorf("%s asks volunteers for %s", d.Jurisdiction, d.Duty)
			}
			if d.Duty == "work_conditions" && d.Status != jobad.DutyUnverified {
				t.Errorf("the working conditions are %s", d.Status)
			}
		}
		if !seen["age_limit"] || !seen["gender_neutral"] || !seen["work_conditions"] || !seen["application_deadline"] {
			t.Errorf("duties %v", seen)
		}
	}
}
