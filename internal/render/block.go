package render

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// MaxBlock is the size of a block of Markdown in bytes, at most. Goldmark is superlinear on hostile input; within this
// bound the worst known input takes under 10 ms.
const MaxBlock = 4 << 10

// blocks turns Markdown that a caller wrote into leaves.
type blocks struct {
	policy *bluemonday.Policy
}

func newBlocks() *blocks {
	policy := bluemonday.NewPolicy()
	policy.AllowElements("p", "ul", "ol", "li", "em", "strong", "br")
	policy.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	policy.AllowAttrs("href").OnElements("a")
	policy.AllowURLSchemes("http", "https", "mailto")
	policy.RequireParseableURLs(true)
	return &blocks{policy: policy}
}

// leaf reads markdown as paragraphs, lists, emphasis and links, and nothing else: headings and quotes become
// paragraphs, code becomes text, images their description, and HTML is text. What remains is written anew, so that it
// stands for itself wherever a template puts it: no reference, fence or list reaches beyond it.
func (b *blocks) leaf(markdown, source string) Leaf {
	canonical := canonicalMarkdown(markdown)
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(canonical)))
	var html bytes.Buffer
	if err := goldmark.DefaultRenderer().Render(&html, []byte(canonical), doc); err != nil {
		return Plain(strings.Join(strings.Fields(markdown), " "), source)
	}
	return Leaf{
		Text:     strings.TrimSpace(plainText(doc, []byte(canonical))),
		Source:   source,
		markdown: strings.TrimSpace(canonical),
		html:     b.policy.Sanitize(html.String()),
	}
}

// canonicalMarkdown writes markdown in the subset that leaf keeps. Where emphasis would be read differently when
// written anew, the block is kept without emphasis and links.
func canonicalMarkdown(markdown string) string {
	once := blockWriter{}.write(markdown)
	if (blockWriter{}).write(once) == once {
		return once
	}
	plain := blockWriter{plain: true}.write(markdown)
	if (blockWriter{plain: true}).write(plain) == plain {
		return plain
	}
	var b strings.Builder
	writeMarkdown(&b, strings.Join(strings.Fields(markdown), " "))
	return b.String()
}

// blockWriter writes a parsed block of Markdown; plain leaves emphasis and links out.
type blockWriter struct {
	plain bool
}

func (w blockWriter) write(markdown string) string {
	source := []byte(markdown)
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	return strings.Join(w.blocks(doc, source), "\n\n")
}

// blocks writes each block below n that the subset keeps.
func (w blockWriter) blocks(n ast.Node, source []byte) []string {
	var all []string
	var previous ast.Node
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		block := w.block(child, source)
		if len(block) == 0 {
			continue
		}
		if _, list := child.(*ast.List); list && previous != nil {
			// Two lists in a row would become one.
			if _, again := previous.(*ast.List); again {
				all[len(all)-1] += "\n" + block[0]
				continue
			}
		}
		all = append(all, block...)
		previous = child
	}
	return all
}

func (w blockWriter) block(n ast.Node, source []byte) []string {
	switch n := n.(type) {
	case *ast.List:
		return []string{w.list(n, source)}
	case *ast.Blockquote:
		return w.blocks(n, source)
	case *ast.ThematicBreak, *ast.LinkReferenceDefinition:
		return nil
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		return w.paragraph(escaped(strings.Join(strings.Fields(string(n.Lines().Value(source))), " ")))
	}
	return w.paragraph(w.inline(n, source))
}

func (w blockWriter) paragraph(words string) []string {
	if strings.TrimSpace(words) == "" {
		return nil
	}
	return []string{words}
}

// list writes the items of a list, those of lists inside it among them, one paragraph each.
func (w blockWriter) list(list *ast.List, source []byte) string {
	var items []string
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for _, block := range w.blocks(item, source) {
			items = append(items, strings.Split(block, "\n")...)
		}
	}
	for i, item := range items {
		item = strings.TrimPrefix(item, "- ")
		if list.IsOrdered() {
			items[i] = strconv.Itoa(i+1) + ". " + item
			continue
		}
		items[i] = "- " + item
	}
	return strings.Join(items, "\n")
}

// inline writes what is inside a block. Text in a row is escaped as one, whatever the parser cut it into.
func (w blockWriter) inline(n ast.Node, source []byte) string {
	var b strings.Builder
	words := ""
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if text, ok := w.words(child, source); ok {
			words += text
			continue
		}
		b.WriteString(escaped(words))
		words = ""
		b.WriteString(w.span(child, source))
	}
	b.WriteString(escaped(words))
	return strings.TrimSpace(b.String())
}

// words is the text of a node that is kept as text.
func (w blockWriter) words(n ast.Node, source []byte) (string, bool) {
	switch n := n.(type) {
	case *ast.Text:
		words := literal(n.Segment.Value(source))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words += " "
		}
		return words, true
	case *ast.RawHTML:
		return string(n.Segments.Value(source)), true
	case *ast.CodeSpan:
		return inlineText(n, source), true
	case *ast.AutoLink:
		label := string(n.Label(source))
		return label, w.plain || n.AutoLinkType == ast.AutoLinkURL && !isWebLink(label)
	}
	return "", false
}

func (w blockWriter) span(n ast.Node, source []byte) string {
	switch n := n.(type) {
	case *ast.AutoLink:
		return "<" + string(n.Label(source)) + ">"
	case *ast.Emphasis:
		return w.emphasis(n, source)
	case *ast.Link:
		return w.link(n, source)
	}
	return w.inline(n, source)
}

func (w blockWriter) emphasis(n *ast.Emphasis, source []byte) string {
	words := w.inline(n, source)
	if w.plain || words == "" {
		return words
	}
	mark := strings.Repeat("*", n.Level)
	return mark + words + mark
}

func (w blockWriter) link(n *ast.Link, source []byte) string {
	words, target := w.inline(n, source), string(n.Destination)
	if w.plain || words == "" || !isWebLink(target) {
		return words
	}
	return "[" + words + "](<" + target + ">)"
}

// isWebLink reports whether target may be a link, and can be written between angle brackets.
func isWebLink(target string) bool {
	scheme, _, ok := strings.Cut(target, ":")
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return ok && !strings.ContainsAny(target, "<>\\&\n") && !strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r > '~' })
	}
	return false
}

func escaped(words string) string {
	var b strings.Builder
	writeMarkdown(&b, strings.ReplaceAll(words, "\n", " "))
	return b.String()
}
