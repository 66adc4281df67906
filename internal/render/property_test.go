package render_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rolewright/internal/property"
	"rolewright/internal/render"
)

// fragments are pieces that mean something to Markdown, HTML, templates or a Unicode algorithm.
func fragments() []string {
	return []string{
		"#", "##", "###### ", "*", "**", "_", "__", "a_b", "`", "```", "~", "~~~", "[", "]", "](", "[a](b)", "![a](b)", "[a]: b",
		"<", ">", "<b>", "</p>", "<script>alert(1)</script>", "<!-- ", " -->", "<?", "<![CDATA[", "<a href='x'>", "<https://example.com>",
		"{{", "}}", "{{.Title}}", "{{end}}", "${x}", "&", "&amp;", "&lt", ";", "&#35;", "&#x41;", "&copy", "&", "amp;", "lt;",
		"1.", "1)", "12. ", "123456789.", "1234567890.", "0", "9", ".", ")", "(", "-", "---", "- ", "+", "+ ", "=", "===", "> ", ":", "|", "\\", "\\\\", "\\*",
		"!", "\"", "'", "%", "@", "/", "http://example.com", "www.example.com", "a@example.com",
		"word", "C++", "C#", ".NET", "R&D", "70,000", "e.g.", "x", "Z",
		" ", "  ", "\t", "\u00a0", "\u2003", "\u3000", "\u1680", "\u200b", "\ufeff", "\u00ad",
		"שלום", "مرحبا", "日本語", "é", "e\u0301", "\u0301", "\U0001F469\u200d\U0001F4BB", "\U0001F600", "\U00020000",
		"\ue000", "\ue001", "\uf8ff", "€", "–", "“", "”", "…", "·",
	}
}

// words draws a line that the API would let through.
func words() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 19).Draw(t, "kind") {
		case 19:
			return strings.Repeat(rapid.SampledFrom([]string{"a", "é", "*", "1", "\U0001F600"}).Draw(t, "letter"), 2000)
		case 1, 2:
			if s := clean(withoutMarks(rapid.String().Draw(t, "any"))); s != "" {
				return s
			}
		}
		parts := rapid.SliceOfN(rapid.SampledFrom(fragments()), 1, 6).Draw(t, "parts")
		if s := clean(strings.Join(parts, "")); s != "" {
			return s
		}
		return "x"
	})
}

// withoutMarks takes out the private-use characters that the ordinary rendering uses as marks of sections: with them,
// only filling is right.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '\U000F0000' {
			return -1
		}
		return r
	}, s)
}

func addresses() []string {
	return []string{
		"https://example.com", "http://example.com/a_b*c?d=e&f=%20#g", "https://example.com/~x/(y)/!$&'*+,;=:@", "https://example.com/a__b__c",
		"http://xn--bcher-kva.example:8080/?q=&amp;lt;&copy=1",
	}
}

func mails() []string {
	return []string{"jobs@example.com", "a_b+c*d&e=f?g@example.co.uk", "a&amp@example.com", "x~y#z$!'@a-b.example"}
}

func blocksOfMarkdown() []string {
	return []string{
		"Plain words.", "- a\n- b", "1. a\n2. b", "# Heading\n\n*em* **strong**", "a \"quoted\" 'word' & <b>", "> - a\n\n- b",
		"[x](https://example.com/?a=1&b=2)", "<https://example.com>", "---", "`code` *a", "1) x\n\n- y\n\nz", "- a\n\n1. b", "&nbsp;",
	}
}

// contents draws the words of an ad: any list may be empty, any leaf but the title may be absent.
func contents(r *render.Renderer) *rapid.Generator[*render.Content] {
	return rapid.Custom(func(t *rapid.T) *render.Content {
		c := &render.Content{}
		for f := range c {
			field := render.Field(f)
			most := 1
			if render.IsList(field) {
				most = 3
			}
			n := rapid.IntRange(0, most).Draw(t, "n")
			if field == render.Title || field == render.Company {
				n = 1
			}
			for i := range n {
				c[f] = append(c[f], leaf(t, r, field, sourceOf(field, i)))
			}
		}
		return c
	})
}

func leaf(t *rapid.T, r *render.Renderer, f render.Field, source string) render.Leaf {
	switch {
	case f == render.ApplyURL || f == render.AboutWebsite:
		return render.Link(rapid.SampledFrom(addresses()).Draw(t, "url"), source)
	case f == render.ApplyEmail:
		return render.Mail(rapid.SampledFrom(mails()).Draw(t, "mail"), source)
	case f == render.AboutText:
		return r.Block(rapid.SampledFrom(blocksOfMarkdown()).Draw(t, "block"), source)
	case f == render.Encouragement:
		return render.Leaf{}
	case rapid.Bool().Draw(t, "fixed"):
		return render.Fixed(words().Draw(t, "words"), source)
	}
	return render.Plain(words().Draw(t, "words"), source)
}

func TestFillEqualsRendering(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	for _, name := range r.Names() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			property.Check(t, func(t *rapid.T) {
				checkAd(t, r, template(t, r, name), contents(r).Draw(t, "content"))
			})
		})
	}
}

// Characters that the package uses for its own purposes mean nothing in the words of a caller.
func TestTokensInWords(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	for _, word := range []string{"\ue000", "\uf8ff", "\U000f0000", "\U000ffffd", "\U0010fffd", "a\ue003b\U000f0001c"} {
		for _, name := range r.Names() {
			c := full(word)
			ad := fill(t, r, template(t, r, name), c)
			if got := toHTML(t, ad.Markdown); got != ad.HTML {
				t.Errorf("%s: %q: HTML differs from that of the Markdown", name, word)
			}
			checkWords(t, r, template(t, r, name), c, ad)
		}
	}
}

// full is content with the same word in every field, twice in each list. The blocks are left to other tests.
func full(word string) *render.Content {
	c := &render.Content{}
	for f := range c {
		field := render.Field(f)
		if !isLine(field) {
			continue
		}
		c[f] = []render.Leaf{render.Plain(word, sourceOf(field, 0))}
		if render.IsList(field) {
			c[f] = append(c[f], render.Fixed(word, sourceOf(field, 1)))
		}
	}
	c[render.ApplyURL] = []render.Leaf{render.Link("https://example.com/a?b=c", sourceOf(render.ApplyURL, 0))}
	c[render.AboutWebsite] = []render.Leaf{render.Link("https://example.com", sourceOf(render.AboutWebsite, 0))}
	c[render.ApplyEmail] = []render.Leaf{render.Mail("jobs@example.com", sourceOf(render.ApplyEmail, 0))}
	c[render.Encouragement] = []render.Leaf{{}}
	return c
}
