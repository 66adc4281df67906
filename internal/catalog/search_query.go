package catalog

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"rolewright/internal/wording"
)

const (
	// maxRead is how many different words of a text are read.
	maxRead = 1000
	// maxWords is how many of them are looked for: those that are worth most.
	maxWords = 100
	// maxCorrected is how many words of a text are taken for others.
	maxCorrected = 16
)

// option is a term that a word of a query may mean, and what it counts for if the word is not exactly that.
type option struct {
	term   int
	counts float64
}

// queryWord is a word of a query that the catalog knows something like. A role gets the best of its options.
type queryWord struct {
	text    string
	options []option
	worth   float64 // what a role can have of it at most
}

// query is a text made ready to be looked for.
type query struct {
	words []queryWord
	worth []float64 // of each term of the index, 0 if no word means it
	sum   float64   // what all words are worth
	texts []string  // what the words of matches are taken from, to allocate few
}

// bound is what no role's score is above.
func (q *query) bound() float64 { return (1 + nameBonus + togetherBonus) * q.sum }

// newQuery finds the terms of a text. With typing, the last word may be the beginning of one.
func (x *searchIndex) newQuery(text string, typing bool) *query {
	r := reader{index: x, words: askedWords(text), seen: map[string]bool{}, places: map[string]int{}, corrections: maxCorrected}
	last := len(r.words) - 1
	typing = typing && last >= 0 && strings.HasSuffix(text, r.words[last].Text)
	for i := range r.words {
		r.read(i, typing && i == last)
		if len(r.found) >= maxRead {
			break
		}
	}
	for i := range x.phrases {
		if text, ok := x.phrases[i].in(r.words, r.places); ok {
			r.add(text, x.phrases[i].options...)
		}
	}
	q := &query{words: x.worthMost(r.found), worth: make([]float64, len(x.postings))}
	for _, word := range q.words {
		for _, o := range word.options {
			q.worth[o.term] = max(q.worth[o.term], o.counts*x.worth(o.term))
		}
		q.sum += word.worth
	}
	return q
}

// worthMost are the words of a long text that are worth most, in their order.
func (x *searchIndex) worthMost(words []queryWord) []queryWord {
	all := make([]float64, 0, len(words))
	for i := range words {
		for _, o := range words[i].options {
			words[i].worth = max(words[i].worth, o.counts*x.worth(o.term))
		}
		all = append(all, words[i].worth)
	}
	if len(words) <= maxWords {
		return words
	}
	slices.Sort(all)
	least := all[len(all)-maxWords]
	more, _ := slices.BinarySearch(all, math.Nextafter(least, math.Inf(1)))
	ties := maxWords - (len(all) - more) // how many that are worth the least are kept
	return slices.DeleteFunc(words, func(w queryWord) bool {
		if w.worth == least {
			ties--
		}
		return w.worth < least || w.worth == least && ties < 0
	})
}

// askedWords are the words of a query that say what is looked for. "it" is a field of work where it begins the query or
// stands in a short one.
func askedWords(text string) []wording.Word {
	all := wording.Words(text)
	var words []wording.Word
	for i, word := range all {
		if word.Folded == "it" && (i == 0 || len(all) <= 3) {
			word.Stop = false
		}
		if !word.Stop && !asksOnly(word.Folded) {
			words = append(words, word)
		}
	}
	return words
}

// asksOnly reports words that say that somebody is looked for, and not who.
func asksOnly(word string) bool {
	switch word {
	case "anybody", "anyone", "candidate", "candidates", "job", "jobs", "looking", "need", "needed", "needs", "person", "please",
		"position", "positions", "role", "roles", "seeking", "somebody", "someone", "vacancies", "vacancy", "want", "wanted", "wants":
		return true
	}
	return false
}

// reader turns words into options.
type reader struct {
	index       *searchIndex
	words       []wording.Word
	seen        map[string]bool // by folded word
	places      map[string]int  // where each stem is first
	found       []queryWord
	corrections int // that are left
}

func (r *reader) read(at int, typing bool) {
	word := r.words[at]
	if at+1 < len(r.words) {
		r.joined(word, r.words[at+1])
	}
	if r.seen[word.Folded] {
		return
	}
	r.seen[word.Folded] = true
	stem := r.index.stem(word)
	if _, ok := r.places[stem]; !ok {
		r.places[stem] = at
	}
	if options := r.index.meanings[stem]; len(options) > 0 {
		r.add(word.Text, options...)
		return
	}
	if r.split(word) {
		return
	}
	if typing {
		if options := r.index.beginningWith(word.Folded); len(options) > 0 {
			r.add(word.Text, options...)
			return
		}
	}
	if r.corrections > 0 {
		r.corrections--
		r.add(word.Text, r.index.nearest(word.Folded)...)
	}
}

func (r *reader) add(text string, options ...option) {
	if len(options) > 0 {
		r.found = append(r.found, queryWord{text: text, options: options})
	}
}

// joined reads two words as one: "back end" as "backend".
func (r *reader) joined(one, other wording.Word) {
	whole := one.Folded + other.Folded
	if !r.seen[whole] && r.index.knows(whole) {
		r.seen[whole] = true
		r.add(one.Text+" "+other.Text, r.index.meaning(whole)...)
	}
}

// split reads a word as two: "fullstack" as "full stack".
func (r *reader) split(word wording.Word) bool {
	for at := 2; at+2 <= len(word.Folded); at++ {
		one, other := word.Folded[:at], word.Folded[at:]
		if r.index.knows(one) && r.index.knows(other) {
			r.add(word.Text, r.index.meaning(one)...)
			r.add(word.Text, r.index.meaning(other)...)
			return true
		}
	}
	return false
}

// knows reports a word that the catalog has, and that says something.
func (x *searchIndex) knows(folded string) bool {
	at, ok := x.words[folded]
	return ok && x.vocables[at].stem != ""
}

// meaning are the terms of a word that the index knows.
func (x *searchIndex) meaning(folded string) []option {
	return x.meanings[x.vocables[x.words[folded]].stem]
}

// stem is the stem of a word, which is at hand for a word that the index knows.
func (x *searchIndex) stem(word wording.Word) string {
	if x.knows(word.Folded) {
		return x.vocables[x.words[word.Folded]].stem
	}
	return word.Stem()
}

// beginningWith are the terms of the words that begin so.
func (x *searchIndex) beginningWith(prefix string) []option {
	if utf8.RuneCountInString(prefix) < 2 {
		return nil
	}
	at, _ := slices.BinarySearchFunc(x.vocables, prefix, func(v vocable, prefix string) int { return strings.Compare(v.folded, prefix) })
	var options []option
	for ; at < len(x.vocables) && strings.HasPrefix(x.vocables[at].folded, prefix); at++ {
		options = x.guessed(options, &x.vocables[at], 0.8)
	}
	return options
}
