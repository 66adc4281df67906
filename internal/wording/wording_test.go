package wording_test

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/property"
	"rolewright/internal/wording"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                 "",
		" ,;. – ":                          "",
		"Back-end API/web":                 "back end api web",
		"The nurse’s shift":                "- nurse's shift",
		"C++, C# and .NET":                 "c++ c# - dotnet",
		"ASP.NET Core net pay":             "asp dotnet core net pay",
		"R&D, L&D, HR&admin, Q & A":        "r&d l&d hr admin q -",
		"Café Résumé NAÏVE":                "cafe resume naive",
		"IT support keeps it up":           "it support keeps - -",
		"KEEP IT UP":                       "keep - -",
		"level 3, 24/7":                    "level 3 24 7",
		"rock 'n' roll, the users' wishes": "rock n roll - users wishes",
		"ﬁle":                              "file",
		"看護師 ÅNGSTRÖM":                     "看護師 angstrom",
		"\xff\xfebad\xffbytes":             "bad bytes",
	} {
		var got []string
		for _, word := range wording.Words(text) {
			if word.Stop {
				got = append(got, "-")
				continue
			}
			got = append(got, word.Folded)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestStems has words that must have one stem, and another than any other row.
func TestStems(t *testing.T) {
	t.Parallel()
	rows := []string{
		"nurse nurses nursing nurse's",
		"drive drives driving driver drivers driver's",
		"clean cleans cleaner cleaning cleaned",
		"teach teaches teacher teaching",
		"weld welder welding welded",
		"plan plans planner planning planned",
		"code coder coders coding coded",
		"make maker making",
		"write writer writing",
		"care carer carers caring",
		"car cars",
		"inspect inspector inspection inspecting",
		"supervise supervisor supervising supervision",
		"counsel counsellor counselor counselling counseling",
		"organise organize organisation organization organizing organizer",
		"behaviour behavior behaviours",
		"licence license licensed",
		"paediatric pediatric",
		"programme program programmes programmer",
		"direct", "director directors",
		"sit", "site sites",
		"count counting", "counter counters",
		"store stores storing", "restore restores restored",
		"meet", "meter meters",
		"mode modes", "moderate",
		"api APIs API", "kubernetes", "c++ C++", "c#", "c", "r&d",
		"audit auditor auditing", "sum sums", "summer",
	}
	owner := map[string]int{}
	for i, row := range rows {
		for word := range strings.FieldsSeq(row) {
			stems := wording.Stems(word)
			if len(stems) != 1 {
				t.Errorf("%s has the stems %q", word, stems)
				continue
			}
			if first, ok := owner[stems[0]]; ok && first != i {
				t.Errorf("%s of %q has the stem %q of %q", word, row, stems[0], rows[first])
			}
			if first := wording.Stems(strings.Fields(row)[0]); !slices.Equal(first, stems) {
				t.Errorf("%s has the stem %q, and %q has %q", word, stems, row, first)
			}
			owner[stems[0]] = i
		}
	}
}

func TestStemsLeaveStopWordsOut(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]string{"keep", "kubernet", "clust", "run"}, wording.Stems("who keeps our Kubernetes cluster running")); diff != "" {
		t.Error(diff)
	}
}

// corpus are the lines of the built-in catalog.
func corpus(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok && text[0] >= 'A' && text[0] <= 'Z' {
			lines = append(lines, text)
		}
	}
	if len(lines) < 1000 {
		t.Fatalf("roles.yaml has %d lines", len(lines))
	}
	return lines
}

// TestSimilarity compares pairs of lines of the catalog that a reader says are about the same, or are not.
func TestSimilarity(t *testing.T) {
	t.Parallel()
	const threshold = 0.1 // the value that tells the pairs apart best
	data, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	weights := wording.NewWeights(corpus(t))
	right, all := 0, 0
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		if row[0] == "about" {
			continue
		}
		got := weights.Similarity(row[1], row[2])
		all++
		if (got >= threshold) == (row[0] == "same") {
			right++
		}
		t.Logf("%-9s %.2f  %s | %s", row[0], got, row[1], row[2])
	}
	t.Logf("%d of %d pairs are told right", right, all)
	if all < 40 || right < all*9/10 {
		t.Errorf("%d of %d pairs are told right, want nine in ten of 40", right, all)
	}
}

func TestWeights(t *testing.T) {
	t.Parallel()
	w := wording.NewWeights([]string{"Design the API", "Test the API", "API API", "Plan the week"})
	common, rare, none := w.Of("api"), w.Of("week"), w.Of("nowhere")
	if want := math.Log1p(1.5 / 3.5); math.Abs(common-want) > 1e-12 {
		t.Errorf("api in 3 of 4 weighs %v, want %v", common, want)
	}
	if common >= rare || rare >= none || common <= 0 {
		t.Errorf("weights are %v, %v, %v", common, rare, none)
	}
	for _, pair := range [][2]string{{"", "API"}, {"the", "the"}, {"plan", "api"}} {
		if got := w.Similarity(pair[0], pair[1]); got != 0 {
			t.Errorf("%q: %v", pair, got)
		}
	}
}

// TestSimilarityProperties holds for any two texts.
func TestSimilarityProperties(t *testing.T) {
	t.Parallel()
	lines := corpus(t)
	w := wording.NewWeights(lines)
	text := rapid.OneOf(rapid.SampledFrom(lines), rapid.String())
	property.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		got := w.Similarity(a, b)
		if got < 0 || got > 1 || math.IsNaN(got) {
			t.Fatalf("%v", got)
		}
		if back := w.Similarity(b, a); back != got {
			t.Fatalf("%v one way, %v the other", got, back)
		}
		if again := w.Similarity(a, b+" and the "+b); again != got {
			t.Fatalf("%v, and %v if said twice", got, again)
		}
		if self := w.Similarity(a, a); len(wording.Stems(a)) > 0 && math.Abs(self-1) > 1e-9 {
			t.Fatalf("%v with itself", self)
		}
	})
}

// FuzzWords takes any text apart.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"Back-end API/web", "C++ .NET R&D", "nurse’s İıſß", "\xff", "ǅ eed aed sses", "''a''b", "ﬃ ㎏ ½"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rest := text
		for _, word := range wording.Words(text) {
			at := strings.Index(rest, word.Text)
			if at < 0 || word.Text == "" || word.Folded == "" {
				t.Fatalf("%+v is not in what is left, %q", word, rest)
			}
			rest = rest[at+len(word.Text):]
			stem := word.Stem()
			if stem == "" || utf8.ValidString(word.Text) && !utf8.ValidString(stem) {
				t.Fatalf("%+v has the stem %q", word, stem)
			}
		}
		lower, upper := wording.Stems(strings.ToLower(text)), wording.Stems(strings.ToUpper(text))
		if ascii(text) && !slices.Equal(lower, upper) {
			t.Fatalf("%q in lower case, %q in upper case", lower, upper)
		}
	})
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

func BenchmarkStems(b *testing.B) {
	line := "Give medications and treatments safely, within your scope of practice and the orders in force"
	b.ReportAllocs()
	for b.Loop() {
		wording.Stems(line)
	}
}

func BenchmarkCosine(b *testing.B) {
	lines := corpus(b)
	w := wording.NewWeights(lines)
	one, other := w.Vector(lines[10]), w.Vector(lines[20])
	b.ReportAllocs()
	for b.Loop() {
		one.Cosine(other)
	}
}
