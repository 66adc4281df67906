package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"rolewright/internal/jobad"
	"rolewright/internal/site"
)

// sampleCompany is the employer in the ad of a page, which knows of none.
const sampleCompany = "Your company"

// rolePage shows a role at a level, with an ad.
func (s *server) rolePage(c echo.Context) error {
	if err := checkQuery(c, "level"); err != nil {
		return err
	}
	role, ok := s.generator.Catalog().Role(c.Param("slug"))
	if !ok {
		return s.noRole(c.Param("slug"))
	}
	level := role.DefaultLevel
	if asked := c.QueryParam("level"); asked != "" {
		level = jobad.Level(asked)
	}
	if role.Levels[level] == nil {
		return s.noLevel(role)
	}
	page := s.rolePageOf(role, level)
	var err error
	if page.Ad, err = s.sampleAd(role, level); err != nil {
		return err
	}
	body, err := s.pages.site.Role(page)
	if err != nil {
		return err
	}
	return s.send(c, htmlPage(body))
}

// rolePageOf is what the catalog says of a role, seen from a level.
func (s *server) rolePageOf(role *jobad.Role, level jobad.Level) *site.RolePage {
	p := &site.RolePage{
		Slug: role.Slug, Name: role.Title, Title: s.generator.Catalog().Title(role, level), Summary: role.Summary, FamilySlug: role.Family,
		Purpose: role.Purpose, TeamRole: role.TeamRole, Focus: role.Focus, Education: role.Education, Experience: role.Experience,
		WorksWith: role.WorksWith, Skills: role.Skills, Levels: s.roleLevels(role, level), Comparisons: s.comparisonsOf(role),
	}
	if at := slices.IndexFunc(s.pages.shelf.groups, func(g site.RoleGroup) bool { return g.Slug == role.Family }); at >= 0 {
		p.FamilyTitle = s.pages.shelf.groups[at].Title
	}
	for _, alias := range role.Aliases {
		switch alias.Kind {
		case jobad.Synonym:
			p.Synonyms = append(p.Synonyms, alias.Title)
		case jobad.Narrower:
			p.Narrower = append(p.Narrower, alias.Title)
		case jobad.SearchOnly, jobad.Related: // never shown; another job
		}
	}
	for _, rule := range role.HireWhen {
		switch {
		case rule.Points > 0:
			p.For = append(p.For, rule.Text)
		case rule.Points < 0:
			p.Against = append(p.Against, rule.Text)
		}
	}
	return p
}

func (s *server) roleLevels(role *jobad.Role, current jobad.Level) []site.RoleLevel {
	var all []site.RoleLevel
	for _, level := range role.LevelSlugs() {
		all = append(all, site.RoleLevel{
			Role: role.Slug, Slug: string(level), Name: s.pages.shelf.levelTitle(level), Title: s.generator.Catalog().Title(role, level),
			Scope: role.Levels[level].Scope, Autonomy: role.Levels[level].Autonomy,
			Default: level == role.DefaultLevel, Current: level == current,
		})
	}
	return all
}

// comparisonsOf are what tells a role apart from others, with the role itself first.
func (s *server) comparisonsOf(role *jobad.Role) []site.Comparison {
	var all []site.Comparison
	for _, comparison := range s.pages.shelf.comparisons[role.Slug] {
		told := site.Comparison{Summary: comparison.Summary}
		for _, slug := range comparison.Roles {
			told.Roles = append(told.Roles, site.RoleLink{Slug: slug, Title: s.pages.shelf.entries[slug].Title})
		}
		all = append(all, told)
	}
	return all
}

// sampleAd is the ad that a brief makes which tells the role, the level and no more of the job.
func (s *server) sampleAd(role *jobad.Role, level jobad.Level) (*jobad.Ad, error) {
	plan, faults := s.generator.Plan(&jobad.Brief{Role: role.Slug, Level: level, Company: jobad.Company{Name: sampleCompany}})
	if len(faults) > 0 {
		return nil, fmt.Errorf("sample ad: %s at %s: %v", role.Slug, level, faults)
	}
	ad, err := plan.Ad(jobad.HTML)
	if err != nil {
		return nil, err
	}
	ad.Questions = plan.Questions()
	return ad, nil
}

// lostError is a problem that people see as a page.
type lostError struct {
	cause *problem
	page  *site.Lost
}

// Error is for the log.
func (e *lostError) Error() string { return e.cause.Error() }

func (e *lostError) Unwrap() error { return e.cause }

// maxGuess is the length in bytes of a slug that is taken for a misspelt one.
const maxGuess = 120

// noRole is about a slug that no role has, with the roles whose names are like it.
func (s *server) noRole(slug string) error {
	lost := &site.Lost{Heading: "There is no such role", Details: []string{"The address may be misspelt, or the catalog has changed. Search for the role instead."}}
	if len(slug) <= maxGuess {
		for _, near := range s.generator.Nearest(slug) {
			lost.Links = append(lost.Links, site.Link{Path: "/roles/" + near, Title: s.pages.shelf.entries[near].Title})
		}
	}
	return &lostError{notFound("There is no role of that slug; /roles lists them."), lost}
}

// noLevel is about a level that a role is not hired at, with those that it is.
func (s *server) noLevel(role *jobad.Role) error {
	lost := &site.Lost{Heading: role.Title + " has no such level", Details: []string{"These are the levels that the role is hired at."}}
	for _, level := range s.roleLevels(role, role.DefaultLevel) {
		lost.Links = append(lost.Links, site.Link{Path: level.Path(), Title: level.Name})
	}
	return &lostError{notFound("The role is not hired at that level; it is at " + joinLevels(role.LevelSlugs()) + "."), lost}
}

// forPeople answers with a page what a handler refuses, if the caller would rather have that than a problem. The error
// goes on, so that it is logged as any other.
func (s *server) forPeople(handle echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if s.pages.site == nil {
			return notFound("This server was built without pages; /docs/ is the documentation.")
		}
		err := handle(c)
		if err == nil || c.Response().Committed {
			return err
		}
		c.Response().Header().Set("Vary", "Accept, Accept-Encoding")
		if negotiate(c.Request().Header.Values("Accept"), []string{"application/problem+json", "text/html"}) != 1 {
			return err
		}
		p := problemOf(err)
		body, layErr := s.pages.site.Lost(s.lost(err, p))
		if layErr != nil {
			return layErr
		}
		r := htmlPage(body)
		r.status, r.tag, r.cache = p.status, "", "no-store"
		if sendErr := s.send(c, r); sendErr != nil {
			return sendErr
		}
		return err
	}
}

// lost is what a page says of an error.
func (s *server) lost(err error, p *problem) *site.Lost {
	lost := &site.Lost{Heading: "This address cannot be read", Details: []string{p.detail}}
	e, ok := errors.AsType[*lostError](err)
	switch {
	case ok:
		lost = e.page
	case p.status >= http.StatusInternalServerError:
		lost.Heading, lost.Details = "Something failed on our side", []string{"Try again in a moment."}
	case len(p.errors) > 0:
		lost.Details = nil
		for _, e := range p.errors {
			lost.Details = append(lost.Details, e.Detail)
		}
	}
	lost.Finder = s.pages.shelf.finder("", "", "")
	return lost
}
