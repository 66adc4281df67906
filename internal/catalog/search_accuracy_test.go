package catalog_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/catalog"
)

// TestSearchAccuracy looks for what people type, and counts how often a role that they mean is among the first three. The
// held-out queries were written before the ranking, and it was never tuned on them.
func TestSearchAccuracy(t *testing.T) {
	t.Parallel()
	floors := map[string]int{"development": 77, "held-out": 23}
	data, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	c := shipped(t)
	all, top, three := map[string]int{}, map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		if row[0] == "set" {
			continue
		}
		hits := firstSlugs(c.Search(row[1]), 5)
		wanted := strings.Split(row[2], ",")
		at := slices.IndexFunc(hits, func(slug string) bool { return slices.Contains(wanted, slug) })
		all[row[0]]++
		if at == 0 {
			top[row[0]]++
		}
		if at >= 0 && at < 3 {
			three[row[0]]++
		} else {
			t.Logf("%s: %q finds %q, not %q", row[0], row[1], hits, wanted)
		}
	}
	for set, floor := range floors {
		t.Logf("%s: of %d, %d first, %d among the first three", set, all[set], top[set], three[set])
		if three[set] < floor {
			t.Errorf("%s: %d of %d are among the first three, want %d", set, three[set], all[set], floor)
		}
	}
}

// firstSlugs are the slugs of the first hits, n at most.
func firstSlugs(hits []catalog.Hit, n int) []string {
	slugs := []string{}
	for i := range hits[:min(n, len(hits))] {
		slugs = append(slugs, hits[i].Role.Slug)
	}
	return slugs
}
