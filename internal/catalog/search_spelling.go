package catalog

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// longestCorrected is the length in bytes of the longest word that is taken for another.
const longestCorrected = 24

// spelling is what rules words out quickly that are not alike.
type spelling struct {
	length  int    // in bytes
	letters uint32 // which of 32 kinds of byte are in it
}

func spellingOf(word string) spelling {
	s := spelling{length: len(word)}
	for i := range len(word) {
		s.letters |= 1 << (word[i] % 32)
	}
	return s
}

// apart is a lower bound of the edits between two words: each changes one letter into another at most.
func (s spelling) apart(other spelling) int {
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
	s := spellingOf(word)
	for i := range x.vocables {
		v := &x.vocables[i]
		if v.apart(s) > edits || v.length < 3 || distance(word, v.folded) > edits {
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

// distance counts the letters to insert, leave out, change, or swap with the next one, to make one word of another (the
// restricted Damerau-Levenshtein distance). It counts bytes: a word with other letters than a to z is farther away.
func distance(a, b string) int {
	const size = longestCorrected + 3
	if len(a) >= size || len(b) >= size {
		return max(len(a), len(b))
	}
	var rows [3][size]uint8
	before, above, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		above[j] = uint8(j)
	}
	for i := 1; i <= len(a); i++ {
		row[0] = uint8(i)
		for j := 1; j <= len(b); j++ {
			change := above[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, above, row = above, row, before
	}
	return int(above[len(b)])
}
