package export_test

import (
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"pgregory.net/rapid"

	"rolewright/internal/contract"
)

// pdfFile is a PDF as far as tests look into it.
type pdfFile struct {
	objects   map[int]string
	info      map[string]string
	language  string
	bookmarks []string
	pages     []pdfPage
}

type pdfPage struct {
	size  string
	texts []pdfText
	links []string
}

// pdfText is text as it is drawn: where, in points from the lower left corner, and in which font.
type pdfText struct {
	x, y, size float64
	font, text string
}

const pdfString = `\(((?:[^\\()]|\\.)*)\)`

func (p pdfText) String() string {
	return fmt.Sprintf("%6.1f %6.1f %-10s %4.1f %s", p.x, p.y, p.font, p.size, p.text)
}

// readPDF reads a file by its table of references, as its readers do, and fails if something is not where it is said.
func readPDF(t rapid.TB, data []byte) *pdfFile {
	t.Helper()
	read, err := contract.ReadPDF(data)
	if err != nil {
		t.Fatal(err)
	}
	f, trailer := &pdfFile{objects: read.Objects, info: map[string]string{}}, []byte(read.Trailer)
	for _, m := range regexp.MustCompile(`(?s)/(\w+) `+pdfString).FindAllStringSubmatch(f.objects[number(t, trailer, `/Info (\d+)`)], -1) {
		f.info[m[1]] = pdfWords(m[2])
	}
	catalog := f.objects[number(t, trailer, `/Root (\d+)`)]
	if m := regexp.MustCompile(`/Lang ` + pdfString).FindStringSubmatch(catalog); m != nil {
		f.language = m[1]
	}
	f.readPages(t, f.objects[number(t, []byte(catalog), `/Pages (\d+)`)])
	f.readBookmarks(t, catalog)
	return f
}

func number(t rapid.TB, text []byte, pattern string) int {
	t.Helper()
	m := regexp.MustCompile(pattern).FindSubmatch(text)
	if m == nil {
		t.Fatalf("no %s in %q", pattern, text)
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (f *pdfFile) readPages(t rapid.TB, tree string) {
	t.Helper()
	kids := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindStringSubmatch(tree)[1]
	box := regexp.MustCompile(`/MediaBox \[0 0 ([\d. ]+)\]`).FindStringSubmatch(tree)[1]
	for kid := range strings.SplitSeq(strings.TrimSpace(kids), " 0 R") {
		if kid = strings.TrimSpace(kid); kid == "" {
			continue
		}
		object := f.objects[number(t, []byte(kid), `(\d+)`)]
		page := pdfPage{size: box}
		for _, m := range regexp.MustCompile(`(?s)/URI `+pdfString).FindAllStringSubmatch(object, -1) {
			page.links = append(page.links, pdfUnescaped(m[1]))
		}
		fonts := f.fonts(t, f.objects[number(t, []byte(object), `/Resources (\d+)`)])
		page.texts = readTexts(t, inflated(t, f.objects[number(t, []byte(object), `/Contents (\d+)`)]), fonts)
		f.pages = append(f.pages, page)
	}
}

// fonts are the names of fonts by those that pages use for them.
func (f *pdfFile) fonts(t rapid.TB, resources string) map[string]string {
	t.Helper()
	fonts := map[string]string{}
	for _, m := range regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`).FindAllStringSubmatch(resources, -1) {
		n, err := strconv.Atoi(m[2])
		if err != nil {
			t.Fatal(err)
		}
		fonts[m[1]] = regexp.MustCompile(`/BaseFont /(\w+)`).FindStringSubmatch(f.objects[n])[1]
	}
	return fonts
}

func inflated(t rapid.TB, object string) string {
	t.Helper()
	_, stream, ok := strings.Cut(object, "stream\n")
	if !ok {
		t.Fatalf("no stream in %q", object)
	}
	r, err := zlib.NewReader(strings.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func readTexts(t rapid.TB, content string, fonts map[string]string) []pdfText {
	t.Helper()
	var texts []pdfText
	var font string
	var size float64
	pattern := regexp.MustCompile(`(?s)BT /(F[0-9a-f]+) ([\d.]+) Tf ET|BT (-?[\d.]+) (-?[\d.]+) Td ` + pdfString + ` Tj ET`)
	for _, m := range pattern.FindAllStringSubmatch(content, -1) {
		if m[1] != "" {
			font, size = fonts[m[1]], float(t, m[2])
			continue
		}
		texts = append(texts, pdfText{x: float(t, m[3]), y: float(t, m[4]), size: size, font: font, text: pdfWords("\xfe\xff" + m[5])})
	}
	return texts
}

func float(t rapid.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (f *pdfFile) readBookmarks(t rapid.TB, catalog string) {
	t.Helper()
	m := regexp.MustCompile(`/Outlines (\d+) 0 R`).FindStringSubmatch(catalog)
	if m == nil {
		return
	}
	root, _ := strconv.Atoi(m[1])
	f.readOutline(t, f.objects[root], "")
}

// readOutline follows bookmarks from the first to the next and down. An object that comes again is a circle.
func (f *pdfFile) readOutline(t rapid.TB, parent, indent string) {
	t.Helper()
	next := regexp.MustCompile(`/First (\d+) 0 R`).FindStringSubmatch(parent)
	for next != nil {
		n, _ := strconv.Atoi(next[1])
		object, ok := f.objects[n]
		if !ok || len(indent) > 2 || len(f.bookmarks) > len(f.objects) {
			t.Fatalf("bookmarks go in a circle, or nowhere: %q", f.bookmarks)
		}
		title := regexp.MustCompile(`(?s)/Title ` + pdfString).FindStringSubmatch(object)
		f.bookmarks = append(f.bookmarks, indent+pdfWords(title[1]))
		rest := strings.Replace(object, title[0], "", 1)
		f.readOutline(t, rest, indent+" ")
		next = regexp.MustCompile(`/Next (\d+) 0 R`).FindStringSubmatch(rest)
	}
}

func pdfUnescaped(s string) string {
	return regexp.MustCompile(`(?s)\\(.)`).ReplaceAllStringFunc(s, func(m string) string {
		if m == `\r` {
			return "\r"
		}
		return m[1:]
	})
}

// pdfWords decodes a string: UTF-16 behind its mark, else ASCII.
func pdfWords(s string) string {
	s, wide := strings.CutPrefix(pdfUnescaped(s), "\xfe\xff")
	if !wide {
		return s
	}
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, binary.BigEndian.Uint16([]byte(s[i:i+2])))
	}
	return string(utf16.Decode(units))
}
