package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a title as it is written, in lower case.
type token struct {
	text       string
	start, end int // in bytes
	segment    int // what punctuation parts from the rest
	bracket    bool
	amount     bool // a sign of money stands beside it
	marked     bool // a "#" stands before it
}

// scanner cuts a text into tokens.
type scanner struct {
	text   string
	lower  string // of the same length
	tokens []token

	segment, segments int
	outer             []int // the segments around the brackets that are open
}

// scan cuts a text into its words. Letters and digits make a word, with "+" and "#" behind them ("C++"), and with "&"
// between them ("FP&A"); initials lose their points ("R.N."), and words what follows an apostrophe.
func scan(text string) []token {
	s := &scanner{text: text, lower: lowered(text), tokens: make([]token, 0, len(text)/5+1)}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if isWordRune(r) {
			at = s.word(at)
			continue
		}
		s.mark(r, at, size)
		at += size
	}
	return s.tokens
}

// lowered is text in lower case if that keeps the place of every byte, else text.
func lowered(text string) string {
	if lower := strings.ToLower(text); len(lower) == len(text) {
		return lower
	}
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); utf8.RuneLen(l) == utf8.RuneLen(r) {
			return l
		}
		return r
	}, text)
}

func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && ('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9') ||
		r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// word reads the word that begins at start and returns where it ends.
func (s *scanner) word(start int) int {
	end := s.run(start)
	t := token{start: start, segment: s.segment, bracket: len(s.outer) > 0}
	if n := s.initials(start, end); n > end {
		t.text, end = strings.ReplaceAll(s.lower[start:n], ".", ""), n
	} else {
		for end < len(s.text) && s.text[end] == '&' && end+1 < len(s.text) && isWordRune(rune(s.text[end+1])) {
			end = s.run(end + 1)
		}
		for end < len(s.text) && (s.text[end] == '+' || s.text[end] == '#') && end-start < 3 {
			end++
		}
		t.text = s.lower[start:end]
		end = s.apostrophe(end)
	}
	t.end = end
	if before, size := utf8.DecodeLastRuneInString(s.text[:start]); size > 0 {
		t.amount, t.marked = isMoney(before), before == '#'
	}
	if after, _ := utf8.DecodeRuneInString(s.text[end:]); isMoney(after) {
		t.amount = true
	}
	s.tokens = append(s.tokens, t)
	return end
}

// run is where the letters and digits from start on end.
func (s *scanner) run(start int) int {
	for i, r := range s.text[start:] {
		if !isWordRune(r) {
			return start + i
		}
	}
	return len(s.text)
}

// initials is where letters with a point behind each end ("R.N."), or end if there are none.
func (s *scanner) initials(start, end int) int {
	at := end
	for at-start == 1 || at > end {
		if at+1 >= len(s.text) || s.text[at] != '.' || !isWordRune(rune(s.text[at+1])) || s.run(at+1) != at+2 {
			break
		}
		at += 2
	}
	return at
}

// apostrophe is behind an "'s" at end, or end.
func (s *scanner) apostrophe(end int) int {
	rest := s.lower[end:]
	for _, mark := range []string{"'s", "’s"} {
		if strings.HasPrefix(rest, mark) && s.run(end+len(mark)-1) == end+len(mark) {
			return end + len(mark)
		}
	}
	return end
}

func isMoney(r rune) bool { return r == '$' || r == '£' || r == '€' || r == '₹' || r == '¥' }

// mark takes a character between words and opens or closes a segment if it parts what is around it.
func (s *scanner) mark(r rune, at, size int) {
	switch r {
	case '(', '[', '{':
		s.outer = append(s.outer, s.segment)
		s.open()
	case ')', ']', '}':
		if n := len(s.outer); n > 0 {
			s.segment, s.outer = s.outer[n-1], s.outer[:n-1]
		}
	case ',', ';', ':', '|', '•', '·', '@', '!', '?', '\n', '\t', '_', '*', '~', '>', '<', '=', '"', '“', '”', '–', '—':
		s.open()
	case '-', '−':
		if s.spaced(at, at+size) {
			s.open()
		}
	case '.':
		if at+1 < len(s.text) && s.text[at+1] == ' ' && s.endsSentence(at) {
			s.open()
		}
	}
}

func (s *scanner) open() {
	s.segments++
	s.segment = s.segments
}

// spaced reports whether what stands from start to end has a space on either side.
func (s *scanner) spaced(start, end int) bool {
	return start == 0 || s.text[start-1] == ' ' || end == len(s.text) || s.text[end] == ' '
}

// endsSentence reports whether the point at a place is none of an abbreviation.
func (s *scanner) endsSentence(at int) bool {
	n := len(s.tokens)
	return n > 0 && s.tokens[n-1].end == at && len(s.tokens[n-1].text) > 5
}

// tokenWords are the words of a text as they are written, in lower case.
func tokenWords(text string) []string {
	var words []string
	for _, t := range scan(text) {
		words = append(words, t.text)
	}
	return words
}
