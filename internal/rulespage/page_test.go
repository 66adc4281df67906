package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/review"
)

// outline is the headings of the page, and where its links within it lead.
type outline struct {
	headings map[int][]string // by level
	anchors  []string
	links    []string
}

func outlineOf(t *testing.T) outline {
	t.Helper()
	source := built(t)
	o := outline{headings: map[int][]string{}}
	err := ast.Walk(goldmark.New().Parser().Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if heading, ok := n.(*ast.Heading); ok && entering {
			words := string(heading.Lines().Value(source))
			o.headings[heading.Level] = append(o.headings[heading.Level], words)
			o.anchors = append(o.anchors, anchor(words))
		}
		if link, ok := n.(*ast.Link); ok && entering {
			if fragment, inside := strings.CutPrefix(string(link.Destination), "#"); inside {
				o.links = append(o.links, fragment)
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func reviewer(t *testing.T) *review.Reviewer {
	t.Helper()
	r, err := review.New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryRuleHasItsHeading(t *testing.T) {
	t.Parallel()
	page, r, o := string(built(t)), reviewer(t), outlineOf(t)
	var want []string
	for _, rule := range r.Rules() {
		want = append(want, rule.ID)
	}
	if diff := cmp.Diff(want, slices.Sorted(slices.Values(o.headings[3]))); diff != "" {
		t.Errorf("headings of rules (-want +got):\n%s", diff)
	}
	for _, c := range r.Categories() {
		if !slices.Contains(o.headings[2], c.Title) {
			t.Errorf("no heading for the category %s", c.Title)
		}
		says(t, page, escape(c.About))
	}
}

func TestLinksLeadToOneHeading(t *testing.T) {
	t.Parallel()
	o := outlineOf(t)
	for _, link := range o.links {
		count := 0
		for _, a := range o.anchors {
			if a == link {
				count++
			}
		}
		if count != 1 {
			t.Errorf("#%s leads to %d headings", link, count)
		}
	}
	if len(o.links) < len(reviewer(t).Categories()) {
		t.Errorf("there are %d links, fewer than categories", len(o.links))
	}
}

func TestEverySeverityAndGradeIsExplained(t *testing.T) {
	t.Parallel()
	for _, s := range severities() {
		if s.Means == "" {
			t.Errorf("severity %s has no words", s.Name)
		}
	}
	for _, e := range evidences() {
		if e.Means == "" {
			t.Errorf("evidence %s has no words", e.Name)
		}
	}
}

func TestWeightsAreThoseOfTheScore(t *testing.T) {
	t.Parallel()
	costs := map[jobad.Severity]int{}
	for _, s := range severities() {
		costs[s.Name] = s.Costs
	}
	want := map[jobad.Severity]int{
		jobad.SeverityError: 15, jobad.SeverityWarning: 6, jobad.SeveritySuggestion: 2, jobad.SeverityInfo: 0,
	}
	if diff := cmp.Diff(want, costs); diff != "" {
		t.Errorf("costs (-want +got):\n%s", diff)
	}
	if got := mostCounted(); got != 3 {
		t.Errorf("a rule counts %d times, want 3", got)
	}
}

// A duty of no row never binds, so a rule that names one has it misspelt.
func TestRulesNameDutiesOfTheTable(t *testing.T) {
	t.Parallel()
	table, err := law.New()
	if err != nil {
		t.Fatal(err)
	}
	var known []string
	for _, d := range duties(table.Jurisdictions(), nil) {
		known = append(known, d.Name)
	}
	for _, r := range reviewer(t).Rules() {
		for _, name := range r.ErrorDuties() {
			if !slices.Contains(known, name) {
				t.Errorf("%s is an error where %s binds, which no row asks for", r.ID, name)
			}
		}
	}
}

func TestDuties(t *testing.T) {
	t.Parallel()
	rows := []jobad.Jurisdiction{
		{Code: "US-CO", Requires: []string{"pay_range", "benefits_general"}, Prohibits: []string{"open_ended_range"}},
		{Code: "US-WA", Requires: []string{"pay_range"}},
	}
	openRange := rule{Rule: reviewer(t).Rule("pay/open-range")}
	wideRange := rule{Rule: reviewer(t).Rule("pay/wide-range")}
	categories := []category{{Rules: []rule{openRange, wideRange}}, {Rules: []rule{wideRange}}}
	broken := []category{{Rules: []rule{openRange}}}
	want := []duty{
		{Name: "benefits_general", Rows: 1},
		{Name: "open_ended_range", Forbids: true, Rows: 1, Broken: broken},
		{Name: "pay_range", Rows: 2, Broken: broken},
	}
	same := cmp.Comparer(func(a, b *review.Rule) bool { return a.ID == b.ID })
	if diff := cmp.Diff(want, duties(rows, categories), same); diff != "" {
		t.Errorf("duties (-want +got):\n%s", diff)
	}
}
