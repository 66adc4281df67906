package generate_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// TestWords counts the words of any lines the plain way.
func TestWords(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"word", "a-b", "é", "٣", "日本", "7", "@", "[", "`", "{", "/", ":", "\x00", "\t", "\v", "\x1c", "\u0085", "\u00a0", "\u2003", "-", "€", "_", " ",
	}))
	property.Check(t, func(t *rapid.T) {
		b := &jobad.Brief{Role: "chef", Company: jobad.Company{Name: "Bistro"}, Template: "concise"}
		b.Benefits = []string{"x" + strings.Join(rapid.SliceOfN(piece, 0, 9).Draw(t, "pieces"), "")}
		plan, faults := generator().Plan(b)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		ad, err := plan.Ad(jobad.Everything)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for word := range strings.FieldsSeq(ad.Text) {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
				want++
			}
		}
		if ad.Words != want {
			t.Fatalf("%d words, want %d in %q", ad.Words, want, ad.Text)
		}
	})
}
