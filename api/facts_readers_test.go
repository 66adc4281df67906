package api_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"rolewright/internal/jobad"
)

// kept is an ad as a program reads it.
type kept struct {
	name  string // what it is an ad of
	brief sent
	ad    jobad.Ad
	path  string // without the ending
	text  string
}

// TestFactsInReaders is TestEqualFacts for what other programs read: PDF with pdftotext of Poppler, and DOCX with LibreOffice.
// It also has qpdf check each PDF, and xmllint each feed. "make e2e" sets ROLEWRIGHT_READERS, and then all of them must be there.
func TestFactsInReaders(t *testing.T) {
	if os.Getenv("ROLEWRIGHT_READERS") == "" {
		t.Skip(`for "make e2e", which installs the readers and sets ROLEWRIGHT_READERS`)
	}
	for _, name := range []string{"soffice", "pdftotext", "qpdf", "xmllint"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	documents, pdfs, asSent := writeFiles(t, folder)
	t.Logf("%d ads, of which %d have letters only that PDF has fonts for; the others have other letters in the PDF", len(pdfs), asSent)
	var converted sync.WaitGroup
	converted.Go(func() { readWithOffice(t, folder, documents) })
	checkFeeds(t, folder)
	each(pdfs, func(f *kept) { readWithPoppler(t, f) })
	converted.Wait()
	for _, f := range documents {
		lines := slices.DeleteFunc(strings.Split(f.text, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
		if len(lines) == 0 {
			t.Errorf("%s: LibreOffice finds nothing", f.name)
			continue
		}
		checkFile(t, f, "docx", laidOut(&f.ad, styleOf("docx"), lines)[0])
	}
	for _, f := range pdfs {
		checkPages(t, f)
	}
}

// checkFile compares what a program finds in an ad, and names it.
func checkFile(t *testing.T, f *kept, format string, got *reading) {
	t.Helper()
	t.Run(format+" "+f.name, func(t *testing.T) { checkReading(t, format, &f.brief, &f.ad, got) })
}

// writeFiles makes ads in the formats that programs read. A brief with characters that PDF has no font for has other
// letters there.
func writeFiles(t *testing.T, folder string) (documents, pdfs []*kept, asSent int) {
	t.Helper()
	briefs := factBriefs(t)
	for i, name := range slices.Sorted(maps.Keys(briefs)) {
		path := filepath.Join(folder, fmt.Sprintf("%03d", i))
		body := encoded(briefs[name])
		documents = append(documents, newFile(t, name, path, body))
		for _, format := range []string{"docx", "indeed", "linkedin", "personio"} {
			write(t, path+"."+format, inFormat(t, body, format).body)
		}
		pdf := inFormat(t, body, "pdf")
		if pdf.status == http.StatusOK {
			asSent++
		} else {
			body = encoded(printed(briefs[name]))
			pdf = inFormat(t, body, "pdf")
		}
		if pdf.status != http.StatusOK {
			t.Fatalf("%s: status %d: %s", name, pdf.status, pdf.body)
		}
		write(t, path+".pdf", pdf.body)
		pdfs = append(pdfs, newFile(t, name, path, body))
	}
	return documents, pdfs, asSent
}

func newFile(t *testing.T, name, path, body string) *kept {
	t.Helper()
	return &kept{name: name, path: path, brief: into[sent](t, body), ad: into[jobad.Ad](t, inFormat(t, body, "json").body)}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// printed is a brief with letters in place of characters that PDF may have no font for.
func printed(brief object) object {
	return as[object](mapped(brief, func(text string) string {
		return strings.Map(func(r rune) rune {
			if r < 0x180 && r != 0xAD || 0x391 <= r && r <= 0x3C9 && r != 0x3A2 || 0x410 <= r && r <= 0x44F {
				return r
			}
			return 'a' + r%26
		}, text)
	}))
}

// mapped is JSON with other texts.
func mapped(value any, to func(string) string) any {
	switch value := value.(type) {
	case string:
		return to(value)
	case []string:
		all := []string{}
		for _, text := range value {
			all = append(all, to(text))
		}
		return all
	case object:
		all := object{}
		for name, inner := range value {
			all[name] = mapped(inner, to)
		}
		return all
	case []object:
		all := []any{}
		for _, inner := range value {
			all = append(all, mapped(inner, to))
		}
		return all
	case []any:
		all := []any{}
		for _, inner := range value {
			all = append(all, mapped(inner, to))
		}
		return all
	}
	return value
}

// program runs one that must be there, and gives what it prints.
func program(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v: %.2000s", name, err, out)
	}
	return string(out)
}

// each does something with all files, as many at a time as there are processors.
func each(files []*kept, do func(*kept)) {
	var all sync.WaitGroup
	next := make(chan *kept)
	for range runtime.NumCPU() {
		all.Go(func() {
			for f := range next {
				do(f)
			}
		})
	}
	for _, f := range files {
		next <- f
	}
	close(next)
	all.Wait()
}

// readWithOffice has LibreOffice read all documents. It takes many in one run, but no more than some 250 (version 7.4).
func readWithOffice(t *testing.T, folder string, documents []*kept) {
	t.Helper()
	for some := range slices.Chunk(documents, 200) {
		args := []string{
			"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless",
			"--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder,
		}
		for _, f := range some {
			args = append(args, f.path+".docx")
		}
		program(t, "soffice", args...)
	}
	for _, f := range documents {
		text, err := os.ReadFile(f.path + ".txt")
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
		f.text = strings.TrimPrefix(string(text), "\ufeff")
	}
}

// checkFeeds has xmllint check feeds against their schemas, all of one format at once.
func checkFeeds(t *testing.T, folder string) {
	t.Helper()
	for _, format := range []string{"indeed", "linkedin", "personio"} {
		feeds := must(filepath.Glob(filepath.Join(folder, "*."+format)))
		args := append([]string{"--noout", "--schema", "../docs/integrations/schemas/" + format + ".xsd"}, feeds...)
		if out, err := exec.CommandContext(t.Context(), "xmllint", args...).CombinedOutput(); err != nil || len(feeds) == 0 {
			faults := regexp.MustCompile(`(?m)^.* validates\n`).ReplaceAll(out, nil)
			t.Errorf("xmllint, %d feeds of %s: %v: %.2000s", len(feeds), format, err, faults)
		}
	}
}

// readWithPoppler checks a PDF, and has Poppler read it but for what stands in its margins.
func readWithPoppler(t *testing.T, f *kept) {
	t.Helper()
	const margin = 50
	program(t, "qpdf", "--check", f.path+".pdf") // which fails on warnings, too
	page := regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`).FindSubmatch(must(os.ReadFile(f.path + ".pdf")))
	if page == nil {
		t.Errorf("%s: the pages have no size", f.name)
		return
	}
	width, height := int(must(strconv.ParseFloat(string(page[1]), 64))), int(must(strconv.ParseFloat(string(page[2]), 64)))
	f.text = program(t, "pdftotext", "-layout", "-nopgbrk", "-enc", "UTF-8",
		"-x", "0", "-y", strconv.Itoa(margin), "-W", strconv.Itoa(width), "-H", strconv.Itoa(height-2*margin), f.path+".pdf", "-")
}

// checkPages compares the lines of pages. Paragraphs are broken into lines there, so those of a section are one text.
func checkPages(t *testing.T, f *kept) {
	t.Helper()
	s := styleOf("pdf")
	var lines []string
	for line := range strings.Lines(f.text) {
		if line = s.normal(line); line != "" {
			lines = append(lines, line)
		}
	}
	title, _, _ := strings.Cut(f.ad.Text, "\n")
	var blocks []string
	for len(lines) > 0 {
		taken := 1
		for n := 2; n <= min(5, len(lines)); n++ {
			if isHeading(&f.ad, strings.Join(lines[:n], "")) || len(blocks) == 0 && strings.Join(lines[:n], "") == s.normal(title) {
				taken = n
			}
		}
		blocks = append(blocks, strings.Join(lines[:taken], ""))
		lines = lines[taken:]
	}
	if len(blocks) == 0 {
		t.Errorf("%s: Poppler finds nothing", f.name)
		return
	}
	got := laidOut(&f.ad, s, blocks)[0]
	want := listed(&f.ad, s)
	for id, lines := range got.sections {
		whole := strings.Join(lines, "")
		if id == "facts" && purposeFollows(&f.ad) {
			whole = whole[:min(len(whole), len(strings.Join(want[id], "")))]
		}
		got.sections[id] = nil
		if whole != "" {
			got.sections[id] = parted(whole, want[id])
		}
	}
	checkFile(t, f, "pdf", got)
}

// parted gives back the lines that make up a text, or the text if they do not.
func parted(whole string, lines []string) []string {
	if strings.Join(lines, "") == whole {
		return lines
	}
	return []string{whole}
}

// isHeading reports whether a section is headed so.
func isHeading(ad *jobad.Ad, text string) bool {
	return slices.ContainsFunc(ad.Sections, func(s jobad.Section) bool { return s.Heading != "" && squeezed(s.Heading) == text })
}

// purposeFollows reports whether the purpose stands behind the facts without a heading.
func purposeFollows(ad *jobad.Ad) bool {
	return slices.ContainsFunc(ad.Sections, func(s jobad.Section) bool { return s.ID == "purpose" && s.Heading == "" })
}
