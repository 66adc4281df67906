package review

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"rolewright/internal/property"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// published is a passage whose figures others have published.
type published struct {
	Source    string   `json:"source"`
	Text      string   `json:"text"`
	Words     int      `json:"words"`
	Sentences int      `json:"sentences"`
	Ease      *float64 `json:"reading_ease"`
	Grade     *float64 `json:"kincaid_grade"`
	ARI       *float64 `json:"automated_readability"`
}

// fromLibraries is a passage with the counts and figures of other libraries.
type fromLibraries struct {
	Text       string  `json:"text"`
	Words      int     `json:"words"`
	Sentences  int     `json:"sentences"`
	Syllables  int     `json:"syllables"`
	Signs      int     `json:"signs"`
	Ease       float64 `json:"reading_ease"`
	Grade      float64 `json:"kincaid_grade"`
	ARI        float64 `json:"automated_readability"`
	ExactGrade float64 `json:"exact_kincaid_grade"`
}

func readJSON[T any](t *testing.T, name string) []T {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "readability", name))
	if err != nil {
		t.Fatal(err)
	}
	var list []T
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// sized counts a passage whose words and sentences are known.
func sized(text string, words, sentences int) counts {
	c := counts{words: words, sentences: sentences}
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			c.syllables += syllables(word)
		}
	}
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			c.characters++
		}
	}
	return c
}

func TestPublishedFigures(t *testing.T) {
	t.Parallel()
	list := readJSON[published](t, "published.json")
	if len(list) < 8 {
		t.Fatalf("%d passages; want 8 or more", len(list))
	}
	for _, p := range list {
		c := sized(p.Text, p.Words, p.Sentences)
		within(t, p.Text, "reading ease", c.readingEase(), p.Ease, 2)
		within(t, p.Text, "Flesch-Kincaid grade", c.kincaidGrade(), p.Grade, 0.3)
		within(t, p.Text, "automated readability index", c.automatedReadability(), p.ARI, 0.3)
	}
}

func within(t *testing.T, text, measure string, got float64, want *float64, bound float64) {
	t.Helper()
	if want != nil && math.Abs(got-*want) > bound {
		t.Errorf("%.40s…: the %s is %.2f; published is %.2f", text, measure, got, *want)
	}
}

// TestFormulasAgreeWithLibraries compares the formulas, with counts that give the averages the libraries rounded to.
func TestFormulasAgreeWithLibraries(t *testing.T) {
	t.Parallel()
	for _, p := range readJSON[fromLibraries](t, "libraries.json") {
		length := rounded(p.Words, p.Sentences, 10)
		tenths := counts{sentences: 100, words: 10 * length, syllables: length * rounded(p.Syllables, p.Words, 10)}
		length = rounded(p.Words, p.Sentences, 100)
		hundredths := counts{sentences: 10_000, words: 100 * length, characters: length * rounded(p.Signs, p.Words, 100)}
		exact := counts{words: p.Words, sentences: p.Sentences, syllables: p.Syllables}
		within(t, p.Text, "reading ease", tenths.readingEase(), &p.Ease, 0.016) // it rounds figures below zero downwards
		within(t, p.Text, "Flesch-Kincaid grade", tenths.kincaidGrade(), &p.Grade, 0.051)
		within(t, p.Text, "automated readability index", hundredths.automatedReadability(), &p.ARI, 0.051)
		within(t, p.Text, "exact grade", exact.kincaidGrade(), &p.ExactGrade, 1e-9)
	}
}

// rounded is a ratio in parts of one.
func rounded(a, b, parts int) int { return int(math.Round(float64(parts*a) / float64(b))) }

// TestGradesAgreeWithLibraries compares the grades of whole passages, syllables and all.
func TestGradesAgreeWithLibraries(t *testing.T) {
	t.Parallel()
	for _, p := range readJSON[fromLibraries](t, "libraries.json") {
		within(t, p.Text, "grade", sized(p.Text, p.Words, p.Sentences).kincaidGrade(), &p.ExactGrade, 0.45) // a syllable more is 0.4 here
	}
}

func TestMeasuresOfNothingAreZero(t *testing.T) {
	t.Parallel()
	for _, c := range []counts{{}, {words: 1, syllables: 1}, {sentences: 1}} {
		got := []float64{c.readingEase(), c.kincaidGrade(), c.automatedReadability()}
		if diff := cmp.Diff([]float64{0, 0, 0}, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c, diff)
		}
	}
}

func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	draw := rapid.Custom(func(t *rapid.T) counts {
		n := rapid.IntRange(1, 1000)
		return counts{
			words: n.Draw(t, "words"), sentences: n.Draw(t, "sentences"),
			syllables: n.Draw(t, "syllables"), characters: n.Draw(t, "characters"),
		}
	})
	property.Check(t, func(t *rapid.T) {
		a, b, c := draw.Draw(t, "a"), draw.Draw(t, "b"), draw.Draw(t, "c")
		if a.add(b) != b.add(a) || a.add(b).add(c) != a.add(b.add(c)) || a.add(counts{}) != a {
			t.Fatal("the order of the parts matters")
		}
		if twice := a.add(a); twice.words != 2*a.words || math.Abs(twice.kincaidGrade()-a.kincaidGrade()) > 1e-9 {
			t.Fatal("a text said twice has another grade")
		}
	})
}
