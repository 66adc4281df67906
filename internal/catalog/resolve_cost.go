package catalog

import "slices"

// What it takes from a match if nothing in a name explains a term.
const (
	costLevel      = 0.06
	costGeneric    = 0.12
	costSentence   = 1.0
	costHead       = 1.2
	costRank       = 0.15
	costJob        = 1.5
	costUnknown    = 0.8
	costTail       = 0.5
	costNear       = 0.5
	costTechnology = 0.35
	asideCost      = 0.45
	asideUnknown   = 0.12
)

// cost is what leaving a term unexplained takes from a match.
func (r *resolver) cost(t *reading, i int) float64 {
	at := &t.terms[i]
	aside := 1.0
	if !at.main || at.joint && !slices.Contains(t.heads, i) {
		aside = asideCost
	}
	if at.tail {
		aside *= asideCost
	}
	e := at.entry
	switch {
	case e != nil && e.class == stop:
		return 0
	case e != nil && e.class == sentence && at.kind == "":
		return costSentence
	case at.kind == Technology:
		return costTechnology * aside * aside
	case at.kind != "":
		return 0
	case e != nil && len(e.levels) > 0 && !slices.Contains(t.heads, i):
		return costLevel
	case e != nil && e.other:
		return costJob * aside
	case slices.Contains(t.heads, i) && e != nil && len(e.levels) > 0:
		return costRank
	case slices.Contains(t.heads, i) && at.joint && !t.doubtful():
		return costTail
	case slices.Contains(t.heads, i):
		return costHead
	case e != nil && e.class == generic:
		return costGeneric * aside
	}
	return r.plainCost(t, i, aside)
}

// plainCost is the cost of a term that no rule speaks of.
func (r *resolver) plainCost(t *reading, i int, aside float64) float64 {
	at := &t.terms[i]
	weight, known := 0.0, false
	for _, w := range at.words {
		if id, ok := r.words[w.form]; ok {
			weight, known = max(weight, r.weights[id]), true
		}
	}
	switch {
	case known:
		return weight * aside * r.narrowing(t, i)
	case at.entry != nil && (len(at.entry.near) > 0 || at.entry.title != nil || at.entry.class == occupation):
		return costNear * aside
	case !at.main:
		return asideUnknown
	case len(t.heads) > 0 && i > t.heads[0]:
		return costTail
	}
	return costUnknown * r.narrowing(t, i)
}

// narrowing is less than 1 for a term before a word for the job that one role alone has: it says which kind of it, as in
// "Pizza Chef".
func (r *resolver) narrowing(t *reading, i int) float64 {
	if len(t.heads) != 1 || i > t.heads[0] || !t.terms[i].main {
		return 1
	}
	words := t.terms[t.heads[0]].words
	id, ok := r.words[words[len(words)-1].form]
	if !ok || r.roles[id] > 1 {
		return 1
	}
	return 0.5
}
