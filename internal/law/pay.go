package law

import (
	"math"
	"strconv"
	"strings"

	"rolewright/internal/jobad"
)

// isClosed reports a pay with both ends, a currency and a period.
func isClosed(p *jobad.Pay) bool {
	return p != nil && p.Min > 0 && p.Max >= p.Min && p.Currency != "" && p.Period != ""
}

// isRange reports a pay with two ends that differ.
func isRange(p *jobad.Pay) bool { return p != nil && p.Min > 0 && p.Max > p.Min }

func payRange(c *Case) jobad.DutyStatus {
	switch {
	case !isClosed(c.Pay):
		return jobad.DutyUnmet
	case c.Pay.Min == c.Pay.Max:
		return jobad.DutyUnverified
	}
	return jobad.DutyMet
}

func payRangeOrFixed(c *Case) jobad.DutyStatus {
	return metIf(isClosed(c.Pay), jobad.DutyUnmet)
}

func payMinimum(c *Case) jobad.DutyStatus {
	p := c.Pay
	return metIf(p != nil && p.Min > 0 && (p.Max == 0 || p.Max >= p.Min) && p.Currency != "" && p.Period != "", jobad.DutyUnmet)
}

func overpay(c *Case) jobad.DutyStatus {
	return metIf(c.Overpay || isRange(c.Pay), jobad.DutyUnmet)
}

func closedRange(c *Case) jobad.DutyStatus {
	return metIf(c.Pay == nil || (c.Pay.Min > 0) == (c.Pay.Max > 0), jobad.DutyUnmet)
}

// widthRule bounds how wide a range of pay may be. A range in another currency cannot be judged.
func widthRule(limits *jobad.RangeRules) rule {
	per := jobad.Period(strings.ToLower(limits.Per))
	most := amount(limits.MaxWidth, limits.Currency) + " a " + string(per)
	above := ""
	if limits.ExemptAbove > 0 {
		above = ", unless it reaches above " + amount(limits.ExemptAbove, limits.Currency) + ","
	}
	return rule{
		name: "range_width", forbids: true, ofPay: true, pointer: payPointer,
		what: "a range of pay that is wider than " + most + above,
		mend: "narrow pay.min and pay.max", question: "Which narrower range fits the job?",
		doubt:         "the pay is in another currency or without a period, so compare it",
		doubtQuestion: "Is the range of pay within " + most + "?",
		check:         func(c *Case) jobad.DutyStatus { return width(c.Pay, limits, per) },
		aside:         func(c *Case) string { return conversion(c.Pay, limits, per) },
	}
}

// cent is what sums of money may differ by without being different.
const cent = 0.005

func width(p *jobad.Pay, limits *jobad.RangeRules, per jobad.Period) jobad.DutyStatus {
	if !isRange(p) {
		return jobad.DutyMet
	}
	if p.Currency != limits.Currency || inYear(p.Period) == 0 {
		return jobad.DutyUnverified
	}
	factor := inYear(p.Period) / inYear(per)
	exempt := limits.ExemptAbove > 0 && p.Max*factor > limits.ExemptAbove+cent
	return metIf(exempt || (p.Max-p.Min)*factor <= limits.MaxWidth+cent, jobad.DutyUnmet)
}

// conversion tells that a range had to be converted to be judged.
func conversion(p *jobad.Pay, limits *jobad.RangeRules, per jobad.Period) string {
	if !isRange(p) || p.Currency != limits.Currency || p.Period == per || inYear(p.Period) == 0 {
		return ""
	}
	return " The pay was converted: a year has 2,080 hours, 260 days, 52 weeks or 12 months."
}

// inYear is how many periods of work make a year, or 0 for what is no period.
func inYear(period jobad.Period) float64 {
	switch period {
	case jobad.PerHour:
		return 2080
	case jobad.PerDay:
		return 260
	case jobad.PerWeek:
		return 52
	case jobad.PerMonth:
		return 12
	case jobad.PerYear:
		return 1
	}
	return 0
}

// amount is "CAD 50,000".
func amount(n float64, currency string) string {
	digits := strconv.FormatFloat(math.Trunc(n), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return currency + " " + digits
}
