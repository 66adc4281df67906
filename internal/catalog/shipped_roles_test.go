package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// The program promises so many roles and families.
func TestShippedSize(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	if roles, families := len(c.Roles()), len(c.Families()); roles < 150 || families != 25 {
		t.Errorf("%d roles in %d families; README and changelog say 150 in 25", roles, families)
	}
}

// A responsibility begins with what the person does. The verbs are a list that somebody has read: a new one is added to it.
func TestShippedResponsibilitiesBeginWithAVerb(t *testing.T) {
	t.Parallel()
	verbs := strings.Fields(read(t, "testdata/verbs.txt"))
	used := map[string]bool{}
	eachRole(t, func(role *jobad.Role, lines []string) {
		for _, line := range lines {
			first, _, _ := strings.Cut(line, " ")
			first = strings.ToLower(strings.TrimSuffix(first, ","))
			used[first] = true
			if !slices.Contains(verbs, first) {
				t.Errorf("%s: %q is not in testdata/verbs.txt: %q", role.Slug, first, line)
			}
		}
	})
	for _, verb := range verbs {
		if !used[verb] {
			t.Errorf("testdata/verbs.txt has %q, which no line begins with", verb)
		}
	}
}

// eachRole calls check with all responsibilities of each role.
func eachRole(t *testing.T, check func(role *jobad.Role, lines []string)) {
	t.Helper()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		lines := slices.Clone(role.Responsibilities)
		for _, level := range role.LevelSlugs() {
			lines = append(lines, role.Levels[level].Responsibilities...)
		}
		check(role, lines)
	}
}

// Work is owned and people are not: an ad says that you treat patients, teach pupils and answer for a team's people.
func TestShippedOwnsNobody(t *testing.T) {
	t.Parallel()
	owned := regexp.MustCompile(`(?i)^(?:you )?own\b(?:.*(?:,|\band|\bwith))? ` +
		`(?:(?:an?|the|its|their|your|each|few|one|many|several|most|complex|key|own|smaller|largest) )*` +
		`(?:adults|child|children|class|classes|clients?|customers?|engineers|guests?|patients?|people|pupils?|recruiters|residents?|staff|students?)` +
		`(?:[,.]| (?:of|who|whom|with|in|and|alongside)\b)`)
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		for _, line := range append([]jobad.Line{p.Scope}, p.Responsibilities...) {
			if owned.MatchString(line.Text) {
				t.Errorf("%q owns people", line.Text)
			}
		}
	})
}

// mostGrade is the school grade that the words of a role may ask for (Flesch-Kincaid). Words of a trade, such as
// "administrator", cost some of it.
const mostGrade = 10.0

// What a role says at a level can be read by anybody who left school.
func TestShippedGrades(t *testing.T) {
	t.Parallel()
	reviewer, err := review.New()
	if err != nil {
		t.Fatal(err)
	}
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		var text strings.Builder
		for _, line := range []jobad.Line{p.Purpose, p.Scope, p.Autonomy, p.Experience, p.Education, p.TeamRole, p.Focus} {
			text.WriteString(line.Text + "\n\n")
		}
		for _, line := range slices.Concat(p.Responsibilities, p.MustHave, p.NiceToHave, p.Success) {
			text.WriteString("- " + line.Text + "\n")
		}
		measured := reviewer.Review(&review.Input{Text: text.String()}).Metrics
		if grade := measured.KincaidGrade; grade == nil || *grade > mostGrade {
			t.Errorf("grade %v of %d words", *grade, measured.Words)
		}
	})
}
