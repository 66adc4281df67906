package catalog_test

import "testing"

// trusted is the confidence from which callers take a role without asking.
const trusted = 0.8

// A role that is never hired at the rank which a title says is not trusted to be meant: who leads nurses is no assistant of
// theirs, and who studies nursing has no license.
func TestResolveTrustsNoOtherRank(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, title := range []string{
		"Nursing Director", "Director, Nursing", "Nursing Manager", "VP of Nursing", "Chief Nursing Officer",
		"Director of Teaching", "Head of Customer Support", "Dental office manager", "Plumbing Manager - night shift",
		"Student nurse", "Nursing intern", "Nurse (student)", "Data science intern", "HR intern", "Trainee accountant",
		"Data Engineer - working student", "Junior Staff Engineer", "Jr. Tech Lead", "Junior CTO", "Graduate Tech Lead",
	} {
		if got := c.Resolve(title); got.Confidence >= trusted {
			t.Errorf("%q is %s at %q with %.2f; want less than %.2f", title, slugOf(got), got.Level, got.Confidence, trusted)
		}
	}
	for _, test := range []struct{ title, slug string }{
		{"Director, Finance", "chief-financial-officer"},
		{"Head of Marketing", "marketing-manager"},
		{"Account Director", "account-manager"},
		{"Construction project manager", "project-manager"},
		{"Head waiter", "server"}, // who waits first of all
		{"Executive assistant to the director", "executive-assistant"},
		{"Registered nurse (reports to the nursing manager)", "registered-nurse"},
		{"Software engineer intern", "software-engineer"},
		{"Welding apprentice", "welder"},
		{"Store manager trainee", "store-manager"},
		{"Entry level accountant", "accountant"}, // who is new has learned it
		{"Graduate software engineer", "software-engineer"},
		{"Newly qualified nurse", "registered-nurse"},
		{"Team leader, warehouse", "warehouse-associate"},
	} {
		if got := c.Resolve(test.title); slugOf(got) != test.slug || got.Confidence < trusted {
			t.Errorf("%q is %s at %q with %.2f; want %s with %.2f", test.title, slugOf(got), got.Level, got.Confidence, test.slug, trusted)
		}
	}
}
