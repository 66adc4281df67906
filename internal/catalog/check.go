package catalog

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// MaxFile is the size of a file in bytes, at most.
const MaxFile = strictyaml.MaxFile

// check finds what is wrong with a file of the right shape, and builds the indexes on the way.
func (c *Catalog) check(d *strictyaml.Document) {
	limit := LimitOf("file.roles")
	if len(c.file.Roles) < limit.Min || len(c.file.Roles) > limit.Max {
		d.Fault("roles", "want %d to %d roles", limit.Min, limit.Max)
	}
	if len(c.file.Roles) > limit.Max {
		return
	}
	c.checkScale(d)
	families := map[string]bool{}
	for i, f := range c.file.Families {
		path := strictyaml.Index("families", i)
		checkSlug(d, path+".slug", f.Slug, families)
		checkKey(d, path, "Family.title", f.Title)
		checkKey(d, path, "Family.summary", f.Summary)
	}
	for i := range c.file.Roles {
		c.checkRole(d, strictyaml.Index("roles", i), &c.file.Roles[i], families)
	}
	c.indexNames(d)
	c.checkAdvice(d)
}

func (c *Catalog) checkScale(d *strictyaml.Document) {
	for i, level := range c.file.Levels.Scale {
		path := strictyaml.Index("levels.scale", i)
		if i >= len(jobad.Levels()) || level.Slug != jobad.Levels()[i] {
			d.Fault(path+".slug", "want the scale in its order: %v", jobad.Levels())
		}
		checkKey(d, path, "LevelInfo.title", level.Title)
		checkKey(d, path, "LevelInfo.summary", level.Summary)
	}
	if len(c.file.Levels.Scale) != len(jobad.Levels()) {
		d.Fault("levels.scale", "want all of %v", jobad.Levels())
	}
	seen := map[string]bool{}
	for i := range c.file.Levels.Tracks {
		track := &c.file.Levels.Tracks[i]
		path := strictyaml.Index("levels.tracks", i)
		checkSlug(d, path+".slug", track.Slug, seen)
		checkKey(d, path, "Track.title", track.Title)
		checkKey(d, path, "Track.summary", track.Summary)
		c.tracks[track.Slug] = track
		for _, level := range slices.Sorted(maps.Keys(track.Levels)) {
			info := track.Levels[level]
			at := path + ".levels." + string(level)
			checkLevel(d, at, level)
			checkKey(d, at, "TrackLevel.name", info.Name)
			checkKey(d, at, "TrackLevel.adds", info.Adds)
			if !strings.Contains(info.Name, LimitOf("TrackLevel.name").Holds) {
				d.Fault(at+".name", `want a pattern with {title}, such as "Senior {title}"`)
			}
		}
	}
}

func (c *Catalog) checkRole(d *strictyaml.Document, path string, r *jobad.Role, families map[string]bool) {
	if len(r.Levels) > len(jobad.Levels()) {
		d.Fault(path+".levels", "has %d levels; want some of %v", len(r.Levels), jobad.Levels())
		return
	}
	checkSlug(d, path+".slug", r.Slug, map[string]bool{r.Slug: c.roles[r.Slug] != nil})
	c.roles[r.Slug] = r
	if !families[r.Family] && !d.Broken("families") {
		d.Fault(path+".family", "%q is not among the families", r.Family)
	}
	if c.tracks[r.Track] == nil && !d.Broken("levels") {
		d.Fault(path+".track", "%q is not among the tracks", r.Track)
	}
	if r.Levels[r.DefaultLevel] == nil && !d.Broken(path+".levels") {
		d.Fault(path+".default_level", "%q is not among the levels of the role: %v", r.DefaultLevel, r.LevelSlugs())
	}
	if !isCode(r.Codes.OnetSOC, "00-0000.00") {
		d.Fault(path+".codes.onet_soc", "want an O*NET-SOC code such as 15-1252.00")
	}
	if !isCode(r.Codes.ISCO08, "0000") {
		d.Fault(path+".codes.isco_08", "want an ISCO-08 unit group such as 2512")
	}
	for i, alias := range r.Aliases {
		c.checkAlias(d, strictyaml.Index(path+".aliases", i), r, alias)
	}
	checkKey(d, path, "Role.title", r.Title)
	checkKey(d, path, "Role.summary", r.Summary)
	checkKey(d, path, "Role.purpose", r.Purpose)
	checkKey(d, path, "Role.education", r.Education)
	checkKey(d, path, "Role.experience", r.Experience)
	checkKey(d, path, "Role.team_role", r.TeamRole)
	checkKey(d, path, "Role.focus", r.Focus)
	checkList(d, path, "Role.responsibilities", r.Responsibilities)
	checkList(d, path, "Role.must_have", r.MustHave)
	checkList(d, path, "Role.nice_to_have", r.NiceToHave)
	checkList(d, path, "Role.skills", r.Skills)
	checkList(d, path, "Role.success", r.Success)
	checkList(d, path, "Role.works_with", r.WorksWith)
	for _, level := range r.LevelSlugs() {
		c.checkRoleLevel(d, path, r, level)
	}
}

func (c *Catalog) checkAlias(d *strictyaml.Document, path string, r *jobad.Role, alias jobad.Alias) {
	checkKey(d, path, "Alias.title", alias.Title)
	if !slices.Contains(jobad.AliasKinds(), alias.Kind) {
		d.Fault(path+".kind", "%q is not a kind of alias; use one of %v", alias.Kind, jobad.AliasKinds())
	}
	if alias.Level != "" && (alias.Kind != jobad.Narrower || r.Levels[alias.Level] == nil) {
		d.Fault(path+".level", "only a narrower alias has a level, and one that the role has: %v", r.LevelSlugs())
	}
}

func (c *Catalog) checkRoleLevel(d *strictyaml.Document, rolePath string, r *jobad.Role, level jobad.Level) {
	l, path := r.Levels[level], rolePath+".levels."+string(level)
	checkLevel(d, path, level)
	if track := c.tracks[r.Track]; track != nil && level.Rank() >= 0 && l.Title == "" && track.Levels[level].Name == "" {
		d.Fault(path+".title", "track %s has no name for %s: give the level a title", r.Track, level)
	}
	if l.Title != "" {
		checkKey(d, path, "RoleLevel.title", l.Title)
	}
	checkKey(d, path, "RoleLevel.scope", l.Scope)
	checkKey(d, path, "RoleLevel.autonomy", l.Autonomy)
	checkKey(d, path, "RoleLevel.experience", l.Experience)
	checkList(d, path, "RoleLevel.responsibilities", l.Responsibilities)
	checkList(d, path, "RoleLevel.must_have", l.MustHave)
	checkList(d, path, "RoleLevel.success", l.Success)
	if d.Broken(path+".omit") || slices.ContainsFunc([]string{"responsibilities", "must_have", "nice_to_have", "skills"}, func(section string) bool {
		return d.Broken(rolePath + "." + section)
	}) {
		return // what is there could not be read
	}
	const most = 8 + 7 + 4 + 12 // lines of a role; that it has more is told with its sections
	if len(r.Responsibilities)+len(r.MustHave)+len(r.NiceToHave)+len(r.Skills) > most {
		return
	}
	if len(l.Omit) > most {
		d.Fault(path+".omit", "has %d lines; want at most %d", len(l.Omit), most)
		return
	}
	c.checkMerged(d, path, r, l)
}

// checkMerged checks what a level leaves out of its role, and how many lines are left with its own.
func (c *Catalog) checkMerged(d *strictyaml.Document, path string, r *jobad.Role, l *jobad.RoleLevel) {
	responsibilities, mustHave := len(r.Responsibilities), len(r.MustHave)
	if len(l.Omit) > 0 {
		base := slices.Concat(
			lines("", "responsibilities", r.Responsibilities, nil), lines("", "must_have", r.MustHave, nil),
			lines("", "nice_to_have", r.NiceToHave, nil), lines("", "skills", r.Skills, nil))
		for i, omit := range l.Omit {
			if !slices.ContainsFunc(base, func(line jobad.Line) bool { return line.Source == "/"+omit }) {
				d.Fault(strictyaml.Index(path+".omit", i), "%q is no line of the role; want one such as responsibilities/0", omit)
			}
		}
		responsibilities = len(lines("", "responsibilities", r.Responsibilities, l.Omit))
		mustHave = len(lines("", "must_have", r.MustHave, l.Omit))
	}
	checkCount(d, path, "responsibilities", len(l.Responsibilities)+responsibilities)
	checkCount(d, path, "must_have", len(l.MustHave)+mustHave)
}

type bounds struct{ min, max int }

// checkCount checks a section after the level's and the role's lines were put together.
func checkCount(d *strictyaml.Document, path, section string, n int) {
	if want := MergedLimitOf(section); n < want.Min || n > want.Max {
		d.Fault(path+"."+section, "with the role's own lines this makes %d; want %d to %d", n, want.Min, want.Max)
	}
}

func checkLines(d *strictyaml.Document, path string, texts []string, want bounds) {
	if len(texts) < want.min || len(texts) > want.max {
		d.Fault(path, "has %d lines; want %d to %d", len(texts), want.min, want.max)
	}
	for i, text := range texts {
		if detail := faultOf(text, lineChars); detail != "" {
			d.Fault(strictyaml.Index(path, i), "%s", detail)
		}
	}
}

// faultOf is what keeps text from being one line of at most limit characters that can be printed as it is.
func faultOf(text string, limit int) string {
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "is missing"
	case n > limit:
		return fmt.Sprintf("has %d characters; want at most %d", n, limit)
	case text != strings.TrimSpace(text):
		return "begins or ends with white space"
	case !isASCII(text) && strings.ContainsFunc(text, isUnprintable):
		return "holds a line break or another control character; write one line"
	}
	return ""
}

// isASCII reports a text of ASCII characters that can be printed, as most texts are.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// isUnprintable reports a character that would not stand in an ad as it is.
func isUnprintable(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r == 0x7F
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Co, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

func checkSlug(d *strictyaml.Document, path, slug string, seen map[string]bool) {
	if !isSlug(slug) {
		d.Fault(path, "%q is no slug: use lower-case letters, digits and single hyphens", slug)
	}
	if seen[slug] {
		d.Fault(path, "%q is there twice; keep one", slug)
	}
	seen[slug] = true
}

// isSlug reports lower-case letters and digits in words that single hyphens join.
func isSlug(text string) bool {
	for word := range strings.SplitSeq(text, "-") {
		if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			return false
		}
	}
	return true
}

// isCode reports a text that is layout with other digits.
func isCode(text, layout string) bool {
	return layout == strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	}, text)
}

func checkLevel(d *strictyaml.Document, path string, level jobad.Level) {
	if level.Rank() < 0 {
		d.Fault(path, "%q is no level; use one of %v", level, jobad.Levels())
	}
}
