package wording

import (
	"strings"

	"github.com/kljensen/snowball/english"
)

// longestStemmed is the length in bytes of the longest word that is reduced; what is longer is no English word.
const longestStemmed = 32

// Stem is what the forms of a word have in common: "nurses" and "nursing" have the stem "nurs". It is no word itself.
//
// British and American spellings have one stem, then Porter's second stemmer for English takes endings off
// (https://snowballstem.org/algorithms/english/stemmer.html). Last, who does a thing is joined with doing it, which that
// stemmer does only for long words: "welder" with "weld", "driver" with "drive", "inspector" with "inspect".
func (w Word) Stem() string { return stem(w.Folded) }

func stem(folded string) string {
	if len(folded) < 3 || len(folded) > longestStemmed || strings.ContainsAny(folded, "+#&") {
		return folded
	}
	return doing(english.Stem(american(folded), true))
}

// american gives words that are spelled in two ways one of them. It is for comparing: what it makes of words in "-ise"
// and "-ize" is right in neither.
func american(word string) string {
	word = strings.ReplaceAll(word, "ae", "e")
	for _, end := range []string{"ization", "izations", "ize", "ized", "izes", "izing", "izer", "izers"} {
		if before, ok := strings.CutSuffix(word, end); ok && len(before) > 2 {
			return before + "is" + end[len("iz"):]
		}
	}
	for _, end := range []string{"our", "ours", "oured", "ouring", "oural"} {
		if before, ok := strings.CutSuffix(word, end); ok && len(before) > 2 {
			return before + "or" + end[len("our"):]
		}
	}
	return respelled(word)
}

// respelled is the American spelling of single words.
func respelled(word string) string {
	for _, pair := range [][2]string{
		{"cancell", "cancel"},
		{"catalogue", "catalog"},
		{"centre", "center"},
		{"cheque", "check"},
		{"counsell", "counsel"},
		{"defence", "defense"},
		{"dialogue", "dialog"},
		{"enrolment", "enrollment"},
		{"fulfil", "fulfill"},
		{"instalment", "installment"},
		{"jewellery", "jewelry"},
		{"labell", "label"},
		{"licence", "license"},
		{"modell", "model"},
		{"practis", "practic"},
		{"programm", "program"},
		{"signall", "signal"},
		{"skilful", "skillful"},
		{"theatre", "theater"},
		{"travell", "travel"},
		{"tyre", "tire"},
	} {
		if rest, ok := strings.CutPrefix(word, pair[0]); ok && !strings.HasPrefix(word, pair[1]) || ok && len(pair[0]) > len(pair[1]) {
			return pair[1] + rest
		}
	}
	return word
}

// doing takes "er" and "or" off a stem, and the e that its verb ends in if that is long enough to do without.
func doing(stem string) string {
	if isNoDoer(stem) {
		return stem
	}
	if before, ok := strings.CutSuffix(stem, "er"); ok && len(before) > 2 {
		return verb(before)
	}
	if before, ok := strings.CutSuffix(stem, "or"); ok && endsInAny(before, "ct", "el", "is", "it", "st") {
		return before
	}
	if len(stem) > 4 {
		return strings.TrimSuffix(stem, "e")
	}
	return stem
}

// verb is the stem of the verb that is left without "er": "cod" is of "code", "plann" of "plan".
func verb(before string) string {
	n := len(before)
	last := before[n-1]
	switch {
	case n == 3 && isConsonant(before[0]) && !isConsonant(before[1]) && isConsonant(last) && !strings.ContainsRune("wxy", rune(last)):
		return before + "e"
	case n > 3 && last == before[n-2] && strings.IndexByte("bdgmnprt", last) >= 0:
		return before[:n-1]
	case n > 3:
		return strings.TrimSuffix(before, "e")
	}
	return before
}

func isConsonant(b byte) bool { return strings.IndexByte("aeiou", b) < 0 }

func endsInAny(word string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}

// isNoDoer reports stems in "er" and "or" that are nobody who does what is left without the ending.
func isNoDoer(stem string) bool {
	switch stem {
	case "better", "border", "career", "center", "corner", "counter", "cover", "dinner", "director", "engineer", "factor", "fiber", "former",
		"later", "layer", "letter", "matter", "master", "mentor", "meter", "moder", "number", "order", "paper", "poster", "power", "proper", "restor", "sector",
		"server", "shower", "solder", "summer", "tender", "tower", "transfer", "vector", "water":
		return true
	}
	return false
}
