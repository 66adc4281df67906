package render

import "strings"

// Leaf is one display-ready piece of an ad: a line, a fact, a name. It is text, never markup; only [Link], [Mail] and
// [Renderer.Block] give a leaf a form of its own in Markdown and HTML.
type Leaf struct {
	Text   string
	Source string // as in jobad.Line

	forms *forms // if there are none, Text is escaped
	link  link
}

// forms are what a leaf is in Markdown, in HTML and in the HTML of a description, and what a block is in a line of a section.
type forms struct {
	markdown, html, description, line string
}

// link says whether a leaf is an autolink.
type link uint8

const (
	noLink link = iota
	webLink
	mailLink
)

// Plain is one line of text.
func Plain(text, source string) Leaf {
	return Leaf{Text: text, Source: source}
}

// Fixed is Plain for a line that many ads share: it is escaped now, once.
func Fixed(text, source string) Leaf {
	var markdown, html strings.Builder
	writeMarkdown(&markdown, text)
	writeHTML(&html, text)
	return Leaf{Text: text, Source: source, forms: &forms{markdown: markdown.String(), html: html.String(), description: html.String()}}
}

// Link is an absolute URL of printable ASCII without spaces, quotes, angle brackets, backslashes or backticks.
func Link(url, source string) Leaf {
	return Leaf{Text: url, Source: source, link: webLink}
}

// Mail is an e-mail address that fits CommonMark's autolinks (section 6.5).
func Mail(address, source string) Leaf {
	return Leaf{Text: address, Source: source, link: mailLink}
}

func (l *Leaf) writeMarkdown(b *strings.Builder) {
	switch {
	case l.link != noLink:
		b.WriteByte('<')
		b.WriteString(l.Text)
		b.WriteByte('>')
	case l.forms != nil:
		b.WriteString(l.forms.markdown)
	default:
		writeMarkdown(b, l.Text)
	}
}

func (l *Leaf) writeHTML(b *strings.Builder) {
	switch {
	case l.link != noLink:
		b.WriteString(`<a href="`)
		if l.link == mailLink {
			b.WriteString("mailto:")
		}
		writeHTML(b, l.Text)
		b.WriteString(`">`)
		writeHTML(b, l.Text)
		b.WriteString(`</a>`)
	case l.forms != nil:
		b.WriteString(l.forms.html)
	default:
		writeHTML(b, l.Text)
	}
}

// writeDescription writes a link as its text.
func (l *Leaf) writeDescription(b *strings.Builder) {
	if l.forms != nil {
		b.WriteString(l.forms.description)
		return
	}
	writeHTML(b, l.Text)
}

func (l *Leaf) writeText(b *strings.Builder) {
	b.WriteString(l.Text)
}
