package render

import (
	"bufio"
	"bytes"
	stdhtml "html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
)

// plainText writes a document as plain text: paragraphs and headings apart by an empty line, items of a list behind
// "- " or their number, links with their target.
func plainText(doc ast.Node, source []byte) string {
	var b strings.Builder
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		writeBlock(&b, n, source, "")
	}
	return b.String()
}

func writeBlock(b *strings.Builder, n ast.Node, source []byte, indent string) {
	list, ok := n.(*ast.List)
	if !ok {
		b.WriteString(strings.ReplaceAll(inlineText(n, source), "\n", "\n"+indent) + "\n")
		return
	}
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		inner := indent + strings.Repeat(" ", len(mark))
		for child := item.FirstChild(); child != nil; child = child.NextSibling() {
			prefix := inner
			if child == item.FirstChild() {
				prefix = indent + mark
			}
			if _, nested := child.(*ast.List); !nested {
				b.WriteString(prefix)
			}
			writeBlock(b, child, source, inner)
		}
	}
}

// inlineText is the text of a block without its markup. A line break is "\n".
func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		writeInline(&b, child, source)
	}
	return b.String()
}

func writeInline(b *strings.Builder, n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Text:
		b.WriteString(literal(n.Segment.Value(source)))
		switch {
		case n.HardLineBreak():
			b.WriteByte('\n')
		case n.SoftLineBreak():
			b.WriteByte(' ')
		}
		return
	case *ast.String:
		b.Write(n.Value)
		return
	case *ast.AutoLink:
		b.Write(n.Label(source))
		return
	}
	start := b.Len()
	b.WriteString(inlineText(n, source))
	if link, ok := n.(*ast.Link); ok && b.String()[start:] != linkTarget(link) {
		b.WriteString(" (" + linkTarget(link) + ")")
	}
}

// literal is what a piece of text in Markdown reads as, its escapes and character references resolved by goldmark.
func literal(text []byte) string {
	if bytes.IndexByte(text, '\\') < 0 && bytes.IndexByte(text, '&') < 0 {
		return string(text)
	}
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	html.DefaultWriter.Write(w, text)
	_ = w.Flush() // a bytes.Buffer takes everything
	return stdhtml.UnescapeString(b.String())
}
