package generate

import (
	"slices"
	"strings"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
)

// legalPlaces are the places that an ad of the brief reaches: where the work is done, and where a remote hire may live.
func (g *Generator) legalPlaces(b *jobad.Brief) []law.Place {
	if len(b.Places)+len(b.RemoteFrom) == 0 {
		return nil
	}
	all := make([]law.Place, 0, len(b.Places)+len(b.RemoteFrom))
	for i := range b.Places {
		at := &b.Places[i]
		all = append(all, law.Place{Country: at.Country, Region: g.places.code(at.Country, at.Region), City: at.City})
	}
	for _, code := range b.RemoteFrom {
		country, _, divided := strings.Cut(code, "-")
		at := law.Place{Country: country, Open: true}
		if divided {
			at.Region = code
		}
		all = append(all, at)
	}
	return all
}

// legalCase is what a brief tells of the things that laws ask for.
func (g *Generator) legalCase(b *jobad.Brief, places []law.Place) *law.Case {
	return &law.Case{
		Places: places, Volunteer: b.Employment == jobad.Volunteer, Headcount: b.Company.Headcount, AsOf: b.AsOf, Pay: b.Pay,
		Benefits: len(b.Benefits) > 0, ExtraPay: len(b.ExtraPay) > 0, Deadline: b.Apply != nil && !b.Apply.Deadline.IsZero(),
		Hours: b.HoursPerWeek > 0, Employment: b.Employment != "", NoAI: is(b.Disclosures.AIScreening, false),
		Overpay: b.Pay != nil && g.reviewer.Overpays(b.Pay.Note), AIScreening: b.Disclosures.AIScreening, ExistingVacancy: b.Disclosures.ExistingVacancy, Locale: b.Locale,
	}
}

// is reports an answer that is given.
func is(answer *bool, want bool) bool { return answer != nil && *answer == want }

// codes are the codes of places: of their countries and of their regions.
func codes(places []law.Place) []string {
	all := make([]string, 0, 2*len(places))
	for i := range places {
		for _, code := range []string{places[i].Country, places[i].Region} {
			if code != "" && !slices.Contains(all, code) {
				all = append(all, code)
			}
		}
	}
	return all
}

// due are the names of the duties that bind an ad, each once.
func due(duties []jobad.Duty) []string {
	var all []string
	for i := range duties {
		if duties[i].Level == jobad.DutyRequired && !slices.Contains(all, duties[i].Duty) {
			all = append(all, duties[i].Duty)
		}
	}
	return all
}

// addDuties puts the duties into a review: those that a finding breaks are unmet, and each that is not met, or of which
// nobody but the caller knows, is a finding. A duty that several places ask for is one finding, of the place where it
// binds most.
func (g *Generator) addDuties(r *jobad.Review, duties []jobad.Duty, places []law.Place) {
	r.Duties = append(r.Duties, duties...)
	for i := range r.Findings {
		g.breakDuties(&r.Findings[i], r.Duties)
	}
	first := map[string]int{}
	for i := range duties { // as they were before findings broke them, which are told already
		severity := severityOf(&duties[i])
		if severity == "" {
			continue
		}
		f := lawFinding(&duties[i], severity)
		at, told := first[f.Rule]
		switch {
		case !told:
			first[f.Rule] = len(r.Findings)
			r.Findings = append(r.Findings, f)
		case rank(severity) < rank(r.Findings[at].Severity):
			r.Findings[at] = f
		}
	}
	r.Notice = g.notice(places)
}

// breakDuties marks the duties that a finding breaks, and tells in it where the first of them binds.
func (g *Generator) breakDuties(f *jobad.Finding, duties []jobad.Duty) {
	if f.Severity != jobad.SeverityError {
		return
	}
	broken := g.reviewer.Rule(f.Rule).ErrorDuties()
	for i := range duties {
		if duties[i].Level != jobad.DutyRequired || !slices.Contains(broken, duties[i].Duty) {
			continue
		}
		duties[i].Status = jobad.DutyUnmet
		if f.Jurisdiction == "" {
			f.Jurisdiction = duties[i].Jurisdiction
		}
	}
}

// severityOf is how much it matters that a duty is not met; empty if it is.
func severityOf(d *jobad.Duty) jobad.Severity {
	switch d.Status {
	case jobad.DutyUnmet:
		switch d.Level {
		case jobad.DutyRequired:
			return jobad.SeverityError
		case jobad.DutyRecommended:
			return jobad.SeveritySuggestion
		case jobad.DutyInfo:
			return jobad.SeverityInfo
		}
	case jobad.DutyUnverified:
		switch d.Level {
		case jobad.DutyRequired:
			return jobad.SeverityWarning
		case jobad.DutyRecommended:
			return jobad.SeverityInfo
		case jobad.DutyInfo:
		}
	case jobad.DutyMet:
	}
	return ""
}

func rank(s jobad.Severity) int { return slices.Index(jobad.Severities(), s) }

func lawFinding(d *jobad.Duty, severity jobad.Severity) jobad.Finding {
	citation := d.Statute
	if citation == "" {
		citation = "Table of laws, row " + d.Jurisdiction
	}
	return jobad.Finding{
		Rule: "law/" + strings.ReplaceAll(d.Duty, "_", "-"), Category: "law", Severity: severity, Message: d.Message,
		Evidence: jobad.EvidenceLaw, Citation: citation, Pointer: d.Pointer, Jurisdiction: d.Jurisdiction, Suggestions: []string{},
	}
}

// notice says what was checked, and that it is no advice.
func (g *Generator) notice(places []law.Place) string {
	const noAdvice = "This is not legal advice."
	if len(places) == 0 {
		return "No place was given, so no law was checked. " + noAdvice
	}
	known := codes(places)
	if len(known) == 0 {
		return "No country was given, so no law was checked. " + noAdvice
	}
	text := "Checked for " + strings.Join(known, ", ") + " against the table of laws of " + g.law.AsOf() + ". "
	if slices.ContainsFunc(places, func(at law.Place) bool { return at.Country == "" }) {
		text += "For a place without a country no law was checked. "
	}
	if unknown := g.law.Uncovered(places); len(unknown) > 0 {
		text += "Not covered by the table: " + strings.Join(unknown, ", ") + ". "
	}
	return text + noAdvice
}
