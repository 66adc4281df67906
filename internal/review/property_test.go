package review_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
	"rolewright/internal/review"
)

// sentences are all examples of all rules, and marks between them.
func sentences() []string {
	all := []string{"## Requirements", "- ", "* ", "**", "`", "[", "](", "<b>", "&amp;", "\n\n", "\n", " ", "<li>", "https://example.com/guys", "5", "Ö", "\u00AD"}
	for _, rule := range reviewer().Rules() {
		for _, e := range slices.Concat(rule.Flagged, rule.Clean) {
			all = append(all, e.Text)
		}
	}
	return all
}

// anyText is a text of examples and marks.
func anyText() *rapid.Generator[string] {
	parts := rapid.SliceOfN(rapid.SampledFrom(sentences()), 1, 30)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(parts.Draw(t, "parts"), rapid.SampledFrom([]string{" ", "\n", "\n\n", "\n- "}).Draw(t, "between"))
	})
}

func anyFormat() *rapid.Generator[review.Format] { return rapid.SampledFrom(review.Formats()) }

// checkFindings wants what holds of every review.
func checkFindings(t rapid.TB, text string, r *jobad.Review) {
	t.Helper()
	if r.Score < 0 || r.Score > 100 {
		t.Errorf("score %d", r.Score)
	}
	for _, f := range r.Findings {
		switch {
		case f.Start < 0 || f.End < f.Start || f.End > len(text):
			t.Errorf("%s is at %d to %d of %d bytes", f.Rule, f.Start, f.End, len(text))
		case !utf8.ValidString(text[f.Start:f.End]):
			t.Errorf("%s cuts a character: %q", f.Rule, text[f.Start:f.End])
		case f.Message == "" || f.Citation == "" || f.Category == "" || f.Suggestions == nil || strings.Contains(f.Message, "{}"):
			t.Errorf("incomplete: %+v", f)
		case !strings.HasPrefix(f.Rule, f.Category+"/"):
			t.Errorf("%s is not of %s", f.Rule, f.Category)
		}
	}
}

// TestAnyText reviews any text twice.
func TestAnyText(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		in := &review.Input{Text: anyText().Draw(t, "text"), Format: anyFormat().Draw(t, "format")}
		first, second := reviewer().Review(in), reviewer().Review(in)
		checkFindings(t, in.Text, first)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Errorf("another the second time:\n%s", diff)
		}
	})
}

// TestFix wants of any text: no finding is added, numbers and addresses stay, what the edits say is what was done, and to
// fix it again changes nothing.
func TestFix(t *testing.T) {
	t.Parallel()
	kept := regexp.MustCompile(`\d+|https?://\S+|\S+@\S+`)
	property.Check(t, func(t *rapid.T) {
		in := review.Input{Text: anyText().Draw(t, "text"), Format: anyFormat().Draw(t, "format"), Names: []string{"Salesman Ltd"}}
		before := byRule(reviewer().Review(&in))
		fixed, edits := reviewer().Fix(&in)
		if got := applied(t, in.Text, edits); got != fixed {
			t.Errorf("the edits give %q, the text is %q", got, fixed)
		}
		if diff := cmp.Diff(kept.FindAllString(in.Text, -1), kept.FindAllString(fixed, -1)); diff != "" {
			t.Errorf("numbers or addresses changed:\n%s", diff)
		}
		again := in
		again.Text = fixed
		for rule, n := range byRule(reviewer().Review(&again)) {
			if n > before[rule] {
				t.Errorf("%s has %d findings and had %d", rule, n, before[rule])
			}
		}
		if text, more := reviewer().Fix(&again); text != fixed || len(more) > 0 {
			t.Errorf("fixed again: %v", more)
		}
	})
}

func byRule(r *jobad.Review) map[string]int {
	n := map[string]int{}
	for i := range r.Findings {
		n[r.Findings[i].Rule]++
	}
	return n
}

// applied makes edits, which must be in order and say what stood there.
func applied(t rapid.TB, text string, edits []jobad.Edit) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || text[e.Start:e.End] != e.Before || e.Rule == "" {
			t.Fatalf("edit %+v of %q", e, text)
		}
		b.WriteString(text[at:e.Start] + e.After)
		at = e.End
	}
	return b.String() + text[at:]
}

// TestEveryExampleIsFixed fixes the examples of the safe rules, but for those with numbers, which are left alone.
func TestEveryExampleIsFixed(t *testing.T) {
	t.Parallel()
	for _, rule := range reviewer().Rules() {
		for _, e := range rule.Flagged {
			if !rule.Safe || e.InTitle || strings.ContainsAny(e.Text, "0123456789") {
				continue
			}
			fixed, edits := reviewer().Fix(&review.Input{Text: e.Text})
			if len(edits) == 0 || fixed == e.Text {
				t.Errorf("%s leaves %q as it is", rule.ID, e.Text)
			}
		}
	}
}

// FuzzReview reviews any bytes in any format.
func FuzzReview(f *testing.F) {
	for _, text := range sentences()[:40] {
		f.Add(text, uint8(0))
	}
	for _, text := range hostile() {
		f.Add(strings.Repeat(text, 20), uint8(1))
	}
	f.Fuzz(func(t *testing.T, text string, format uint8) {
		if !utf8.ValidString(text) {
			t.Skip("texts are valid UTF-8")
		}
		in := &review.Input{Text: text, Format: review.Formats()[int(format)%len(review.Formats())]}
		checkFindings(t, text, reviewer().Review(in))
		fixed, _ := reviewer().Fix(in)
		if !utf8.ValidString(fixed) {
			t.Errorf("%q becomes %q", text, fixed)
		}
	})
}
