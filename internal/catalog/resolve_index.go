package catalog

import (
	"math"
	"slices"
	"strings"

	"rolewright/internal/jobad"
)

// resolver finds the role that a free text means. It never changes and is safe for concurrent use.
type resolver struct {
	vocabulary *vocabulary
	catalog    *Catalog
	words      map[string]int32 // the words of all names, in their plain form
	weights    []float64        // of each word: how much it tells one role from others
	forms      []string
	written    map[string]bool // the same, and those that were joined
	roles      []int           // of each word: how many roles have it in a name
	isHead     []bool          // whether the word says in some name what the job is
	names      []indexedName
	ranks      []ranksOf // of each role
	postings   [][]int32 // the names that hold each word
	exact      map[string]int32
	speller    *speller
	scratch    pool
}

// indexedName is a name of the catalog, ready to be compared.
type indexedName struct {
	name

	role  int32 // its place in the catalog
	words []int32
	head  int32
	total float64 // the weight of its words
}

// newResolver makes the index of a catalog.
func newResolver(c *Catalog, v *vocabulary) *resolver {
	r := &resolver{vocabulary: v, catalog: c, words: map[string]int32{}, exact: map[string]int32{}}
	r.written = r.nameWords()
	for i := range c.file.Roles {
		role := &c.file.Roles[i]
		for _, n := range c.namesOf(role) {
			r.addName(n, int32(i))
		}
		r.ranks = append(r.ranks, r.rank(role))
	}
	r.settle()
	r.weigh()
	r.speller = newSpeller(r)
	r.scratch.init(len(r.words), len(r.names), len(c.file.Roles))
	return r
}

// namesOf are the names of a role that say more than the title and the level: that is how levels are read.
func (c *Catalog) namesOf(role *jobad.Role) []name {
	names := []name{{title: role.Title, role: role}}
	for _, level := range role.LevelSlugs() {
		if own := role.Levels[level].Title; own != "" {
			names = append(names, name{title: own, role: role, level: level})
		}
	}
	for _, alias := range role.Aliases {
		names = append(names, name{title: alias.Title, role: role, level: alias.Level, kind: alias.Kind})
	}
	return names
}

// nameWords are the plain forms of all words in names, before any are joined.
func (r *resolver) nameWords() map[string]bool {
	known := map[string]bool{}
	for i := range r.catalog.file.Roles {
		for _, n := range r.catalog.namesOf(&r.catalog.file.Roles[i]) {
			for _, form := range r.vocabulary.forms(n.title) {
				known[form] = true
			}
		}
	}
	return known
}

func (r *resolver) addName(n name, role int32) {
	indexed := indexedName{name: n, role: role, head: -1}
	tokens := scan(n.title)
	words := r.vocabulary.spell(tokens)
	words = join(tokens, words, func(form string) bool { return r.written[form] })
	var key []string
	for _, w := range words {
		if e := r.vocabulary.entries[w.form]; e != nil && e.class == stop {
			continue
		}
		id := r.id(w.form)
		key = append(key, w.form)
		if !slices.Contains(indexed.words, id) {
			indexed.words = append(indexed.words, id)
		}
	}
	if len(indexed.words) == 0 {
		return
	}
	indexed.head = r.words[words[headOf(tokens, words, nil)].form]
	at := int32(len(r.names)) //nolint:gosec // bounded by the size of the file
	r.names = append(r.names, indexed)
	if _, ok := r.exact[strings.Join(key, " ")]; !ok {
		r.exact[strings.Join(key, " ")] = at
	}
	if l := indexed.level; l == jobad.Intern || l == jobad.Entry {
		if r.vocabulary.forLearners(words) {
			return // found as a whole only: a word for learners does not say which job they learn
		}
	}
	if indexed.kind != jobad.Related {
		r.isHead[indexed.head] = true
	}
	for _, id := range indexed.words {
		r.postings[id] = append(r.postings[id], at)
	}
}

func (r *resolver) id(form string) int32 {
	id, ok := r.words[form]
	if !ok {
		id = int32(len(r.words)) //nolint:gosec // bounded by the size of the file
		r.words[form] = id
		r.forms = append(r.forms, form)
		r.postings = append(r.postings, nil)
		r.isHead = append(r.isHead, false)
	}
	return id
}

// headOf is the place of the word that says what the job is: the last before "of" or the end of the first segment. If
// isHead is given, it is the last of those.
func headOf(tokens []token, words []word, isHead func(word) bool) int {
	head := -1
	for i, w := range words {
		if tokens[w.first].segment != tokens[words[0].first].segment || head >= 0 && linksBack(w.form) {
			break
		}
		if isHead == nil || isHead(w) {
			head = i
		}
	}
	return head
}

// linksBack reports a word behind which a title says more of what stands before it.
func linksBack(form string) bool {
	return form == "of" || form == "for" || form == "in" || form == "at" || form == "with" || form == "to"
}

// settle gives the catalog the last word: what it has a name for is no other job, and a phrase that stands in one of its
// names may be read word by word.
func (r *resolver) settle() {
	for key, e := range r.vocabulary.entries {
		if _, ok := r.exact[key]; ok {
			e.other, e.title = false, nil
		}
		forms := strings.Fields(key)
		if e.title != nil {
			e.means = r.idsOf(e.title.words)
			if ids := r.idsOf(forms); len(ids) == len(forms) {
				e.ids = ids
			}
		}
		e.field = e.field || e.title != nil && len(forms) > 1 && !slices.ContainsFunc(forms, r.isJob)
		e.whole = e.title == nil && (e.kind != Technology || len(forms) == 1) || r.inOneName(forms)
	}
}

// isJob reports a word that says what someone is, or a rank.
func (r *resolver) isJob(form string) bool {
	if id, ok := r.words[form]; ok && r.isHead[id] {
		return true
	}
	e := r.vocabulary.entries[form]
	return e != nil && (e.class == occupation || len(e.levels) > 0)
}

// idsOf are those of words that names have.
func (r *resolver) idsOf(forms []string) []int32 {
	var ids []int32
	for _, form := range forms {
		if id, ok := r.words[form]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// inOneName reports whether a name has all of some words.
func (r *resolver) inOneName(forms []string) bool {
	ids := r.idsOf(forms)
	if len(ids) < len(forms) {
		return false
	}
	return slices.ContainsFunc(r.postings[ids[0]], func(n int32) bool {
		return !slices.ContainsFunc(ids, func(id int32) bool { return !slices.Contains(r.names[n].words, id) })
	})
}

// weigh gives every word its weight: 1 for what one role alone is called, less the more roles share it.
func (r *resolver) weigh() {
	roles := float64(len(r.catalog.file.Roles) + 1)
	r.weights, r.roles = make([]float64, len(r.words)), make([]int, len(r.words))
	for id, names := range r.postings {
		shared, last := 0, int32(-1)
		for _, n := range names { // in the order of the roles
			if r.names[n].role != last {
				shared, last = shared+1, r.names[n].role
			}
		}
		r.roles[id] = shared
		r.weights[id] = max(0.25, 1-math.Log(float64(max(shared, 1)))/math.Log(roles))
	}
	for i := range r.names {
		for _, id := range r.names[i].words {
			r.names[i].total += r.weights[id]
		}
	}
}

// join makes one word of two neighbors in a segment where that is known: "back end" is "backend".
func join(tokens []token, words []word, known func(string) bool) []word {
	kept := words[:0]
	for _, w := range words {
		if n := len(kept); n > 0 && len(kept[n-1].form)+len(w.form) > 4 && tokens[kept[n-1].first].segment == tokens[w.first].segment {
			if joined := kept[n-1].form + w.form; known(joined) {
				kept[n-1].form, kept[n-1].last = joined, w.last
				kept[n-1].misspelt = kept[n-1].misspelt || w.misspelt
				continue
			}
		}
		kept = append(kept, w)
	}
	return kept
}
