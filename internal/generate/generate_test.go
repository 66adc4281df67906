package generate_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/catalog"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// today is the day that the tests run on.
func today() time.Time { return time.Date(2026, 11, 22, 15, 0, 0, 0, time.UTC) }

// newGenerator uses the catalog and the templates of the repository.
func newGenerator(tb testing.TB) *generate.Generator {
	tb.Helper()
	return newGeneratorWith(tb, os.DirFS("../../templates"))
}

// newGeneratorWith uses the catalog of the repository.
func newGeneratorWith(tb testing.TB, templates fs.FS) *generate.Generator {
	tb.Helper()
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	roles, err := catalog.Parse("roles.yaml", data)
	if err != nil {
		tb.Fatal(err)
	}
	renderer, err := render.New(templates)
	if err != nil {
		tb.Fatal(err)
	}
	table, err := law.New()
	if err != nil {
		tb.Fatal(err)
	}
	reviewer, err := review.New()
	if err != nil {
		tb.Fatal(err)
	}
	return generate.New(roles, renderer, table, reviewer, generate.Options{Version: "test", Now: today})
}

// brief is a brief with the two members that must be there.
func brief(role string) *jobad.Brief {
	return &jobad.Brief{Role: role, Company: jobad.Company{Name: "Acme GmbH"}}
}

func adOf(t *testing.T, g *generate.Generator, b *jobad.Brief) *jobad.Ad {
	t.Helper()
	plan, faults := g.Plan(b)
	if len(faults) > 0 {
		t.Fatalf("faults: %v", faults)
	}
	ad, err := plan.Ad(jobad.Everything)
	if err != nil {
		t.Fatal(err)
	}
	return ad
}

// texts are the lines of a section; nil if the ad does not have it.
func texts(ad *jobad.Ad, section string) []string {
	i := slices.IndexFunc(ad.Sections, func(s jobad.Section) bool { return s.ID == section })
	if i < 0 {
		return nil
	}
	var all []string
	for _, line := range ad.Sections[i].Lines {
		all = append(all, line.Text)
	}
	return all
}

func TestFacts(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for name, test := range map[string]struct {
		edit func(*jobad.Brief)
		want string
	}{
		"range": {
			func(b *jobad.Brief) {
				b.Pay = &jobad.Pay{Min: 70000, Max: 90000, Currency: "EUR", Period: jobad.PerYear}
			}, "Pay: €70,000 to €90,000 a year",
		},
		"cents on both ends": {
			func(b *jobad.Brief) {
				b.Pay = &jobad.Pay{Min: 36.5, Max: 52, Currency: "USD", Period: jobad.PerHour}
			}, "Pay: $36.50 to $52.00 an hour",
		},
		"fixed": {
			func(b *jobad.Brief) {
				b.Pay = &jobad.Pay{Min: 1234567.8, Max: 1234567.8, Currency: "JPY", Period: jobad.PerMonth}
			}, "Pay: ¥1,234,567.80 a month",
		},
		"no upper end": {
			func(b *jobad.Brief) { b.Pay = &jobad.Pay{Min: 500, Currency: "CHF", Period: jobad.PerDay} },
			"Pay: from CHF\u00a0500 a day",
		},
		"no lower end": {
			func(b *jobad.Brief) { b.Pay = &jobad.Pay{Max: 999, Currency: "GBP", Period: jobad.PerWeek} },
			"Pay: up to £999 a week",
		},
		"place": {
			func(b *jobad.Brief) { b.Places = []jobad.Place{{City: "Berlin", Country: "DE"}} },
			"Location: Berlin, Germany",
		},
		"region by code": {
			func(b *jobad.Brief) {
				b.Places = []jobad.Place{{Street: "1 Main St", City: "Austin", Region: "TX", PostalCode: "78701", Country: "US"}}
			}, "Location: 1 Main St, Austin, TX 78701, United States",
		},
		"region that is the city": {
			func(b *jobad.Brief) { b.Places = []jobad.Place{{City: "Berlin", Region: "BE", Country: "DE"}} },
			"Location: Berlin, Germany",
		},
		"region by name, no country": {
			func(b *jobad.Brief) { b.Places = []jobad.Place{{City: "Perth", Region: "Tayside"}} },
			"Location: Perth, Tayside",
		},
		"two places": {
			func(b *jobad.Brief) { b.Places = []jobad.Place{{City: "Lyon", Country: "FR"}, {Country: "GB"}} },
			"Location: Lyon, France; United Kingdom",
		},
		"remote": {
			func(b *jobad.Brief) {
				b.Workplace, b.RemoteFrom = jobad.Remote, []string{"DE", "AT", "US-CO"}
			}, "Remote from: Germany, Austria or Colorado (United States)",
		},
		"on site":   {func(b *jobad.Brief) { b.Workplace = jobad.OnSite }, "Workplace: On site"},
		"hours":     {func(b *jobad.Brief) { b.HoursPerWeek = 37.5 }, "Employment: 37.5 hours a week"},
		"one hour":  {func(b *jobad.Brief) { b.HoursPerWeek = 1 }, "Employment: 1 hour a week"},
		"contract":  {func(b *jobad.Brief) { b.Employment = jobad.PerDiem }, "Employment: Per diem"},
		"both":      {func(b *jobad.Brief) { b.Employment, b.HoursPerWeek = jobad.PartTime, 20 }, "Employment: Part-time, 20 hours a week"},
		"start":     {func(b *jobad.Brief) { b.StartDate = time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC) }, "Start: 1 February 2027"},
		"openings":  {func(b *jobad.Brief) { b.Openings = 3 }, "Openings: 3"},
		"reference": {func(b *jobad.Brief) { b.Reference = "REQ-42" }, "Reference: REQ-42"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := brief("backend-engineer")
			test.edit(b)
			if got := texts(adOf(t, g, b), "facts"); !slices.Contains(got, test.want) {
				t.Errorf("facts are %q; want %q among them", got, test.want)
			}
		})
	}
}

func TestRoleAndLevel(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for _, test := range []struct {
		role      string
		level     jobad.Level
		wantTitle string
		wantLevel jobad.Level
	}{
		{"backend-engineer", "", "Backend Engineer", jobad.Mid},
		{"Back-End Engineer", jobad.Senior, "Senior Backend Engineer", jobad.Senior},
		{"senior backend engineer", "", "Senior Backend Engineer", jobad.Senior},
		{"senior backend engineer", jobad.Junior, "Junior Backend Engineer", jobad.Junior},
		{"Charge Nurse", "", "Charge Nurse", jobad.Lead},
		{"rn", jobad.Entry, "Newly Licensed Registered Nurse", jobad.Entry},
		{"software-engineer", jobad.Intern, "Software Engineering Intern", jobad.Intern},
		{"electrician", jobad.Entry, "Apprentice Electrician", jobad.Entry},
		// Titles as employers write them.
		{"Sr. Golang dev - remote, $120k", "", "Senior Go Developer", jobad.Senior},
		{"Sr. Golang dev - remote, $120k", jobad.Junior, "Junior Go Developer", jobad.Junior},
		{"RN, ICU nights", "", "Registered Nurse", jobad.Mid},
		{"backend enginere", "", "Backend Engineer", jobad.Mid},
		{"Apprentice data engineer", "", "Junior Data Engineer", jobad.Junior}, // the nearest level
	} {
		b := brief(test.role)
		b.Level = test.level
		ad := adOf(t, g, b)
		if ad.Title != test.wantTitle || ad.Level != test.wantLevel {
			t.Errorf("%s at %q: %s at %s; want %s at %s", test.role, test.level, ad.Title, ad.Level, test.wantTitle, test.wantLevel)
		}
	}
}

func TestOwnLinesComeFirst(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := brief("backend-engineer")
	base := texts(adOf(t, g, b), "must_have")
	b.MustHave = []string{"First of mine", strings.ToUpper(base[1]), "Last of mine"}
	got := texts(adOf(t, g, b), "must_have")
	want := append(slices.Clone(b.MustHave), base[0], base[2], base[3], base[4])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("own lines first, nothing twice, 7 in all (-want +got):\n%s", diff)
	}
}

func TestOwnLinesAreNeverLost(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := brief("accountant")
	b.Template = "concise"
	for i := range 12 {
		b.Responsibilities = append(b.Responsibilities, "Do my own thing number "+string(rune('A'+i)))
	}
	if diff := cmp.Diff(b.Responsibilities, texts(adOf(t, g, b), "responsibilities")); diff != "" {
		t.Errorf("a short template has room for the caller's lines only (-want +got):\n%s", diff)
	}
}

func TestOmit(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	full := adOf(t, g, brief("electrician"))
	for _, section := range full.Sections {
		for _, line := range section.Lines {
			source, ok := strings.CutPrefix(line.Source, "catalog:")
			if !ok {
				continue
			}
			b := brief("electrician")
			b.Omit = []string{source}
			got := texts(adOf(t, g, b), section.ID)
			if slices.Contains(got, line.Text) {
				t.Errorf("omit %s leaves %q in the ad", source, line.Text)
			}
		}
	}
	for _, section := range []string{"background", "encouragement", "must_have", "nice_to_have", "purpose", "responsibilities", "skills", "success", "team"} {
		b := brief("electrician")
		b.Template, b.Omit = "detailed", []string{section}
		if got := texts(adOf(t, g, b), section); got != nil {
			t.Errorf("omit %s leaves %q", section, got)
		}
	}
}

func TestDisclosures(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	yes, no := true, false
	b := brief("accountant")
	b.Disclosures = jobad.Disclosures{AIScreening: &no, ExistingVacancy: &yes}
	want := []string{
		"AI is not used to screen, assess or select applicants.",
		"This ad is for an existing vacancy.",
	}
	if diff := cmp.Diff(want, texts(adOf(t, g, b), "disclosures")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := texts(adOf(t, g, brief("accountant")), "disclosures"); got != nil {
		t.Errorf("nothing was said, but the ad says %q", got)
	}
}

func TestPlanTellsEveryFault(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := &jobad.Brief{
		Role: "registered-nurse", Level: jobad.Principal, Template: "fancy", Locale: "de", Workplace: jobad.OnSite,
		RemoteFrom: []string{"DE", "XX", "US-ZZ"}, Places: []jobad.Place{{}, {Country: "EU"}},
		Pay:   &jobad.Pay{Min: 10.001, Max: 9},
		Apply: &jobad.Apply{Deadline: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)},
	}
	plan, faults := g.Plan(b)
	var got []string
	for _, f := range faults {
		got = append(got, f.Pointer+" "+f.Code)
	}
	slices.Sort(got)
	want := []string{
		"/apply/deadline too_early", "/level unknown_level", "/locale unknown_locale", "/pay/currency required",
		"/pay/min too_large", "/pay/min too_precise", "/pay/period required", "/places/0 required",
		"/places/1/country unknown_country", "/remote_from contradiction", "/remote_from/1 unknown_place",
		"/remote_from/2 unknown_place", "/template unknown_template",
	}
	if diff := cmp.Diff(want, got); diff != "" || plan != nil {
		t.Errorf("plan %v (-want +got):\n%s", plan, diff)
	}
}

func TestPlanFaultDetails(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for name, test := range map[string]struct {
		edit   func(*jobad.Brief)
		detail string
	}{
		"role": {
			func(b *jobad.Brief) { b.Role = "Beekeeper" },
			"is not a role or a title that means one role in the catalog; the nearest are ",
		},
		"role like none": {
			func(b *jobad.Brief) { b.Role = "Dentist" },
			"is not a role or a title that means one role in the catalog; none has a name like it, and GET /v1/roles?q= searches them",
		},
		"role like one": {
			func(b *jobad.Brief) { b.Role = "line cok" },
			"is not a role or a title that means one role in the catalog; the nearest is line-cook.",
		},
		"roles alike": {
			func(b *jobad.Brief) { b.Role = "Driver" },
			"is not a role or a title that means one role in the catalog; the nearest are delivery-driver, truck-driver, ",
		},
		"omit": {
			func(b *jobad.Brief) { b.Omit = []string{"accountant/responsibilities/0"} },
			"names no line of backend-engineer at mid; copy one from a source, such as backend-engineer/responsibilities/0, or name a section: ",
		},
		"omit a title": {
			func(b *jobad.Brief) { b.Omit = []string{"backend-engineer@mid/title/0"} },
			"names no line of backend-engineer at mid; ",
		},
		"no role":       {func(b *jobad.Brief) { b.Role = "" }, "is missing; "},
		"no such level": {func(b *jobad.Brief) { b.Level = "chief" }, "is chief, and backend-engineer is not hired at it; "},
		"empty pay":     {func(b *jobad.Brief) { b.Pay = &jobad.Pay{} }, "says nothing; give min, max or both, "},
		"level": {
			func(b *jobad.Brief) { b.Level = jobad.Executive },
			"is executive, and backend-engineer is not hired at it; use one of junior, mid, senior, lead, principal.",
		},
	} {
		b := brief("backend-engineer")
		test.edit(b)
		_, faults := g.Plan(b)
		if len(faults) != 1 || !strings.HasPrefix(faults[0].Detail, test.detail) || !strings.HasSuffix(faults[0].Detail, ".") {
			t.Errorf("%s: %v; want one fault that begins with %q", name, faults, test.detail)
		}
	}
}

// TestOwnLineStandsForTheCatalogs says what the catalog says, with other case, spaces and punctuation.
func TestOwnLineStandsForTheCatalogs(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := brief("backend-engineer")
	b.Template = "detailed"
	for _, section := range []struct {
		id  string
		own *[]string
	}{{"must_have", &b.MustHave}, {"skills", &b.Skills}, {"nice_to_have", &b.NiceToHave}} {
		before := texts(adOf(t, g, b), section.id)
		*section.own = []string{"  " + strings.ToUpper(strings.ReplaceAll(before[0], " ", ", ")) + "!"}
		want := append([]string{strings.TrimSpace((*section.own)[0])}, before[1:]...)
		got := texts(adOf(t, g, b), section.id)
		got[0] = strings.TrimSpace(got[0])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", section.id, diff)
		}
		*section.own = []string{before[0] + "+", before[1] + " and more"}
		if got := texts(adOf(t, g, b), section.id); !slices.Equal(got[:2], *section.own) || len(got) > 2 && got[2] != before[0] {
			t.Errorf("%s: a line that says something else stands for one of the catalog: %q", section.id, got)
		}
		*section.own = nil
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	b := brief("data-scientist")
	open := pointersOf(adOf(t, g, b))
	want := []string{
		"/pay", "/places", "/workplace", "/apply/url", "/employment", "/responsibilities", "/reason", "/must_have",
		"/success", "/benefits", "/flexibility", "/process", "/apply/deadline", "/reports_to", "/team", "/company/about",
	}
	if diff := cmp.Diff(want, open); diff != "" {
		t.Errorf("an empty brief (-want +got):\n%s", diff)
	}
	b.Pay = &jobad.Pay{Min: 1, Currency: "EUR", Period: jobad.PerHour}
	if got := pointersOf(adOf(t, g, b)); got[0] != "/pay" {
		t.Errorf("half a range asks %v", got)
	}
	b.Pay.Max, b.RemoteFrom, b.Workplace, b.Employment = 2, []string{"DE"}, jobad.Remote, jobad.FullTime
	b.Apply = &jobad.Apply{Email: "jobs@example.com", Deadline: today()}
	b.Responsibilities, b.Skills, b.Success = []string{"a"}, []string{"b"}, []string{"c"}
	b.Benefits, b.Flexibility, b.Process = []string{"d"}, []string{"e"}, []string{"f"}
	b.Reason, b.ReportsTo, b.Team, b.Company.About = "g", "h", "i", "j"
	if got := pointersOf(adOf(t, g, b)); !slices.Equal(got, []string{"/apply/url"}) {
		t.Errorf("a brief without a link is asked for %v", got)
	}
	b.Apply.URL = "https://www.example.com/jobs"
	if got := pointersOf(adOf(t, g, b)); len(got) != 0 {
		t.Errorf("a full brief is asked for %v", got)
	}
	b.Places = []jobad.Place{{City: "Denver", Country: "US"}}
	if got := pointersOf(adOf(t, g, b)); !slices.Equal(got, []string{"/places"}) {
		t.Errorf("a place without its state is asked for %v", got)
	}
}

func pointersOf(ad *jobad.Ad) []string {
	pointers := []string{}
	for _, q := range ad.Questions {
		pointers = append(pointers, q.Pointer)
	}
	return pointers
}

func TestOnlyWantedParts(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	plan, _ := g.Plan(brief("accountant"))
	ad, err := plan.Ad(jobad.HTML)
	if err != nil {
		t.Fatal(err)
	}
	if ad.HTML == "" || ad.Markdown != "" || ad.Text != "" || ad.Sections != nil || ad.Questions != nil {
		t.Errorf("asked for HTML alone: %+v", ad)
	}
}
