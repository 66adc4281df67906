package catalog_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
	"rolewright/internal/wording"
)

// TestSearchFindsNamesFirst looks for every role by its slug, its title and its synonyms.
func TestSearchFindsNamesFirst(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		names := []string{role.Slug, role.Title, strings.ToUpper(role.Title), strings.ToLower(role.Title)}
		for _, alias := range role.Aliases {
			if alias.Kind != jobad.Related {
				names = append(names, alias.Title)
			}
		}
		for _, name := range names {
			hits := c.Search(name)
			if len(hits) == 0 || hits[0].Role != role || len(hits) > 1 && hits[0].Score <= hits[1].Score {
				t.Errorf("%q finds %q, not %s", name, firstSlugs(hits, 3), role.Slug)
			} else if len(hits[0].Matches) == 0 {
				t.Errorf("%q finds %s without a line", name, role.Slug)
			}
		}
	}
}

// TestSearchSaysWhy looks at the lines of hits.
func TestSearchSaysWhy(t *testing.T) {
	t.Parallel()
	c := good(t)
	for query, want := range map[string][]catalog.Match{
		"Wound":                  {{Section: "skills", Line: jobad.Line{Text: "Wound care", Source: "catalog:nurse/skills/1"}, Words: []string{"Wound"}}},
		"gives medicine":         {{Section: "responsibilities", Line: jobad.Line{Text: "Give medicines", Source: "catalog:nurse/responsibilities/1"}, Words: []string{"gives", "medicine"}}},
		"somebody handwritinng ": {{Section: "must_have", Line: jobad.Line{Text: "Clear handwriting", Source: "catalog:nurse/must_have/1"}, Words: []string{"handwritinng"}}},
		"handov":                 {{Section: "responsibilities", Line: jobad.Line{Text: "Write handovers", Source: "catalog:nurse/responsibilities/2"}, Words: []string{"handov"}}},
		"plan":                   {{Section: "responsibilities", Line: jobad.Line{Text: "Plan the shift", Source: "catalog:nurse@mid/responsibilities/0"}, Words: []string{"plan"}}},
		"in charge":              {{Section: "levels", Line: jobad.Line{Text: "Nurse in Charge", Source: "catalog:nurse@senior/title/0"}, Words: []string{"charge"}}},
	} {
		hits := c.Search(query)
		if len(hits) == 0 || hits[0].Role.Slug != "nurse" {
			t.Errorf("%q finds %q", query, firstSlugs(hits, 3))
			continue
		}
		var got []catalog.Match
		for _, m := range hits[0].Matches {
			if m.Line.Text == want[0].Line.Text {
				m.Score = 0
				got = append(got, m)
			}
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", query, diff)
		}
	}
}

// TestSearchWhileTyping types a part of a name.
func TestSearchWhileTyping(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for query, want := range map[string][]string{
		"nurs":        {"nurse-practitioner", "licensed-practical-nurse", "registered-nurse"}, // a title that begins so, then others
		"che":         {"chef"},                                                               // and not whom a line with "checks" tells of
		"acc":         {"accountant", "account-manager", "account-executive", "accounts-payable-specialist"},
		"Data S":      {"data-scientist"},
		"senior back": {"backend-developer", "backend-engineer"},
		"pyth":        {"python-developer"},
		"coo":         {"line-cook", "logistics-coordinator"},
	} {
		got := firstSlugs(c.Search(query), len(want))
		slices.Sort(got)
		sorted := slices.Sorted(slices.Values(want))
		if first := firstSlugs(c.Search(query), 1); !slices.Equal(got, sorted) && !slices.Equal(first, want) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	for i := range c.Roles() {
		role := &c.Roles()[i]
		typed := role.Title[:min(5, len(role.Title))]
		hits := c.Search(typed)
		at := slices.IndexFunc(hits, func(h catalog.Hit) bool { return h.Role == role })
		if at < 0 || at >= 8 && typed != "Sales" { // a word that many have
			t.Errorf("%q finds %q, not %s", typed, firstSlugs(hits, 8), role.Slug)
		} else if len(hits[at].Matches) == 0 {
			t.Errorf("%q finds %s without a line", typed, role.Slug)
		}
	}
}

// TestSearchFindsNothing asks for nothing, or for what is not there.
func TestSearchFindsNothing(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, query := range []string{
		"", " ", "the", "who is it that we all are", "someone please", "xqzwjk", "…", "\x00", "\xff", "看護師", "12345678", strings.Repeat("zq", 2000),
	} {
		if hits := c.Search(query); len(hits) > 0 {
			t.Errorf("%q finds %q", query, firstSlugs(hits, 3))
		}
		if hits := c.Match(query); len(hits) > 0 {
			t.Errorf("%q matches %q", query, firstSlugs(hits, 3))
		}
	}
}

// TestSearchLeavesOutWhatIsFarBehind compares a search, which cuts, with a match, which does not.
func TestSearchLeavesOutWhatIsFarBehind(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	found, matched := c.Search("deliver parcels "), c.Match("deliver parcels ")
	if len(found) < 3 || len(found) > 30 || len(matched) <= len(found) {
		t.Errorf("a search finds %d roles, a match %d", len(found), len(matched))
	}
	if hits := c.Match("pyth"); len(hits) > 0 && hits[0].Role.Slug == "python-developer" {
		t.Error("a match takes the last word for the beginning of another")
	}
	if got := firstSlugs(c.Search("pyth"), 1); !slices.Equal(got, []string{"python-developer"}) {
		t.Errorf("a search for a beginning finds %q", got)
	}
}

// TestMatchReadsLongTexts finds a role by its own words behind 4,000 characters about all.
func TestMatchReadsLongTexts(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	text := longText(c) + " Latte art, milk steaming and espresso for the barista."
	hits := c.Match(text)
	checkHits(t, c, text, hits)
	at := slices.IndexFunc(hits, func(h catalog.Hit) bool { return h.Role.Slug == "barista" })
	hasLatte := func(m catalog.Match) bool { return slices.Contains(m.Words, "Latte") }
	if at < 0 || at >= 10 || !slices.ContainsFunc(hits[at].Matches, hasLatte) {
		t.Errorf("barista is at %d", at)
	}
	words := map[string]bool{}
	for _, hit := range hits {
		for _, m := range hit.Matches {
			for _, word := range m.Words {
				words[word] = true
			}
		}
	}
	if len(words) == 0 || len(words) > 100 {
		t.Errorf("%d words were looked for", len(words))
	}
}

// TestSearchPrefersTheExact has words that are one edit from another that the catalog has too.
func TestSearchPrefersTheExact(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for query, want := range map[string]string{"cook": "line-cook", "plumbng": "plumber", "electrcian": "electrician", "bookeper": "bookkeeper", "phamracist": "pharmacist"} {
		if got := firstSlugs(c.Search(query), 1); !slices.Equal(got, []string{want}) {
			t.Errorf("%q finds %q, not %s", query, got, want)
		}
	}
	if got := c.Search("cok"); slices.ContainsFunc(got, func(h catalog.Hit) bool { return h.Role.Slug == "plumber" }) {
		t.Error("a word of three letters is taken for another")
	}
}

// checkHits holds for what any text finds.
func checkHits(t rapid.TB, c *catalog.Catalog, text string, hits []catalog.Hit) {
	t.Helper()
	if len(hits) > len(c.Roles()) {
		t.Fatalf("%q finds %d of %d roles", text, len(hits), len(c.Roles()))
	}
	sorted := slices.IsSortedFunc(hits, func(a, b catalog.Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Role.Slug, b.Role.Slug))
	})
	if !sorted {
		t.Fatalf("%q: hits are not sorted", text)
	}
	for i, hit := range hits {
		if hit.Score <= 0 || math.IsNaN(hit.Score) || math.IsInf(hit.Score, 0) || len(hit.Matches) > catalog.MaxMatches {
			t.Fatalf("%q: %s has score %v and %d lines", text, hit.Role.Slug, hit.Score, len(hit.Matches))
		}
		if i > 0 && hits[i-1].Role == hit.Role {
			t.Fatalf("%q finds %s twice", text, hit.Role.Slug)
		}
		for _, m := range hit.Matches {
			if m.Score < 0 || m.Line.Text == "" || !strings.HasPrefix(m.Line.Source, "catalog:"+hit.Role.Slug) || len(m.Words) == 0 {
				t.Fatalf("%q: %+v", text, m)
			}
			for _, word := range m.Words {
				for part := range strings.FieldsSeq(word) {
					if !strings.Contains(text, part) {
						t.Fatalf("%q does not have %q", text, part)
					}
				}
			}
		}
	}
}

// TestSearchProperties searches for random words of the catalog, as they are, in another case and in another order.
func TestSearchProperties(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	words := plainWords(t)
	property.Check(t, func(t *rapid.T) {
		picked := rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "words")
		query := strings.Join(picked, " ") + " ."
		hits := c.Search(query)
		checkHits(t, c, query, hits)
		if diff := gocmp.Diff(outline(hits), outline(c.Search(strings.ToUpper(query)))); diff != "" {
			t.Fatalf("in capitals: %s", diff)
		}
		if _, _, exact := c.Find(query); exact {
			return
		}
		shuffled := slices.Clone(picked)
		rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		if _, _, exact := c.Find(strings.Join(shuffled, " ")); exact {
			return
		}
		if joins(words, picked) || joins(words, shuffled) {
			return
		}
		if diff := gocmp.Diff(outline(hits), outline(c.Search(strings.Join(shuffled, " ")+" ."))); diff != "" {
			t.Fatalf("%q and %q: %s", picked, shuffled, diff)
		}
	})
}

// outline are the slugs of hits with their scores.
func outline(hits []catalog.Hit) map[string]float64 {
	all := map[string]float64{}
	for _, hit := range hits {
		all[hit.Role.Slug] = math.Round(hit.Score*1e4) / 1e4
	}
	return all
}

// plainWords are words of the catalog that mean the same alone.
func plainWords(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, word := range wording.Words(string(data)) {
		if !word.Stop && word.Folded != "it" && strings.Trim(word.Folded, "abcdefghijklmnopqrstuvwxyz") == "" {
			all = append(all, word.Folded)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// joins reports two words in a row that are one of all: "back end" is "backend".
func joins(all, words []string) bool {
	for i := 1; i < len(words); i++ {
		if _, ok := slices.BinarySearch(all, words[i-1]+words[i]); ok {
			return true
		}
	}
	return false
}

// TestSearchTogether searches from several goroutines, the first of which makes the index.
func TestSearchTogether(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	results := make(chan map[string]float64)
	for range 8 {
		go func() { results <- outline(c.Search("keep our servers running")) }()
	}
	first := <-results
	for range 7 {
		if diff := gocmp.Diff(first, <-results); diff != "" {
			t.Error(diff)
		}
	}
}

// TestOtherWords holds for the table of words that catalogs say in another way.
func TestOtherWords(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("search_words.tsv")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, word := range plainWords(t) {
		known[wording.Stems(word)[0]] = true
	}
	last := ""
	for line := range strings.Lines(string(table)) {
		typed, others, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || typed <= last {
			t.Errorf("%q is not sorted behind %q, or has no tab", line, last)
		}
		last = typed
		if len(wording.Stems(typed)) == 0 {
			t.Errorf("%q has stop words only", typed)
		}
		for _, stem := range wording.Stems(others) {
			if !known[stem] || slices.Contains(wording.Stems(typed), stem) {
				t.Errorf("%s: no role has %q, or it says the same", typed, stem)
			}
		}
	}
}

// FuzzSearch looks for any text.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"nurse", "back end dev", "C++ .NET", "recptionist", "it", "\xff", "fix fix fix", "ſ İ ﬃ", "kuber"} {
		f.Add(seed)
	}
	c := shipped(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, look := range []func(string) []catalog.Hit{c.Search, c.Match} {
			hits := look(text)
			checkHits(t, c, text, hits)
			if diff := gocmp.Diff(outline(hits), outline(look(text))); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
