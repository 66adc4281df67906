package export

import (
	"bufio"
	"bytes"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	mdhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// document is the Markdown of an ad as those formats see it that lay out pages: blocks from top to bottom.
type document struct {
	blocks []block
	lists  []list // the numbered lists
}

// list is a numbered list.
type list struct {
	depth int // lists around it and it, from 1
	start int
}

type blockKind uint8

const (
	paragraphBlock blockKind = iota
	headingBlock
	itemBlock // of a list, with its mark
	more      // a further paragraph of an item
	fact      // an item of the list below the title: a bold label, then what it is
)

// block is one paragraph of any kind.
type block struct {
	kind   blockKind
	level  int  // of a heading, from 1; of what is in lists, how many there are around it
	list   int  // index+1 of the numbered list that an item is in, 0 if it has a bullet
	number int  // of an item in a numbered list
	keep   bool // on the page of the next block
	runs   []run
}

// run is text of one look. A line break is "\n"; there is no other white space than single spaces and those that do
// not break.
type run struct {
	text         string
	bold, italic bool
	link         string // an http, https or mailto URL
}

// documentReader reads Markdown. It is safe for concurrent use.
type documentReader struct {
	parser parser.Parser
}

func newDocumentReader() *documentReader {
	return &documentReader{parser: goldmark.DefaultParser()}
}

// read makes a document of Markdown that a template laid out. HTML in it is left out, as everywhere.
func (r *documentReader) read(markdown string) *document {
	source := []byte(markdown)
	b := documentBuilder{source: source}
	b.addAll(r.parser.Parse(text.NewReader(source)), block{})
	b.document.findFacts()
	b.document.keepTogether()
	return &b.document
}

// findFacts marks the list below the title, if every item of it begins with a label.
func (d *document) findFacts() {
	if len(d.blocks) == 0 || d.blocks[0].kind != headingBlock {
		return
	}
	rest := d.blocks[1:]
	end := slices.IndexFunc(rest, func(b block) bool { return b.kind != itemBlock || b.level != 1 || b.list != 0 })
	if end < 0 {
		end = len(rest)
	}
	unlabeled := func(b block) bool { return len(b.runs) < 2 || !b.runs[0].bold }
	if slices.ContainsFunc(rest[:end], unlabeled) {
		return
	}
	for i := range rest[:end] {
		rest[i].kind = fact
	}
}

// keepTogether keeps a heading with what it is for, the facts with each other, a paragraph with the list that it leads
// into, the short end of a section with what is before it, and no item of a list alone.
func (d *document) keepTogether() {
	same := func(i, j int) bool {
		return j >= 0 && j < len(d.blocks) && d.blocks[j].inList() && d.blocks[i].inList()
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		switch b.kind {
		case headingBlock:
			b.keep = true
		case fact:
			b.keep = i+1 < len(d.blocks) && d.blocks[i+1].kind == fact
		case itemBlock, more:
			b.keep = same(i, i+1) && (!same(i, i-1) || !same(i, i+2))
		case paragraphBlock:
			b.keep = i+1 < len(d.blocks) && d.blocks[i+1].kind == itemBlock
		}
		if i > 0 && d.endsShort(i) {
			d.blocks[i-1].keep = true
		}
	}
}

// endsShort reports whether a block is a paragraph that takes a line at most and ends a section.
func (d *document) endsShort(i int) bool {
	const line = 80 // characters that fit into a line of either format
	b := &d.blocks[i]
	return b.kind == paragraphBlock && (i+1 == len(d.blocks) || d.blocks[i+1].kind == headingBlock) &&
		utf8.RuneCountInString(b.text()) <= line
}

func (b *block) inList() bool { return b.kind == itemBlock || b.kind == more }

// label parts a fact into its label and what it is.
func (b *block) label() (label run, value []run) {
	value = slices.Clone(b.runs[1:])
	if value[0].text = strings.TrimPrefix(value[0].text, " "); value[0].text == "" {
		value = value[1:]
	}
	return b.runs[0], value
}

// text is what a block says.
func (b *block) text() string {
	var s strings.Builder
	for _, r := range b.runs {
		s.WriteString(r.text)
	}
	return s.String()
}

type documentBuilder struct {
	source   []byte
	document document
}

// addAll adds what is inside n. What its paragraphs are is told by like, which holds for the first of them; an item has
// one mark.
func (b *documentBuilder) addAll(n ast.Node, like block) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		before := len(b.document.blocks)
		b.add(child, like)
		if like.kind == itemBlock && len(b.document.blocks) > before {
			like = block{kind: more, level: like.level}
		}
	}
}

func (b *documentBuilder) add(n ast.Node, like block) {
	switch n := n.(type) {
	case *ast.Heading:
		b.putHeading(n, like)
	case *ast.List:
		b.addList(n, like.level+1)
	case *ast.Blockquote:
		b.addAll(n, like)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		b.put(like, []run{{text: strings.TrimRight(string(n.Lines().Value(b.source)), "\n")}})
	case *ast.HTMLBlock, *ast.ThematicBreak:
	default:
		b.put(like, b.runs(n))
	}
}

// putHeading puts a heading; inside an item it is a bold line of that, which keeps its mark.
func (b *documentBuilder) putHeading(n *ast.Heading, like block) {
	runs := b.runs(n)
	if !like.inList() {
		b.put(block{kind: headingBlock, level: n.Level}, runs)
		return
	}
	for i := range runs {
		runs[i].bold = true
	}
	b.put(like, runs)
}

func (b *documentBuilder) addList(n *ast.List, depth int) {
	like := block{kind: itemBlock, level: depth}
	if n.IsOrdered() {
		b.document.lists = append(b.document.lists, list{depth: depth, start: n.Start})
		like.list, like.number = len(b.document.lists), n.Start
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		b.addAll(child, like)
		like.number++
	}
}

// put adds a block unless it says nothing.
func (b *documentBuilder) put(like block, runs []run) {
	for i := range runs {
		runs[i].text = printable(runs[i].text)
	}
	if !slices.ContainsFunc(runs, func(r run) bool { return strings.TrimSpace(r.text) != "" }) {
		return // no-break spaces show nothing either
	}
	for _, r := range runs {
		if r.text == "" {
			continue
		}
		last := len(like.runs) - 1
		if last < 0 || endsInSpace(like.runs[last].text) {
			r.text = strings.TrimLeft(r.text, " ")
		}
		if last >= 0 && like.runs[last].looksLike(r) {
			like.runs[last].text += r.text
		} else if r.text != "" {
			like.runs = append(like.runs, r)
		}
	}
	for last := len(like.runs) - 1; last >= 0; last-- {
		if like.runs[last].text = strings.TrimRight(like.runs[last].text, " \n"); like.runs[last].text != "" {
			like.runs = like.runs[:last+1]
			b.document.blocks = append(b.document.blocks, like)
			return
		}
	}
}

func (r run) looksLike(other run) bool {
	return r.bold == other.bold && r.italic == other.italic && r.link == other.link
}

func endsInSpace(s string) bool { return strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\n") }

// runs is what is inside a block, in the looks that it has.
func (b *documentBuilder) runs(n ast.Node) []run {
	var all []run
	b.inside(n, run{}, &all)
	return all
}

func (b *documentBuilder) inside(n ast.Node, look run, all *[]run) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		b.inline(child, look, all)
	}
}

func (b *documentBuilder) inline(n ast.Node, look run, all *[]run) {
	switch n := n.(type) {
	case *ast.Text:
		look.text = b.words(n)
		*all = append(*all, look)
		return
	case *ast.String:
		look.text = string(n.Value)
		*all = append(*all, look)
		return
	case *ast.AutoLink:
		look.text = string(n.Label(b.source))
		target := string(util.URLEscape(n.URL(b.source), false))
		if n.AutoLinkType == ast.AutoLinkEmail {
			target = "mailto:" + strings.TrimPrefix(target, "mailto:")
		}
		look.link = safeLink(target)
		*all = append(*all, look)
		return
	case *ast.Emphasis:
		look.bold = look.bold || n.Level > 1
		look.italic = look.italic || n.Level == 1
	case *ast.Link:
		look.link = safeLink(string(util.URLEscape(n.Destination, true)))
	}
	b.inside(n, look, all)
}

// words is the text of a node, its escapes and character references resolved by goldmark.
func (b *documentBuilder) words(n *ast.Text) string {
	raw := n.Segment.Value(b.source)
	words := string(raw)
	if !n.IsRaw() && bytes.ContainsAny(raw, `\&`) {
		var plain bytes.Buffer
		w := bufio.NewWriter(&plain)
		mdhtml.DefaultWriter.Write(w, raw)
		_ = w.Flush() // a bytes.Buffer takes everything
		words = html.UnescapeString(plain.String())
	}
	switch {
	case n.HardLineBreak():
		return words + "\n"
	case n.SoftLineBreak():
		return words + " "
	}
	return words
}

// safeLink is target, or nothing if it should not be followed.
func safeLink(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return ""
	}
	return target
}

// printable replaces what no page can show, and makes white space in a row one space. Line breaks stay.
func printable(s string) string {
	if isPrintable(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == '\n' || r == '\u00a0' || r == '\u2007' || r == '\u202f': // those that do not break
		case r == 0 || unicode.Is(unicode.Noncharacter_Code_Point, r):
			r = unicode.ReplacementChar
		case unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			r = ' '
		}
		if r != ' ' || !space {
			b.WriteRune(r)
		}
		space = r == ' ' || r == '\n'
	}
	return b.String()
}

// isPrintable tells of a text, if it is ASCII, that printable would leave it as it is. Most texts are.
func isPrintable(s string) bool {
	before := byte(0)
	for i := range len(s) {
		c := s[i]
		if (c < ' ' && c != '\n') || c > '~' || c == ' ' && (before == ' ' || before == '\n') {
			return false
		}
		before = c
	}
	return true
}
