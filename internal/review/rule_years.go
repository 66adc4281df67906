package review

import (
	"regexp"

	"rolewright/internal/jobad"
)

// yearsRule finds years of experience that do not go with the level.
func yearsRule() *Rule {
	levelWords := levelPattern()
	return &Rule{
		ID: "requirements/years-for-level", Category: "requirements", Title: "Years out of line with the level",
		Severity: jobad.SeverityWarning, Evidence: jobad.EvidencePractice,
		Citation: "Complaint of job seekers in surveys and forums; the bounds for each level are ours",
		Contrary: "What a level asks for differs between trades and employers.",
		Why: "A junior job that asks for five years is a senior job with a junior's pay to most readers. The bounds: an intern needs none, " +
			"entry under two years, junior under four, mid under eight; a lead at least two and a principal at least four.",
		Message: "“{}” does not go with the level: change the years or the level, or say what the person must be able to do instead.",
		Flagged: []Example{
			{Text: "At least 5 years of experience in Java", Level: jobad.Junior, Section: "must_have"},
			{Text: "3+ years of experience as a bookkeeper", Level: jobad.Entry, Section: "must_have"},
			{Text: "Ten years of experience with payments", Level: jobad.Mid},
			{Text: "You bring six or more years in a call center", Level: jobad.Junior},
		},
		Clean: []Example{
			{Text: "At least 5 years of experience in Java", Level: jobad.Senior},
			{Text: "We have been on the market for 12 years", Level: jobad.Junior},
			{Text: "A fixed-term contract of two years with the option to stay", Level: jobad.Entry},
			{Text: "At least 5 years of experience in Java"},
		},
		check: func(d *Draft, r *Rule) { checkYears(d, r, levelWords) },
	}
}

// levelPattern finds a level in a title.
func levelPattern() map[jobad.Level]*regexp.Regexp {
	return map[jobad.Level]*regexp.Regexp{
		jobad.Intern: regexp.MustCompile(`(?i)\b(?:intern|internship|apprentice|work experience)\b`),
		jobad.Entry:  regexp.MustCompile(`(?i)\b(?:entry[- ]level|trainee)\b`),
		jobad.Junior: regexp.MustCompile(`(?i)\b(?:junior|jr)\b`),
	}
}

func checkYears(d *Draft, r *Rule, levelWords map[jobad.Level]*regexp.Regexp) {
	low, high, known := 0, 0, false
	for i, p := range d.passages {
		for _, y := range p.years {
			if !y.experience || d.blocks[i].section == "company" {
				continue
			}
			if !known { // most texts need not know
				low, high = yearsFor(d.level(levelWords))
				known = true
			}
			if y.atLeast < low || y.atLeast > high {
				d.reportAt(r, &d.blocks[i], y.span, "")
			}
		}
	}
}

// level is the level of the job: what is known of it, or what its title says.
func (d *Draft) level(levelWords map[jobad.Level]*regexp.Regexp) jobad.Level {
	if d.Level != "" {
		return d.Level
	}
	for _, level := range []jobad.Level{jobad.Intern, jobad.Entry, jobad.Junior} {
		if levelWords[level].MatchString(d.title.text) {
			return level
		}
	}
	return ""
}

// yearsFor is the least and the most that may be asked as the least number of years at a level.
func yearsFor(level jobad.Level) (low, high int) {
	const unbounded = 1000
	bounds := map[jobad.Level][2]int{
		jobad.Intern: {0, 0}, jobad.Entry: {0, 1}, jobad.Junior: {0, 3}, jobad.Mid: {0, 7},
		jobad.Senior: {0, unbounded}, jobad.Lead: {2, unbounded}, jobad.Principal: {4, unbounded}, jobad.Executive: {4, unbounded},
	}
	if b, ok := bounds[level]; ok {
		return b[0], b[1]
	}
	return 0, unbounded
}
