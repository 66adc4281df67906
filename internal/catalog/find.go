package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// name is a title by which a role is found.
type name struct {
	title string
	role  *jobad.Role
	level jobad.Level // if the title says it
	kind  jobad.AliasKind
}

// indexNames gathers every name of every role: its slug and title, its titles at its levels, and its aliases.
func (c *Catalog) indexNames(d *strictyaml.Document) {
	c.byName = map[string]name{}
	for i := range c.file.Roles {
		role := &c.file.Roles[i]
		path := strictyaml.Index("roles", i)
		if c.roles[role.Slug] != role {
			continue // its slug is there twice
		}
		c.addName(d, path+".slug", name{title: role.Slug, role: role})
		c.addName(d, path+".title", name{title: role.Title, role: role})
		for _, level := range role.LevelSlugs() {
			if c.tracks[role.Track] == nil {
				break
			}
			c.addName(d, path+".levels."+string(level), name{title: c.Title(role, level), role: role, level: level})
		}
		for j, alias := range role.Aliases {
			c.addName(d, strictyaml.Index(path+".aliases", j), name{title: alias.Title, role: role, level: alias.Level, kind: alias.Kind})
		}
	}
}

func (c *Catalog) addName(d *strictyaml.Document, path string, n name) {
	if n.title == "" {
		return // is told where it is missing
	}
	key := foldTitle(n.title)
	if key == "" {
		d.Fault(path, "has no letter or digit")
		return
	}
	if known, ok := c.byName[key]; ok {
		if known.role != n.role {
			d.Fault(path, "%q already means the role %s", n.title, known.role.Slug)
		}
		return
	}
	c.byName[key] = n
	c.names = append(c.names, n)
}

// foldTitle makes titles equal that differ in case, spaces and punctuation only. What makes another title of a short
// one ("C++", "C#") is kept.
func foldTitle(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+#", r) {
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// Find returns the role that a slug, a title or an alias means, and the level if the title says one. An alias of kind
// related names another job and finds nothing.
func (c *Catalog) Find(title string) (role *jobad.Role, level jobad.Level, ok bool) {
	n, ok := c.byName[foldTitle(title)]
	if !ok || n.kind == jobad.Related {
		return nil, "", false
	}
	return n.role, n.level, true
}

// leastAlike is how much the letters of a name have to be like those of a title for a likely slip of the pen. Other trades
// share the endings of their names: a gardener and a bartender have 0.53, a dentist and a data scientist 0.64.
const leastAlike = 0.65

// Nearest returns the roles of which a name is like title in its letters, the nearest first, n at most; none if none is.
func (c *Catalog) Nearest(title string, n int) []*jobad.Role {
	wanted := grams(title)
	best := map[*jobad.Role]float64{}
	for _, known := range c.names {
		best[known.role] = max(best[known.role], similarity(wanted, grams(known.title)))
	}
	roles := make([]*jobad.Role, 0, len(best))
	for i := range c.file.Roles {
		if role := &c.file.Roles[i]; best[role] >= leastAlike {
			roles = append(roles, role)
		}
	}
	slices.SortStableFunc(roles, func(a, b *jobad.Role) int { return cmp.Compare(best[b], best[a]) })
	return roles[:min(n, len(roles))]
}

// grams are the pairs of neighboring characters in the words of a title, with their ends.
func grams(title string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		runes := []rune(" " + word + " ")
		for i := range len(runes) - 1 {
			set[string(runes[i:i+2])] = true
		}
	}
	return set
}

// similarity is the Dice coefficient of two sets: twice what they share over what they hold, from 0 to 1.
func similarity(a, b map[string]bool) float64 {
	shared := 0
	for gram := range a {
		if b[gram] {
			shared++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}

// Titles is how many titles and aliases the catalog knows.
func (c *Catalog) Titles() int { return len(c.names) }
