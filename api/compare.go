package api

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/compare"
	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// maxCompared is the length of the parameter roles in characters, at most.
const maxCompared = 600

// compare puts roles side by side.
//
//	@Summary		Compare roles, or levels of a role
//	@Description	Two to six roles side by side, aspect by aspect; or one role at several levels. Lines that mean the same stand beside each other. Every cell is copied or counted from the catalog and names its source. Where people often confuse roles, a curator says how they differ and when to hire which.
//	@ID				compare
//	@Tags			hiring
//	@Produce		json,text/markdown,html
//	@Param			roles	query		string	true	"Slugs or titles of roles, divided by commas; a level behind an @, or in a title, compares the role at that level"	maxLength(600)	example(backend-engineer,backend-developer)
//	@Param			level	query		string	false	"The level of every role that has none behind an @. Without it, what holds at all levels is compared"	Enums(intern, entry, junior, mid, senior, lead, principal, executive)
//	@Param			format	query		string	false	"json, markdown or html; overrides Accept"	Enums(json, markdown, html)
//	@Success		200		{object}	jobad.SideBySide	"The comparison"
//	@Failure		400,406	{object}	Problem
//	@Router			/compare [get]
func (s *server) compare(c echo.Context) error {
	if err := checkQuery(c, "roles", "level", "format"); err != nil {
		return err
	}
	c.Response().Header().Set("Vary", "Accept, Accept-Encoding")
	format, err := s.comparisonFormat(c)
	if err != nil {
		return err
	}
	columns, err := s.columns(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := format.Encode(&b, s.comparer.Compare(columns)); err != nil {
		return err
	}
	r := static(contentType(format.MediaType), b.Bytes())
	r.csp = s.policies[format.Name]
	return s.send(c, r)
}

// comparisonFormat is the format that is asked for: by ?format=, else by Accept, else JSON.
func (s *server) comparisonFormat(c echo.Context) (*export.ComparisonFormat, error) {
	var names, mediaTypes []string
	for _, f := range s.comparisons {
		names, mediaTypes = append(names, f.Name), append(mediaTypes, f.MediaType)
	}
	if name := c.QueryParam("format"); name != "" {
		i := slices.Index(names, name)
		if i < 0 {
			return nil, badParameter("format", "unknown_value", "is not one of the formats; use "+strings.Join(names, ", ")+".")
		}
		return &s.comparisons[i], nil
	}
	i := negotiate(c.Request().Header.Values("Accept"), mediaTypes)
	if i < 0 {
		return nil, notAcceptable(mediaTypes)
	}
	return &s.comparisons[i], nil
}

// columns are what the parameters roles and level name. The error holds everything that is wrong with them.
func (s *server) columns(c echo.Context) ([]compare.Column, error) {
	list, level := c.QueryParam("roles"), jobad.Level(c.QueryParam("level"))
	if len([]rune(list)) > maxCompared {
		return nil, badParameter("roles", "too_long", fmt.Sprintf("is longer than %d characters; use slugs.", maxCompared))
	}
	names := strings.Split(list, ",")
	if n := len(names); list == "" || n < compare.MinRoles || n > compare.MaxRoles {
		return nil, badParameter("roles", "wrong_count", fmt.Sprintf("must name %d to %d roles, divided by commas.", compare.MinRoles, compare.MaxRoles))
	}
	if level != "" && level.Rank() < 0 {
		return nil, badParameter("level", "unknown_value", "is not a level; /v1/levels lists them.")
	}
	var columns []compare.Column
	var all *problem
	for _, name := range names {
		column, fault := s.column(strings.TrimSpace(name), level)
		if fault == nil && slices.Contains(columns, column) {
			fault = badParameter("roles", "duplicate", "names "+column.ID()+" twice; keep one.")
		}
		switch {
		case fault == nil:
			columns = append(columns, column)
		case all == nil:
			all = fault
		default:
			all.errors = append(all.errors, fault.errors...)
		}
	}
	if all != nil {
		return nil, all
	}
	return columns, nil
}

// column is a role that the parameter roles names, at the level behind its @ or else at the given one.
func (s *server) column(name string, level jobad.Level) (compare.Column, *problem) {
	title, at, _ := strings.Cut(name, "@")
	role, said, ok := s.generator.RoleOf(title)
	switch {
	case at != "":
		level = jobad.Level(at)
	case level == "":
		level = said
	}
	switch {
	case title == "":
		return compare.Column{}, badParameter("roles", "empty_parameter", "has an empty place; name a role before and after each comma.")
	case !ok:
		return compare.Column{}, badParameter("roles", "unknown_role", "names no role of the catalog by “"+title+"”; "+s.generator.NearestHint(title)+".")
	case level != "" && role.Levels[level] == nil:
		return compare.Column{}, badParameter("roles", "unknown_level", fmt.Sprintf("asks for %s at “%s”; it is hired at %s.", role.Slug, level, joinLevels(role.LevelSlugs())))
	}
	return compare.Column{Role: role, Level: level}, nil
}

func joinLevels(levels []jobad.Level) string {
	var all []string
	for _, level := range levels {
		all = append(all, string(level))
	}
	return strings.Join(all, ", ")
}

// AdviceRequest is what somebody is needed for. Candidates or a description must be there.
type AdviceRequest struct {
	// The roles to choose between, by slug or title; without any, the whole catalog, by the description.
	Candidates []string `json:"candidates" validate:"omitempty,min=2,max=6,dive,required,max=120" example:"backend-engineer,backend-developer"`
	// What is known of the need. Leave out what you do not know.
	Need NeedAnswers `json:"need"`
	// What somebody is needed for, in your own words. They are compared with the lines of the catalog.
	Description string `json:"description" validate:"max=4000" text:"block" example:"Our checkout is slow whenever we run a campaign, and nobody knows why."`
	// The employer, for the brief in the reply.
	Company AdviceCompany `json:"company"`
}

// AdviceCompany is the employer who asks.
type AdviceCompany struct {
	// What the employer is called.
	Name string `json:"name" validate:"max=120" example:"Acme GmbH"`
}

// NeedAnswers are facts about a need, any of which may be left out.
type NeedAnswers struct {
	// What is to be solved: new_architecture if something must be designed or rethought from scratch, feature_throughput if more of the known work must get done, scaling if growth or load outgrows what is there, maintenance if what exists must keep running well, compliance for rules, audits and safety.
	Problem string `json:"problem" validate:"omitempty,oneof=new_architecture feature_throughput scaling maintenance compliance" example:"scaling"`
	// How far the company has come.
	Stage string `json:"stage" validate:"omitempty,oneof=idea startup growth enterprise" example:"growth"`
	// How many people are on the team today.
	TeamSize *int `json:"team_size" validate:"omitempty,min=0,max=100000" example:"4"`
	// Whether somebody owns the overall design or direction.
	HasArchitect *bool `json:"has_architect" example:"false"`
	// Whether somebody has time to teach the hire.
	CanMentor *bool `json:"can_mentor" example:"true"`
	// What can be spent, compared with what such people cost in the place.
	Budget string `json:"budget" validate:"omitempty,oneof=low medium high" example:"medium"`
	// Roles that are on the team today, by slug or title.
	Team []string `json:"team" validate:"max=50,dive,required,max=120" example:"frontend-developer"`
}

// advise says whom to hire.
//
//	@Summary		Advise whom to hire
//	@Description	From a need to a verdict: hire one of the candidates, either, or neither and somebody else. Rules of the catalog decide; every reason names its rule, text and source, and flips tell which single change of an answer would change the verdict. Without candidates the whole catalog is looked at. The brief in the reply can be sent to /v1/generate as it is.
//	@ID				advise
//	@Tags			hiring
//	@Accept			json
//	@Produce		json
//	@Param			need	body		AdviceRequest	true	"What somebody is needed for"
//	@Success		200		{object}	jobad.Advice	"Whom to hire, and why"
//	@Failure		400,413,415,422	{object}	Problem
//	@Router			/advise [post]
func (s *server) advise(c echo.Context) error {
	r, err := decode(c, s.needs)
	if err != nil {
		return err
	}
	question, faults := s.question(&r.value)
	if p := r.refused(faults); p != nil {
		return p
	}
	reply, err := resource(s.comparer.Advise(question))
	if err != nil {
		return err
	}
	reply.tag, reply.cache, reply.status = "", "no-store", http.StatusOK
	return s.send(c, reply)
}

// question finds the roles that a request names. The faults are what is wrong beside its tags.
func (s *server) question(a *AdviceRequest) (*compare.Question, []jobad.Fault) {
	var faults []jobad.Fault
	find := func(pointer string, names []string) []string {
		var slugs []string
		for i, name := range names {
			at := fmt.Sprintf("%s/%d", pointer, i)
			role, _, ok := s.generator.RoleOf(name)
			switch {
			case name == "": // is told by its tag
			case !ok:
				faults = append(faults, jobad.Fault{Pointer: at, Code: "unknown_role", Detail: "is not a role or a title in the catalog; " + s.generator.NearestHint(name) + "."})
			case slices.Contains(slugs, role.Slug):
				faults = append(faults, jobad.Fault{Pointer: at, Code: "duplicate", Detail: "is " + role.Slug + ", which is there already; keep one."})
			default:
				slugs = append(slugs, role.Slug)
			}
		}
		return slugs
	}
	n := &a.Need
	q := &compare.Question{
		Candidates: find("/candidates", a.Candidates), Description: a.Description, Company: a.Company.Name,
		Need: jobad.Need{
			Problem: jobad.NeedProblem(n.Problem), Stage: jobad.Stage(n.Stage), TeamSize: n.TeamSize, HasArchitect: n.HasArchitect,
			CanMentor: n.CanMentor, Budget: jobad.Budget(n.Budget), Team: find("/need/team", n.Team),
		},
	}
	if len(a.Candidates) == 0 && strings.TrimSpace(a.Description) == "" {
		faults = append(faults, jobad.Fault{Pointer: "/description", Code: "required", Detail: "is missing; without candidates, say what somebody is needed for."})
	}
	return q, faults
}
