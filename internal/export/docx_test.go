package export_test

import (
	"bytes"
	"encoding/xml"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/contract"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

// TestDOCX compares the parts that depend on the ad with golden files.
func TestDOCX(t *testing.T) {
	t.Parallel()
	for name, ad := range documentAds(t) {
		parts := unzip(t, encode(t, formatNamed(t, "docx"), ad))
		checkPackage(t, parts)
		if got, want := docxText(t, parts["word/document.xml"]), says(t, ad.Markdown, func(int) string { return "" }); got != want {
			t.Errorf("%s (-Markdown +document):\n%s", name, cmp.Diff(want, got))
		}
		var dump strings.Builder
		for _, part := range []string{"docProps/core.xml", "word/_rels/document.xml.rels", "word/header.xml", "word/document.xml"} {
			dump.WriteString("== " + part + "\n" + strings.ReplaceAll(string(parts[part]), "</w:p>", "</w:p>\n"))
		}
		golden.Equal(t, filepath.Join("testdata", "docx", name+".txt"), []byte(dump.String()))
	}
}

// unzip reads a package.
func unzip(t rapid.TB, data []byte) map[string][]byte {
	t.Helper()
	parts, err := contract.Parts(data)
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// checkPackage wants parts to be well-formed, and relationships to lead to a part or to a web address.
func checkPackage(t rapid.TB, parts map[string][]byte) {
	t.Helper()
	used := map[string]bool{}
	for name, part := range parts {
		for _, e := range elements(t, name, part) {
			for _, a := range e.Attr {
				if a.Name.Space == "http://schemas.openxmlformats.org/officeDocument/2006/relationships" {
					used[a.Value] = true
				}
				if e.Name.Local == "Override" && a.Name.Local == "PartName" && parts[strings.TrimPrefix(a.Value, "/")] == nil {
					t.Errorf("there is no part %s", a.Value)
				}
			}
		}
	}
	for name, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		for _, e := range elements(t, name, parts[name])[1:] {
			r := map[string]string{}
			for _, a := range e.Attr {
				r[a.Name.Local] = a.Value
			}
			scheme, _, _ := strings.Cut(r["Target"], ":")
			switch {
			case r["TargetMode"] == "External" && (scheme != "http" && scheme != "https" && scheme != "mailto" || !used[r["Id"]]):
				t.Errorf("relationship %v", r)
			case r["TargetMode"] == "" && parts[path.Join(folder, r["Target"])] == nil:
				t.Errorf("no part for relationship %v", r)
			}
			delete(used, r["Id"])
		}
	}
	if len(used) > 0 {
		t.Errorf("no relationship has the ids %v", used)
	}
}

// elements are those of a part in their order.
func elements(t rapid.TB, name string, part []byte) []xml.StartElement {
	t.Helper()
	all, err := contract.Elements(part)
	if err != nil {
		t.Fatalf("%s: %v in %q", name, err, part)
	}
	return all
}

// docxText is what the text of a document says.
func docxText(t rapid.TB, part []byte) string {
	t.Helper()
	var document struct {
		Paragraphs []struct {
			Inner []byte `xml:",innerxml"`
		} `xml:"body>p"`
	}
	if err := xml.Unmarshal(part, &document); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range document.Paragraphs {
		decoder := xml.NewDecoder(bytes.NewReader(p.Inner))
		for {
			token, err := decoder.Token()
			if err != nil {
				break // the end: the part was read before
			}
			if text, ok := token.(xml.CharData); ok {
				b.Write(text)
			}
		}
	}
	return squeezed(b.String())
}

func TestDOCXPaper(t *testing.T) {
	t.Parallel()
	const letter, a4 = `w:w="12240" w:h="15840"`, `w:w="11906" w:h="16838"`
	for name, c := range map[string]struct {
		brief *jobad.Brief
		want  string
	}{
		"no brief":        {nil, a4},
		"no place":        {&jobad.Brief{}, a4},
		"Germany":         {&jobad.Brief{Places: []jobad.Place{{Country: "DE"}, {Country: "US"}}}, a4},
		"Canada":          {&jobad.Brief{Places: []jobad.Place{{Country: "CA"}}, RemoteFrom: []string{"DE"}}, letter},
		"remote US state": {&jobad.Brief{RemoteFrom: []string{"US-CO", "DE"}}, letter},
		"remote UK":       {&jobad.Brief{RemoteFrom: []string{"GB"}}, a4},
	} {
		parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd("# A\n", c.brief)))
		if !strings.Contains(string(parts["word/document.xml"]), c.want) {
			t.Errorf("%s: %s", name, parts["word/document.xml"])
		}
	}
}

// TestDOCXNumbersBeginAnew wants each numbered list to have a number of its own.
func TestDOCXNumbersBeginAnew(t *testing.T) {
	t.Parallel()
	parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd("1. a\n2. b\n\nthen\n\n7. c\n   1. d\n", nil)))
	numbering := string(parts["word/numbering.xml"])
	for _, want := range []string{
		`w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>`,
		`w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>`,
		`w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/>`,
	} {
		if !strings.Contains(numbering, want) {
			t.Errorf("no %s in %s", want, numbering)
		}
	}
	for id, want := range map[string]int{"2": 2, "3": 1, "4": 1, "5": 0} {
		if got := strings.Count(string(parts["word/document.xml"]), `<w:numId w:val="`+id+`"/>`); got != want {
			t.Errorf("list %s has %d items; want %d", id, got, want)
		}
	}
}

// TestDOCXMarks wants marks to be set by their middles, which no direction moves, where an item reads from right to left.
func TestDOCXMarks(t *testing.T) {
	t.Parallel()
	for markdown, want := range map[string]string{
		"- a": "left", "ש\n\n1. a": "left", "- a\n\n  ש": "left", "- a\n- ש": "center", "1. ש": "center",
	} {
		parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd(markdown, nil)))
		if got := strings.Count(string(parts["word/numbering.xml"]), `<w:lvlJc w:val="`+want+`"/>`); got != 18 {
			t.Errorf("%q: %d levels have marks set by their %s, want all 18", markdown, got, want)
		}
	}
}

// TestDOCXDirections marks paragraphs and words that read from right to left.
func TestDOCXDirections(t *testing.T) {
	t.Parallel()
	for markdown, want := range map[string]string{
		"one 2":         "one 2",
		"שלום":          "bidi rtl{שלום}",
		"שלום 12, hi!":  "bidi rtl{שלום 12, }hirtl{!}",
		"say שלום עולם": "say rtl{שלום עולם}",
		"(שלום) world":  "bidi rtl{(שלום) }world",
		"a **ש b** c":   "a rtl{ש} b c",
		"12":            "12",
	} {
		parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd(markdown, nil)))
		if got := directions(t, parts["word/document.xml"]); got != want {
			t.Errorf("%q is %q; want %q", markdown, got, want)
		}
	}
}

// TestDOCXKeeps tells which paragraphs stay on the page of the next.
func TestDOCXKeeps(t *testing.T) {
	t.Parallel()
	for markdown, want := range map[string]string{
		"a\n\nb:\n\n- c\n- d\n- e\n\nf:\n\n1. g\n": "b: c d f:",
		"a\n\nb\n\nc\n\n## d\n\ne\n":               "b", // a heading has it in its style
		"a\n\n" + strings.Repeat("b ", 41):         "",
		"- a\n- b\n- c\n- d\n\ne\n":                "a c d",
	} {
		parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd(markdown, nil)))
		var kept []string
		for p := range strings.SplitSeq(string(parts["word/document.xml"]), "</w:p>") {
			if _, words, ok := strings.Cut(p, "<w:keepNext/>"); ok {
				_, words, _ = strings.Cut(words, `<w:t xml:space="preserve">`)
				words, _, _ = strings.Cut(words, "<")
				kept = append(kept, words)
			}
		}
		if got := strings.Join(kept, " "); got != want {
			t.Errorf("%q keeps %q, want %q", markdown, got, want)
		}
	}
}

// TestDOCXOrderOfProperties wants w:bidi where the standard has it: before the spacing and the indent of a paragraph.
func TestDOCXOrderOfProperties(t *testing.T) {
	t.Parallel()
	parts := unzip(t, encode(t, formatNamed(t, "docx"), documentAd("- a\n\n  ש\n\nש\n\nb\n", nil)))
	for _, want := range []string{
		`<w:pPr><w:pStyle w:val="ListContinue"/><w:bidi/><w:ind w:left="360"/></w:pPr>`,
		`<w:pPr><w:keepNext/><w:bidi/><w:spacing w:before="120"/></w:pPr>`,
		`<w:p><w:r><w:t xml:space="preserve">b</w:t>`,
	} {
		if !strings.Contains(string(parts["word/document.xml"]), want) {
			t.Errorf("no %s in %s", want, parts["word/document.xml"])
		}
	}
}

// directions is the text of a document with what it says of directions.
func directions(t rapid.TB, part []byte) string {
	t.Helper()
	var document struct {
		Bidi *struct{} `xml:"body>p>pPr>bidi"`
		Runs []struct {
			RTL  *struct{} `xml:"rPr>rtl"`
			Text string    `xml:"t"`
		} `xml:"body>p>r"`
	}
	if err := xml.Unmarshal(part, &document); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	if document.Bidi != nil {
		got.WriteString("bidi ")
	}
	for _, r := range document.Runs {
		if r.RTL != nil {
			r.Text = "rtl{" + r.Text + "}"
		}
		got.WriteString(r.Text)
	}
	return got.String()
}

// FuzzDOCX wants a valid package that says what the Markdown says, whatever that is.
func FuzzDOCX(f *testing.F) {
	for _, ad := range documentAds(f) {
		f.Add(ad.Markdown, ad.Title, ad.Brief.Company.Name, ad.Locale)
	}
	f.Add("1. a\n\n   > - b\n   >   c\n2)d", "\xff", "]]>", `"<`)
	format := formatNamed(f, "docx")
	f.Fuzz(func(t *testing.T, markdown, title, company, locale string) {
		if len(markdown) > jobad.MaxAbout {
			t.Skip("longer than Markdown of callers can be")
		}
		ad := documentAd(strings.ToValidUTF8(markdown, ""), &jobad.Brief{Company: jobad.Company{Name: company}})
		ad.Title, ad.Locale = title, locale
		start := time.Now()
		data := encode(t, format, ad)
		if took := time.Since(start); took > time.Second {
			t.Errorf("took %v", took)
		}
		if len(data) > 20_000+40*len(markdown)+4*len(title+company) {
			t.Errorf("%d bytes from %d", len(data), len(markdown))
		}
		parts := unzip(t, data)
		checkPackage(t, parts)
		if got, want := docxText(t, parts["word/document.xml"]), says(t, ad.Markdown, func(int) string { return "" }); got != want {
			t.Errorf("(-Markdown +document):\n%s", cmp.Diff(want, got))
		}
	})
}
