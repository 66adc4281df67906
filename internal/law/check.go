package law

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// maxRows bounds what a file may cost.
const maxRows = 1000

// checker finds what is wrong with a file of the right shape.
type checker struct {
	*strictyaml.Document

	table *Table          // that the file adds to
	seen  map[string]bool // codes
	known map[string]rule
	codes *regexp.Regexp
}

func (c *checker) file(f *file) {
	c.seen, c.known = map[string]bool{}, rulesByName()
	c.codes = regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?(:[a-z0-9]+(-[a-z0-9]+)*){0,2}$`)
	if f.SchemaVersion != 1 {
		c.Fault("schema_version", "want 1")
	}
	c.required("as_of", f.AsOf)
	c.date("as_of", f.AsOf)
	if n := len(f.Jurisdictions); n == 0 || n > maxRows {
		c.Fault("jurisdictions", "want 1 to %d rows", maxRows)
		if n > 0 {
			return
		}
	}
	for i := range f.Jurisdictions {
		c.row(strictyaml.Index("jurisdictions", i), &f.Jurisdictions[i])
	}
	for i := range f.Jurisdictions {
		c.cityOf(strictyaml.Index("jurisdictions", i), &f.Jurisdictions[i])
	}
}

func (c *checker) row(path string, j *jobad.Jurisdiction) {
	c.code(path, j)
	c.required(path+".name", j.Name)
	c.required(path+".status", j.Status)
	c.required(path+".timing", j.Timing)
	c.required(path+".confidence", j.Confidence)
	c.oneOf(path+".topic", j.Topic, topics())
	c.oneOf(path+".status", j.Status, statuses())
	c.oneOf(path+".directive", j.Directive, directives())
	c.oneOf(path+".timing", j.Timing, timings())
	c.oneOf(path+".confidence", j.Confidence, confidences())
	c.dates(path, j)
	c.duties(path, j)
	c.rangeRules(path+".range_rules", j.RangeRules)
	c.threshold(path+".threshold", j.Threshold)
	c.members(path+".members", j)
	c.line(path+".name", j.Name, 80)
	c.line(path+".marker", j.Marker, 20)
	c.line(path+".statement", j.Statement, 400)
	c.line(path+".statute", j.Statute, 300)
	c.texts(path+".cities", j.Cities)
	c.texts(path+".sources", j.Sources)
	if len(j.Sources) == 0 {
		c.Fault(path+".sources", "is missing; name at least one")
	}
}

func (c *checker) code(path string, j *jobad.Jurisdiction) {
	switch {
	case j.Code == "":
		c.Fault(path+".code", "is missing")
	case !c.codes.MatchString(j.Code):
		c.Fault(path+".code", "%q is no code; want one such as DE, US-NY, US-NY:ithaca or US-NY:ithaca:ai", j.Code)
	case c.seen[j.Code]:
		c.Fault(path+".code", "%q is there twice; keep one", j.Code)
	}
	c.seen[j.Code] = true
	if j.Place == "" && strings.Count(j.Code, ":") > 1 {
		c.Fault(path+".place", "is missing; a code with a topic needs the place that the row is for")
	}
	if j.Place != "" && j.Place != j.Code && !strings.HasPrefix(j.Code, j.Place+":") {
		c.Fault(path+".place", "%q is not what the code %q begins with", j.Place, j.Code)
	}
}

// cityOf wants the names of every city that a row is for, in the row of the city itself.
func (c *checker) cityOf(path string, j *jobad.Jurisdiction) {
	place := withDefaults(j).Place
	isCity := strings.Contains(place, ":")
	switch {
	case !isCity && len(j.Cities) > 0:
		c.Fault(path+".cities", "only a row for a place below a region has cities, such as US-NY:ithaca")
	case isCity && place == j.Code && len(j.Cities) == 0:
		c.Fault(path+".cities", "is missing; name what people write for the place")
	case isCity && place != j.Code && !c.seen[place] && c.table.find(place) < 0:
		c.Fault(path+".place", "%q has no row; add one with its cities", place)
	}
}

func (c *checker) dates(path string, j *jobad.Jurisdiction) {
	c.date(path+".effective", j.Effective)
	c.date(path+".amended", j.Amended)
	c.date(path+".enforced_from", j.EnforcedFrom)
	c.date(path+".effective_expected", j.EffectiveExpected)
	if j.Status == statusFuture && j.Effective == "" {
		c.Fault(path+".effective", "is missing; status future needs the first day")
	}
	if j.Status == statusDeferred && j.EnforcedFrom == "" {
		c.Fault(path+".enforced_from", "is missing; status enforcement_deferred needs the day")
	}
}

// duties checks what the row requires and prohibits, and when.
func (c *checker) duties(path string, j *jobad.Jurisdiction) {
	c.names(path+".prohibits", j.Prohibits, true)
	if !c.names(path+".requires", j.Requires, false) {
		return
	}
	for i, name := range j.Requires {
		if dueOf(j, name) == timingNone && !c.known[name].always {
			c.Fault(strictyaml.Index(path+".requires", i), "%q is never due: give another timing, or leave it out", name)
		}
		if name == fairChance && j.Statement == "" {
			c.Fault(path+".statement", "is missing; give the sentence that the ad says for %s", fairChance)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(j.TimingOverrides)) {
		due := j.TimingOverrides[name]
		at := path + ".timing_overrides." + name
		if !slices.Contains(j.Requires, name) || c.known[name].always {
			c.Fault(at, "%q is nothing that the row requires at a time of its own", name)
		}
		c.required(at, due)
		c.oneOf(at, due, timings())
	}
}

// names checks a list of what is required or prohibited. It reports whether the list is short enough to go on with.
func (c *checker) names(path string, names []string, forbids bool) bool {
	var want []string
	for _, r := range rules() {
		if r.forbids == forbids {
			want = append(want, r.name)
		}
	}
	if len(names) > 2*len(want) {
		c.Fault(path, "has %d names; use each of %v once at most", len(names), want)
		return false
	}
	for i, name := range names {
		at := strictyaml.Index(path, i)
		if !slices.Contains(want, name) {
			c.Fault(at, "%q is not known here; use one of %v", name, want)
		}
		if slices.Contains(names[:i], name) {
			c.Fault(at, "%q is there twice; keep one", name)
		}
	}
	return true
}

func (c *checker) rangeRules(path string, r *jobad.RangeRules) {
	if r == nil {
		return
	}
	if r.MaxWidth <= 0 {
		c.Fault(path+".max_width", "want a number above 0")
	}
	if r.ExemptAbove < 0 {
		c.Fault(path+".exempt_above", "want a number above 0, or leave it out")
	}
	if !isUpper(r.Currency, 3) {
		c.Fault(path+".currency", "want an ISO 4217 code such as CAD")
	}
	c.required(path+".per", r.Per)
	c.oneOf(path+".per", r.Per, []string{"HOUR", "DAY", "WEEK", "MONTH", "YEAR"})
}

func (c *checker) threshold(path string, t *jobad.Threshold) {
	if t == nil {
		return
	}
	if t.Employees < 1 {
		c.Fault(path+".employees", "want a whole number from 1")
	}
	c.oneOf(path+".scope", t.Scope, scopes())
}

func (c *checker) members(path string, j *jobad.Jurisdiction) {
	if len(j.Members) > 0 && len(j.Code) != 2 {
		c.Fault(path, "only a union has members, whose code is two letters, such as EU")
	}
	for i, member := range j.Members {
		if !isUpper(member, 2) {
			c.Fault(strictyaml.Index(path, i), "%q is no code of a country; want one such as DE", member)
		}
	}
}

// isUpper reports a text of n upper-case letters of ASCII.
func isUpper(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func (c *checker) required(path, text string) {
	if text == "" {
		c.Fault(path, "is missing")
	}
}

func (c *checker) oneOf(path, text string, want []string) {
	if text != "" && !slices.Contains(want, text) {
		c.Fault(path, "%q is not known; use one of %v", text, want)
	}
}

func (c *checker) date(path, text string) {
	if _, err := time.Parse(time.DateOnly, text); text != "" && err != nil {
		c.Fault(path, "%q is no day; want one such as 2026-11-22", text)
	}
}

func (c *checker) texts(path string, texts []string) {
	for i, text := range texts {
		c.required(strictyaml.Index(path, i), text)
		c.line(strictyaml.Index(path, i), text, 200)
	}
}

// line wants one line of at most limit characters that can be printed as it is.
func (c *checker) line(path, text string, limit int) {
	switch {
	case len([]rune(text)) > limit:
		c.Fault(path, "has %d characters; want at most %d", len([]rune(text)), limit)
	case text != strings.TrimSpace(text):
		c.Fault(path, "begins or ends with white space")
	case strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || unicode.In(r, unicode.Co, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
	}):
		c.Fault(path, "holds a line break or another control character; write one line")
	}
}
