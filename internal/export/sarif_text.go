package export

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sarifLines finds lines and columns in a text.
type sarifLines struct {
	starts []int // of lines, in bytes
	units  []int // UTF-16 code units before each byte, and at last before the end
}

// newSARIFLines splits a text where SARIF does by default: behind each "\n", with or without a "\r" before it. A byte
// order mark is in no column.
func newSARIFLines(text []byte) sarifLines {
	l := sarifLines{starts: []int{0}, units: make([]int, len(text)+1)}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		width := utf16.RuneLen(r)
		if i == 0 && r == '\ufeff' {
			width = 0
		}
		for j := i + 1; j <= i+size; j++ {
			l.units[j] = l.units[i] + width
		}
		i += size
		if r == '\n' {
			l.starts = append(l.starts, i)
		}
	}
	return l
}

// region is the part of the text from one byte up to another.
func (l sarifLines) region(start, end int) sarifRegion {
	var r sarifRegion
	r.StartLine, r.StartColumn = l.position(start)
	r.EndLine, r.EndColumn = l.position(end)
	return r
}

// position counts lines and columns from 1.
func (l sarifLines) position(offset int) (line, column int) {
	line, found := slices.BinarySearch(l.starts, offset)
	if found {
		line++
	}
	return line, 1 + l.units[offset] - l.units[l.starts[line-1]]
}

// sarifPlain is a message that is shown as it stands: braces and links in brackets mean something to SARIF, and a message
// may quote what others wrote.
func sarifPlain(s string) sarifText {
	s = strings.NewReplacer("{", "{{", "}", "}}").Replace(s)
	if strings.Contains(s, "](") {
		s = strings.NewReplacer("[", `\[`, "]", `\]`).Replace(s)
	}
	return sarifText{s}
}

func newSARIFText(s string) *sarifText {
	if s == "" {
		return nil
	}
	return &sarifText{s}
}
