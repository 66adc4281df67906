package law_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/strictyaml"
)

// rowCase is what one row of the table asks of ads, written by hand; testdata/rows.yaml says what the keys mean.
type rowCase struct {
	Code      string   `yaml:"code"`
	Place     rowPlace `yaml:"place"`
	Headcount int      `yaml:"headcount"`
	AsOf      string   `yaml:"as_of"`
	Bare      []string `yaml:"bare"`
	Full      []string `yaml:"full"`
	Under     *struct {
		Headcount int      `yaml:"headcount"`
		Bare      []string `yaml:"bare"`
	} `yaml:"under"`
	Before *struct {
		AsOf string   `yaml:"as_of"`
		Bare []string `yaml:"bare"`
	} `yaml:"before"`
}

type rowPlace struct {
	Country string `yaml:"country"`
	Region  string `yaml:"region"`
	City    string `yaml:"city"`
}

func rowCases(t *testing.T) []rowCase {
	t.Helper()
	data, err := os.ReadFile("testdata/rows.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Rows []rowCase `yaml:"rows"`
	}
	d, _ := strictyaml.Decode(data, &file)
	if err := d.Err("testdata/rows.yaml"); err != nil {
		t.Fatal(err)
	}
	return file.Rows
}

func newTable(t testing.TB) *law.Table {
	t.Helper()
	table, err := law.New()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func day(t testing.TB, date string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// at is what testdata/rows.yaml calls a bare ad.
func at(t testing.TB, date string, headcount int, places ...law.Place) *law.Case {
	t.Helper()
	return &law.Case{Places: places, Headcount: headcount, AsOf: day(t, date)}
}

// full is what testdata/rows.yaml calls a full ad.
func full(t testing.TB, date string, headcount int, places ...law.Place) *law.Case {
	t.Helper()
	c := at(t, date, headcount, places...)
	c.Pay = &jobad.Pay{Min: 50000, Max: 60000, Currency: "USD", Period: jobad.PerYear}
	c.Benefits, c.ExtraPay, c.Deadline, c.Hours, c.Employment = true, true, true, true, true
	c.AIScreening, c.ExistingVacancy = new(false), new(true)
	c.Locale = "en"
	return c
}

// of are those duties that a row asks for.
func of(code string, duties []jobad.Duty) []jobad.Duty {
	return slices.DeleteFunc(duties, func(d jobad.Duty) bool { return d.Jurisdiction != code })
}

// short puts duties in the way of testdata/rows.yaml.
func short(duties []jobad.Duty) []string {
	texts := []string{}
	for i := range duties {
		d := &duties[i]
		texts = append(texts, strings.Join([]string{d.Duty, string(d.Level), string(d.Status)}, " "))
	}
	return texts
}

// long is the same with the code of the row in front.
func long(duties []jobad.Duty) []string {
	texts := short(duties)
	for i := range duties {
		texts[i] = duties[i].Jurisdiction + " " + texts[i]
	}
	return texts
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func TestEveryRow(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	for _, row := range rowCases(t) {
		t.Run(row.Code, func(t *testing.T) {
			t.Parallel()
			place := law.Place{Country: row.Place.Country, Region: row.Place.Region, City: row.Place.City}
			if row.AsOf == "" {
				row.AsOf = "2026-11-22"
			}
			check := func(what string, want []string, c *law.Case) {
				t.Helper()
				equal(t, what, want, short(of(row.Code, table.Duties(c))))
			}
			check("bare", row.Bare, at(t, row.AsOf, row.Headcount, place))
			check("full", row.Full, full(t, row.AsOf, row.Headcount, place))
			if row.Under != nil {
				check("under", row.Under.Bare, at(t, row.AsOf, row.Under.Headcount, place))
			}
			if row.Before != nil {
				check("before", row.Before.Bare, at(t, row.Before.AsOf, row.Headcount, place))
			}
		})
	}
}

// A row without a case, or a case that tests less than it could, fails here.
func TestEveryRowHasACase(t *testing.T) {
	t.Parallel()
	cases := map[string]rowCase{}
	var order []string
	for _, row := range rowCases(t) {
		cases[row.Code] = row
		order = append(order, row.Code)
	}
	var want []string
	for _, j := range newTable(t).Jurisdictions() {
		want = append(want, j.Code)
		row := cases[j.Code]
		if j.Threshold != nil && row.Headcount != j.Threshold.Employees {
			t.Errorf("%s: the case has a headcount of %d; the threshold is %d", j.Code, row.Headcount, j.Threshold.Employees)
		}
		if under := j.Threshold != nil && j.Threshold.Employees > 1; under != (row.Under != nil) {
			t.Errorf("%s: under the threshold: want a case %t, got %t", j.Code, under, row.Under != nil)
		}
		if asks := j.Effective != "" && len(j.Requires)+len(j.Prohibits) > 0; asks != (row.Before != nil) {
			t.Errorf("%s: before it takes effect: want a case %t, got %t", j.Code, asks, row.Before != nil)
		}
		if row.Under != nil && row.Under.Headcount != j.Threshold.Employees-1 {
			t.Errorf("%s: %d is not just under the threshold", j.Code, row.Under.Headcount)
		}
		if row.Before != nil && day(t, row.Before.AsOf).AddDate(0, 0, 1).Format(time.DateOnly) != j.Effective {
			t.Errorf("%s: %s is not the day before %s", j.Code, row.Before.AsOf, j.Effective)
		}
	}
	equal(t, "codes", want, order)
}
