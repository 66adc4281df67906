package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"sync"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// file is roles.yaml.
type file struct {
	Levels      levels             `yaml:"levels"`
	Families    []jobad.Family     `yaml:"families"`
	Roles       []jobad.Role       `yaml:"roles"`
	Comparisons []jobad.Comparison `yaml:"comparisons"`
	Advice      advice             `yaml:"advice"`
}

// advice is what speaks for a level, whatever the role.
type advice struct {
	Levels []jobad.HireRule `yaml:"levels"`
}

// levels is the scale, and the tracks that name its steps.
type levels struct {
	Scale  []jobad.LevelInfo `yaml:"scale"`
	Tracks []jobad.Track     `yaml:"tracks"`
}

// Catalog is a validated roles.yaml. It never changes; nobody may write to what its methods return.
type Catalog struct {
	file   file
	digest string
	roles  map[string]*jobad.Role
	tracks map[string]*jobad.Track
	names  []name
	byName map[string]name
	search search

	resolver func() *resolver // made when the first title is resolved
}

// Parse reads a catalog. The error is a *strictyaml.Error that names the file as name and holds every fault.
func Parse(name string, data []byte) (*Catalog, error) {
	sum := sha256.Sum256(data)
	c := &Catalog{
		digest: "sha256:" + hex.EncodeToString(sum[:]),
		roles:  map[string]*jobad.Role{},
		tracks: map[string]*jobad.Track{},
	}
	d, ok := strictyaml.Decode(data, &c.file)
	if ok {
		c.check(d)
	}
	if err := d.Err(name); err != nil {
		return nil, err
	}
	c.resolver = sync.OnceValue(func() *resolver { return newResolver(c, shippedVocabulary()) })
	return c, nil
}

// Digest is "sha256:" and 64 hexadecimal digits, of the file.
func (c *Catalog) Digest() string { return c.digest }

// Roles are all roles in the order of the file.
func (c *Catalog) Roles() []jobad.Role { return c.file.Roles }

// Families are all families in the order of the file.
func (c *Catalog) Families() []jobad.Family { return c.file.Families }

// Scale is what each level means, in its order.
func (c *Catalog) Scale() []jobad.LevelInfo { return c.file.Levels.Scale }

// Tracks are the ways of naming levels, in the order of the file.
func (c *Catalog) Tracks() []jobad.Track { return c.file.Levels.Tracks }

// Comparisons are the curated comparisons in the order of the file.
func (c *Catalog) Comparisons() []jobad.Comparison { return c.file.Comparisons }

// LevelRules are what speaks for a level, whatever the role, in the order of the file.
func (c *Catalog) LevelRules() []jobad.HireRule { return c.file.Advice.Levels }

// Role is the role of that slug.
func (c *Catalog) Role(slug string) (*jobad.Role, bool) {
	role, ok := c.roles[slug]
	return role, ok
}

// Title is what role is called at level: the level's own title, or the one that the track composes.
func (c *Catalog) Title(role *jobad.Role, level jobad.Level) string {
	if l := role.Levels[level]; l != nil && l.Title != "" {
		return l.Title
	}
	return strings.ReplaceAll(c.tracks[role.Track].Levels[level].Name, "{title}", role.Title)
}

// Profile is a role at one level: the lines that an ad is made of, each with its source.
type Profile struct {
	Role  *jobad.Role
	Level jobad.Level
	Title string

	Purpose, Scope, Autonomy, Education, Experience, TeamRole, Focus jobad.Line

	Responsibilities, MustHave, NiceToHave, Skills, Success, WorksWith []jobad.Line
}

// Profile returns role at level. Lines of the level come before those of the role.
func (c *Catalog) Profile(role *jobad.Role, level jobad.Level) *Profile {
	l := role.Levels[level]
	base, own := "catalog:"+role.Slug, "catalog:"+role.Slug+"@"+string(level)
	one := func(origin, section, text string) jobad.Line {
		return jobad.Line{Text: text, Source: origin + "/" + section + "/0"}
	}
	p := &Profile{
		Role: role, Level: level, Title: c.Title(role, level),
		Purpose:    one(base, "purpose", role.Purpose),
		Scope:      one(own, "scope", l.Scope),
		Autonomy:   one(own, "autonomy", l.Autonomy),
		Education:  one(base, "education", role.Education),
		Experience: one(own, "experience", l.Experience),
		TeamRole:   one(base, "team_role", role.TeamRole),
		Focus:      one(base, "focus", role.Focus),
	}
	merge := func(section string, ofLevel, ofRole []string) []jobad.Line {
		return append(lines(own, section, ofLevel, nil), lines(base, section, ofRole, l.Omit)...)
	}
	p.Responsibilities = merge("responsibilities", l.Responsibilities, role.Responsibilities)
	p.MustHave = merge("must_have", l.MustHave, role.MustHave)
	p.NiceToHave = merge("nice_to_have", nil, role.NiceToHave)
	p.Skills = merge("skills", nil, role.Skills)
	p.Success = merge("success", l.Success, role.Success)
	if len(l.Success) > 0 {
		p.Success = lines(own, "success", l.Success, nil)
	}
	p.WorksWith = lines(base, "works_with", role.WorksWith, nil)
	return p
}

// Common returns what holds for role at no level in particular: its own lines, without scope and autonomy.
func (c *Catalog) Common(role *jobad.Role) *Profile {
	base := "catalog:" + role.Slug
	one := func(section, text string) jobad.Line {
		return jobad.Line{Text: text, Source: base + "/" + section + "/0"}
	}
	return &Profile{
		Role: role, Title: role.Title,
		Purpose: one("purpose", role.Purpose), Education: one("education", role.Education),
		Experience: one("experience", role.Experience), TeamRole: one("team_role", role.TeamRole), Focus: one("focus", role.Focus),
		Responsibilities: lines(base, "responsibilities", role.Responsibilities, nil),
		MustHave:         lines(base, "must_have", role.MustHave, nil),
		NiceToHave:       lines(base, "nice_to_have", role.NiceToHave, nil),
		Skills:           lines(base, "skills", role.Skills, nil),
		Success:          lines(base, "success", role.Success, nil),
		WorksWith:        lines(base, "works_with", role.WorksWith, nil),
	}
}

// lines gives texts their sources and leaves out those that omit names.
func lines(origin, section string, texts, omit []string) []jobad.Line {
	var all []jobad.Line
	for i, text := range texts {
		at := section + "/" + strconv.Itoa(i)
		if !slices.Contains(omit, at) {
			all = append(all, jobad.Line{Text: text, Source: origin + "/" + at})
		}
	}
	return all
}
