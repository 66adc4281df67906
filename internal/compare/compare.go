package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/wording"
)

// How many roles can be compared.
const (
	MinRoles = 2
	MaxRoles = 6
)

// Comparer compares the roles of one catalog and advises on them. It is safe for concurrent use.
type Comparer struct {
	catalog *catalog.Catalog
	words   func() *words
}

// words are the lines of the catalog, ready to be compared.
type words struct {
	weights *wording.Weights
	vectors map[string]*wording.Vector // by text
}

// New returns a comparer of the roles of a catalog. The first comparison takes some time longer than the others.
func New(c *catalog.Catalog) *Comparer {
	return &Comparer{catalog: c, words: sync.OnceValue(func() *words { return newWords(c) })}
}

func newWords(c *catalog.Catalog) *words {
	var texts []string
	for i := range c.Roles() {
		role := &c.Roles()[i]
		texts = slices.Concat(texts, role.Responsibilities, role.MustHave, role.NiceToHave, role.Skills, role.Success, role.WorksWith)
		for _, level := range role.LevelSlugs() {
			l := role.Levels[level]
			texts = slices.Concat(texts, l.Responsibilities, l.MustHave, l.Success)
		}
	}
	w := &words{weights: wording.NewWeights(texts), vectors: make(map[string]*wording.Vector, len(texts))}
	for _, text := range texts {
		w.vectors[text] = w.weights.Vector(text)
	}
	return w
}

// Column names a role, or a role at a level, to be compared.
type Column struct {
	Role  *jobad.Role
	Level jobad.Level // empty is the role as a whole
}

// ID names the column: the slug, with the level behind an @ if there is one.
func (c Column) ID() string {
	if c.Level == "" {
		return c.Role.Slug
	}
	return c.Role.Slug + "@" + string(c.Level)
}

// Compare puts columns side by side: [MinRoles] to [MaxRoles] of them, no two the same, each at a level that its role has.
func (c *Comparer) Compare(columns []Column) *jobad.SideBySide {
	s := &jobad.SideBySide{
		Roles: []jobad.Compared{}, Rows: []jobad.Aspect{}, Shared: map[string][]jobad.Alike{},
		Only: map[string]map[string][]jobad.Line{}, Advice: c.curated(columns),
	}
	profiles := make([]*catalog.Profile, len(columns))
	for i, column := range columns {
		profiles[i] = c.profile(column)
		s.Only[column.ID()] = map[string][]jobad.Line{}
		s.Roles = append(s.Roles, jobad.Compared{
			ID: column.ID(), Role: column.Role.Slug, Level: column.Level, Title: profiles[i].Title,
			Family: column.Role.Family, Summary: column.Role.Summary,
		})
	}
	for _, a := range aspects() {
		row := jobad.Aspect{Aspect: a.id, Title: a.title}
		for i, column := range columns {
			cell := a.cell(c.catalog, profiles[i])
			cell.Role = column.ID()
			row.Cells = append(row.Cells, cell)
		}
		if !said(row.Cells) {
			continue
		}
		s.Rows = append(s.Rows, row)
		if a.alike > 0 {
			c.share(s, &row, a.alike)
		}
	}
	return s
}

// said reports whether there is anything in the cells of a row.
func said(cells []jobad.Cell) bool {
	return slices.ContainsFunc(cells, func(cell jobad.Cell) bool { return cell.Text != "" || len(cell.Items) > 0 })
}

// profile is what a column says. Without a level it is what holds for the role at all of its levels.
func (c *Comparer) profile(column Column) *catalog.Profile {
	if column.Level != "" {
		return c.catalog.Profile(column.Role, column.Level)
	}
	return c.catalog.Common(column.Role)
}

// aspect is a row that a comparison can have.
type aspect struct {
	id, title string
	cell      func(*catalog.Catalog, *catalog.Profile) jobad.Cell
	alike     float64 // from which lines mean the same; 0 if they are not looked at
}

func aspects() []aspect {
	text := func(line func(*catalog.Profile) jobad.Line) func(*catalog.Catalog, *catalog.Profile) jobad.Cell {
		return func(_ *catalog.Catalog, p *catalog.Profile) jobad.Cell {
			l := line(p)
			return jobad.Cell{Text: l.Text, Source: l.Source}
		}
	}
	list := func(section string, lines func(*catalog.Profile) []jobad.Line) func(*catalog.Catalog, *catalog.Profile) jobad.Cell {
		return func(_ *catalog.Catalog, p *catalog.Profile) jobad.Cell {
			return jobad.Cell{Items: lines(p), Source: "catalog:" + p.Role.Slug + "/" + section}
		}
	}
	return []aspect{
		{"purpose", "Why the job exists", text(func(p *catalog.Profile) jobad.Line { return p.Purpose }), 0},
		{"focus", "What most of the time goes into", text(func(p *catalog.Profile) jobad.Line { return p.Focus }), 0},
		{"scope", "What the person answers for", text(func(p *catalog.Profile) jobad.Line { return p.Scope }), 0},
		{"autonomy", "How freely the person decides", text(func(p *catalog.Profile) jobad.Line { return p.Autonomy }), 0},
		{"responsibilities", "What the person does", list("responsibilities", func(p *catalog.Profile) []jobad.Line { return p.Responsibilities }), sameMeaning},
		{"skills", "Skills", list("skills", func(p *catalog.Profile) []jobad.Line { return p.Skills }), sameSkill},
		{"must_have", "What the person must bring", list("must_have", func(p *catalog.Profile) []jobad.Line { return p.MustHave }), sameMeaning},
		{"nice_to_have", "What helps and can be learned", list("nice_to_have", func(p *catalog.Profile) []jobad.Line { return p.NiceToHave }), sameMeaning},
		{"education", "Education", text(func(p *catalog.Profile) jobad.Line { return p.Education }), 0},
		{"experience", "Experience", text(func(p *catalog.Profile) jobad.Line { return p.Experience }), 0},
		{"team_role", "Role in the team", text(func(p *catalog.Profile) jobad.Line { return p.TeamRole }), 0},
		{"works_with", "Works with", list("works_with", func(p *catalog.Profile) []jobad.Line { return p.WorksWith }), sameColleague},
		{"levels", "Levels it is hired at", levelsOf, 0},
		{"success", "How success shows", list("success", func(p *catalog.Profile) []jobad.Line { return p.Success }), sameMeaning},
	}
}

// levelsOf counts the levels of a role and lists what it is called at each.
func levelsOf(c *catalog.Catalog, p *catalog.Profile) jobad.Cell {
	levels := p.Role.LevelSlugs()
	cell := jobad.Cell{Text: "1 level, " + string(levels[0]), Source: "catalog:" + p.Role.Slug + "/levels"}
	if n := len(levels); n > 1 {
		cell.Text = fmt.Sprintf("%d levels, from %s to %s", n, levels[0], levels[n-1])
	}
	for _, level := range levels {
		cell.Items = append(cell.Items, jobad.Line{
			Text: c.Title(p.Role, level), Source: "catalog:" + p.Role.Slug + "@" + string(level) + "/title/0",
		})
	}
	return cell
}

// share divides the lines of a row into what is shared and what only one column has.
func (c *Comparer) share(s *jobad.SideBySide, row *jobad.Aspect, bound float64) {
	shared := []jobad.Alike{}
	for _, group := range c.words().group(row.Cells, bound) {
		if len(group) > 1 {
			shared = append(shared, jobad.Alike{Lines: group})
			continue
		}
		only := s.Only[group[0].Role]
		only[row.Aspect] = append(only[row.Aspect], group[0].Line)
	}
	if len(shared) > 0 {
		s.Shared[row.Aspect] = shared
	}
}

// curated is what curators say of the roles that are compared.
func (c *Comparer) curated(columns []Column) jobad.ComparisonAdvice {
	advice := jobad.ComparisonAdvice{Comparisons: []jobad.CuratedComparison{}}
	var slugs []string
	for _, column := range columns {
		slugs = append(slugs, column.Role.Slug)
	}
	for i := range c.catalog.Comparisons() {
		comparison := &c.catalog.Comparisons()[i]
		if !slices.ContainsFunc(comparison.Roles, func(slug string) bool { return !slices.Contains(slugs, slug) }) {
			advice.Comparisons = append(advice.Comparisons, c.curatedOf(comparison))
		}
	}
	slices.SortStableFunc(advice.Comparisons, func(a, b jobad.CuratedComparison) int { return len(b.Roles) - len(a.Roles) })
	return advice
}

// curatedOf gives each text of a comparison its source.
func (c *Comparer) curatedOf(comparison *jobad.Comparison) jobad.CuratedComparison {
	line := func(text string, path ...string) jobad.Line {
		return jobad.Line{Text: text, Source: "catalog:comparisons/" + comparison.Slug + "/" + strings.Join(path, "/")}
	}
	differences := comparison.Differences
	curated := jobad.CuratedComparison{
		Slug: comparison.Slug, Roles: comparison.Roles, Summary: line(comparison.Summary, "summary", "0"),
		Differences: []jobad.Difference{
			{Aspect: "education", Line: line(differences.Education, "differences", "education")},
			{Aspect: "experience", Line: line(differences.Experience, "differences", "experience")},
			{Aspect: "team_role", Line: line(differences.TeamRole, "differences", "team_role")},
			{Aspect: "focus", Line: line(differences.Focus, "differences", "focus")},
		},
		Hire: []jobad.WhenToHire{}, Either: line(comparison.Either, "either", "0"), Neither: []jobad.OtherRole{},
	}
	for _, hire := range comparison.Hire {
		when := jobad.WhenToHire{Role: hire.Role, When: []jobad.Line{}}
		for i, text := range hire.When {
			when.When = append(when.When, line(text, "hire", hire.Role, strconv.Itoa(i)))
		}
		curated.Hire = append(curated.Hire, when)
	}
	for i, elsewhere := range comparison.Neither {
		other := jobad.OtherRole{Role: elsewhere.Role, Line: line(elsewhere.When, "neither", strconv.Itoa(i))}
		if role, ok := c.catalog.Role(elsewhere.Role); ok {
			other.Title = role.Title
		}
		curated.Neither = append(curated.Neither, other)
	}
	return curated
}
