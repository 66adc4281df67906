package render

import "strings"

// Leaf is one display-ready piece of an ad: a line, a fact, a name. It is text, never markup; only [Link], [Mail] and
// [Block] give a leaf a form of its own in Markdown and HTML.
type Leaf struct {
	Text   string
	Source string // as in jobad.Line

	markdown, html string // if empty, Text escaped
}

// Plain is one line of text.
func Plain(text, source string) Leaf {
	return Leaf{Text: text, Source: source}
}

// Fixed is Plain for a line that many ads share: it is escaped now, once.
func Fixed(text, source string) Leaf {
	var markdown, html strings.Builder
	writeMarkdown(&markdown, text)
	writeHTML(&html, text)
	return Leaf{Text: text, Source: source, markdown: markdown.String(), html: html.String()}
}

// Link is an absolute URL of printable ASCII without spaces, quotes, angle brackets, backslashes or backticks.
func Link(url, source string) Leaf {
	return autolink(url, url, source)
}

// Mail is an e-mail address that fits CommonMark's autolinks (section 6.5).
func Mail(address, source string) Leaf {
	return autolink(address, "mailto:"+address, source)
}

func autolink(text, target, source string) Leaf {
	var html strings.Builder
	html.WriteString(`<a href="`)
	writeHTML(&html, target)
	html.WriteString(`">`)
	writeHTML(&html, text)
	html.WriteString(`</a>`)
	return Leaf{Text: text, Source: source, markdown: "<" + text + ">", html: html.String()}
}

func (l *Leaf) writeMarkdown(b *strings.Builder) {
	if l.markdown != "" {
		b.WriteString(l.markdown)
		return
	}
	writeMarkdown(b, l.Text)
}

func (l *Leaf) writeHTML(b *strings.Builder) {
	if l.html != "" {
		b.WriteString(l.html)
		return
	}
	writeHTML(b, l.Text)
}

func (l *Leaf) writeText(b *strings.Builder) {
	b.WriteString(l.Text)
}
