package review

import (
	"cmp"
	"slices"
	"strings"

	"rolewright/internal/jobad"
)

// finding begins a finding of a rule.
func (d *Draft) finding(r *Rule) jobad.Finding {
	f := jobad.Finding{
		Rule: r.ID, Category: r.Category, Severity: r.Severity, Message: r.Message, Evidence: r.Evidence,
		Citation: r.Citation, Contrary: r.Contrary, Suggestions: r.Suggestions,
	}
	if f.Suggestions == nil {
		f.Suggestions = []string{}
	}
	shared := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
	}
	if shared(r.errorsWhere.Duties, d.due) || shared(r.errorsWhere.Places, d.places) {
		f.Severity = jobad.SeverityError
	}
	return f
}

// report tells what a rule found in the text as a whole.
func (d *Draft) report(r *Rule, message string) {
	f := d.finding(r)
	if message != "" {
		f.Message = message
	}
	d.findings = append(d.findings, f)
}

// reportAt tells what a rule found at a part of a block.
func (d *Draft) reportAt(r *Rule, b *block, at span, message string) *jobad.Finding {
	f := d.finding(r)
	f.Excerpt = b.text[at.start:at.end]
	if message != "" {
		f.Message = message
	}
	f.Message = strings.ReplaceAll(f.Message, "{}", f.Excerpt)
	f.Section, f.Source = b.section, d.sourceOf(b, f.Excerpt)
	if pointer, ok := strings.CutPrefix(f.Source, "brief:"); ok {
		f.Pointer = pointer
	}
	if b.from >= 0 {
		f.Start, f.End = b.source(at.start, false), b.source(at.end, true)
	}
	d.findings = append(d.findings, f)
	return &d.findings[len(d.findings)-1]
}

func (d *Draft) reportTerm(b *block, h *hit) {
	f := d.reportAt(h.term.rule, b, h.span, "")
	if len(h.use) > 0 {
		f.Suggestions = asWritten(h.use, f.Excerpt)
	}
	if b.kind == titleBlock {
		f.Pointer = "/title"
	}
}

// sourceOf is where the line of an ad comes from that a part of a block is in.
func (d *Draft) sourceOf(b *block, excerpt string) string {
	for i := range d.Sections {
		if d.Sections[i].ID != b.section {
			continue
		}
		for _, line := range d.Sections[i].Lines {
			if strings.Contains(line.Text, excerpt) && (strings.Contains(b.text, line.Text) || strings.Contains(line.Text, b.text)) {
				return line.Source
			}
		}
	}
	return ""
}

// sorted are the findings in the order of the text, those about the whole of it last.
func (d *Draft) sorted() []jobad.Finding {
	slices.SortStableFunc(d.findings, func(a, b jobad.Finding) int {
		whole := func(f jobad.Finding) int {
			if f.Excerpt == "" {
				return 1
			}
			return 0
		}
		return cmp.Or(whole(a)-whole(b), a.Start-b.Start, b.End-a.End, strings.Compare(a.Rule, b.Rule))
	})
	return d.findings
}

// asWritten gives replacements the capitals of what they replace.
func asWritten(replacements []string, excerpt string) []string {
	all := make([]string, len(replacements))
	for i, text := range replacements {
		all[i] = likeCase(text, excerpt)
	}
	return all
}
