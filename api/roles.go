package api

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

// RoleSummary is a role in a list.
type RoleSummary struct {
	// Names the role in a brief and in sources.
	Slug string `json:"slug" example:"backend-engineer"`
	// What the role is called without a level.
	Title string `json:"title" example:"Backend Engineer"`
	// Other names that find the role.
	Aliases []string `json:"aliases" example:"Server-Side Engineer"`
	// Slug of the family.
	Family string `json:"family" example:"software-engineering"`
	// The levels that the role is hired at, from first to last.
	Levels []jobad.Level `json:"levels" example:"mid,senior"`
	// Used if a brief names no level.
	DefaultLevel jobad.Level `json:"default_level" example:"mid"`
	// The role in a sentence.
	Summary string `json:"summary"`
}

// Role is a role of the catalog in full.
type Role struct {
	RoleSummary

	// Slug of the way that its levels are named.
	Track string `json:"track" example:"engineering"`
	// Its numbers in public classifications.
	Codes jobad.Codes `json:"codes"`
	// The aliases, with what each may be used for.
	Names []jobad.Alias `json:"names"`
	// Why the role exists.
	Purpose string `json:"purpose"`
	// What someone in the role does, at every level.
	Responsibilities []string `json:"responsibilities"`
	// What someone must bring, at every level.
	MustHave []string `json:"must_have"`
	// What helps and can be learned.
	NiceToHave []string `json:"nice_to_have"`
	// Tools and techniques by name.
	Skills []string `json:"skills"`
	// What schooling is expected, and what may stand in for it.
	Education string `json:"education"`
	// What kind of work someone has done before.
	Experience string `json:"experience"`
	// How the role works with others.
	TeamRole string `json:"team_role"`
	// What the work is about.
	Focus string `json:"focus"`
	// What will have been achieved after the first months.
	Success []string `json:"success"`
	// Whom someone in the role works with.
	WorksWith []string `json:"works_with" example:"Product managers"`
	// What speaks for hiring the role, and against it.
	HireWhen []jobad.HireRule `json:"hire_when"`
	// What changes at each level, from first to last.
	AtLevels []RoleLevel `json:"at_levels"`
}

// RoleLevel is what changes at one level. Its lines come before those of the role, and omit names lines of the role
// that do not apply.
type RoleLevel struct {
	// The level.
	Level jobad.Level `json:"level" example:"senior"`
	// What the role is called at it.
	Title string `json:"title" example:"Senior Backend Engineer"`
	// How much someone is responsible for.
	Scope string `json:"scope"`
	// How much someone decides alone.
	Autonomy string `json:"autonomy"`
	// What kind of work someone at the level has done before.
	Experience string `json:"experience"`
	// Lines before those of the role.
	Responsibilities []string `json:"responsibilities"`
	// Lines before those of the role.
	MustHave []string `json:"must_have"`
	// Lines instead of those of the role; empty is those of the role.
	Success []string `json:"success"`
	// Lines of the role that do not apply at the level.
	Omit []string `json:"omit" example:"responsibilities/3"`
}

// ListedRole is a role in a list, and why a search found it.
type ListedRole struct {
	RoleSummary

	// Lines of the role that have words of the search, the best first, five at most. Missing without q.
	Matches []RoleMatch `json:"matches,omitempty"`
}

// RoleMatch is a line of a role that has words of a search.
type RoleMatch struct {
	// Where in the role it is; levels is the title at a level.
	Section string `json:"section" example:"skills"`
	// The line in full.
	Text string `json:"text" example:"Container orchestration"`
	// The line in the catalog.
	Source string `json:"source" example:"catalog:platform-engineer/skills/2"`
	// The words that it was found by, as they were typed. The line may have them in another form, or other words for them.
	Words []string `json:"words" example:"kubernetes"`
}

// RoleList is a page of roles.
type RoleList struct {
	// The roles of this page.
	Items []ListedRole `json:"items"`
	// Leads to the next page; missing on the last.
	NextCursor string `json:"next_cursor,omitempty"`
}

// roleIndex is every role as it is sent, by slug.
type roleIndex struct {
	slugs     []string // sorted
	summaries map[string]RoleSummary
	details   map[string]*reply
}

func newRoleIndex(c *catalog.Catalog) (*roleIndex, error) {
	index := &roleIndex{summaries: map[string]RoleSummary{}, details: map[string]*reply{}}
	roles := slices.Clone(c.Roles())
	slices.SortFunc(roles, func(a, b jobad.Role) int { return cmp.Compare(a.Slug, b.Slug) })
	for i := range roles {
		known, _ := c.Role(roles[i].Slug)
		role := roleOf(c, known)
		detail, err := resource(role)
		if err != nil {
			return nil, err
		}
		index.details[role.Slug] = detail
		index.slugs = append(index.slugs, role.Slug)
		index.summaries[role.Slug] = role.RoleSummary
	}
	return index, nil
}

func roleOf(c *catalog.Catalog, r *jobad.Role) Role {
	role := Role{
		RoleSummary: RoleSummary{
			Slug: r.Slug, Title: r.Title, Aliases: []string{}, Family: r.Family, Levels: r.LevelSlugs(),
			DefaultLevel: r.DefaultLevel, Summary: r.Summary,
		},
		Track: r.Track, Codes: r.Codes, Names: list(r.Aliases), Purpose: r.Purpose,
		Responsibilities: list(r.Responsibilities), MustHave: list(r.MustHave), NiceToHave: list(r.NiceToHave),
		Skills: list(r.Skills), Education: r.Education, Experience: r.Experience, TeamRole: r.TeamRole, Focus: r.Focus,
		Success: list(r.Success), WorksWith: list(r.WorksWith), HireWhen: list(r.HireWhen),
	}
	for _, alias := range r.Aliases {
		role.Aliases = append(role.Aliases, alias.Title)
	}
	for _, level := range r.LevelSlugs() {
		l := r.Levels[level]
		role.AtLevels = append(role.AtLevels, RoleLevel{
			Level: level, Title: c.Title(r, level), Scope: l.Scope, Autonomy: l.Autonomy, Experience: l.Experience,
			Responsibilities: list(l.Responsibilities), MustHave: list(l.MustHave), Success: list(l.Success), Omit: list(l.Omit),
		})
	}
	return role
}

// list is never null in JSON.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// listRoles lists roles by slug, or by how well a search finds them.
//
//	@Summary		List and search roles
//	@Description	Roles in the order of their slugs, or with q the best first. With several filters, roles that pass all of them.
//	@Description
//	@Description	A search takes titles, skills, and what somebody is needed for: "someone who keeps our Kubernetes cluster running". No word has to be there: each word adds what it is worth, and roles far behind the best are left out. Endings of words do not matter, small mistakes in spelling are mended, and the last word may be unfinished. `matches` says where the words were found.
//	@Description
//	@Description	A cursor leads on in the list that it came from: one of another search or filter is refused.
//	@ID				listRoles
//	@Tags			catalog
//	@Produce		json
//	@Param			q		query		string	false	"What somebody would type who looks for the role"	maxLength(200)	example(someone who keeps our servers running)
//	@Param			family	query		string	false	"Slug of a family"	example(software-engineering)
//	@Param			level	query		string	false	"A level that the role is hired at"	Enums(intern, entry, junior, mid, senior, lead, principal, executive)
//	@Param			limit	query		int		false	"Length of a page"	minimum(1)	maximum(100)	default(20)
//	@Param			cursor	query		string	false	"next_cursor of the page before"
//	@Success		200		{object}	RoleList	"A page of roles"
//	@Failure		400		{object}	Problem
//	@Router			/roles [get]
func (s *server) listRoles(c echo.Context) error {
	if err := checkQuery(c, "q", "family", "level", "limit", "cursor"); err != nil {
		return err
	}
	wanted, err := s.roleFilter(c)
	if err != nil {
		return err
	}
	items := s.rankedRoles(c.QueryParam("q"), wanted)
	page, err := pageOf(c, items, func(r *rankedRole) string { return r.rank })
	if err != nil {
		return err
	}
	page.link(c)
	found := RoleList{Items: []ListedRole{}, NextCursor: page.next}
	for i := range page.items {
		found.Items = append(found.Items, page.items[i].role)
	}
	r, err := resource(found)
	if err != nil {
		return err
	}
	return s.send(c, r)
}

// maxMatches is how many lines of a role say why a search found it.
const maxMatches = 5

// rankedRole is a role and its place in a list, which is text that sorts as the list does.
type rankedRole struct {
	rank string
	role ListedRole
}

// rankedRoles are the roles that pass a filter: all in the order of their slugs, or those that a search finds.
func (s *server) rankedRoles(search string, wanted *roleFilter) []rankedRole {
	var all []rankedRole
	if search == "" {
		for _, slug := range s.roles.slugs {
			if summary := s.roles.summaries[slug]; wanted.passes(&summary) {
				all = append(all, rankedRole{slug, ListedRole{RoleSummary: summary}})
			}
		}
		return all
	}
	for i, hit := range s.generator.Catalog().Search(search) {
		if summary := s.roles.summaries[hit.Role.Slug]; wanted.passes(&summary) {
			all = append(all, rankedRole{fmt.Sprintf("%06d", i), ListedRole{RoleSummary: summary, Matches: matchesOf(&hit)}})
		}
	}
	return all
}

func matchesOf(hit *catalog.Hit) []RoleMatch {
	var all []RoleMatch
	for _, m := range hit.Matches[:min(maxMatches, len(hit.Matches))] {
		all = append(all, RoleMatch{Section: m.Section, Text: m.Line.Text, Source: m.Line.Source, Words: m.Words})
	}
	return all
}

// roleFilter is what a list of roles is narrowed to.
type roleFilter struct {
	family string
	level  jobad.Level
}

func (s *server) roleFilter(c echo.Context) (*roleFilter, error) {
	f := &roleFilter{
		family: c.QueryParam("family"),
		level:  jobad.Level(c.QueryParam("level")),
	}
	if utf8.RuneCountInString(c.QueryParam("q")) > 200 {
		return nil, badParameter("q", "too_long", "is longer than 200 characters; use fewer words.")
	}
	known := func(family jobad.Family) bool { return family.Slug == f.family }
	if f.family != "" && !slices.ContainsFunc(s.generator.Catalog().Families(), known) {
		return nil, badParameter("family", "unknown_value", "is not the slug of a family; /v1/families lists them.")
	}
	if f.level != "" && f.level.Rank() < 0 {
		return nil, badParameter("level", "unknown_value", "is not a level; /v1/levels lists them.")
	}
	return f, nil
}

func (f *roleFilter) passes(r *RoleSummary) bool {
	return (f.family == "" || f.family == r.Family) && (f.level == "" || slices.Contains(r.Levels, f.level))
}

// getRole returns one role.
//
//	@Summary		One role
//	@Description	Everything the catalog holds for a role, and what changes at each level it is hired at.
//	@ID				getRole
//	@Tags			catalog
//	@Produce		json
//	@Param			slug	path		string	true	"Slug of the role"	example(backend-engineer)
//	@Success		200		{object}	Role	"The role"
//	@Failure		400,404	{object}	Problem
//	@Router			/roles/{slug} [get]
func (s *server) getRole(c echo.Context) error {
	r, ok := s.roles.details[c.Param("slug")]
	if !ok {
		return notFound("There is no role of that slug; /v1/roles lists them.")
	}
	return s.send(c, r)
}
