package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

// shipped is the catalog that comes with the program.
func shipped(t testing.TB) *catalog.Catalog {
	t.Helper()
	return parse(t, read(t, "../../roles.yaml"))
}

// forbidden are words that say nothing, promise too much or keep people from applying.
func forbidden() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(` + strings.Join([]string{
		"rock[- ]?stars?", "ninjas?", "gurus?", "wizards?", "hackers?", "superstars?", "unicorns?", "heroes", "hero", "passionate", "passion", "dynamic", "fast[- ]paced",
		"self[- ]starters?", "world[- ]class", "cutting[- ]edge", "state[- ]of[- ]the[- ]art", "best[- ]in[- ]class", "go[- ]getters?", "team[- ]players?", "hit the ground running",
		"wear many hats", "work hard,? play hard", "like a family", "thought leaders?", "synerg(y|ies|istic)", "leverag(e|es|ing)", "utiliz(e|es|ing)", "results[- ]driven",
		"detail[- ]oriented", "think outside the box", "game[- ]chang(er|ing)", "disrupt(ive|or|ion)?", "innovative", "exciting", "aggressive", "competitive", "dominant", "dominate",
		"young", "youthful", "energetic", "digital natives?", "recent graduates?", "mature", "native speakers?", "mother tongue", "able[- ]bodied", "clean[- ]shaven",
		"he", "she", "his", "her", "him", "guys", "manpower", "man[- ]hours?", "chairman", "salesman", "foreman", "craftsman", "mankind",
		"master/slave", "slave", "blacklist", "whitelist", "grandfathered", "sanity checks?", "crazy", "insane", "blind to", "tone[- ]deaf", "etc",
		"deep dive", "low[- ]hanging fruit", "move the needle", "circle back", "seamless(ly)?", "robust", "holistic", "empower(s|ed|ing)?", "strategic(ally)?",
	}, "|") + `)\b`)
}

// eachProfile calls check for every role at every level.
func eachProfile(t *testing.T, check func(t *testing.T, p *catalog.Profile)) {
	t.Helper()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		for _, level := range role.LevelSlugs() {
			t.Run(role.Slug+"@"+string(level), func(t *testing.T) {
				t.Parallel()
				check(t, c.Profile(role, level))
			})
		}
	}
}

func bullets(p *catalog.Profile) map[string][]jobad.Line {
	return map[string][]jobad.Line{
		"responsibilities": p.Responsibilities, "must_have": p.MustHave, "nice_to_have": p.NiceToHave, "skills": p.Skills, "success": p.Success,
	}
}

func prose(p *catalog.Profile) map[string]jobad.Line {
	return map[string]jobad.Line{
		"purpose": p.Purpose, "scope": p.Scope, "autonomy": p.Autonomy, "education": p.Education, "experience": p.Experience, "team_role": p.TeamRole, "focus": p.Focus,
	}
}

func wordCount(text string) int { return len(strings.Fields(text)) }

func TestShippedCounts(t *testing.T) {
	t.Parallel()
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		for _, section := range []struct {
			name     string
			lines    []jobad.Line
			min, max int
		}{
			{"responsibilities", p.Responsibilities, 5, 8},
			{"must_have", p.MustHave, 4, 7},
			{"nice_to_have", p.NiceToHave, 1, 4},
			{"skills", p.Skills, 4, 12},
			{"success", p.Success, 3, 5},
		} {
			if n := len(section.lines); n < section.min || n > section.max {
				t.Errorf("%s has %d lines, want %d to %d", section.name, n, section.min, section.max)
			}
		}
		if n := len([]rune(p.Title)); n > 60 {
			t.Errorf("the title %q has %d characters", p.Title, n)
		}
	})
}

// No ad says the same twice.
func TestShippedLinesDifferWithinAnAd(t *testing.T) {
	t.Parallel()
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		seen := map[string]string{}
		for _, line := range allLines(p) {
			text := strings.ToLower(line.Text)
			if before := seen[text]; before != "" {
				t.Errorf("%s says the same as %s: %q", line.Source, before, line.Text)
			}
			seen[text] = line.Source
		}
	})
}

// No two places in the catalog share a responsibility or a requirement.
func TestShippedLinesDifferBetweenRoles(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	differ := func(at string, texts []string) {
		for _, text := range texts {
			key := strings.ToLower(text)
			if before := seen[key]; before != "" {
				t.Errorf("%s and %s share %q", before, at, text)
			}
			seen[key] = at
		}
	}
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		differ(role.Slug, role.Responsibilities)
		differ(role.Slug, role.MustHave)
		for level, l := range role.Levels {
			differ(role.Slug+"@"+string(level), l.Responsibilities)
			differ(role.Slug+"@"+string(level), l.MustHave)
		}
		differ(role.Slug, []string{role.Purpose, role.Summary})
	}
}

// A level changes what is done and what is needed, not only an adjective.
func TestShippedLevelsDiffer(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		seen := map[string]jobad.Level{}
		for _, level := range role.LevelSlugs() {
			l := role.Levels[level]
			for section, text := range map[string]string{
				"title": c.Title(role, level), "scope": l.Scope, "autonomy": l.Autonomy, "experience": l.Experience,
				"responsibilities": strings.Join(l.Responsibilities, "\n"), "must_have": strings.Join(l.MustHave, "\n"),
			} {
				key := section + ": " + text
				if before := seen[key]; before != "" {
					t.Errorf("%s has the same %s at %s and %s", role.Slug, section, before, level)
				}
				seen[key] = level
			}
		}
	}
}

func TestShippedStyle(t *testing.T) {
	t.Parallel()
	printable := regexp.MustCompile(`^[[:print:]]+$`)
	capital := regexp.MustCompile(`^[A-Z0-9]`)
	doubled := regexp.MustCompile(`(?i) {2}| ,|\b(the the|a a|and and|to to|of of|is is|in in)\b`)
	avoid := forbidden()
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		for _, line := range allLines(p) {
			switch {
			case !printable.MatchString(line.Text):
				t.Errorf("%s: not only ASCII: %q", line.Source, line.Text)
			case !capital.MatchString(line.Text):
				t.Errorf("%s: begins with no capital or digit: %q", line.Source, line.Text)
			case doubled.MatchString(line.Text):
				t.Errorf("%s: holds %q: %q", line.Source, doubled.FindString(line.Text), line.Text)
			case avoid.MatchString(line.Text):
				t.Errorf("%s: holds %q: %q", line.Source, avoid.FindString(line.Text), line.Text)
			case strings.ContainsAny(strings.ReplaceAll(line.Text, "C#", "C"), "!?;*_`<>[]#"):
				t.Errorf("%s: holds punctuation that an ad has no use for: %q", line.Source, line.Text)
			}
		}
		for section, lines := range bullets(p) {
			for _, line := range lines {
				if strings.HasSuffix(line.Text, ".") {
					t.Errorf("%s of %s ends with a full stop: %q", line.Source, section, line.Text)
				}
			}
		}
		for section, line := range prose(p) {
			if !strings.HasSuffix(line.Text, ".") {
				t.Errorf("%s of %s ends without a full stop: %q", line.Source, section, line.Text)
			}
		}
	})
}

func TestShippedLengths(t *testing.T) {
	t.Parallel()
	eachProfile(t, func(t *testing.T, p *catalog.Profile) {
		limit := func(lines []jobad.Line, words int) {
			t.Helper()
			for _, line := range lines {
				if n := wordCount(line.Text); n > words {
					t.Errorf("%s has %d words, want at most %d: %q", line.Source, n, words, line.Text)
				}
			}
		}
		limit(p.Responsibilities[:3], 16) // readers of short ads see no others
		limit(p.Responsibilities, 20)
		limit(p.MustHave, 18)
		limit(p.NiceToHave, 18)
		limit(p.Skills, 4)
		limit(p.Success, 24)
		limit([]jobad.Line{p.Purpose}, 28)
		limit([]jobad.Line{p.Scope, p.Autonomy, p.Experience, p.Education, p.Focus, p.TeamRole}, 32)
	})
}

func TestShippedTexts(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	avoid := forbidden()
	text := func(at, text string) {
		if !strings.HasSuffix(text, ".") || avoid.MatchString(text) || strings.ContainsFunc(text, func(r rune) bool { return r > '~' }) {
			t.Errorf("%s: want a sentence in plain ASCII without clichés: %q", at, text)
		}
	}
	for _, family := range c.Families() {
		text(family.Slug, family.Summary)
	}
	for _, level := range c.Scale() {
		text(string(level.Slug), level.Summary)
	}
	for _, track := range c.Tracks() {
		text(track.Slug, track.Summary)
		for level, info := range track.Levels {
			text(track.Slug+"@"+string(level), info.Adds)
		}
	}
	for i := range c.Roles() {
		text(c.Roles()[i].Slug, c.Roles()[i].Summary)
	}
}

// Whatever is listed is used.
func TestShippedFamiliesAndTracksAreUsed(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	used := map[string]bool{}
	for i := range c.Roles() {
		role := &c.Roles()[i]
		used[role.Family], used[role.Track] = true, true
	}
	for _, family := range c.Families() {
		if !used[family.Slug] {
			t.Errorf("no role is in the family %s", family.Slug)
		}
	}
	for _, track := range c.Tracks() {
		if !used[track.Slug] {
			t.Errorf("no role is on the track %s", track.Slug)
		}
	}
}
