package render

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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
	description := describe(doc, []byte(canonical))
	return Leaf{
		Text:   strings.TrimSpace(plainText(doc, []byte(canonical))),
		Source: source,
		forms: &forms{
			markdown: canonical, html: b.sanitize(html.String()), description: description,
			line: strings.NewReplacer("\n", "", "&quot;", `"`).Replace(description),
		},
	}
}

// sanitize is the last line of defense: it changes nothing in what canonical Markdown gives. The policy writes quotes
// as references that goldmark does not use.
func (b *blocks) sanitize(html string) string {
	return strings.NewReplacer("&#34;", "&quot;", "&#39;", "'").Replace(b.policy.Sanitize(html))
}

// canonicalMarkdown writes markdown in the subset that leaf keeps. Where emphasis would be read differently when
// written anew, the block is kept without emphasis and links; where nothing is left, as text.
func canonicalMarkdown(markdown string) string {
	for _, w := range []blockWriter{{}, {plain: true}} {
		if once := w.write(markdown); once != "" && w.write(once) == once {
			return once
		}
	}
	return escaped(strings.Join(strings.Fields(markdown), " "))
}

// blockWriter writes a parsed block of Markdown; plain leaves emphasis and links out.
type blockWriter struct {
	plain  bool
	inLink bool // a link holds no other
}

// part is a paragraph or a list.
type part struct {
	mark  string   // of a list: "-" or "1."
	first int      // number of the first item
	words []string // of each item; one if it is a paragraph
}

func (w blockWriter) write(markdown string) string {
	source := []byte(markdown)
	parts := w.parts(goldmark.DefaultParser().Parse(text.NewReader(source)), source)
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.markdown()
	}
	return strings.Join(texts, "\n\n")
}

func (p *part) markdown() string {
	lines := make([]string, len(p.words))
	for i, words := range p.words {
		switch p.mark {
		case "":
			lines[i] = words
		case "-":
			lines[i] = "- " + words
		default:
			lines[i] = strconv.Itoa(p.first+i) + ". " + words
		}
	}
	return strings.Join(lines, "\n")
}

// parts are the paragraphs and lists below n, those in quotes among them. Lists of one kind in a row are one list,
// since they would be read as one.
func (w blockWriter) parts(n ast.Node, source []byte) []part {
	var all []part
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		for _, p := range w.block(child, source) {
			if last := len(all) - 1; last >= 0 && p.mark != "" && p.mark == all[last].mark {
				all[last].words = append(all[last].words, p.words...)
				continue
			}
			all = append(all, p)
		}
	}
	return all
}

func (w blockWriter) block(n ast.Node, source []byte) []part {
	var words string
	switch n := n.(type) {
	case *ast.List:
		return w.list(n, source)
	case *ast.Blockquote:
		return w.parts(n, source)
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		words = escaped(strings.Join(strings.Fields(string(n.Lines().Value(source))), " "))
	default:
		words = w.inline(n, source)
	}
	if words == "" {
		return nil
	}
	return []part{{words: []string{words}}}
}

// list gives every paragraph in a list an item of its own, and so those of lists inside it.
func (w blockWriter) list(list *ast.List, source []byte) []part {
	p := part{mark: "-", first: list.Start}
	if list.IsOrdered() {
		p.mark = "1."
	}
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for _, inner := range w.parts(item, source) {
			p.words = append(p.words, inner.words...)
		}
	}
	if len(p.words) == 0 {
		return nil
	}
	return []part{p}
}

// inline writes what is inside a block. Text in a row is escaped as one, whatever the parser cut it into.
func (w blockWriter) inline(n ast.Node, source []byte) string {
	var b strings.Builder
	words := ""
	flush := func() {
		if b.Len() == 0 {
			words = strings.TrimLeftFunc(words, unicode.IsSpace)
		}
		b.WriteString(escaped(words))
		words = ""
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if more, ok := w.words(child, source); ok {
			words += more
			continue
		}
		flush()
		b.WriteString(w.span(child, source))
	}
	flush()
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
		return label, w.plain || w.inLink || n.AutoLinkType == ast.AutoLinkURL && !isWebLink(label)
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
	w.inLink = true
	words, target := w.inline(n, source), linkTarget(n)
	if w.plain || words == "" || !isWebLink(target) {
		return words
	}
	return "[" + words + "](<" + strings.ReplaceAll(target, "&", "&amp;") + ">)"
}

// linkTarget is where a link goes, its escapes and character references resolved.
func linkTarget(n *ast.Link) string {
	return string(util.URLEscape(n.Destination, true))
}

// isWebLink reports whether target may be a link, and can be written between angle brackets. Only what every parser
// writes alike is a link; the rest is kept as text.
func isWebLink(target string) bool {
	u, err := url.Parse(target)
	if err != nil || u.String() != target {
		return false
	}
	if strings.ContainsFunc(target, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>[\\]^`{|}", r) }) {
		return false
	}
	return u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto"
}

// escaped is words on one line, escaped. What no line may hold, and only a character reference can have brought in, is a
// space.
func escaped(words string) string {
	var b strings.Builder
	writeMarkdown(&b, strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) {
			return ' '
		}
		return r
	}, words))
	return b.String()
}
