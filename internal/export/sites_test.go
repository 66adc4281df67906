package export_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
)

// TestSites wants a job for each place, or for each area that a remote job can be done from.
func TestSites(t *testing.T) {
	t.Parallel()
	berlin, bonn := jobad.Place{City: "Berlin", Country: "DE"}, jobad.Place{City: "Bonn", Region: "NW", Country: "DE"}
	street := jobad.Place{Street: "Invalidenstr. 1", City: "Berlin", Country: "DE"}
	for name, test := range map[string]struct {
		workplace jobad.Workplace
		places    []jobad.Place
		from      []string
		indeed    []string // city, state, country and type
		linkedIn  []string // city, state, country and type
		location  string   // of Greenhouse
		country   string   // of Lever
	}{
		"nowhere":             {"", nil, nil, []string{"|||"}, []string{"|||"}, "", ""},
		"on site":             {jobad.OnSite, []jobad.Place{berlin}, nil, []string{"Berlin||DE|"}, []string{"Berlin||DE|On-site"}, "Berlin, Germany", "DE"},
		"two offices":         {jobad.OnSite, []jobad.Place{berlin, street}, nil, []string{"Berlin||DE|", "Berlin||DE|"}, []string{"Berlin||DE|On-site", "Berlin||DE|On-site"}, "Berlin, Germany", "DE"},
		"hybrid, two":         {jobad.Hybrid, []jobad.Place{berlin, bonn}, []string{"DE"}, []string{"Berlin||DE|Hybrid remote", "Bonn|NW|DE|Hybrid remote"}, []string{"Berlin||DE|Hybrid", "Bonn|NW|DE|Hybrid"}, "Berlin, Germany; Bonn, Nordrhein-Westfalen, Germany", "DE"},
		"remote":              {jobad.Remote, nil, nil, []string{"Remote|||Fully remote"}, []string{"|||Remote"}, "Remote", ""},
		"remote, office":      {jobad.Remote, []jobad.Place{berlin, bonn, street}, nil, []string{"Remote||DE|Fully remote", "Remote|NW|DE|Fully remote"}, []string{"||DE|Remote", "|NW|DE|Remote"}, "Remote", "DE"},
		"remote from":         {jobad.Remote, []jobad.Place{berlin}, []string{"US-CO", "AT"}, []string{"Remote|CO|US|Fully remote", "Remote||AT|Fully remote"}, []string{"|CO|US|Remote", "||AT|Remote"}, "Remote: Colorado (United States) or Austria", ""},
		"a part of an area":   {jobad.Remote, nil, []string{"US-CO", "US", "CA"}, []string{"Remote||US|Fully remote", "Remote||CA|Fully remote"}, []string{"||US|Remote", "||CA|Remote"}, "Remote: United States or Canada", ""},
		"states and Canada":   {jobad.Remote, nil, []string{"US-CA", "CA", "US-CO"}, []string{"Remote|CA|US|Fully remote", "Remote||CA|Fully remote", "Remote|CO|US|Fully remote"}, []string{"|CA|US|Remote", "||CA|Remote", "|CO|US|Remote"}, "Remote: California or Colorado (United States); or Canada", ""},
		"a number as state":   {"", []jobad.Place{{City: "Paris", Region: "75", Country: "FR"}}, nil, []string{"Paris||FR|"}, []string{"Paris||FR|"}, "Paris, 75, France", "FR"},
		"a code with digits":  {"", []jobad.Place{{City: "Vienna", Region: "9", Country: "AT"}}, nil, []string{"Vienna|Wien|AT|"}, []string{"Vienna|Wien|AT|"}, "Vienna, Wien, Austria", "AT"},
		"a state by its name": {"", []jobad.Place{{City: "Austin", Region: "texas", Country: "US"}}, nil, []string{"Austin|TX|US|"}, []string{"Austin|TX|US|"}, "Austin, Texas, United States", "US"},
		"areas with digits":   {jobad.Remote, nil, []string{"AT-9", "AT-1"}, []string{"Remote|Wien|AT|Fully remote", "Remote|Burgenland|AT|Fully remote"}, []string{"|Wien|AT|Remote", "|Burgenland|AT|Remote"}, "Remote: Wien or Burgenland (Austria)", "AT"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief := minimal()
			brief.Workplace, brief.Places, brief.RemoteFrom, brief.Reference = test.workplace, test.places, test.from, "R1"
			ad := made(t, brief)
			var indeed, linkedIn, ids []string
			for _, job := range feed(t, encoded(t, board(t, "indeed"), ad)).Jobs {
				indeed = append(indeed, strings.Join([]string{job.City, job.State, job.Country, job.RemoteType}, "|"))
				ids = append(ids, job.Reference)
				if job.Requisition != "R1" {
					t.Errorf("requisition %s", job.Requisition)
				}
			}
			for i, job := range feed(t, encoded(t, board(t, "linkedin"), ad)).Jobs {
				linkedIn = append(linkedIn, strings.Join([]string{job.City, job.State, job.Country, job.Workplace}, "|"))
				if job.ID != ids[i] {
					t.Errorf("LinkedIn has the id %s, Indeed %s", job.ID, ids[i])
				}
			}
			slices.Sort(ids)
			if len(slices.Compact(ids)) != len(test.indeed) {
				t.Errorf("ids %v", ids)
			}
			if diff := cmp.Diff([][]string{test.indeed, test.linkedIn}, [][]string{indeed, linkedIn}); diff != "" {
				t.Error(diff)
			}
			location := text(object(t, encoded(t, board(t, "greenhouse"), ad))["location"])
			country := text(object(t, encoded(t, board(t, "lever"), ad))["country"])
			if location != test.location || country != test.country {
				t.Errorf("location %q, country %q", location, country)
			}
		})
	}
}

// TestOneRegionIsOneSite wants a job once for a region, with the same id however the region is told.
func TestOneRegionIsOneSite(t *testing.T) {
	t.Parallel()
	ids := func(workplace jobad.Workplace, places ...jobad.Place) []string {
		brief := minimal()
		brief.Workplace, brief.Places = workplace, places
		ad := made(t, brief)
		all := []string{text(object(t, encoded(t, board(t, "hropen"), ad))["postingID"])}
		for _, job := range feed(t, encoded(t, board(t, "indeed"), ad)).Jobs {
			all = append(all, job.Reference, job.State)
		}
		return all
	}
	austin := func(region string) jobad.Place { return jobad.Place{City: "Austin", Region: region, Country: "US"} }
	houston := jobad.Place{City: "Houston", Region: "TX", Country: "US"}
	site, area := ids(jobad.OnSite, austin("TX")), ids(jobad.Remote, austin("TX"), houston)
	if len(site) != 3 || len(area) != 3 {
		t.Errorf("on site %v, remote %v", site, area)
	}
	for _, region := range []string{"tx", "Texas", "texas", "US-TX", "us-tx"} {
		if diff := cmp.Diff(site, ids(jobad.OnSite, austin(region))) + cmp.Diff(area, ids(jobad.Remote, austin(region), houston)); diff != "" {
			t.Errorf("%s: %s", region, diff)
		}
	}
	vienna := func(region string) []string {
		return ids(jobad.OnSite, jobad.Place{City: "Vienna", Region: region, Country: "AT"})
	}
	if diff := cmp.Diff(vienna("9"), vienna("Wien")); diff != "" {
		t.Error(diff)
	}
	paris := func(region string) jobad.Place { return jobad.Place{City: "Paris", Region: region, Country: "FR"} }
	if got := ids(jobad.OnSite, paris("75"), paris("76")); len(got) != 5 || got[1] == got[3] {
		t.Errorf("two regions that are not known: %v", got)
	}
}

// TestIDs wants the id of a job without a reference to stay what it is until the job is another.
func TestIDs(t *testing.T) {
	t.Parallel()
	id := func(change func(*jobad.Brief)) string {
		brief := full()
		brief.Reference = ""
		change(brief)
		return feed(t, encoded(t, board(t, "indeed"), made(t, brief))).Jobs[0].Requisition
	}
	first := id(func(*jobad.Brief) {})
	if len(first) != 16 || strings.Trim(first, "0123456789abcdef") != "" {
		t.Errorf("id %s", first)
	}
	for name, change := range map[string]func(*jobad.Brief){
		"day":     func(b *jobad.Brief) { b.AsOf = day("2026-11-23") },
		"pay":     func(b *jobad.Brief) { b.Pay = nil },
		"place":   func(b *jobad.Brief) { b.Places = nil },
		"benefit": func(b *jobad.Brief) { b.Benefits = []string{"Cake"} },
	} {
		if got := id(change); got != first {
			t.Errorf("another %s gives another id: %s", name, got)
		}
	}
	for name, change := range map[string]func(*jobad.Brief){
		"role":    func(b *jobad.Brief) { b.Role = "frontend-engineer" },
		"level":   func(b *jobad.Brief) { b.Level = jobad.Mid },
		"title":   func(b *jobad.Brief) { b.Title = "Payments Engineer" },
		"company": func(b *jobad.Brief) { b.Company.Name = "Bcme" },
		"team":    func(b *jobad.Brief) { b.Team = "Ledger" },
		"hours":   func(b *jobad.Brief) { b.Employment = jobad.PartTime },
	} {
		if got := id(change); got == first {
			t.Errorf("another %s has the same id", name)
		}
	}
	position := func(city string) string {
		brief := full()
		brief.Reference, brief.Places[0].City = "", city
		return personio(t, encoded(t, board(t, "personio"), made(t, brief))).ID
	}
	if position("Berlin") == position("Bonn") {
		t.Error("a position that is listed once has the same id at another place")
	}
}

// TestSmartRecruitersArea lists a remote job where people may live, and not where the office is.
func TestSmartRecruitersArea(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]map[string]any{
		"US-TX": {"country": "us", "region": "TX", "remote": true},
		"":      {"country": "fr", "region": "ARA", "remote": true},
	} {
		brief := minimal()
		brief.Workplace, brief.Places = jobad.Remote, []jobad.Place{{City: "Lyon", Region: "ARA", Country: "FR"}}
		if from != "" {
			brief.RemoteFrom = []string{from}
		}
		got := object(t, encoded(t, board(t, "smartrecruiters"), made(t, brief)))["location"]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("from %q: %s", from, diff)
		}
	}
}

// TestSmartRecruitersPlace leaves the place out if nothing is known of it.
func TestSmartRecruitersPlace(t *testing.T) {
	t.Parallel()
	for workplace, want := range map[jobad.Workplace]any{
		"": nil, jobad.OnSite: nil, jobad.Hybrid: nil, jobad.Remote: map[string]any{"remote": true},
	} {
		brief := minimal()
		brief.Workplace = workplace
		got := object(t, encoded(t, board(t, "smartrecruiters"), made(t, brief)))
		if diff := cmp.Diff(want, got["location"]); diff != "" {
			t.Errorf("%s: %s", workplace, diff)
		}
	}
}
