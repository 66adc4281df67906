package catalog

import (
	"math/bits"
	"slices"
	"strings"
)

// speller finds the word that a misspelt one means.
type speller struct {
	byLength [][]spelling
	bySound  map[string]string
	sounds   *strings.Replacer
}

// spelling is a word that may be meant.
type spelling struct {
	form    string
	letters uint64 // which letters it has
}

// How long a word is, in bytes, that is taken for misspelt.
const (
	shortestMisspelt = 5
	longestMisspelt  = 24
	longMisspelt     = 8 // from here on two letters may be wrong
)

// newSpeller knows the words of the names, and those that the vocabulary reads as others.
func newSpeller(r *resolver) *speller {
	forms := map[string]bool{}
	for form := range r.written {
		forms[form] = true
	}
	for key, e := range r.vocabulary.entries {
		if len(e.near) > 0 || len(e.levels) > 0 || e.class == occupation {
			forms[key] = true
		}
	}
	s := &speller{byLength: make([][]spelling, longestMisspelt+3), bySound: map[string]string{}, sounds: strings.NewReplacer(
		"ph", "f", "ck", "k", "qu", "k", "c", "k", "z", "s", "y", "i", "ss", "s", "ll", "l", "tt", "t", "mm", "m", "nn", "n",
		"pp", "p", "rr", "r", "ff", "f", "cc", "k", "gg", "g",
	)}
	for form := range forms {
		if len(form) >= shortestMisspelt-1 && len(form) < len(s.byLength) && !strings.ContainsAny(form, " 0123456789") {
			s.byLength[len(form)] = append(s.byLength[len(form)], spelling{form, letters(form)})
		}
	}
	for _, same := range s.byLength {
		slices.SortFunc(same, func(a, b spelling) int { return strings.Compare(a.form, b.form) })
		for _, known := range same {
			if _, ok := s.bySound[s.sound(known.form)]; !ok {
				s.bySound[s.sound(known.form)] = known.form
			}
		}
	}
	return s
}

// letters is the set of letters in a word, each in a bit.
func letters(word string) uint64 {
	var set uint64
	for i := range len(word) {
		set |= 1 << (word[i] & 63)
	}
	return set
}

// correct returns the nearest word to a misspelt one: one change away, two in a long word, or nothing.
func (s *speller) correct(form string) (string, bool) {
	n := len(form)
	if n < shortestMisspelt || n > longestMisspelt || strings.ContainsAny(form, "0123456789") {
		return "", false
	}
	if same, ok := s.bySound[s.sound(form)]; ok {
		return same, true
	}
	wanted := &misspelling{form: form, letters: letters(form), left: 1}
	if n >= longMisspelt {
		wanted.left = 2
	}
	// Of two that are as near, the longer one is meant: letters are left out more often than put in.
	for _, length := range [...]int{n + 1, n, n - 1, n + 2, n - 2} {
		if apart := max(n-length, length-n); apart <= wanted.left {
			wanted.compare(s.byLength[length])
		}
	}
	return wanted.found, wanted.found != ""
}

// misspelling is a word that is looked for, and what is nearest to it so far.
type misspelling struct {
	form    string
	letters uint64
	found   string
	left    int // how many changes a better word may be away
}

// compare looks for a nearer word among those of one length.
func (m *misspelling) compare(known []spelling) {
	for i := range known {
		k := &known[i]
		if bits.OnesCount64(m.letters&^k.letters) > m.left || bits.OnesCount64(k.letters&^m.letters) > m.left {
			continue
		}
		if k.form[0] != m.form[0] && len(m.form) < longMisspelt {
			continue // a short word with another beginning is another word
		}
		if d := distance(m.form, k.form, m.left); d <= m.left {
			m.found, m.left = k.form, d-1
		}
	}
}

// sound writes alike what is said alike: "grafic" and "graphic".
func (s *speller) sound(word string) string { return s.sounds.Replace(word) }

// distance is the number of letters put in, left out, changed or swapped with a neighbor between two words, or more than
// most if it is more than that. (Damerau 1964; the restricted form, which changes no letter twice.)
func distance(a, b string, most int) int {
	var rows [3][longestMisspelt + 4]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
