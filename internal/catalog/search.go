package catalog

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"rolewright/internal/jobad"
)

// Hit is a role that a text speaks of.
type Hit struct {
	Role *jobad.Role
	// Score is how much speaks for the role. It compares hits of one text and means nothing else.
	Score float64
	// Matches are the lines of the role that words of the text were found in, the best first, [MaxMatches] at most.
	Matches []Match
}

// Match is a line of a role that words of a text were found in.
type Match struct {
	// Section is the key of roles.yaml that holds the line, such as "aliases", "skills" or "must_have".
	Section string
	// Line is the text and its source, such as "catalog:plumber/responsibilities/2"; "catalog:plumber@lead/…" at a level.
	Line jobad.Line
	// Words are the words that were found, as the text has them and in their order, each once.
	Words []string
	// Score is what the line adds to that of the hit.
	Score float64
}

// MaxMatches is how many lines of a role a [Hit] names.
const MaxMatches = 8

// worthListing is the share of the best score that a role must have to be found.
const worthListing = 0.25

// Search returns the roles that a query speaks of, the best first; roles of one score are in the order of their slugs. No
// word has to be there: each adds what it is worth, a rare word much and a frequent one little, and roles with less than
// a quarter of what the best has are left out. A role whose slug, title or alias the query is comes first, but for an
// alias of kind related. The last word may be the beginning of one: if no name has it as it stands, roles whose names go on
// from there come next, titles before other names, and those that begin so before others. Words that the catalog does not
// have are taken for the nearest that it has.
//
// The score is the sum over the words t of the query of
//
//	w(names) × idf(t, names) + idf(t, texts) × tf(t) / (k1 + tf(t)).
//
// The second part is BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009, section
// 3.6) over the [sections] s of a role but for its names, with the number n(t, s) of lines in s that have the word:
//
//	tf(t) = Σ w(s) × n(t, s) / (1 - b(s) + b(s) × lines(s) / mean lines(s))
//
// The first part is there if a name of the role has the word. Names are a text of another kind: "writer" is rare in them
// and frequent in what roles do. Two things are added: half of what its words are worth for a name that the query has all
// words of, and half of what its words are worth, but for the best one, for the line that has most of them together.
func (c *Catalog) Search(query string) []Hit {
	index := c.searchIndex()
	q := index.newQuery(query, true)
	hits := index.typing(index.rank(q, worthListing), query, q.bound())
	role, _, exact := c.Find(query)
	if exact {
		hits = first(hits, role, q.bound())
	}
	sortHits(hits)
	return hits
}

// first gives role more than any hit can have.
func first(hits []Hit, role *jobad.Role, bound float64) []Hit {
	i := slices.IndexFunc(hits, func(h Hit) bool { return h.Role == role })
	if i < 0 {
		hits, i = append(hits, Hit{Role: role}), len(hits)
	}
	hits[i].Score += (beginsTitle + 1) * (bound + 1)
	return hits
}

// Match returns every role that a text has words of, scored as by [Catalog.Search], the best first. It is for prose such
// as the description of a need: the last word is whole, and no role is left out. Of a long text the [maxWords] words
// that are worth most are looked for.
func (c *Catalog) Match(text string) []Hit {
	index := c.searchIndex()
	hits := index.rank(index.newQuery(text, false), 0)
	sortHits(hits)
	return hits
}

// sortHits sorts hits, the best first. Scores that differ by rounding only are one.
func sortHits(hits []Hit) {
	for i := range hits {
		hits[i].Score = rounded(hits[i].Score)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Role.Slug, b.Role.Slug))
	})
}

func rounded(score float64) float64 { return math.Round(score*1e6) / 1e6 }

// search is the index of a catalog, made when it is first asked for.
type search struct {
	once  sync.Once
	index *searchIndex
}

func (c *Catalog) searchIndex() *searchIndex {
	c.search.once.Do(func() { c.search.index = newSearchIndex(c) })
	return c.search.index
}
