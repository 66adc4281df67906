package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// print writes the reviews in the format that was asked for.
func (c *fileReviewer) print(out *bytes.Buffer, files []export.Reviewed) error {
	switch c.options.Format {
	case "json":
		return printJSON(out, files)
	case "sarif":
		return c.printSARIF(out, files)
	}
	printText(out, files, len(c.options.Places) > 0)
	return nil
}

// printJSON writes the reviews in full, with the names of the files as they were given.
func printJSON(out *bytes.Buffer, files []export.Reviewed) error {
	type file struct {
		Name   string        `json:"name"`
		Review *jobad.Review `json:"review"`
	}
	all := make([]file, len(files))
	for i := range files {
		all[i] = file{files[i].Name, files[i].Review}
	}
	reply := struct {
		Files []file `json:"files"`
	}{all}
	if err := json.MarshalWrite(out, reply, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true)); err != nil {
		return err
	}
	return out.WriteByte('\n')
}

// printSARIF writes the reviews for code scanning. Its list of rules names those that found something.
func (c *fileReviewer) printSARIF(out *bytes.Buffer, files []export.Reviewed) error {
	named := slices.Clone(files)
	for i := range named {
		if named[i].Name == standardInput {
			named[i].Name = "" // the log then carries the text
		}
	}
	if err := export.SARIF(out, programVersion(), c.generator.Rules(), named); err != nil {
		return err
	}
	return out.WriteByte('\n')
}

// printText prints a line per finding in the form of compilers, which editors and CI systems know how to read, then the
// scores, what law was looked at if there was a place, and the sum.
func printText(out *bytes.Buffer, files []export.Reviewed, legal bool) {
	var all []jobad.Finding
	for i := range files {
		printFindings(out, &files[i])
		all = append(all, files[i].Review.Findings...)
	}
	for i := range files {
		fmt.Fprintf(out, "%s: score %d of 100\n", printedName(files[i].Name), files[i].Review.Score)
	}
	if legal && len(files) > 0 {
		fmt.Fprintln(out, files[0].Review.Notice)
	}
	fmt.Fprintf(out, "%s reviewed, %s%s\n", counted(len(files), "file"), counted(len(all), "finding"), bySeverity(all))
}

func printFindings(out *bytes.Buffer, file *export.Reviewed) {
	name, at := printedName(file.Name), newCursor(file.Text)
	for i := range file.Review.Findings {
		f := &file.Review.Findings[i]
		out.WriteString(name)
		if f.End > f.Start { // others are about the text as a whole, or about a title beside it
			line, column := at.move(f.Start)
			fmt.Fprintf(out, ":%d:%d", line, column)
		}
		fmt.Fprintf(out, ": %s: %s [%s]\n", f.Severity, oneLine(f.Message), f.Rule)
	}
}

// bySeverity is ": 1 error, 2 warnings", or nothing if there are no findings.
func bySeverity(findings []jobad.Finding) string {
	count := map[jobad.Severity]int{}
	for i := range findings {
		count[findings[i].Severity]++
	}
	var parts []string
	for _, severity := range jobad.Severities() {
		switch n := count[severity]; {
		case n == 0:
		case severity == jobad.SeverityInfo: // has no plural
			parts = append(parts, strconv.Itoa(n)+" info")
		default:
			parts = append(parts, counted(n, string(severity)))
		}
	}
	if parts == nil {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// counted is "1 file" or "2 files".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// printedName is what stands for a file in what is printed.
func printedName(name string) string {
	if name == standardInput {
		return "<stdin>"
	}
	return oneLine(name)
}

// oneLine keeps what others wrote from breaking a line, or from telling a terminal what to do.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// cursor counts the lines and columns of a text up to an offset. To move it on costs only the way.
type cursor struct {
	text                 []byte
	offset, line, column int
}

// newCursor starts before the text, and behind a byte order mark, which is in no column.
func newCursor(text []byte) *cursor {
	c := &cursor{text: text, line: 1, column: 1}
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		c.offset = len(byteOrderMark)
	}
	return c
}

// move goes to an offset in bytes and returns its line and its column in characters, both from 1.
func (c *cursor) move(offset int) (line, column int) {
	if offset < c.offset {
		*c = *newCursor(c.text)
	}
	passed := c.text[c.offset:max(offset, c.offset)]
	if ends := bytes.Count(passed, []byte("\n")); ends > 0 {
		c.line, c.column = c.line+ends, 1
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	c.column += utf8.RuneCount(passed)
	c.offset = offset
	return c.line, c.column
}
