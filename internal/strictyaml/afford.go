package strictyaml

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Bounds of a file. The parser takes some 25 ns for a byte and up to 3 µs for a value: within these bounds, any file is
// read or refused within 250 ms, see BenchmarkHostile. The catalog of the program uses about six sevenths of them.
const (
	MaxFile       = 2 << 20 // bytes
	maxMarks      = 56_000  // ends of lines, and marks inside of lines that a value can begin at
	maxDirectives = 16      // lines that begin with "%"; the parser compares each with all before
)

// affordable reports whether data can be parsed within bounds of time and memory; if not, why. It never takes a file for
// cheaper than it is, whatever quotes and comments it has, because it does not try to understand them: words with
// commas count like a list of words. Marks are those of a file that can be.
func affordable(data []byte) (marks int, fault Fault, ok bool) {
	switch {
	case len(data) > MaxFile:
		return 0, Fault{Detail: fmt.Sprintf("the file is larger than %d bytes", MaxFile)}, false
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return 0, Fault{Line: 1, Column: 1, Detail: "is UTF-16; save it as UTF-8"}, false
	}
	c := counter{data: data, line: 1}
	notable := notableBytes()
	for i, b := range data {
		if !notable[b] {
			continue
		}
		c.count(i)
		switch {
		case c.marks > maxMarks:
			return 0, c.fault(i, fmt.Sprintf("the file has more than %d lines, commas and brackets; what is over begins here", maxMarks)), false
		case c.directives > maxDirectives:
			return 0, c.fault(i, fmt.Sprintf("more than %d lines begin with %%", maxDirectives)), false
		}
	}
	return c.marks, Fault{}, true
}

// notableBytes are those that may have to be counted; few are.
func notableBytes() *[256]bool {
	var notable [256]bool
	for _, b := range []byte("\n\r\x85\xA8\xA9,[{-?%") {
		notable[b] = true
	}
	return &notable
}

// counter counts what the parser takes long for.
type counter struct {
	data        []byte
	line, start int  // number and first byte of the line
	item        bool // an item or a key of its own has begun in the line
	marks       int
	directives  int
}

// count counts the byte at place i.
func (c *counter) count(i int) {
	switch b := c.data[i]; b {
	case ',', '[', '{':
		c.marks++
	case '-', '?':
		if i+1 < len(c.data) && c.data[i+1] != ' ' && c.data[i+1] != '\t' {
			return
		}
		if c.item { // "- - a" is a list in a list; the first is counted with the line
			c.marks++
		}
		c.item = true
	case '%':
		if i == c.start {
			c.directives++
		}
	default:
		if c.endsLine(i) {
			c.marks++
			c.line, c.start, c.item = c.line+1, i+1, false
		}
	}
}

// endsLine reports whether a line ends with the byte at place i, in any way that YAML knows.
func (c *counter) endsLine(i int) bool {
	switch c.data[i] {
	case '\n':
		return true
	case '\r':
		return i+1 == len(c.data) || c.data[i+1] != '\n'
	case 0x85: // NEL, U+0085
		return i > 0 && c.data[i-1] == 0xC2
	case 0xA8, 0xA9: // LS and PS, U+2028 and U+2029
		return i > 1 && c.data[i-2] == 0xE2 && c.data[i-1] == 0x80
	}
	return false
}

func (c *counter) fault(i int, detail string) Fault {
	start := min(c.start, i)
	return Fault{Line: c.line, Column: utf8.RuneCount(c.data[start:i]) + 1, Detail: detail}
}
