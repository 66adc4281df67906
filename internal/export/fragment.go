package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

// fragment writes sections of an ad as HTML for a field of another system. It uses p, br, strong, ul, ol and li and no
// attributes, escapes every word, and leaves out characters that XML 1.0 forbids, so that it may stand in a feed as well.
// A line of an ad is one item or one paragraph, but for the text of a company on itself, which may have several and lists.
type fragment struct {
	b strings.Builder
	// unordered is for readers that do not know ol: steps are paragraphs that begin with their number.
	unordered bool
}

// adHTML is the HTML of an ad with its headings.
func adHTML(ad *jobad.Ad) string {
	var f fragment
	f.ad(ad)
	return f.b.String()
}

func (f *fragment) ad(ad *jobad.Ad) {
	f.marked(ad)
	sections := filled(ad)
	for i := range sections {
		f.section(&sections[i])
	}
}

// marked writes the title with what law or custom wants behind it, such as "(m/w/d)", for which other systems have no place
// of its own.
func (f *fragment) marked(ad *jobad.Ad) {
	if ad.Marker != "" {
		f.b.WriteString("<p><strong>")
		f.text(ad.Title + " " + ad.Marker)
		f.b.WriteString("</strong></p>")
	}
}

// section writes the heading of a section, if it has one, and its lines.
func (f *fragment) section(s *jobad.Section) {
	if s.Heading != "" {
		f.b.WriteString("<p><strong>")
		f.text(s.Heading)
		f.b.WriteString("</strong></p>")
	}
	f.lines(s)
}

// lines writes the lines of a section: items in a row as one list, all else as paragraphs.
func (f *fragment) lines(s *jobad.Section) {
	list, step := "", 0
	open := func(next string) {
		if next == list {
			return
		}
		if list != "" {
			f.b.WriteString("</" + list + ">")
		}
		if list = next; list != "" {
			f.b.WriteString("<" + list + ">")
		}
	}
	for i := range s.Lines {
		text := s.Lines[i].Text
		switch kind := kindOf(s, i); {
		case kind == paragraph && s.Lines[i].HTML != "":
			open("")
			f.b.WriteString(clean(s.Lines[i].HTML))
		case kind == paragraph:
			open("")
			f.paragraphs(text)
		case kind == numbered && f.unordered:
			step++
			f.paragraphs(strconv.Itoa(step) + ". " + text)
		case kind == numbered:
			open("ol")
			f.item(text)
		default:
			open("ul")
			f.item(text)
		}
	}
	open("")
}

// items writes the lines of a section as items without a list around them.
func (f *fragment) items(s *jobad.Section) {
	for i := range s.Lines {
		f.item(s.Lines[i].Text)
	}
}

func (f *fragment) item(text string) {
	f.b.WriteString("<li>")
	f.text(text)
	f.b.WriteString("</li>")
}

// paragraphs writes text whose paragraphs are divided by an empty line.
func (f *fragment) paragraphs(text string) {
	for part := range strings.SplitSeq(clean(text), "\n\n") {
		if part = strings.Trim(part, "\n"); part != "" {
			f.b.WriteString("<p>")
			f.text(part)
			f.b.WriteString("</p>")
		}
	}
}

// text writes words, with br for the end of a line. Only what HTML needs is escaped, since some boards read references
// badly.
func (f *fragment) text(words string) {
	for _, r := range clean(words) {
		switch r {
		case '&':
			f.b.WriteString("&amp;")
		case '<':
			f.b.WriteString("&lt;")
		case '>':
			f.b.WriteString("&gt;")
		case '\n':
			f.b.WriteString("<br>")
		default:
			f.b.WriteRune(r)
		}
	}
}

// kind is how a line stands in HTML.
type kind uint8

const (
	item kind = iota
	numbered
	paragraph
)

// kindOf tells the kind of a line by its section and, in the section on pay, its source.
func kindOf(s *jobad.Section, line int) kind {
	switch s.ID {
	case "purpose", "background", "team", "company", "encouragement":
		return paragraph
	case "process":
		return numbered
	case "pay":
		if s.Lines[line].Source == "brief:/pay/note" {
			return paragraph
		}
	}
	return item
}

// clean leaves out what XML 1.0 forbids and writes every end of a line as "\n".
func clean(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r == '\r' || r == utf8.RuneError || !allowed(r) }) {
		return text
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	return strings.Map(func(r rune) rune {
		if allowed(r) {
			return r
		}
		return -1
	}, text)
}

// allowed reports whether a character may stand in XML 1.0, section 2.2.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' ||
		' ' <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0x10FFFF
}
