package render_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

const templates = "../../templates"

// failer is what *testing.T, *testing.B and *rapid.T have in common.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// shared is the renderer of all tests that do not need one of their own: it takes time to make.
var shared = sync.OnceValues(func() (*render.Renderer, error) { return render.New(os.DirFS(templates)) })

func renderer(t testing.TB) *render.Renderer {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func template(t failer, r *render.Renderer, name string) *render.Template {
	t.Helper()
	layout, ok := r.Template(name)
	if !ok {
		t.Fatalf("no template %s", name)
	}
	return layout
}

func fill(t failer, r *render.Renderer, layout *render.Template, c *render.Content) *jobad.Ad {
	t.Helper()
	ad := &jobad.Ad{}
	if err := r.Fill(ad, layout, c, jobad.Everything); err != nil {
		t.Fatalf("fill %s: %v", layout.Name, err)
	}
	return ad
}

// sourceOf is the source that tests give the i-th leaf of f: no two are equal.
func sourceOf(f render.Field, i int) string {
	return "brief:/" + strings.ReplaceAll(render.FieldName(f), ".", "/") + "/" + strconv.Itoa(i)
}

// clean makes of s a line as the API lets it through: valid, printable and without white space at its ends.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || !unicode.IsControl(r) && !unicode.Is(unicode.Bidi_Control, r) && r != '\u2028' && r != '\u2029' &&
			r&0xFFFE != 0xFFFE && r != unicode.ReplacementChar && (r < 0xFDD0 || r > 0xFDEF) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimFunc(s, unicode.IsSpace)
}

// cleanBlock does the same for a block of Markdown.
func cleanBlock(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\t' {
				return r
			}
			if clean("a"+string(r)+"a") == "aa" {
				return -1
			}
			return r
		}, strings.ToValidUTF8(line, ""))
	}
	s = strings.TrimFunc(strings.Join(lines, "\n"), unicode.IsSpace)
	if len(s) > jobad.MaxAbout {
		return strings.TrimFunc(strings.ToValidUTF8(s[:jobad.MaxAbout], ""), unicode.IsSpace)
	}
	return s
}

func toHTML(t failer, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &b); err != nil {
		t.Fatalf("goldmark: %v", err)
	}
	return b.String()
}

// readHTML gives the text of a page and its elements with their attributes, in order, as a browser's parser sees them.
func readHTML(t failer, page string) (text string, elements []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<!doctype html><body>" + page))
	if err != nil {
		t.Fatalf("parse HTML: %v", err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode || n.Type == html.CommentNode {
			elements = append(elements, fmt.Sprint(n.Data, n.Attr))
		}
	}
	return b.String(), elements
}

// isLine reports whether f holds lines of text, not addresses, blocks or a condition.
func isLine(f render.Field) bool {
	return !slices.Contains([]render.Field{
		render.ApplyURL, render.ApplyEmail, render.AboutWebsite, render.AboutText, render.Encouragement,
	}, f)
}

// plainTwin is c with a word of letters and digits in place of each plain leaf, and those words by their source.
func plainTwin(c *render.Content) (twin *render.Content, byWord map[string]render.Leaf) {
	twin, byWord = &render.Content{}, map[string]render.Leaf{}
	for f := range c {
		for _, leaf := range c[f] {
			word := "q" + strconv.Itoa(len(byWord)) + "q"
			byWord[word] = leaf
			if isLine(render.Field(f)) {
				leaf = render.Plain(word, leaf.Source)
			}
			twin[f] = append(twin[f], leaf)
		}
	}
	return twin, byWord
}

// checkAd holds an ad with the words of c against everything that is promised of it.
func checkAd(t failer, r *render.Renderer, layout *render.Template, c *render.Content) {
	t.Helper()
	ad := fill(t, r, layout, c)
	markdown, page, err := layout.Ordinary(c)
	if err != nil {
		t.Fatalf("%s: %v", layout.Name, err)
	}
	if diff := cmp.Diff(markdown, ad.Markdown); diff != "" {
		t.Errorf("%s: Markdown rendered and filled (-rendered +filled):\n%s", layout.Name, diff)
	}
	if diff := cmp.Diff(page, ad.HTML); diff != "" {
		t.Errorf("%s: HTML rendered and filled (-rendered +filled):\n%s", layout.Name, diff)
	}
	if diff := cmp.Diff(toHTML(t, ad.Markdown), ad.HTML); diff != "" {
		t.Errorf("%s: HTML of the Markdown and of the ad (-Markdown +ad):\n%s", layout.Name, diff)
	}
	checkWords(t, r, layout, c, ad)
}

// checkWords compares an ad with one of the same shape whose words are harmless.
func checkWords(t failer, r *render.Renderer, layout *render.Template, c *render.Content, ad *jobad.Ad) {
	t.Helper()
	twin, byWord := plainTwin(c)
	harmless := fill(t, r, layout, twin)
	words := regexp.MustCompile(`q\d+q`)
	if len(c[render.AboutText]) > 0 && words.MatchString(c[render.AboutText][0].Text) {
		return // it cannot be told from a harmless word
	}
	put := func(text string) string {
		return words.ReplaceAllStringFunc(text, func(word string) string { return byWord[word].Text })
	}
	text, elements := readHTML(t, ad.HTML)
	plainHTML, plainElements := readHTML(t, harmless.HTML)
	if diff := cmp.Diff(plainElements, elements); diff != "" {
		t.Errorf("%s: words became elements (-harmless +these):\n%s", layout.Name, diff)
	}
	if diff := cmp.Diff(put(plainHTML), text); diff != "" {
		t.Errorf("%s: text in the HTML (-want +got):\n%s", layout.Name, diff)
	}
	if diff := cmp.Diff(put(harmless.Text), ad.Text); diff != "" {
		t.Errorf("%s: plain text (-want +got):\n%s", layout.Name, diff)
	}
	if diff := cmp.Diff(putSections(harmless.Sections, put), ad.Sections); diff != "" {
		t.Errorf("%s: sections (-want +got):\n%s", layout.Name, diff)
	}
	checkSources(t, layout, harmless, byWord)
}

func putSections(sections []jobad.Section, put func(string) string) []jobad.Section {
	all := make([]jobad.Section, len(sections))
	for i, s := range sections {
		all[i] = jobad.Section{ID: s.ID, Heading: put(s.Heading), Lines: make([]jobad.Line, len(s.Lines))}
		for j, l := range s.Lines {
			all[i].Lines[j] = jobad.Line{Text: put(l.Text), Source: l.Source, HTML: l.HTML}
		}
	}
	return all
}

// checkSources wants the words of the plain text in the lines of the sections, each once, in the same order and with
// its source. Titles and headings are no lines.
func checkSources(t failer, layout *render.Template, harmless *jobad.Ad, byWord map[string]render.Leaf) {
	t.Helper()
	words := regexp.MustCompile(`q\d+q`)
	headings := map[string]int{}
	title, _, _ := strings.Cut(harmless.Markdown, "\n")
	for _, word := range words.FindAllString(title, -1) {
		headings[word]++
	}
	var got []string
	for _, s := range harmless.Sections {
		for _, word := range words.FindAllString(s.Heading, -1) {
			headings[word]++
		}
		for _, l := range s.Lines {
			for _, word := range words.FindAllString(l.Text, -1) {
				got = append(got, word)
				if l.Source != byWord[word].Source {
					t.Errorf("%s: line %q has the source %s, want %s", layout.Name, l.Text, l.Source, byWord[word].Source)
				}
			}
		}
	}
	var want []string
	for _, word := range words.FindAllString(harmless.Text, -1) {
		if headings[word] > 0 {
			headings[word]--
			continue
		}
		want = append(want, word)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: words of the text that are in lines (-want +got):\n%s", layout.Name, diff)
	}
}
