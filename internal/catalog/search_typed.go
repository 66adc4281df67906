package catalog

import (
	"strings"

	"rolewright/internal/jobad"
	"rolewright/internal/wording"
)

// typedName is a name of a role as its words, each behind a space.
type typedName struct {
	text  string
	line  int // of the index
	title bool
}

// How near to a name a query is that does not end in a whole word of one.
const (
	withinName = iota + 1
	beginsName
	withinTitle
	beginsTitle
)

// typedScore is below what any line that has a word of the query is worth.
const typedScore = 0.01

// addTyped makes a line with a name known to those who are still typing it.
func (x *searchIndex) addTyped(line *searchLine, at int, words []wording.Word) {
	x.typed = append(x.typed, typedName{text: asTyped(words), line: at, title: line.key == "title"})
	for _, word := range words {
		x.whole[word.Folded] = true
	}
}

func asTyped(words []wording.Word) string {
	var b strings.Builder
	for _, word := range words {
		b.WriteString(" " + word.Folded)
	}
	return b.String()
}

// typing puts the roles first of which somebody has typed a part of a name, up to within a word: "man" finds managers
// before whom a line with "man" in it tells of. A word that names have as it stands, such as "sales", is likely whole:
// then roles whose titles go on from there, as "Salesforce Developer" does, come last.
func (x *searchIndex) typing(hits []Hit, text string, bound float64) []Hit {
	words := wording.Words(text)
	if !maybeTyped(text, words) {
		return hits
	}
	last := words[len(words)-1]
	whole := x.whole[last.Folded]
	found := x.named(asTyped(words))
	for i := range hits {
		if !whole {
			hits[i].Score += float64(found[hits[i].Role].near) * (bound + 1)
		}
		delete(found, hits[i].Role)
	}
	for _, role := range x.roles {
		hit, ok := found[role]
		if !ok || whole && hit.near < withinTitle {
			continue
		}
		line, score := &x.lines[hit.line], float64(hit.near)*(bound+1)
		if whole {
			score = typedScore
		}
		hits = append(hits, Hit{Role: role, Score: score, Matches: []Match{{Section: line.key, Line: line.line, Words: []string{last.Text}, Score: score}}})
	}
	return hits
}

// maybeTyped reports whether the last word of a text may be the beginning of another.
func maybeTyped(text string, words []wording.Word) bool {
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	return !last.Stop && strings.HasSuffix(text, last.Text) && (len(words) > 1 || len(last.Folded) > 1)
}

// named are the roles with a name that has what was typed.
func (x *searchIndex) named(typed string) map[*jobad.Role]typedHit {
	found := map[*jobad.Role]typedHit{}
	for i := range x.typed {
		near := x.typed[i].near(typed)
		if near == 0 {
			continue
		}
		if role := x.roles[x.lines[x.typed[i].line].role]; near > found[role].near {
			found[role] = typedHit{near: near, line: x.typed[i].line}
		}
	}
	return found
}

// typedHit is the name that a query is nearest to, of one role.
type typedHit struct{ near, line int }

func (n *typedName) near(typed string) int {
	at := strings.Index(n.text, typed)
	switch {
	case at < 0:
		return 0
	case n.title && at == 0:
		return beginsTitle
	case n.title:
		return withinTitle
	case at == 0:
		return beginsName
	}
	return withinName
}
