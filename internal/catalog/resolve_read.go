package catalog

import (
	"strings"
	"sync"
)

// maxTerms bounds what a title can cost. A title has ten words; what is behind these is not read.
const maxTerms = 64

// How much of what a term says holds where it is not in the main part of the title, and where it was misspelt.
const (
	asideFactor    = 0.75
	misspeltFactor = 0.93
	secondFactor   = 0.93 // of two alternatives, the first is meant
)

// term is a word or phrase of a title, and what it may mean.
type term struct {
	words       []word
	key         string
	entry       *entry
	segment     int
	kind        IgnoredKind // what it is if it does not say what the job is
	joint       bool        // it stands beside an alternative: "Data Engineer / Analyst"
	second      bool        // and is the second of the two
	main        bool        // it is in the part of the title that says what the job is
	tail        bool        // it is in the same part, behind a word such as "for"
	numeral     bool
	misspelt    bool
	ids         []int32 // its words, if names have them all
	means       []int32 // the words of what the catalog may call it
	cost        float64 // what leaving it unexplained takes from a match
	first, last int     // its words in the reading
}

// reading is a title as it was understood, and the room to work in. It is used again for other titles.
type reading struct {
	title  string
	tokens []token
	words  []word
	terms  []term
	main   int
	heads  []int // the terms that may say what the job is
	hints  []hint
	ranks  uint64 // the terms that say nothing but a rank, a bit for each

	factor  []float64 // of each word of the names: how nearly the title says it
	said    []int     // by which term
	saidBy  []uint64  // and by which terms at all, a bit for each
	saidIDs []int32
	seen    []bool // of each name
	found   []int32
	best    []match // of each role
	roles   []int32
}

// pool keeps readings for use again.
type pool struct{ sync.Pool }

func (p *pool) init(words, names, roles int) {
	p.New = func() any {
		return &reading{
			factor: make([]float64, words), said: make([]int, words),
			saidBy: make([]uint64, words), seen: make([]bool, names), best: make([]match, roles),
		}
	}
}

// reading returns one that is empty.
func (r *resolver) reading() *reading {
	if t, ok := r.scratch.Get().(*reading); ok {
		return t
	}
	return nil // is never there: the pool makes readings
}

// release takes a reading back, clean.
func (r *resolver) release(t *reading) {
	for _, id := range t.saidIDs {
		t.factor[id], t.saidBy[id] = 0, 0
	}
	for _, n := range t.found {
		t.seen[n] = false
	}
	for _, role := range t.roles {
		t.best[role] = match{}
	}
	t.hints, t.ranks = t.hints[:0], 0
	t.title, t.tokens, t.words, t.terms = "", nil, nil, t.terms[:0]
	t.heads, t.saidIDs, t.found, t.roles = t.heads[:0], t.saidIDs[:0], t.found[:0], t.roles[:0]
	r.scratch.Put(t)
}

// read cuts a title into terms and finds out what each may mean.
func (r *resolver) read(t *reading, title string) {
	t.title = title
	t.tokens = scan(title)
	tokens := t.tokens[:min(len(t.tokens), maxTerms)]
	t.words = join(tokens, r.vocabulary.spell(tokens), r.joins)
	if r.mend(t) {
		t.words = join(tokens, t.words, r.joins)
	}
	r.group(t)
	t.markNumbers()
	t.markJoints()
	r.findMain(t)
	for i := range t.terms {
		at := &t.terms[i]
		at.cost = r.cost(t, i)
		if at.entry != nil && at.entry.title != nil {
			at.ids, at.means = at.entry.ids, at.entry.means
		}
		if at.entry != nil && len(at.entry.levels) > 0 && at.entry.title == nil {
			t.ranks |= 1 << i
		}
		r.say(t, i)
	}
	r.findHints(t)
}

// joins reports a word that two words may be written for.
func (r *resolver) joins(form string) bool {
	return r.written[form] || r.vocabulary.entries[form] != nil
}

// mend reads words that are not known as what they are likely to be: two words run together, or one misspelt.
func (r *resolver) mend(t *reading) (mended bool) {
	words := make([]word, 0, len(t.words)+2)
	for _, w := range t.words {
		if r.joins(w.form) || r.vocabulary.known[w.form] {
			words = append(words, w)
			continue
		}
		words = r.appendMended(words, w)
		mended = mended || words[len(words)-1].misspelt
	}
	t.words = words
	return mended
}

// appendMended adds what a word is likely to be, or the word itself.
func (r *resolver) appendMended(words []word, w word) []word {
	for at := 3; at+3 <= len(w.form) && len(w.form) >= 7; at++ {
		if second := stem(w.form[at:]); r.joins(w.form[:at]) && r.joins(second) {
			return append(words, word{w.form[:at], w.first, w.last, true}, word{second, w.first, w.last, true})
		}
	}
	form, ok := r.speller.correct(w.form)
	if !ok {
		return append(words, w)
	}
	return append(words, word{form, w.first, w.last, true})
}

// group makes terms of the words: the longest phrases that the vocabulary has.
func (r *resolver) group(t *reading) {
	for i := 0; i < len(t.words) && len(t.terms) < maxTerms; {
		e, n, key := r.entryAt(t, i)
		n = max(n, 1)
		at := term{
			words: t.words[i : i+n], key: key, entry: e, first: i, last: i + n - 1,
			segment: t.tokens[t.words[i].first].segment,
		}
		if e != nil {
			at.kind = e.kind
		}
		for _, w := range at.words {
			at.misspelt = at.misspelt || w.misspelt
		}
		t.terms = append(t.terms, at)
		i += n
	}
}

// entryAt finds the longest phrase of the vocabulary that begins at word i.
func (r *resolver) entryAt(t *reading, i int) (e *entry, n int, key string) {
	first := t.words[i].form
	longest := r.vocabulary.longest[first]
	if isNumber(first) {
		longest = max(longest, r.vocabulary.longest[anyNumber])
	}
	for n := min(longest, len(t.words)-i); n > 0; n-- {
		if t.tokens[t.words[i+n-1].first].segment != t.tokens[t.words[i].first].segment && n > 1 {
			continue
		}
		for _, numbers := range [...]bool{false, true} {
			var buffer [96]byte
			phrase, has := t.phrase(buffer[:0], i, n, numbers)
			if numbers && !has {
				break
			}
			if e := r.vocabulary.entries[string(phrase)]; e != nil {
				return e, n, string(phrase)
			}
		}
	}
	return nil, 0, first
}

// phrase writes n words from word i on, numbers as any number if that is asked for.
func (t *reading) phrase(buffer []byte, i, n int, numbers bool) (phrase []byte, has bool) {
	for j := range n {
		if j > 0 {
			buffer = append(buffer, ' ')
		}
		form := t.words[i+j].form
		if numbers && isNumber(form) {
			form, has = anyNumber, true
		}
		buffer = append(buffer, form...)
	}
	return buffer, has
}

func isNumber(form string) bool {
	for i := range len(form) {
		if form[i] < '0' || form[i] > '9' {
			return false
		}
	}
	return form != ""
}

// markNumbers finds pay, codes and grades: what is written with digits.
func (t *reading) markNumbers() {
	for i := range t.terms {
		at := &t.terms[i]
		if !strings.ContainsAny(at.key, "0123456789") {
			continue
		}
		first := &t.tokens[at.words[0].first]
		if at.entry == nil || isNumber(at.key) && at.kind == "" {
			at.kind, at.numeral = numberKind(first), isNumber(at.key)
		}
		if at.kind == Schedule && first.amount {
			at.kind = Pay // "$22/hr"
		}
		if t.besidePay(i) && first.text[0] >= '0' && first.text[0] <= '9' {
			at.kind = Pay
		}
	}
}

// besidePay reports a number with another amount or a word of pay right beside it.
func (t *reading) besidePay(i int) bool {
	pays := func(j int) bool {
		return j >= 0 && j < len(t.terms) && (t.terms[j].kind == Pay || t.tokens[t.terms[j].words[0].first].amount)
	}
	return pays(i-1) || pays(i) || pays(i+1)
}

// numberKind is what a word with digits is likely to be.
func numberKind(t *token) IgnoredKind {
	digits := 0
	for i := range len(t.text) {
		if t.text[i] >= '0' && t.text[i] <= '9' {
			digits++
		}
	}
	rest := strings.TrimLeft(t.text, "0123456789")
	switch {
	case t.amount, rest == "k" && digits < len(t.text):
		return Pay
	case t.marked || digits >= 3 || digits == len(t.text):
		return Code
	case rest == "x" || strings.HasPrefix(t.text, "x"):
		return Noise
	}
	return Grade
}

// findMain finds the part of the title that says what the job is, and the words in it that may do so.
func (r *resolver) findMain(t *reading) {
	t.main = r.mainSegment(t)
	head, linked := -1, false
	for i := range t.terms {
		at := &t.terms[i]
		at.main = t.main < 0 || at.segment == t.main
		if t.main < 0 || !at.main {
			continue
		}
		linked = linked || head >= 0 && (linksBack(at.key) || at.second && !t.either(head, i))
		switch {
		case linked || !r.mayBeHead(at):
			at.main = !linked || t.afterOf(i)
			at.tail = !at.main
			continue
		case head >= 0 && saysLevel(at.entry): // "Engineer Lead": either
		case head >= 0 && !t.either(head, i):
			t.heads, head = t.heads[:0], i
		default:
			head = i
		}
		t.heads = append(t.heads, i)
	}
}

// mainSegment is the first segment with a word for a job, one in brackets only if there is no other; -1 if none has.
func (r *resolver) mainSegment(t *reading) int {
	inBrackets := -1
	for i := range t.terms {
		at := &t.terms[i]
		if !r.mayBeHead(at) {
			continue
		}
		if !t.tokens[at.words[0].first].bracket {
			return at.segment
		}
		if inBrackets < 0 {
			inBrackets = at.segment
		}
	}
	return inBrackets
}

// either reports two words for the job with nothing but "or" between them: the title does not say which.
func (t *reading) either(i, j int) bool {
	return j == i+2 && t.terms[i+1].key == "or"
}

// markJoints finds terms that stand beside an alternative.
func (t *reading) markJoints() {
	last := -1
	for i := range t.terms {
		at := &t.terms[i]
		if at.key == "and" || at.key == "or" {
			continue
		}
		if last >= 0 && at.segment == t.terms[last].segment && t.joins(last, i) {
			at.joint, at.second = true, true
			t.terms[last].joint = true
		}
		last = i
	}
}

// joins reports two terms with a word or a sign between them that makes the second an alternative or an addition.
func (t *reading) joins(i, j int) bool {
	if j > i+1 {
		return true
	}
	start, end := t.tokens[t.words[t.terms[i].last].last].end, t.tokens[t.words[t.terms[j].first].first].start
	return start < end && strings.ContainsAny(t.title[start:end], "/&+")
}

// afterOf reports a term behind "of", which belongs to what the job is: "Head of Sales".
func (t *reading) afterOf(i int) bool {
	for i--; i >= 0 && t.terms[i].segment == t.main; i-- {
		if linksBack(t.terms[i].key) {
			return t.terms[i].key == "of"
		}
	}
	return false
}

// mayBeHead reports a term that can say what the job is.
func (r *resolver) mayBeHead(t *term) bool {
	if e := t.entry; e != nil && (e.class == occupation || e.other || e.title != nil && !e.field) {
		return true
	}
	id, ok := r.words[t.words[len(t.words)-1].form]
	return ok && r.isHead[id] && (t.entry == nil || t.entry.kind == "" && t.entry.class != stop)
}

// saysLevel reports a term that may stand behind the word for the job to say a level.
func saysLevel(e *entry) bool {
	if e == nil {
		return false
	}
	for _, l := range e.levels {
		if l.where == anywhere || l.where == afterHead {
			return true
		}
	}
	return false
}
