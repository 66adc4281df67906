package catalog

import (
	"slices"

	"rolewright/internal/jobad"
)

// misrankedConfidence bounds how likely a role is that is never hired at the rank which the title says. It stays below
// what callers trust, and the role is given: it may be who is led, or what is learned.
const misrankedConfidence = 0.75

// ranksOf says of a role what its names say of rank. Names of kind related are those of other jobs.
type ranksOf struct{ leads, learns bool }

// rank reads the names of a role, with its titles at its levels.
func (r *resolver) rank(role *jobad.Role) ranksOf {
	var ranks ranksOf
	add := func(title string) {
		for _, form := range r.vocabulary.forms(title) {
			e := r.vocabulary.entries[form]
			ranks.leads = ranks.leads || e != nil && e.leads
			ranks.learns = ranks.learns || e != nil && e.learns
		}
	}
	for _, n := range r.catalog.namesOf(role) {
		if n.kind != jobad.Related {
			add(n.title)
		}
	}
	for _, level := range role.LevelSlugs() {
		ranks.learns = ranks.learns || level == jobad.Intern
		add(r.catalog.Title(role, level))
	}
	return ranks
}

// misranked reports a role of which no name has the rank that the title says: a director of what it does, a student of it,
// a junior where even the first level leads.
func (r *resolver) misranked(t *reading, name *indexedName) bool {
	has := r.ranks[name.role]
	if !has.leads && r.saysLeader(t) || !has.learns && r.saysLearner(t) {
		return true
	}
	return name.name.role.LevelSlugs()[0].Rank() >= jobad.Lead.Rank() && t.forJuniors()
}

// saysLeader reports a title that calls who is wanted a manager, a director, a head of something or a chief. A head waiter
// waits, and who assists a director is none.
func (r *resolver) saysLeader(t *reading) bool {
	for i := range t.terms {
		at := &t.terms[i]
		for j := at.first; at.main && j <= at.last; j++ {
			e := r.vocabulary.entries[t.words[j].form]
			if e == nil || !e.leads {
				continue
			}
			of := j+1 < len(t.words) && t.words[j+1].form == "of"
			if of || j == at.last && slices.Contains(t.heads, i) || e.says(jobad.Executive) {
				return true
			}
		}
	}
	return false
}

// says reports a phrase that says a level wherever it stands.
func (e *entry) says(level jobad.Level) bool {
	return slices.ContainsFunc(e.levels, func(l levelWord) bool { return l.where == anywhere && l.level == level })
}

// saysLearner reports a title for who learns the job, not for who is new in it.
func (r *resolver) saysLearner(t *reading) bool {
	return slices.ContainsFunc(t.terms, func(at term) bool {
		return at.entry != nil && at.entry.learns || slices.ContainsFunc(at.words, func(w word) bool {
			e := r.vocabulary.entries[w.form]
			return e != nil && e.learns
		})
	})
}

// forJuniors reports a title with a word such as "junior", or for who learns.
func (t *reading) forJuniors() bool {
	return slices.ContainsFunc(t.terms, func(at term) bool {
		return at.entry.forLearners() || at.entry != nil && at.entry.says(jobad.Junior)
	})
}
