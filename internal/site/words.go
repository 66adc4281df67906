package site

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Piece is a part of a line. All pieces together are the line.
type Piece struct {
	Text string
	Hit  bool // a word that was looked for
}

// mark cuts a line at the words that were looked for.
func mark(line string, words []string) []Piece {
	var pieces []Piece
	add := func(text string, hit bool) {
		if last := len(pieces) - 1; last >= 0 && pieces[last].Hit == hit {
			pieces[last].Text += text
			return
		}
		pieces = append(pieces, Piece{text, hit})
	}
	for line != "" {
		n := run(line, isWord)
		if n > 0 {
			hit := slices.ContainsFunc(words, func(word string) bool { return alike(line[:n], word) })
			add(line[:n], hit)
			line = line[n:]
		}
		gap := run(line, func(r rune) bool { return !isWord(r) })
		if gap > 0 {
			add(line[:gap], false)
			line = line[gap:]
		}
	}
	return pieces
}

// run is the length in bytes of the beginning of text that is of one kind.
func run(text string, kind func(rune) bool) int {
	if n := strings.IndexFunc(text, func(r rune) bool { return !kind(r) }); n >= 0 {
		return n
	}
	return len(text)
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '+' || r == '#'
}

// minAlike is how many letters a word has, at least, that stands for those that it begins.
const minAlike = 3

// alike reports whether a word of a line is one that was typed: the same, or one begins the other, as "design" begins
// "designs".
func alike(word, typed string) bool {
	word, typed = strings.ToLower(word), strings.ToLower(typed)
	if word == typed {
		return true
	}
	if utf8.RuneCountInString(word) > utf8.RuneCountInString(typed) {
		word, typed = typed, word
	}
	return utf8.RuneCountInString(word) >= minAlike && strings.HasPrefix(typed, word)
}

// minSentence is the length in bytes of a first sentence that says enough alone.
const minSentence = 30

// minName is how many letters a word with a capital has, at least, that is no abbreviation such as "Dr." or "Inc.".
const minName = 5

// firstSentence is the beginning of a text up to a full stop with a capital behind it, or all of it. A full stop behind
// an abbreviation such as "U.S." or "Dr." ends nothing.
func firstSentence(text string) string {
	for at := range text {
		if at < minSentence || !strings.HasPrefix(text[at:], ". ") {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+len(". "):])
		last := text[strings.LastIndexByte(text[:at], ' ')+1 : at]
		first, _ := utf8.DecodeRuneInString(last)
		abbreviated := strings.Contains(last, ".") || unicode.IsUpper(first) && utf8.RuneCountInString(last) < minName
		if unicode.IsUpper(next) && !abbreviated {
			return text[:at+1]
		}
	}
	return text
}
