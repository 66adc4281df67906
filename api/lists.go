package api

import (
	"time"

	"github.com/labstack/echo/v4"

	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

// Family is a group of roles.
type Family struct {
	jobad.Family

	// Slugs of its roles.
	Roles []string `json:"roles" example:"backend-engineer"`
}

// FamilyList is every family.
type FamilyList struct {
	// In the order of the catalog.
	Items []Family `json:"items"`
}

// Level is a step of seniority.
type Level struct {
	jobad.LevelInfo

	// What the level is called, and what it adds, on each track that has it.
	Tracks []LevelOnTrack `json:"tracks"`
}

// LevelOnTrack is a level as one track has it.
type LevelOnTrack struct {
	// Slug of the track.
	Track string `json:"track" example:"engineering"`
	// How a title is made of that of the role.
	Name string `json:"name" example:"Senior {title}"`
	// What the level adds to the one before.
	Adds string `json:"adds"`
}

// LevelList is the scale in its order.
type LevelList struct {
	// From first to last.
	Items []Level `json:"items"`
}

// TemplateList is every template.
type TemplateList struct {
	// By name.
	Items []jobad.Template `json:"items"`
}

// Format is a format that an ad can be had in.
type Format struct {
	// For ?format=.
	Name string `json:"name" example:"markdown"`
	// Of the reply, and for Accept unless by_name_only.
	MediaType string `json:"media_type" example:"text/markdown"`
	// Whether only the parameter format chooses it, since other formats have the same media type.
	ByNameOnly bool `json:"by_name_only" example:"false"`
	// What it is called.
	Title string `json:"title" example:"Markdown"`
	// What it is good for.
	About string `json:"about"`
	// Of a file, without the dot.
	Extension string `json:"extension" example:"md"`
}

// FormatList is every format; the first is the default.
type FormatList struct {
	// The default first.
	Items []Format `json:"items"`
}

// Catalog is what the ads of this server are made from.
type Catalog struct {
	// SHA-256 of the catalog, as in the provenance of an ad.
	Digest string `json:"digest" example:"sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"`
	// How many roles there are.
	Roles int `json:"roles" example:"12"`
	// How many families there are.
	Families int `json:"families" example:"8"`
	// How many titles and aliases find a role.
	Titles int `json:"titles" example:"85"`
	// When the catalog was read.
	LoadedAt time.Time `json:"loaded_at" example:"2026-11-22T10:00:00Z"`
	// Why a later change of the catalog or the templates is not in use; missing if there is none.
	LastReloadError *ReloadError `json:"last_reload_error,omitempty"`
	// Version of Rolewright.
	Version string `json:"version" example:"1.0.0"`
}

// lists are the collections that do not change while the server runs.
type lists struct {
	families, levels, templates, formats, jurisdictions *reply
	catalog                                             Catalog
}

func newLists(g *generate.Generator, formats []export.Format, info Info) (l lists, err error) {
	for _, entry := range []struct {
		reply **reply
		value any
	}{
		{&l.families, familyList(g)},
		{&l.levels, levelList(g)},
		{&l.templates, TemplateList{g.Templates()}},
		{&l.formats, formatList(formats)},
		{&l.jurisdictions, jurisdictionList(g.Jurisdictions())},
	} {
		if *entry.reply, err = resource(entry.value); err != nil {
			return l, err
		}
	}
	l.catalog = Catalog{
		Digest: g.Catalog().Digest(), Roles: len(g.Catalog().Roles()), Families: len(g.Catalog().Families()),
		Titles: g.Catalog().Titles(), LoadedAt: info.LoadedAt, Version: info.Version,
	}
	return l, nil
}

func familyList(g *generate.Generator) FamilyList {
	all := FamilyList{Items: []Family{}}
	for _, family := range g.Catalog().Families() {
		f := Family{Family: family, Roles: []string{}}
		for i := range g.Catalog().Roles() {
			if role := &g.Catalog().Roles()[i]; role.Family == family.Slug {
				f.Roles = append(f.Roles, role.Slug)
			}
		}
		all.Items = append(all.Items, f)
	}
	return all
}

func levelList(g *generate.Generator) LevelList {
	all := LevelList{Items: []Level{}}
	for _, info := range g.Catalog().Scale() {
		level := Level{LevelInfo: info, Tracks: []LevelOnTrack{}}
		for _, track := range g.Catalog().Tracks() {
			if at, ok := track.Levels[info.Slug]; ok {
				level.Tracks = append(level.Tracks, LevelOnTrack{Track: track.Slug, Name: at.Name, Adds: at.Adds})
			}
		}
		all.Items = append(all.Items, level)
	}
	return all
}

func formatList(formats []export.Format) FormatList {
	all := FormatList{Items: []Format{}}
	for _, f := range formats {
		all.Items = append(all.Items, Format{
			Name: f.Name, MediaType: f.MediaType, ByNameOnly: f.ByNameOnly, Title: f.Title, About: f.About, Extension: f.Extension,
		})
	}
	return all
}

// listFamilies returns the families.
//
//	@Summary		List families of roles
//	@Description	Every family with the slugs of its roles, in the order of the catalog.
//	@ID				listFamilies
//	@Tags			catalog
//	@Produce		json
//	@Success		200	{object}	FamilyList	"Every family"
//	@Failure		400	{object}	Problem
//	@Router			/families [get]
func (s *server) listFamilies(c echo.Context) error { return s.send(c, s.lists.families) }

// listLevels returns the scale.
//
//	@Summary		List levels
//	@Description	The scale of seniority from first to last, and what each level is called on each track.
//	@ID				listLevels
//	@Tags			catalog
//	@Produce		json
//	@Success		200	{object}	LevelList	"The scale"
//	@Failure		400	{object}	Problem
//	@Router			/levels [get]
func (s *server) listLevels(c echo.Context) error { return s.send(c, s.lists.levels) }

// listTemplates returns the templates.
//
//	@Summary		List templates
//	@Description	The ways to lay out an ad, with the sections they show and the length of a typical ad in words.
//	@ID				listTemplates
//	@Tags			ads
//	@Produce		json
//	@Success		200	{object}	TemplateList	"Every template"
//	@Failure		400	{object}	Problem
//	@Router			/templates [get]
func (s *server) listTemplates(c echo.Context) error { return s.send(c, s.lists.templates) }

// listFormats returns the formats.
//
//	@Summary		List formats
//	@Description	The formats that an ad can be had in. Ask for one by ?format= with its name, or by Accept with its media type unless it goes by name only.
//	@ID				listFormats
//	@Tags			ads
//	@Produce		json
//	@Success		200	{object}	FormatList	"Every format; the first is the default"
//	@Failure		400	{object}	Problem
//	@Router			/formats [get]
func (s *server) listFormats(c echo.Context) error { return s.send(c, s.lists.formats) }

// getCatalog returns what the ads are made from.
//
//	@Summary		The catalog in use
//	@Description	Its digest, as in the provenance of an ad and in the header Catalog-Version of every reply, what it holds, when it was loaded, and why a later change is not in use.
//	@ID				getCatalog
//	@Tags			catalog
//	@Produce		json
//	@Success		200	{object}	Catalog	"What is loaded"
//	@Failure		400	{object}	Problem
//	@Router			/catalog [get]
func (s *server) getCatalog(c echo.Context) error {
	catalog := s.lists.catalog
	if stale := s.readiness.stale.Load(); stale != nil {
		catalog.LastReloadError = &stale.ReloadError
	}
	r, err := resource(catalog)
	if err != nil {
		return err
	}
	return s.send(c, r)
}
