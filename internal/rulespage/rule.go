package main

import (
	"slices"
	"strings"

	"rolewright/internal/review"
)

// rule is a rule with its examples as Markdown.
type rule struct {
	*review.Rule

	Flagged []example
	Clean   []example
}

// example is an example as an item of a list.
type example struct {
	Text    string   // Markdown
	Context string   // what is known beside it, as Markdown; may be empty
	Mends   []string // Markdown: what was found and what may stand in its place
}

func newRule(reviewer *review.Reviewer, r *review.Rule) rule {
	shown := rule{Rule: r}
	for _, e := range r.Flagged {
		shown.Flagged = append(shown.Flagged, example{Text: quote(e.Text), Context: contextOf(e), Mends: mends(reviewer, r, e)})
	}
	for _, e := range r.Clean {
		shown.Clean = append(shown.Clean, example{Text: quote(e.Text), Context: contextOf(e)})
	}
	return shown
}

// contextOf is what a reader of an example has to know beside it.
func contextOf(e review.Example) string {
	var known []string
	if e.InTitle {
		known = append(known, "as the title")
	}
	if e.Section != "" {
		known = append(known, "in the section `"+e.Section+"`")
	}
	if e.Level != "" {
		known = append(known, "at the level `"+string(e.Level)+"`")
	}
	return strings.Join(known, ", ")
}

// mends are what a rule finds in an example and suggests for it, if that is more than it suggests for all it finds.
func mends(reviewer *review.Reviewer, r *review.Rule, e review.Example) []string {
	var all []string
	for _, f := range reviewer.Review(e.Input()).Findings {
		if f.Rule != r.ID || f.Excerpt == "" || len(f.Suggestions) == 0 || slices.EqualFunc(f.Suggestions, r.Suggestions, strings.EqualFold) {
			continue
		}
		mend := inQuotes(f.Excerpt) + " → " + alternatives(f.Suggestions)
		if !slices.Contains(all, mend) {
			all = append(all, mend)
		}
	}
	return all
}

// Instead is what may stand in place of all that the rule finds, as Markdown; empty if it depends on the words.
func (r rule) Instead() string { return alternatives(r.Suggestions) }

// alternatives are texts of which one is to be chosen.
func alternatives(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = inQuotes(text)
	}
	return strings.Join(quoted, " or ")
}

func inQuotes(text string) string { return "“" + escape(text) + "”" }

// ErrorWhere says where a finding of the rule is an error, as Markdown; empty if nowhere or everywhere.
func (r rule) ErrorWhere() string {
	var where []string
	if duties := r.ErrorDuties(); len(duties) > 0 {
		where = append(where, "where `"+strings.Join(duties, "` or `")+"` binds")
	}
	if places := r.ErrorPlaces(); len(places) > 0 {
		where = append(where, "in "+strings.Join(places, ", "))
	}
	return strings.Join(where, " and ")
}
