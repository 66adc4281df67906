package render

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/yuin/goldmark"

	"rolewright/internal/jobad"
)

// check lays t out in the three ways it may come (everything there, nothing but the title, and one leaf in each list)
// and compares what filling gives with what rendering gives, with every word that would betray a difference in every
// field. It also notes the template's own lines.
func (t *Template) check() error {
	blocks := sampleBlocks()
	t.Own = map[string][]string{}
	for _, length := range []int{0, 1, 3} {
		s, err := t.newShape(sample(length, 0, blocks).counts())
		if err != nil {
			return err
		}
		t.note(s)
		for turn := range len(hostile()) {
			if err := t.compare(s, sample(length, turn, blocks)); err != nil {
				return err
			}
		}
	}
	return nil
}

// note adds the lines of a shape that hold no field to the template's own.
func (t *Template) note(s *shape) {
	for i := range s.sections {
		id := s.sections[i].id
		for j := range s.sections[i].lines {
			words := &s.sections[i].lines[j].words
			if len(words.slots) == 0 && !slices.Contains(t.Own[id], words.literals[0]) {
				t.Own[id] = append(t.Own[id], words.literals[0])
			}
		}
	}
}

func (t *Template) compare(s *shape, c *Content) error {
	var ad jobad.Ad
	s.fill(&ad, c, jobad.Everything)
	markdown, html, err := t.ordinary(c)
	if err != nil {
		return err
	}
	if ad.Markdown != markdown || ad.HTML != html {
		return fmt.Errorf("a field stands where words cannot be filled in, such as inside a link or code, "+
			"or before a full stop at the beginning of a line, near %q", firstDifference(ad.HTML, html))
	}
	return nil
}

// ordinary renders the template with the words in place and parses what comes out: the long way to the same bytes.
func (t *Template) ordinary(c *Content) (markdown, html string, err error) {
	page := newPage(c.counts(), func(f Field, i int) string {
		var b strings.Builder
		c[f][i].writeMarkdown(&b)
		return b.String()
	})
	raw, err := t.execute(page)
	if err != nil {
		return "", "", err
	}
	markdown, _ = tidy(raw)
	var b bytes.Buffer
	err = goldmark.Convert([]byte(markdown), &b)
	return markdown, b.String(), err
}

// hostile are words full of characters that mean something to someone.
func hostile() []string {
	return []string{
		"# *a* _b_ `c` [d](e) <f> &amp; {{.Title}} ~g~ \\ |h| #",
		"1. one", "- dash\"quote'", "+1 & more &lt", "=== >", "*", "_", "&copy", "a_b <!-- --> </script>",
		"1", ". one", "(net)", "word", "!",
	}
}

// sampleBlocks are blocks of Markdown of several kinds.
func sampleBlocks() []Leaf {
	var all []Leaf
	b := newBlocks()
	for _, markdown := range []string{"- One\n- *two*\n\n# three\n\n1. four\n\n- five", "1. One", "One"} {
		all = append(all, b.leaf(markdown, "brief:/company/about"))
	}
	return all
}

// sample is content with length leaves in each list. Each turn, every field has another of the hostile words.
func sample(length, turn int, blocks []Leaf) *Content {
	var c Content
	words := hostile()
	n := turn
	for f := range c {
		count := 1
		if length == 0 && Field(f) != Title {
			continue
		}
		if isList(Field(f)) {
			count = max(length, 1)
		}
		for range count {
			c[f] = append(c[f], Plain(words[n%len(words)], "brief:/sample"))
			n++
		}
	}
	if length > 0 {
		c[AboutText] = blocks[turn%len(blocks):][:1:1]
		c[AboutWebsite] = []Leaf{Link("https://example.com", "brief:/company/website")}
		c[ApplyURL] = []Leaf{Link("https://example.com/a?b=c&d=%20e", "brief:/apply/url")}
		c[ApplyEmail] = []Leaf{Mail("jobs@example.com", "brief:/apply/email")}
	}
	return &c
}

func firstDifference(a, b string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[max(0, i-20):min(len(a), i+20)]
		}
	}
	return "the end"
}
