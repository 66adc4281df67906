package main

import (
	"bytes"
	"strings"
	"testing"

	"rolewright/internal/property"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// asRead is what a reader sees of Markdown.
func asRead(t rapid.TB, markdown string) string {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	var read strings.Builder
	for z := html.NewTokenizer(&page); ; {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(read.String())
		case html.TextToken:
			read.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func TestEscapedTextIsReadAsItIs(t *testing.T) {
	t.Parallel()
	words := rapid.StringOfN(rapid.SampledFrom([]rune("ab1$*_`~[](){}<>#+-.!|\\&;:=/^@\"'é–")), 1, 12, -1)
	property.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(words, 1, 5).Draw(t, "words"), " ")
		for _, before := range []string{"", "- ", "- *(as the title)* "} {
			got := strings.TrimPrefix(asRead(t, before+escape(text)), "(as the title) ")
			if got != text {
				t.Fatalf("%q behind %q is read as %q", text, before, got)
			}
		}
	})
}

func TestEscape(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"Salary up to $90k", `Salary up to \$90k`},
		{"***Nurse***", `\*\*\*Nurse\*\*\*`},
		{"- a bullet - or two", `\- a bullet - or two`},
		{"1. First, 2. second", `1\. First, 2. second`},
		{"  two\n  lines ", "two lines"},
		{"", ""},
	} {
		if got := escape(c.text); got != c.want {
			t.Errorf("escape(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"a line is text", "C# & more", `C\# \& more`},
		{"lines are code", "# Pay\n\n- Good\n", "```markdown\n  # Pay\n\n  - Good\n  ```"},
		{"code inside code", "a\n```\nb", "````markdown\n  a\n  ```\n  b\n  ````"},
		{"a long line is cut", strings.Repeat("word ", 50), strings.Repeat("word ", 32) + "…"},
		{"a long word is cut", strings.Repeat("w", 200), strings.Repeat("w", 160) + "…"},
		{"many lines are cut", strings.Repeat("a\n", 30), "```markdown\n" + strings.Repeat("  a\n", 20) + "  …\n  ```"},
	} {
		if diff := cmp.Diff(c.want, quote(c.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAnchor(t *testing.T) {
	t.Parallel()
	for heading, want := range map[string]string{
		"age/digital-native":              "agedigital-native",
		"gender_coding/masculine":         "gender_codingmasculine",
		"Culture and clichés":             "culture-and-clichés",
		"What it is, and what it is not!": "what-it-is-and-what-it-is-not",
	} {
		if got := anchor(heading); got != want {
			t.Errorf("anchor(%q) = %q, want %q", heading, got, want)
		}
	}
}
