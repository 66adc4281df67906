package law_test

import (
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
)

func pay(low, high float64, currency string, period jobad.Period) *jobad.Pay {
	return &jobad.Pay{Min: low, Max: high, Currency: currency, Period: period}
}

// Massachusetts asks for a range, British Columbia for a range or a fixed amount without an open end, Slovakia for a
// minimum, and Austria for a word on what is above it.
func TestPay(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	rows := []struct{ region, country, duty string }{
		{"US-MA", "", "pay_range"},
		{"CA-BC", "", "pay_range_or_fixed"},
		{"CA-BC", "", "open_ended_range"},
		{"", "SK", "pay_minimum"},
		{"", "AT", "overpay_willingness"},
	}
	const met, unmet, unverified = jobad.DutyMet, jobad.DutyUnmet, jobad.DutyUnverified
	tests := []struct {
		name string
		pay  *jobad.Pay
		want []jobad.DutyStatus // in the order of rows
	}{
		{"none", nil, []jobad.DutyStatus{unmet, unmet, met, unmet, unmet}},
		{"no figures", pay(0, 0, "EUR", jobad.PerYear), []jobad.DutyStatus{unmet, unmet, met, unmet, unmet}},
		{"a range", pay(1, 2, "EUR", jobad.PerYear), []jobad.DutyStatus{met, met, met, met, met}},
		{"one figure", pay(2, 2, "EUR", jobad.PerYear), []jobad.DutyStatus{unverified, met, met, met, unmet}},
		{"from", pay(1, 0, "EUR", jobad.PerYear), []jobad.DutyStatus{unmet, unmet, unmet, met, unmet}},
		{"up to", pay(0, 2, "EUR", jobad.PerYear), []jobad.DutyStatus{unmet, unmet, unmet, unmet, unmet}},
		{"upside down", pay(2, 1, "EUR", jobad.PerYear), []jobad.DutyStatus{unmet, unmet, met, unmet, unmet}},
		{"no currency", pay(1, 2, "", jobad.PerYear), []jobad.DutyStatus{unmet, unmet, met, unmet, met}},
		{"no period", pay(1, 2, "EUR", ""), []jobad.DutyStatus{unmet, unmet, met, unmet, met}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []jobad.DutyStatus
			for _, row := range rows {
				c := at(t, today, 100, law.Place{Country: row.country, Region: row.region})
				c.Pay = tt.pay
				got = append(got, duty(t, table, c, row.region+row.country, row.duty).Status)
			}
			equal(t, "statuses", tt.want, got)
		})
	}
}

func TestOneFigureIsAQuestion(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	c := at(t, today, 100, law.Place{Region: "US-MA"})
	c.Pay = pay(2, 2, "USD", jobad.PerYear)
	equal(t, "question", "Is the pay fixed at this one figure? If not, what is the range?", duty(t, table, c, "US-MA", "pay_range").Question)
}

// Ontario allows a range 50,000 CAD a year wide, unless it reaches above 200,000.
func TestRangeWidth(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	const (
		asks      = "Ontario: a range of pay that is wider than CAD 50,000 a year, unless it reaches above CAD 200,000, is forbidden in the ad"
		mend      = "; narrow pay.min and pay.max"
		converted = " The pay was converted: a year has 2,080 hours, 260 days, 52 weeks or 12 months."
		compare   = "; the pay is in another currency or without a period, so compare it"
	)
	tests := []struct {
		name    string
		pay     *jobad.Pay
		status  jobad.DutyStatus
		message string
	}{
		{"none", nil, jobad.DutyMet, asks + "."},
		{"as wide as allowed", pay(100000, 150000, "CAD", jobad.PerYear), jobad.DutyMet, asks + "."},
		{"as wide as allowed, with cents", pay(100000.1, 150000.1, "CAD", jobad.PerYear), jobad.DutyMet, asks + "."},
		{"a cent wider", pay(100000, 150000.01, "CAD", jobad.PerYear), jobad.DutyUnmet, asks + mend + "."},
		{"reaches 200,000", pay(149999, 200000, "CAD", jobad.PerYear), jobad.DutyUnmet, asks + mend + "."},
		{"reaches above 200,000", pay(100000, 200001, "CAD", jobad.PerYear), jobad.DutyMet, asks + "."},
		{"an hour", pay(20, 44, "CAD", jobad.PerHour), jobad.DutyMet, asks + "." + converted},
		{"an hour, too wide", pay(20, 44.05, "CAD", jobad.PerHour), jobad.DutyUnmet, asks + mend + "." + converted},
		{"a day, too wide", pay(200, 392.5, "CAD", jobad.PerDay), jobad.DutyUnmet, asks + mend + "." + converted},
		{"a week, too wide", pay(1000, 1962, "CAD", jobad.PerWeek), jobad.DutyUnmet, asks + mend + "." + converted},
		{"a month, too wide", pay(5000, 9167, "CAD", jobad.PerMonth), jobad.DutyUnmet, asks + mend + "." + converted},
		{"a month, above 200,000", pay(10000, 16667, "CAD", jobad.PerMonth), jobad.DutyMet, asks + "." + converted},
		{"another currency", pay(10000, 90000, "USD", jobad.PerYear), jobad.DutyUnverified, asks + compare + "."},
		{"no period", pay(10000, 90000, "CAD", ""), jobad.DutyUnverified, asks + compare + "."},
		{"one figure in another currency", pay(90000, 90000, "USD", jobad.PerYear), jobad.DutyMet, asks + "."},
		{"one figure an hour", pay(30, 30, "CAD", jobad.PerHour), jobad.DutyMet, asks + "."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := at(t, today, 100, law.Place{Region: "CA-ON"})
			c.Pay = tt.pay
			d := duty(t, table, c, "CA-ON", "range_width")
			equal(t, "status", tt.status, d.Status)
			equal(t, "message", tt.message, d.Message)
		})
	}
}

func TestAustria(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	c := at(t, today, 3, law.Place{Country: "AT", City: "Graz"})
	c.Pay = pay(3500, 4200, "EUR", jobad.PerMonth)
	overpay := duty(t, table, c, "AT", "overpay_willingness")
	equal(t, "line", "We can pay more than the minimum, up to the top of the range.", overpay.Line)
	equal(t, "source", "law:AT/overpay_willingness", overpay.Source())
	equal(t, "minimum", jobad.DutyMet, duty(t, table, c, "AT", "pay_minimum").Status)

	c.Pay = pay(3500, 0, "EUR", jobad.PerMonth)
	overpay = duty(t, table, c, "AT", "overpay_willingness")
	equal(t, "line without a maximum", "", overpay.Line)
	equal(t, "status without a maximum", jobad.DutyUnmet, overpay.Status)
	equal(t, "minimum without a maximum", jobad.DutyMet, duty(t, table, c, "AT", "pay_minimum").Status)

	for _, most := range []float64{0, 4200} {
		c.Overpay, c.Pay = true, pay(3500, most, "EUR", jobad.PerMonth)
		overpay = duty(t, table, c, "AT", "overpay_willingness")
		equal(t, "line beside a word of the ad", "", overpay.Line)
		equal(t, "status with a word of the ad", jobad.DutyMet, overpay.Status)
	}
}

// Each Los Angeles row has its own sentence, which is said from the day that it is due.
func TestFairChance(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	tests := []struct{ city, code, date, want string }{
		{"Altadena", "US-CA:la-county-unincorporated", "2024-09-03", "We consider qualified applicants with an arrest or conviction record, in line with the Los Angeles County Fair Chance Ordinance for Employers and the California Fair Chance Act."},
		{"Altadena", "US-CA:la-county-unincorporated", "2024-09-02", ""},
		{"L.A.", "US-CA:los-angeles", "2017-01-22", "We consider qualified applicants with a criminal history, in line with the City of Los Angeles Fair Chance Initiative for Hiring."},
		{"L.A.", "US-CA:los-angeles", "2017-01-21", ""},
	}
	for _, tt := range tests {
		d := duty(t, table, at(t, tt.date, 20, law.Place{Region: "US-CA", City: tt.city}), tt.code, "fair_chance_statement")
		equal(t, tt.code+" on "+tt.date, tt.want, d.Line)
		equal(t, tt.code+" on "+tt.date+" is met", tt.want != "", d.Status == jobad.DutyMet)
	}
}

func TestFactsThatAreGivenOneByOne(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	tests := []struct {
		name string
		give func(c *law.Case)
		code string
		duty string
		want jobad.DutyStatus
	}{
		{"benefits", func(c *law.Case) { c.Benefits = true }, "US-CO", "benefits_general", jobad.DutyMet},
		{"health benefits", func(c *law.Case) { c.Benefits = true }, "US-DC", "health_benefits_exist", jobad.DutyMet},
		{"extra pay", func(c *law.Case) { c.ExtraPay = true }, "US-CO", "other_comp_general", jobad.DutyMet},
		{"deadline", func(c *law.Case) { c.Deadline = true }, "US-CO", "application_deadline", jobad.DutyMet},
		{"AI is used", func(c *law.Case) { c.AIScreening = new(true) }, "CA-ON", "ai_use_disclosure", jobad.DutyMet},
		{"AI is not used", func(c *law.Case) { c.AIScreening = new(false) }, "CA-ON", "ai_use_disclosure", jobad.DutyMet},
		{"a notice of AI", func(c *law.Case) { c.AIScreening = new(true) }, "US-IL:ai", "ai_use_disclosure", jobad.DutyMet},
		{"no vacancy", func(c *law.Case) { c.ExistingVacancy = new(false) }, "CA-ON", "vacancy_status", jobad.DutyMet},
		{"French", func(c *law.Case) { c.Locale = "fr" }, "FR", "language_fr", jobad.DutyMet},
		{"French of Canada", func(c *law.Case) { c.Locale = "fr-CA" }, "CA-QC", "language_fr", jobad.DutyMet},
		{"Frisian", func(c *law.Case) { c.Locale = "fry" }, "CA-QC", "language_fr", jobad.DutyUnverified},
		{"hours alone", func(c *law.Case) { c.Hours = true }, "JP", "work_conditions", jobad.DutyUnmet},
		{"hours and contract", func(c *law.Case) { c.Hours, c.Employment = true, true }, "JP", "work_conditions", jobad.DutyUnmet},
		{"hours, contract and pay", func(c *law.Case) {
			c.Hours, c.Employment = true, true
			c.Pay = pay(5000000, 0, "JPY", jobad.PerYear)
		}, "JP", "work_conditions", jobad.DutyUnverified},
		{"pay in Australia", func(c *law.Case) { c.Pay = pay(30, 0, "AUD", jobad.PerHour) }, "AU", "underpay", jobad.DutyUnverified},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := at(t, today, 100, everyPlace(t)...)
			tt.give(c)
			d := duty(t, table, c, tt.code, tt.duty)
			equal(t, "status", tt.want, d.Status)
			equal(t, "line", "", d.Line)
		})
	}
}

// What is prohibited binds from the first day, and informs before.
func TestUnderpayBeforeItsDay(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	c := at(t, "2023-01-06", 1, law.Place{Country: "AU"})
	c.Pay = pay(30, 40, "AUD", jobad.PerHour)
	d := duty(t, table, c, "AU", "underpay")
	equal(t, "level", jobad.DutyInfo, d.Level)
	if !strings.HasSuffix(d.Message, " It is in force from 2023-01-07.") {
		t.Errorf("the day is missing: %s", d.Message)
	}
}
