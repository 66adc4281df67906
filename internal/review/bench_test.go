package review_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rolewright/internal/review"
)

// BenchmarkReview measures an ad of 600 words, and texts of 1 KB to 1 MB: the cost per byte must not grow. The hostile ones
// have 64 KB each.
func BenchmarkReview(b *testing.B) {
	data, err := os.ReadFile("../../api/testdata/ads/backend-engineer/senior.detailed.md")
	if err != nil {
		b.Fatal(err)
	}
	ad := string(data)
	bench(b, "600_words", withWords(ad, 600))
	for _, size := range []int{1 << 10, 16 << 10, 256 << 10, 1 << 20} {
		text := strings.Repeat(ad, size/len(ad)+1)[:size]
		bench(b, fmt.Sprintf("%dKB", size>>10), strings.ToValidUTF8(text, ""))
	}
	for _, name := range slices.Sorted(maps.Keys(hostile())) {
		unit := hostile()[name]
		bench(b, "hostile_"+name, strings.Repeat(unit, 64<<10/len(unit)))
	}
}

func bench(b *testing.B, name, text string) {
	b.Helper()
	r := reviewer()
	b.Run(name, func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			r.Review(&review.Input{Text: text})
		}
	})
}

// withWords is the beginning of an ad, repeated as needed, of n words.
func withWords(ad string, n int) string {
	ad = strings.Repeat(ad, 1+n/len(strings.Fields(ad)))
	at := 0
	for range n {
		at += strings.IndexFunc(ad[at:], func(r rune) bool { return !unicode.IsSpace(r) })
		at += strings.IndexFunc(ad[at:], unicode.IsSpace)
	}
	return ad[:at]
}

// hostile are texts that, repeated, have made other readers of text slow.
func hostile() map[string]string {
	return map[string]string{
		"brackets":  "[",
		"links":     "](",
		"images":    "![a](",
		"ticks":     "` ",
		"tags":      "<a ",
		"entities":  "&",
		"emphasis":  "*_",
		"word":      "a",
		"hits":      "he rockstar young ",
		"lines":     "- \n",
		"quotes":    "> ",
		"money":     "$1 ",
		"years":     "5 years ",
		"addresses": "a@b:",
		"dots":      "a.",
		"wide":      "é\u00AD",
	}
}
