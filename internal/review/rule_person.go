package review

import (
	"fmt"
	"strings"

	"rolewright/internal/jobad"
)

// secondPersonRule finds ads that speak of the employer more than to the reader.
func secondPersonRule() *Rule {
	const least = 4 // "we" so often before it is said
	return &Rule{
		ID: "style/second-person", Category: "style", Title: "More “we” than “you”",
		Severity: jobad.SeverityInfo, Evidence: jobad.EvidenceObservation,
		Citation: "Textio and Ongig, from observations of ads of their customers",
		Contrary: "Vendors' observations, not experiments.",
		Why:      "An ad that says “you” lets readers see themselves in the job; one that says “we” is about the employer.",
		Message:  "“We” comes more often than “you”: tell readers what they will do and get.",
		Flagged:  []Example{{Text: strings.Repeat("We are a company and we build what we like with our friends. ", 4)}},
		Clean:    []Example{{Text: strings.Repeat("You build what we sell, and your team helps you. ", 4)}},
		check: func(d *Draft, r *Rule) {
			if d.we >= least && d.you < d.we {
				d.report(r, fmt.Sprintf("“We” comes %d times and “you” %d times: tell readers what they will do and get.", d.we, d.you))
			}
		},
	}
}
