package render_test

import (
	"os"
	"strconv"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := render.New(os.DirFS(templates)); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkFill(b *testing.B, want jobad.Parts, size func(*jobad.Ad) int) {
	b.Helper()
	r := renderer(b)
	layout, c := template(b, r, "standard"), realistic(r)
	b.SetBytes(int64(size(fill(b, r, layout, c))))
	b.ReportAllocs()
	var ad jobad.Ad
	for b.Loop() {
		if err := r.Fill(&ad, layout, c, want); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFillMarkdown(b *testing.B) {
	benchmarkFill(b, jobad.Markdown, func(ad *jobad.Ad) int { return len(ad.Markdown) })
}

func BenchmarkFillHTML(b *testing.B) {
	benchmarkFill(b, jobad.HTML, func(ad *jobad.Ad) int { return len(ad.HTML) })
}

func BenchmarkFillText(b *testing.B) {
	benchmarkFill(b, jobad.Text, func(ad *jobad.Ad) int { return len(ad.Text) })
}

func BenchmarkFillSections(b *testing.B) {
	benchmarkFill(b, jobad.Details, func(ad *jobad.Ad) int {
		n := 0
		for _, s := range ad.Sections {
			for _, l := range s.Lines {
				n += len(l.Text)
			}
		}
		return n
	})
}

// BenchmarkShapeMiss lays out a shape that is not in the cache, every time.
func BenchmarkShapeMiss(b *testing.B) {
	r := renderer(b)
	layout := template(b, r, "standard")
	c := realistic(r)
	b.SetBytes(int64(len(fill(b, r, layout, c).Markdown)))
	b.ReportAllocs()
	var ad jobad.Ad
	for i := 0; b.Loop(); i++ {
		if err := r.Fill(&ad, layout, shaped(c, i), jobad.Markdown); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBlockMiss reads a block of Markdown that is not in the cache, every time.
func BenchmarkBlockMiss(b *testing.B) {
	r := renderer(b)
	b.SetBytes(int64(len(about)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.Block(about+strconv.Itoa(i), "brief:/company/about")
	}
}

const about = "Acme runs online shops for **bakeries**, from the first order to the last delivery.\n\n- 120 people\n- [More](https://example.com)\n\nAnd "
