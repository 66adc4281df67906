package catalog_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
)

func TestFind(t *testing.T) {
	t.Parallel()
	small, all := good(t), shipped(t)
	tests := []struct {
		title string
		slug  string // empty if nothing is found
		level jobad.Level
	}{
		{"nurse", "nurse", ""}, // a slug and a title
		{"Nurse", "nurse", ""},
		{"  N U R S E ! ", "nurse", ""},
		{"RN", "nurse", ""}, // a synonym
		{"r.n.", "nurse", ""},
		{"C++ nurse", "nurse", ""}, // found, not shown
		{"C Nurse", "", ""},
		{"C# Nurse", "", ""},
		{"Charge Nurse", "nurse", jobad.Senior}, // narrower
		{"charge-nurse", "nurse", jobad.Senior},
		{"Nurse in Charge", "nurse", jobad.Senior}, // the level's own title
		{"Senior Nurse", "", ""},                   // which replaces the one of the track
		{"Carer", "carer", ""},
		{"Senior Carer", "", ""}, // not hired at that level
		{"Doctor", "", ""},       // only related
		{"Plumber", "", ""},
		{"", "", ""},
		{"?!", "", ""},
		{"Nurses", "", ""},
	}
	for _, test := range tests {
		role, level, ok := small.Find(test.title)
		if ok != (test.slug != "") || ok && (role.Slug != test.slug || level != test.level) {
			t.Errorf("Find(%q) is %v at %q, %v; want %s at %q", test.title, role, level, ok, test.slug, test.level)
		}
	}
	for _, test := range []struct {
		title string
		slug  string
		level jobad.Level
	}{
		{"registered-nurse", "registered-nurse", ""},
		{"Charge Nurse", "registered-nurse", jobad.Lead},
		{"SENIOR back-end engineer", "backend-engineer", jobad.Senior},
		{"Senior Server-Side Engineer", "", ""}, // a level of an alias is not composed
		{"Senior Backend Engineer", "backend-engineer", jobad.Senior},
		{"SWE", "software-engineer", ""},
		{"Software Engineering Intern", "software-engineer", jobad.Intern},
		{"Astronaut", "", ""},
	} {
		role, level, ok := all.Find(test.title)
		if ok != (test.slug != "") || ok && (role.Slug != test.slug || level != test.level) {
			t.Errorf("Find(%q) in roles.yaml is %v at %q, %v; want %s at %q", test.title, role, level, ok, test.slug, test.level)
		}
	}
}

// Every name in the shipped catalog finds its role.
func TestFindEveryName(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		names := []string{role.Slug, role.Title}
		for _, alias := range role.Aliases {
			if alias.Kind != jobad.Related {
				names = append(names, alias.Title)
			}
		}
		for _, level := range role.LevelSlugs() {
			names = append(names, c.Title(role, level))
			if found, at, _ := c.Find(c.Title(role, level)); found == role && at != "" && at != level {
				t.Errorf("%q finds %s at %s, want %s", c.Title(role, level), role.Slug, at, level)
			}
		}
		for _, name := range names {
			if found, _, _ := c.Find(name); found != role {
				t.Errorf("%q finds %v, want %s", name, found, role.Slug)
			}
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	tests := []struct {
		title string
		n     int
		first string // empty if none is near
	}{
		{"backend-engneer", 3, "backend-engineer"},
		{"Senior Golang Backend Developer", 3, "backend-developer"},
		{"nurse (ICU)", 1, "registered-nurse"},
		{"Software Engneer", 2, "software-engineer"},
		{"charge nurs", 1, "registered-nurse"},
		{"plumer", 1000, "plumber"},
		{"", 1, ""},
		{"!?", 1, ""},
		{"zzz", 3, ""},
		{"Gardener", 3, ""},
		{"Dentist", 3, ""},
		{"nothing like it", 1000, ""},
		{"nurse", 0, ""},
	}
	for _, test := range tests {
		t.Run(test.title, func(t *testing.T) {
			t.Parallel()
			got := c.Nearest(test.title, test.n)
			if len(got) > test.n {
				t.Errorf("got %d roles, want %d at most", len(got), test.n)
			}
			first := ""
			if len(got) > 0 {
				first = got[0].Slug
			}
			if first != test.first {
				t.Errorf("the nearest is %q, want %q", first, test.first)
			}
			if diff := cmp.Diff(got, c.Nearest(test.title, test.n)); diff != "" {
				t.Errorf("the second time it is different:\n%s", diff)
			}
		})
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	// nurse, Nurse in Charge, RN, Charge Nurse, Doctor, C++ Nurse, carer: a name that is there already does not count.
	if got := good(t).Titles(); got != 7 {
		t.Errorf("%d titles, want 7", got)
	}
}
