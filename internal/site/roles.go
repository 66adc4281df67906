package site

import (
	"slices"
	"strconv"
	"strings"
)

// RoleList is what the page of all roles shows: every role by family, or what a search or a filter leaves of them.
type RoleList struct {
	Finder

	// Total is how many roles there are, found or not.
	Total int
	// All are the families that have roles, for finding one's way.
	All []RoleGroup
	// Groups are the roles that pass the filters, by family. A search has none.
	Groups []RoleGroup
	// Found are the roles that a search finds, the best first.
	Found []RoleEntry
	// Beyond is how many more the search finds than are shown.
	Beyond int
}

// Finder is the form that looks for roles: what was asked for, and what can be chosen.
type Finder struct {
	Query            string
	Families, Levels []Choice
}

// Choice is an option of a form.
type Choice struct {
	Slug, Title string
	Chosen      bool
}

// RoleGroup is a family with its roles.
type RoleGroup struct {
	Slug, Title, Summary string
	Roles                []RoleEntry
}

// RoleEntry is a role in a list.
type RoleEntry struct {
	Slug, Title, Summary string
	// Levels are the names of the levels that the role is hired at.
	Levels []string
	// Compare are the slugs of the role and of those that it is confused with.
	Compare []string
	// Matches are the lines that a search found, the best first.
	Matches []Match
}

// Match is a line of a role that a search found.
type Match struct {
	// Section is the key of the catalog that holds the line.
	Section string
	// Text is the line; empty if it must not be shown.
	Text string
	// Words are the words that it was found by, as they were typed.
	Words []string
}

// rolesPage is what roles.html.tmpl shows.
type rolesPage struct {
	*RoleList

	Frame frame
}

// Roles lays out the page of all roles.
func (s *Site) Roles(l *RoleList) ([]byte, error) {
	f := frame{
		Page: "roles", Title: "Job roles, each with an ad at every level: Rolewright", Styles: []string{"roles"},
		Description: l.Size() + ": what each role is about, how its levels differ, when to hire it, and an ad to start from.",
		Canonical:   "/roles",
	}
	if l.Narrowed() {
		f.Title, f.Unlisted, f.Canonical = l.Heading()+": Rolewright", true, ""
	}
	return s.lay("roles", rolesPage{l, f})
}

// Narrowed reports whether something was asked for.
func (f *Finder) Narrowed() bool { return f.Query != "" || f.Family() != "" || f.Level() != "" }

// Family is the name of the family that was chosen; empty is every family.
func (f *Finder) Family() string { return chosen(f.Families) }

// Level is the name of the level that was chosen; empty is every level.
func (f *Finder) Level() string { return chosen(f.Levels) }

func chosen(all []Choice) string {
	for _, c := range all {
		if c.Chosen {
			return c.Title
		}
	}
	return ""
}

// Asked is what was asked for in words: “night shift” in Healthcare at level Lead.
func (f *Finder) Asked() string {
	var parts []string
	if f.Query != "" {
		parts = append(parts, "“"+f.Query+"”")
	}
	if family := f.Family(); family != "" {
		parts = append(parts, "in "+family)
	}
	if level := f.Level(); level != "" {
		parts = append(parts, "at level "+level)
	}
	return strings.Join(parts, " ")
}

// Heading says how many roles there are for what was asked.
func (l *RoleList) Heading() string {
	n := len(l.Found) + l.Beyond
	for i := range l.Groups {
		n += len(l.Groups[i].Roles)
	}
	switch {
	case n == 0:
		return "No role fits " + l.Asked()
	case l.Query == "":
		return roles(n) + " " + l.Asked()
	case n == 1:
		return "1 role fits " + l.Asked()
	}
	return roles(n) + " fit " + l.Asked()
}

// Size says how many roles and families there are.
func (l *RoleList) Size() string {
	if len(l.All) == 1 {
		return roles(l.Total) + " in 1 family"
	}
	return roles(l.Total) + " in " + strconv.Itoa(len(l.All)) + " families"
}

func roles(n int) string {
	if n == 1 {
		return "1 role"
	}
	return strconv.Itoa(n) + " roles"
}

// Path is the address of the page of the role.
func (e *RoleEntry) Path() string { return rolePath(e.Slug) }

// ComparePath is the address where the role is compared with those that it is confused with.
func (e *RoleEntry) ComparePath() string { return comparePath(e.Compare) }

// About is the summary for a list: its first sentence, or all of it if a search found words in it.
func (e *RoleEntry) About() []Piece {
	if i := slices.IndexFunc(e.Matches, Match.inSight); i >= 0 {
		return e.Matches[i].Pieces()
	}
	return []Piece{{Text: firstSentence(e.Summary)}}
}

// inSight reports whether it is the summary with its words marked.
func (m Match) inSight() bool { return m.Section == "summary" && m.FoundBy() == "" }

// maxReasons is how many lines of a role say why a search found it.
const maxReasons = 3

// Reasons are the matches that are not in sight already, the best first.
func (e *RoleEntry) Reasons() []Match {
	var all []Match
	for _, m := range e.Matches {
		if m.Section != "slug" && m.Section != "title" && !m.inSight() && len(all) < maxReasons {
			all = append(all, m)
		}
	}
	return all
}

// Label is what kind of line it is.
func (m Match) Label() string {
	switch m.Section {
	case "aliases":
		return "Other name"
	case "levels":
		return "Level"
	case "skills":
		return "Skill"
	case "summary":
		return "Summary"
	case "purpose":
		return "Purpose"
	case "focus":
		return "Focus"
	case "responsibilities":
		return "Does"
	case "must_have":
		return "Needs"
	case "nice_to_have":
		return "Helps"
	case "team_role":
		return "In the team"
	case "success":
		return "Success"
	}
	return "Says"
}

// Pieces are the line, with the words that it was found by.
func (m Match) Pieces() []Piece { return mark(m.Text, m.Words) }

// FoundBy are the words that it was found by, if the line does not show them; else empty.
func (m Match) FoundBy() string {
	for _, p := range m.Pieces() {
		if p.Hit {
			return ""
		}
	}
	return strings.Join(m.Words, " ")
}

func rolePath(slug string) string { return "/roles/" + slug }

func comparePath(slugs []string) string { return "/compare?roles=" + strings.Join(slugs, ",") }
