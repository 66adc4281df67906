package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"
	"unicode"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// Generator makes ads from one catalog and one set of templates. It is safe for concurrent use.
type Generator struct {
	catalog    *catalog.Catalog
	renderer   *render.Renderer
	options    Options
	profiles   map[*jobad.Role]map[jobad.Level]*profile
	places     *places
	currencies currencies
	pointers   pointers
	writers    sync.Pool // of *writer
	asks       []ask
}

// Options of a Generator.
type Options struct {
	// Version of the program, for the provenance of an ad.
	Version string
	// Now is asked for the day if a brief names none. Nil is the day 0001-01-01.
	Now func() time.Time
}

// New prepares the lines of every role at every level.
func New(c *catalog.Catalog, r *render.Renderer, options Options) *Generator {
	if options.Now == nil {
		options.Now = func() time.Time { return time.Time{} }
	}
	g := &Generator{
		catalog: c, renderer: r, options: options,
		profiles:   map[*jobad.Role]map[jobad.Level]*profile{},
		places:     newPlaces(),
		currencies: newCurrencies(),
		pointers:   newPointers(),
		asks:       asks(),
	}
	roles := c.Roles()
	for i := range roles {
		role := &roles[i]
		g.profiles[role] = map[jobad.Level]*profile{}
		for _, level := range role.LevelSlugs() {
			g.profiles[role][level] = newProfile(c.Profile(role, level))
		}
	}
	return g
}

// Catalog is the catalog that ads are made from.
func (g *Generator) Catalog() *catalog.Catalog { return g.catalog }

// Templates are the templates that a brief can name, sorted by name.
func (g *Generator) Templates() []jobad.Template {
	names := g.renderer.Names()
	all := make([]jobad.Template, len(names))
	for i, name := range names {
		t, _ := g.renderer.Template(name)
		all[i] = jobad.Template{
			Name: t.Name, Title: t.Title, About: t.About, MinWords: t.MinWords, MaxWords: t.MaxWords,
			Sections: t.Sections, Digest: t.Digest,
		}
	}
	return all
}

// Plan is a brief whose role, level and template are known.
type Plan struct {
	generator *Generator
	brief     *jobad.Brief
	profile   *profile
	template  *render.Template
}

// Ad makes the wanted parts of the ad.
func (p *Plan) Ad(want jobad.Parts) (*jobad.Ad, error) {
	role := p.profile.role
	ad := &jobad.Ad{
		Role:     jobad.AdRole{Slug: role.Slug, Title: role.Title, Family: role.Family},
		Level:    p.profile.level,
		Template: p.template.Name,
		Locale:   p.brief.Locale,
	}
	err := p.withContent(func(content *render.Content) error {
		ad.Title = content[render.Title][0].Text
		return p.generator.renderer.Fill(ad, p.template, content, want)
	})
	if err != nil {
		return nil, fmt.Errorf("lay out %s at %s: %w", role.Slug, p.profile.level, err)
	}
	if want.Has(jobad.Details) {
		sum := sha256.Sum256([]byte(ad.Markdown))
		ad.Words = countWords(ad.Text)
		ad.Questions = p.generator.questions(p.brief)
		ad.Provenance = jobad.Provenance{
			Catalog:  p.generator.catalog.Digest(),
			Template: p.template.Digest,
			Version:  p.generator.options.Version,
			Digest:   "sha256:" + hex.EncodeToString(sum[:]),
		}
	}
	return ad, nil
}

// countWords counts what white space divides and holds a letter or a digit.
func countWords(text string) int {
	words, inWord := 0, false
	for _, r := range text {
		switch {
		case inWord && '!' <= r && r <= '~': // the word goes on
		case unicode.IsSpace(r):
			inWord = false
		case !inWord && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			inWord = true
			words++
		}
	}
	return words
}
