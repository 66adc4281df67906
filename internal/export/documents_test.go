package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
)

// documentAds are the ads that documents are made of in tests, by the name of their Markdown in testdata/documents.
func documentAds(t rapid.TB) map[string]*jobad.Ad {
	t.Helper()
	ads := map[string]*jobad.Ad{}
	for name, brief := range map[string]*jobad.Brief{
		"full":    {Company: jobad.Company{Name: "Acme GmbH"}, Places: []jobad.Place{{City: "Berlin", Country: "DE"}}},
		"minimal": {Company: jobad.Company{Name: "Acme"}, RemoteFrom: []string{"US-CO"}},
		"scripts": {Company: jobad.Company{Name: "Ταβέρνα «Ёлка» Łódź"}, Places: []jobad.Place{{Country: "CR"}, {Country: "GR"}}},
		"hostile": {Company: jobad.Company{Name: "شركة <&> ]]> 😀 \x02"}},
	} {
		markdown, err := os.ReadFile(filepath.Join("testdata", "documents", name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		brief.AsOf = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
		ads[name] = documentAd(string(markdown), brief)
	}
	return ads
}

// documentAd is an ad of Markdown. Its title is its first line, as templates have it.
func documentAd(markdown string, brief *jobad.Brief) *jobad.Ad {
	title, _, _ := strings.Cut(strings.TrimPrefix(markdown, "# "), "\n")
	return &jobad.Ad{
		Title: title, Role: jobad.AdRole{Slug: "chef", Title: "Chef", Family: "hospitality"}, Level: jobad.Mid,
		Locale: "en", Markdown: markdown, Brief: brief,
	}
}

func fullAd(t rapid.TB) *jobad.Ad {
	t.Helper()
	return documentAds(t)["full"]
}

// says is what Markdown says to a reader of its HTML, without white space. Items of lists begin with mark, which gets
// the number of an item, or 0 for a bullet.
func says(t rapid.TB, markdown string, mark func(int) string) string {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	numbers := map[*html.Node]int{}
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Data == "img":
			b.WriteString(attribute(n, "alt"))
		case n.Data == "ol":
			numbers[n] = 1
			if start := attribute(n, "start"); start != "" {
				numbers[n], _ = strconv.Atoi(start)
			}
		case n.Data == "li" && visible(n):
			b.WriteString(mark(numbers[n.Parent]))
		}
		if n.Data == "li" && n.Parent.Data == "ol" {
			numbers[n.Parent]++
		}
	}
	return squeezed(b.String())
}

// visible reports whether there are words below n.
func visible(n *html.Node) bool {
	for below := range n.Descendants() {
		if below.Type == html.TextNode && squeezed(below.Data) != "" {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// squeezed is text without white space and what cannot be shown.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return -1
		case unicode.Is(unicode.Noncharacter_Code_Point, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
