package review_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

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
func of(e review.Example) *jobad.Review { return reviewer().Review(e.Input()) }

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

func TestAnExampleIsPutWhereItBelongs(t *testing.T) {
	t.Parallel()
	apart := []string{"Acme GmbH", "Springfield"}
	for _, c := range []struct {
		name    string
		example review.Example
		want    review.Input
	}{
		{"text", review.Example{Text: "Go", Level: jobad.Mid}, review.Input{Text: "Go", Level: jobad.Mid, Apart: apart}},
		{"a title", review.Example{Text: "Nurse", InTitle: true}, review.Input{Title: "Nurse", Apart: apart}},
		{"a section", review.Example{Text: "Go", Section: "skills"}, review.Input{
			Text: "## Section\n\nGo", Sections: []jobad.Section{{ID: "skills", Heading: "Section"}}, Apart: apart,
		}},
	} {
		if diff := cmp.Diff(&c.want, c.example.Input()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
