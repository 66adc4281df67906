package catalog_test

import (
	"os"
	"strings"
	"testing"

	"rolewright/internal/catalog"
)

func benchSearch(b *testing.B, query string) {
	c := shipped(b)
	c.Search(query)
	b.ReportAllocs()
	for b.Loop() {
		c.Search(query)
	}
}

func BenchmarkSearchWord(b *testing.B) { benchSearch(b, "nurse") }

func BenchmarkSearchNeed(b *testing.B) {
	benchSearch(b, "someone who keeps our Kubernetes cluster running")
}

func BenchmarkSearchTypos(b *testing.B) {
	benchSearch(b, "recptionist accountnt develper mechanicl nurce")
}

// BenchmarkSearchLongest has as many words as the API takes.
func BenchmarkSearchLongest(b *testing.B) {
	benchSearch(b, strings.Repeat("plan write the tests for servers, xqzwj ", 5))
}

// BenchmarkMatch reads 4,000 characters that are nothing but lines of roles.
func BenchmarkMatch(b *testing.B) {
	c := shipped(b)
	text := longText(c)
	c.Match(text)
	b.ReportAllocs()
	for b.Loop() {
		c.Match(text)
	}
}

// longText is 4,000 characters of what different roles do.
func longText(c *catalog.Catalog) string {
	var text strings.Builder
	for i := range c.Roles() {
		text.WriteString(c.Roles()[i].Responsibilities[0] + ". ")
	}
	return text.String()[:4000]
}

// BenchmarkSearchIndex makes the index, which the first search of a catalog waits for.
func BenchmarkSearchIndex(b *testing.B) {
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		c, err := catalog.Parse("roles.yaml", data)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		c.Search("nurse")
	}
}
