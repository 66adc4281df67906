package generate_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

// TestPlacesAsPeopleWriteThem has an address of each kind.
func TestPlacesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for want, at := range map[string]jobad.Place{
		"10115 Berlin, Germany":                        {City: "Berlin", Region: "BE", PostalCode: "10115", Country: "DE"},
		"1 Main St, New York, NY 10001, United States": {Street: "1 Main St", City: "New York", Region: "NY", PostalCode: "10001", Country: "US"},
		"New York, NY, United States":                  {City: "New York", Region: "ny", Country: "US"},
		"Denver, Colorado, United States":              {City: "Denver", Region: "co", Country: "US"},
		"Boulder, Colorado, United States":             {City: "Boulder", Region: "US-CO", Country: "US"},
		"Sydney, NSW 2000, Australia":                  {City: "Sydney", Region: "New South Wales", PostalCode: "2000", Country: "AU"},
		"69002 Lyon, Auvergne-Rhône-Alpes, France":     {City: "Lyon", Region: "ARA", PostalCode: "69002", Country: "FR"},
		"Singapore 018989, Singapore":                  {City: "Singapore", PostalCode: "018989", Country: "SG"},
		"Leeds LS1 4AP, United Kingdom":                {City: "Leeds", PostalCode: "LS1 4AP", Country: "GB"},
		"Edinburgh, United Kingdom":                    {City: "Edinburgh", Region: "EDH", Country: "GB"},
		"28001 Madrid, Spain":                          {City: "Madrid", Region: "MD", PostalCode: "28001", Country: "ES"},
		"10115, Germany":                               {Region: "", PostalCode: "10115", Country: "DE"},
		"Perth 1000":                                   {City: "Perth", PostalCode: "1000"},
		"Mumbai, Mahārāshtra 400001, India":            {City: "Mumbai", Region: "MH", PostalCode: "400001", Country: "IN"},
	} {
		b := brief("chef")
		b.Places = []jobad.Place{at}
		if got := texts(adOf(t, g, b), "facts"); !slices.Contains(got, "Location: "+want) {
			t.Errorf("facts are %q; want %q among them", got, want)
		}
	}
	for want, codes := range map[string][]string{
		"Colorado, Texas or Washington (United States)": {"US-CO", "US-TX", "US-WA"},
		"United States": {"US-CO", "US"},
		"Germany; Colorado or Texas (United States); or Wien (Austria)": {"DE", "US-CO", "AT-9", "US-TX"},
		"Bayern (Germany) or Wien (Austria)":                            {"DE-BY", "AT-9"},
	} {
		b := brief("chef")
		b.Workplace, b.RemoteFrom = jobad.Remote, codes
		if got := texts(adOf(t, g, b), "facts"); !slices.Contains(got, "Remote from: "+want) {
			t.Errorf("facts are %q; want %q among them", got, want)
		}
	}
}

// TestNoHeadingStandsAlone says one thing at a time of how to apply, which is where templates choose what they show.
func TestNoHeadingStandsAlone(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for _, template := range g.Templates() {
		for name, apply := range map[string]jobad.Apply{
			"deadline": {Deadline: today()}, "contact": {Contact: "Jo, 555"}, "email": {Email: "jobs@example.com"}, "url": {URL: "https://www.example.com"},
		} {
			b := brief("chef")
			b.Template, b.Apply, b.Reference = template.Name, &apply, "R1"
			ad := adOf(t, g, b)
			lines := slices.DeleteFunc(strings.Split(ad.Markdown, "\n"), func(line string) bool { return line == "" })
			for i, line := range lines {
				if strings.HasPrefix(line, "##") && (i+1 == len(lines) || strings.HasPrefix(lines[i+1], "#")) {
					t.Errorf("%s, %s: nothing is under %q", template.Name, name, line)
				}
			}
			if name == "contact" && !strings.Contains(ad.Text, apply.Contact) {
				t.Errorf("%s does not say whom to ask", template.Name)
			}
			for _, s := range ad.Sections {
				if len(s.Lines) == 0 {
					t.Errorf("%s, %s: the section %s is empty", template.Name, name, s.ID)
				}
			}
		}
	}
}

// TestHiddenPayStaysHidden leaves pay out of a template: what readers do not see is not for boards either.
func TestHiddenPayStaysHidden(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../templates/standard.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	without := strings.Replace(string(text), "{{with .Pay}}- **Pay:** {{.}}\n{{end}}", "", 1)
	if without == string(text) {
		t.Fatal("the template shows no pay")
	}
	for shows, g := range map[bool]*generate.Generator{
		true: newGenerator(t), false: newGeneratorWith(t, fstest.MapFS{"standard.md.tmpl": {Data: []byte(without)}}),
	} {
		b := brief("chef")
		b.Pay = &jobad.Pay{Min: 30000, Max: 40000, Currency: "EUR", Period: jobad.PerYear, Note: "Tips are shared."}
		ad := adOf(t, g, b)
		if told := ad.Brief.Pay != nil; told != shows || (ad.JobPosting.BaseSalary != nil) != shows {
			t.Errorf("pay is shown: %v, told to boards: %v, to search engines: %v", shows, told, ad.JobPosting.BaseSalary)
		}
		if b.Pay == nil {
			t.Error("the brief was changed")
		}
	}
}

// TestCountriesThatAreMeant tells the code of a country that is written in another way.
func TestCountriesThatAreMeant(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{"de": "use DE.", "UK": "use GB.", "el": "use GR.", "ZZ": "use one such as DE or US."} {
		b := brief("chef")
		b.Places = []jobad.Place{{Country: code}}
		_, faults := newGenerator(t).Plan(b)
		if len(faults) != 1 || faults[0].Pointer != "/places/0/country" || !strings.HasSuffix(faults[0].Detail, want) {
			t.Errorf("%s: %v", code, faults)
		}
	}
}

// TestHiddenOpeningsStayHidden has templates that show how many people are wanted, and one that does not.
func TestHiddenOpeningsStayHidden(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for template, shows := range map[string]bool{"standard": true, "detailed": true, "concise": false} {
		b := brief("chef")
		b.Template, b.Openings = template, 3
		ad := adOf(t, g, b)
		if told := ad.Brief.Openings == 3; told != shows || (ad.JobPosting.TotalJobOpenings == 3) != shows {
			t.Errorf("%s shows openings: %v, tells boards: %v, search engines: %d", template, shows, told, ad.JobPosting.TotalJobOpenings)
		}
		if b.Openings != 3 {
			t.Error("the brief was changed")
		}
	}
}

// TestSamePlaceTwice finds a place that is told twice, however its region is spelled.
func TestSamePlaceTwice(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for region, twice := range map[string]bool{"CO": true, "colorado": true, "US-CO": true, "us-co": true, "TX": false, "": false} {
		b := brief("chef")
		b.Places = []jobad.Place{{City: "Denver", Region: "Colorado", Country: "US"}, {City: "denver", Region: region, Country: "US"}}
		_, faults := g.Plan(b)
		if got := len(faults) == 1 && faults[0].Pointer == "/places/1" && faults[0].Code == "duplicate"; got != twice {
			t.Errorf("%q: %v", region, faults)
		}
	}
}

// TestGateKnowsStates refuses what is no state, where there are some, only of those who ask for the law.
func TestGateKnowsStates(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for place, refused := range map[jobad.Place]bool{
		{Region: "Colorodo", Country: "US"}: true, {Region: "TX", Country: "CA"}: true, {Region: "Wonderland", Country: "DE"}: false,
		{Region: "D.C.", Country: "US"}: false, {Region: "us-oh", Country: "US"}: false, {Region: "Québec", Country: "CA"}: false,
	} {
		for gate, on := range map[jobad.Gate]bool{jobad.GateLaw: true, jobad.GateNone: false} {
			b := brief("chef")
			b.Places, b.Gate = []jobad.Place{place}, gate
			_, faults := g.Plan(b)
			told := slices.ContainsFunc(faults, func(f jobad.Fault) bool { return f.Pointer == "/places/0/region" && f.Code == "breaks_duty" })
			if told != (refused && on) {
				t.Errorf("%v with gate %s: %v", place, gate, faults)
			}
		}
	}
}

// TestRegionsLikeTheirCity are left out, whatever accents they have.
func TestRegionsLikeTheirCity(t *testing.T) {
	t.Parallel()
	g := newGenerator(t)
	for want, place := range map[string]jobad.Place{
		"Tokyo, Japan":                         {City: "Tokyo", Region: "13", Country: "JP"},
		"Beijing, China":                       {City: "Beijing", Region: "BJ", Country: "CN"},
		"Istanbul, Turkey":                     {City: "Istanbul", Region: "34", Country: "TR"},
		"Getafe, Madrid, Spain":                {City: "Getafe", Region: "Madrid", Country: "ES"},
		"Quebec, QC, Canada":                   {City: "Quebec", Region: "Qu\u00e9bec", Country: "CA"},
		"Kansas City, Missouri, United States": {City: "Kansas City", Region: "MO", Country: "US"},
	} {
		b := brief("chef")
		b.Places = []jobad.Place{place}
		if ad := adOf(t, g, b); !strings.Contains(ad.Text, "Location: "+want+"\n") {
			t.Errorf("%v: %.200s", place, ad.Text)
		}
	}
}
