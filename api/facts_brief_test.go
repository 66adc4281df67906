package api_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"rolewright/internal/jobad"
)

// randomFacts is how many random briefs are compared, besides one for each role and those of sweepBriefs.
const randomFacts = 200

// factBriefs are the briefs whose facts are compared, by the role that one is of or else by a name of two words.
func factBriefs(t *testing.T) map[string]object {
	t.Helper()
	all := map[string]object{}
	roles := shared().catalog.Roles()
	for i := range roles {
		all[roles[i].Slug] = wholeBrief(t, &roles[i], i)
	}
	for seed := range randomFacts {
		all["random "+strconv.Itoa(seed)] = randomBrief().Example(seed)
	}
	for i, brief := range sweepBriefs() {
		all["hard "+strconv.Itoa(i)] = brief
	}
	return all
}

// wholeBrief is the typical brief of a role with every other member that there is. What is varied is varied by i.
func wholeBrief(t *testing.T, role *jobad.Role, i int) object {
	t.Helper()
	brief := readBrief(t, role.Slug)
	fill := func(in object, member string, value any) {
		if _, ok := in[member]; !ok {
			in[member] = value
		}
	}
	levels := role.LevelSlugs()
	brief["level"], brief["template"], brief["locale"] = string(levels[i%len(levels)]), "detailed", "en"
	brief["title"] = role.Title + `, "Tag & Nacht" <1>`
	brief["workplace"] = []string{"hybrid", "remote", "on_site"}[i%3]
	for member, value := range map[string]any{
		"team": "Team " + role.Slug, "reason": "The work of " + role.Title + " grows.", "openings": i + 1, "start_date": "2027-02-01",
		"reference": "REQ-" + role.Slug, "places": []any{object{"city": "Berlin", "region": "BE", "country": "DE"}},
		"disclosures": object{}, "remote_from": []any{"US-CO", "DE"}, "as_of": "2026-11-22",
	} {
		fill(brief, member, value)
	}
	if brief["workplace"] == "on_site" {
		delete(brief, "remote_from")
	}
	for _, member := range listMembers() {
		fill(brief, member, []any{"=1+1 is " + member + " of <b>" + role.Slug + "</b> & more *stars*", "A second line, of " + member})
		brief[member] = stringsOf(brief[member])
	}
	company, apply := as[object](brief["company"]), as[object](brief["apply"])
	disclosures, pay := as[object](brief["disclosures"]), as[object](brief["pay"])
	for member, value := range map[string]any{
		"about": "We **work**.", "website": "https://www.example.com", "logo": "https://www.example.com/a.png", "industry": "Work", "headcount": 12,
	} {
		fill(company, member, value)
	}
	for member, value := range map[string]any{
		"url": "https://www.example.com/jobs/1?a=1&b=2", "email": "jobs@example.com", "contact": "The team", "deadline": "2026-12-31",
	} {
		fill(apply, member, value)
	}
	fill(disclosures, "ai_screening", false)
	fill(disclosures, "existing_vacancy", true)
	fill(pay, "note", "It depends.")
	fill(pay, "min", pay["max"])
	fill(pay, "max", pay["min"])
	places := as[[]any](brief["places"])
	fill(as[object](places[0]), "street", "Hauptstr. 1")
	fill(as[object](places[0]), "postal_code", "10115")
	brief["places"] = append(places, object{"street": "12 High Street", "city": "Austin", "region": "TX", "postal_code": "73301", "country": "US"})
	return brief
}

// as is a value of the type that it must have.
func as[T any](value any) T {
	v, ok := value.(T)
	if !ok {
		panic(fmt.Sprintf("%T: %v", value, value))
	}
	return v
}

func stringsOf(value any) []string {
	if texts, ok := value.([]string); ok {
		return texts
	}
	var all []string
	for _, v := range as[[]any](value) {
		all = append(all, as[string](v))
	}
	return all
}

// sent is what a test needs of a brief.
type sent struct {
	Workplace  string      `json:"workplace"`
	RemoteFrom []string    `json:"remote_from"`
	Places     []sentPlace `json:"places"`
	Pay        *struct {
		Min      float64 `json:"min"`
		Max      float64 `json:"max"`
		Currency string  `json:"currency"`
		Period   string  `json:"period"`
		Note     string  `json:"note"`
	} `json:"pay"`
	Apply struct {
		Deadline string `json:"deadline"`
	} `json:"apply"`
}

type sentPlace struct {
	Street  string `json:"street"`
	City    string `json:"city"`
	Region  string `json:"region"`
	Postal  string `json:"postal_code"`
	Country string `json:"country"`
}

// pay is the pay of a brief in the form that all formats are brought to: "70000 to 90000 EUR a year".
func (s *sent) pay() string {
	if s.Pay == nil {
		return ""
	}
	return payForm(s.Pay.Min, s.Pay.Max, s.Pay.Currency, s.Pay.Period)
}

func payForm(low, high float64, currency, period string) string {
	if low == 0 && high == 0 {
		return ""
	}
	digits := func(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
	return digits(low) + " to " + digits(high) + " " + currency + " a " + period
}

// countries are those of the briefs, in English.
func countries() map[string]string {
	return map[string]string{
		"": "", "AT": "Austria", "AU": "Australia", "CA": "Canada", "DE": "Germany", "DK": "Denmark", "FR": "France", "GB": "United Kingdom", "IE": "Ireland",
		"IN": "India", "NL": "Netherlands", "NZ": "New Zealand", "PT": "Portugal", "US": "United States",
	}
}

// divisions are names by ISO 3166-2 codes.
var divisions = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(string(must(os.ReadFile("../internal/generate/subdivisions.tsv")))) {
		code, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		all[code] = name
	}
	return all
})

// placesText is how an ad says where the work is.
func (s *sent) placesText() string {
	texts := make([]string, len(s.Places))
	for i := range s.Places {
		texts[i] = s.Places[i].text()
	}
	return strings.Join(texts, "; ")
}

// text is street, city, region and country, with the postal code where the country has it, and states by their letters
// if there is one.
func (p sentPlace) text() string {
	region, code := p.Region, ""
	for c, name := range divisions() {
		if strings.EqualFold(c, p.Country+"-"+p.Region) || strings.HasPrefix(c, p.Country+"-") && p.Country != "" && strings.EqualFold(name, p.Region) {
			region, code = name, c
		}
	}
	states := slices.Contains([]string{"US", "CA", "AU"}, p.Country)
	same := strings.EqualFold(region, p.City) ||
		p.City != "" && (strings.HasSuffix(region, " "+p.City) || strings.HasPrefix(region, p.City+" "))
	switch {
	case states && code != "" && (same || p.Postal != ""):
		region = code[3:]
	case same:
		region = ""
	}
	country := countries()[p.Country]
	switch {
	case slices.Contains([]string{"AT", "DE", "DK", "FR", "NL", "PT"}, p.Country):
		return joined(", ", p.Street, joined(" ", p.Postal, p.City), region, country)
	case region == "":
		return joined(", ", p.Street, joined(" ", p.City, p.Postal), country)
	}
	return joined(", ", p.Street, p.City, joined(" ", region, p.Postal), country)
}

// areasText is how an ad says from where work can be done: "Germany, Austria or Colorado (United States)".
func (s *sent) areasText() string {
	var order []string
	parts := map[string][]string{}
	for _, code := range s.RemoteFrom {
		country, _, _ := strings.Cut(code, "-")
		if !slices.Contains(order, country) {
			order = append(order, country)
		}
		if code != country && !slices.Contains(s.RemoteFrom, country) {
			parts[country] = append(parts[country], divisions()[code])
		}
	}
	comma := ", "
	names := make([]string, len(order))
	for i, country := range order {
		names[i] = countries()[country]
		if len(parts[country]) > 0 {
			names[i] = orList(parts[country], ", ") + " (" + names[i] + ")"
		}
		if len(parts[country]) > 1 {
			comma = "; "
		}
	}
	return orList(names, comma)
}

// orList is "one, two or three", with another comma "one; two; or three".
func orList(names []string, comma string) string {
	last := len(names) - 1
	switch {
	case last < 1:
		return strings.Join(names, "")
	case comma == ", ":
		return strings.Join(names[:last], comma) + " or " + names[last]
	}
	return strings.Join(names[:last], comma) + comma + "or " + names[last]
}

// joined joins the texts that there are.
func joined(by string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), by)
}

// payOfText reads "from €70,000.50 a year" and the like as payForm has it.
func payOfText(text string) string {
	m := regexp.MustCompile(`^(from |up to )?([^\d\s\x{a0}]*)\x{a0}?([\d,.]+)(?: to ([^\d\s\x{a0}]*)\x{a0}?([\d,.]+))? an? (\w+)$`).FindStringSubmatch(text)
	if len(m) == 0 || m[5] != "" && m[2] != m[4] {
		return "no pay: " + text
	}
	number := func(s string) float64 { f, _ := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64); return f }
	low, high := number(m[3]), number(m[5])
	switch {
	case m[1] == "up to ":
		low, high = 0, low
	case m[1] == "" && m[5] == "":
		high = low
	}
	return payForm(low, high, currencyOf(m[2]), m[6])
}

// currencyOf is the code of a sign.
func currencyOf(sign string) string {
	if code := map[string]string{"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "A$": "AUD", "CA$": "CAD", "NZ$": "NZD"}[sign]; code != "" {
		return code
	}
	return sign
}
