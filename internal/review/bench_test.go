package review_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"rolewright/internal/review"
)

// BenchmarkReview measures an ad of about 600 words, and texts of 1 KB to 1 MB: the cost per byte must not grow.
func BenchmarkReview(b *testing.B) {
	ad, err := os.ReadFile("../../api/testdata/ads/backend-engineer/senior.detailed.md")
	if err != nil {
		b.Fatal(err)
	}
	words := strings.Fields(strings.Repeat(string(ad), 3))
	texts := map[string]string{"600_words": strings.Repeat(string(ad), 1+600*1/max(1, len(words)/3))}
	for _, size := range []int{1 << 10, 16 << 10, 256 << 10, 1 << 20} {
		text := strings.Repeat(string(ad), size/len(ad)+1)[:size]
		texts[fmt.Sprintf("%dKB", size>>10)] = strings.ToValidUTF8(text, "")
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				reviewer().Review(&review.Input{Text: text})
			}
		})
	}
	for name, unit := range hostile() {
		b.Run("hostile_"+name, func(b *testing.B) {
			text := strings.Repeat(unit, 64<<10/len(unit))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				reviewer().Review(&review.Input{Text: text})
			}
		})
	}
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
