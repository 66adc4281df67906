package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"rolewright/internal/jobad"
	"rolewright/internal/wording"
)

// section is a part of every role that search weighs as one.
type section int

const (
	names section = iota // slug, title, aliases, titles of levels
	skills
	about  // summary, purpose, focus
	duties // all other lines
	numSections
)

// sectionWeight says what a line of a section counts for, and how much of that a long section loses.
type sectionWeight struct{ weight, shortness float64 }

// sections are the weights. They were chosen on the queries in testdata/queries.tsv that are for development.
func sections() [numSections]sectionWeight {
	return [numSections]sectionWeight{names: {0.5, 0}, skills: {2.5, 0.3}, about: {2, 0}, duties: {1, 0.5}}
}

// saturation is k1 of BM25F: how soon more lines with a word add little.
const saturation = 1.2

// tooFrequent is how many roles may have a word, such as "work" and "team", in their texts, however few roles there are.
// What more of them have, and more than half of all, tells nothing there, and is looked for in names only.
const tooFrequent = 40

// searchLine is a line that can be found.
type searchLine struct {
	role    int
	section section
	key     string  // of roles.yaml
	weight  float64 // beside other lines of its section
	line    jobad.Line
}

// placed is what ranking needs to know of a line, apart from it so that it takes little memory.
type placed struct {
	weight float64 // what the line adds to the frequency of its words in the role
	role   int32
	name   bool
}

// vocable is a word as the catalog or the table of other words has it.
type vocable struct {
	folded string
	stem   string // empty for a stop word
	outline
}

// searchIndex finds lines by the stems of their words, which are its terms.
type searchIndex struct {
	roles    []*jobad.Role
	lines    []searchLine // those of a role stand together
	places   []placed     // of lines
	terms    map[string]int
	postings [][]int // the lines that have each term, ascending
	// idf is how rare each term is among the texts of roles, and nameIDF among their names.
	idf, nameIDF []float64
	meanings     map[string][]option // of each stem; the first is the stem itself, if the catalog has it
	phrases      []phrase
	words        map[string]int // where each vocable is
	vocables     []vocable      // sorted
	// titles are the terms of each name of each role, but for names at one level and of other jobs.
	titles [][][]int
	typed  []typedName     // the names that may be typed in part
	whole  map[string]bool // the words of names
	// rankings are free to be used again.
	rankings sync.Pool
}

func newSearchIndex(c *Catalog) *searchIndex {
	x := &searchIndex{terms: map[string]int{}, words: map[string]int{}, meanings: map[string][]option{}, whole: map[string]bool{}}
	for i := range c.file.Roles {
		x.roles = append(x.roles, &c.file.Roles[i])
		x.titles = append(x.titles, nil)
		x.addRole(c, i)
	}
	x.weigh()
	x.addMeanings()
	slices.SortFunc(x.vocables, func(a, b vocable) int { return cmp.Compare(a.folded, b.folded) })
	for i := range x.vocables {
		x.words[x.vocables[i].folded] = i
	}
	return x
}

func (x *searchIndex) addRole(c *Catalog, at int) {
	role := x.roles[at]
	base := "catalog:" + role.Slug
	add := func(s section, origin, key string, texts ...string) {
		for i, text := range texts {
			source := origin + "/" + key + "/" + strconv.Itoa(i)
			x.add(searchLine{role: at, section: s, key: key, weight: 1, line: jobad.Line{Text: text, Source: source}})
		}
	}
	if foldTitle(role.Slug) != foldTitle(role.Title) {
		add(names, base, "slug", role.Slug)
	}
	add(names, base, "title", role.Title)
	for i, alias := range role.Aliases {
		source := base + "/aliases/" + strconv.Itoa(i)
		x.add(searchLine{role: at, section: names, key: "aliases", weight: aliasWeight(alias.Kind), line: jobad.Line{Text: alias.Title, Source: source}})
	}
	add(skills, base, "skills", role.Skills...)
	add(about, base, "summary", role.Summary)
	add(about, base, "purpose", role.Purpose)
	add(about, base, "focus", role.Focus)
	add(duties, base, "responsibilities", role.Responsibilities...)
	add(duties, base, "must_have", role.MustHave...)
	add(duties, base, "nice_to_have", role.NiceToHave...)
	add(duties, base, "team_role", role.TeamRole)
	add(duties, base, "success", role.Success...)
	for _, level := range role.LevelSlugs() {
		l, own := role.Levels[level], base+"@"+string(level)
		if title := c.Title(role, level); title != role.Title {
			x.add(searchLine{role: at, section: names, key: "levels", weight: 0.8, line: jobad.Line{Text: title, Source: own + "/title/0"}})
		}
		add(duties, own, "responsibilities", l.Responsibilities...)
		add(duties, own, "must_have", l.MustHave...)
		add(duties, own, "success", l.Success...)
	}
}

// aliasWeight is what an alias counts for beside a title.
func aliasWeight(kind jobad.AliasKind) float64 {
	switch kind {
	case jobad.Related:
		return 0.2
	case jobad.Narrower:
		return 0.8
	case jobad.Synonym, jobad.SearchOnly:
	}
	return 1
}

// add makes a line known by each of its words.
func (x *searchIndex) add(line searchLine) {
	var terms []int
	words := wording.Words(line.line.Text)
	for _, word := range words {
		if term := x.learn(word); term >= 0 {
			terms = append(terms, term)
		}
	}
	if len(terms) == 0 {
		return
	}
	slices.Sort(terms)
	terms = slices.Compact(terms)
	for _, term := range terms {
		x.postings[term] = append(x.postings[term], len(x.lines))
	}
	if line.section == names && line.key != "levels" && line.weight > 0.5 {
		x.titles[line.role] = append(x.titles[line.role], terms)
	}
	if line.section == names && line.weight > 0.5 {
		x.addTyped(&line, len(x.lines), words)
	}
	x.lines = append(x.lines, line)
}

// learn returns the term of a word, or -1 for a stop word.
func (x *searchIndex) learn(word wording.Word) int {
	if word.Stop {
		x.vocable(word.Folded, "")
		return -1
	}
	stem := x.vocable(word.Folded, word.Folded).stem
	term, ok := x.terms[stem]
	if !ok {
		term = len(x.postings)
		x.terms[stem] = term
		x.postings = append(x.postings, nil)
	}
	return term
}

// vocable finds or adds a word. A word that is a stop word in one place and none in another, such as "it", is none.
func (x *searchIndex) vocable(folded, meant string) *vocable {
	at, known := x.words[folded]
	if !known {
		at = len(x.vocables)
		x.words[folded] = at
		x.vocables = append(x.vocables, vocable{folded: folded, outline: outlineOf(folded)})
	}
	if v := &x.vocables[at]; v.stem == "" && meant != "" {
		v.stem = wording.Word{Folded: folded}.Stem()
	}
	return &x.vocables[at]
}

// weigh computes what terms and lines are worth.
func (x *searchIndex) weigh() {
	x.idf, x.nameIDF = make([]float64, len(x.postings)), make([]float64, len(x.postings))
	x.place()
	isName := func(at int) bool { return x.places[at].name }
	for term := range x.postings {
		inText, inNames := 0, 0
		for _, lines := range x.holders(term) {
			if slices.ContainsFunc(lines, isName) {
				inNames++
			}
			if slices.ContainsFunc(lines, func(at int) bool { return !isName(at) }) {
				inText++
			}
		}
		if inText > tooFrequent && inText > len(x.roles)/2 {
			x.postings[term] = slices.DeleteFunc(x.postings[term], func(at int) bool { return !isName(at) })
		}
		x.idf[term] = wording.InverseFrequency(inText, len(x.roles))
		x.nameIDF[term] = wording.InverseFrequency(inNames, len(x.roles))
	}
}

// place computes what lines weigh: less in a section that is longer than that of most roles.
func (x *searchIndex) place() {
	lengths := make([][numSections]float64, len(x.roles)) // in lines
	var total [numSections]float64
	for i := range x.lines {
		lengths[x.lines[i].role][x.lines[i].section]++
		total[x.lines[i].section]++
	}
	weights := sections()
	for i := range x.lines {
		line := &x.lines[i]
		w := weights[line.section]
		mean := total[line.section] / float64(len(x.roles))
		length := 1 - w.shortness + w.shortness*lengths[line.role][line.section]/mean
		x.places = append(x.places, placed{
			weight: line.weight * w.weight / length, role: int32(line.role), name: line.section == names, //nolint:gosec // a catalog has not that many roles
		})
	}
}
