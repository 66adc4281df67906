package law_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/strictyaml"
)

// row is a row with what every row needs, and more.
func row(code string, more ...string) string {
	lines := append([]string{
		"  - code: " + code, "name: Somewhere", "status: in_force", "timing: posting", "sources: [Gazette]", "confidence: high",
	}, more...)
	return strings.Join(lines, "\n    ") + "\n"
}

// own is an operator's file.
func own(rows ...string) string {
	return "schema_version: 1\nas_of: \"2026-12-24\"\njurisdictions:\n" + strings.Join(rows, "")
}

func with(t *testing.T, rows ...string) *law.Table {
	t.Helper()
	table, err := newTable(t).With("own.yaml", []byte(own(rows...)))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestJurisdictions(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	equal(t, "as of", "2026-11-22", table.AsOf())
	all := table.Jurisdictions()
	equal(t, "rows", 68, len(all))
	for i := range all {
		j := &all[i]
		if j.Topic == "" || j.Place == "" {
			t.Errorf("%s: topic %q, place %q", j.Code, j.Topic, j.Place)
		}
		if j.Requires == nil || j.Prohibits == nil || j.Cities == nil || j.Members == nil || j.Sources == nil {
			t.Errorf("%s has a list that is nil", j.Code)
		}
	}
	colorado := all[0]
	colorado.Notes, colorado.Remote, colorado.Sources = "", "", nil
	equal(t, "Colorado", jobad.Jurisdiction{
		Code: "US-CO", Name: "Colorado", Topic: "pay", Place: "US-CO", Status: "in_force",
		Effective: "2021-01-01", Amended: "2024-01-01", Timing: "posting",
		Requires:  []string{"pay_range_or_fixed", "benefits_general", "other_comp_general", "application_deadline"},
		Prohibits: []string{}, Cities: []string{}, Members: []string{},
		Threshold: &jobad.Threshold{Employees: 1, Scope: "in_place"},
		Statute:   "C.R.S. 8-5-201; 7 CCR 1103-18; INFO 9A", Confidence: "high",
	}, colorado)
}

// The Union has a row for each of its 27 members.
func TestMembers(t *testing.T) {
	t.Parallel()
	all := newTable(t).Jurisdictions()
	i := slices.IndexFunc(all, func(j jobad.Jurisdiction) bool { return j.Code == "EU" })
	equal(t, "members", 27, len(all[i].Members))
	for _, code := range all[i].Members {
		if !slices.ContainsFunc(all, func(j jobad.Jurisdiction) bool { return j.Code == code }) {
			t.Errorf("%s has no row", code)
		}
	}
}

func TestMarker(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name           string
		places         []law.Place
		marker, source string
	}{
		{"Germany", []law.Place{{Country: "DE"}}, "(m/w/d)", "law:DE/gender_neutral"},
		{"a city of Germany", []law.Place{{Country: "DE", Region: "DE-BE", City: "Berlin"}}, "(m/w/d)", "law:DE/gender_neutral"},
		{"Austria", []law.Place{{Country: "AT"}}, "(m/w/x)", "law:AT/gender_neutral"},
		{"France", []law.Place{{Country: "FR"}}, "(H/F)", "law:FR/gender_neutral"},
		{"Netherlands", []law.Place{{Country: "NL"}}, "(m/v/x)", "law:NL/gender_neutral"},
		{"Belgium", []law.Place{{Country: "BE"}}, "(m/v/x)", "law:BE/gender_neutral"},
		{"Switzerland", []law.Place{{Country: "CH"}}, "(m/w/d)", "law:CH/gender_neutral"},
		{"the first that has one", []law.Place{{Country: "US"}, {Country: "FR"}, {Country: "DE"}}, "(H/F)", "law:FR/gender_neutral"},
		{"none", []law.Place{{Country: "US"}, {Country: "NO"}, {}}, "", ""},
		{"no place", nil, "", ""},
	}
	table := newTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			marker, source := table.Marker(tt.places)
			equal(t, "marker", tt.marker, marker)
			equal(t, "source", tt.source, source)
		})
	}
}

func TestUncovered(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		places []law.Place
		want   []string
	}{
		{"no place", nil, []string{}},
		{"an empty place", []law.Place{{}}, []string{}},
		{"a country", []law.Place{{Country: "NO"}}, []string{"NO"}},
		{"a country with a marker only", []law.Place{{Country: "CH", City: "Bern"}}, []string{"CH"}},
		{"a country of which only regions are known", []law.Place{{Country: "CA"}}, []string{"CA"}},
		{"anywhere in it", []law.Place{{Country: "CA", Open: true}}, []string{}},
		{"a region", []law.Place{{Country: "CA", Region: "CA-NS"}, {Country: "CA", Region: "CA-ON"}}, []string{"CA-NS"}},
		{"a region of a country with a row", []law.Place{{Country: "US", Region: "US-TX"}}, []string{}},
		{"a country without a rule yet", []law.Place{{Country: "NL"}}, []string{}},
		{"each once and in order", []law.Place{{Country: "NO"}, {Country: "BR"}, {Country: "NO", City: "Oslo"}}, []string{"NO", "BR"}},
	}
	table := newTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			equal(t, "codes", tt.want, table.Uncovered(tt.places))
		})
	}
}

func TestWithReplacesAndAdds(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	before := len(table.Jurisdictions())
	merged := with(t,
		row("US-CO", "requires: [benefits_general]"),
		row("NO", `marker: "(m/k)"`, "prohibits: [age_limit]"),
		row(`"US-NY:new-york-city:pets"`, `place: "US-NY:new-york-city"`, "requires: [job_description]"),
	)
	equal(t, "rows", before+2, len(merged.Jurisdictions()))
	equal(t, "as of", "2026-11-22", merged.AsOf())
	equal(t, "codes", []string{"US-CO benefits_general required unmet", "US sex_preference required met", "US age_limit required met"},
		long(merged.Duties(at(t, today, 0, law.Place{Region: "US-CO"}))))
	equal(t, "new row", []string{"NO age_limit required met"}, long(merged.Duties(at(t, today, 0, law.Place{Country: "NO"}))))
	equal(t, "day of the new row", "2026-12-24", merged.Duties(at(t, today, 0, law.Place{Country: "NO"}))[0].AsOf)
	equal(t, "second row of a city", []string{"US-NY:new-york-city:pets job_description required met"},
		long(of("US-NY:new-york-city:pets", merged.Duties(at(t, today, 0, law.Place{Region: "US-NY", City: "Queens"})))))
	equal(t, "new row is covered", []string{}, merged.Uncovered([]law.Place{{Country: "NO"}}))
	marker, _ := merged.Marker([]law.Place{{Country: "NO"}})
	equal(t, "marker", "(m/k)", marker)

	equal(t, "rows of the table that was there", before, len(table.Jurisdictions()))
	equal(t, "duties of the table that was there", 6, len(table.Duties(at(t, today, 0, law.Place{Region: "US-CO"}))))
}

// A row may be in force in any way, and its items due at any time.
func TestLevels(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		more []string
		want []string
	}{
		{"in force", []string{"requires: [pay_range]"}, []string{"pay_range required unmet"}},
		{"deferred", []string{"status: enforcement_deferred", `enforced_from: "2027-01-01"`, "requires: [pay_range]"}, []string{"pay_range required unmet"}},
		{"future", []string{"status: future", `effective: "2026-11-23"`, "requires: [pay_range]", "prohibits: [age_limit]"}, []string{"pay_range info unmet", "age_limit info met"}},
		{"future that has come", []string{"status: future", `effective: "2026-11-22"`, "requires: [pay_range]"}, []string{"pay_range required unmet"}},
		{"partial", []string{"status: partial", "requires: [pay_range, gender_neutral]"}, []string{"pay_range required unmet", "gender_neutral required met"}},
		{"partial, due later", []string{"status: partial", "timing: pre_offer", "requires: [pay_range, gender_neutral]"}, []string{"pay_range recommended unmet", "gender_neutral recommended met"}},
		{"pending", []string{"status: pending", "requires: [gender_neutral]"}, []string{"gender_neutral info met"}},
		{"directive", []string{"status: directive", "requires: [pay_range]"}, []string{"pay_range info unmet"}},
		{"not proclaimed", []string{"status: not_proclaimed", "requires: [pay_range]"}, []string{"pay_range info unmet"}},
		{"due in another place", []string{"timing: posting_optional", "requires: [pay_range]"}, []string{"pay_range recommended unmet"}},
		{"due before the interview", []string{"timing: pre_interview", "requires: [pay_range]"}, []string{"pay_range recommended unmet"}},
		{"due before an offer", []string{"timing: pre_offer", "requires: [pay_range]"}, []string{"pay_range recommended unmet"}},
		{"due on request", []string{"timing: on_request", "requires: [pay_range]"}, []string{"pay_range recommended unmet"}},
		{"due some time", []string{"timing: unspecified", "requires: [pay_range]"}, []string{"pay_range recommended unmet"}},
		{"due if pay is stated", []string{"timing: posting_if_stated", "requires: [pay_range]"}, []string{}},
		{"never due", []string{"timing: none", "requires: [language_fr]", "prohibits: [age_limit]"}, []string{"language_fr required unverified", "age_limit required met"}},
		{"due later but for one", []string{"timing: pre_offer", "timing_overrides: {pay_range: posting}", "requires: [pay_range, benefits_general]"}, []string{"pay_range required unmet", "benefits_general recommended unmet"}},
		{"due now but for one", []string{"timing_overrides: {pay_range: on_request}", "requires: [pay_range, benefits_general]"}, []string{"pay_range recommended unmet", "benefits_general required unmet"}},
		{"words bind whenever pay is due", []string{"timing: on_request", "requires: [gender_neutral, language_fr]", "prohibits: [age_limit]"}, []string{"gender_neutral required met", "language_fr required unverified", "age_limit required met"}},
		{"weak", []string{"confidence: low", "requires: [gender_neutral]", "prohibits: [age_limit]"}, []string{"gender_neutral recommended met", "age_limit recommended met"}},
		{"weak and pending", []string{"confidence: low", "status: pending", "requires: [gender_neutral]"}, []string{"gender_neutral info met"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			text := row("NO", tt.more...)
			for _, line := range tt.more { // what comes later replaces what every row has
				key, _, _ := strings.Cut(line, ":")
				for _, common := range []string{"status: in_force", "timing: posting", "confidence: high"} {
					if strings.HasPrefix(common, key+":") {
						text = strings.Replace(text, "    "+common+"\n", "", 1)
					}
				}
			}
			equal(t, "duties", tt.want, short(with(t, text).Duties(at(t, today, 0, law.Place{Country: "NO"}))))
		})
	}
}

func TestDueIfPayIsStated(t *testing.T) {
	t.Parallel()
	table := with(t, strings.Replace(row("NO", "requires: [pay_range]"), "timing: posting", "timing: posting_if_stated", 1))
	equal(t, "duties", []string{"pay_range required met"}, short(table.Duties(full(t, today, 0, law.Place{Country: "NO"}))))
}

// A rule of a row that is expected tells the day.
func TestExpected(t *testing.T) {
	t.Parallel()
	table := with(t, strings.Replace(row("NO", `effective_expected: "2028-01-01"`, "requires: [job_description]"), "in_force", "pending", 1))
	equal(t, "message", "Somewhere: a description of the job is asked for in the ad. There is no rule of this place yet. It is expected from 2028-01-01.",
		table.Duties(at(t, today, 0, law.Place{Country: "NO"}))[0].Message)
}

// Saint is St, and a city may lie in a country directly.
func TestCityOfACountry(t *testing.T) {
	t.Parallel()
	table := with(t, row(`"NO:st-olav"`, "cities: [St. Olav]", "requires: [job_description]"))
	for _, place := range []law.Place{
		{Country: "NO", City: "Saint Olav"},
		{Country: "NO", City: "st olav"},
		{Country: "NO", Region: "NO-03", City: "ST. OLAV"},
		{Country: "NO", Open: true},
	} {
		equal(t, place.City, []string{"NO:st-olav"}, codes(table.Duties(at(t, today, 0, place))))
	}
	equal(t, "another city", []string{}, codes(table.Duties(at(t, today, 0, law.Place{Country: "NO", City: "Oslo"}))))
}

// A range may be bounded in any period, and without an exemption.
func TestRangeRulesOfAnOperator(t *testing.T) {
	t.Parallel()
	table := with(t, row("NO", "range_rules: {max_width: 1000, currency: NOK, per: MONTH}"))
	c := at(t, today, 0, law.Place{Country: "NO"})
	c.Pay = pay(600000, 612001, "NOK", jobad.PerYear)
	equal(t, "message", "Somewhere: a range of pay that is wider than NOK 1,000 a month is forbidden in the ad; narrow pay.min and pay.max."+
		" The pay was converted: a year has 2,080 hours, 260 days, 52 weeks or 12 months.", table.Duties(c)[0].Message)
	c.Pay = pay(600000, 612000, "NOK", jobad.PerYear)
	equal(t, "duties", []string{"range_width required met"}, short(table.Duties(c)))
}

// Every message is "own.yaml:" and the given text.
func TestWithRefuses(t *testing.T) {
	t.Parallel()
	const known = "pay_range pay_range_or_fixed pay_minimum overpay_willingness pay_basis_statement cba_pay_provisions other_comp_general benefits_general health_benefits_exist application_deadline job_description work_conditions ai_use_disclosure vacancy_status gender_neutral language_fr fair_chance_statement"
	tests := []struct {
		name string
		file string
		want []string
	}{
		{"nothing", "", []string{"1:1: is empty; want one YAML document"}},
		{"no rows", "schema_version: 1\nas_of: \"2026-12-24\"\njurisdictions: []\n", []string{"3:16: jurisdictions: want 1 to 1000 rows"}},
		{"another schema, no day", "schema_version: 2\njurisdictions:\n" + row("NO"), []string{"1:1: as_of: is missing", "1:17: schema_version: want 1"}},
		{"a bad day", strings.Replace(own(row("NO")), "2026-12-24", "24.12.2026", 1), []string{`2:8: as_of: "24.12.2026" is no day; want one such as 2026-11-22`}},
		{"an unknown key", own(row("NO", "city: Oslo")), []string{"10:5: jurisdictions[0].city: is not a key here; use code, name, topic, place, status, directive, effective, amended, enforced_from, effective_expected, timing, timing_overrides, requires, prohibits, range_rules, threshold, cities, members, marker, statement, remote, notes, statute, sources, confidence"}},
		{"a wrong type", own(row("NO", "requires: pay_range")), []string{"10:15: jurisdictions[0].requires: want a list"}},
		{"a day without quotes", own(row("NO", "effective: 2026-01-01")), []string{"10:16: jurisdictions[0].effective: want text; put it in quotes if it looks like something else"}},
		{"an empty row", own("  - {}\n"), []string{
			"4:5: jurisdictions[0].code: is missing",
			"4:5: jurisdictions[0].name: is missing",
			"4:5: jurisdictions[0].status: is missing",
			"4:5: jurisdictions[0].timing: is missing",
			"4:5: jurisdictions[0].confidence: is missing",
			"4:5: jurisdictions[0].sources: is missing; name at least one",
		}},
		{"a code in lower case", own(row("no")), []string{`4:11: jurisdictions[0].code: "no" is no code; want one such as DE, US-NY, US-NY:ithaca or US-NY:ithaca:ai`}},
		{"a code of three letters", own(row("NOR")), []string{`4:11: jurisdictions[0].code: "NOR" is no code; want one such as DE, US-NY, US-NY:ithaca or US-NY:ithaca:ai`}},
		{"a code twice", own(row("NO"), row("NO")), []string{`10:11: jurisdictions[1].code: "NO" is there twice; keep one`}},
		{"a place elsewhere", own(row(`"US-NY:ai"`, "place: US-CA")), []string{`10:12: jurisdictions[0].place: "US-CA" is not what the code "US-NY:ai" begins with`}},
		{"a place that is missing", own(row(`"US-NY:ithaca:ai"`)), []string{
			"4:5: jurisdictions[0].place: is missing; a code with a topic needs the place that the row is for",
			"4:5: jurisdictions[0].cities: is missing; name what people write for the place",
		}},
		{"a place without a row", own(row(`"US-NY:utica:ai"`, `place: "US-NY:utica"`)), []string{`10:12: jurisdictions[0].place: "US-NY:utica" has no row; add one with its cities`}},
		{"a city without names", own(row(`"US-NY:ithaca"`)), []string{"4:5: jurisdictions[0].cities: is missing; name what people write for the place"}},
		{"a city with an empty name", own(row(`"US-NY:ithaca"`, `cities: [""]`)), []string{"10:14: jurisdictions[0].cities[0]: is missing"}},
		{"a country with cities", own(row("NO", "cities: [Oslo]")), []string{"10:13: jurisdictions[0].cities: only a row for a place below a region has cities, such as US-NY:ithaca"}},
		{"an unknown topic", own(row("NO", "topic: pets")), []string{`10:12: jurisdictions[0].topic: "pets" is not known; use one of [pay fair_chance ai_notice language marker]`}},
		{"an unknown status", strings.Replace(own(row("NO")), "in_force", "on", 1), []string{`6:13: jurisdictions[0].status: "on" is not known; use one of [in_force enforcement_deferred future partial pending directive not_proclaimed]`}},
		{"an unknown timing", strings.Replace(own(row("NO")), "posting", "soon", 1), []string{`7:13: jurisdictions[0].timing: "soon" is not known; use one of [posting posting_optional posting_if_stated pre_interview pre_offer on_request unspecified none]`}},
		{"an unknown confidence", strings.Replace(own(row("NO")), "high", "sure", 1), []string{`9:17: jurisdictions[0].confidence: "sure" is not known; use one of [high medium low]`}},
		{"an unknown state of the directive", own(row("NO", "directive: late")), []string{`10:16: jurisdictions[0].directive: "late" is not known; use one of [transposed partial pending]`}},
		{"an unknown scope", own(row("NO", "threshold: {employees: 5, scope: here}")), []string{`10:38: jurisdictions[0].threshold.scope: "here" is not known; use one of [in_place total total_with_1_in_place unclear]`}},
		{"a threshold of nobody", own(row("NO", "threshold: {scope: total}")), []string{"10:16: jurisdictions[0].threshold.employees: want a whole number from 1"}},
		{"an unknown duty", own(row("NO", "requires: [pets]")), []string{`10:16: jurisdictions[0].requires[0]: "pets" is not known here; use one of [` + known + `]`}},
		{"a duty twice", own(row("NO", "requires: [pay_range, pay_range]")), []string{`10:27: jurisdictions[0].requires[1]: "pay_range" is there twice; keep one`}},
		{"a prohibition that is required", own(row("NO", "requires: [age_limit]")), []string{`10:16: jurisdictions[0].requires[0]: "age_limit" is not known here; use one of [` + known + `]`}},
		{"an unknown prohibition", own(row("NO", "prohibits: [pay_range]")), []string{`10:17: jurisdictions[0].prohibits[0]: "pay_range" is not known here; use one of [open_ended_range salary_history_questions sex_preference age_limit canadian_experience underpay]`}},
		{"days that are none", own(row("NO", "effective: soon", `amended: "2026-02-30"`, "enforced_from: x", "effective_expected: y")), []string{
			`10:16: jurisdictions[0].effective: "soon" is no day; want one such as 2026-11-22`,
			`11:14: jurisdictions[0].amended: "2026-02-30" is no day; want one such as 2026-11-22`,
			`12:20: jurisdictions[0].enforced_from: "x" is no day; want one such as 2026-11-22`,
			`13:25: jurisdictions[0].effective_expected: "y" is no day; want one such as 2026-11-22`,
		}},
		{"a future without a day", strings.Replace(own(row("NO")), "in_force", "future", 1), []string{"4:5: jurisdictions[0].effective: is missing; status future needs the first day"}},
		{"deferred without a day", strings.Replace(own(row("NO")), "in_force", "enforcement_deferred", 1), []string{"4:5: jurisdictions[0].enforced_from: is missing; status enforcement_deferred needs the day"}},
		{"a duty that is never due", strings.Replace(own(row("NO", "requires: [pay_range, gender_neutral]")), "posting", "none", 1), []string{`10:16: jurisdictions[0].requires[0]: "pay_range" is never due: give another timing, or leave it out`}},
		{"another timing of nothing", own(row("NO", "timing_overrides: {pay_range: on_request}")), []string{`10:35: jurisdictions[0].timing_overrides.pay_range: "pay_range" is nothing that the row requires at a time of its own`}},
		{"another timing of words", own(row("NO", "requires: [gender_neutral]", "timing_overrides: {gender_neutral: on_request}")), []string{`11:40: jurisdictions[0].timing_overrides.gender_neutral: "gender_neutral" is nothing that the row requires at a time of its own`}},
		{"another timing that is unknown", own(row("NO", "requires: [pay_range]", "timing_overrides: {pay_range: soon}")), []string{`11:35: jurisdictions[0].timing_overrides.pay_range: "soon" is not known; use one of [posting posting_optional posting_if_stated pre_interview pre_offer on_request unspecified none]`}},
		{"another timing that is missing", own(row("NO", "requires: [pay_range]", `timing_overrides: {pay_range: ""}`)), []string{"11:35: jurisdictions[0].timing_overrides.pay_range: is missing"}},
		{"a statement that is missing", own(row("NO", "requires: [fair_chance_statement]")), []string{"4:5: jurisdictions[0].statement: is missing; give the sentence that the ad says for fair_chance_statement"}},
		{"bad range rules", own(row("NO", "range_rules: {exempt_above: -1}")), []string{
			"10:18: jurisdictions[0].range_rules.max_width: want a number above 0",
			"10:18: jurisdictions[0].range_rules.currency: want an ISO 4217 code such as CAD",
			"10:18: jurisdictions[0].range_rules.per: is missing",
			"10:33: jurisdictions[0].range_rules.exempt_above: want a number above 0, or leave it out",
		}},
		{"an unknown period", own(row("NO", "range_rules: {max_width: 1, currency: NOK, per: year}")), []string{`10:53: jurisdictions[0].range_rules.per: "year" is not known; use one of [HOUR DAY WEEK MONTH YEAR]`}},
		{"members of a region", own(row("NO-03", "members: [DE]")), []string{"10:14: jurisdictions[0].members: only a union has members, whose code is two letters, such as EU"}},
		{"a member that is none", own(row("XU", "members: [DE, norway]")), []string{`10:19: jurisdictions[0].members[1]: "norway" is no code of a country; want one such as DE`}},
		{"a line break", own(row("NO", `statement: "One.\nTwo."`)), []string{"10:16: jurisdictions[0].statement: holds a line break or another control character; write one line"}},
		{"white space at the end", own(row("NO", `statute: "Act "`)), []string{"10:14: jurisdictions[0].statute: begins or ends with white space"}},
		{"a long marker", own(row("NO", "marker: "+strings.Repeat("x", 21))), []string{"10:13: jurisdictions[0].marker: has 21 characters; want at most 20"}},
		{"faults of several rows", own(row("no"), row("NO", "topic: pets")), []string{
			`4:11: jurisdictions[0].code: "no" is no code; want one such as DE, US-NY, US-NY:ithaca or US-NY:ithaca:ai`,
			`16:12: jurisdictions[1].topic: "pets" is not known; use one of [pay fair_chance ai_notice language marker]`,
		}},
	}
	table := newTable(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			merged, err := table.With("own.yaml", []byte(tt.file))
			if _, ok := errors.AsType[*strictyaml.Error](err); !ok || merged != nil {
				t.Fatalf("got table %v and error %v, want a *strictyaml.Error alone", merged, err)
			}
			equal(t, "faults", tt.want, strings.Split(strings.ReplaceAll(err.Error(), "own.yaml:", ""), "\n"))
		})
	}
}
