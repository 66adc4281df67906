package main

import (
	"bytes"
	_ "embed" // for the layout of the page
	"maps"
	"slices"
	"text/template"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/review"
)

//go:embed page.md.tmpl
var layout string

// page is what the layout shows.
type page struct {
	Rules      int // those that give findings
	Counted    int // those that only count
	Severities []severity
	Evidences  []evidence
	Most       int // how often a rule counts in a score
	Categories []category
	Duties     []duty
}

// severity is a severity and what a finding of it takes from a score.
type severity struct {
	Name  jobad.Severity
	Means string
	Costs int
}

// evidence is a grade of evidence.
type evidence struct {
	Name  jobad.Evidence
	Means string
}

// category is a group of rules.
type category struct {
	review.Category

	Rules []rule
}

// duty is something that laws ask of an ad or forbid, how many rows of their table do so, and the categories in which a
// finding can break it.
type duty struct {
	Name    string
	Forbids bool
	Rows    int
	Broken  []category
}

// build makes the page.
func build() ([]byte, error) {
	reviewer, err := review.New()
	if err != nil {
		return nil, err
	}
	table, err := law.New()
	if err != nil {
		return nil, err
	}
	parsed, err := template.New("page.md.tmpl").Funcs(template.FuncMap{"md": escape, "anchor": anchor}).Parse(layout)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := parsed.Execute(&b, newPage(reviewer, table)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func newPage(reviewer *review.Reviewer, table *law.Table) *page {
	p := &page{Severities: severities(), Evidences: evidences(), Most: mostCounted()}
	for _, c := range reviewer.Categories() {
		shown := category{Category: c}
		for _, r := range reviewer.Rules() {
			if r.Category == c.ID {
				shown.Rules = append(shown.Rules, newRule(reviewer, r))
			}
		}
		p.Categories = append(p.Categories, shown)
	}
	for _, r := range reviewer.Rules() {
		if r.Silent {
			p.Counted++
			continue
		}
		p.Rules++
	}
	p.Duties = duties(table.Jurisdictions(), p.Categories)
	return p
}

// severities are all severities, with what they cost as the score has it.
func severities() []severity {
	means := map[jobad.Severity]string{
		jobad.SeverityError:      "breaks a law of a place that the ad reaches, or the rule of a job board that would refuse the ad",
		jobad.SeverityWarning:    "breaks the law in some places, or there is good evidence that it does harm",
		jobad.SeveritySuggestion: "a better wording exists",
		jobad.SeverityInfo:       "a matter of style, or the evidence is contested",
	}
	all := make([]severity, 0, len(means))
	for _, s := range jobad.Severities() {
		all = append(all, severity{Name: s, Means: means[s], Costs: review.Score(nil) - review.Score(findings(s, 1))})
	}
	return all
}

func evidences() []evidence {
	means := map[jobad.Evidence]string{
		jobad.EvidenceLaw:         "a law, or the published rule of a job board",
		jobad.EvidenceTrial:       "a peer-reviewed study, or a randomized trial in the field",
		jobad.EvidenceObservation: "many observations, usually by a company that sells such a product",
		jobad.EvidencePractice:    "surveys, style guides and the practice of experts",
	}
	all := make([]evidence, 0, len(means))
	for _, e := range jobad.Evidences() {
		all = append(all, evidence{Name: e, Means: means[e]})
	}
	return all
}

// mostCounted is the number of findings of one rule from which more of them cost nothing.
func mostCounted() int {
	n := 0
	for review.Score(findings(jobad.SeveritySuggestion, n+1)) < review.Score(findings(jobad.SeveritySuggestion, n)) {
		n++
	}
	return n
}

// findings are n findings of one rule.
func findings(s jobad.Severity, n int) []jobad.Finding {
	return slices.Repeat([]jobad.Finding{{Rule: "any", Severity: s}}, n)
}

// duties are the duties in a table of laws, sorted by name.
func duties(rows []jobad.Jurisdiction, categories []category) []duty {
	known := map[string]duty{}
	count := func(names []string, forbids bool) {
		for _, name := range names {
			known[name] = duty{Name: name, Forbids: forbids, Rows: known[name].Rows + 1}
		}
	}
	for i := range rows {
		count(rows[i].Requires, false)
		count(rows[i].Prohibits, true)
	}
	all := make([]duty, 0, len(known))
	for _, name := range slices.Sorted(maps.Keys(known)) {
		d := known[name]
		d.Broken = breakers(name, categories)
		all = append(all, d)
	}
	return all
}

// breakers are the categories with those of their rules whose findings break a duty.
func breakers(duty string, categories []category) []category {
	var all []category
	for _, c := range categories {
		c.Rules = slices.DeleteFunc(slices.Clone(c.Rules), func(r rule) bool { return !slices.Contains(r.ErrorDuties(), duty) })
		if len(c.Rules) > 0 {
			all = append(all, c)
		}
	}
	return all
}
