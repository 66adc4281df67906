package strictyaml

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// cut is a place where a file can be cut in two: between two items of a list that is the value of an outermost key. What
// the parser holds at such a place is known: it is inside of two things, of which it knows where they began.
type cut struct {
	at, line int // the first byte of an item, and how many lines are before it
	list
}

// list is a list that is the value of an outermost key. Lines are counted from 0.
type list struct {
	outer  int // line of the first of the outermost keys
	key    int // line of the key of the list
	first  int // line of the first item
	indent int // of the items, in spaces; 0 if there is no list
}

// opening is as many lines as there are before the cut, which lead the parser to what it holds there: a key without a
// value where the outermost mapping begins, one at the key of the list, and an item without a value where the list begins.
func (c cut) opening() string {
	var b strings.Builder
	line := 0
	write := func(at int, text string) {
		b.WriteString(strings.Repeat("\n", at-line))
		b.WriteString(text)
		line = at + 1
	}
	if c.outer != c.key {
		write(c.outer, "a:\n")
	}
	write(c.key, "b:\n")
	write(c.first, strings.Repeat(" ", c.indent)+"-\n")
	write(c.line, "")
	return b.String()
}

// filler is how many nodes of the outermost mapping come from the opening, with the key of the list and its value.
func (c cut) filler() int {
	if c.outer != c.key {
		return 4
	}
	return 2
}

// cuts are places that cut data into about as many equal pieces, or fewer. There are some only if no line leaves
// anything open that the next one would have to close: no quotes, brackets or text in a block. So a dash below the
// first dash of a list begins the next item of the list, whatever the lines between hold, unless the parser stumbles on them.
func cuts(data []byte, pieces int) []cut {
	var all []cut
	c := cutter{list: list{outer: -1}}
	for at := 0; at < len(data); c.line++ {
		text, _, _ := bytes.Cut(data[at:], []byte("\n"))
		if !c.read(text) {
			return nil
		}
		if c.item && at >= len(data)/pieces*(len(all)+1) && len(all)+1 < pieces {
			all = append(all, cut{at: at, line: c.line, list: c.list})
		}
		at += len(text) + 1
	}
	return all
}

// cutter goes through the lines of a file.
type cutter struct {
	list
	line int
	bare bool // the last outermost key has no value in its line, and no line was below it yet
	item bool // the line begins an item of the list that is not its first
}

// read reads the next line. It returns false if the file cannot be cut.
func (c *cutter) read(line []byte) bool {
	text := bytes.TrimLeft(line, " ")
	c.item = false
	if len(text) == 0 || text[0] == '#' {
		return isPrintable(text)
	}
	indent := len(line) - len(text)
	dashed := bytes.HasPrefix(text, []byte("- "))
	switch {
	case !isPrintable(text) || !isClosed(bytes.TrimPrefix(text, []byte("- "))):
		return false
	case indent == 0:
		c.startKey(text)
		return isLetter(text[0]) // "..." would end the document
	case c.bare && dashed:
		c.first, c.indent = c.line, indent
	case c.indent > 0:
		c.item = dashed && indent == c.indent
	}
	c.bare = false
	return c.outer >= 0 && indent >= c.indent
}

func (c *cutter) startKey(text []byte) {
	if c.outer < 0 {
		c.outer = c.line
	}
	c.key, c.indent, c.bare = c.line, 0, text[len(text)-1] == ':'
}

// isPrintable reports a text without control characters, line ends of other kinds, byte order marks and what is no UTF-8.
func isPrintable(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if ' ' <= text[i] && text[i] <= '~' {
			continue
		}
		r, width := utf8.DecodeRune(text[i:])
		if r < 0xA0 || r == '\u2028' || r == '\u2029' || r == '\uFEFF' || r == '\uFFFE' || r == '\uFFFF' || r == utf8.RuneError {
			return false
		}
		i += width - 1
	}
	return true
}

// isClosed reports a line, without its indentation and dash, that leaves nothing open but plain text. It may take a line
// that is closed for one that is not.
func isClosed(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	value := line
	if beginsPlain(line[0]) {
		_, after, found := bytes.Cut(line, []byte(": "))
		if !found {
			return true
		}
		value = after
	}
	if len(value) < 2 {
		return len(value) == 1 && beginsPlain(value[0])
	}
	first, inside, last := value[0], value[1:len(value)-1], value[len(value)-1]
	switch first {
	case '"', '\'':
		return first == last && bytes.IndexByte(inside, first) < 0 && bytes.IndexByte(inside, '\\') < 0
	case '[', '{':
		return isClosedFlow(value)
	case '-': // of a number
		return isLetter(value[1])
	}
	return beginsPlain(first)
}

// isClosedFlow reports a list or a mapping in brackets that is closed at the end of the line and not before.
func isClosedFlow(text []byte) bool {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
			if depth == 0 {
				return i+1 == len(text)
			}
		case '"':
			length := quoted(text, i)
			if length == 0 {
				return false
			}
			i += length - 1
		case '#', '\'': // begins something, but for inside of a word
			if !isLetter(text[i-1]) {
				return false
			}
		}
	}
	return false
}

// quoted is the length of the text in quotes that begins at place i, in brackets; 0 if it is not sure to begin there, or
// to be closed.
func quoted(text []byte, i int) int {
	before := text[:i]
	if !bytes.HasSuffix(before, []byte(": ")) && !bytes.HasSuffix(before, []byte(", ")) && !bytes.ContainsAny(before[i-1:], "[{") {
		return 0
	}
	length := bytes.IndexByte(text[i+1:], '"')
	if length < 0 || bytes.IndexByte(text[i+1:i+1+length], '\\') >= 0 {
		return 0
	}
	return length + 2
}

// beginsPlain reports what plain text can begin with, whatever follows.
func beginsPlain(b byte) bool { return strings.IndexByte(" -?:,[]{}#&*!|>'\"%@`", b) < 0 }

// isLetter reports a letter, a digit or a part of a longer character.
func isLetter(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b >= utf8.RuneSelf
}
