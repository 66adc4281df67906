package law

import (
	_ "embed" // for the table of jurisdictions
	"slices"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

//go:embed jurisdictions.yaml
var jurisdictions string

// file is jurisdictions.yaml, or an operator's file of the same shape.
type file struct {
	SchemaVersion int                  `yaml:"schema_version"`
	AsOf          string               `yaml:"as_of"`
	Jurisdictions []jobad.Jurisdiction `yaml:"jurisdictions"`
}

// Table holds the jurisdictions that are known. It never changes; nobody may write to what its methods return.
type Table struct {
	all   []jobad.Jurisdiction
	dates []string // as_of of the file that each of all comes from
	rows  []row    // what follows from all, in its order
	index index
}

// New is the table that the program carries.
func New() (*Table, error) {
	return (&Table{}).With("jurisdictions.yaml", []byte(jurisdictions))
}

// With is the table with the rows of another file: a row whose code is known replaces the one that is here, any other
// is added at the end. The error is a *strictyaml.Error that names the file as name and holds every fault.
func (t *Table) With(name string, data []byte) (*Table, error) {
	var own file
	d, ok := strictyaml.Decode(data, &own)
	if ok {
		(&checker{Document: d, table: t}).file(&own)
	}
	if err := d.Err(name); err != nil {
		return nil, err
	}
	merged := &Table{all: slices.Clone(t.all), dates: slices.Clone(t.dates)}
	for i := range own.Jurisdictions {
		merged.put(&own.Jurisdictions[i], own.AsOf)
	}
	merged.prepare()
	return merged, nil
}

// put replaces or adds a row.
func (t *Table) put(j *jobad.Jurisdiction, asOf string) {
	filled := withDefaults(j)
	if i := t.find(j.Code); i >= 0 {
		t.all[i], t.dates[i] = filled, asOf
		return
	}
	t.all, t.dates = append(t.all, filled), append(t.dates, asOf)
}

// prepare does everything once that need not be done for each ad.
func (t *Table) prepare() {
	known := rulesByName()
	t.rows = make([]row, len(t.all))
	for i := range t.all {
		t.rows[i] = newRow(&t.all[i], t.dates[i], known)
	}
	t.index = newIndex(t.all)
}

func (t *Table) find(code string) int {
	return slices.IndexFunc(t.all, func(j jobad.Jurisdiction) bool { return j.Code == code })
}

// withDefaults is j with what it leaves out.
func withDefaults(j *jobad.Jurisdiction) jobad.Jurisdiction {
	filled := *j
	if filled.Topic == "" {
		filled.Topic = topicPay
	}
	if filled.Place == "" {
		filled.Place = filled.Code
	}
	for _, list := range []*[]string{&filled.Requires, &filled.Prohibits, &filled.Cities, &filled.Members, &filled.Sources} {
		if *list == nil {
			*list = []string{}
		}
	}
	return filled
}

// AsOf is the day up to which the whole table claims to be right, such as "2026-11-22": of several files the earliest.
func (t *Table) AsOf() string { return slices.Min(t.dates) }

// Jurisdictions are all rows in the order of the table, with topic and place filled in and no list nil.
func (t *Table) Jurisdictions() []jobad.Jurisdiction { return t.all }

// Marker is what is customary behind a title at the first of the places where anything is, such as "(m/w/d)", and the
// source of a line that has it, such as "law:DE/gender_neutral". Both are empty if there is none.
func (t *Table) Marker(places []Place) (marker, source string) {
	for i := range places {
		for _, code := range []string{places[i].Region, places[i].country()} {
			for _, row := range t.index.rows[code] {
				if j := &t.all[row]; j.Marker != "" {
					duty := jobad.Duty{Jurisdiction: j.Code, Duty: genderNeutral}
					return j.Marker, duty.Source()
				}
			}
		}
	}
	return "", ""
}

// Uncovered are the codes of those places of which no row says anything, in their order and each once: a region or a
// country whose law the table does not know.
func (t *Table) Uncovered(places []Place) []string {
	codes := []string{}
	for i := range places {
		p := &places[i]
		hits := make([]hit, len(t.rows))
		t.index.match(hits, p)
		code := p.area()
		if code != "" && !t.speaks(hits) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// speaks reports whether a row that was hit is about the law.
func (t *Table) speaks(hits []hit) bool {
	for i, h := range hits {
		if h != 0 && t.all[i].Topic != topicMarker {
			return true
		}
	}
	return false
}
