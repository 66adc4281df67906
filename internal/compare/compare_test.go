package compare_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/compare"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// shipped is the catalog that comes with the program, and its comparer.
var shipped = sync.OnceValues(func() (*catalog.Catalog, *compare.Comparer) {
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		panic(err)
	}
	c, err := catalog.Parse("roles.yaml", data)
	if err != nil {
		panic(err)
	}
	return c, compare.New(c)
})

// columns are those of slugs, each with a level behind an @ or without.
func columns(t rapid.TB, names ...string) []compare.Column {
	t.Helper()
	c, _ := shipped()
	var all []compare.Column
	for _, name := range names {
		slug, level, _ := strings.Cut(name, "@")
		role, ok := c.Role(slug)
		if !ok {
			t.Fatalf("no role %s", slug)
		}
		all = append(all, compare.Column{Role: role, Level: jobad.Level(level)})
	}
	return all
}

func sideBySide(t rapid.TB, names ...string) *jobad.SideBySide {
	t.Helper()
	_, comparer := shipped()
	return comparer.Compare(columns(t, names...))
}

// TestSeedPair reads the comparison that the project began with.
func TestSeedPair(t *testing.T) {
	t.Parallel()
	s := sideBySide(t, "backend-engineer", "backend-developer")
	var aspects []string
	for _, row := range s.Rows {
		aspects = append(aspects, row.Aspect)
	}
	want := []string{"purpose", "focus", "responsibilities", "skills", "must_have", "nice_to_have", "education", "experience", "team_role", "works_with", "levels", "success"}
	if diff := cmp.Diff(want, aspects); diff != "" {
		t.Error(diff)
	}
	if !together(s, "skills", "HTTP API design", "REST API development") || !together(s, "skills", "SQL", "SQL") {
		t.Errorf("lines on APIs and on SQL are not beside each other: %+v", s.Shared["skills"])
	}
	if len(s.Only["backend-engineer"]["responsibilities"]) == 0 || len(s.Only["backend-developer"]["responsibilities"]) == 0 {
		t.Error("the two do the same")
	}
	if len(s.Advice.Comparisons) != 1 || s.Advice.Comparisons[0].Slug != "backend-engineer-or-backend-developer" {
		t.Fatalf("advice is %+v", s.Advice)
	}
	curated := s.Advice.Comparisons[0]
	for _, part := range []struct{ text, want string }{
		{curated.Summary.Text, "architecture"}, {curated.Summary.Text, "maintains features"}, {curated.Either.Text, "one person"}, {curated.Either.Text, "label"},
	} {
		if !strings.Contains(part.text, part.want) {
			t.Errorf("%q does not speak of %s", part.text, part.want)
		}
	}
}

// together reports whether two lines are told to mean the same.
func together(s *jobad.SideBySide, aspect, one, other string) bool {
	return slices.ContainsFunc(s.Shared[aspect], func(alike jobad.Alike) bool {
		var texts []string
		for _, line := range alike.Lines {
			texts = append(texts, line.Text)
		}
		return slices.Equal(texts, []string{one, other})
	})
}

// TestLevelsOfOneRole shows what changes from one level to the next.
func TestLevelsOfOneRole(t *testing.T) {
	t.Parallel()
	s := sideBySide(t, "registered-nurse@mid", "registered-nurse@lead")
	if s.Roles[0].Title != "Registered Nurse" || s.Roles[1].Title != "Charge Nurse" {
		t.Errorf("%+v", s.Roles)
	}
	scope := s.Rows[slices.IndexFunc(s.Rows, func(row jobad.Aspect) bool { return row.Aspect == "scope" })]
	if scope.Cells[0].Text == scope.Cells[1].Text || scope.Cells[1].Source != "catalog:registered-nurse@lead/scope/0" {
		t.Errorf("%+v", scope.Cells)
	}
	if len(s.Only["registered-nurse@lead"]["responsibilities"]) == 0 || len(s.Advice.Comparisons) != 0 {
		t.Errorf("%+v, %+v", s.Only, s.Advice)
	}
}

// TestColleagues does not take a name for another that it shares one word with.
func TestColleagues(t *testing.T) {
	t.Parallel()
	s := sideBySide(t, "backend-engineer", "backend-developer")
	for _, alike := range s.Shared["works_with"] {
		if len(alike.Lines) == 2 && alike.Lines[0].Text == "Platform engineers" && alike.Lines[1].Text == "Backend engineers" {
			t.Errorf("%+v", alike)
		}
	}
}

// sourceOf finds what a source names in the catalog, for every kind of source that a comparison can have.
func sourceOf(c *catalog.Catalog, source string) (string, bool) {
	texts := map[string]string{}
	add := func(p *catalog.Profile) {
		for _, line := range slices.Concat(
			[]jobad.Line{p.Purpose, p.Scope, p.Autonomy, p.Education, p.Experience, p.TeamRole, p.Focus},
			p.Responsibilities, p.MustHave, p.NiceToHave, p.Skills, p.Success, p.WorksWith,
		) {
			texts[line.Source] = line.Text
		}
		texts["catalog:"+p.Role.Slug+"@"+string(p.Level)+"/title/0"] = p.Title
	}
	slug, _, _ := strings.Cut(strings.TrimPrefix(source, "catalog:"), "/")
	slug, _, _ = strings.Cut(slug, "@")
	role, ok := c.Role(slug)
	if !ok {
		return "", false
	}
	add(c.Common(role))
	for _, level := range role.LevelSlugs() {
		add(c.Profile(role, level))
	}
	text, ok := texts[source]
	return text, ok
}

// TestEveryCellHasItsSource follows each source of a comparison of random roles to the very text in the catalog; and no
// line of a cell is lost or told twice.
func TestEveryCellHasItsSource(t *testing.T) {
	t.Parallel()
	c, comparer := shipped()
	property.Check(t, func(t *rapid.T) {
		s := comparer.Compare(randomColumns(t, c))
		for _, row := range s.Rows {
			for _, cell := range row.Cells {
				if row.Aspect != "levels" && cell.Text != "" {
					checkSource(t, c, jobad.Line{Text: cell.Text, Source: cell.Source})
				}
				for _, line := range cell.Items {
					checkSource(t, c, line)
				}
				checkDivided(t, s, row.Aspect, &cell)
			}
		}
	})
}

func checkSource(t *rapid.T, c *catalog.Catalog, line jobad.Line) {
	t.Helper()
	if text, ok := sourceOf(c, line.Source); !ok || text != line.Text {
		t.Errorf("%s is %q in the catalog, not %q", line.Source, text, line.Text)
	}
}

// checkDivided wants each item of a cell exactly once: among what is shared, or among what only its column has.
func checkDivided(t *rapid.T, s *jobad.SideBySide, aspect string, cell *jobad.Cell) {
	t.Helper()
	if aspect == "levels" {
		return
	}
	var divided []string
	for _, line := range s.Only[cell.Role][aspect] {
		divided = append(divided, line.Source)
	}
	for _, alike := range s.Shared[aspect] {
		if len(alike.Lines) < 2 {
			t.Errorf("shared by one: %+v", alike)
		}
		for _, line := range alike.Lines {
			if line.Role == cell.Role {
				divided = append(divided, line.Source)
			}
		}
	}
	var all []string
	for _, line := range cell.Items {
		all = append(all, line.Source)
	}
	slices.Sort(divided)
	slices.Sort(all)
	if diff := cmp.Diff(all, divided); diff != "" {
		t.Errorf("%s of %s:\n%s", aspect, cell.Role, diff)
	}
}

// randomColumns are two to six of the catalog, no two the same.
func randomColumns(t *rapid.T, c *catalog.Catalog) []compare.Column {
	roles := c.Roles()
	return rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) compare.Column {
		role := &roles[rapid.IntRange(0, len(roles)-1).Draw(t, "role")]
		level := rapid.SampledFrom(append(role.LevelSlugs(), "")).Draw(t, "level")
		return compare.Column{Role: role, Level: level}
	}), compare.MinRoles, compare.MaxRoles, compare.Column.ID).Draw(t, "columns")
}

// TestOrderDoesNotMatter compares the same roles in another order: the same lines are shared, and the same are not.
func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	c, comparer := shipped()
	property.Check(t, func(t *rapid.T) {
		some := randomColumns(t, c)
		other := rapid.Permutation(some).Draw(t, "other order")
		a, b := comparer.Compare(some), comparer.Compare(other)
		if diff := cmp.Diff(facts(a), facts(b)); diff != "" {
			t.Error(diff)
		}
	})
}

// facts are what a comparison says without regard to the order of its columns.
func facts(s *jobad.SideBySide) []string {
	var all []string
	for aspect, shared := range s.Shared {
		for _, alike := range shared {
			var sources []string
			for _, line := range alike.Lines {
				sources = append(sources, line.Role+" "+line.Source)
			}
			slices.Sort(sources)
			all = append(all, aspect+" shared "+strings.Join(sources, " "))
		}
	}
	for id, aspects := range s.Only {
		for aspect, lines := range aspects {
			for _, line := range lines {
				all = append(all, aspect+" only "+id+" "+line.Source)
			}
		}
	}
	for _, curated := range s.Advice.Comparisons {
		all = append(all, "advice "+curated.Slug)
	}
	slices.Sort(all)
	return all
}

// TestEveryComparisonIsFound finds each curated comparison by its roles, and each of its texts has a source of its own.
func TestEveryComparisonIsFound(t *testing.T) {
	t.Parallel()
	c, comparer := shipped()
	if len(c.Comparisons()) < 40 {
		t.Errorf("%d comparisons", len(c.Comparisons()))
	}
	for i := range c.Comparisons() {
		comparison := &c.Comparisons()[i]
		s := comparer.Compare(columns(t, comparison.Roles...))
		if len(s.Advice.Comparisons) == 0 || s.Advice.Comparisons[0].Slug != comparison.Slug {
			t.Errorf("%s is not what is said of its roles", comparison.Slug)
			continue
		}
		seen := map[string]bool{}
		for _, line := range linesOf(&s.Advice.Comparisons[0]) {
			if !strings.HasPrefix(line.Source, "catalog:comparisons/"+comparison.Slug+"/") || seen[line.Source] || line.Text == "" {
				t.Errorf("%s: %+v", comparison.Slug, line)
			}
			seen[line.Source] = true
		}
	}
}

func linesOf(c *jobad.CuratedComparison) []jobad.Line {
	lines := []jobad.Line{c.Summary, c.Either}
	for _, difference := range c.Differences {
		lines = append(lines, difference.Line)
	}
	for _, hire := range c.Hire {
		lines = append(lines, hire.When...)
	}
	for _, other := range c.Neither {
		lines = append(lines, other.Line)
	}
	return lines
}

func BenchmarkCompare(b *testing.B) {
	for _, names := range [][]string{
		{"backend-engineer", "backend-developer"},
		{"backend-engineer", "backend-developer", "software-engineer", "full-stack-engineer", "go-developer", "java-developer"},
	} {
		b.Run(map[int]string{2: "two", 6: "six"}[len(names)], func(b *testing.B) {
			sideBySide(&testing.T{}, names...) // the words of the catalog are made ready once
			_, comparer := shipped()
			some := columns(&testing.T{}, names...)
			b.ReportAllocs()
			for b.Loop() {
				comparer.Compare(some)
			}
		})
	}
}
