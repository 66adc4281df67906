package review_test

import (
	"sync"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// reviewer is one for all tests, since it does not change.
var reviewer = sync.OnceValue(func() *review.Reviewer {
	r, err := review.New()
	if err != nil {
		panic(err)
	}
	return r
})

// of reviews an example as its rule would have it.
func of(e review.Example) *jobad.Review {
	in := &review.Input{Text: e.Text, Level: e.Level, Apart: []string{"Acme GmbH", "Springfield"}}
	switch {
	case e.InTitle:
		in.Title, in.Text = e.Text, ""
	case e.Section != "":
		in.Sections = []jobad.Section{{ID: e.Section, Heading: "Section"}}
		in.Text = "## Section\n\n" + e.Text
	}
	return reviewer().Review(in)
}

// TestTermExamples runs every example of every rule: it must give, or not give, what its rule says.
func TestTermExamples(t *testing.T) {
	t.Parallel()
	for _, rule := range reviewer().Rules() {
		t.Run(rule.ID, func(t *testing.T) {
			t.Parallel()
			for _, e := range rule.Flagged {
				if !rule.Silent && !has(of(e), rule.ID) {
					t.Errorf("is not flagged: %s", e.Text)
				}
			}
			for _, e := range rule.Clean {
				for _, f := range of(e).Findings {
					if f.Rule == rule.ID || f.Category == rule.Category && f.Excerpt != "" {
						t.Errorf("%s flags “%s” in: %s", f.Rule, f.Excerpt, e.Text)
					}
				}
			}
		})
	}
}

func has(r *jobad.Review, rule string) bool {
	for i := range r.Findings {
		if r.Findings[i].Rule == rule {
			return true
		}
	}
	return false
}
