package export_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

func ad() *jobad.Ad {
	return &jobad.Ad{
		Title: `Cook & "Chef" <b>`, Role: jobad.AdRole{Slug: "chef", Title: "Chef", Family: "hospitality"},
		Level: jobad.Mid, Template: "standard", Locale: "en",
		Markdown: "# Cook\n\n- \\<b>\n", HTML: "<h1>Cook</h1>\n<ul>\n<li>&lt;b&gt;</li>\n</ul>\n", Text: "Cook\n\n- <b>\n",
		Words: 2, Questions: []jobad.Question{},
		Review: jobad.Review{
			Score: 94, Metrics: jobad.Metrics{Words: 2, Gender: jobad.Coding{Masculine: []string{}, Feminine: []string{}, Coding: "empty"}},
			Findings: []jobad.Finding{{
				Rule: "structure/no-pay", Category: "structure", Severity: jobad.SeveritySuggestion, Message: "No pay & more.",
				Evidence: jobad.EvidencePractice, Citation: "Practice", Pointer: "/pay", Suggestions: []string{},
			}},
			Duties: []jobad.Duty{}, Notice: "This is not legal advice.",
		},
		Sections:   []jobad.Section{{ID: "facts", Lines: []jobad.Line{{Text: "<b>", Source: "brief:/team"}}}},
		JobPosting: posting(),
		Brief:      &jobad.Brief{Role: "chef", Company: jobad.Company{Name: "Bistro"}, Team: "<b>"},
	}
}

func encode(t rapid.TB, f export.Format, a *jobad.Ad) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("before ")
	if err := f.Encode(&b, a); err != nil {
		t.Fatal(err)
	}
	got, ok := bytes.CutPrefix(b.Bytes(), []byte("before "))
	if !ok {
		t.Fatalf("%s does not append", f.Name)
	}
	return got
}

func format(t *testing.T, name string) export.Format {
	t.Helper()
	formats := export.Formats()
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("there is no format %s", name)
	}
	return formats[i]
}

// TestFormats holds what every format must do. A format without a golden file fails.
func TestFormats(t *testing.T) {
	t.Parallel()
	var names, types []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
		if !f.ByNameOnly {
			types = append(types, f.MediaType)
		}
		if f.Title == "" || f.About == "" || f.Extension == "" || f.Parts == 0 {
			t.Errorf("%s is not described in full: %+v", f.Name, f)
		}
		got := encode(t, f, ad())
		if !bytes.Equal(got, encode(t, f, ad())) {
			t.Errorf("%s is not the same twice", f.Name)
		}
		path := filepath.Join("testdata", "ad."+f.Extension)
		if f.ByNameOnly {
			path = filepath.Join("testdata", f.Name, "ad."+f.Extension)
		}
		if !f.Document { // those have tests of their own, which look into the file
			golden.Equal(t, path, got)
		}
	}
	if names[0] != "json" {
		t.Errorf("the default is %s; want json", names[0])
	}
	for _, list := range [][]string{names, types} {
		slices.Sort(list)
		if n := len(list); len(slices.Compact(list)) != n {
			t.Errorf("something is there twice: %v", list)
		}
	}
}

func TestPartsAreEnough(t *testing.T) {
	t.Parallel()
	for _, f := range export.Formats() {
		less := ad()
		if !f.Parts.Has(jobad.Markdown) {
			less.Markdown = ""
		}
		if !f.Parts.Has(jobad.HTML) {
			less.HTML = ""
		}
		if !f.Parts.Has(jobad.Text) {
			less.Text = ""
		}
		if !f.Parts.Has(jobad.Sections) {
			less.Sections = nil
		}
		if !f.Parts.Has(jobad.Posting) {
			less.JobPosting = nil
		}
		if !f.Parts.Has(jobad.Details) {
			less.Questions, less.Words = nil, 0
		}
		if diff := cmp.Diff(string(encode(t, f, ad())), string(encode(t, f, less))); diff != "" {
			t.Errorf("%s reads parts that it does not ask for:\n%s", f.Name, diff)
		}
	}
}

func TestJSONReadsBack(t *testing.T) {
	t.Parallel()
	var got jobad.Ad
	if err := json.Unmarshal(encode(t, export.Formats()[0], ad()), &got); err != nil {
		t.Fatal(err)
	}
	want := ad()
	want.Brief = nil // not a part of the reply
	if diff := cmp.Diff(want, &got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	page := encode(t, format(t, "html"), ad())
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			found[n.Data] = ""
			if n.Data == "html" && len(n.Attr) == 1 {
				found["lang"] = n.Attr[0].Val
			}
			if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
				found[n.Data] = n.FirstChild.Data
			}
		}
	}
	if data := string(encode(t, format(t, "jsonld"), ad())); found["script"]+"\n" != data {
		t.Errorf("the page holds %s, want %s", found["script"], data)
	}
	if found["title"] != ad().Title || found["lang"] != "en" || found["li"] != "<b>" {
		t.Errorf("title %q, lang %q, item %q", found["title"], found["lang"], found["li"])
	}
	for _, element := range []string{"link", "img", "iframe", "b"} {
		if _, ok := found[element]; ok {
			t.Errorf("the page holds <%s>", element)
		}
	}
	if strings.Contains(strings.Replace(string(page), "https://schema.org", "", 1), "http") {
		t.Error("the page names another address")
	}
}

// TestPageDirection wants marks of lists that go with the direction of items only where something reads from right to left.
func TestPageDirection(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"Cook": false, "Größe – 料理人 😀 Ёлка €": false, "\xd7": false, "\u0589": false, "עברית": true, "Go و C": true, "ﬡ": true, "𐤀": true, "𞤀": true,
	} {
		a := ad()
		a.HTML = "<ul>\n<li>" + words + "</li>\n</ul>\n"
		page := string(encode(t, format(t, "html"), a))
		if got := strings.Contains(page, "::before"); got != want {
			t.Errorf("%q: marks of its own %v, want %v", words, got, want)
		}
	}
}
