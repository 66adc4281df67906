package law

import (
	"strconv"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// row is a jurisdiction, prepared so that an ad costs little.
type row struct {
	asOf      day
	employees int  // the smallest headcount that is covered, from 1
	unclear   bool // how heads are counted is not settled

	effective, amended, enforced day // noDay if they are not known or do not matter

	// What is added to a message if it applies.
	notYet, earlier, deferred, unknown, few string

	items []item
}

// item is one thing that a row asks for.
type item struct {
	duty  jobad.Duty // without what depends on the ad
	texts texts
	line  string             // what the ad says by itself to meet it
	said  func(c *Case) bool // whether the ad says so already; nil is never
	check func(c *Case) jobad.DutyStatus
	aside func(c *Case) string // what is added to the message; nil is nothing

	ofPay      bool // it is about pay
	onlyStated bool // it is about pay that the ad states
}

// texts are what is said of a duty in each of its states.
type texts struct{ met, unmet, unverified words }

type words struct{ message, question string }

func (t *texts) of(status jobad.DutyStatus) *words {
	switch status {
	case jobad.DutyUnmet:
		return &t.unmet
	case jobad.DutyUnverified:
		return &t.unverified
	case jobad.DutyMet:
	}
	return &t.met
}

// day is a date as a number: 20261122. It compares like the date.
type day int

// noDay is before every day.
const noDay day = 0

func dayOf(t time.Time) day {
	year, month, d := t.Date()
	return day(year*10000 + int(month)*100 + d)
}

// parseDay reads a date that was checked before; noDay is for an empty one.
func parseDay(date string) day {
	n, err := strconv.Atoi(strings.ReplaceAll(date, "-", ""))
	if err != nil {
		return noDay
	}
	return day(n)
}

func newRow(j *jobad.Jurisdiction, asOf string, known map[string]rule) row {
	r := row{
		asOf:      parseDay(asOf),
		employees: 1,
		effective: parseDay(j.Effective), amended: parseDay(j.Amended), enforced: parseDay(j.EnforcedFrom),
		notYet:   " It is in force from " + j.Effective + ".",
		earlier:  " This is the text as amended on " + j.Amended + "; for the day of the ad an earlier text applied.",
		deferred: " It binds already, and is enforced from " + j.EnforcedFrom + ".",
	}
	if j.Threshold != nil {
		r.threshold(j.Threshold)
	}
	for _, name := range j.Requires {
		r.items = append(r.items, newItem(j, asOf, ruleFor(j, name, known)))
	}
	for _, name := range j.Prohibits {
		r.items = append(r.items, newItem(j, asOf, known[name]))
	}
	if j.RangeRules != nil {
		r.items = append(r.items, newItem(j, asOf, widthRule(j.RangeRules)))
	}
	return r
}

func (r *row) threshold(t *jobad.Threshold) {
	r.employees, r.unclear = t.Employees, t.Scope == "unclear"
	if r.employees < 2 {
		return
	}
	least := strconv.Itoa(r.employees)
	r.unknown = " It covers employers of " + least +
		" people or more; the headcount is not known, so this one is taken to be covered: give company.headcount."
	r.few = " It covers employers of " + least +
		" people or more, but how they are counted is not settled, so this one is taken to be covered."
}

// covers reports whether an employer of that headcount is covered, or has to be taken to be. Who has too few people in
// all has too few in any place.
func (r *row) covers(headcount int) bool {
	return headcount == 0 || headcount >= r.employees || r.unclear
}

// appendDuties adds what the row asks of an ad.
func (r *row) appendDuties(duties []jobad.Duty, c *Case, h hit) []jobad.Duty {
	at := r.asOf
	if !c.AsOf.IsZero() {
		at = dayOf(c.AsOf)
	}
	why := r.why(c.Headcount, at, h)
	for i := range r.items {
		if one := &r.items[i]; one.concerns(c) {
			duties = append(duties, one.duty)
			one.judge(&duties[len(duties)-1], c, why, at < r.effective)
		}
	}
	return duties
}

// concerns reports whether there is in an ad what the item is about.
func (one *item) concerns(c *Case) bool {
	return (!one.ofPay || !c.Volunteer) && (!one.onlyStated || c.Pay != nil)
}

// why is what is special about how the row applies to an ad.
func (r *row) why(headcount int, at day, h hit) string {
	why := ""
	if at < r.effective {
		why = r.notYet
	} else {
		if at < r.amended {
			why = r.earlier
		}
		if at < r.enforced {
			why += r.deferred
		}
	}
	if headcount == 0 {
		why += r.unknown
	} else if headcount < r.employees {
		why += r.few
	}
	if h == guessed {
		why += " The region was guessed from the name of the city: give it."
	}
	return why
}

// judge adds to a duty what depends on the ad. What is not in force yet informs only, and the ad does not say the line
// for it.
func (one *item) judge(d *jobad.Duty, c *Case, why string, early bool) {
	d.Status = one.check(c)
	if early {
		d.Level = jobad.DutyInfo
	}
	if one.line != "" && d.Status == jobad.DutyMet && (one.said == nil || !one.said(c)) {
		if d.Level == jobad.DutyInfo {
			d.Status = jobad.DutyUnmet
		} else {
			d.Line = one.line
		}
	}
	said := one.texts.of(d.Status)
	d.Message, d.Question = said.message+why, said.question
	if one.aside != nil {
		d.Message += one.aside(c)
	}
}
