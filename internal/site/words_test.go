package site_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/property"
	"rolewright/internal/site"
)

func TestFirstSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A cook prepares food for the guests. The role is busy.":             "A cook prepares food for the guests.",
		"A cook prepares food for the guests.":                               "A cook prepares food for the guests.",
		"A cook prepares food for all of them":                               "A cook prepares food for all of them",
		"Short. But a sentence that says more follows it. And more.":         "Short. But a sentence that says more follows it.",
		"An officer who serves in the forces of the U.S. Army. At sea.":      "An officer who serves in the forces of the U.S. Army. At sea.",
		"A helper who works at the side of Dr. Who. The role is odd.":        "A helper who works at the side of Dr. Who. The role is odd.",
		"An engineer who writes apps for phones in Swift. The role is calm.": "An engineer who writes apps for phones in Swift.",
		"Someone who makes food for 3.5 people at a time, more or less":      "Someone who makes food for 3.5 people at a time, more or less",
		"": "",
	} {
		if got := site.FirstSentence(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMark(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line  string
		words []string
		want  []site.Piece
	}{
		{"Design services", []string{"design"}, []site.Piece{{Text: "Design", Hit: true}, {Text: " services"}}},
		{"Designs for users", []string{"design", "user"}, []site.Piece{{Text: "Designs", Hit: true}, {Text: " for "}, {Text: "users", Hit: true}}},
		{"The system", []string{"systems"}, []site.Piece{{Text: "The "}, {Text: "system", Hit: true}}},
		{"We go on", []string{"going"}, []site.Piece{{Text: "We go on"}}},
		{"C++ and C#", []string{"c++"}, []site.Piece{{Text: "C++", Hit: true}, {Text: " and C#"}}},
		{"(CAFÉ)", []string{"café"}, []site.Piece{{Text: "("}, {Text: "CAFÉ", Hit: true}, {Text: ")"}}},
		{"", []string{"a"}, nil},
		{"Nothing", nil, []site.Piece{{Text: "Nothing"}}},
	} {
		if diff := cmp.Diff(test.want, site.Mark(test.line, test.words...)); diff != "" {
			t.Errorf("%q by %q (-want +got):\n%s", test.line, test.words, diff)
		}
	}
}

// TestMarkKeepsTheLine cuts any line by any words, and puts it together again.
func TestMarkKeepsTheLine(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		line := rapid.String().Draw(t, "line")
		words := rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "words")
		var b strings.Builder
		for _, piece := range site.Mark(line, words...) {
			b.WriteString(piece.Text)
		}
		if b.String() != line {
			t.Errorf("got %q", b.String())
		}
		if first := site.FirstSentence(line); !strings.HasPrefix(line, first) {
			t.Errorf("%q does not begin with %q", line, first)
		}
	})
}
