package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// catalogRule is the rule that every fault of a catalog or a template breaks, in SARIF.
const catalogRule = "catalog"

// maxExcerpt is how many bytes of a line SARIF shows of a fault, at most.
const maxExcerpt = 80

// printChecked writes what was found in the format that was asked for.
func printChecked(out *bytes.Buffer, format string, files []checked) error {
	switch format {
	case "json":
		return printCheckedJSON(out, files)
	case "sarif":
		return printCheckedSARIF(out, files)
	}
	printCheckedText(out, files)
	return nil
}

// printCheckedText prints a line per fault in the form of compilers, a line for each file without any, and the sum if
// there are faults.
func printCheckedText(out *bytes.Buffer, files []checked) {
	faults, faulty := 0, 0
	for i := range files {
		file := &files[i]
		switch {
		case file.faults != nil:
			named := *file.faults
			named.Name = printedName(file.name)
			for line := range strings.Lines(named.Error()) {
				out.WriteString(oneLine(strings.TrimSuffix(line, "\n")) + "\n")
			}
			faults, faulty = faults+len(named.Faults), faulty+1
		case file.catalog != nil:
			fmt.Fprintf(out, "%s: %s, %s, no faults\n", printedName(file.name),
				grouped(len(file.catalog.Roles()), "role"), grouped(file.catalog.Titles(), "title"))
		default:
			fmt.Fprintf(out, "%s: no faults\n", printedName(file.name))
		}
	}
	if faults > 0 {
		fmt.Fprintf(out, "%s in %s\n", grouped(faults, "fault"), grouped(faulty, "file"))
	}
}

// grouped is "1 role" or "1,234 roles".
func grouped(n int, noun string) string {
	text := counted(n, noun)
	for end := len(strconv.Itoa(n)) - 3; end > 0; end -= 3 {
		text = text[:end] + "," + text[end:]
	}
	return text
}

// checkedFile is a file in JSON. A template has no roles, and a catalog with faults none that count.
type checkedFile struct {
	Name   string         `json:"name"`
	Digest string         `json:"digest"`
	Roles  int            `json:"roles"`
	Titles int            `json:"titles"`
	Faults []checkedFault `json:"faults"`
}

// checkedFault is a fault in JSON. Line and column count from 1, and are 0 if the fault has no place.
type checkedFault struct {
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Path   string `json:"path"`
	Detail string `json:"detail"`
}

func printCheckedJSON(out *bytes.Buffer, files []checked) error {
	all := make([]checkedFile, len(files))
	for i := range files {
		all[i] = checkedFile{Name: files[i].name, Digest: files[i].digest(), Faults: []checkedFault{}}
		if c := files[i].catalog; c != nil {
			all[i].Roles, all[i].Titles = len(c.Roles()), c.Titles()
		}
		for _, f := range files[i].list() {
			all[i].Faults = append(all[i].Faults, checkedFault(f))
		}
	}
	reply := struct {
		Files []checkedFile `json:"files"`
	}{all}
	if err := json.MarshalWrite(out, reply, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true)); err != nil {
		return err
	}
	return out.WriteByte('\n')
}

// list are the faults of a file.
func (c *checked) list() []strictyaml.Fault {
	if c.faults == nil {
		return nil
	}
	return c.faults.Faults
}

// printCheckedSARIF writes the faults as findings of one rule, each on what is left of its line.
func printCheckedSARIF(out *bytes.Buffer, files []checked) error {
	rule := jobad.Rule{
		ID: catalogRule, Title: "Fault of a catalog or a template", Severity: jobad.SeverityError,
		Why: "A server does not start with a file that has a fault, and does not put it to use while it runs.",
	}
	all := make([]export.Reviewed, len(files))
	for i := range files {
		review := &jobad.Review{}
		for _, f := range files[i].list() {
			review.Findings = append(review.Findings, finding(files[i].data, f))
		}
		all[i] = export.Reviewed{Name: files[i].name, Text: files[i].data, Review: review}
		if files[i].name == standardInput {
			all[i].Name = "" // the log then carries the text
		}
	}
	if err := export.SARIF(out, programVersion(), []jobad.Rule{rule}, all); err != nil {
		return err
	}
	return out.WriteByte('\n')
}

// finding is a fault as a finding of a review.
func finding(data []byte, f strictyaml.Fault) jobad.Finding {
	found := jobad.Finding{Rule: catalogRule, Severity: jobad.SeverityError, Message: f.Detail, Source: f.Path}
	if f.Path != "" {
		found.Message = f.Path + ": " + f.Detail
	}
	if f.Line > 0 {
		found.Start, found.End = place(data, f.Line, f.Column)
		found.Excerpt = string(data[found.Start:found.End])
	}
	return found
}

// place finds what is left of a line from a column on, both counted from 1; the whole line if nothing is left. A line ends
// where YAML ends it.
func place(data []byte, line, column int) (start, end int) {
	breaks := regexp.MustCompile(`\r\n|[\r\n\x{85}\x{2028}\x{2029}]`)
	for ; line > 1; line-- {
		next := breaks.FindIndex(data[start:])
		if next == nil {
			break
		}
		start += next[1]
	}
	if start == 0 && bytes.HasPrefix(data, []byte(byteOrderMark)) {
		start = len(byteOrderMark)
	}
	end = len(data)
	if next := breaks.FindIndex(data[start:]); next != nil {
		end = start + next[0]
	}
	end = start + len(bytes.TrimRight(data[start:end], " \t"))
	at := start
	for ; column > 1 && at < end; column-- {
		_, size := utf8.DecodeRune(data[at:end])
		at += size
	}
	if at < end {
		start = at
	}
	if end > start+maxExcerpt {
		end = start + maxExcerpt
		for !utf8.RuneStart(data[end]) {
			end--
		}
	}
	return start, end
}
