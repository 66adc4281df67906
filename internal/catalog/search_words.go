package catalog

import (
	_ "embed" // for the table of other words
	"strings"

	"rolewright/internal/wording"
)

// otherWords has words that people type and, behind a tab, words that a catalog may have for it: tools for what they are
// used for, everyday words, and words of other countries. It names no role, and what a catalog does not have is passed over.
//
//go:embed search_words.tsv
var otherWords string

// otherWord is what a word of the table counts for beside the one that was typed.
const otherWord = 0.6

// addMeanings says what each stem means: itself, and what the table has for it.
func (x *searchIndex) addMeanings() {
	for stem, term := range x.terms {
		x.meanings[stem] = []option{{term, 1}}
	}
	for line := range strings.Lines(otherWords) {
		typed, others, _ := strings.Cut(strings.TrimSpace(line), "\t")
		stem := x.vocable(typed, typed).stem
		for _, other := range wording.Stems(others) {
			if term, ok := x.terms[other]; ok {
				x.meanings[stem] = appendOption(x.meanings[stem], option{term, otherWord})
			}
		}
	}
}

// appendOption adds an option if its term is a new one.
func appendOption(options []option, o option) []option {
	for _, known := range options {
		if known.term == o.term {
			return options
		}
	}
	return append(options, o)
}

// guessed adds to options what a word means that may be meant.
func (x *searchIndex) guessed(options []option, v *vocable, counts float64) []option {
	for _, o := range x.meanings[v.stem] {
		options = appendOption(options, option{o.term, counts * o.counts})
	}
	return options
}
