package main

import (
	"strings"
	"unicode"
)

// Bounds of an example, beyond which it is cut.
const (
	maxLine  = 160 // bytes of a line
	maxLines = 20
)

// ellipsis stands where something was cut.
const ellipsis = "…"

// escape writes plain text so that Markdown shows it as it is, wherever it stands. White space becomes single blanks.
func escape(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var b strings.Builder
	digits := len(text) - len(strings.TrimLeft(text, "0123456789")) // "1." and "1)" begin an item where they begin a line
	for i, c := range text {
		if strings.ContainsRune("\\`*_[]<>#|~&$", c) || i == 0 && strings.ContainsRune("+-=", c) || i > 0 && i == digits && (c == '.' || c == ')') {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// quote shows an example as the content of an item of a list: a line as text, several lines as they are written.
func quote(text string) string {
	text = strings.TrimSpace(text)
	if !strings.Contains(text, "\n") {
		return escape(cut(text))
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	lines := strings.Split(text, "\n")
	if len(lines) > maxLines {
		lines = append(lines[:maxLines:maxLines], ellipsis)
	}
	var b strings.Builder
	b.WriteString(fence + "markdown\n")
	for _, line := range lines {
		if line != "" {
			b.WriteString("  " + cut(line))
		}
		b.WriteByte('\n')
	}
	b.WriteString("  " + fence)
	return b.String()
}

// cut shortens a line behind a word.
func cut(line string) string {
	if len(line) <= maxLine {
		return line
	}
	if end := strings.LastIndexByte(line[:maxLine], ' '); end > 0 {
		return line[:end] + " " + ellipsis
	}
	return strings.ToValidUTF8(line[:maxLine], "") + ellipsis
}

// anchor is where a link to a heading leads on GitHub and with the tools that follow it: lower case, hyphens for spaces,
// and no punctuation.
func anchor(heading string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c == '-' || c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c):
			return unicode.ToLower(c)
		}
		return -1
	}, heading)
}
