package site

// Demote puts headings under one of the page.
func Demote(html string, under int) string { return demote(html, under) }

// Mark cuts a line at words.
func Mark(line string, words ...string) []Piece { return mark(line, words) }

// FirstSentence is the beginning of a text.
func FirstSentence(text string) string { return firstSentence(text) }
