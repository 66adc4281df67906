package catalog

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// longestCorrected is the length in bytes of the longest word that is taken for another.
const longestCorrected = longestMisspelt

// outline is what rules words out quickly that are not alike.
type outline struct {
	length  int    // in bytes
	letters uint32 // which of 32 kinds of byte are in it
}

func outlineOf(word string) outline {
	s := outline{length: len(word)}
	for i := range len(word) {
		s.letters |= 1 << (word[i] % 32)
	}
	return s
}

// apart is a lower bound of the edits between two words: each changes one letter into another at most.
func (s outline) apart(other outline) int {
	differ := s.letters ^ other.letters
	return max(s.length-other.length, other.length-s.length, (bits.OnesCount32(differ)+1)/2)
}

// nearest are the terms of the words of the catalog that are spelled most like word: one edit away for words of at least
// four letters, or else two for words of at least eight. Words that begin alike come before others. If only stop words
// are that near, word is one of them and means nothing.
func (x *searchIndex) nearest(word string) []option {
	n := utf8.RuneCountInString(word)
	if n < 4 || len(word) > longestCorrected || hasDigit(word) {
		return nil
	}
	if options := x.within(word, 1, 0.7); len(options) > 0 || n < 8 {
		return options
	}
	return x.within(word, 2, 0.5)
}

// within are the terms of the words that are edits away at most.
func (x *searchIndex) within(word string, edits int, counts float64) []option {
	var alike, others []option
	s := outlineOf(word)
	for i := range x.vocables {
		v := &x.vocables[i]
		if v.apart(s) > edits || v.length < 3 || distance(word, v.folded, edits) > edits {
			continue
		}
		if v.folded[0] == word[0] {
			alike = x.guessed(alike, v, counts)
		} else {
			others = x.guessed(others, v, counts)
		}
	}
	if len(alike) > 0 {
		return alike
	}
	return others
}

func hasDigit(word string) bool {
	for _, r := range word {
		if unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
