package catalog

import "slices"

// nameBonus is how much of what its words are worth a name adds if the query has all of them.
const nameBonus = 0.5

// togetherBonus is how much of what its words are worth the line adds that has most of them together, but for the first.
const togetherBonus = 0.5

// lineScore is what was found in a line.
type lineScore struct {
	score    float64
	all, top float64 // what its words are worth, and the one that is worth most
	words    int     // the last of its words in ranking.words; 0 is none
}

// lineWord is a word of a query in a line.
type lineWord struct{ word, before int }

// ranking gathers what speaks for each role. It is used again for other queries.
type ranking struct {
	index  *searchIndex
	score  []float64
	found  [][]int // by role, the lines
	best   []float64
	option []int // by role, the option of the word at hand that gave best
	lines  []lineScore
	words  []lineWord
}

func newRanking(x *searchIndex) *ranking {
	n := len(x.roles)
	return &ranking{
		index: x, score: make([]float64, n), found: make([][]int, n), best: make([]float64, n), option: make([]int, n),
		lines: make([]lineScore, len(x.lines)), words: make([]lineWord, 1),
	}
}

// reset forgets what was found.
func (r *ranking) reset() {
	clear(r.score)
	for role, lines := range r.found {
		for _, at := range lines {
			r.lines[at] = lineScore{}
		}
		r.found[role] = lines[:0]
	}
	r.words = r.words[:1]
}

// rank returns every role that has a word of the query and at least that share of the best score, in the order of the
// catalog.
func (x *searchIndex) rank(q *query, share float64) []Hit {
	r, ok := x.rankings.Get().(*ranking)
	if !ok {
		r = newRanking(x)
	}
	defer x.rankings.Put(r)
	defer r.reset()
	for i := range q.words {
		r.add(i, q.words[i].options)
	}
	best := 0.0
	for role := range x.roles {
		if r.score[role] > 0 {
			r.score[role] += x.nameScore(role, q) + r.together(role)
			best = max(best, r.score[role])
		}
	}
	var hits []Hit
	for role := range x.roles {
		if score := r.score[role]; score > 0 && score >= share*best {
			hits = append(hits, Hit{Role: x.roles[role], Score: score, Matches: r.matches(role, q)})
		}
	}
	return hits
}

// add scores one word: each role gets the best of the options.
func (r *ranking) add(word int, options []option) {
	if len(options) == 1 {
		for role, lines := range r.index.holders(options[0].term) {
			r.share(word, role, options[0], lines)
		}
		return
	}
	r.choose(options)
	for i, o := range options {
		for role, lines := range r.index.holders(o.term) {
			if r.best[role] > 0 && r.option[role] == i {
				r.share(word, role, o, lines)
			}
		}
	}
}

// choose finds the option that is worth most for each role.
func (r *ranking) choose(options []option) {
	clear(r.best)
	for i, o := range options {
		for role, lines := range r.index.holders(o.term) {
			if score := o.counts * r.index.score(o.term, r.index.sums(lines)); score > r.best[role] {
				r.best[role], r.option[role] = score, i
			}
		}
	}
}

// holders yields the roles that have a term, with the lines that have it.
func (x *searchIndex) holders(term int) func(yield func(role int, lines []int) bool) {
	return func(yield func(int, []int) bool) {
		lines := x.postings[term]
		for len(lines) > 0 {
			role, n := x.places[lines[0]].role, 1
			for n < len(lines) && x.places[lines[n]].role == role {
				n++
			}
			if !yield(int(role), lines[:n]) {
				return
			}
			lines = lines[n:]
		}
	}
}

// sums are weights of lines of one role: of the best of its names, of all its names, and of all other lines.
type sums struct{ name, names, others float64 }

func (x *searchIndex) sums(lines []int) (s sums) {
	for _, at := range lines {
		if p := &x.places[at]; p.name {
			s.name, s.names = max(s.name, p.weight), s.names+p.weight
		} else {
			s.others += p.weight
		}
	}
	return s
}

// score is what a term that these lines of a role have is worth. Names count once, by the best of them: a role is not
// more of a nurse for having more levels.
func (x *searchIndex) score(term int, of sums) float64 {
	return x.nameIDF[term]*of.name + x.idf[term]*of.others/(saturation+of.others)
}

// worth is what no role can have more of for a term.
func (x *searchIndex) worth(term int) float64 {
	return x.nameIDF[term]*sections()[names].weight + x.idf[term]
}

// share adds the score of a word to a role, and divides it among the lines that have the word.
func (r *ranking) share(word, role int, o option, lines []int) {
	of := r.index.sums(lines)
	r.score[role] += o.counts * r.index.score(o.term, of)
	idf := o.counts * r.index.idf[o.term]
	perName, perOther := 0.0, idf/(saturation+of.others)
	if of.names > 0 {
		perName = o.counts * r.index.nameIDF[o.term] * of.name / of.names
	}
	for _, at := range lines {
		line, found := &r.index.places[at], &r.lines[at]
		if found.words == 0 {
			r.found[role] = append(r.found[role], at)
		}
		r.words = append(r.words, lineWord{word, found.words})
		found.words = len(r.words) - 1
		if line.name {
			found.score += perName * line.weight
			continue
		}
		found.score += perOther * line.weight
		found.all, found.top = found.all+idf, max(found.top, idf)
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

// together is what the line of a role adds that has most words together; the line gets it too.
func (r *ranking) together(role int) float64 {
	best, most := -1, 0.0
	for _, at := range r.found[role] {
		if more := r.lines[at].all - r.lines[at].top; more > most {
			best, most = at, more
		}
	}
	if best < 0 {
		return 0
	}
	r.lines[best].score += togetherBonus * most
	return togetherBonus * most
}

// matches are the best lines of a role; of equal ones those that come first.
func (r *ranking) matches(role int, q *query) []Match {
	var kept [MaxMatches]int
	best := kept[:0]
	for _, at := range r.found[role] {
		i := len(best)
		for i > 0 && r.better(at, best[i-1]) {
			i--
		}
		if i == MaxMatches {
			continue
		}
		if len(best) < MaxMatches {
			best = append(best, 0)
		}
		copy(best[i+1:], best[i:])
		best[i] = at
	}
	matches := make([]Match, 0, len(best))
	for _, at := range best {
		line := &r.index.lines[at]
		matches = append(matches, Match{Section: line.key, Line: line.line, Words: r.wordsOf(at, q), Score: rounded(r.lines[at].score)})
	}
	return matches
}

func (r *ranking) better(one, other int) bool {
	a, b := r.lines[one].score, r.lines[other].score
	return a > b || a == b && one < other
}

// wordsOf are the words of a query that a line has, in their order.
func (r *ranking) wordsOf(at int, q *query) []string {
	start := len(q.texts)
	for i := r.lines[at].words; i != 0; i = r.words[i].before {
		if text := q.words[r.words[i].word].text; !slices.Contains(q.texts[start:], text) {
			q.texts = append(q.texts, text)
		}
	}
	words := q.texts[start:len(q.texts):len(q.texts)]
	slices.Reverse(words)
	return words
}
