package render

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"
)

// Tokens are private-use characters: they are no punctuation, no space and no markup to any parser.
const (
	firstToken   = '\uE000' // the n-th leaf of a page is firstToken + n
	lastToken    = '\uF8FF'
	sectionStart = '\U000F0000' // the n-th section of a template begins
	sectionEnd   = '\U000FFFFD'
)

func isPrivate(r rune) bool {
	return firstToken <= r && r <= lastToken || r >= sectionStart
}

// slot names a leaf of a Content.
type slot struct {
	field Field
	index uint16
}

// form is one format of a shape: literals with slots between them, so one literal more than slots.
type form struct {
	literals []string
	slots    []slot
}

// fill writes the form with the leaves of c, each written by write.
func (f *form) fill(c *Content, write func(*Leaf, *strings.Builder)) string {
	size := 0
	for _, literal := range f.literals {
		size += len(literal)
	}
	for _, s := range f.slots {
		size += len(c[s.field][s.index].Text) + 8
	}
	var b strings.Builder
	b.Grow(size)
	for i, s := range f.slots {
		b.WriteString(f.literals[i])
		write(&c[s.field][s.index], &b)
	}
	b.WriteString(f.literals[len(f.slots)])
	return b.String()
}

// fillText is fill for plain text. A form that is one literal or one leaf needs no copy.
func (f *form) fillText(c *Content) string {
	switch {
	case len(f.slots) == 0:
		return f.literals[0]
	case len(f.slots) == 1 && f.literals[0] == "" && f.literals[1] == "":
		return c[f.slots[0].field][f.slots[0].index].Text
	}
	return f.fill(c, (*Leaf).writeText)
}

// block is the HTML of a caller's Markdown, if the form is that and no more.
func (f *form) block(c *Content) string {
	if len(f.slots) != 1 || f.literals[0] != "" || f.literals[1] != "" {
		return ""
	}
	forms := c[f.slots[0].field][f.slots[0].index].forms
	if forms == nil {
		return ""
	}
	return forms.line
}

// shape is a template laid out for fields of certain lengths: all of an ad but its words.
type shape struct {
	markdown, html, text form
	description          form
	sections             []section
	shown                Fields
}

// section is a section of a shape. The heading and the lines are in plain text.
type section struct {
	id      string
	heading form
	lines   []line
}

// line is a line of a section. Its source is that of its first leaf, or else the template's.
type line struct {
	words  form
	source string // if words has no slot
}

// newShape lays t out for n leaves per field.
func (t *Template) newShape(n counts) (*shape, error) {
	var slots []slot
	page := newPage(n, func(f Field, i int) string {
		slots = append(slots, slot{f, uint16(i)})      //nolint:gosec // G115: i is below a uint16
		return string(firstToken + rune(len(slots)-1)) //nolint:gosec // G115: bounded below, before a token is read
	})
	if len(slots) > lastToken-firstToken {
		return nil, errors.New("the ad has too many lines")
	}
	raw, err := t.execute(page)
	if err != nil {
		return nil, err
	}
	source, spans := tidy(raw)
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(source)))
	var html bytes.Buffer
	if err := goldmark.DefaultRenderer().Render(&html, []byte(source), doc); err != nil {
		return nil, err
	}
	sections, err := t.trace(doc, []byte(source), spans, slots)
	if err != nil {
		return nil, err
	}
	s := &shape{sections: sections}
	s.markdown = cut(source, slots)
	s.html = cut(html.String(), slots)
	s.text = cut(plainText(doc, []byte(source)), slots)
	s.description = cut(describe(doc, []byte(source)), slots)
	for _, slot := range s.markdown.slots {
		s.shown |= 1 << slot.field
	}
	if len(s.html.slots) != len(s.markdown.slots) {
		return nil, errors.New("a field stands where words cannot be filled in: inside HTML or the target of a link")
	}
	return s, errors.Join(s.html.openBlocks(), s.description.openBlocks())
}

// cut splits words at their tokens.
func cut(words string, slots []slot) form {
	var f form
	from := 0
	for i, r := range words {
		if firstToken <= r && r <= lastToken {
			f.literals = append(f.literals, words[from:i])
			f.slots = append(f.slots, slots[r-firstToken])
			from = i + len(string(r))
		}
	}
	f.literals = append(f.literals, words[from:])
	return f
}

// openBlocks takes away the paragraph around each leaf that is a block and brings its own.
func (f *form) openBlocks() error {
	for i, s := range f.slots {
		if s.field != AboutText {
			continue
		}
		before, opened := strings.CutSuffix(f.literals[i], "<p>")
		after, closed := strings.CutPrefix(f.literals[i+1], "</p>\n")
		if !opened || !closed {
			return fmt.Errorf("{{.%s}} is a block of Markdown and must stand in a paragraph of its own", paths()[s.field])
		}
		f.literals[i], f.literals[i+1] = before, after
	}
	return nil
}

// span is where a section is in Markdown: from the first byte to before the last.
type span struct {
	section    int
	start, end int
}

// tidy takes the section marks out of laid-out Markdown, sections of which nothing but the heading is left, and white space that has no meaning: at the ends of lines,
// and more than one empty line. It also counts the items of numbered lists, which all begin with "1. " in a template.
// So the author of a template need not care for either.
func tidy(raw string) (string, []span) {
	var (
		out   = make([]byte, 0, len(raw))
		spans []span
		// number is that of the item of a numbered list in the line above, or 0.
		number int
	)
	for _, r := range raw {
		switch {
		case r == sectionEnd:
			last := len(spans) - 1
			if spans[last].end = len(out); isHeadingOnly(out[spans[last].start:]) {
				out, spans = out[:spans[last].start], spans[:last]
			}
		case r >= sectionStart:
			spans = append(spans, span{section: int(r - sectionStart), start: len(out)})
		case r == '\n':
			out = bytes.TrimRight(out, " \t")
			out, number = countItem(out, number)
			if len(out) > 0 && !bytes.HasSuffix(out, []byte("\n\n")) {
				out = append(out, '\n')
			}
		default:
			out = append(out, string(r)...)
		}
	}
	out = append(bytes.TrimRight(out, " \t\n"), '\n')
	return string(out), spans
}

// isHeadingOnly reports whether a section has a heading and nothing below it. A heading with a field in it says something.
func isHeadingOnly(section []byte) bool {
	section = bytes.TrimSpace(section)
	return bytes.HasPrefix(section, []byte("#")) && !bytes.ContainsFunc(section, func(r rune) bool { return r == '\n' || isPrivate(r) })
}

// countItem gives the last line of out its number, if it is an item of a numbered list that goes on from the line above.
func countItem(out []byte, above int) (counted []byte, number int) {
	start := bytes.LastIndexByte(out, '\n') + 1
	item, isItem := bytes.CutPrefix(out[start:], []byte("1. "))
	switch {
	case !isItem:
		return out, 0
	case above == 0:
		return out, 1
	}
	line := append(strconv.AppendInt(nil, int64(above+1), 10), ". "...)
	return append(append(out[:start:start], line...), item...), above + 1
}
