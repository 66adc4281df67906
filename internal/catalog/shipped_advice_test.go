package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"rolewright/internal/jobad"
)

// adviceTexts are the texts on whom to hire, by their place in the catalog; sentences are whole ones, the others are not.
func adviceTexts(t *testing.T) (sentences, phrases map[string]string) {
	t.Helper()
	c := shipped(t)
	sentences, phrases = map[string]string{}, map[string]string{}
	rules := func(at string, rules []jobad.HireRule) {
		for _, rule := range rules {
			sentences[at+"/"+rule.Rule] = rule.Text
		}
	}
	for i := range c.Roles() {
		role := &c.Roles()[i]
		rules(role.Slug, role.HireWhen)
		for _, name := range role.WorksWith {
			phrases[role.Slug+"/works_with/"+name] = name
		}
	}
	for i := range c.Comparisons() {
		comparison := &c.Comparisons()[i]
		at := comparison.Slug
		rules(at, comparison.Rules)
		sentences[at+"/summary"], sentences[at+"/either"] = comparison.Summary, comparison.Either
		sentences[at+"/education"], sentences[at+"/experience"] = comparison.Differences.Education, comparison.Differences.Experience
		sentences[at+"/team_role"], sentences[at+"/focus"] = comparison.Differences.TeamRole, comparison.Differences.Focus
		for _, hire := range comparison.Hire {
			for _, when := range hire.When {
				phrases[at+"/"+hire.Role+"/"+when] = when
			}
		}
		for _, other := range comparison.Neither {
			phrases[at+"/"+other.Role] = other.When
		}
	}
	rules("levels", c.LevelRules())
	return sentences, phrases
}

// Texts on whom to hire are written as those of ads are, and no two sentences are the same.
func TestShippedAdviceStyle(t *testing.T) {
	t.Parallel()
	sentences, phrases := adviceTexts(t)
	printable := regexp.MustCompile(`^([A-Z0-9]|iOS )[[:print:]]+$`)
	avoid := forbidden()
	seen := map[string]string{}
	for at, text := range sentences {
		if !strings.HasSuffix(text, ".") {
			t.Errorf("%s: no whole sentence: %q", at, text)
		}
		if before := seen[strings.ToLower(text)]; before != "" {
			t.Errorf("%s and %s share %q", before, at, text)
		}
		seen[strings.ToLower(text)] = at
	}
	for at, text := range phrases {
		if strings.HasSuffix(text, ".") {
			t.Errorf("%s: ends like a sentence: %q", at, text)
		}
	}
	for _, texts := range []map[string]string{sentences, phrases} {
		for at, text := range texts {
			if !printable.MatchString(text) {
				t.Errorf("%s: begins with no capital or holds more than ASCII: %q", at, text)
			}
			if found := avoid.FindString(text); found != "" && !strings.EqualFold(found, "young") { // companies and products are
				t.Errorf("%s: holds %q: %q", at, found, text)
			}
		}
	}
}

// Every role says what speaks for it and what against, and whom it works with.
func TestShippedRolesCanBeAdvised(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role, sum := &c.Roles()[i], map[bool]int{}
		for _, rule := range role.HireWhen {
			sum[rule.Points > 0]++
		}
		if sum[true] < 2 || sum[false] < 1 || len(role.WorksWith) < 3 {
			t.Errorf("%s: %d rules for it, %d against, works with %d", role.Slug, sum[true], sum[false], len(role.WorksWith))
		}
	}
}
