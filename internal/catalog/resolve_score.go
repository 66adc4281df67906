package catalog

import (
	"cmp"
	"math"
	"slices"

	"rolewright/internal/jobad"
)

// match is how well a name fits a title.
type match struct {
	name  int32
	score float64
	exact bool // the name is all that the main part of the title says
}

// say notes which words of names a term says, and how nearly.
func (r *resolver) say(t *reading, i int) {
	at := &t.terms[i]
	factor := 1.0
	if !at.main && len(t.heads) > 0 && !t.bare() {
		factor = asideFactor
	}
	if at.misspelt {
		factor *= misspeltFactor
	}
	e := at.entry
	if e != nil && (e.class == stop || e.other || e.kind != "" && e.kind != Technology && len(at.words) > 1) {
		return
	}
	direct := factor
	if e != nil && !e.whole {
		direct *= e.title.factor
	}
	for _, w := range at.words {
		r.sayForm(t, i, w.form, direct)
	}
	if e == nil {
		return
	}
	for _, n := range e.near {
		for _, form := range n.words {
			r.sayForm(t, i, form, factor*n.factor)
		}
	}
	if e.title != nil {
		for _, form := range e.title.words {
			r.sayForm(t, i, form, factor*e.title.factor)
		}
	}
}

func (r *resolver) sayForm(t *reading, i int, form string, factor float64) {
	id, ok := r.words[form]
	if !ok || t.factor[id] >= factor {
		return
	}
	if t.factor[id] == 0 {
		t.saidIDs = append(t.saidIDs, id)
	}
	t.factor[id], t.said[id] = factor, i
}

// bare reports a main part that says nothing but a word for the job and a level: "Manager, Engineering".
func (t *reading) bare() bool {
	for i := range t.terms {
		at := &t.terms[i]
		if at.main && !slices.Contains(t.heads, i) && at.kind == "" && (at.entry == nil || at.entry.class != stop && len(at.entry.levels) == 0) {
			return false
		}
	}
	return len(t.heads) > 0 && t.terms[t.heads[0]].last == t.terms[t.heads[0]].first
}

// What it takes from a match if nothing in a name explains a term.
const (
	costLevel      = 0.06
	costGeneric    = 0.12
	costSentence   = 1.0
	costHead       = 1.2
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
	if !at.main {
		aside = asideCost
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
		return weight * aside
	case at.entry != nil && (len(at.entry.near) > 0 || at.entry.title != nil || at.entry.class == occupation):
		return costNear * aside
	case !at.main:
		return asideUnknown
	case len(t.heads) > 0 && i > t.heads[0]:
		return costTail
	}
	return costUnknown
}

// How a match suffers if what its name calls the job is not what the title calls it.
const (
	headElsewhere = 0.75 // the title says it, but of something else
	headMissing   = 0.3
	headUnsaid    = 0.5 // the title does not say what the job is
)

// compare scores every name that shares a word with the title, and keeps the best for each role.
func (r *resolver) compare(t *reading) {
	all := 0.0
	for i := range t.terms {
		all += t.terms[i].cost
	}
	for _, id := range t.saidIDs {
		for _, n := range r.postings[id] {
			if t.seen[n] {
				continue
			}
			t.seen[n] = true
			t.found = append(t.found, n)
			r.keep(t, match{name: n, score: r.score(t, n, all)})
		}
	}
}

func (r *resolver) keep(t *reading, m match) {
	role := r.names[m.name].role
	best := &t.best[role]
	if best.score == 0 {
		t.roles = append(t.roles, role)
	}
	if m.score > best.score || m.score == best.score && m.name < best.name {
		*best = m
	}
}

// score is how well a name fits, from 0 to 1: how much of the name the title says, how much of the title the name
// explains, and whether both speak of the same kind of job.
func (r *resolver) score(t *reading, n int32, missed float64) float64 {
	name := &r.names[n]
	var hit float64
	var explained [maxWords*2 + 8]bool
	for _, id := range name.words {
		if t.factor[id] == 0 {
			continue
		}
		hit += r.weights[id] * t.factor[id]
		if i := t.said[id]; i < len(explained) && !explained[i] {
			explained[i] = true
			missed -= t.terms[i].cost
		}
	}
	covered := hit / name.total
	explains := hit / (hit + max(0, missed))
	return min(1, covered*math.Pow(explains, 0.8)*r.headFactor(t, name))
}

func (r *resolver) headFactor(t *reading, name *indexedName) float64 {
	factor := t.factor[name.head]
	switch {
	case factor == 0 && len(t.heads) == 0:
		return headUnsaid
	case factor == 0:
		return headMissing
	case len(t.heads) > 0 && !slices.Contains(t.heads, t.said[name.head]):
		return headElsewhere
	}
	return math.Sqrt(factor)
}

// ranked is every role that was found, the best match first; of equal ones, in the order of the catalog.
func (r *resolver) ranked(t *reading) []match {
	slices.Sort(t.roles)
	all := make([]match, len(t.roles))
	for i, role := range t.roles {
		all[i] = t.best[role]
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	return all
}

// related reports a match with the name of another job, which only points to the role.
func (r *resolver) related(m match) bool { return r.names[m.name].kind == jobad.Related }
