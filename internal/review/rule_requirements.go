package review

import (
	"fmt"
	"strings"

	"rolewright/internal/jobad"
)

// maxMusts is how many must-haves an ad should have, at most. Recruiters name five to seven.
const maxMusts = 7

// tooManyMustsRule finds a list of must-haves that is too long.
func tooManyMustsRule() *Rule {
	return &Rule{
		ID: "requirements/too-many", Category: "requirements", Title: "Too many must-haves",
		Severity: jobad.SeverityWarning, Evidence: jobad.EvidenceTrial,
		Citation: "Randomized study with more than 10,000 people: men apply at 52 %, women at 56 % of the requirements met; surveys of recruiters name 5 to 7 requirements",
		Contrary: "The study does not say how long a list should be.",
		Why:      "People apply when they meet about half of a list. A long list does not raise the bar, it hides it: nobody can tell what truly matters.",
		Message:  "More than 7 must-haves: keep those without which the person could not start, and move the rest to nice to have or drop it.",
		Flagged:  []Example{{Text: "## Requirements\n\n" + strings.Repeat("- Knows a thing that is needed\n", maxMusts+1)}},
		Clean:    []Example{{Text: "## Requirements\n\n" + strings.Repeat("- Knows a thing that is needed\n", maxMusts)}},
		check: func(d *Draft, r *Rule) {
			if n := d.itemsIn("must_have"); n > maxMusts {
				d.report(r, fmt.Sprintf("%d must-haves: keep those without which the person could not start, at most %d, and move the rest to nice to have or drop it.", n, maxMusts))
			}
		},
	}
}

// itemsIn counts the items of a section.
func (d *Draft) itemsIn(section string) int {
	n := 0
	for i := range d.blocks {
		if d.blocks[i].kind == item && d.blocks[i].section == section {
			n++
		}
	}
	return n
}
