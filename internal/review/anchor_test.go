package review

import (
	"slices"
	"strings"
	"testing"

	"rolewright/internal/property"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestPatternsThatCannotBeInAText holds the words that a pattern needs to what trying every pattern finds.
func TestPatternsThatCannotBeInAText(t *testing.T) {
	t.Parallel()
	quick, err := New()
	if err != nil {
		t.Fatal(err)
	}
	thorough, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range thorough.lexicon.patterns {
		if len(p.needs) == 0 {
			t.Fatalf("a pattern of %s needs no word", p.term.rule.ID)
		}
		p.needs = nil
	}
	var all []string
	for _, term := range quick.lexicon.terms {
		all = append(all, slices.Concat(term.Flagged, term.Clean)...)
	}
	same := func(t rapid.TB, text string) {
		if diff := cmp.Diff(thorough.Review(&Input{Text: text}), quick.Review(&Input{Text: text})); diff != "" {
			t.Errorf("%q (-thorough +quick):\n%s", text, diff)
		}
	}
	for _, text := range all {
		same(t, text)
	}
	property.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SampledFrom(all), 1, 4).Draw(t, "texts")
		words := rapid.Permutation(strings.Fields(strings.Join(texts, " "))).Draw(t, "words")
		same(t, strings.Join(words, " "))
	})
}
