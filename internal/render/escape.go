package render

import "strings"

// writeMarkdown writes text so that a CommonMark parser reads it back as the same literal text, wherever a line of a
// template puts it. It escapes as little as that allows, since people read Markdown as well. Text has no line breaks
// and no white space at its ends.
func writeMarkdown(b *strings.Builder, text string) {
	done := 0
	for i := range len(text) {
		if isMarkup(text[i]) && needsEscape(text, i) {
			b.WriteString(text[done:i])
			b.WriteByte('\\')
			done = i
		}
	}
	b.WriteString(text[done:])
}

// isMarkup reports whether a byte can ever be read as markup. It is a set in two words since most bytes are not in it.
func isMarkup(c byte) bool {
	const (
		low = 1<<'#' | 1<<'&' | 1<<')' | 1<<'*' | 1<<'+' | 1<<'-' | 1<<'.' | 1<<'<' | 1<<'=' | 1<<'>'
		// A shift counts from the 64th character on.
		high = 1<<('['-64) | 1<<('\\'-64) | 1<<(']'-64) | 1<<('_'-64) | 1<<('`'-64) | 1<<('~'-64)
	)
	if c < 64 {
		return uint64(low)>>c&1 != 0
	}
	return c < 128 && uint64(high)>>(c-64)&1 != 0
}

// needsEscape reports whether the byte at i, if it were left bare, could be read as markup.
func needsEscape(text string, i int) bool {
	switch text[i] {
	case '\\', '`', '*', '[', ']', '<', '~':
		return true
	case '_': // inside a word it is literal (CommonMark 6.2)
		return i == 0 || i == len(text)-1 || !isAlphanumeric(text[i-1]) || !isAlphanumeric(text[i+1])
	case '&':
		return startsEntity(text[i+1:])
	case '#': // a heading, or the closing sequence of one
		return i == 0 || i == len(text)-1 && endsHeading(text)
	case '=', '>': // the underline of a heading, a quote
		return i == 0
	case '-', '+': // an item of a list; a row of hyphens is a line or an underline too
		return i == 0 && (endsWord(text, 1) || text[1] == '-')
	case '.', ')': // an item of a numbered list
		return 0 < i && i < 10 && strings.TrimLeft(text[:i], "0123456789") == "" && endsWord(text, i+1)
	}
	return false
}

// endsHeading reports whether the last word of text is nothing but "#".
func endsHeading(text string) bool {
	before := strings.TrimRight(text, "#")
	return before != strings.TrimRight(before, " \t")
}

// endsWord reports whether text ends or goes on with white space at i.
func endsWord(text string, i int) bool {
	return i == len(text) || text[i] == ' ' || text[i] == '\t'
}

// startsEntity reports whether "&" before rest could begin a character reference, now or with what follows the text.
func startsEntity(rest string) bool {
	for i := range len(rest) {
		if c := rest[i]; !isAlphanumeric(c) && c != '#' {
			return c == ';'
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// writeHTML writes text as goldmark writes literal text: safe between tags and in quoted attributes.
func writeHTML(b *strings.Builder, text string) {
	done := 0
	for i := range len(text) {
		var entity string
		switch text[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&quot;"
		default:
			continue
		}
		b.WriteString(text[done:i])
		b.WriteString(entity)
		done = i + 1
	}
	b.WriteString(text[done:])
}
