package catalog_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

// resolve finds the text that a source names: "catalog:<slug>/<section>/<i>" or "catalog:<slug>@<level>/<section>/<i>".
func resolve(c *catalog.Catalog, source string) (string, error) {
	parts := strings.Split(strings.TrimPrefix(source, "catalog:"), "/")
	if len(parts) != 3 || !strings.HasPrefix(source, "catalog:") {
		return "", fmt.Errorf("%s is not a source", source)
	}
	slug, level, ofLevel := strings.Cut(parts[0], "@")
	role, ok := c.Role(slug)
	if !ok {
		return "", fmt.Errorf("%s: no such role", source)
	}
	sections := map[string][]string{
		"purpose": {role.Purpose}, "education": {role.Education}, "team_role": {role.TeamRole}, "focus": {role.Focus},
		"responsibilities": role.Responsibilities, "must_have": role.MustHave, "nice_to_have": role.NiceToHave,
		"skills": role.Skills, "success": role.Success,
	}
	if ofLevel {
		l := role.Levels[jobad.Level(level)]
		if l == nil {
			return "", fmt.Errorf("%s: no such level", source)
		}
		sections = map[string][]string{
			"scope": {l.Scope}, "autonomy": {l.Autonomy}, "experience": {l.Experience},
			"responsibilities": l.Responsibilities, "must_have": l.MustHave, "success": l.Success,
		}
	}
	i, err := strconv.Atoi(parts[2])
	if err != nil || i < 0 || i >= len(sections[parts[1]]) {
		return "", fmt.Errorf("%s: no such line", source)
	}
	return sections[parts[1]][i], nil
}

func allLines(p *catalog.Profile) []jobad.Line {
	return slices.Concat(
		[]jobad.Line{p.Purpose, p.Scope, p.Autonomy, p.Education, p.Experience, p.TeamRole, p.Focus},
		p.Responsibilities, p.MustHave, p.NiceToHave, p.Skills, p.Success)
}

// checkProfiles wants every line of every profile to name the place where it stands in the catalog, and no other line
// to name the same.
func checkProfiles(t *testing.T, c *catalog.Catalog) {
	t.Helper()
	for i := range c.Roles() {
		role := &c.Roles()[i]
		for _, level := range role.LevelSlugs() {
			seen := map[string]bool{}
			for _, line := range allLines(c.Profile(role, level)) {
				text, err := resolve(c, line.Source)
				if err != nil || text != line.Text || text == "" || seen[line.Source] {
					t.Errorf("%s at %s: %+v is from %q (error %v, there before: %v)", role.Slug, level, line, text, err, seen[line.Source])
				}
				seen[line.Source] = true
			}
		}
	}
}

func TestSources(t *testing.T) {
	t.Parallel()
	checkProfiles(t, good(t))
	checkProfiles(t, shipped(t))
}

func TestProfile(t *testing.T) {
	t.Parallel()
	c := good(t)
	nurse, _ := c.Role("nurse")
	line := func(text, source string) jobad.Line { return jobad.Line{Text: text, Source: "catalog:" + source} }
	want := map[jobad.Level]*catalog.Profile{
		jobad.Mid: {
			Title: "Nurse",
			Scope: line("You own a shift.", "nurse@mid/scope/0"), Autonomy: line("You decide alone.", "nurse@mid/autonomy/0"),
			Experience: line("Two years on a ward.", "nurse@mid/experience/0"),
			Responsibilities: []jobad.Line{
				line("Plan the shift", "nurse@mid/responsibilities/0"), line("Assess patients", "nurse/responsibilities/0"),
				line("Give medicines", "nurse/responsibilities/1"), line("Write handovers", "nurse/responsibilities/2"),
				line("Talk with families", "nurse/responsibilities/3"),
			},
			MustHave: []jobad.Line{
				line("Two years of practice", "nurse@mid/must_have/0"), line("A license", "nurse/must_have/0"),
				line("Clear handwriting", "nurse/must_have/1"), line("Steady hands", "nurse/must_have/2"),
			},
			Skills:  []jobad.Line{line("Assessment", "nurse/skills/0"), line("Wound care", "nurse/skills/1")},
			Success: []jobad.Line{line("You know the ward", "nurse/success/0")},
		},
		jobad.Senior: {
			Title: "Nurse in Charge",
			Scope: line("You own a ward.", "nurse@senior/scope/0"), Autonomy: line("You decide for others.", "nurse@senior/autonomy/0"),
			Experience: line("Five years on a ward.", "nurse@senior/experience/0"),
			Responsibilities: []jobad.Line{
				line("Plan the ward", "nurse@senior/responsibilities/0"), line("Teach colleagues", "nurse@senior/responsibilities/1"),
				line("Assess patients", "nurse/responsibilities/0"), line("Write handovers", "nurse/responsibilities/2"),
				line("Talk with families", "nurse/responsibilities/3"),
			},
			MustHave: []jobad.Line{
				line("Five years of practice", "nurse@senior/must_have/0"), line("A license", "nurse/must_have/0"),
				line("Clear handwriting", "nurse/must_have/1"), line("Steady hands", "nurse/must_have/2"),
			},
			Skills:  []jobad.Line{line("Wound care", "nurse/skills/1")},
			Success: []jobad.Line{line("The ward runs well", "nurse@senior/success/0"), line("Colleagues ask you", "nurse@senior/success/1")},
		},
	}
	for level, profile := range want {
		profile.Role, profile.Level = nurse, level
		profile.Purpose = line("You keep patients safe.", "nurse/purpose/0")
		profile.Education = line("A nursing degree leads here.", "nurse/education/0")
		profile.TeamRole = line("You work with doctors.", "nurse/team_role/0")
		profile.Focus = line("Most of the day is spent with patients.", "nurse/focus/0")
		profile.NiceToHave = []jobad.Line{line("A second language", "nurse/nice_to_have/0")}
		if diff := cmp.Diff(profile, c.Profile(nurse, level)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", level, diff)
		}
	}
}

// What a caller does to a profile does not reach the catalog or another profile.
func TestProfileIsACopy(t *testing.T) {
	t.Parallel()
	c := good(t)
	role, _ := c.Role("nurse")
	untouched := c.Profile(role, jobad.Mid)
	p := c.Profile(role, jobad.Mid)
	for _, lines := range [][]jobad.Line{p.Responsibilities, p.MustHave, p.NiceToHave, p.Skills, p.Success} {
		lines[0].Text = "changed"
		_ = append(lines[:1], jobad.Line{Text: "appended"})
	}
	if diff := cmp.Diff(untouched, c.Profile(role, jobad.Mid)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
	checkProfiles(t, c)
}

func TestTitle(t *testing.T) {
	t.Parallel()
	c := parse(t, edited(t, "        title: Nurse in Charge\n", "", "  - slug: carer\n    title: Carer", "  - slug: carer\n    title: \"{title} Carer\""))
	tests := []struct {
		slug  string
		level jobad.Level
		want  string
	}{
		{"nurse", jobad.Mid, "Nurse"},
		{"nurse", jobad.Senior, "Senior Nurse"},
		{"carer", jobad.Mid, "{title} Carer"},
	}
	for _, test := range tests {
		role, _ := c.Role(test.slug)
		if got := c.Title(role, test.level); got != test.want {
			t.Errorf("%s at %s is called %q, want %q", test.slug, test.level, got, test.want)
		}
	}
}
