package review

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlBlocks cuts HTML into blocks.
func htmlBlocks(source string) []block {
	p := &page{builder: builder{source: source}}
	z := html.NewTokenizer(strings.NewReader(source))
	at := 0
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			p.text(at, len(source)) // a tag that is not closed is text to a reader
			p.flush()
			return p.blocks
		case html.TextToken:
			raw := len(z.Raw())
			p.text(at, at+raw)
			at += raw
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			at += len(z.Raw())
			name, _ := z.TagName()
			p.tag(atom.Lookup(name), t)
		case html.CommentToken, html.DoctypeToken:
			at += len(z.Raw())
		}
	}
}

// page reads HTML.
type page struct {
	builder

	blocks []block
	kind   kind
	level  int // of the heading that is being read
	unread int // how deep in elements that nobody reads
	code   int
}

func (p *page) flush() {
	if made, ok := p.take(p.kind); ok {
		if made.kind == heading {
			made.level = p.level
		}
		p.blocks = append(p.blocks, made)
	}
	if p.kind != item {
		p.kind = paragraph
	}
}

// text adds source[at:end], with its entities decoded.
func (p *page) text(at, end int) {
	if p.unread > 0 || at >= end {
		return
	}
	if p.code > 0 {
		p.put(hidden, at)
		return
	}
	from := at
	for i := at; i < end; {
		stop := strings.IndexByte(p.source[i:end], '&')
		if stop < 0 {
			break
		}
		i += stop
		p.copy(from, i)
		from = i
		if behind := p.entity(i, end); behind > i {
			from, i = behind, behind
			continue
		}
		i++
	}
	p.copy(from, end)
}

func (p *page) tag(name atom.Atom, t html.TokenType) {
	depth := map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[t]
	switch name { //nolint:exhaustive // other tags part no words
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Noscript, atom.Svg, atom.Textarea:
		p.unread = max(0, p.unread+depth)
	case atom.Code, atom.Pre, atom.Kbd, atom.Samp:
		p.code = max(0, p.code+depth)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.flush()
		p.kind = paragraph
		if t == html.StartTagToken {
			p.kind, p.level = heading, int(name.String()[1]-'0')
		}
	case atom.Li:
		p.flush()
		p.kind = paragraph
		if t == html.StartTagToken {
			p.kind = item
		}
	case atom.Td, atom.Th, atom.Tr, atom.Dt, atom.Dd, atom.Caption:
		p.flush()
		p.kind = fact
	case atom.Ul, atom.Ol, atom.Table, atom.Body, atom.Html, atom.Title, atom.Hr:
		p.flush()
		p.kind = paragraph
	case atom.P, atom.Div, atom.Br, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Blockquote, atom.Option:
		p.flush()
	}
}
