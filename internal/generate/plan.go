package generate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// defaultTemplate is used if a brief names none.
const defaultTemplate = "standard"

// defaultLocale is the one locale that ads are written in so far.
const defaultLocale = "en"

// Plan finds what the brief means, and fills in the template, the locale and the day if it names none. The faults are
// all that is wrong with it, in no particular order; with any, the plan is nil.
func (g *Generator) Plan(b *jobad.Brief) (*Plan, []jobad.Fault) {
	p := &Plan{generator: g, brief: b}
	var f faults
	g.fillIn(b)
	p.resolveRole(&f)
	p.resolveLayout(&f)
	g.checkPay(b.Pay, &f)
	g.checkPlaces(b, &f)
	checkDays(b, &f)
	if len(f) > 0 {
		return nil, f
	}
	p.places = g.legalPlaces(b)
	if len(p.places) > 0 {
		p.told = g.law.Duties(g.legalCase(b, p.places))
	}
	p.gate(&f)
	if len(f) > 0 {
		return nil, f
	}
	return p, nil
}

// fillIn gives a brief the day and the language that it does not tell.
func (g *Generator) fillIn(b *jobad.Brief) {
	if b.AsOf.IsZero() {
		b.AsOf = g.options.Now().UTC().Truncate(24 * time.Hour)
	}
	if b.Locale == "" {
		b.Locale = defaultLocale
	}
}

// faults collects what is wrong with a brief.
type faults []jobad.Fault

func (f *faults) add(pointer, code, format string, args ...any) {
	*f = append(*f, jobad.Fault{Pointer: pointer, Code: code, Detail: fmt.Sprintf(format, args...)})
}

func (p *Plan) resolveRole(f *faults) {
	b, g := p.brief, p.generator
	if b.Role == "" {
		f.add("/role", "required", "is missing; give a slug, a title or an alias.")
		return
	}
	role, level, ok := g.RoleOf(b.Role)
	if !ok {
		f.add("/role", "unknown_role", "is not a role or a title that means one role in the catalog; %s.", g.NearestHint(b.Role))
		return
	}
	switch {
	case b.Level != "":
		level = b.Level
	case level == "":
		level = role.DefaultLevel
	}
	p.profile = g.profiles[role][level]
	if p.profile == nil {
		f.add("/level", "unknown_level", "is %s, and %s is not hired at it; use one of %s.", level, role.Slug, joined(role.LevelSlugs()))
		return
	}
	for i, omit := range b.Omit {
		if !slices.Contains(omittable(), omit) && !p.profile.has(omit) {
			f.add("/omit/"+strconv.Itoa(i), "unknown_line",
				"names no line of %s at %s; copy one from a source, such as %s/responsibilities/0, or name a section: %s.",
				role.Slug, level, role.Slug, joined(omittable()))
		}
	}
}

// RoleOf is the role that a title means, as in a brief, and the level if its words say one: by a name of the catalog, else as a title in
// the words of employers. What is resolved at all is more likely right than wrong; the ad names the role that was taken.
func (g *Generator) RoleOf(title string) (role *jobad.Role, level jobad.Level, ok bool) {
	if role, level, ok = g.catalog.Find(title); ok {
		return role, level, true
	}
	found := g.catalog.Resolve(title)
	return found.Role, found.Level, found.Role != nil
}

// maxNearest bounds the roles that a fault names.
const maxNearest = 3

// NearestHint is the part of a message about a title of no role that says where to go on.
func (g *Generator) NearestHint(title string) string {
	nearest := g.Nearest(title)
	switch len(nearest) {
	case 0:
		return "none has a name like it, and GET /v1/roles?q= searches them by what they do"
	case 1:
		return "the nearest is " + nearest[0]
	}
	return "the nearest are " + strings.Join(nearest, ", ")
}

// Nearest are the slugs of the roles that a title comes nearest to: by what it may mean, then by its letters. There may be
// none.
func (g *Generator) Nearest(title string) []string {
	var slugs []string
	for _, a := range g.catalog.Resolve(title).Alternatives {
		slugs = append(slugs, a.Role.Slug)
	}
	for _, role := range g.catalog.Nearest(title, 2*maxNearest) {
		if !slices.Contains(slugs, role.Slug) {
			slugs = append(slugs, role.Slug)
		}
	}
	return slugs[:min(len(slugs), maxNearest)]
}

func (p *Plan) resolveLayout(f *faults) {
	b, g := p.brief, p.generator
	if b.Template == "" {
		b.Template = defaultTemplate
	}
	if b.Locale != defaultLocale {
		f.add("/locale", "unknown_locale", "must be %s or left out; ads are written in no other language yet.", defaultLocale)
	}
	t, ok := g.renderer.Template(b.Template)
	if !ok {
		f.add("/template", "unknown_template", "is not the name of a template; use one of %s.", strings.Join(g.renderer.Names(), ", "))
	}
	p.template = t
}

func (g *Generator) checkPay(p *jobad.Pay, f *faults) {
	if p == nil {
		return
	}
	amounts := p.Min != 0 || p.Max != 0
	switch {
	case !amounts && p.Note == "":
		f.add("/pay", "required", "says nothing; give min, max or both, or a note, or leave pay out.")
	case amounts && p.Currency == "":
		f.add("/pay/currency", "required", "must be there with an amount; use an ISO 4217 code such as EUR.")
	}
	if amounts && p.Period == "" {
		f.add("/pay/period", "required", "must be there with an amount; use hour, day, week, month or year.")
	}
	if p.Min > 0 && p.Max > 0 && p.Min > p.Max {
		f.add("/pay/min", "too_large", "is above max (%s): lower min or raise max.", strconv.FormatFloat(p.Max, 'f', -1, 64))
	}
	if decimals(p.Min) > 2 {
		f.add("/pay/min", "too_precise", "has more than two decimals; round it.")
	}
	if decimals(p.Max) > 2 {
		f.add("/pay/max", "too_precise", "has more than two decimals; round it.")
	}
}

// decimals is how many decimals an amount is written with.
func decimals(amount float64) int {
	if amount == math.Trunc(amount) {
		return 0
	}
	_, fraction, _ := strings.Cut(strconv.FormatFloat(amount, 'f', -1, 64), ".")
	return len(fraction)
}

func (g *Generator) checkPlaces(b *jobad.Brief, f *faults) {
	for i, place := range b.Places {
		pointer := "/places/" + strconv.Itoa(i)
		if place.City == "" && place.Region == "" && place.Country == "" {
			f.add(pointer, "required", "says no place; give a city, a region or a country.")
		}
		if _, ok := g.places.country(place.Country); place.Country != "" && !ok {
			f.add(pointer+"/country", "unknown_country", "is no ISO 3166-1 alpha-2 code; use %s.", g.places.meant(place.Country))
		}
		if slices.ContainsFunc(b.Places[:i], func(before jobad.Place) bool { return g.places.same(&before, &place) }) {
			f.add(pointer, "duplicate", "is there twice; keep one.")
		}
	}
	g.checkAreas(b, f)
}

func (g *Generator) checkAreas(b *jobad.Brief, f *faults) {
	for i, code := range b.RemoteFrom {
		pointer := "/remote_from/" + strconv.Itoa(i)
		if g.places.area(code) == "" {
			f.add(pointer, "unknown_place", "is no ISO 3166 code; use a country such as DE or a part of one such as US-CO.")
		}
		if slices.Contains(b.RemoteFrom[:i], code) {
			f.add(pointer, "duplicate", "is there twice; keep one.")
		}
	}
	if len(b.RemoteFrom) > 0 && b.Workplace == jobad.OnSite {
		f.add("/remote_from", "contradiction", "contradicts workplace (on_site): set that to remote or hybrid, or leave remote_from out.")
	}
}

func checkDays(b *jobad.Brief, f *faults) {
	if b.Apply != nil && !b.Apply.Deadline.IsZero() && b.Apply.Deadline.Before(b.AsOf) {
		f.add("/apply/deadline", "too_early", "is before the day the ad is for (%s): move it, or set as_of.", b.AsOf.Format(time.DateOnly))
	}
}

func joined[S ~string](all []S) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = string(s)
	}
	return strings.Join(texts, ", ")
}
