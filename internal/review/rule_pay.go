package review

import (
	"fmt"

	"rolewright/internal/jobad"
)

// payDuties are the duties by which an ad must say what the job pays.
func payDuties() []string {
	return []string{"pay_range", "pay_range_or_fixed", "open_ended_range"}
}

// openRangeRule finds pay with one end only.
func openRangeRule() *Rule {
	return &Rule{
		ID: "pay/open-range", Category: "pay", Title: "Open range of pay",
		Severity: jobad.SeverityWarning, Evidence: jobad.EvidenceLaw,
		Citation:    "New York City Admin. Code 8-107(32); Minn. Stat. 181.173; British Columbia Pay Transparency Act s.2: a range has a minimum and a maximum",
		Why:         "“Up to” and “from” tell a reader one end of the range, and it is the end that they will not get. Many places require both.",
		Message:     "“{}” is an open range: give the least and the most that you expect to pay.",
		errorsWhere: errorsWhere{Duties: payDuties()},
		Flagged: []Example{
			{Text: "Salary up to $90k"},
			{Text: "Pay: from £30,000 a year"},
			{Text: "$60k+"},
			{Text: "Earn up to $25 per hour"},
			{Text: "The salary for this job starts at €45,000."},
			{Text: "$120,000 and up"},
		},
		Clean: []Example{
			{Text: "Salary of $80,000 to $95,000"},
			{Text: "You lead up to 5 reports"},
			{Text: "A training budget of up to €1,500 a year"},
			{Text: "You close deals from $50k to $2m"},
			{Text: "Up to 20 % travel"},
			{Text: "$25 an hour"},
			{Text: "£30,000 to £34,000 plus overtime"},
		},
		check: func(d *Draft, r *Rule) {
			for i, p := range d.passages {
				for _, m := range p.money {
					if m.open {
						d.reportAt(r, &d.blocks[i], m.span, "")
					}
				}
			}
		},
	}
}

// maxRangeRatio is how many times the least the most may be before a range says little. It is our bound: laws ask for good
// faith and give no number.
const maxRangeRatio = 2

// wideRangeRule finds ranges of pay that say little.
func wideRangeRule() *Rule {
	return &Rule{
		ID: "pay/wide-range", Category: "pay", Title: "Range of pay too wide",
		Severity: jobad.SeverityWarning, Evidence: jobad.EvidenceLaw,
		Citation: "Good-faith ranges: California Lab. Code 432.3 (SB 642), New Jersey P.L.2024 c.91, Delaware HB 105; the ratio is our bound",
		Contrary: "Where pay follows a published scale with many steps, a wide range can be the truth.",
		Why:      "A range of more than one to two is a range of two jobs. Readers see the lower end; regulators ask whether it was meant.",
		Message:  "“{}” is a range of more than one to two: narrow it to what you expect to pay, or split the ad by level.",
		Flagged:  []Example{{Text: "Pay: $60,000 to $150,000 a year"}, {Text: "Salary €40k–€90k"}},
		Clean:    []Example{{Text: "Pay: $60,000 to $85,000 a year"}, {Text: "You look after accounts of $10,000 to $500,000"}},
		check: func(d *Draft, r *Rule) {
			for i, p := range d.passages {
				for _, m := range p.money {
					if m.low > 0 && m.high > maxRangeRatio*m.low {
						d.reportAt(r, &d.blocks[i], m.span, fmt.Sprintf("“{}” is a range of 1 to %.1f: narrow it to what you expect to pay, or split the ad by level.", m.high/m.low))
					}
				}
			}
		},
	}
}
