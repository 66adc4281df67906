package review

import "slices"

// anchor sorts the patterns by the words that are in each of their matches and seldom in ads, so that few have to be tried
// at a word. How often words come is counted in the examples of the rules, which are sentences of ads.
func (l *lexicon) anchor() {
	often := l.frequencies()
	l.anchored = make([][]*pattern, len(l.vocabulary)+1)
	for _, p := range l.patterns {
		p.settle(often)
		for _, word := range unique(p.elements[p.anchor].words) {
			l.anchored[word] = append(l.anchored[word], p)
		}
	}
}

// frequencies is how often each word comes in the examples, by its number.
func (l *lexicon) frequencies() []int {
	often := make([]int, len(l.vocabulary)+1)
	s := scanner{vocabulary: l.vocabulary, lexemes: map[string]lexeme{}}
	for _, t := range l.terms {
		for _, text := range slices.Concat(t.Flagged, t.Clean) {
			for _, token := range s.scan(text) {
				often[token.word]++
			}
		}
	}
	return often
}

// settle chooses the element of p that is its anchor: the one whose words come least, of those that are always there.
func (p *pattern) settle(often []int) {
	const perWord = 2 // a word that no example has can come, too
	least := -1
	for i := range p.elements {
		e := &p.elements[i]
		for _, word := range e.words {
			e.mask |= word.bit()
		}
		if e.optional || e.number || len(e.words) == 0 {
			continue
		}
		p.needs = append(p.needs, e.mask)
		cost := 0
		for _, word := range e.words {
			cost += often[word] + perWord
		}
		if least < 0 || cost < least {
			p.anchor, least = i, cost
		}
	}
	for _, e := range p.elements[:p.anchor] {
		p.before += max(1, e.gap)
	}
}

// tryAnchored keeps the matches of patterns whose anchor is token i.
func (r *reader) tryAnchored(tokens []token, i int, k kind, section string) {
	for _, p := range r.lexicon.anchored[tokens[i].word] {
		if !p.mayBeIn(r.seen) {
			continue
		}
		for first := max(0, i-p.before); first <= i; first++ {
			t := &tokens[first]
			if p.elements[0].mask&t.word.bit() == 0 || t.sentence != tokens[i].sentence || !p.elements[0].takes(r.text, t) {
				continue
			}
			if last := p.match(r.text, tokens, first); last > i && p.term.looksAt(k, section) {
				r.keepMatch(found{p, first, last})
			}
		}
	}
}

// mayBeIn is false if the words of one element that is always there are all missing; seen has the bits of all words.
func (p *pattern) mayBeIn(seen uint64) bool {
	for _, need := range p.needs {
		if need&seen == 0 {
			return false
		}
	}
	return true
}

// keepMatch notes a match, which another word that anchors it may have brought before.
func (r *reader) keepMatch(f found) {
	list := &r.context
	if f.part == isMatch {
		list = &r.found
	}
	const recent = 8
	if !slices.Contains((*list)[max(0, len(*list)-recent):], f) {
		*list = append(*list, f)
	}
}
