package catalog

import (
	"cmp"
	"slices"
)

// nameBonus is how much of what its words are worth a name adds if the query has all of them.
const nameBonus = 0.5

// found is a word of a query in a line.
type found struct {
	line, word int
	score      float64
}

// ranking gathers what speaks for each role.
type ranking struct {
	index  *searchIndex
	score  []float64
	found  [][]found // by role
	best   []float64 // by role, of the word at hand
	option []int     // by role, the option that gave best
}

// rank scores every role that has a word of the query, in the order of the catalog.
func (x *searchIndex) rank(q *query) []Hit {
	n := len(x.roles)
	r := &ranking{index: x, score: make([]float64, n), found: make([][]found, n), best: make([]float64, n), option: make([]int, n)}
	for i := range q.words {
		r.add(i, q.words[i].options)
	}
	var hits []Hit
	for role := range x.roles {
		if r.score[role] > 0 {
			hits = append(hits, Hit{Role: x.roles[role], Score: r.score[role] + x.nameScore(role, q), Matches: r.matches(role, q)})
		}
	}
	return hits
}

// add scores one word: each role gets the best of the options.
func (r *ranking) add(word int, options []option) {
	clear(r.best)
	for i, o := range options {
		for role, lines := range r.index.holders(o.term) {
			if score := o.counts * r.index.score(o.term, role, lines); score > r.best[role] {
				r.best[role], r.option[role] = score, i
			}
		}
	}
	for i, o := range options {
		for role, lines := range r.index.holders(o.term) {
			if r.best[role] > 0 && r.option[role] == i {
				r.share(word, role, lines)
			}
		}
	}
}

// holders yields the roles that have a term, with the lines that have it.
func (x *searchIndex) holders(term int) func(yield func(role int, lines []int) bool) {
	return func(yield func(int, []int) bool) {
		lines := x.postings[term]
		for len(lines) > 0 {
			role, n := x.lines[lines[0]].role, 1
			for n < len(lines) && x.lines[lines[n]].role == role {
				n++
			}
			if !yield(role, lines[:n]) {
				return
			}
			lines = lines[n:]
		}
	}
}

// score is what a term that these lines of a role have is worth. Names count once, by the best of them: a role is not
// more of a nurse for having more levels.
func (x *searchIndex) score(term, role int, lines []int) float64 {
	frequency, name := 0.0, 0.0
	for _, at := range lines {
		if weight := x.weight(role, at); x.lines[at].section == names {
			name = max(name, weight)
		} else {
			frequency += weight
		}
	}
	frequency += name
	return x.idf[term] * frequency / (saturation + frequency)
}

// weight is what a line adds to the frequency of its words in a role.
func (x *searchIndex) weight(role, at int) float64 {
	line := &x.lines[at]
	return sections()[line.section].weight * line.counts / x.lengths[role][line.section]
}

// share divides the score of a word among the lines that have it.
func (r *ranking) share(word, role int, lines []int) {
	r.score[role] += r.best[role]
	sum := 0.0
	for _, at := range lines {
		sum += r.index.weight(role, at)
	}
	for _, at := range lines {
		r.found[role] = append(r.found[role], found{at, word, r.best[role] * r.index.weight(role, at) / sum})
	}
}

// nameScore is what a role gets for the name of it that the query has all words of, if there is one.
func (x *searchIndex) nameScore(role int, q *query) float64 {
	best := 0.0
	for _, terms := range x.titles[role] {
		sum := 0.0
		for _, term := range terms {
			if q.worth[term] == 0 {
				sum = 0
				break
			}
			sum += q.worth[term]
		}
		best = max(best, sum)
	}
	return nameBonus * min(best, q.sum)
}

// matches are the best lines of a role.
func (r *ranking) matches(role int, q *query) []Match {
	all := r.found[role]
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.line, b.line) })
	var matches []Match
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].line == all[0].line {
			n++
		}
		line := &r.index.lines[all[0].line]
		m := Match{Section: line.key, Line: line.line}
		for _, f := range all[:n] {
			m.Score += f.score
			if text := q.words[f.word].text; !slices.Contains(m.Words, text) {
				m.Words = append(m.Words, text)
			}
		}
		matches = append(matches, m)
		all = all[n:]
	}
	slices.SortStableFunc(matches, func(a, b Match) int { return cmp.Compare(rounded(b.Score), rounded(a.Score)) })
	return matches[:min(MaxMatches, len(matches))]
}
