package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

// TestPDF compares what is drawn, where, with golden files.
func TestPDF(t *testing.T) {
	t.Parallel()
	for name, ad := range documentAds(t) {
		if name == "hostile" {
			continue // which no PDF can show
		}
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), ad))
		checkWords(t, f, ad.Markdown)
		checkPages(t, f)
		golden.Equal(t, filepath.Join("testdata", "pdf", name+".txt"), []byte(f.dump()))
	}
}

// dump is a file for people to read.
func (f *pdfFile) dump() string {
	var b strings.Builder
	for _, key := range []string{"Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate"} {
		fmt.Fprintf(&b, "%s: %s\n", key, f.info[key])
	}
	fmt.Fprintf(&b, "Language: %s\nBookmarks:\n  %s\n", f.language, strings.Join(f.bookmarks, "\n  "))
	for i, page := range f.pages {
		fmt.Fprintf(&b, "\nPage %d, %s\n", i+1, page.size)
		for _, text := range page.texts {
			b.WriteString(text.String() + "\n")
		}
		for _, link := range page.links {
			b.WriteString("link " + link + "\n")
		}
	}
	return b.String()
}

// body is what a page says between its head, which the first does not have, and its foot. They are drawn first.
func (f *pdfFile) body(page int) []pdfText { return f.pages[page].texts[1+min(page, 1):] }

// checkWords wants the file to say what the Markdown says, in that order.
func checkWords(t rapid.TB, f *pdfFile, markdown string) {
	t.Helper()
	var b strings.Builder
	for i := range f.pages {
		for _, text := range f.body(i) {
			b.WriteString(text.text)
		}
	}
	facts := factItems(markdown)
	want := says(t, markdown, func(number int) string {
		facts--
		if facts >= 0 {
			return "" // they stand in a table
		}
		if number == 0 {
			return "•"
		}
		return strconv.Itoa(number) + "."
	})
	if got := squeezed(b.String()); got != visibleText(want) {
		t.Errorf("(-Markdown +PDF):\n%s", cmp.Diff(visibleText(want), got))
	}
}

// factItems counts the items below the title of an ad as templates lay it out.
func factItems(markdown string) int {
	_, rest, _ := strings.Cut(markdown, "\n\n")
	list, _, _ := strings.Cut(rest, "\n\n")
	return strings.Count("\n"+list, "\n- **")
}

// visibleText leaves out characters that have no look.
func visibleText(s string) string {
	return strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "", "\u200e", "", "\u200f", "", "\u2060", "").Replace(s)
}

// checkPages wants text inside the margins, and no heading at the foot of a page.
func checkPages(t rapid.TB, f *pdfFile) {
	t.Helper()
	for i, page := range f.pages {
		if foot := page.texts[0].text; i == 0 && foot != fmt.Sprintf("1 / %d", len(f.pages)) {
			t.Errorf("the foot of the first page is %q", foot)
		}
		texts := f.body(i)
		for _, text := range texts {
			if text.x < 50 || text.x > 540 || text.y < 60 || text.y > 800 {
				t.Errorf("page %d: outside of the margins: %v", i+1, text)
			}
		}
		if last := texts[len(texts)-1]; last.size > 11 && i+1 < len(f.pages) {
			t.Errorf("page %d ends with a heading: %v", i+1, last)
		}
	}
}

func TestPDFProperties(t *testing.T) {
	t.Parallel()
	ad := documentAd("# A title\n\n### Deep first\n\n## High\n\n### Deep\n\nWords\n\n## (High) \\\\\n", &jobad.Brief{
		Company: jobad.Company{Name: `Łódź (A) \`}, AsOf: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC),
	})
	f := readPDF(t, encode(t, formatNamed(t, "pdf"), ad))
	want := map[string]string{
		"Title": "A title", "Author": `Łódź (A) \`, "Subject": "Chef", "Keywords": `Chef, Łódź (A) \`, "Creator": "Rolewright",
		"Producer": "Rolewright", "CreationDate": "D:20260102000000", "ModDate": "D:20260102000000",
	}
	if diff := cmp.Diff(want, f.info); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Deep first", "High", " Deep", `(High) \`}, f.bookmarks); diff != "" {
		t.Errorf("bookmarks (-want +got):\n%s", diff)
	}
	ad.Locale = "en) /OpenAction (x"
	if f := readPDF(t, encode(t, formatNamed(t, "pdf"), ad)); f.language != "" {
		t.Errorf("the language is %q", f.language)
	}
}

// TestPDFDoesNothing wants no action in a file but links to the web and to mail.
func TestPDFDoesNothing(t *testing.T) {
	t.Parallel()
	data := encode(t, formatNamed(t, "pdf"), documentAd(
		"[a](javascript:x) [b](file:///x) [c](https://example.com/\\(a\\)) <mailto:a@example.com> <b@example.com> <ftp://example.com>", nil))
	for _, name := range []string{"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/SubmitForm", "/Filespec", "/EmbeddedFile "} {
		if bytes.Contains(data, []byte(name)) {
			t.Errorf("the file holds %s", name)
		}
	}
	want := []string{"https://example.com/(a)", "mailto:a@example.com", "mailto:b@example.com"}
	if diff := cmp.Diff(want, readPDF(t, data).pages[0].links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

func TestPDFNamesWhatItCannotShow(t *testing.T) {
	t.Parallel()
	for markdown, want := range map[string]string{
		"# 😀 a 😀 שלום":       "😀שלום",
		"- **a** *ب*":        "ب",
		"[経](<https://a.b>)": "経",
		strings.Repeat("一二三四五六七八九十百千万億", 2): "一二三四五六七八九十百千",
	} {
		var e *export.UnencodableError
		if err := formatNamed(t, "pdf").Encode(new(bytes.Buffer), documentAd(markdown, nil)); !errors.As(err, &e) {
			t.Errorf("%s: %v", markdown, err)
			continue
		}
		if string(e.Characters) != want || e.Format != "pdf" || !slices.Equal(e.Instead, []string{"docx", "html"}) {
			t.Errorf("%s: %+v; want %s", markdown, e, want)
		}
	}
	err := &export.UnencodableError{Format: "pdf", Characters: []rune("ש😀"), Instead: []string{"docx", "html"}}
	if want := "The format pdf has no glyph for U+05E9, U+1F600. Use docx or html, or other words."; err.Error() != want {
		t.Errorf("the error is %q", err)
	}
}

// glyphs are the characters that all four fonts have, as references so that none is markup.
func glyphs(t rapid.TB) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("fonts", "*.ttf"))
	if err != nil || len(files) != 4 {
		t.Fatalf("fonts %v, %v", files, err)
	}
	count := map[rune]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer sfnt.Buffer
		for r := '!'; r < 0xffff; r++ {
			if glyph, err := parsed.GlyphIndex(&buffer, r); err == nil && glyph != 0 && !unicode.IsSpace(r) && visibleText(string(r)) != "" {
				count[r]++
			}
		}
	}
	var b strings.Builder
	for _, r := range slices.Sorted(maps.Keys(count)) {
		if count[r] == len(files) {
			fmt.Fprintf(&b, "&#%d; ", r)
		}
	}
	return b.String()
}

// TestPDFShowsEveryGlyph writes every character that the fonts have, in each of them, by several at a time.
func TestPDFShowsEveryGlyph(t *testing.T) {
	t.Parallel()
	words := glyphs(t)
	if n := strings.Count(words, ";"); n < 1200 {
		t.Errorf("the fonts have %d characters in common", n)
	}
	ad := documentAd("# All\n\n"+words+"\n\n**"+words+"**\n\n*"+words+"*\n\n***"+words+"***\n", nil)
	format := formatNamed(t, "pdf")
	want := encode(t, format, ad)
	checkWords(t, readPDF(t, want), ad.Markdown)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			var b bytes.Buffer
			if err := format.Encode(&b, ad); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another file the next time, %v", err)
			}
		})
	}
	group.Wait()
}

// TestPDFPages wants pages that are as full as they can be, and lists that are not torn one by one.
func TestPDFPages(t *testing.T) {
	t.Parallel()
	for n := range 80 {
		markdown := "# Title\n\n" + strings.Repeat("Words in a line.\n\n", n) + "## Heading\n\n- one\n- two\n- three\n"
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), documentAd(markdown, nil)))
		checkPages(t, f)
		if last := f.body(len(f.pages) - 1); len(last) < 4 {
			t.Errorf("%d paragraphs: the last page has %v alone", n, last)
		}
		if len(f.pages) > n/25+1 {
			t.Errorf("%d paragraphs take %d pages", n, len(f.pages))
		}
	}
}

// TestPDFLeadsIntoLists wants no page to end with the line that leads into a list, or with a heading above it.
func TestPDFLeadsIntoLists(t *testing.T) {
	t.Parallel()
	for n := range 60 {
		markdown := "# Title\n\n" + strings.Repeat("Words in a line.\n\n", n) + "## Heading\n\nAs follows:\n\n1. one\n2. two\n3. three\n" +
			strings.Repeat("\nWords in a line.\n", 15)
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), documentAd(markdown, nil)))
		checkPages(t, f)
		for i := range f.pages[:len(f.pages)-1] {
			texts := f.body(i)
			if last := texts[len(texts)-1]; last.text == "As follows:" {
				t.Errorf("%d paragraphs: page %d ends with %v", n, i+1, last)
			}
		}
	}
}

// TestPDFShortEnds wants no page to begin with the last line of a section.
func TestPDFShortEnds(t *testing.T) {
	t.Parallel()
	for n := range 60 {
		markdown := "# Title\n\n" + strings.Repeat("Words in a line.\n\n", n) + "So it ends.\n\n## Heading\n\n" +
			strings.Repeat("Words in a line.\n\n", 15)
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), documentAd(markdown, nil)))
		checkPages(t, f)
		for i := range f.pages {
			if first := f.body(i)[0]; first.text == "So it ends." {
				t.Errorf("%d paragraphs: page %d begins with %v", n, i+1, first)
			}
		}
	}
}

// TestPDFLongTexts breaks what is longer than a line or a page.
func TestPDFLongTexts(t *testing.T) {
	t.Parallel()
	for name, markdown := range map[string]string{
		"word":       "# " + strings.Repeat("Donaudampfschiff", 40) + "\n",
		"paragraph":  "# A\n\n" + strings.Repeat("so many words ", 2000) + "\n",
		"item":       "# A\n\n1. " + strings.Repeat("so many words ", 2000) + "\n\n- last\n",
		"headings":   "# A\n\n" + strings.Repeat("## Only a heading\n\n", 200),
		"address":    "# A\n\n<https://example.com/" + strings.Repeat("path/", 100) + ">\n",
		"fact":       "# A\n\n- **Pay:** " + strings.Repeat("a lot of money, ", 300) + "\n- **Place:** here\n",
		"deep lists": "# A\n\n" + deepList(20) + "\n",
	} {
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), documentAd(markdown, nil)))
		checkWords(t, f, markdown)
		for i := range f.pages {
			for _, text := range f.body(i) {
				if text.x < 50 || text.x > 540 || text.y < 60 || text.y > 800 {
					t.Errorf("%s, page %d: outside of the margins: %v", name, i+1, text)
				}
			}
		}
	}
}

// TestPDFNumbers wants the numbers of lists inside the margin, and all items of one at the same place behind them.
func TestPDFNumbers(t *testing.T) {
	t.Parallel()
	for markdown, depth := range map[string]int{
		"8. item\n9. item\n10. item\n": 1, "999. item\n1000. item\n": 1, "999999999. item\n": 1,
		"100. item\n     - item\n\n       1000. item\n": 3,
	} {
		f := readPDF(t, encode(t, formatNamed(t, "pdf"), documentAd("# A\n\nmargin\n\n"+markdown, nil)))
		texts := f.body(0)[1:] // behind the title
		items := map[float64]bool{}
		for i, text := range texts[1:] {
			before := texts[i]
			if text.x < texts[0].x || text.text == "item" && text.x <= before.x {
				t.Errorf("%q: %v is too far left, behind %v", markdown, text, before)
			}
			if text.text == "item" {
				items[text.x] = true
			}
		}
		if len(items) != depth {
			t.Errorf("%q: items begin at %v, want %d places", markdown, items, depth)
		}
	}
}

func deepList(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- level " + strconv.Itoa(i) + "\n")
	}
	return b.String()
}

// FuzzPDF wants a file that says what the Markdown says, or a refusal that names what has no glyph.
func FuzzPDF(f *testing.F) {
	for _, ad := range documentAds(f) {
		f.Add(ad.Markdown, ad.Title, ad.Brief.Company.Name, ad.Locale)
	}
	f.Add("# a\n\n- **b** c\n\n---\n1) d\\\ne", "(\\", "\xff\r\n", "en\\")
	format := formatNamed(f, "pdf")
	f.Fuzz(func(t *testing.T, markdown, title, company, locale string) {
		if len(markdown) > jobad.MaxAbout || len(title)+len(company) > jobad.MaxAbout {
			t.Skip("longer than callers' words can be")
		}
		ad := documentAd(strings.ToValidUTF8(markdown, ""), &jobad.Brief{Company: jobad.Company{Name: company}})
		ad.Title, ad.Locale = title, locale
		start := time.Now()
		var b bytes.Buffer
		err := format.Encode(&b, ad)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("took %v", took)
		}
		var e *export.UnencodableError
		if errors.As(err, &e) && len(e.Characters) > 0 {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if b.Len() > 150_000+60*len(markdown) {
			t.Errorf("%d bytes from %d", b.Len(), len(markdown))
		}
		file := readPDF(t, b.Bytes())
		var got strings.Builder
		for i := range file.pages {
			for _, text := range file.body(i) {
				if text.text != "•" {
					got.WriteString(text.text)
				}
			}
		}
		want := says(t, ad.Markdown, func(int) string { return "" })
		if !sameWords(want, got.String()) {
			t.Errorf("(-Markdown +PDF):\n%s", cmp.Diff(want, got.String()))
		}
	})
}

// sameWords compares texts without regard to the order of their characters and to marks of lists, since labels and
// what they are stand side by side.
func sameWords(markdown, pdf string) bool {
	count := func(s string) map[rune]int {
		counts := map[rune]int{}
		for _, r := range squeezed(s) {
			if unicode.IsLetter(r) {
				counts[r]++
			}
		}
		return counts
	}
	return maps.Equal(count(markdown), count(pdf))
}
