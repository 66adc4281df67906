package review

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestAcronym is how many letters in a row are spelled out one by one.
const longestAcronym = 6

// loud stands for an e or i with an accent: a vowel that is never silent and never one with the vowel before it.
const loud = 'E'

// syllables counts the syllables of an English word, which is one run of text without blanks: it may hold apostrophes,
// hyphens, accents, digits and other signs. It returns at least one.
//
// The count follows the spelling: groups of vowels, vowels that stand together but sound apart, letters that are
// silent, and a list of words that no rule fits. Libraries differ in words that no dictionary holds, so this is what
// they count here:
//
//   - Two to six capitals are an acronym, with one syllable per letter and three for a W, even if people say it as a
//     word: "NASA" has four. A longer run of capitals is a word. The s of a plural adds nothing: "APIs" has three.
//   - A number has one, however long: "3.5", "2026", "70,000". Beside letters, each number has one: "B2B" has three,
//     and "3rd" has one.
//   - Anything else is cut where a sign or a capital stands, and the parts add up: "Node.js", "PostgreSQL". A part
//     without a vowel is spelled out like an acronym ("js"); the signs of "C++" add nothing.
//   - An accented e or i is never silent: "café" has two.
//
// It takes time in proportion to the word, and no memory for a word of up to 64 ASCII characters.
func syllables(word string) int {
	var room [64]byte
	stem, ending := contraction(norm.NFD.String(word))
	n, written := contracted(stem, ending), false
	for stem != "" {
		part := stem[:partEnd(stem)]
		stem = stem[len(part):]
		switch first, _ := utf8.DecodeRuneInString(part); {
		case unicode.IsLetter(first):
			n += sounded(room[:0], part)
			written = true
		case unicode.IsDigit(first):
			n++
		}
	}
	if !written {
		return 1
	}
	return n
}

// contraction cuts a word at its last apostrophe. What follows is empty unless it is one of the endings of English.
func contraction(word string) (stem, ending string) {
	for _, sign := range []string{"'", "’"} {
		i := strings.LastIndex(word, sign)
		if i < 0 {
			continue
		}
		for _, ending := range []string{"s", "t", "d", "m", "ll", "re", "ve"} {
			if strings.EqualFold(word[i+len(sign):], ending) {
				return word[:i], ending
			}
		}
	}
	return word, ""
}

// contracted counts what an ending behind an apostrophe adds to the syllables of its stem.
func contracted(stem, ending string) int {
	if stem == "" {
		return 0
	}
	last, adds := stem[len(stem)-1], false
	switch ending {
	case "s":
		adds = hissing(stem[max(0, len(stem)-3):])
	case "t":
		adds = len(stem) > 2 && last == 'n' && !vowel(stem[len(stem)-2]) // "didn't", but not "don't"
	case "d":
		adds = last == 't' || last == 'd'
	case "ll", "ve":
		adds = !vowel(last)
	}
	if adds {
		return 1
	}
	return 0
}

// hissing tells whether a plural or a genitive has a syllable more, from the end of its stem.
func hissing(stem string) bool {
	if e, ok := strings.CutSuffix(stem, "e"); ok {
		return e != "" && strings.IndexByte("cgsxz", e[len(e)-1]) >= 0
	}
	for _, sound := range []string{"s", "x", "z", "ch", "sh"} {
		if strings.HasSuffix(stem, sound) {
			return true
		}
	}
	return false
}

// partEnd is where the first part of s ends: a number, a sign, an acronym or a word.
func partEnd(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(first) {
		return numberEnd(s)
	}
	if !unicode.IsLetter(first) {
		return size
	}
	capitals := lead(s, isCapital)
	end := capitals + lead(s[capitals:], isSmall)
	last := strings.LastIndexFunc(s[:capitals], unicode.IsUpper)
	if last > 0 && end > capitals && s[capitals:end] != "s" {
		return last // "OAuth": the last capital begins the next part
	}
	return end
}

// numberEnd is where the number ends that s begins with: "2.5" or "3rd".
func numberEnd(s string) int {
	end := lead(s, isNumeric)
	word := end + lead(s[end:], unicode.IsLetter)
	switch s[end:word] {
	case "st", "nd", "rd", "th":
		return word
	}
	return end
}

// lead is the length of the longest beginning of s that has such runes only.
func lead(s string, such func(rune) bool) int {
	if i := strings.IndexFunc(s, func(r rune) bool { return !such(r) }); i >= 0 {
		return i
	}
	return len(s)
}

func isNumeric(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ',' || r == ':' }

func isCapital(r rune) bool { return unicode.IsUpper(r) || unicode.Is(unicode.Mn, r) }

func isSmall(r rune) bool {
	return unicode.IsLetter(r) && !unicode.IsUpper(r) || unicode.Is(unicode.Mn, r)
}

// sounded counts the syllables of an acronym or a word, for which it takes room.
func sounded(room []byte, part string) int {
	letters := fold(room, part)
	capitals := 0
	for _, r := range part {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	if capitals > 1 && capitals <= longestAcronym {
		return spelled(letters[:capitals])
	}
	if len(letters) <= longestAcronym && !bytes.ContainsAny(letters, "aeiouyE?") {
		return spelled(letters)
	}
	return max(spoken(letters), 1)
}

// spelled counts the syllables of letters that are said one by one.
func spelled(letters []byte) int { return len(letters) + 2*bytes.Count(letters, []byte("w")) }

// fold appends the letters of a part in lower case and without accents. Letters that English does not have become a
// question mark.
func fold(letters []byte, part string) []byte {
	for _, r := range part {
		switch {
		case r < utf8.RuneSelf:
			letters = utf8.AppendRune(letters, unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
			if last := len(letters) - 1; last >= 0 && (letters[last] == 'e' || letters[last] == 'i') {
				letters[last] = loud
			}
		case strings.ContainsRune("æœÆŒ", r):
			letters = append(letters, 'e')
		case strings.ContainsRune("øØ", r):
			letters = append(letters, 'o')
		default:
			letters = append(letters, '?')
		}
	}
	return letters
}

// spoken counts the syllables of a word in lower-case letters.
func spoken(w []byte) int {
	if n := irregular(w); n > 0 {
		return n
	}
	n := 0
	for i := range w {
		if vowelAt(w, i) && !silent(w, i) && (i == 0 || !vowelAt(w, i-1) || apart(w, i)) {
			n++
		}
	}
	stem := bytes.TrimSuffix(w, []byte("s"))
	if bytes.HasSuffix(stem, []byte("sm")) || bytes.HasSuffix(stem, []byte("thm")) { // "mechanism", "algorithms"
		n++
	}
	return n
}

// irregular counts the syllables of a word that no rule fits, with any of the endings that such words take. It is 0 for
// a word that follows the rules.
func irregular(w []byte) int {
	if len(w) > longestIrregular {
		return 0
	}
	if n := irregularStem(string(w)); n > 0 {
		return n
	}
	for _, e := range []struct {
		ending string
		adds   int
	}{{"s", 0}, {"d", 0}, {"es", 1}, {"ing", 1}, {"ly", 1}} {
		if stem, ok := bytes.CutSuffix(w, []byte(e.ending)); ok {
			if n := irregularStem(string(stem)); n > 0 {
				return n + e.adds
			}
		}
	}
	return 0
}

// longestIrregular is more letters than any irregular word has.
const longestIrregular = 20

func irregularStem(word string) int {
	switch word {
	case "george", "league", "clothes":
		return 1
	case "argue", "business", "cashier", "catholic", "embed", "genius", "hundred", "lawyer", "liaise", "maybe", "mileage",
		"naive", "naked", "opera", "people", "soldier", "wicked":
		return 2
	case "alien", "behavior", "behaviour", "diagnose", "element", "forever", "heroin", "liaison", "recipe", "resume",
		"valuable":
		return 3
	}
	return 0
}

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y', loud:
		return true
	}
	return false
}

// vowelAt tells whether the letter at i sounds as a vowel. The u of "question" and "guest" does not, nor the y of "year"
// and "employer".
func vowelAt(w []byte, i int) bool {
	if i < 0 || i >= len(w) || !vowel(w[i]) {
		return false
	}
	next := i+1 < len(w) && vowel(w[i+1])
	switch {
	case w[i] == 'u' && i > 0 && w[i-1] == 'q':
		return false
	case w[i] == 'u' && i > 0 && w[i-1] == 'g':
		return !next || w[i+1] == 'o' || ends(w, i, "uity", "uing", "ual")
	case w[i] == 'y':
		return !next || i > 0 && !vowel(w[i-1])
	}
	return true
}

// ends tells whether one of the endings begins at i and ends the word.
func ends(w []byte, i int, endings ...string) bool {
	for _, e := range endings {
		if i >= 0 && i+len(e) == len(w) && string(w[i:]) == e {
			return true
		}
	}
	return false
}

// has tells whether one of the strings stands at i.
func has(w []byte, i int, list ...string) bool {
	for _, s := range list {
		if i >= 0 && i+len(s) <= len(w) && string(w[i:i+len(s)]) == s {
			return true
		}
	}
	return false
}

// starts tells whether the vowel at i is the one with that place in a word that starts with s.
func starts(w []byte, i, place int, list ...string) bool { return i == place && has(w, 0, list...) }

// voiced tells whether a vowel is in letters.
func voiced(letters []byte) bool { return bytes.ContainsAny(letters, "aeiouyE") }

// silent tells whether the e at i is not heard.
func silent(w []byte, i int) bool {
	if w[i] != 'e' || i == 0 || vowelAt(w, i-1) || liquid(w, i) {
		return false
	}
	switch {
	case ends(w, i, "e"):
	case ends(w, i, "es"):
		if hissing(string(w[max(0, i-2):i+1])) || hissing(string(w[max(0, i-2):i])) {
			return false // "services", "branches"
		}
	case ends(w, i, "ed"):
		if w[i-1] == 't' || w[i-1] == 'd' {
			return false // "wanted", "needed"
		}
	case !silentInside(w, i):
		return false
	}
	return voiced(w[:i-1])
}

// liquid tells whether the e at i is heard before an l or r: "table", "handled", "settlement", "centre".
func liquid(w []byte, i int) bool {
	if i < 2 || !ends(w, i, "e", "es", "ed", "ement", "ements") {
		return false
	}
	switch w[i-1] {
	case 'l':
		return strings.IndexByte("bcdfgkptxz", w[i-2]) >= 0
	case 'r':
		return strings.IndexByte("bcdt", w[i-2]) >= 0
	}
	return false
}

// silentInside tells whether the e at i ends the first part of a word of two: "safe-ly", "time-line".
func silentInside(w []byte, i int) bool {
	switch {
	case ends(w, i+1, "ly", "ty", "ment", "ments", "less", "ful", "fully", "ness", "ship", "ships"):
		return true
	case starts(w, i, 2, "every") && len(w) > len("every"), starts(w, i, 2, "evening"), starts(w, i, 3, "sales"):
		return true
	}
	return !vowelAt(w, i+1) && compound(w, i)
}

// compound tells whether the e at i ends a short word that begins a longer one.
func compound(w []byte, i int) bool {
	if i > 4 || i+3 > len(w) || !voiced(w[i+1:]) {
		return false
	}
	switch string(w[:i+1]) {
	case "awe", "base", "care", "case", "code", "else", "file", "fire", "five", "fore", "frame", "game", "grade", "guide",
		"here", "home", "horse", "house", "ice", "life", "like", "line", "love", "make", "mile", "more", "name", "nine",
		"note", "one", "phone", "pipe", "place", "safe", "share", "side", "site", "some", "space", "stake", "stone",
		"store", "take", "there", "time", "trade", "voice", "ware", "waste", "where", "white", "whole", "wide", "wire":
		return true
	}
	return false
}
