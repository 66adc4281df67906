package generate

import (
	"math"
	"strconv"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// currencies are the signs that English writes for currencies where there is no doubt which one is meant, by code.
type currencies map[string]string

// newCurrencies has the standard form of Unicode CLDR 47, English, but for signs that common fonts lack, such as that of
// the shekel. Other currencies are written with their code.
func newCurrencies() currencies {
	return currencies{
		"AUD": "A$", "BRL": "R$", "CAD": "CA$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "HKD": "HK$",
		"INR": "₹", "JPY": "¥", "KRW": "₩", "MXN": "MX$", "NZD": "NZ$", "PHP": "₱", "TWD": "NT$", "USD": "$", "VND": "₫",
	}
}

// payText is "€70,000 to €90,000 a year", "from €70,000 a year" if there is no upper end, and empty if no amount is
// given.
func (c currencies) payText(p *jobad.Pay) string {
	decimals := 0
	if p.Min != math.Trunc(p.Min) || p.Max != math.Trunc(p.Max) {
		decimals = 2
	}
	low, high := c.money(p.Min, decimals, p.Currency), c.money(p.Max, decimals, p.Currency)
	amount := low + " to " + high
	switch {
	case low == "" && high == "":
		return ""
	case high == "":
		amount = "from " + low
	case low == "":
		amount = "up to " + high
	case low == high:
		amount = low
	}
	if p.Period == jobad.PerHour {
		return amount + " an hour"
	}
	return amount + " a " + string(p.Period)
}

// money is an amount with thousands separated by commas. Zero is empty.
func (c currencies) money(amount float64, decimals int, currency string) string {
	if amount == 0 {
		return ""
	}
	whole, cents, _ := strings.Cut(strconv.FormatFloat(amount, 'f', decimals, 64), ".")
	text := grouped(whole)
	if cents != "" {
		text += "." + cents
	}
	if sign, ok := c[currency]; ok {
		return sign + text
	}
	return currency + "\u00a0" + text
}

// grouped puts a comma between thousands.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func dateText(day time.Time) string {
	return day.Format("2 January 2006")
}

func workplaceText(w jobad.Workplace) string {
	switch w {
	case jobad.OnSite:
		return "On site"
	case jobad.Hybrid:
		return "Hybrid"
	case jobad.Remote:
		return "Remote"
	}
	return ""
}

// employmentText is "Full-time, 40 hours a week".
func employmentText(b *jobad.Brief) string {
	contract, hours := contractText(b.Employment), hoursText(b.HoursPerWeek)
	if contract == "" || hours == "" {
		return contract + hours
	}
	return contract + ", " + hours
}

func hoursText(hours float64) string {
	switch hours {
	case 0:
		return ""
	case 1:
		return "1 hour a week"
	}
	return strconv.FormatFloat(hours, 'f', -1, 64) + " hours a week"
}

func contractText(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "Full-time"
	case jobad.PartTime:
		return "Part-time"
	case jobad.Contract:
		return "Contract"
	case jobad.Temporary:
		return "Temporary"
	case jobad.Internship:
		return "Internship"
	case jobad.Volunteer:
		return "Volunteer"
	case jobad.PerDiem:
		return "Per diem"
	}
	return ""
}

func headcountText(n int) string {
	if n == 1 {
		return "1 person"
	}
	return grouped(strconv.Itoa(n)) + " people"
}

func aiScreeningText(used bool) string {
	if used {
		return "AI is used to screen, assess or select applicants."
	}
	return "AI is not used to screen, assess or select applicants."
}

func vacancyText(exists bool) string {
	if exists {
		return "This ad is for an existing vacancy."
	}
	return "This ad is not for an existing vacancy."
}
