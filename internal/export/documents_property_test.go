package export_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// anyMarkdown is Markdown of every kind of block and look, one in the other, with words from an alphabet.
func anyMarkdown(alphabet []string) *rapid.Generator[string] {
	word := rapid.SampledFrom(alphabet)
	inline := rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 12).Draw(t, "spans") {
			form := rapid.SampledFrom([]string{"%", "%", "%", "*%*", "**%**", "***%***", "`%`", "[%](<https://example.com/a?b=%20c>)", "%  \n", "%\\\n", "%\n"}).Draw(t, "form")
			b.WriteString(strings.ReplaceAll(form, "%", word.Draw(t, "word")) + rapid.SampledFrom([]string{" ", " ", "", "  "}).Draw(t, "gap"))
		}
		return strings.TrimSpace(b.String())
	})
	return rapid.Custom(func(t *rapid.T) string {
		blocks := []string{"# " + word.Draw(t, "title")}
		for range rapid.IntRange(0, 12).Draw(t, "blocks") {
			words := inline.Draw(t, "words")
			indent := strings.Repeat("  ", rapid.IntRange(0, 3).Draw(t, "indent"))
			block := rapid.SampledFrom([]string{"## %", "### %", "%", "> %", "- %", "- %\n\n  %", "1. %\n2. %", "    %", "***", "<div>%</div>"}).Draw(t, "block")
			blocks = append(blocks, indent+strings.ReplaceAll(block, "%", strings.ReplaceAll(words, "\n", "\n"+indent+"  ")))
		}
		return strings.Join(blocks, rapid.SampledFrom([]string{"\n", "\n\n"}).Draw(t, "gap")) + "\n"
	})
}

// TestDOCXSaysTheMarkdown reads any ad in any script back.
func TestDOCXSaysTheMarkdown(t *testing.T) {
	t.Parallel()
	format := formatNamed(t, "docx")
	markdown := anyMarkdown([]string{"a", "Größe", "שלום", "ب", "経験", "😀", "\\<b>", "&amp;", "12", "]]&gt;", "\u202e", "e\u0301", "\x01", "\u00a0", "(x)"})
	property.Check(t, func(t *rapid.T) {
		ad := documentAd(markdown.Draw(t, "markdown"), nil)
		parts := unzip(t, encode(t, format, ad))
		checkPackage(t, parts)
		if got, want := docxText(t, parts["word/document.xml"]), says(t, ad.Markdown, func(int) string { return "" }); got != want {
			t.Errorf("(-Markdown +document):\n%s", cmp.Diff(want, got))
		}
	})
}

// TestPDFSaysTheMarkdown does the same for what the fonts can show. Facts may stand in another order, so there are none.
func TestPDFSaysTheMarkdown(t *testing.T) {
	t.Parallel()
	format := formatNamed(t, "pdf")
	markdown := anyMarkdown([]string{
		"a", "Größe", "Шеф", "Ελλάδα", "\\<b>", "&amp;", "12", "(x)", "\\\\", "{nb}", "\u00a0", "\u00ad", "Ċ", "Č", "Ő",
		strings.Repeat("long", 40), strings.Repeat("/path", 40), strings.Repeat("many words ", 40),
	})
	property.Check(t, func(t *rapid.T) {
		ad := documentAd(strings.Replace(markdown.Draw(t, "markdown"), "\n", "\n\nNo facts.\n\n", 1), nil)
		file := readPDF(t, encode(t, format, ad))
		checkWords(t, file, ad.Markdown)
		for i := range file.pages {
			for _, text := range file.body(i) {
				if text.x < 50 || text.x > 540 || text.y < 60 || text.y > 800 {
					t.Errorf("page %d: outside of the margins: %v", i+1, text)
				}
			}
		}
	})
}

// TestDocumentsOfLargeAds bounds what the largest ads cost: time grows with size, and no faster.
func TestDocumentsOfLargeAds(t *testing.T) {
	t.Parallel()
	for name, part := range map[string]string{
		"items":    "- Words (in brackets) & more \\*words\\* \\[x\\] a_b_c ! \"q\"\n",
		"escapes":  "- " + strings.Repeat("\\[\\*\\<\\`\\\\", 20) + "\n",
		"sections": "\n## Heading\n\nWords\n\n1. One\n",
		"links":    "- <https://example.com/" + strings.Repeat("a", 100) + ">\n",
	} {
		for _, format := range []string{"docx", "pdf"} {
			ad := documentAd("# Title\n\n"+strings.Repeat(part, 256<<10/len(part)), &jobad.Brief{})
			data := encode(t, formatNamed(t, format), ad)
			if len(data) > 3<<20 {
				t.Errorf("%s as %s: %d bytes", name, format, len(data))
			}
			if format == "pdf" {
				if f := readPDF(t, data); !strings.HasSuffix(f.pages[len(f.pages)-1].texts[1].text, "/ "+strconv.Itoa(len(f.pages))) {
					t.Errorf("%s: the last foot is %v", name, f.pages[len(f.pages)-1].texts[1])
				}
			}
		}
	}
}
