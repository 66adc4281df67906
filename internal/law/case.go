package law

import (
	"time"

	"rolewright/internal/jobad"
)

// Case is what is known of an ad.
type Case struct {
	Places    []Place   // every place that the ad reaches: where the work is done, and where a remote hire may live
	Volunteer bool      // the work is not paid, so that no duty on pay applies
	Headcount int       // of the employer; 0 is unknown
	AsOf      time.Time // the day that the ad is for; the zero time is the day of each row

	Pay *jobad.Pay // nil is none stated

	// Whether the ad tells of them.
	Benefits, ExtraPay, Deadline, Hours, Employment bool
	Overpay                                         bool // that more than the minimum can be paid

	AIScreening, ExistingVacancy *bool  // the answers that the ad gives; nil is none
	NoAI                         bool   // no AI selects people, whether the ad tells so or not
	Locale                       string // the language of the ad, BCP 47
}

// Duties are all that the law of its places asks of an ad, met or not, in the order of the table.
func (t *Table) Duties(c *Case) []jobad.Duty {
	hits := make([]hit, len(t.rows))
	for i := range c.Places {
		t.index.match(hits, &c.Places[i])
	}
	count := 0
	for i, h := range hits {
		if h != 0 {
			count += len(t.rows[i].items)
		}
	}
	duties := make([]jobad.Duty, 0, count)
	for i, h := range hits {
		if h != 0 && t.rows[i].covers(c.Headcount) {
			duties = t.rows[i].appendDuties(duties, c, h)
		}
	}
	return duties
}
