package api_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"rolewright/internal/export"
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

// TestWholeBriefIsWhole wants a brief of a role to have every member that there is, so that a new one is compared as well.
func TestWholeBriefIsWhole(t *testing.T) {
	t.Parallel()
	roles := shared().catalog.Roles()
	for i := range roles {
		brief := wholeBrief(t, &roles[i], i)
		decoded := into[any](t, encoded(brief))
		for _, m := range members() {
			switch {
			case m.pointer == "/omit" || m.pointer == "/omit/0" || m.pointer == "/gate": // they take away
			case strings.HasPrefix(m.pointer, "/remote_from") && brief["workplace"] == "on_site": // not both
			default:
				if !there(decoded, strings.Split(m.pointer, "/")[1:]) {
					t.Errorf("the brief of %s has no %s", roles[i].Slug, m.pointer)
				}
			}
		}
	}
}

// there reports whether a path leads to something in decoded JSON, through any item of its lists.
func there(in any, path []string) bool {
	if len(path) == 0 {
		return true
	}
	switch value := in.(type) {
	case object:
		inner, ok := value[path[0]]
		return ok && there(inner, path[1:])
	case []any:
		return slices.ContainsFunc(value, func(item any) bool { return there(item, path[1:]) })
	}
	return false
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

// placesText is how an ad says where the work is: street, city, region and postal code, country.
func (s *sent) placesText() string {
	texts := make([]string, len(s.Places))
	for i, p := range s.Places {
		region := p.Region
		if name, ok := divisions()[p.Country+"-"+p.Region]; ok {
			region = name
		}
		if strings.EqualFold(region, p.City) {
			region = ""
		}
		texts[i] = joined(", ", p.Street, p.City, joined(" ", region, p.Postal), countries()[p.Country])
	}
	return strings.Join(texts, "; ")
}

// areasText is how an ad says from where work can be done: "Germany, Austria or Colorado (United States)".
func (s *sent) areasText() string {
	names := make([]string, len(s.RemoteFrom))
	for i, code := range s.RemoteFrom {
		names[i] = countries()[code]
		if country, _, ok := strings.Cut(code, "-"); ok {
			names[i] = divisions()[code] + " (" + countries()[country] + ")"
		}
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return strings.Join(names, "")
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

// checkWords holds the JSON form of an ad against its brief: where, pay, last day, and each line of the caller.
func checkWords(t rapid.TB, brief object, s *sent, ad jobad.Ad) {
	t.Helper()
	checkLines(t, brief, ad)
	checkOrigins(t, brief, ad)
	deadline := s.Apply.Deadline
	if deadline != "" {
		deadline = must(time.Parse(time.DateOnly, deadline)).Format("2 January 2006")
	}
	sources := linesBySource(ad)
	for source, want := range map[string]string{"places": s.placesText(), "remote_from": s.areasText(), "apply/deadline": deadline, "pay": s.pay()} {
		got := sources["brief:/"+source]
		if (len(got) > 0) != (want != "") {
			t.Errorf("%s is %q, its lines are %q", source, want, got)
		}
		for _, line := range got {
			_, value, labeled := strings.Cut(line, ": ")
			if source == "pay" {
				line, value = payOfText(line), payOfText(value)
			}
			if line != want && (!labeled || value != want) {
				t.Errorf("%s is %q, its lines are %q", source, want, got)
			}
		}
	}
	for _, member := range listMembers() {
		own, _ := brief[member].([]string)
		section := member
		if member == "extra_pay" {
			section = "pay"
		}
		lines := itemsOf(&ad, section)
		if slices.Contains(shown(ad.Template), member) && !slices.Equal(lines[:min(len(own), len(lines))], own) {
			t.Errorf("%s is %q, its lines are %q", member, own, lines)
		}
	}
}

// inFormat sends a brief for a format by its name.
func inFormat(t rapid.TB, body, format string) reply {
	t.Helper()
	got := record(handler(), postTo("/v1/generate?format="+format, body))
	if got.status != http.StatusOK && (format != "pdf" || got.status != http.StatusNotAcceptable) {
		t.Fatalf("%s: status %d: %.500s", format, got.status, got.body)
	}
	return got
}

// TestEqualFacts reads title, places, pay, last day and each line of a list back from every format, with a reader of that
// format, and wants them to be those of the brief and the same everywhere. The one that needs a program to read it, PDF, and
// DOCX as another program sees it are for TestFactsInReaders.
func TestEqualFacts(t *testing.T) {
	t.Parallel()
	briefs := factBriefs(t)
	for i, name := range slices.Sorted(maps.Keys(briefs)) {
		brief := briefs[name]
		if testing.Short() && i%10 > 0 { // as with the race detector, which has enough of some
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := encoded(brief)
			s := into[sent](t, body)
			ad := into[jobad.Ad](t, inFormat(t, body, "json").body)
			checkWords(t, brief, &s, ad)
			if lists := listed(&ad, styleOf("html")); !strings.Contains(name, " ") && len(lists) != len(listMembers())+3 { // facts, disclosures, apply
				t.Errorf("the ad of everything has the lists %q", slices.Sorted(maps.Keys(lists)))
			}
			for format, read := range factReaders() {
				for _, got := range read(t, inFormat(t, body, format).body, &ad) {
					checkReading(t, format, &s, &ad, got)
				}
			}
		})
	}
}

// TestEveryFormatHasAReader wants every format to be compared.
func TestEveryFormatHasAReader(t *testing.T) {
	t.Parallel()
	want := []string{"json", "pdf"} // which the others are compared with, and which TestFactsInReaders reads
	want = slices.AppendSeq(want, maps.Keys(factReaders()))
	var got []string
	for _, f := range export.Formats() {
		got = append(got, f.Name)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// checkReading compares what a reader found with what the brief and the JSON form of the ad say.
func checkReading(t rapid.TB, format string, s *sent, ad *jobad.Ad, got *reading) {
	t.Helper()
	first, _, _ := strings.Cut(ad.Text, "\n")
	marker, ok := strings.CutPrefix(first, ad.Title)
	if !ok || !slices.Contains([]string{"", " (m/w/d)", " (m/w/x)", " (m/v/x)", " (H/F)"}, marker) {
		t.Fatalf("the text begins with %q, the title is %q", first, ad.Title)
	}
	style := styleOf(format)
	if got.heading != style.normal(first) {
		t.Errorf("%s is headed %q, want %q", format, got.heading, first)
	}
	want := listed(ad, style)
	if diff := cmp.Diff(want, got.listed(want), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: lines of the ad (-) and of the format (+):\n%s", format, diff)
	}
	if diff := cmp.Diff(wantMembers(format, s, ad), got.members, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: members by the brief (-) and of the format (+):\n%s", format, diff)
	}
}

// TestMembersAreDocumented holds the table of what has a member of its own against docs/formats.md: a fact that a format is
// said to have in its text alone is one that the page says so of, and the same members are named.
func TestMembersAreDocumented(t *testing.T) {
	t.Parallel()
	page := string(must(os.ReadFile("../docs/formats.md")))
	rows := map[string]map[string]string{}
	var columns []string
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case cells[0] == "brief" && len(cells) > 3:
			columns = cells
		case columns != nil && len(cells) == len(columns):
			rows[cells[0]] = map[string]string{}
			for i := range cells {
				rows[cells[0]][columns[i]] = cells[i]
			}
		}
	}
	for _, fact := range []string{"title", "places", "pay", "deadline"} {
		for format, members := range boardMembers() {
			cell := rows[fact][format]
			var named []string
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
				named = append(named, m[1])
			}
			if diff := cmp.Diff(members[fact], named); diff != "" || (named == nil) != (cell == "in the text") {
				t.Errorf("%s of %s: docs/formats.md says %q, tests read %q", fact, format, cell, members[fact])
			}
		}
	}
	if len(columns) != len(boardMembers())+1 {
		t.Errorf("docs/formats.md has the columns %q", columns)
	}
}

// atsSchemas are those of the bodies for recruiting systems, by the name of the format.
var atsSchemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	all := map[string]*jsonschema.Schema{}
	for _, format := range []string{"greenhouse", "lever", "smartrecruiters", "hropen"} {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		all[format] = must(c.Compile(fmt.Sprintf("../docs/integrations/schemas/%s.schema.json", format)))
	}
	return all
})
