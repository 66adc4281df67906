package api

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"rolewright/internal/catalog"
)

// Resolution is what a title is taken to mean.
type Resolution struct {
	// The title as it was given.
	Title string `json:"title" example:"Sr. Golang dev - remote"`
	// Slug of the role; null if the text is no title, or fits several roles alike.
	Role *string `json:"role" example:"go-developer"`
	// The level that the title says, as the nearest that the role has; null if it says none.
	Level *string `json:"level" example:"senior" enums:"intern,entry,junior,mid,senior,lead,principal,executive"`
	// How likely it is that the role is right, or the best alternative if there is no role: from 0 to 1.
	Confidence float64 `json:"confidence" example:"0.98"`
	// What the role is called without a level; missing without a role.
	RoleTitle string `json:"role_title,omitempty" example:"Go Developer"`
	// What an ad would be called: the title of the role at the level, or at its default level; missing without a role.
	DisplayTitle string `json:"display_title,omitempty" example:"Senior Go Developer"`
	// The name in the catalog that led to the role; missing without a role.
	Matched string `json:"matched,omitempty" example:"Go Developer"`
	// Other roles that it may mean, the likeliest first, five at most.
	Alternatives []RoleAlternative `json:"alternatives"`
	// What led to neither role nor level, in its order.
	Ignored []IgnoredPart `json:"ignored"`
	// All of the title, in its order: the texts together are the title.
	Parts []TitlePart `json:"parts"`
}

// RoleAlternative is another role that a title may mean.
type RoleAlternative struct {
	// Slug of the role.
	Role string `json:"role" example:"software-engineer"`
	// What the role is called without a level.
	Title string `json:"title" example:"Software Engineer"`
	// How likely it is that the title means this role, from 0 to 1.
	Confidence float64 `json:"confidence" example:"0.01"`
}

// IgnoredPart is a part of a title that leads to neither role nor level.
type IgnoredPart struct {
	// The part, without the spaces around it.
	Text string `json:"text" example:"- remote"`
	// What it is.
	Kind string `json:"kind" example:"workplace" enums:"technology,place,team,contract,workplace,schedule,pay,code,grade,credential,gender_marker,noise,other"`
}

// TitlePart is a part of a title and what it is.
type TitlePart struct {
	// The part, byte for byte.
	Text string `json:"text" example:" - remote"`
	// What it does: name leads to the role and level to the level; the others are ignored.
	Kind string `json:"kind" example:"workplace" enums:"name,level,technology,place,team,contract,workplace,schedule,pay,code,grade,credential,gender_marker,noise,other"`
}

// maxTitle is the length of a title in characters, at most.
const maxTitle = 200

// resolveTitle returns the role and the level that a title means.
//
//	@Summary		Resolve a free-text title
//	@Description	Which role and level a title means as employers write it, and what in it is neither: places, shifts, pay, contracts, codes. Of the roles with a confidence of 0.8 or more, nine in ten are right. A text that is no title, or that fits several roles alike, has a null role and lists them as alternatives. A brief takes the same titles as its role.
//	@ID				resolveTitle
//	@Tags			catalog
//	@Produce		json
//	@Param			title	query		string		true	"A title in English, without control characters"	maxLength(200)	example(Sr. Golang dev - remote)
//	@Success		200		{object}	Resolution	"What the title means"
//	@Failure		400	{object}	Problem
//	@Router			/resolve [get]
func (s *server) resolveTitle(c echo.Context) error {
	title, err := titleParameter(c)
	if err != nil {
		return err
	}
	r, err := resource(resolutionOf(s.generator.Catalog(), title))
	if err != nil {
		return err
	}
	return s.send(c, r)
}

// titleParameter is the title that is asked for.
func titleParameter(c echo.Context) (string, error) {
	if err := checkQuery(c, "title"); err != nil {
		return "", err
	}
	title := c.QueryParam("title")
	switch {
	case strings.TrimSpace(title) == "":
		return "", badParameter("title", "required", "is missing; give a job title.")
	case !utf8.ValidString(title):
		return "", badParameter("title", "invalid_utf8", "is not UTF-8; encode it as UTF-8 before you escape it.")
	case utf8.RuneCountInString(title) > maxTitle:
		return "", badParameter("title", "too_long", "is longer than 200 characters; give the title alone.")
	case strings.ContainsFunc(title, unicode.IsControl):
		return "", badParameter("title", "control_character", "has a control character; leave it out.")
	}
	return title, nil
}

// resolutionOf is what a title means in a catalog, as it is sent.
func resolutionOf(c *catalog.Catalog, title string) *Resolution {
	found := c.Resolve(title)
	r := &Resolution{
		Title: title, Confidence: found.Confidence, Matched: found.Matched,
		Alternatives: []RoleAlternative{}, Ignored: []IgnoredPart{}, Parts: []TitlePart{},
	}
	if level := string(found.Level); level != "" {
		r.Level = &level
	}
	if role := found.Role; role != nil {
		r.Role, r.RoleTitle = &role.Slug, role.Title
		level := found.Level
		if level == "" {
			level = role.DefaultLevel
		}
		r.DisplayTitle = c.Title(role, level)
	}
	for _, a := range found.Alternatives {
		r.Alternatives = append(r.Alternatives, RoleAlternative{Role: a.Role.Slug, Title: a.Role.Title, Confidence: a.Confidence})
	}
	for _, p := range found.Parts {
		r.Parts = append(r.Parts, TitlePart{Text: p.Text, Kind: string(p.Kind)})
		if kind, ok := p.Ignored(); ok {
			r.Ignored = append(r.Ignored, IgnoredPart{Text: strings.TrimSpace(p.Text), Kind: string(kind)})
		}
	}
	return r
}
