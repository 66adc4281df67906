package export

import "strings"

// look is how a piece of text in a PDF is set.
type look struct {
	face  int
	size  float64
	color color
	link  string
}

// span is text of one look in a line.
type span struct {
	look
	text     string
	x, width float64
}

// line is a line of text, its spans from the left.
type line struct {
	spans []span
}

// token is text without a place to break, or a place: a space or a line break.
type token struct {
	look
	text string
}

// breaker breaks text into lines as long as they fit.
type breaker struct {
	face   *typeface
	x      float64 // where lines begin
	width  float64 // of a line
	lines  []line
	filled float64 // of the last line, with the space behind its last word
	gap    []token // spaces behind the last word
	word   []token // since the last space
}

// breakLines breaks runs into lines. Words stay whole if they fit into a line, so that whoever reads the text out of
// the file finds them; a longer one is broken behind a mark that addresses have, or anywhere.
func breakLines(face *typeface, runs []run, base look, x, width float64) []line {
	b := breaker{face: face, x: x, width: width, lines: []line{{}}}
	for _, r := range runs {
		l := base.of(r)
		for rest := r.text; rest != ""; {
			end := strings.IndexAny(rest, " \n")
			if end < 0 {
				b.word = append(b.word, token{l, rest})
				break
			}
			if end > 0 {
				b.word = append(b.word, token{l, rest[:end]})
			}
			b.endWord()
			if rest[end] == '\n' {
				b.newLine()
			} else if b.filled > 0 {
				b.gap = append(b.gap, token{l, " "})
			}
			rest = rest[end+1:]
		}
	}
	b.endWord()
	return b.lines
}

// of is the look of a run in a text of look l.
func (l look) of(r run) look {
	if r.bold {
		l.face |= bold
	}
	if r.italic {
		l.face |= italic
	}
	if r.link != "" {
		l.link, l.color = r.link, linkColor
	}
	return l
}

func (b *breaker) newLine() {
	b.lines = append(b.lines, line{})
	b.filled, b.gap = 0, nil
}

func (b *breaker) measure(tokens []token) float64 {
	sum := 0.0
	for _, t := range tokens {
		sum += b.face[t.face].width(t.text, t.size)
	}
	return sum
}

// endWord sets the word that has been gathered.
func (b *breaker) endWord() {
	if len(b.word) == 0 {
		return
	}
	width := b.measure(b.word)
	if b.filled > 0 && b.filled+b.measure(b.gap)+width > b.width {
		b.newLine()
	}
	if width > b.width {
		b.cut()
	} else {
		b.set(b.gap)
		b.set(b.word)
	}
	b.gap, b.word = nil, nil
}

// cut sets a word that is longer than a line.
func (b *breaker) cut() {
	for _, t := range b.word {
		for rest := t.text; rest != ""; {
			end := b.fitting(t.look, rest)
			if end > 0 {
				b.set([]token{{t.look, rest[:end]}})
			}
			if rest = rest[end:]; rest != "" {
				b.newLine()
			}
		}
	}
}

// fitting is how much of text fits into the rest of the line: all of it, or up to a mark in its latter half, or as much
// as there is room for. An empty line takes one character at least.
func (b *breaker) fitting(l look, text string) int {
	filled, mark := b.filled, 0
	for i, r := range text {
		filled += b.face[l.face].width(string(r), l.size)
		if filled > b.width && (i > 0 || b.filled > 0) {
			if mark > i/2 {
				return mark
			}
			return i
		}
		if strings.ContainsRune("/?&=-._", r) {
			mark = i + 1
		}
	}
	return len(text)
}

// set puts tokens at the end of the line.
func (b *breaker) set(tokens []token) {
	current := &b.lines[len(b.lines)-1]
	for _, t := range tokens {
		width := b.face[t.face].width(t.text, t.size)
		if last := len(current.spans) - 1; last >= 0 && current.spans[last].look == t.look {
			current.spans[last].text += t.text
			current.spans[last].width += width
		} else {
			current.spans = append(current.spans, span{look: t.look, text: t.text, x: b.x + b.filled, width: width})
		}
		b.filled += width
	}
}
