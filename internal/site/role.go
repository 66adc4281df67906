package site

import (
	"html/template"
	"strings"

	"rolewright/internal/jobad"
)

// RolePage is what the page of a role at a level shows.
type RolePage struct {
	Slug string
	// Name is the title of the role, and Title that at the level.
	Name, Title string
	Summary     string
	// Family groups the role.
	FamilySlug, FamilyTitle string
	// Synonyms are other titles of the same job, and Narrower those of a part of it, that people may see.
	Synonyms, Narrower []string

	Purpose, TeamRole, Focus, Education, Experience string

	WorksWith, Skills []string

	// Levels are those that the role is hired at, from first to last.
	Levels []RoleLevel
	// Comparisons are those that tell the role apart from others.
	Comparisons []Comparison
	// For and Against are what speaks for hiring the role, and against it.
	For, Against []string

	// Ad is the ad for the role at the level that tells nothing of the job itself.
	Ad *jobad.Ad
}

// RoleLevel is a role at one of its levels.
type RoleLevel struct {
	Role            string // slug
	Slug            string
	Name            string // of the level
	Title           string // of the role at the level
	Scope, Autonomy string
	// Default is the level that the address of the role shows, and Current the one of this page.
	Default, Current bool
}

// Comparison tells roles apart.
type Comparison struct {
	Summary string
	Roles   []RoleLink
}

// RoleLink leads to a role.
type RoleLink struct{ Slug, Title string }

// rolePage is what role.html.tmpl shows.
type rolePage struct {
	*RolePage

	Frame   frame
	Current *RoleLevel
	AdHTML  template.HTML
}

// adUnder is the step of the heading that the ad stands under on the page of a role.
const adUnder = 2

// Role lays out the page of a role. One of its levels must be the current one.
func (s *Site) Role(r *RolePage) ([]byte, error) {
	current := &RoleLevel{}
	for i := range r.Levels {
		if r.Levels[i].Current {
			current = &r.Levels[i]
		}
	}
	f := frame{Page: "roles", Styles: []string{"roles"}, Canonical: current.Path()}
	if current.Default {
		f.Title = r.Title + ": job ad, levels, and when to hire: Rolewright"
		f.Description = r.Summary
	} else {
		f.Title = r.Title + ": job ad at level " + current.Name + ": Rolewright"
		f.Description = r.Title + ", level " + current.Name + ". " + current.Scope + " " + current.Autonomy
	}
	return s.lay("role", rolePage{
		RolePage: r, Frame: f, Current: current,
		// The ad is sanitized where it is made: all words in it are escaped, and its tags are those of Markdown.
		AdHTML: template.HTML(demote(r.Ad.HTML, adUnder)), //nolint:gosec // see above
	})
}

// maxAsked is how many questions the page shows at once.
const maxAsked = 6

// FirstQuestions are the most useful of what the ad leaves open.
func (r *RolePage) FirstQuestions() []jobad.Question {
	return r.Ad.Questions[:min(maxAsked, len(r.Ad.Questions))]
}

// MoreQuestions are the rest of what the ad leaves open.
func (r *RolePage) MoreQuestions() []jobad.Question { return r.Ad.Questions[len(r.FirstQuestions()):] }

// ComparePath is the address where the role is compared with those of its first comparison.
func (r *RolePage) ComparePath() string {
	if len(r.Comparisons) == 0 {
		return comparePath([]string{r.Slug})
	}
	return r.Comparisons[0].Path()
}

// FamilyPath is the address of the family among all roles.
func (r *RolePage) FamilyPath() string { return "/roles#family-" + r.FamilySlug }

// Path is the address of the page of the role at the level.
func (l *RoleLevel) Path() string {
	if l.Default {
		return rolePath(l.Role)
	}
	return rolePath(l.Role) + "?level=" + l.Slug
}

// Path is the address where the roles are compared.
func (c *Comparison) Path() string {
	var slugs []string
	for _, role := range c.Roles {
		slugs = append(slugs, role.Slug)
	}
	return comparePath(slugs)
}

// Title names the roles: "Cook or Chef", "Cook, Chef or Server".
func (c *Comparison) Title() string {
	var b strings.Builder
	for i, role := range c.Roles {
		switch {
		case i == 0:
		case i == len(c.Roles)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(role.Title)
	}
	return b.String()
}

// Path is the address of the page of the role.
func (l *RoleLink) Path() string { return rolePath(l.Slug) }
