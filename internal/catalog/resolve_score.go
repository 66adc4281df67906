package catalog

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"rolewright/internal/jobad"
)

// match is how well a name fits a title.
type match struct {
	name  int32
	score float64
}

// say notes which words of names a term says, and how nearly.
func (r *resolver) say(t *reading, i int) {
	at, e := &t.terms[i], t.terms[i].entry
	if e != nil && (e.class == stop || e.other || e.kind != "" && e.kind != Technology && len(at.words) > 1) {
		return
	}
	factor := t.sureness(at)
	direct := factor
	if e != nil && !e.whole {
		direct *= e.apart()
	}
	for _, w := range at.words {
		r.sayForm(t, i, w.form, direct)
	}
	if e == nil {
		return
	}
	for _, n := range e.near {
		r.sayNearby(t, i, n, factor)
	}
	if e.title != nil {
		r.sayNearby(t, i, *e.title, factor)
	}
}

// sureness is how much of what a term says holds, by where it stands and how it is spelled.
func (t *reading) sureness(at *term) float64 {
	factor := 1.0
	if !at.main && len(t.heads) > 0 && !t.bare() {
		factor = asideFactor
	}
	if at.misspelt {
		factor *= misspeltFactor
	}
	if at.second {
		factor *= secondFactor
	}
	return factor
}

func (r *resolver) sayNearby(t *reading, i int, n nearby, factor float64) {
	for _, form := range n.words {
		r.sayForm(t, i, form, factor*n.factor)
	}
}

// apartFactor is how much is left of what words say in a phrase that means something else.
const apartFactor = 0.6

// apart is how nearly the words of a phrase mean one by one what they mean together.
func (e *entry) apart() float64 {
	if e.title != nil {
		return e.title.factor * apartFactor
	}
	return apartFactor * technologyFactor
}

func (r *resolver) sayForm(t *reading, i int, form string, factor float64) {
	id, ok := r.words[form]
	if !ok {
		return
	}
	if t.factor[id] == 0 {
		t.saidIDs = append(t.saidIDs, id)
	}
	if factor >= leastExplained {
		t.saidBy[id] |= 1 << i
	}
	if factor > t.factor[id] {
		t.factor[id], t.said[id] = factor, i
	}
}

// leastExplained is how nearly a term has to say a word of a name to be explained by it.
const leastExplained = 0.5

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

// How a match suffers if what its name calls the job is not what the title calls it.
const (
	headElsewhere  = 0.75 // the title says it, but of something else
	headMissing    = 0.3
	headClearly    = 0.9  // how nearly it has to be said where nothing else says what the job is
	headUnsaid     = 0.42 // the title does not say what the job is
	headRank       = 0.85 // it says a rank in its place: "QA Lead"
	notForLearners = 0.75 // the title is for learners, and the role has none
	notWide        = 0.88 // of a name, from which a word for the job says all
	tooWide        = 0.35 // the title says nothing but what many are called: "Engineer", "Team Leader"
	rankShare      = 0.4  // how much of the weight of the word for the job the rank leaves
)

// compare scores every name that shares a word with the title, and keeps the best for each role. A name that is all the
// title says besides a level and what is ignored fits in full.
func (r *resolver) compare(t *reading) {
	if n, ok := r.whole(t); ok {
		t.seen[n] = true
		t.found = append(t.found, n)
		r.keep(t, match{name: n, score: 1})
	}
	all, learners := 0.0, t.forLearners()
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
			m := match{name: n, score: r.score(t, n, all)}
			if learners && !r.takesLearners(n) {
				m.score *= notForLearners
			}
			r.keep(t, m)
		}
	}
}

// whole finds the name that is all the main part of a title says: with the words for a level and those that are mostly
// ignored, or without the one or the other. What stands aside may say more than that: then there is none.
func (r *resolver) whole(t *reading) (name int32, ok bool) {
	for i := range t.terms {
		if at := &t.terms[i]; !at.main && !at.tail && at.cost > asideUnknown {
			return 0, false
		}
	}
	for _, with := range [...]wanted{{true, true}, {true, false}, {false, true}, {false, false}} {
		var buffer [128]byte
		key := buffer[:0]
		for i := range t.terms {
			if t.isWanted(i, with) {
				key = r.appendForms(key, t.terms[i].words)
			}
		}
		if name, ok := r.exact[string(key)]; ok {
			return name, true
		}
	}
	return 0, false
}

// wanted says which terms of the main part are read as a name.
type wanted struct{ levels, ignored bool }

func (t *reading) isWanted(i int, with wanted) bool {
	at := &t.terms[i]
	switch {
	case !at.main && (!at.tail || !with.ignored):
		return false
	case at.kind != "" && at.kind != Technology && !with.ignored:
		return false
	}
	return with.levels || !t.onlyLevel(i)
}

// onlyLevel reports a term that says a level and not what the job is.
func (t *reading) onlyLevel(i int) bool {
	e := t.terms[i].entry
	return e != nil && len(e.levels) > 0 && (len(t.heads) == 0 || t.heads[0] != i)
}

// appendForms writes words behind each other, as the names are known by.
func (r *resolver) appendForms(key []byte, words []word) []byte {
	for _, w := range words {
		if e := r.vocabulary.entries[w.form]; e != nil && e.class == stop {
			continue
		}
		if len(key) > 0 {
			key = append(key, ' ')
		}
		key = append(key, w.form...)
	}
	return key
}

// takesLearners reports the name of a role that people begin in.
func (r *resolver) takesLearners(n int32) bool {
	return r.names[n].name.role.LevelSlugs()[0].Rank() < jobad.Mid.Rank()
}

func (r *resolver) keep(t *reading, m match) {
	role := r.names[m.name].role
	best := &t.best[role]
	if best.score == 0 {
		t.roles = append(t.roles, role)
	}
	if c := cmp.Or(cmp.Compare(m.score, best.score), cmp.Compare(r.names[m.name].total, r.names[best.name].total), cmp.Compare(best.name, m.name)); c > 0 {
		*best = m
	}
}

// score is how well a name fits, from 0 to 1: how much of the name the title says, how much of the title the name
// explains, and whether both speak of the same kind of job.
func (r *resolver) score(t *reading, n int32, missed float64) float64 {
	name := &r.names[n]
	var hit float64
	var explained uint64
	for _, id := range name.words {
		hit += r.weights[id] * t.factor[id]
		explained |= t.saidBy[id]
	}
	wide := explained&^(t.ranks|t.headMask()) == 0
	for ; explained != 0; explained &= explained - 1 {
		i := bits.TrailingZeros64(explained)
		missed -= t.terms[i].cost
		if t.terms[i].means != nil {
			missed += r.halfMeant(&t.terms[i], name)
		}
	}
	total := name.total
	if t.factor[name.head] == 0 && t.ranked() {
		total -= r.weights[name.head] * (1 - rankShare)
	}
	covered := min(1, hit/total)
	explains := hit / (hit + max(0, missed))
	score := covered * math.Pow(explains, 0.8) * r.headFactor(t, name)
	if wide && covered < notWide {
		score *= tooWide
	}
	return min(1, score)
}

// halfMeant is the weight of what a phrase means that a name leaves out, unless the name has the phrase itself.
func (r *resolver) halfMeant(at *term, name *indexedName) float64 {
	if r.hasAll(name, at.ids) {
		return 0
	}
	weight := 0.0
	for _, id := range at.means {
		if !slices.Contains(name.words, id) {
			weight += r.weights[id]
		}
	}
	return weight
}

// hasAll reports a name that has all of some words, of which there is one.
func (r *resolver) hasAll(name *indexedName, ids []int32) bool {
	for _, id := range ids {
		if !slices.Contains(name.words, id) {
			return false
		}
	}
	return len(ids) > 0
}

// doubtful reports a title that leaves open which of two jobs it means.
func (t *reading) doubtful() bool { return len(t.heads) > 1 && !saysLevel(t.terms[t.heads[1]].entry) }

func (r *resolver) headFactor(t *reading, name *indexedName) float64 {
	factor := t.factor[name.head]
	switch {
	case t.unsaid(name.head):
		return headUnsaid
	case factor == 0 && t.ranked():
		return headRank
	case factor == 0:
		return headMissing
	case len(t.heads) > 0 && !slices.Contains(t.heads, t.said[name.head]):
		if t.ranked() || t.terms[t.said[name.head]].second {
			return headRank
		}
		return headElsewhere
	}
	return math.Sqrt(factor)
}

// unsaid reports a title that does not say what the job is, where head is what the name calls it. One that is for learners
// need not: "Data Engineering Apprentice".
func (t *reading) unsaid(head int32) bool {
	factor := t.factor[head]
	if len(t.heads) > 0 || factor >= headClearly && !t.saysField(head) {
		return false
	}
	return factor < leastExplained || !t.forLearners()
}

// saysField reports a word of names that the title says only by a field: "Data Analytics".
func (t *reading) saysField(id int32) bool {
	e := t.terms[t.said[id]].entry
	return e != nil && e.field
}

// forLearners reports a title with a term such as "apprentice".
func (t *reading) forLearners() bool {
	for i := range t.terms {
		if t.terms[i].entry.forLearners() {
			return true
		}
	}
	return false
}

// ledByLearners reports the name of one who leads others for a title that is for who learns: "Head of Legal intern". What
// comes after may be an offer: "Head chef (training provided)".
func (t *reading) ledByLearners(name *indexedName) bool {
	return name.level.Rank() >= jobad.Lead.Rank() && slices.ContainsFunc(t.terms, func(at term) bool {
		return at.segment <= t.main && at.entry.forLearners()
	})
}

// headMask are the terms that may say what the job is, a bit for each, but for phrases that mean one job.
func (t *reading) headMask() uint64 {
	var mask uint64
	for _, i := range t.heads {
		if t.terms[i].means == nil {
			mask |= 1 << i
		}
	}
	return mask
}

// ranked reports a title whose word for the job is one for a level: "QA Lead", "Payroll Supervisor".
func (t *reading) ranked() bool {
	for _, i := range t.heads {
		e := t.terms[i].entry
		if e == nil || !slices.ContainsFunc(e.levels, func(l levelWord) bool { return l.level.Rank() >= jobad.Lead.Rank() }) {
			return false
		}
	}
	return len(t.heads) > 0
}

// ranking is every role that was found, the best match first; of equal ones, in the order of the catalog.
func (r *resolver) ranking(t *reading) []match {
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
