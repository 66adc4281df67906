package generate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
	"rolewright/internal/together"
)

// Generator makes ads from one catalog and one set of templates. It is safe for concurrent use.
type Generator struct {
	catalog    *catalog.Catalog
	renderer   *render.Renderer
	law        *law.Table
	reviewer   *review.Reviewer
	read       *review.Memory // the lines of the catalog
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
func New(c *catalog.Catalog, r *render.Renderer, table *law.Table, reviewer *review.Reviewer, options Options) *Generator {
	if options.Now == nil {
		options.Now = func() time.Time { return time.Time{} }
	}
	g := &Generator{
		catalog: c, renderer: r, law: table, reviewer: reviewer, options: options,
		profiles:   map[*jobad.Role]map[jobad.Level]*profile{},
		places:     newPlaces(),
		currencies: newCurrencies(),
		pointers:   newPointers(),
		asks:       asks(),
	}
	g.readProfiles()
	g.read = g.memory()
	return g
}

// readProfiles makes the profiles of all roles, those of the first half beside those of the second.
func (g *Generator) readProfiles() {
	roles := g.catalog.Roles()
	all := make([]map[jobad.Level]*profile, len(roles))
	read := func(from, to int) {
		for i := from; i < to; i++ {
			all[i] = newProfiles(g.catalog, &roles[i])
		}
	}
	half := len(roles) / 2
	err := together.Do(
		func() error { read(0, half); return nil },
		func() error { read(half, len(roles)); return nil },
	)
	if err != nil {
		panic(err) // as it was in the half that panicked
	}
	for i := range roles {
		g.profiles[&roles[i]] = all[i]
	}
}

// Catalog is the catalog that ads are made from.
func (g *Generator) Catalog() *catalog.Catalog { return g.catalog }

// Jurisdictions are the rows of the table of laws, in its order.
func (g *Generator) Jurisdictions() []jobad.Jurisdiction { return g.law.Jurisdictions() }

// IsArea reports whether code is an ISO 3166 code of a country or of a part of one.
func (g *Generator) IsArea(code string) bool { return g.places.area(code) != "" }

// JurisdictionsOf are the rows of the table of laws that concern a country or a region: its own, those of what it is in and
// those of what is in it.
func (g *Generator) JurisdictionsOf(code string) []jobad.Jurisdiction {
	country, _, _ := strings.Cut(code, "-")
	rows := []jobad.Jurisdiction{}
	for _, row := range g.law.Jurisdictions() {
		if row.Place == code || row.Place == country || slices.Contains(row.Members, country) ||
			strings.HasPrefix(row.Place, code+"-") || strings.HasPrefix(row.Place, code+":") {
			rows = append(rows, row)
		}
	}
	return rows
}

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
	places    []law.Place
	told      []jobad.Duty // the duties, by what the brief tells
	made      *jobad.Ad    // with every part, if the gate had to see it
}

// Ad makes the wanted parts of the ad, or more.
func (p *Plan) Ad(want jobad.Parts) (*jobad.Ad, error) {
	if p.made != nil {
		return p.made, nil
	}
	ad, _, err := p.write(want)
	return ad, err
}

// Questions are what the brief leaves open, the most useful first.
func (p *Plan) Questions() []jobad.Question { return p.generator.questions(p.brief) }

// write makes the wanted parts of the ad. The duties are judged by facts, not by words.
func (p *Plan) write(want jobad.Parts) (ad *jobad.Ad, duties []jobad.Duty, err error) {
	if want.Has(jobad.Details) {
		want |= jobad.Markdown | jobad.Text | jobad.Sections // which the review reads
	}
	role := p.profile.role
	ad = &jobad.Ad{
		Role:     jobad.AdRole{Slug: role.Slug, Title: role.Title, Family: role.Family},
		Level:    p.profile.level,
		Template: p.template.Name,
		Locale:   p.brief.Locale,
		Brief:    p.brief,
		Codes:    role.Codes,
	}
	err = p.withContent(func(w *writer) error {
		duties = w.duties
		return w.fill(ad, want)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("lay out %s at %s: %w", role.Slug, p.profile.level, err)
	}
	if want.Has(jobad.Details) {
		sum := sha256.Sum256([]byte(ad.Markdown))
		ad.Words = countWords(ad.Text)
		ad.Review = p.reviewAd(ad, duties)
		ad.Questions = p.Questions()
		ad.Provenance = jobad.Provenance{
			Catalog:  p.generator.catalog.Digest(),
			Template: p.template.Digest,
			Version:  p.generator.options.Version,
			Digest:   "sha256:" + hex.EncodeToString(sum[:]),
		}
	}
	return ad, duties, nil
}

// countWords counts what white space divides and holds a letter or a digit. It has no branch that depends on a character of
// ASCII, since nobody can tell where the next word ends.
func countWords(text string) int {
	words, inWord := uint64(0), uint64(0)
	for i := 0; i < len(text); i++ {
		letter, space := classOf(text[i])
		if text[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			letter, space = bit(unicode.IsLetter(r) || unicode.IsDigit(r)), bit(unicode.IsSpace(r))
			i += size - 1
		}
		words += letter &^ inWord
		inWord = (inWord | letter) &^ space
	}
	return int(words)
}

// classOf is 1 for a letter or digit of ASCII, and 1 for white space. Each is a set in two words; a shift counts from the
// 64th character on, and one that is too far leaves nothing.
func classOf(c byte) (letter, space uint64) {
	const (
		digits  = 0x3FF << '0'
		letters = 0x3FFFFFF<<('A'-64) | 0x3FFFFFF<<('a'-64)
		spaces  = 0x1F<<'\t' | 1<<' '
	)
	return (uint64(digits)>>c | uint64(letters)>>(c-64)) & 1, uint64(spaces) >> c & 1
}

func bit(set bool) uint64 {
	if set {
		return 1
	}
	return 0
}
