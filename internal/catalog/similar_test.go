package catalog_test

import (
	"regexp"
	"strings"
	"testing"
)

// mostAlike is how alike two lines of different roles may be, as the share of three words in a row that they have in common
// (Jaccard index).
const mostAlike = 0.5

// TestShippedLinesAreTheirOwn finds lines of different roles that say nearly the same in nearly the same words.
func TestShippedLinesAreTheirOwn(t *testing.T) {
	t.Parallel()
	type line struct {
		slug, text string
		triples    map[string]bool
	}
	var lines []line
	holders := map[string][]int{} // of each triple
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		texts := append(append([]string{}, role.Responsibilities...), role.MustHave...)
		for _, level := range role.LevelSlugs() {
			texts = append(append(texts, role.Levels[level].Responsibilities...), role.Levels[level].MustHave...)
		}
		for _, text := range texts {
			l := line{role.Slug, text, triples(text)}
			for triple := range l.triples {
				holders[triple] = append(holders[triple], len(lines))
			}
			lines = append(lines, l)
		}
	}
	for at := range lines {
		shared := map[int]int{}
		for triple := range lines[at].triples {
			for _, other := range holders[triple] {
				if other < at && lines[other].slug != lines[at].slug {
					shared[other]++
				}
			}
		}
		for other, n := range shared {
			if all := len(lines[at].triples) + len(lines[other].triples) - n; float64(n) >= mostAlike*float64(all) {
				t.Errorf("%s and %s:\n%s\n%s", lines[other].slug, lines[at].slug, lines[other].text, lines[at].text)
			}
		}
	}
}

// triples are the sets of three words in a row of a text.
func triples(text string) map[string]bool {
	words := regexp.MustCompile(`[a-z0-9]+`).FindAllString(strings.ToLower(text), -1)
	all := map[string]bool{}
	for i := range max(0, len(words)-2) {
		all[strings.Join(words[i:i+3], " ")] = true
	}
	return all
}
