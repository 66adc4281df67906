package catalog

import (
	_ "embed" // for the table of other words
	"slices"
	"strings"

	"rolewright/internal/wording"
)

// otherWords has words that people type and, behind a tab, words that a catalog may have for it: tools for what they are
// used for, everyday words, and words of other countries. Of several words typed, all must be in the query, in any order.
// The table names no role, and what a catalog does not have is passed over.
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
		var options []option
		for _, other := range wording.Stems(others) {
			if term, ok := x.terms[other]; ok {
				options = appendOption(options, option{term, otherWord})
			}
		}
		if strings.Contains(typed, " ") {
			x.phrases = append(x.phrases, phrase{wording.Stems(typed), options})
			continue
		}
		stem := x.vocable(typed, typed).stem
		for _, o := range options {
			x.meanings[stem] = appendOption(x.meanings[stem], o)
		}
	}
}

// phrase is words that mean something together.
type phrase struct {
	stems   []string
	options []option
}

// in is the phrase as the words of a query have it, of which places tells where each stem is first.
func (p *phrase) in(words []wording.Word, places map[string]int) (text string, ok bool) {
	for _, stem := range p.stems {
		if _, ok := places[stem]; !ok {
			return "", false
		}
	}
	var at []int
	for _, stem := range p.stems {
		at = append(at, places[stem])
	}
	slices.Sort(at)
	var parts []string
	for _, i := range at {
		parts = append(parts, words[i].Text)
	}
	return strings.Join(parts, " "), true
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
