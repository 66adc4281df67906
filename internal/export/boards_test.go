package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// hostile is text that breaks what is put together without care.
const hostile = "]]> <script>alert('x')</script> & \"q\" =SUM(1) \x00\x01\x1b\u0085\ufffe\u202e\u05d0\u05d1 😀 \U0001F468\u200d\U0001F469 ]]>]]>"

// generator makes ads from the catalog and the templates of the repository.
var generator = sync.OnceValue(func() *generate.Generator {
	roles := must(catalog.Parse("roles.yaml", must(os.ReadFile("../../roles.yaml"))))
	renderer := must(render.New(os.DirFS("../../templates")))
	return generate.New(roles, renderer, must(law.New()), must(review.New()), generate.Options{Version: "test"})
})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// made is the ad of a brief with the parts that a board needs.
func made(tb rapid.TB, b *jobad.Brief) *jobad.Ad {
	tb.Helper()
	plan, faults := generator().Plan(b)
	if len(faults) > 0 {
		tb.Fatalf("faults: %v", faults)
	}
	return must(plan.Ad(jobad.Sections))
}

func day(text string) time.Time { return must(time.Parse(time.DateOnly, text)) }

// full says all that a brief can say.
func full() *jobad.Brief {
	return &jobad.Brief{
		Role: "backend-engineer", Level: jobad.Senior, Template: "detailed",
		Company: jobad.Company{
			Name: "Acme GmbH", About: "Acme runs **online shops**.\n\nWe have:\n\n- bakeries\n- [a site](https://www.example.com/a)",
			Website: "https://www.example.com", Industry: "Software for retail", Headcount: 120,
		},
		Team: "Payments", ReportsTo: "Head of Platform", Reason: "Card payments move into services of their own.",
		Places:    []jobad.Place{{Street: "Invalidenstr. 1", City: "Berlin", Region: "BE", PostalCode: "10115", Country: "DE"}},
		Workplace: jobad.Hybrid, Employment: jobad.FullTime, HoursPerWeek: 40,
		Pay:      &jobad.Pay{Min: 70000, Max: 90000, Currency: "EUR", Period: jobad.PerYear, Note: "The start depends on experience."},
		ExtraPay: []string{"Shares after the first year"}, Benefits: []string{"30 days of paid leave", "A company pension"},
		Flexibility: []string{"Core hours from 10 to 15"}, Responsibilities: []string{"Design the ledger"},
		MustHave: []string{"You have run a service in production"}, NiceToHave: []string{"Knowledge of PSD2"},
		Skills: []string{"Go", "PostgreSQL"}, Success: []string{"By month six every payment runs through the ledger"},
		Process: []string{"Call, 30 minutes", "Working session, 90 minutes"},
		Apply: &jobad.Apply{
			URL: "https://www.example.com/jobs/42?a=1&b=2", Email: "jobs@example.com", Contact: "The hiring team", Deadline: day("2026-12-31"),
		},
		StartDate: day("2027-02-01"), Openings: 2, Reference: "REQ-42",
		Disclosures: jobad.Disclosures{AIScreening: new(false), ExistingVacancy: new(true)}, AsOf: day("2026-11-22"),
	}
}

func minimal() *jobad.Brief {
	return &jobad.Brief{Role: "chef", Company: jobad.Company{Name: "Bistro"}, AsOf: day("2026-11-22")}
}

// boardBriefs are the briefs that every format for boards and recruiting systems is shown for.
func boardBriefs() map[string]*jobad.Brief {
	hard := full()
	hard.Title, hard.Team, hard.Reference, hard.Reason = "Cook "+hostile, hostile, "R "+hostile, hostile
	hard.Company = jobad.Company{Name: "A " + hostile, About: hostile + "\n\n- " + hostile, Industry: hostile}
	hard.Responsibilities, hard.MustHave, hard.Benefits, hard.Process = []string{hostile}, []string{hostile + "2"}, []string{hostile + "3"}, []string{hostile + "4"}
	hard.Places = []jobad.Place{{City: hostile, Region: hostile, Country: "DE"}}
	remote := full()
	remote.Workplace, remote.RemoteFrom, remote.Reference = jobad.Remote, []string{"DE", "US-CO"}, ""
	places := full()
	places.Template, places.Workplace = "standard", jobad.OnSite
	places.Places = []jobad.Place{{City: "Austin", Region: "TX", Country: "US"}, {City: "Paris", Region: "75", Country: "FR"}, {Country: "AT"}}
	// A template may show a section whose lines are left out.
	bare := minimal()
	bare.Template, bare.Omit = "concise", []string{"purpose", "must_have", "responsibilities"}
	return map[string]*jobad.Brief{"bare": bare, "full": full(), "minimal": minimal(), "hostile": hard, "remote": remote, "places": places}
}

// boards are the formats for boards and recruiting systems.
func boards() []export.Format {
	return slices.DeleteFunc(export.Formats(), func(f export.Format) bool { return !isBoard(f.Name) })
}

func isBoard(name string) bool {
	return slices.Contains([]string{"indeed", "linkedin", "greenhouse", "lever", "smartrecruiters", "personio", "hropen"}, name)
}

func board(tb rapid.TB, name string) *export.Format {
	tb.Helper()
	formats := boards()
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == name })
	if i < 0 {
		tb.Fatalf("no format %s", name)
	}
	return &formats[i]
}

func encoded(tb rapid.TB, f *export.Format, ad *jobad.Ad) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := f.Encode(&b, ad); err != nil {
		tb.Fatalf("%s: %v", f.Name, err)
	}
	return b.Bytes()
}

func TestBoards(t *testing.T) {
	t.Parallel()
	if n := len(boards()); n != 7 {
		t.Fatalf("%d formats for boards; want 7", n)
	}
	for name, brief := range boardBriefs() {
		for _, f := range boards() {
			t.Run(f.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				ad := made(t, cloned(brief))
				got := encoded(t, &f, ad)
				golden.Equal(t, filepath.Join("testdata", f.Name, name+"."+f.Extension), got)
				checkForm(t, &f, got)
				checkLines(t, &f, ad, got)
			})
		}
	}
}

// cloned is a brief of its own: to plan an ad fills in what a brief lacks.
func cloned(b *jobad.Brief) *jobad.Brief { c := *b; return &c }

// checkForm wants JSON to conform to its schema, and XML to be well-formed with nothing but what XML 1.0 allows. The
// schemas of XML are for xmllint: see e2e/boards.mjs.
func checkForm(tb rapid.TB, f *export.Format, got []byte) {
	tb.Helper()
	if f.MediaType == "application/json" {
		if bytes.Count(got, []byte("\n")) != 1 {
			tb.Errorf("%s is not on one line", f.Name)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(got))
		if err != nil {
			tb.Fatalf("%s: %v", f.Name, err)
		}
		if err := schemas()[f.Name].Validate(value); err != nil {
			tb.Errorf("%s: %v\n%s", f.Name, err, got)
		}
		return
	}
	if !bytes.HasPrefix(got, []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n")) {
		tb.Errorf("%s does not declare its encoding", f.Name)
	}
	for decoder := xml.NewDecoder(bytes.NewReader(got)); ; {
		if _, err := decoder.Token(); err != nil {
			if err.Error() != "EOF" {
				tb.Errorf("%s is not well-formed: %v", f.Name, err)
			}
			return
		}
	}
}

// schemas are those of docs/integrations/schemas, by the name of the format.
var schemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	all := map[string]*jsonschema.Schema{}
	for _, path := range must(filepath.Glob("../../docs/integrations/schemas/*.schema.json")) {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		all[strings.TrimSuffix(filepath.Base(path), ".schema.json")] = must(c.Compile(path))
	}
	return all
})

// object decodes JSON.
func object(tb rapid.TB, data []byte) map[string]any {
	tb.Helper()
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		tb.Fatal(err)
	}
	return v
}
