package review

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"rolewright/internal/property"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSyllables(t *testing.T) {
	t.Parallel()
	want := map[string]int{
		// Silent letters, and letters that are not.
		"make": 1, "makes": 1, "made": 1, "table": 2, "tables": 2, "handled": 2, "worked": 1, "wanted": 2, "services": 3,
		"branches": 2, "branched": 1, "the": 1, "centre": 2, "safely": 2, "management": 3, "settlement": 3, "wireless": 2,
		"hundred": 2, "called": 1, "played": 1, "eye": 1, "dyed": 1, "goodbye": 2,
		// Words made of two.
		"something": 2, "everyone": 3, "timeline": 2, "careers": 2, "homeowner": 3, "salesforce": 2, "forecast": 2, "forest": 2,
		// Vowels side by side.
		"create": 2, "creature": 2, "area": 3, "reality": 4, "video": 3, "surgeon": 2, "museum": 3, "client": 2, "patient": 2,
		"society": 4, "earlier": 3, "companies": 3, "social": 2, "appreciate": 4, "union": 2, "period": 3, "station": 2,
		"manual": 3, "guest": 1, "question": 2, "continuous": 4, "tuition": 3, "build": 1, "going": 2, "trying": 2,
		"employee": 3, "year": 1, "poet": 2, "coordinate": 4, "chaos": 2, "rhythm": 2, "mechanism": 4, "algorithms": 4,
		// Words that no rule fits, with endings.
		"business": 2, "businesses": 3, "recipes": 3, "lawyers": 2, "argued": 2,
		// Apostrophes.
		"don't": 1, "didn't": 2, "Didn’t": 2, "you'll": 1, "it'll": 2, "could've": 2, "we're": 1, "company's": 3, "boss's": 2,
		"teams'": 1, "o'clock": 2, "it'd": 2, "'s": 1,
		// Hyphens and accents.
		"full-time": 2, "state-of-the-art": 4, "café": 2, "résumé": 3, "cafe\u0301": 2, "naïve": 2, "Zoë": 2, "fiancée": 3, "Müller": 2,
		// Acronyms, numbers and names.
		"SQL": 3, "HTML": 4, "AWS": 5, "APIs": 3, "API's": 3, "NASA": 4, "I": 1, "REQUIREMENTS": 3, "ÖBB": 3,
		"7": 1, "70,000": 1, "3.5": 1, "2026": 1, "24/7": 1, "3rd": 1, "B2B": 3, "C++": 1, "C#": 1, "Node.js": 3, "js": 2,
		"PostgreSQL": 4, "OAuth": 2, "JavaScript": 3, "CI/CD": 4, "e.g.": 2, "U.S.": 2,
		// What is no word.
		"": 1, "&": 1, "—": 1, "开发": 1, "\xff": 1,
	}
	got := map[string]int{}
	for word := range want {
		got[word] = syllables(word)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSyllablesOfAds holds the counter to at least 97 % of a list of words that ads use.
func TestSyllablesOfAds(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("testdata", "readability", "syllables.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	words, wrong := 0, []string{}
	for line := range strings.Lines(string(data)) {
		word, number, _ := strings.Cut(strings.TrimSpace(line), "\t")
		want, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		words++
		if got := syllables(word); got != want {
			wrong = append(wrong, word+" "+strconv.Itoa(got)+", not "+number)
		}
	}
	if words < 400 || 100*len(wrong) > 3*words {
		t.Errorf("%d of %d words are wrong:\n%s", len(wrong), words, strings.Join(wrong, "\n"))
	}
}

// TestSyllablesNeedNoMemory does not run in parallel, since others would count too.
func TestSyllablesNeedNoMemory(t *testing.T) {
	for _, word := range []string{"responsibilities", "you'll", "API's", strings.Repeat("internal", 8)} {
		if n := testing.AllocsPerRun(100, func() { syllables(word) }); n > 0 {
			t.Errorf("%q takes %v allocations", word, n)
		}
	}
}

// TestSyllablesOfEndlessWords would not end soon if the time grew faster than the word.
func TestSyllablesOfEndlessWords(t *testing.T) {
	t.Parallel()
	const n = 1 << 17
	want := map[string]int{"ba": n, "Ba": n, "a-": n, "'a": n, "b": 1, "1": 1, "A": 1, "é": n}
	got := map[string]int{}
	for part := range want {
		got[part] = syllables(strings.Repeat(part, n))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, part := range []string{"e", "be", "ies", "'s", "Ab", "ABs", "e\u0301"} {
		if got := syllables(strings.Repeat(part, n)); got < 1 {
			t.Errorf("%q: %d", part, got)
		}
	}
}

func TestPartsOfWordsAddUp(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		part := rapid.StringMatching(`[a-z]{1,12}`)
		a, b := part.Draw(t, "a"), part.Draw(t, "b")
		if got, want := syllables(a+"-"+b), syllables(a)+syllables(b); got != want {
			t.Fatalf("%s-%s has %d; its parts have %d", a, b, got, want)
		}
		if got, want := syllables(strings.ToUpper(a[:1])+a[1:]), syllables(a); got != want {
			t.Fatalf("%s has %d with a capital and %d without", a, got, want)
		}
	})
}

func FuzzSyllables(f *testing.F) {
	for _, word := range []string{"", "don't", "résumé", "PostgreSQL", "24/7", "W's", "\xff", "ǅ", "ﬁ"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if n := syllables(word); n < 1 || n > 3*utf8.RuneCountInString(word)+1 {
			t.Errorf("%q has %d syllables", word, n)
		}
	})
}
