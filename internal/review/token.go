package review

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// token is a word, a number or a web address of a text.
type token struct {
	start, end int32 // in bytes of the text
	sentence   int32 // number of its sentence, from 0
	flags      flags
	lexeme
}

// flags say how a token is written and what is before it.
type flags uint16

const (
	capital   flags = 1 << iota // begins with an upper-case letter
	allCaps                     // has two or more letters, all in upper case
	number                      // begins with a digit
	opaque                      // a web or mail address, which no rule looks at
	afterMark                   // punctuation that ends a phrase is before it
	comma                       // a comma is before it
	opening                     // first of its sentence, or behind a colon
	spaced                      // white space or a dash is before it
	glued                       // two words that ran together
	genitive                    // ends with "'s", which its number does not know
)

func (f flags) has(g flags) bool { return f&g != 0 }

// lexeme is what there is to know of a word as it is written, wherever it stands.
type lexeme struct {
	word       wordID // unknown if it is in no rule
	syllables  uint16
	characters uint16 // letters and digits
	class      class
	written    flags
}

// wordID numbers a word of the rules.
type wordID uint32

const unknown wordID = 0

// vocabulary numbers every word that is in a rule.
type vocabulary map[string]wordID

// add returns the number of a word in lower case.
func (v vocabulary) add(word string) wordID {
	id, ok := v[word]
	if !ok {
		id = wordID(len(v) + 1) //nolint:gosec // there are some thousand words
		v[word] = id
	}
	return id
}

// maxLexemes is how many words a scanner remembers, at most. Texts share most of their words.
const maxLexemes = 8192

// scanner cuts a text into tokens.
type scanner struct {
	vocabulary vocabulary
	classes    []class // by wordID
	lexemes    map[string]lexeme
	text       string
	tokens     []token
	sentence   int32
	pending    flags // of what is before the next token
	ended      byte  // the mark that may have ended a sentence, or 0
	looked     int   // no address begins before this place
	bullets    int   // inside the text
	hasMoney   bool  // a sign or code of a currency is in the text
	buffer     []byte
}

// scan reads text. What it returns is good until the next call.
func (s *scanner) scan(text string) []token {
	s.text, s.tokens, s.sentence, s.pending, s.ended = text, s.tokens[:0], 0, opening|spaced, 0
	s.looked, s.bullets, s.hasMoney = 0, 0, false
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case isSpace(c):
			s.pending |= spaced
			i++
		case isASCIIWord(c) || c == '.' && s.startsWithDot(i):
			i = s.address(i)
		case c < utf8.RuneSelf:
			s.mark(c, i)
			i++
		default:
			i = s.wide(i)
		}
	}
	return s.tokens
}

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// startsWithDot reports a word such as ".NET".
func (s *scanner) startsWithDot(i int) bool {
	return i+1 < len(s.text) && isASCIIWord(s.text[i+1]) && (i == 0 || s.text[i-1] == ' ' || s.text[i-1] == '(' || s.text[i-1] == '/')
}

// wide reads a character that is not ASCII.
func (s *scanner) wide(i int) int {
	r, size := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return s.word(i)
	case (r == '–' || r == '—') && i > 0 && !isSpace(s.text[i-1]) && s.letterAt(i+size):
		// as a hyphen: "21–35"
	case r == '–' || r == '—' || r == '…' || r == '\uFFFC':
		s.pending |= afterMark | spaced
	case r == '•' || r == '·':
		s.pending |= afterMark | opening | spaced
		s.bullets++
	case r == '€' || r == '£':
		s.hasMoney = true
		s.pending |= afterMark
	}
	return i + size
}

// mark notes punctuation between tokens. Quotes, hyphens, slashes, percent signs and emphasis do not count.
func (s *scanner) mark(c byte, i int) {
	switch c {
	case '\'', '"', '-', '_', '~', '`', '\\', '%':
	case '/':
		s.pending |= spaced
	case '*':
		if i > 0 && i+1 < len(s.text) && s.text[i-1] == ' ' && s.text[i+1] == ' ' {
			s.bullets++
		}
	case '$':
		s.hasMoney = true
		s.pending |= afterMark
	case ',':
		s.pending |= comma
	case ':':
		s.pending |= comma | opening
	case '.', '!', '?':
		s.pending |= afterMark
		s.ended = c
	case '&':
		s.add(i, i+1, lexeme{word: s.vocabulary["and"], syllables: 1})
	default:
		s.pending |= afterMark
	}
}

// address reads a word, or a web or mail address as a whole if one begins here.
func (s *scanner) address(i int) int {
	if i < s.looked {
		return s.word(i)
	}
	end, found := i, false
	for ; end < len(s.text) && !isSpace(s.text[end]); end++ {
		switch s.text[end] {
		case '@':
			found = found || end > i
		case ':':
			found = found || strings.HasPrefix(s.text[end:], "://")
		case 'w', 'W':
			found = found || end == i && len(s.text) > end+4 && strings.EqualFold(s.text[end:end+4], "www.")
		}
	}
	if s.looked = end; !found {
		return s.word(i)
	}
	for end > i && strings.IndexByte(".,;:!?)>", s.text[end-1]) >= 0 {
		end--
	}
	s.add(i, end, lexeme{written: opaque})
	return end
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// word reads a word: letters, digits, and between them apostrophes, dots and digits' commas; "C++" and "C#" too.
func (s *scanner) word(i int) int {
	end, plain := i, true
	for end < len(s.text) {
		c := s.text[end]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s.text[end:])
			if !isWordRune(r) && (r != '’' || !s.letterAt(end+size)) {
				break
			}
			end, plain = end+size, false
			continue
		}
		if !isASCIIWord(c) && !s.joins(i, end, c) {
			break
		}
		end++
	}
	s.add(i, end, s.lexeme(s.text[i:end], plain))
	return end
}

// lexeme is what there is to know of a word.
func (s *scanner) lexeme(written string, plain bool) lexeme {
	if known, ok := s.lexemes[written]; ok {
		s.hasMoney = s.hasMoney || known.class&isCurrency != 0
		return known
	}
	word, ofGenitive := s.lookup(written, plain)
	l := lexeme{word: word, characters: uint16(min(characters(written), math.MaxUint16))} //nolint:gosec // bounded
	l.syllables = uint16(min(syllables(written), math.MaxUint16))                         //nolint:gosec // bounded
	if int(l.word) < len(s.classes) {
		l.class = s.classes[l.word]
	}
	first, size := utf8.DecodeRuneInString(written)
	if isDigit(written[0]) {
		l.written |= number
	}
	if unicode.IsUpper(first) {
		l.written |= capital
		if len(written) > size && strings.ToUpper(written) == written {
			l.written |= allCaps
		}
	}
	if ofGenitive {
		l.written |= genitive
	}
	if isGlued(written) {
		l.written |= glued
	}
	s.hasMoney = s.hasMoney || l.class&isCurrency != 0
	if len(s.lexemes) >= maxLexemes {
		clear(s.lexemes)
	}
	if len(written) <= maxWord {
		s.lexemes[strings.Clone(written)] = l
	}
	return l
}

// maxWord is the length of a word in bytes up to which it may be in a rule and is remembered.
const maxWord = 64

// isWordRune reports letters, digits, marks on letters and the soft characters that words are broken with.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || isSoft(r)
}

// isSoft reports soft hyphens, zero-width spaces and joiners, which nobody sees.
func isSoft(r rune) bool {
	return r == 0xAD || 0x200B <= r && r <= 0x200D || r == 0x2060 || r == 0xFEFF
}

// joins reports an ASCII character that belongs to the word which begins at start.
func (s *scanner) joins(start, at int, c byte) bool {
	switch c {
	case '\'', '.':
		return at == start || s.letterAt(at+1)
	case ',':
		return isDigit(s.text[at-1]) && at+1 < len(s.text) && isDigit(s.text[at+1])
	case '+', '#':
		return at > start && !s.letterAt(at+1)
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (s *scanner) letterAt(i int) bool {
	if i >= len(s.text) {
		return false
	}
	if s.text[i] < utf8.RuneSelf {
		return isASCIIWord(s.text[i])
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsLetter(r)
}

// lookup finds the number of a word: lower case, straight apostrophes, composed letters, without soft characters. A
// genitive is its word.
func (s *scanner) lookup(written string, plain bool) (word wordID, ofGenitive bool) {
	if len(written) > maxWord {
		return unknown, false
	}
	b := s.buffer[:0]
	if !plain {
		written = norm.NFC.String(written)
	}
	for _, r := range written {
		switch {
		case isSoft(r):
		case r == '’':
			b = append(b, '\'')
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	s.buffer = b
	if id := s.vocabulary[string(b)]; id != unknown {
		return id, false
	}
	if n := len(b); n > 2 && b[n-1] == 's' && b[n-2] == '\'' {
		return s.vocabulary[string(b[:n-2])], true
	}
	return unknown, false
}

// add appends a token and decides whether a sentence began with it.
func (s *scanner) add(start, end int, l lexeme) {
	f := l.written | s.pending
	if s.ended != 0 && len(s.tokens) > 0 {
		switch last := &s.tokens[len(s.tokens)-1]; {
		case s.endsSentence(start):
			s.sentence++
			f |= opening
		case isAbbreviation(s.text[last.start:last.end]):
			f &^= afterMark // "max. 2 years"
		}
	}
	s.tokens = append(s.tokens, token{start: int32(start), end: int32(end), sentence: s.sentence, flags: f, lexeme: l}) //nolint:gosec // texts are smaller than 2 GiB
	s.pending, s.ended = 0, 0
}

// endsSentence reports whether the mark before a token at start ended a sentence: not behind an abbreviation or an
// initial, and not if the text goes on in lower case or without a space.
func (s *scanner) endsSentence(start int) bool {
	if s.ended != '.' {
		return true
	}
	last := s.tokens[len(s.tokens)-1]
	if !strings.ContainsAny(s.text[last.end:start], " \n\t\r") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s.text[start:])
	if unicode.IsLower(first) {
		return false
	}
	word := s.text[last.start:last.end]
	return !isAbbreviation(word) && (len(word) > 1 || isDigit(word[0]) || word == "I")
}

// isAbbreviation reports a word whose full stop does not end a sentence.
func isAbbreviation(word string) bool {
	if len(word) > 6 {
		return false
	}
	switch strings.ToLower(word) {
	case "dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "approx", "vs", "no", "nr", "inc", "ltd", "co", "corp", "dept",
		"min", "max", "incl", "excl", "est", "ca", "cf", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept",
		"oct", "nov", "dec", "u.s", "u.k", "ext", "tel", "fig", "vol", "sr", "jr", "asst", "avg", "yrs", "hrs":
		return true
	}
	return false
}
