package review

import "rolewright/internal/jobad"

// Rule is one thing that a review looks for.
type Rule struct {
	ID          string // "<category>/<slug>"
	Category    string
	Title       string
	Severity    jobad.Severity // where no law makes it an error
	Evidence    jobad.Evidence
	Citation    string
	Contrary    string // evidence against it, or why it is contested; may be empty
	Why         string
	Message     string // of a finding; "{}" is the text that was found
	Suggestions []string
	Safe        bool // the first suggestion may be put in place without another look
	Silent      bool // never a finding, only a count in the metrics
	Flagged     []Example
	Clean       []Example

	errorsWhere errorsWhere
	check       func(*Draft, *Rule) // of rules that are more than words; nil for terms
}

// Example is a text that a rule must or must not find, and what is known beside it.
type Example struct {
	Text    string
	InTitle bool // the text is a job title
	Section string
	Level   jobad.Level
}

// Input puts an example where it belongs in an ad. The company of all examples is Acme GmbH, in Springfield.
func (e Example) Input() *Input {
	in := &Input{Text: e.Text, Level: e.Level, Apart: []string{"Acme GmbH", "Springfield"}}
	switch {
	case e.InTitle:
		in.Title, in.Text = e.Text, ""
	case e.Section != "":
		in.Sections = []jobad.Section{{ID: e.Section, Heading: "Section"}}
		in.Text = "## Section\n\n" + e.Text
	}
	return in
}

// Category is a group of rules.
type Category struct {
	ID    string
	Title string
	About string
}

// ErrorDuties are the duties that make a finding of r an error where they bind.
func (r *Rule) ErrorDuties() []string { return r.errorsWhere.Duties }

// ErrorPlaces are the codes of the places where a finding of r is an error.
func (r *Rule) ErrorPlaces() []string { return r.errorsWhere.Places }
