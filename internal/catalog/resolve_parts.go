package catalog

import "strings"

// parts divides a title into what leads to the role, what leads to the level and what is ignored. Without a role, what
// name explains is what leads to the best alternative.
func (r *resolver) parts(t *reading, name *indexedName) []Part {
	if t.title == "" {
		return []Part{}
	}
	kinds := make([]PartKind, len(t.tokens))
	for i := range kinds {
		kinds[i] = PartKind(Other)
	}
	for i := range t.terms {
		t.paint(kinds, t.terms[i].words, r.kindOf(t, name, i))
	}
	for i := range t.hints {
		if h := &t.hints[i]; h.says {
			t.paint(kinds, t.words[h.first:h.last+1], PartLevel)
		}
	}
	t.lend(kinds)
	return t.divide(kinds)
}

// paint gives the tokens of words a kind. A token of which one word leads to the role is part of its name.
func (t *reading) paint(kinds []PartKind, words []word, kind PartKind) {
	for _, w := range words {
		for at := w.first; at <= w.last; at++ {
			if kinds[at] != PartName || kind == PartLevel {
				kinds[at] = kind
			}
		}
	}
}

func (r *resolver) kindOf(t *reading, name *indexedName, i int) PartKind {
	at := &t.terms[i]
	switch {
	case name != nil && r.explains(t, name, i):
		return PartName
	case at.kind != "":
		return PartKind(at.kind)
	}
	return PartKind(Other)
}

// lend gives words that only join others ("of", "the") the kind of what they stand between, or of what follows them.
func (t *reading) lend(kinds []PartKind) {
	for i := range t.terms {
		at := &t.terms[i]
		if at.entry == nil || at.entry.class != stop || at.kind != "" {
			continue
		}
		token := at.words[0].first
		switch {
		case token+1 < len(kinds):
			kinds[token] = kinds[token+1]
		case token > 0:
			kinds[token] = kinds[token-1]
		}
	}
}

// divide cuts the title before every word of another kind than the last. What stands between words goes with the
// second, but for what closes the first.
func (t *reading) divide(kinds []PartKind) []Part {
	if len(kinds) == 0 {
		return []Part{{t.title, PartKind(Noise)}}
	}
	var parts []Part
	start := 0
	for i := 1; i < len(kinds); i++ {
		if kinds[i] == kinds[i-1] {
			continue
		}
		end := t.tokens[i-1].end
		gap := t.title[end:t.tokens[i].start]
		end += len(gap) - len(strings.TrimLeft(gap, ")]}.,;:!?\"”'’+*"))
		parts = append(parts, Part{t.title[start:end], kinds[i-1]})
		start = end
	}
	return append(parts, Part{t.title[start:], kinds[len(kinds)-1]})
}
