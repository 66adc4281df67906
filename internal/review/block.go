package review

import (
	"html"
	"strings"
	"unicode/utf8"
)

// block is a heading, a paragraph or an item of a list.
type block struct {
	kind    kind
	level   int // of a heading, from 1; 0 is not known
	section string
	text    string  // as a reader sees it
	from    int     // where it begins in the source, if it stands there as it is
	pieces  []piece // where its parts come from, if not
}

// piece says where a part of the text of a block comes from: text[plain:] is source[from:], as far as the next piece.
type piece struct{ plain, from int }

// source is where the byte at a place of the text comes from; behind is true for the end of a span, which lies behind
// the byte before it.
func (b *block) source(at int, behind bool) int {
	if b.pieces == nil {
		return b.from + at
	}
	look := at
	if behind {
		look = at - 1
	}
	low, high := 0, len(b.pieces)
	for low < high {
		if middle := (low + high) / 2; b.pieces[middle].plain <= look {
			low = middle + 1
		} else {
			high = middle
		}
	}
	p := b.pieces[max(0, low-1)]
	return p.from + at - p.plain
}

// builder puts a block together from parts of a source.
type builder struct {
	source string
	text   []byte
	pieces []piece

	first, whole int // all that was added is source[first:whole], and text is still empty; 0 as whole is anything else
}

// isEmpty reports whether nothing was added yet.
func (b *builder) isEmpty() bool { return len(b.text) == 0 && b.whole == 0 }

// spell writes out what was added, since more comes that does not stand behind it.
func (b *builder) spell() {
	if b.whole > 0 {
		b.pieces = append(b.pieces, piece{0, b.first})
		b.text = append(b.text, b.source[b.first:b.whole]...)
		b.whole = 0
	}
}

// copy adds source[from:to] as it is.
func (b *builder) copy(from, to int) {
	switch {
	case from >= to:
		return
	case b.isEmpty():
		b.first, b.whole = from, to
		return
	case b.whole == from:
		b.whole = to
		return
	}
	b.spell()
	if n := len(b.pieces); n == 0 || b.pieces[n-1].from+len(b.text)-b.pieces[n-1].plain != from {
		b.pieces = append(b.pieces, piece{len(b.text), from})
	}
	b.text = append(b.text, b.source[from:to]...)
}

// put adds text that stands for what begins at from.
func (b *builder) put(text string, from int) {
	b.spell()
	b.pieces = append(b.pieces, piece{len(b.text), from})
	b.text = append(b.text, text...)
}

// space parts what comes from what was, which were on different lines.
func (b *builder) space(from int) {
	if !b.isEmpty() {
		b.put(" ", from)
	}
}

// take returns the block that was built and begins another. A block without text is not ok.
func (b *builder) take(k kind) (made block, ok bool) {
	if b.whole > 0 {
		from, end := b.first, b.whole
		for from < end && isSpace(b.source[end-1]) {
			end--
		}
		for from < end && isSpace(b.source[from]) {
			from++
		}
		b.whole = 0
		return block{kind: k, text: b.source[from:end], from: from}, from < end
	}
	text := string(b.text)
	trimmed := strings.TrimRight(text, " \t\r\n")
	lead := len(trimmed) - len(strings.TrimLeft(trimmed, " \t\r\n"))
	made = block{kind: k, text: trimmed[lead:]}
	for _, p := range b.pieces {
		if p.plain -= lead; p.plain < 0 {
			p.from -= p.plain
			p.plain = 0
		}
		if n := len(made.pieces); n > 0 && made.pieces[n-1].plain == p.plain {
			made.pieces = made.pieces[:n-1]
		}
		made.pieces = append(made.pieces, p)
	}
	b.text, b.pieces = b.text[:0], b.pieces[:0]
	return made, made.text != ""
}

// hidden stands in a text for what is not read, such as code. Phrases end at it.
const hidden = "\uFFFC"

// entity adds the character of an HTML entity at i, such as "&amp;", and returns the index behind it; i if there is none.
func (b *builder) entity(i, end int) int {
	const longest = 32
	semicolon := strings.IndexByte(b.source[i:min(end, i+longest)], ';')
	if semicolon < 2 {
		return i
	}
	raw := b.source[i : i+semicolon+1]
	decoded := html.UnescapeString(raw)
	if decoded == raw {
		return i
	}
	if r, size := utf8.DecodeRuneInString(decoded); r == 0xA0 && size == len(decoded) {
		decoded = " "
	}
	b.put(decoded, i)
	return i + len(raw)
}

// next finds the next place of a byte in a source, each part of which it looks at once however often it is asked.
type next struct {
	source string
	char   byte
	known  int // the first place at or behind the last one that was asked for; len(source) is none
	asked  int
}

func (n *next) from(i int) (at int, ok bool) {
	if i < n.asked || i > n.known || n.asked == 0 && n.known == 0 {
		n.known = len(n.source)
		if at := strings.IndexByte(n.source[i:], n.char); at >= 0 {
			n.known = i + at
		}
	}
	n.asked = i
	return n.known, n.known < len(n.source)
}
