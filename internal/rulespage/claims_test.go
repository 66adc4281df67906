package main

import (
	"slices"
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// says fails t unless the page has these words, whatever its line breaks.
func says(t *testing.T, page, words string) {
	t.Helper()
	if !strings.Contains(strings.Join(strings.Fields(page), " "), words) {
		t.Errorf("the page does not say: %s", words)
	}
}

// What the page says of context holds.
func TestContextIsAsThePageSays(t *testing.T) {
	t.Parallel()
	page, r := string(built(t)), reviewer(t)
	for _, c := range []struct {
		says  string
		input review.Input
		rule  string
		found bool
	}{
		{"looks for whole words", review.Input{Text: "You sing at Starockstars."}, "culture/rockstar", false},
		{"Capitals do not matter", review.Input{Text: "ROCKSTAR wanted."}, "culture/rockstar", true},
		{"A hyphen or a slash parts words as a blank does.", review.Input{Text: "A rock-star wanted."}, "culture/rockstar", true},
		{"in one sentence only", review.Input{Text: "You climb rock. Star chefs cook."}, "culture/rockstar", false},
		{"not across a bracket or a dash between blanks", review.Input{Text: "We like rock (star chefs too)."}, "culture/rockstar", false},
		{"if they stand in the same sentence", review.Input{Text: "You plan concerts for a rockstar."}, "culture/rockstar", false},
		{"are never found in the text", review.Input{Text: "Our rockstar team.", Names: []string{"rockstar"}}, "culture/rockstar", false},
		{"is taken for a name", review.Input{Text: "You worked at Rockstar in Leeds."}, "culture/rockstar", false},
		{"a word in quotes is still read", review.Input{Text: "We want a “rockstar” here."}, "culture/rockstar", true},
		{"**Quotes and emphasis** protect nothing", review.Input{Text: "We want a **rockstar** here."}, "culture/rockstar", true},
		{"Quoted lines are read like others.", review.Input{Text: "> We want a rockstar."}, "culture/rockstar", true},
		{"**Code** between backticks", review.Input{Text: "You run `rockstar` every day."}, "culture/rockstar", false},
		{"or in a block", review.Input{Text: "```\nrockstar\n```"}, "culture/rockstar", false},
		{"web addresses and mail addresses are never read", review.Input{Text: "See https://example.com/rockstar for more."}, "culture/rockstar", false},
		{"**Headings** are not searched.", review.Input{Text: "# Nurse\n\n## You are a rockstar\n\nWelcome."}, "culture/rockstar", false},
		{"searched by rules on titles", review.Input{Title: "★ Chef"}, "title/symbols", true},
		{"**Tables and facts**", review.Input{Text: "**Team:** a rockstar crew"}, "culture/rockstar", true},
	} {
		says(t, page, c.says)
		found := false
		for _, f := range r.Review(&c.input).Findings {
			found = found || f.Rule == c.rule
		}
		if found != c.found {
			t.Errorf("%s: found is %v in %+v", c.says, found, c.input)
		}
	}
}

// What the page says of counting holds.
func TestCountsAreAsThePageSays(t *testing.T) {
	t.Parallel()
	page, r := string(built(t)), reviewer(t)
	words := func(m *jobad.Metrics) int { return m.Words }
	sentences := func(m *jobad.Metrics) int { return m.Sentences }
	graded := func(m *jobad.Metrics) int {
		if m.ReadingEase == nil || m.KincaidGrade == nil || m.ARI == nil {
			return 0
		}
		return 1
	}
	for _, c := range []struct {
		says, text string
		count      func(*jobad.Metrics) int
		want       int
	}{
		{"Headings, the title, tables, facts", "# Nurse\n\n## The job\n\n**Pay:** very good\n\n| a | b |\n|---|---|\n\nOne two three.", words, 3},
		{"code and addresses are not counted", "See `a b c` and https://example.com/x now.", words, 3},
		{"an item of a list is a sentence", "- Plan the week\n- Write it down", sentences, 2},
		{"more than one if it holds more", "- Plan the week. Write it down.", sentences, 2},
		{`such as "e.g.", ends none`, "You use tools, e.g. Excel. You like it.", sentences, 2},
		{`"high-quality" is one word`, "high-quality work", words, 2},
		{`"and/or" is two`, "plan and/or write", words, 4},
		{"a number is one", "70,000 people", words, 2},
		{"a text of less than 100 words", strings.Repeat("You plan the week with us. ", 16) + "You plan it.", graded, 0},
		{"a text of less than 100 words", strings.Repeat("You plan the week with us. ", 16) + "You plan it now.", graded, 1},
		{"if sentences have more than 60 words on average", strings.Repeat("you plan the week with us ", 17), graded, 0},
	} {
		says(t, page, c.says)
		if got := c.count(&r.Review(&review.Input{Text: c.text}).Metrics); got != c.want {
			t.Errorf("%s: %d, want %d, in: %s", c.says, got, c.want, c.text)
		}
	}
}

// What the page says of syllables shows in the grade: a text of one word again and again has as many as the word.
func TestSyllablesAreAsThePageSays(t *testing.T) {
	t.Parallel()
	page, r := string(built(t)), reviewer(t)
	for _, c := range []struct {
		says, word string
		want       float64
	}{
		{`"SQL" has three`, "SQL", 3},
		{"three for a W", "WWW", 9},
		{"A number has one however long it is", "70,000", 1},
		{`"B2B" has three`, "B2B", 3},
		{`"café" has two`, "café", 2},
	} {
		says(t, page, c.says)
		m := r.Review(&review.Input{Text: strings.Repeat(strings.Repeat(c.word+" ", 10)+"\n\n", 10)}).Metrics
		if m.KincaidGrade == nil {
			t.Errorf("%s: no grade", c.word)
			continue
		}
		if got := (*m.KincaidGrade + 15.59 - 0.39*10) / 11.8; got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("%s: %.2f syllables, want %.0f", c.word, got, c.want)
		}
	}
}

// What the page says of safe changes holds for the examples of all safe rules.
func TestFixesAreAsThePageSays(t *testing.T) {
	t.Parallel()
	page, r := string(built(t)), reviewer(t)
	says(t, page, "Only those are put in place when a text is fixed automatically")
	says(t, page, "To fix a text a second time changes nothing.")
	safe := slices.DeleteFunc(slices.Clone(r.Rules()), func(rule *review.Rule) bool { return !rule.Safe })
	for _, rule := range safe {
		for _, e := range rule.Flagged {
			once, edits := r.Fix(&review.Input{Text: e.Text})
			for _, edit := range edits {
				if !r.Rule(edit.Rule).Safe {
					t.Errorf("%q is fixed by %s, which is not safe", e.Text, edit.Rule)
				}
			}
			if twice, _ := r.Fix(&review.Input{Text: once}); twice != once {
				t.Errorf("fixed again, %q becomes %q", once, twice)
			}
		}
	}
}
