package catalog

import (
	"slices"

	"rolewright/internal/jobad"
)

// levelOf is the level that a title says for the role of a match: that of the name, else that of the words which no name
// of the role explains, as the nearest level that the role has. A role that is named for a level has that one.
func (r *resolver) levelOf(t *reading, m match) jobad.Level {
	n := &r.names[m.name]
	if n.level != "" {
		return n.level
	}
	role := n.name.role
	if said := t.level(&levelReader{role, r.catalog.tracks[role.Track], r.explainedBy(t, n.role)}); said != "" {
		return nearestLevel(role, said)
	}
	return namedLevel(role)
}

// namedLevel is the level of a role that has but one, or that is called by its own title at it and begins at it.
func namedLevel(role *jobad.Role) jobad.Level {
	levels := role.LevelSlugs()
	if own := role.Levels[levels[0]].Title; len(levels) == 1 || own == role.Title && levels[0].Rank() >= jobad.Lead.Rank() {
		return levels[0]
	}
	return ""
}

// levelReader is what is known of a role when its level is read.
type levelReader struct {
	role      *jobad.Role
	track     *jobad.Track
	explained map[string]bool // words of names that say no level: "Staff Nurse"
}

// explainedBy are the words in names of a role that the title says in full.
func (r *resolver) explainedBy(t *reading, role int32) map[string]bool {
	words := map[string]bool{}
	for _, n := range t.found {
		name := &r.names[n]
		if name.role != role || name.level != "" || name.kind == jobad.SearchOnly || name.kind == jobad.Related {
			continue
		}
		if !slices.ContainsFunc(name.words, func(id int32) bool { return t.factor[id] < leastExplained }) {
			for _, id := range name.words {
				words[r.forms[id]] = true
			}
		}
	}
	return words
}

// nearestLevel is the level of the role that is the fewest steps from level; of two, the lower one, but an intern is only
// who is called so.
func nearestLevel(role *jobad.Role, level jobad.Level) jobad.Level {
	best, steps := jobad.Level(""), 2*len(jobad.Levels())
	for _, has := range role.LevelSlugs() {
		apart := 2 * max(has.Rank()-level.Rank(), level.Rank()-has.Rank())
		if has == jobad.Intern && level != jobad.Intern {
			apart += 3
		}
		if apart < steps {
			best, steps = has, apart
		}
	}
	return best
}

// level is the level that the words of a title say, but for those that a role explains otherwise. Of several it is the
// one farthest from the middle of the scale: "Senior Lead" is a lead. A number counts if no word says a level. Without a
// role the word for the job says none: a manager is one in some roles only.
func (t *reading) level(of *levelReader) jobad.Level {
	best, number := jobad.Level(""), jobad.Level("")
	for i := range t.hints {
		h := &t.hints[i]
		level, isNumber := t.hinted(h, of)
		if level == "" || of != nil && level != jobad.Executive && of.explains(t.words[h.first:h.last+1]) {
			continue
		}
		h.says = true
		switch {
		case isNumber:
			number = level
		case best == "" || fromMid(level) > fromMid(best):
			best = level
		}
	}
	if best == "" {
		return number
	}
	return best
}

// explains reports words that all stand in names of the role.
func (of *levelReader) explains(words []word) bool {
	for _, w := range words {
		if !of.explained[w.form] {
			return false
		}
	}
	return true
}

// counts reports a track on which desks are counted: one that has beginners and experts has grades for them.
func (of *levelReader) counts() bool {
	return of == nil || of.track.Levels[jobad.Junior].Name != "" || of.track.Levels[jobad.Principal].Name != ""
}

// hint is a phrase that may say a level.
type hint struct {
	entry       *entry
	first, last int // its words
	says        bool
}

// hints finds the phrases that may say a level.
func (r *resolver) findHints(t *reading) {
	for i := range t.terms {
		at := &t.terms[i]
		if at.entry != nil && len(at.entry.levels) > 0 {
			t.hints = append(t.hints, hint{entry: at.entry, first: at.first, last: at.last})
			continue
		}
		if len(at.words) < 2 || at.kind != "" {
			continue
		}
		for j := at.first; j <= at.last; {
			e, n := r.hintAt(t, j, at.last)
			if n > 0 {
				t.hints = append(t.hints, hint{entry: e, first: j, last: j + n - 1})
			}
			j += max(n, 1)
		}
	}
}

// hintAt finds the longest phrase from word i to last that may say a level, and its length.
func (r *resolver) hintAt(t *reading, i, last int) (e *entry, n int) {
	for n := min(r.vocabulary.longest[t.words[i].form], last-i+1); n > 0; n-- {
		var buffer [96]byte
		phrase, _ := t.phrase(buffer[:0], i, n, false)
		if e := r.vocabulary.entries[string(phrase)]; e != nil && len(e.levels) > 0 {
			return e, n
		}
	}
	return nil, 0
}

func fromMid(level jobad.Level) int {
	return max(level.Rank()-jobad.Mid.Rank(), jobad.Mid.Rank()-level.Rank())
}

// hinted is the level that a phrase says where it stands, and whether it says it as a number.
func (t *reading) hinted(h *hint, of *levelReader) (level jobad.Level, number bool) {
	for _, l := range h.entry.levels {
		if t.stands(h, l, of) {
			return l.level, l.where == afterHead
		}
	}
	return "", false
}

// stands reports a phrase that stands where it says a level.
func (t *reading) stands(h *hint, l levelWord, of *levelReader) bool {
	switch l.where {
	case anywhere:
		return true
	case beforeHead:
		return t.before(h)
	case afterHead:
		return t.follows(h) && of.counts()
	case isHead: // of a phrase that means one job, the word for the job says no lower level
		return of != nil && t.inHead(h) && (l.level.Rank() > jobad.Mid.Rank() || t.terms[t.heads[0]].means == nil)
	case asExpert:
		return of != nil && of.track.Levels[jobad.Principal].Name != "" && t.before(h)
	}
	return false
}

// before reports a phrase that stands in the main part before the word for the job.
func (t *reading) before(h *hint) bool {
	return len(t.heads) > 0 && h.last < t.terms[t.heads[0]].last && t.tokens[t.words[h.first].first].segment == t.main
}

// inHead reports a phrase that is the word for the job, or the first or last of several.
func (t *reading) inHead(h *hint) bool {
	if len(t.heads) == 0 {
		return false
	}
	head := &t.terms[t.heads[0]]
	return h.first >= head.first && h.last <= head.last && (h.first == head.first || h.last == head.last)
}

// follows reports a number right behind the words that say what the job is.
func (t *reading) follows(h *hint) bool {
	if h.first == 0 || len(t.heads) > 0 && h.first <= t.terms[t.heads[0]].last {
		return false
	}
	before, at := t.tokens[t.words[h.first-1].last], t.tokens[t.words[h.first].first]
	return before.segment == t.main && at.start-before.end <= 3 && !at.amount && !at.marked
}
