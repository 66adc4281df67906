// Package review reads the text of a job ad and says what may put people off, what is hard to read and what is missing:
// each finding with its place in the text, how strong the evidence is, what speaks against it, and what could stand there
// instead. Rules that look for words are data, in terms; those that are more than words are in rule_<name>.go.
//
// A review must be trusted, so context decides: names, headings, code and addresses are never findings, and a rule says
// which words around a match make it none. A block of text is read by itself, in one pass and in time proportional to its
// length, so that lines which come again need not be read again.
//
// The package knows nothing of the law but the names of duties that bind, nothing of briefs and nothing of HTTP.
package review
