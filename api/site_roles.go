package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/site"
)

// maxFound is how many roles a page shows of those that a search finds.
const maxFound = 50

// shelf is what the pages of roles take from the catalog.
type shelf struct {
	entries     map[string]site.RoleEntry // by slug, without matches
	groups      []site.RoleGroup          // families that have roles, in the order of the catalog
	levels      []site.Choice
	comparisons map[string][]*jobad.Comparison // by slug of each of their roles
}

func newShelf(c *catalog.Catalog) *shelf {
	s := &shelf{entries: map[string]site.RoleEntry{}, comparisons: map[string][]*jobad.Comparison{}}
	for _, info := range c.Scale() {
		s.levels = append(s.levels, site.Choice{Slug: string(info.Slug), Title: info.Title})
	}
	for i := range c.Comparisons() {
		comparison := &c.Comparisons()[i]
		for _, slug := range comparison.Roles {
			s.comparisons[slug] = append(s.comparisons[slug], comparison)
		}
	}
	for _, family := range c.Families() {
		group := site.RoleGroup{Slug: family.Slug, Title: family.Title, Summary: family.Summary}
		for i := range c.Roles() {
			if role := &c.Roles()[i]; role.Family == family.Slug {
				s.entries[role.Slug] = s.entry(role)
				group.Roles = append(group.Roles, s.entries[role.Slug])
			}
		}
		if len(group.Roles) > 0 {
			s.groups = append(s.groups, group)
		}
	}
	return s
}

func (s *shelf) entry(role *jobad.Role) site.RoleEntry {
	e := site.RoleEntry{Slug: role.Slug, Title: role.Title, Summary: role.Summary, Compare: []string{role.Slug}}
	for _, level := range role.LevelSlugs() {
		e.Levels = append(e.Levels, s.levelTitle(level))
	}
	if all := s.comparisons[role.Slug]; len(all) > 0 {
		e.Compare = all[0].Roles
	}
	return e
}

// levelTitle is what the scale calls a level.
func (s *shelf) levelTitle(level jobad.Level) string {
	for _, known := range s.levels {
		if known.Slug == string(level) {
			return known.Title
		}
	}
	return string(level)
}

// finder is the form with what was asked for.
func (s *shelf) finder(query, family, level string) site.Finder {
	f := site.Finder{Query: query, Levels: slices.Clone(s.levels)}
	for i := range f.Levels {
		f.Levels[i].Chosen = f.Levels[i].Slug == level
	}
	for i := range s.groups {
		g := &s.groups[i]
		f.Families = append(f.Families, site.Choice{Slug: g.Slug, Title: g.Title, Chosen: g.Slug == family})
	}
	return f
}

// list is the page of roles, which those that were asked for are still to be put in.
func (s *shelf) list(finder site.Finder) *site.RoleList {
	return &site.RoleList{Finder: finder, Total: len(s.entries), All: s.groups}
}

// all is the page if nothing was asked for.
func (s *shelf) all() *site.RoleList {
	l := s.list(s.finder("", "", ""))
	l.Groups = s.groups
	return l
}

// rolesPage shows all roles by family, or those that a search or a filter finds.
func (s *server) rolesPage(c echo.Context) error {
	if to, ok := tidied(c.Request().URL); ok {
		return c.Redirect(http.StatusSeeOther, to)
	}
	if err := checkQuery(c, "q", "family", "level"); err != nil {
		return err
	}
	if c.Request().URL.RawQuery == "" {
		return s.send(c, s.pages.fixed["roles"])
	}
	wanted, err := s.roleFilter(c)
	if err != nil {
		return err
	}
	query := c.QueryParam("q")
	list := s.pages.shelf.list(s.pages.shelf.finder(query, wanted.family, string(wanted.level)))
	if found := s.rankedRoles(query, wanted); query == "" {
		list.Groups = s.pages.shelf.grouped(found)
	} else {
		list.Found, list.Beyond = s.entriesOf(found[:min(maxFound, len(found))]), max(0, len(found)-maxFound)
	}
	body, err := s.pages.site.Roles(list)
	if err != nil {
		return err
	}
	return s.send(c, htmlPage(body))
}

// tidied is the address without the fields that a form sends empty; ok is false if there is none.
func tidied(u *url.URL) (to string, ok bool) {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return "", false // checkQuery says so
	}
	for _, name := range []string{"q", "family", "level"} {
		if all, there := values[name]; there && len(all) == 1 && strings.TrimSpace(all[0]) == "" {
			values.Del(name)
			ok = true
		}
	}
	if len(values) == 0 {
		return "/roles", ok
	}
	return "/roles?" + values.Encode(), ok
}

// grouped are roles by family.
func (s *shelf) grouped(found []rankedRole) []site.RoleGroup {
	passed := map[string]bool{}
	for i := range found {
		passed[found[i].role.Slug] = true
	}
	var groups []site.RoleGroup
	for _, g := range s.groups {
		g.Roles = slices.DeleteFunc(slices.Clone(g.Roles), func(e site.RoleEntry) bool { return !passed[e.Slug] })
		if len(g.Roles) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// entriesOf are the roles that a search found, with the lines that it found.
func (s *server) entriesOf(found []rankedRole) []site.RoleEntry {
	var entries []site.RoleEntry
	for i := range found {
		e := s.pages.shelf.entries[found[i].role.Slug]
		for _, m := range found[i].role.Matches {
			match := site.Match{Section: m.Section, Text: m.Text, Words: m.Words}
			if m.Section == "aliases" && s.neverShown(e.Slug, m.Text) {
				match.Text = ""
			}
			e.Matches = append(e.Matches, match)
		}
		entries = append(entries, e)
	}
	return entries
}

// neverShown reports whether a name of a role is only for finding it.
func (s *server) neverShown(slug, name string) bool {
	role, ok := s.generator.Catalog().Role(slug)
	return ok && slices.ContainsFunc(role.Aliases, func(a jobad.Alias) bool { return a.Title == name && a.Kind == jobad.SearchOnly })
}
