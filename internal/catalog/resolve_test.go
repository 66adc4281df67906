package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// slugOf is the slug of the role of a resolution, or nothing.
func slugOf(r *catalog.Resolution) string {
	if r.Role == nil {
		return ""
	}
	return r.Role.Slug
}

func TestResolve(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, test := range []struct {
		title string
		slug  string // empty if there must be no role
		level jobad.Level
	}{
		{"Sr. SWE (Backend)", "backend-engineer", jobad.Senior},
		{"Golang dev – remote", "go-developer", ""},
		{"RN, ICU nights", "registered-nurse", ""},
		{"R.N. (ICU)", "registered-nurse", ""},
		{"Staff Software Engineer, Infra", "staff-engineer", jobad.Lead},
		{"Staff Data Scientist", "data-scientist", jobad.Lead},
		{"Staff Nurse", "registered-nurse", ""},
		{"Head of People", "hr-manager", jobad.Lead},
		{"VP of Engineering", "director-of-engineering", jobad.Executive},
		{"HGV Class 1 Driver", "truck-driver", ""},
		{"Senior Backend Engineer (m/f/d) - Payments, Berlin", "backend-engineer", jobad.Senior},
		{"SDE II", "software-engineer", jobad.Mid},
		{"Registered Nurse II", "registered-nurse", ""}, // the employer's own grade
		{"Fullstack Engineer (React/Node) $120k", "full-stack-engineer", ""},
		{"React developer", "frontend-developer", ""},
		{"React Native developer", "mobile-engineer", ""},
		{"Node.js developer", "backend-developer", ""},
		{"URGENT!! Java developer - 6 months contract", "java-developer", ""},
		{"Lead .NET Dev", "dotnet-developer", jobad.Lead},
		{"Eng Manager - Platform", "engineering-manager", ""},
		{"Accountant, Senior", "accountant", jobad.Senior},
		{"Warehouse Supervisor", "warehouse-associate", jobad.Lead},
		{"Senior Server-Side Engineer", "backend-engineer", jobad.Senior},
		{"Apprentice Data Engineer", "data-engineer", jobad.Junior}, // the nearest level that the role has
		{"Head Chef (CDP considered)", "chef", jobad.Lead},
		{"charge nurse nights", "registered-nurse", jobad.Lead},
		{"backenddeveloper", "backend-developer", ""}, // run together
		{"front end dev", "frontend-developer", ""},
		// No role.
		{"", "", ""},
		{"?!", "", ""},
		{"Kundenservice", "", ""},
		{"Engineer", "", ""},
		{"Manager", "", ""},
		{"Driver", "", ""},
		{"Senior", "", jobad.Senior},
		{"Nurse or Doctor", "", ""},
		{"Developer / Designer", "", ""},
		{"Astronaut", "", ""},
		{"Train Driver", "", ""},
		{"Diver", "", ""}, // no driver misspelt
		{"We are hiring", "", ""},
		{"Python", "", ""},
		{"Engineering", "", ""},
		{"Marketing Assistant", "", ""},          // who assists manages nothing
		{"Emergency Medical Technician", "", ""}, // only related
	} {
		got := c.Resolve(test.title)
		if slugOf(got) != test.slug || got.Level != test.level {
			t.Errorf("%q is %s at %q with %.2f; want %s at %q", test.title, slugOf(got), got.Level, got.Confidence, test.slug, test.level)
		}
	}
}

// A word for learners says a level and not a job: what is open without it is open with it.
func TestResolveLearners(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, field := range []string{
		"Legal", "Kitchen", "Operations", "Marketing", "Sales", "Communications", "Product", "Engineering", "Process Engineering",
		"Security", "Finance", "Design", "Counseling", "Head of Legal", "Kitchen Manager", "Head Chef",
	} {
		for _, title := range []string{
			field + " intern", field + " trainee", field + " apprentice", "Working student " + field, "Intern - " + field,
		} {
			if got := c.Resolve(title); got.Role != nil || got.Confidence >= 0.5 {
				t.Errorf("%q is %s at %q with %.2f, by %q; want no role", title, slugOf(got), got.Level, got.Confidence, got.Matched)
			}
		}
	}
	for _, test := range []struct {
		title, slug string
		level       jobad.Level
	}{
		{"Software engineer intern", "software-engineer", jobad.Intern},
		{"Summer Software Engineering Intern", "software-engineer", jobad.Intern},
		{"Nursing intern", "registered-nurse", jobad.Entry},
		{"Accounting intern", "accountant", jobad.Junior},
		{"HR intern", "hr-generalist", jobad.Junior},
		{"Sales Engineering Intern", "sales-engineer", jobad.Junior},
		{"Welding apprentice", "welder", jobad.Entry},
		{"Store manager trainee", "store-manager", jobad.Entry},
		{"Trainee warehouse supervisor", "warehouse-associate", jobad.Entry},
		{"Head chef (apprentice considered)", "chef", jobad.Lead}, // who leads may have begun as one
	} {
		if got := c.Resolve(test.title); slugOf(got) != test.slug || got.Level != test.level {
			t.Errorf("%q is %s at %q with %.2f; want %s at %q", test.title, slugOf(got), got.Level, got.Confidence, test.slug, test.level)
		}
	}
}

// misspelt are titles with mistakes, each with its role: in a file, since they are none of the tests.
func misspelt(t testing.TB) [][]string {
	t.Helper()
	var rows [][]string
	for line := range strings.Lines(read(t, "testdata/misspelt.tsv")) {
		rows = append(rows, strings.Split(strings.TrimSpace(line), "\t"))
	}
	return rows
}

func TestResolveMisspelt(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, row := range misspelt(t) {
		if got := c.Resolve(row[0]); slugOf(got) != row[1] {
			t.Errorf("%q is %s with %.2f; want %s", row[0], slugOf(got), got.Confidence, row[1])
		}
	}
}

// The parts of a title say what each of its words does.
func TestResolveParts(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, test := range []struct {
		title string
		want  []catalog.Part
	}{
		{"URGENT!! Sr. Golang dev – remote (m/f/d), Berlin, $120k Req #4412", []catalog.Part{
			{Text: "URGENT!!", Kind: "noise"},
			{Text: " Sr.", Kind: "level"},
			{Text: " Golang dev", Kind: "name"},
			{Text: " – remote", Kind: "workplace"},
			{Text: " (m/f/d),", Kind: "gender_marker"},
			{Text: " Berlin,", Kind: "place"},
			{Text: " $120k", Kind: "pay"},
			{Text: " Req #4412", Kind: "code"},
		}},
		{"FT Barista - downtown", []catalog.Part{
			{Text: "FT", Kind: "contract"}, {Text: " Barista", Kind: "name"}, {Text: " - downtown", Kind: "place"},
		}},
		{"Line cook - up to $22/hr", []catalog.Part{{Text: "Line cook", Kind: "name"}, {Text: " - up to $22/hr", Kind: "pay"}}},
		{"Fullstack Engineer (React)", []catalog.Part{{Text: "Fullstack Engineer", Kind: "name"}, {Text: " (React)", Kind: "technology"}}},
		{"RN, ICU nights", []catalog.Part{{Text: "RN, ICU", Kind: "name"}, {Text: " nights", Kind: "schedule"}}},
		{"Astronaut", []catalog.Part{{Text: "Astronaut", Kind: "other"}}},
		{" - ", []catalog.Part{{Text: " - ", Kind: "noise"}}},
		{"", []catalog.Part{}},
	} {
		if diff := cmp.Diff(test.want, c.Resolve(test.title).Parts); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.title, diff)
		}
	}
}

func TestResolveAlternatives(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	var slugs []string
	for _, a := range c.Resolve("Driver").Alternatives {
		slugs = append(slugs, a.Role.Slug)
	}
	for _, want := range []string{"delivery-driver", "truck-driver"} {
		if !slices.Contains(slugs, want) {
			t.Errorf("the alternatives of a driver are %v; want %s among them", slugs, want)
		}
	}
	related := c.Resolve("EMT nights").Alternatives
	if len(related) == 0 || related[0].Role.Slug != "paramedic" || related[0].Confidence > 0.5 {
		t.Errorf("a related title leads to %v; want a paramedic as an alternative", related)
	}
}

// A small catalog with roles of its own resolves without the roles that the words were collected for.
func TestResolveInAnotherCatalog(t *testing.T) {
	t.Parallel()
	c := good(t)
	for _, test := range []struct {
		title, slug string
		level       jobad.Level
	}{
		{"RN - nights", "nurse", ""},
		{"Charge Nurse (ICU)", "nurse", jobad.Senior},
		{"Sr. Golang dev", "", jobad.Senior},
		{"Carer, part time", "carer", jobad.Mid}, // the one level there is
		{"C++ Nurse", "nurse", ""},
	} {
		got := c.Resolve(test.title)
		if slugOf(got) != test.slug || got.Level != test.level {
			t.Errorf("%q is %s at %q with %.2f; want %s at %q", test.title, slugOf(got), got.Level, got.Confidence, test.slug, test.level)
		}
	}
	if got := c.Resolve("C++ Nurse").Matched; got != "Nurse" {
		t.Errorf("a name for searches alone is shown as %q", got)
	}
}

// catalogNames calls check with every name of every role, and whether the name is one that may be printed.
func catalogNames(c *catalog.Catalog, check func(role *jobad.Role, title string)) {
	for i := range c.Roles() {
		role := &c.Roles()[i]
		check(role, role.Slug)
		check(role, role.Title)
		for _, level := range role.LevelSlugs() {
			check(role, c.Title(role, level))
		}
		for _, alias := range role.Aliases {
			if alias.Kind != jobad.Related {
				check(role, alias.Title)
			}
		}
	}
}

func TestResolveEveryName(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	catalogNames(c, func(role *jobad.Role, title string) {
		got := c.Resolve(title)
		_, level, _ := c.Find(title)
		if got.Role != role || got.Confidence != 1 || level != "" && got.Level != level || got.Matched == "" {
			t.Errorf("%q is %s at %q with %.2f, by %q; want %s at %q with 1", title, slugOf(got), got.Level, got.Confidence, got.Matched, role.Slug, level)
		}
	})
}

// What employers add to a title changes neither role nor level.
func TestResolveIgnoresWhatIsAdded(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		for _, level := range role.LevelSlugs() {
			title := c.Title(role, level)
			want := c.Resolve(title).Level
			for _, noisy := range []string{
				"URGENT!! " + title, title + " (m/f/d)", title + " - remote", title + ", Berlin", title + " - Req #4412",
				"Hiring: " + strings.ToUpper(title) + " (Remote) - $45/hr",
			} {
				if got := c.Resolve(noisy); got.Role != role || got.Level != want {
					t.Errorf("%q is %s at %q with %.2f; want %s at %q", noisy, slugOf(got), got.Level, got.Confidence, role.Slug, want)
				}
			}
		}
	}
}

// Case, spaces and punctuation at the ends change nothing.
func TestResolveIgnoresForm(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	rows := labelledTitles(t, development)
	property.Check(t, func(t *rapid.T) {
		title := rapid.SampledFrom(rows).Draw(t, "row").title
		want := c.Resolve(title)
		same := rapid.SampledFrom([]func(string) string{
			strings.ToUpper, strings.ToLower,
			func(s string) string { return "  " + s + " " },
			func(s string) string { return `"` + s + `"` },
			func(s string) string { return s + "!" },
			func(s string) string { return "** " + s + " **" },
		}).Draw(t, "change")(title)
		got := c.Resolve(same)
		if got.Role != want.Role || got.Level != want.Level || got.Confidence != want.Confidence {
			t.Fatalf("%q is %s at %q with %.2f, and %q %s at %q with %.2f", title, slugOf(want), want.Level, want.Confidence,
				same, slugOf(got), got.Level, got.Confidence)
		}
	})
}

// Titles resolve alike in any order and at once.
func TestResolveIsDeterministic(t *testing.T) {
	t.Parallel()
	first, second := shipped(t), shipped(t)
	rows := labelledTitles(t, development)
	want := make([]*catalog.Resolution, len(rows))
	for i := range rows {
		want[i] = first.Resolve(rows[i].title)
	}
	t.Run("at once", func(t *testing.T) {
		t.Parallel()
		for i := range rows {
			if diff := cmp.Diff(want[i], first.Resolve(rows[i].title)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
	t.Run("backwards in another", func(t *testing.T) {
		t.Parallel()
		for i := range slices.Backward(rows) {
			if diff := cmp.Diff(want[i], second.Resolve(rows[i].title)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// FuzzResolve looks for texts that break what every resolution promises.
func FuzzResolve(f *testing.F) {
	for _, row := range labelledTitles(f, development) {
		f.Add(row.title)
	}
	f.Add(strings.Repeat("senior ceo/ (", 100))
	f.Add("R.N.\xff'S İ #1 $£€ C++## a.b.c.")
	c := shipped(f)
	f.Fuzz(func(t *testing.T, title string) {
		got := c.Resolve(title)
		promises(t, title, got)
		if diff := cmp.Diff(got, c.Resolve(title)); diff != "" {
			t.Errorf("%q resolves in two ways:\n%s", title, diff)
		}
	})
}

// promises are what holds for every resolution.
func promises(t *testing.T, title string, got *catalog.Resolution) {
	t.Helper()
	var text strings.Builder
	for _, part := range got.Parts {
		text.WriteString(part.Text)
		kind, ignored := part.Ignored()
		if part.Text == "" || ignored && !slices.Contains(catalog.IgnoredKinds(), kind) || utf8.ValidString(title) && !utf8.ValidString(part.Text) {
			t.Errorf("%q has the part %q of kind %q", title, part.Text, part.Kind)
		}
	}
	if text.String() != title {
		t.Errorf("the parts of %q are %q", title, text.String())
	}
	if (got.Role == nil) != (got.Matched == "") || got.Role != nil && got.Confidence < 0.5 {
		t.Errorf("%q is %v by %q with %.2f", title, got.Role, got.Matched, got.Confidence)
	}
	if got.Level != "" && (got.Level.Rank() < 0 || got.Role != nil && got.Role.Levels[got.Level] == nil) {
		t.Errorf("%q is at %q, which %s does not have", title, got.Level, slugOf(got))
	}
	last, sum := 1.0, 0.0
	if got.Role != nil {
		sum = got.Confidence
	}
	for _, a := range got.Alternatives {
		if a.Role == got.Role || a.Confidence <= 0 || a.Confidence > last {
			t.Errorf("%q has the alternative %s with %.2f after %.2f", title, a.Role.Slug, a.Confidence, last)
		}
		last = a.Confidence
		if got.Role != nil {
			sum += a.Confidence
		}
	}
	if len(got.Alternatives) > catalog.MaxAlternatives || sum > 1.03 || got.Confidence < 0 || got.Confidence > 1 {
		t.Errorf("%q has confidences that sum to %.2f, in %d alternatives", title, sum, len(got.Alternatives))
	}
}
