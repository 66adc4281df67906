package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// describe writes a document in HTML of p, ul and li, which job boards and search engines recognize. The meaning must
// not rest on anything else, so a heading is a paragraph, a numbered list is one of bullets in its order, and emphasis
// and links are their words.
func describe(doc ast.Node, source []byte) string {
	var b strings.Builder
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		describeBlock(&b, n, source)
	}
	return b.String()
}

func describeBlock(b *strings.Builder, n ast.Node, source []byte) {
	list, ok := n.(*ast.List)
	if !ok {
		if words := inlineText(n, source); words != "" {
			b.WriteString("<p>")
			writeHTML(b, words)
			b.WriteString("</p>\n")
		}
		return
	}
	b.WriteString("<ul>\n")
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		b.WriteString("<li>")
		for child := item.FirstChild(); child != nil; child = child.NextSibling() {
			if child == item.FirstChild() && child.Kind() != ast.KindList {
				writeHTML(b, inlineText(child, source))
				continue
			}
			describeBlock(b, child, source)
		}
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>\n")
}
