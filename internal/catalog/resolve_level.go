package catalog

import "rolewright/internal/jobad"

// levelOf is the level that a title says for the role of a match: that of the name, else that of the words which the
// name does not explain, as the nearest level that the role has.
func (r *resolver) levelOf(t *reading, m match) jobad.Level {
	n := &r.names[m.name]
	if n.level != "" {
		return n.level
	}
	said := t.level(func(w word) bool {
		id, ok := r.words[w.form]
		if !ok {
			return false
		}
		for _, known := range n.words {
			if known == id {
				return true
			}
		}
		return false
	})
	return nearestLevel(n.name.role, said)
}

// nearestLevel is the level of the role that is the fewest steps from level; of two, the lower one.
func nearestLevel(role *jobad.Role, level jobad.Level) jobad.Level {
	if level == "" || role.Levels[level] != nil {
		return level
	}
	best, steps := jobad.Level(""), len(jobad.Levels())
	for _, has := range role.LevelSlugs() {
		if apart := max(has.Rank()-level.Rank(), level.Rank()-has.Rank()); apart < steps {
			best, steps = has, apart
		}
	}
	return best
}

// level is the level that the words of a title say, but for those that are explained otherwise. Of several it is the
// one farthest from the middle of the scale: "Senior Lead" is a lead. A number counts if no word says a level. Without a
// role the word for the job says none: a manager is one in some roles only.
func (t *reading) level(explained func(word) bool) jobad.Level {
	best, number := jobad.Level(""), jobad.Level("")
	for i := range t.hints {
		h := &t.hints[i]
		level, isNumber := t.levelOf(h, explained != nil)
		if level == "" || explained != nil && allExplained(t.words[h.first:h.last+1], explained) {
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

func allExplained(words []word, explained func(word) bool) bool {
	for _, w := range words {
		if !explained(w) {
			return false
		}
	}
	return true
}

// levelOf is the level that a phrase says where it stands, and whether it says it as a number. ofRole says that the role
// is known.
func (t *reading) levelOf(h *hint, ofRole bool) (level jobad.Level, number bool) {
	for _, l := range h.entry.levels {
		switch l.where {
		case anywhere:
			return l.level, false
		case beforeHead:
			if t.before(h) {
				return l.level, false
			}
		case afterHead:
			if t.follows(h) {
				return l.level, true
			}
		case isHead:
			if ofRole && t.inHead(h) {
				return l.level, false
			}
		}
	}
	return "", false
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
	return before.segment == t.main && at.start-before.end <= 2 && !at.amount && !at.marked
}
