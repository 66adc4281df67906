package generate

import (
	"slices"
	"strconv"
	"strings"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// profile is a role at one level with its lines ready to be filled in.
type profile struct {
	role  *jobad.Role
	level jobad.Level
	lines render.Content
}

// newProfiles makes the profiles of a role at all its levels.
func newProfiles(c *catalog.Catalog, role *jobad.Role) map[jobad.Level]*profile {
	profiles, known := map[jobad.Level]*profile{}, map[string]render.Leaf{}
	for _, level := range role.LevelSlugs() {
		profiles[level] = newProfile(c.Profile(role, level), known)
	}
	return profiles
}

// newProfile makes the lines of p ready, but for those that are in known by their source, to which it adds them: most
// lines of a role are the same at each of its levels.
func newProfile(p *catalog.Profile, known map[string]render.Leaf) *profile {
	ready := &profile{role: p.Role, level: p.Level}
	title := jobad.Line{Text: p.Title, Source: "catalog:" + p.Role.Slug + "@" + string(p.Level) + "/title/0"}
	fill := func(field render.Field, lines ...jobad.Line) {
		leaves := make([]render.Leaf, len(lines))
		for i, line := range lines {
			leaf, ok := known[line.Source]
			if !ok {
				leaf = render.Fixed(line.Text, line.Source)
				known[line.Source] = leaf
			}
			leaves[i] = leaf
		}
		ready.lines[field] = leaves
	}
	fill(render.Title, title)
	fill(render.PurposeRole, p.Purpose)
	fill(render.PurposeScope, p.Scope)
	fill(render.PurposeAutonomy, p.Autonomy)
	fill(render.Responsibilities, p.Responsibilities...)
	fill(render.Success, p.Success...)
	fill(render.MustHave, p.MustHave...)
	fill(render.NiceToHave, p.NiceToHave...)
	fill(render.Skills, p.Skills...)
	fill(render.BackgroundEducation, p.Education)
	fill(render.BackgroundExperience, p.Experience)
	fill(render.TeamRole, p.TeamRole)
	fill(render.TeamFocus, p.Focus)
	return ready
}

// memory has room for the lines of all profiles, those of the templates themselves and what ads disclose.
func (g *Generator) memory() *review.Memory {
	items, sentences := map[string][]string{}, map[string][]string{}
	for section, fields := range render.Sections() {
		for _, levels := range g.profiles {
			for _, p := range levels {
				texts := p.texts(fields)
				if slices.Contains([]string{"purpose", "background", "team"}, section) {
					sentences[section] = append(append(sentences[section], texts...), strings.Join(texts, " ")) // one paragraph
				} else {
					items[section] = append(items[section], texts...)
				}
			}
		}
		own := g.ownLines(section)
		items[section], sentences[section] = append(items[section], own...), append(sentences[section], own...)
	}
	items["disclosures"] = append(items["disclosures"],
		aiScreeningText(true), aiScreeningText(false), vacancyText(true), vacancyText(false))
	return review.NewMemory(items, sentences)
}

// ownLines are the lines of the templates themselves in a section.
func (g *Generator) ownLines(section string) []string {
	var all []string
	for _, name := range g.renderer.Names() {
		t, _ := g.renderer.Template(name)
		all = append(all, t.Own[section]...)
	}
	return all
}

// texts are the lines of fields.
func (p *profile) texts(fields []render.Field) []string {
	var all []string
	for _, field := range fields {
		for i := range p.lines[field] {
			all = append(all, p.lines[field][i].Text)
		}
	}
	return all
}

// titleMarker is what a brief omits to have nothing behind the title.
const titleMarker = "title_marker"

// omittable are the sections that hold lines of the catalog or of a template, which a brief may leave out, and the marker
// behind the title.
func omittable() []string {
	return []string{
		"background", "encouragement", "must_have", "nice_to_have",
		"purpose", "responsibilities", "skills", "success", "team", titleMarker,
	}
}

// has reports whether the profile has the line that a brief wants to omit: "<slug>/<section>/<i>", or the same with
// "<slug>@<level>".
func (p *profile) has(omit string) bool {
	source := "catalog:" + strings.TrimPrefix(omit, "catalog:")
	for field := range p.lines {
		if render.Field(field) == render.Title {
			continue
		}
		if slices.ContainsFunc(p.lines[field], func(l render.Leaf) bool { return l.Source == source }) {
			return true
		}
	}
	return false
}

// pointers are the sources of the lines of a brief's lists, made once: "brief:/must_have/0" and so on.
type pointers map[string][]string

// maxItems is the length of a list in a brief, at most.
const maxItems = 20

func newPointers() pointers {
	p := pointers{}
	for _, list := range []string{
		"responsibilities", "success", "must_have", "nice_to_have", "skills",
		"extra_pay", "benefits", "flexibility", "process",
	} {
		for i := range maxItems {
			p[list] = append(p[list], "brief:/"+list+"/"+strconv.Itoa(i))
		}
	}
	return p
}

func (p pointers) source(list string, i int) string {
	if known := p[list]; i < len(known) {
		return known[i]
	}
	return "brief:/" + list + "/" + strconv.Itoa(i)
}
