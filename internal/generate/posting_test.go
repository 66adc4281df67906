package generate_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

// generator is one for tests that change nothing in it.
var generator = sync.OnceValue(func() *generate.Generator { return newGenerator(&testing.T{}) })

// postingOf is the JobPosting of a brief for a backend engineer at Acme.
func postingOf(t *testing.T, change func(*jobad.Brief)) *jobad.JobPosting {
	t.Helper()
	b := &jobad.Brief{
		Role: "backend-engineer", Company: jobad.Company{Name: "Acme"}, Template: "standard",
		AsOf: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}
	change(b)
	plan, faults := generator().Plan(b)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	ad, err := plan.Ad(jobad.Posting)
	if err != nil {
		t.Fatal(err)
	}
	if ad.Markdown != "" || ad.HTML != "" || ad.Text != "" || ad.Sections != nil || ad.Questions != nil {
		t.Error("more was made than was asked for")
	}
	return ad.JobPosting
}

func TestPostingTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Cook (m/w/d)": "Cook", "Cook (M/W/D)": "Cook", "Cuisinier (H/F)": "Cuisinier", "Kok (m/v/x)": "Kok", "Koch (w|m|d)": "Koch",
		"Koch (m / w / d)": "Koch", "Koch (m/w/d) (f/m/*)": "Koch", "Kok(m/k)": "Kok",
		"Cook (C/C++)": "Cook (C/C++)", "Tester (A/B)": "Tester (A/B)", "Cook (m)": "Cook (m)", "Nurse (D/N)": "Nurse (D/N)",
		"Cook (m w)": "Cook", "Cook [m|w|d]": "Cook", "Cook m/w/d": "Cook", "Chef H/F/X": "Chef", "Koch – w/m/d": "Koch", "Koch, m/w/d": "Koch",
		"Cook (gn)": "Cook", "Cook (all genders)": "Cook", "Cook (m/w/divers)": "Cook", "Chef (F-H)": "Chef", "Cook (m,w,d) [gn]": "Cook",
		"Cook (day/night)": "Cook (day/night)", "HVAC Technician A/C": "HVAC Technician A/C", "m/w/d": "m/w/d", " (gn)": " (gn)",
		"(m/w/d)": "(m/w/d)", "Cook (m/w/d) in Bonn": "Cook (m/w/d) in Bonn", "Cook (iOS/Android)": "Cook (iOS/Android)",
		"Cook ()": "Cook ()", "Cook)": "Cook)", "Cook (é/w)": "Cook (é/w)", "m/w)": "m/w)",
	} {
		if got := postingOf(t, func(b *jobad.Brief) { b.Title = title }).Title; got != want {
			t.Errorf("%q is %q, want %q", title, got, want)
		}
	}
	german := postingOf(t, func(b *jobad.Brief) { b.Places = []jobad.Place{{City: "Berlin", Country: "DE"}} })
	if german.Title != "Backend Engineer" {
		t.Errorf("the marker of the place is in the title %q", german.Title)
	}
}

func TestPostingPay(t *testing.T) {
	t.Parallel()
	salary := func(currency, unit string, value, low, high float64) *jobad.PostingSalary {
		return &jobad.PostingSalary{Type: "MonetaryAmount", Currency: currency, Value: jobad.PostingAmount{
			Type: "QuantitativeValue", Value: value, MinValue: low, MaxValue: high, UnitText: unit,
		}}
	}
	for _, tt := range []struct {
		name string
		pay  *jobad.Pay
		want *jobad.PostingSalary
	}{
		{"none", nil, nil},
		{"a range", &jobad.Pay{Min: 70000, Max: 90000, Currency: "EUR", Period: jobad.PerYear}, salary("EUR", "YEAR", 0, 70000, 90000)},
		{"cents", &jobad.Pay{Min: 17.25, Max: 18, Currency: "USD", Period: jobad.PerHour}, salary("USD", "HOUR", 0, 17.25, 18)},
		{"an amount", &jobad.Pay{Min: 300, Max: 300, Currency: "JPY", Period: jobad.PerDay}, salary("JPY", "DAY", 300, 0, 0)},
		{"a week", &jobad.Pay{Min: 1, Max: 2, Currency: "GBP", Period: jobad.PerWeek}, salary("GBP", "WEEK", 0, 1, 2)},
		{"a month", &jobad.Pay{Min: 1, Max: 2, Currency: "CHF", Period: jobad.PerMonth}, salary("CHF", "MONTH", 0, 1, 2)},
		{"no upper end", &jobad.Pay{Min: 1, Currency: "CHF", Period: jobad.PerMonth}, nil},
		{"no lower end", &jobad.Pay{Max: 1, Currency: "CHF", Period: jobad.PerMonth}, nil},
		{"words", &jobad.Pay{Note: "By the collective agreement"}, nil},
	} {
		got := postingOf(t, func(b *jobad.Brief) { b.Pay = tt.pay }).BaseSalary
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestPostingLocation(t *testing.T) {
	t.Parallel()
	berlin, bonn := jobad.Place{City: "Berlin", Region: "BE", Country: "DE"}, jobad.Place{City: "Bonn", Street: "Markt 1", PostalCode: "53111"}
	atBerlin := jobad.PostingPlace{Type: "Place", Address: jobad.PostingAddress{
		Type: "PostalAddress", AddressLocality: "Berlin", AddressRegion: "BE", AddressCountry: "DE",
	}}
	atBonn := jobad.PostingPlace{Type: "Place", Address: jobad.PostingAddress{
		Type: "PostalAddress", AddressLocality: "Bonn", StreetAddress: "Markt 1", PostalCode: "53111",
	}}
	areas := []jobad.PostingArea{{Type: "Country", Name: "Germany"}, {Type: "AdministrativeArea", Name: "Colorado, United States"}}
	from := []string{"DE", "US-CO"}
	whole := []jobad.PostingArea{{Type: "Country", Name: "United States"}, {Type: "Country", Name: "Canada"}}
	for _, tt := range []struct {
		name      string
		workplace jobad.Workplace
		places    []jobad.Place
		from      []string
		wantType  string
		want      jobad.PostingPlaces
		wantAreas jobad.PostingAreas
	}{
		{"nothing", "", nil, nil, "", nil, nil},
		{"on site", jobad.OnSite, []jobad.Place{berlin}, nil, "", []jobad.PostingPlace{atBerlin}, nil},
		{"hybrid", jobad.Hybrid, []jobad.Place{berlin}, from, "", []jobad.PostingPlace{atBerlin}, nil},
		{"remote", jobad.Remote, nil, from, "TELECOMMUTE", nil, areas},
		{"remote with an office", jobad.Remote, []jobad.Place{berlin}, from, "TELECOMMUTE", []jobad.PostingPlace{atBerlin}, areas},
		{"remote from a country and a part of it", jobad.Remote, nil, []string{"US-CO", "US", "CA"}, "TELECOMMUTE", nil, whole},
		{"remote without more", jobad.Remote, nil, nil, "TELECOMMUTE", nil, nil},
		{"remote is not said", "", nil, from, "", nil, nil},
		{"no country", jobad.OnSite, []jobad.Place{bonn}, nil, "", []jobad.PostingPlace{atBonn}, nil},
		{"one country", jobad.OnSite, []jobad.Place{bonn, berlin}, nil, "", []jobad.PostingPlace{atBerlin}, nil},
		{"remote, an office without country", jobad.Remote, []jobad.Place{bonn}, from, "TELECOMMUTE", nil, areas},
	} {
		p := postingOf(t, func(b *jobad.Brief) { b.Workplace, b.Places, b.RemoteFrom = tt.workplace, tt.places, tt.from })
		if p.JobLocationType != tt.wantType {
			t.Errorf("%s: %q", tt.name, p.JobLocationType)
		}
		if diff := cmp.Diff(tt.want, p.JobLocation) + cmp.Diff(tt.wantAreas, p.ApplicantLocationRequirements); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestPostingRegion wants regions as boards get them.
func TestPostingRegion(t *testing.T) {
	t.Parallel()
	for told, want := range map[jobad.Place]string{
		{Region: "9", Country: "AT"}: "Wien", {Region: "wien", Country: "AT"}: "Wien", {Region: "Texas", Country: "US"}: "TX", {Region: "tx", Country: "US"}: "TX",
		{Region: "US-TX", Country: "US"}: "TX", {Region: "BE", Country: "DE"}: "BE", {Region: "DE-BE", Country: "DE"}: "BE",
		{Region: "75", Country: "FR"}: "", {Region: "Nowhere", Country: "FR"}: "Nowhere", {City: "Bonn", Country: "DE"}: "",
	} {
		p := postingOf(t, func(b *jobad.Brief) { b.Places = []jobad.Place{told} })
		if got := p.JobLocation[0].Address.AddressRegion; got != want {
			t.Errorf("%v: %q, want %q", told, got, want)
		}
	}
}

// TestPostingOffice leaves out the office of a remote job where nobody may live.
func TestPostingOffice(t *testing.T) {
	t.Parallel()
	for told, want := range map[jobad.Place]bool{
		{City: "Denver", Region: "Colorado", Country: "US"}: true, {City: "Denver", Country: "US"}: true, {City: "Bonn", Region: "NW", Country: "DE"}: true,
		{City: "Austin", Region: "TX", Country: "US"}: false, {City: "Lyon", Country: "FR"}: false, {City: "Toronto", Region: "ON", Country: "CA"}: false,
	} {
		p := postingOf(t, func(b *jobad.Brief) {
			b.Workplace, b.RemoteFrom, b.Places = jobad.Remote, []string{"DE", "US-CO"}, []jobad.Place{told}
		})
		if got := p.JobLocation != nil; got != want {
			t.Errorf("%v is listed: %v", told, got)
		}
	}
}

func TestPostingEmployment(t *testing.T) {
	t.Parallel()
	for employment, want := range map[jobad.Employment]string{
		jobad.FullTime: "FULL_TIME", jobad.PartTime: "PART_TIME", jobad.Contract: "CONTRACTOR", jobad.Temporary: "TEMPORARY",
		jobad.Internship: "INTERN", jobad.Volunteer: "VOLUNTEER", jobad.PerDiem: "PER_DIEM", "": "",
	} {
		if got := postingOf(t, func(b *jobad.Brief) { b.Employment = employment }).EmploymentType; got != want {
			t.Errorf("%s is %q", employment, got)
		}
	}
}

// TestPostingShowsWhatTheAdShows gives everything to a template that leaves some of it out.
func TestPostingShowsWhatTheAdShows(t *testing.T) {
	t.Parallel()
	everything := func(b *jobad.Brief) {
		b.Company.Industry, b.Company.Website, b.Company.Logo = "Food", "https://www.example.com", "https://www.example.com/l.png"
		b.Team, b.Reference, b.Openings, b.HoursPerWeek = "Kitchen", "R1", 2, 32.5
		b.StartDate = time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)
		b.Apply = &jobad.Apply{Deadline: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)}
		b.Benefits, b.ExtraPay, b.Skills, b.Omit = []string{"Meals"}, []string{"Tips"}, []string{"Go"}, []string{"skills", "must_have"}
		b.Places = []jobad.Place{{City: "Bonn", Country: "DE"}}
	}
	got := postingOf(t, everything)
	got.Description, got.Responsibilities = "", nil
	want := &jobad.JobPosting{
		Context: "https://schema.org", Type: "JobPosting", Title: "Backend Engineer", DatePosted: "2026-11-22",
		ValidThrough: "2026-12-31T23:59:59", Identifier: &jobad.PostingIdentifier{Type: "PropertyValue", Name: "Acme", Value: "R1"},
		HiringOrganization: jobad.PostingOrganization{
			Type: "Organization", Name: "Acme", SameAs: "https://www.example.com", Logo: "https://www.example.com/l.png",
		},
		EmploymentUnit: &jobad.PostingOrganization{Type: "Organization", Name: "Kitchen"},
		WorkHours:      "32.5 hours a week",
		JobLocation: []jobad.PostingPlace{{Type: "Place", Address: jobad.PostingAddress{
			Type: "PostalAddress", AddressLocality: "Bonn", AddressCountry: "DE",
		}}},
		IncentiveCompensation: []string{"Tips"}, JobBenefits: []string{"Meals"}, Skills: []string{"Go"}, Industry: "Food",
		OccupationalCategory: &jobad.PostingCategory{
			Type: "CategoryCode", CodeValue: "15-1252.00", InCodeSet: jobad.PostingCodeSet{Type: "CategoryCodeSet", Name: "O*NET-SOC 2019"},
		},
		JobStartDate: "2027-02-01", TotalJobOpenings: 2,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("standard (-want +got):\n%s", diff)
	}
	want.EmploymentUnit, want.IncentiveCompensation, want.JobBenefits, want.Skills = nil, nil, nil, nil
	want.Industry, want.JobStartDate, want.TotalJobOpenings = "", "", 0
	concise := postingOf(t, func(b *jobad.Brief) { everything(b); b.Template = "concise" })
	concise.Description, concise.Responsibilities = "", nil
	if diff := cmp.Diff(want, concise); diff != "" {
		t.Errorf("concise (-want +got):\n%s", diff)
	}
}

// TestPlaceIsAsked has a question open for each posting that nobody would list for want of a place.
func TestPlaceIsAsked(t *testing.T) {
	t.Parallel()
	const where, country, office = "Where is the work done, or from where may it be done?", "In which country is each of the places?",
		"Where is the office that the work belongs to?"
	const from = "In which countries, or parts of them, may a remote hire live?"
	for _, tt := range []struct {
		name  string
		brief jobad.Brief
		want  []string
	}{
		{"nothing", jobad.Brief{}, []string{where}},
		{"a country", jobad.Brief{Places: []jobad.Place{{City: "Bonn", Country: "DE"}}}, nil},
		{"no country", jobad.Brief{Places: []jobad.Place{{City: "Bonn"}}}, []string{country}},
		{"one without country", jobad.Brief{Places: []jobad.Place{{City: "Bonn", Country: "DE"}, {City: "Ulm"}}}, []string{country}},
		{"remote from", jobad.Brief{Workplace: jobad.Remote, RemoteFrom: []string{"DE"}}, nil},
		{"remote from nowhere", jobad.Brief{Workplace: jobad.Remote}, []string{where}},
		{"remote from an office", jobad.Brief{Workplace: jobad.Remote, Places: []jobad.Place{{Country: "DE"}}}, []string{from}},
		{"hybrid from", jobad.Brief{Workplace: jobad.Hybrid, RemoteFrom: []string{"DE"}}, []string{office}},
		{"perhaps remote", jobad.Brief{RemoteFrom: []string{"DE"}}, []string{office}},
	} {
		tt.brief.Role, tt.brief.Company.Name = "backend-engineer", "Acme"
		plan, faults := generator().Plan(&tt.brief)
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		ad, err := plan.Ad(jobad.Everything)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, q := range ad.Questions {
			if slices.Contains([]string{where, country, office, from}, q.Question) {
				got = append(got, q.Question)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
