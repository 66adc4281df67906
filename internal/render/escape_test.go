package render_test

import (
	"html"
	"strings"
	"testing"

	"rolewright/internal/render"
)

func TestMarkdownEscapes(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		// Left alone.
		{"", ""},
		{"Plain words, with commas; colons: and dashes - here.", "Plain words, with commas; colons: and dashes - here."},
		{"C++", "C++"},
		{"C++ and C#", "C++ and C#"},
		{"C# and F#", "C# and F#"},
		{".NET", ".NET"},
		{"R&D team", "R&D team"},
		{"Q&A, R&D", `Q&A, R\&D`}, // a template may go on with ";"
		{"A & B", "A & B"},
		{"snake_case and a_b_c", "snake_case and a_b_c"},
		{"70,000", "70,000"},
		{"e.g. x", "e.g. x"},
		{"50 % (net)", "50 % (net)"},
		{"3.5 years", "3.5 years"},
		{"2) or 3) of them, not first", `2\) or 3) of them, not first`},
		{"4 to 5) x", "4 to 5) x"},
		{"1234567890. is too long for a list", "1234567890. is too long for a list"},
		{"+49 30 123456", "+49 30 123456"},
		{"-5 °C", "-5 °C"},
		{"a > b = c | d", "a > b = c | d"},
		{"Wow! It's \"quoted\" {{.Title}} $x^2$", "Wow! It's \"quoted\" {{.Title}} $x^2$"},
		{"https://example.com/a?b=c", "https://example.com/a?b=c"},
		{"Straße, שלום, 日本語, \U0001F600", "Straße, שלום, 日本語, \U0001F600"},
		{"#1 in the world is not said", `\#1 in the world is not said`},

		// Escaped.
		{`back\slash`, `back\\slash`},
		{"`code`", "\\`code\\`"},
		{"*a* 2 * 3", `\*a\* 2 \* 3`},
		{"_a_", `\_a\_`},
		{"a_ _b __c__", `a\_ \_b \_\_c\_\_`},
		{"é_é", `é\_é`},
		{"[a](b)", `\[a\](b)`},
		{"![a](b)", `!\[a\](b)`},
		{"<b>", `\<b>`},
		{"~~a~~", `\~\~a\~\~`},
		{"&amp; &#35; &#x41; &copy;", `\&amp; \&#35; \&#x41; \&copy;`},
		{"a &", `a \&`},
		{"a &lt", `a \&lt`},
		{"# a", `\# a`},
		{"#", `\#`},
		{"##", `\##`},
		{"a #", `a \#`},
		{"a ##", `a #\#`},
		{"+ a", `\+ a`},
		{"- a", `\- a`},
		{"-\ta", "\\-\ta"},
		{"-", `\-`},
		{"---", `\---`},
		{"===", `\===`},
		{"> a", `\> a`},
		{"1. a", `1\. a`},
		{"12) a", `12\) a`},
		{"123456789. a", `123456789\. a`},
		{"1.", `1\.`},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			if got := render.MarkdownOf(render.Plain(test.text, "")); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if got := render.MarkdownOf(render.Fixed(test.text, "")); got != test.want {
				t.Errorf("fixed: got  %s\nwant %s", got, test.want)
			}
			// A paragraph, a heading and an item of a list read it back as it is.
			for _, place := range []string{"", "# ", "- ", "1. ", "**a:** "} {
				page, _ := readHTML(t, toHTML(t, place+test.want+"\n"))
				page = strings.Trim(page, "\n")
				if want := strings.TrimPrefix(place+test.text, place); !strings.HasSuffix(page, want) {
					t.Errorf("after %q it reads as %q", place, page)
				}
			}
		})
	}
}

func TestHTMLEscapes(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, want string }{
		{"", ""},
		{"plain", "plain"},
		{`<a href="x">R&D's</a>`, `&lt;a href=&quot;x&quot;&gt;R&amp;D's&lt;/a&gt;`},
		{"&amp;", "&amp;amp;"},
		{"é\u00a0\U0001F600", "é\u00a0\U0001F600"},
		{">", "&gt;"},
	}
	for _, test := range tests {
		got := render.HTMLOf(render.Plain(test.text, ""))
		if got != test.want || render.HTMLOf(render.Fixed(test.text, "")) != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
		if html.UnescapeString(got) != test.text {
			t.Errorf("%q is read back as %q", test.text, html.UnescapeString(got))
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		leaf           render.Leaf
		markdown, html string
	}{
		{render.Link("https://example.com/?a=1&b=2", "s"), "<https://example.com/?a=1&b=2>", `<a href="https://example.com/?a=1&amp;b=2">https://example.com/?a=1&amp;b=2</a>`},
		{render.Mail("a_b@example.com", "s"), "<a_b@example.com>", `<a href="mailto:a_b@example.com">a_b@example.com</a>`},
	}
	for _, test := range tests {
		if got := render.MarkdownOf(test.leaf); got != test.markdown {
			t.Errorf("got Markdown %s, want %s", got, test.markdown)
		}
		if got := render.HTMLOf(test.leaf); got != test.html {
			t.Errorf("got HTML %s, want %s", got, test.html)
		}
		if got, want := toHTML(t, test.markdown), "<p>"+test.html+"</p>\n"; got != want {
			t.Errorf("goldmark reads it as %s, want %s", got, want)
		}
	}
}
