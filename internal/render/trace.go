package render

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// trace reads the sections off a document with tokens: the heading of each, and its lines with their sources.
func (t *Template) trace(doc ast.Node, source []byte, spans []span, slots []slot) ([]section, error) {
	sections := make([]section, len(spans))
	for i, s := range spans {
		sections[i] = section{id: t.Sections[s.section], heading: cut("", nil)}
	}
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		heading, isHeading := n.(*ast.Heading)
		if isHeading && heading.Level == 1 {
			return ast.WalkSkipChildren, nil
		}
		words := inlineText(n, source)
		s := sectionAt(spans, n.Lines().At(0).Start)
		switch {
		case s < 0:
			return ast.WalkStop, fmt.Errorf("%q stands outside a section: put it inside {{with}} or {{if}} of one",
				readable(strings.TrimSpace(string(n.Lines().Value(source)))))
		case isHeading:
			sections[s].heading = cut(words, slots)
		default:
			origin := "template:" + t.Name + "/" + sections[s].id
			sections[s].lines = append(sections[s].lines, lines(words, slots, origin)...)
		}
		return ast.WalkSkipChildren, nil
	})
	return sections, err
}

// sectionAt is the index of the span that holds the byte at offset, or -1.
func sectionAt(spans []span, offset int) int {
	for i, s := range spans {
		if s.start <= offset && offset < s.end {
			return i
		}
	}
	return -1
}

// lines makes one line of a block's words; a block where the template has no word of its own, only leaves and what
// stands between them, makes a line of each leaf.
func lines(words string, slots []slot, origin string) []line {
	if strings.ContainsFunc(words, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return []line{{words: cut(words, slots), source: origin}}
	}
	var all []line
	for _, r := range words {
		if isPrivate(r) {
			all = append(all, line{words: cut(string(r), slots)})
		}
	}
	return all
}

// origin is where a line comes from, with the leaves of c.
func (l *line) origin(c *Content) string {
	if len(l.words.slots) == 0 {
		return l.source
	}
	first := l.words.slots[0]
	return c[first.field][first.index].Source
}

// readable replaces tokens in a message to the author of a template.
func readable(words string) string {
	return strings.Map(func(r rune) rune {
		if isPrivate(r) {
			return '…'
		}
		return r
	}, words)
}
