package review

import (
	"cmp"
	"slices"
	"strings"
)

// kind is what a block of a text is.
type kind uint8

const (
	paragraph  kind = iota
	item            // of a list
	heading         // names a section
	fact            // a label and what it says, such as "Pay: …"
	titleBlock      // the title of the job
)

// isProse reports blocks that readability is measured on.
func (k kind) isProse() bool { return k == paragraph || k == item }

// passage is what there is to say of one block by itself. It depends on nothing but its text, kind and section, so it
// can be kept for texts that come again.
type passage struct {
	counts

	hits    []hit
	coded   []coded
	years   []years
	money   []money
	long    []span // sentences over maxSentence words
	longest int    // words of the longest sentence
	you, we int
	dated   bool // years are spoken of
	glued   int  // words that lost the space or the line break between them
	inline  int  // bullets inside a line
}

// span is a part of a text, in bytes.
type span struct{ start, end int }

// hit is a match of a term.
type hit struct {
	span

	term *term
	use  []string
}

// coded is a word that counts as coded for a gender.
type coded struct {
	word  string
	tally string
}

// reader makes passages. It is used again and again, so that reading allocates little.
type reader struct {
	scanner

	lexicon *lexicon
	room    []passage // allocated together
	found   []found
	context []found
	seen    uint64 // the bits of all words of the block
}

// found is a match of a pattern: the tokens from first to before last.
type found struct {
	*pattern

	first, last int
}

// read makes the passage of a block.
func (r *reader) read(text string, k kind, section string) *passage {
	const several = 16
	if len(r.room) == 0 {
		r.room = make([]passage, several)
	}
	p := &r.room[0]
	r.room = r.room[1:]
	tokens := r.scan(text)
	r.look(tokens, k, section)
	r.keep(p, tokens)
	if k != titleBlock && k != heading {
		r.count(p, tokens, k)
		if p.dated {
			p.years = r.findYears(tokens)
		}
		if r.hasMoney {
			p.money = r.findMoney(tokens)
		}
	}
	return p
}

// look finds every match of every pattern.
func (r *reader) look(tokens []token, k kind, section string) {
	r.found, r.context, r.seen = r.found[:0], r.context[:0], 0
	for i := range tokens {
		r.seen |= tokens[i].word.bit()
	}
	for i := range tokens {
		if tokens[i].word == unknown {
			continue
		}
		if int(tokens[i].word) < len(r.lexicon.anchored) { // others are counted only
			r.tryAnchored(tokens, i, k, section)
		}
	}
}

// keep puts into p the matches that their context allows.
func (r *reader) keep(p *passage, tokens []token) {
	if len(r.found) == 0 {
		return
	}
	slices.SortStableFunc(r.context, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.term.index, b.term.index), cmp.Compare(a.part, b.part), cmp.Compare(a.first, b.first))
	})
	for _, f := range r.found {
		if !r.allowed(&f, tokens) {
			continue
		}
		at := span{int(tokens[f.first].start), int(tokens[f.last-1].end)}
		if tokens[f.last-1].flags.has(genitive) {
			at.end = strings.LastIndexAny(r.text[:at.end], "'’") // the ending stays where it is
		}
		if f.term.Tally != "" {
			p.coded = append(p.coded, coded{strings.ToLower(r.text[at.start:at.end]), f.term.Tally})
		}
		if !f.term.Silent {
			p.hits = append(p.hits, hit{at, f.term, f.use})
		}
	}
	p.hits = outermost(p.hits)
}

// allowed reports whether a match counts where it stands.
func (r *reader) allowed(f *found, tokens []token) bool {
	t := f.term
	if !t.Proper && f.last == f.first+1 && r.isName(tokens, f.first) && !slices.Contains(t.In, inTitle) {
		return false
	}
	sentence := tokens[f.first].sentence
	overlaps := func(c found) bool { return c.first < f.last && f.first < c.last }
	switch {
	case len(t.Except) > 0 && slices.ContainsFunc(r.near(t, isExcept, f.first-maxReach, f.last), overlaps):
		return false
	case len(t.Unless) > 0 && len(r.inSentence(t, isUnless, tokens, sentence)) > 0:
		return false
	}
	return len(t.With) == 0 || len(r.inSentence(t, isWith, tokens, sentence)) > 0
}

// maxReach is how many tokens a match can span.
const maxReach = maxElements + maxGaps*maxGap

// near are the matches of a part of t that begin at a token from first to before last.
func (r *reader) near(t *term, part part, first, last int) []found {
	order := func(f found, at int) int {
		return cmp.Or(cmp.Compare(f.term.index, t.index), cmp.Compare(f.part, part), cmp.Compare(f.first, at))
	}
	from, _ := slices.BinarySearchFunc(r.context, first, order)
	to, _ := slices.BinarySearchFunc(r.context, last, order)
	return r.context[from:to]
}

// inSentence are the matches of a part of t in a sentence.
func (r *reader) inSentence(t *term, part part, tokens []token, sentence int32) []found {
	order := func(f found, sentence int32) int {
		return cmp.Or(cmp.Compare(f.term.index, t.index), cmp.Compare(f.part, part), cmp.Compare(tokens[f.first].sentence, sentence))
	}
	from, _ := slices.BinarySearchFunc(r.context, sentence, order)
	to, _ := slices.BinarySearchFunc(r.context, sentence+1, order)
	return r.context[from:to]
}

// isName reports a word that is written as a name is: with a capital where a sentence goes on, or before another word
// with a capital where one begins.
func (r *reader) isName(tokens []token, i int) bool {
	f := tokens[i].flags
	if !f.has(capital) || f.has(allCaps) {
		return false
	}
	if !f.has(opening) {
		return true
	}
	return i+1 < len(tokens) && tokens[i+1].flags.has(capital) && !tokens[i+1].flags.has(allCaps|opening|afterMark|comma)
}

// outermost drops hits that lie in another hit of the same category, or overlap one of the same rule, and sorts the rest by
// where they begin.
func outermost(hits []hit) []hit {
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.term.index, b.term.index))
	})
	ends := map[string]int{}
	return slices.DeleteFunc(hits, func(h hit) bool {
		if h.end <= ends[h.term.rule.Category] || h.start < ends[h.term.rule.ID] {
			return true
		}
		ends[h.term.rule.Category], ends[h.term.rule.ID] = h.end, h.end
		return false
	})
}
