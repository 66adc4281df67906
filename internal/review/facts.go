package review

import (
	"regexp"
	"slices"
	"strings"

	"rolewright/internal/jobad"
)

// Facts are what a text says of the things that laws ask for.
type Facts struct {
	Pay          *jobad.Pay // the first amount that it states; nil is none
	Benefits     bool
	ExtraPay     bool // a bonus, commission or equity
	Deadline     bool
	Hours        bool
	Employment   bool
	Tasks        bool // what the person will do
	AIUse        bool // whether AI screens, assesses or selects applicants
	VacancyState bool // whether the vacancy exists
	FairChance   bool // that people with a record are considered
	Overpay      bool // that more than the minimum can be paid
}

// factFinder finds facts by the words that state them.
type factFinder struct {
	benefits, extraPay, deadline, hours, employment, aiUse, aiWhat, vacancy, fairChance, overpay *regexp.Regexp
}

func newFactFinder() *factFinder {
	words := func(pattern string) *regexp.Regexp { return regexp.MustCompile(`(?i)\b(?:` + pattern + `)`) }
	const closing = `(?:applications?(?: window| period)?|(?:job )?posting)(?: (?:is|are|will|to|be|currently|expected|anticipated|scheduled)){0,4} clos(?:es?|ed|ing)\b`
	return &factFinder{
		benefits:   words(`benefits|health (?:plan|insurance|cover)|medical|dental|insurance|pension|401\(?k|paid (?:leave|time off|holidays?)|vacation|pto\b|retirement`),
		extraPay:   words(`bonus(?:es)?|equity|stock options?|commissions?|shares\b|profit[- ]sharing|rsus?\b`),
		deadline:   words(`(?:closing date|deadline|apply (?:by|before|until)|applications? (?:close|are open until|accepted until|until)|close[sd]? on|open until|` + closing + `)[^.\n]{0,40}?(?:\d|filled)`),
		hours:      words(`hours (?:a|per) week|\d+(?:[.,]\d+)?[- ]hours?\b|shifts?\b`),
		employment: words(`full[- ]time|part[- ]time|permanent|temporary|fixed[- ]term|contract|internship|volunteer|per diem`),
		aiUse:      words(`(?:artificial intelligence|ai|automated (?:tools?|systems?|decision))\b`),
		aiWhat:     words(`screen|assess|select|applica|candidate|hiring|recruit`),
		vacancy:    words(`existing vacancy|vacan(?:cy|t)|talent (?:pool|pipeline)|future openings?`),
		fairChance: words(`(?:arrest|conviction|criminal)[^.\n]{0,60}(?:record|histor)[^.\n]{0,80}|consider[^.\n]{0,80}(?:arrest|conviction|criminal)`),
		overpay:    words(`overpay|(?:pay|paid) (?:more|above)|above the (?:minimum|collective)|higher (?:pay|salary|wages?)\b[^.\n]{0,40}(?:possible|depend|according|qualif|experience|negotia)`),
	}
}

// Facts finds what the text says of the things that laws ask for. It errs on the side of the text.
func (d *Draft) Facts() Facts {
	f := Facts{Tasks: d.has("responsibilities")}
	for i, p := range d.passages {
		d.reviewer.facts.find(d.blocks[i].text, &f)
		if len(p.money) > 0 && (f.Pay == nil || f.Pay.Min == 0 || f.Pay.Max == 0) {
			f.Pay = p.money[0].pay()
		}
	}
	return f
}

// Says reports whether the text has one of the lines in it, in letters of either case. An empty line is in no text.
func (d *Draft) Says(lines ...string) bool {
	lines = slices.DeleteFunc(lowered(lines), func(line string) bool { return line == "" })
	if len(lines) == 0 {
		return false
	}
	return slices.ContainsFunc(d.blocks, func(b block) bool {
		text := strings.ToLower(b.text)
		return slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(text, line) })
	})
}

func lowered(lines []string) []string {
	all := make([]string, len(lines))
	for i, line := range lines {
		all[i] = strings.ToLower(line)
	}
	return all
}

// Pays reports whether the text states the amounts of a pay, with their period and a currency, whose sign may be that of
// many.
func (d *Draft) Pays(pay *jobad.Pay) bool {
	return slices.ContainsFunc(d.passages, func(p *passage) bool {
		return slices.ContainsFunc(p.money, func(m money) bool {
			stated := m.pay()
			return stated.Min == pay.Min && stated.Max == pay.Max && stated.Period == pay.Period
		})
	})
}

// Overpays reports whether a line says that more than the minimum can be paid.
func (r *Reviewer) Overpays(line string) bool { return r.facts.overpay.MatchString(line) }

// find adds what one block says.
func (find *factFinder) find(text string, f *Facts) {
	f.Benefits = f.Benefits || find.benefits.MatchString(text)
	f.ExtraPay = f.ExtraPay || find.extraPay.MatchString(text)
	f.Deadline = f.Deadline || find.deadline.MatchString(text)
	f.Hours = f.Hours || find.hours.MatchString(text)
	f.Employment = f.Employment || find.employment.MatchString(text)
	f.AIUse = f.AIUse || find.aiUse.MatchString(text) && find.aiWhat.MatchString(text)
	f.VacancyState = f.VacancyState || find.vacancy.MatchString(text)
	f.FairChance = f.FairChance || find.fairChance.MatchString(text) && strings.Contains(strings.ToLower(text), "consider")
	f.Overpay = f.Overpay || find.overpay.MatchString(text)
}

// pay is an amount of pay as a brief has it. A fixed amount is a range whose ends are one.
func (m *money) pay() *jobad.Pay {
	p := &jobad.Pay{Min: m.low, Max: m.high, Currency: m.currency, Period: m.period}
	switch {
	case m.high > 0:
	case m.open && m.upTo:
		p.Min, p.Max = 0, m.low
	case !m.open:
		p.Max = m.low
	}
	return p
}
