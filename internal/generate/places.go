package generate

import (
	_ "embed" // for the table of subdivisions
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"rolewright/internal/jobad"
)

//go:embed subdivisions.tsv
var subdivisions string

// places names places by their ISO 3166 codes, in English.
type places struct {
	countries map[string]string // by ISO 3166-1 alpha-2 code
	divisions map[string]string // by ISO 3166-2 code
	byName    map[string]string // codes, by that of the country, a slash and the name in lower case
}

func newPlaces() *places {
	p := &places{countries: newCountries(), divisions: make(map[string]string, 5100), byName: make(map[string]string, 5100)}
	for line := range strings.Lines(subdivisions) {
		if code, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			p.divisions[code] = name
			p.byName[code[:2]+"/"+strings.ToLower(name)] = code
		}
	}
	return p
}

// newCountries names every country once, since to find a name takes longer than to put all other facts into words.
func newCountries() map[string]string {
	regions, names := display.English.Regions(), map[string]string{}
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			code := string([]rune{first, second})
			if region, err := language.ParseRegion(code); err == nil && region.IsCountry() && region.Canonicalize().String() == code {
				names[code] = regions.Name(region)
			}
		}
	}
	return names
}

// country is the name of an ISO 3166-1 alpha-2 code.
func (p *places) country(code string) (string, bool) {
	name, ok := p.countries[code]
	return name, ok
}

// division is the name of an ISO 3166-2 code.
func (p *places) division(code string) (string, bool) {
	name, ok := p.divisions[code]
	return name, ok
}

// code is the ISO 3166-2 code of a region, which may be told by its code behind the country or by its name; empty if it is
// not known.
func (p *places) code(country, region string) string {
	if region == "" {
		return ""
	}
	code := country + "-" + strings.ToUpper(region)
	if _, ok := p.divisions[code]; ok {
		return code
	}
	return p.byName[country+"/"+strings.ToLower(region)]
}

// list is "Berlin, Germany; Austin, Texas, United States".
func (p *places) list(all []jobad.Place) string {
	texts := make([]string, len(all))
	for i := range all {
		texts[i] = p.place(&all[i])
	}
	return strings.Join(texts, "; ")
}

func (p *places) place(at *jobad.Place) string {
	region := at.Region
	if name, ok := p.division(at.Country + "-" + region); ok {
		region = name
	}
	if strings.EqualFold(region, at.City) {
		region = ""
	}
	country, _ := p.country(at.Country)
	parts := make([]string, 0, 4)
	for _, part := range []string{at.Street, at.City, strings.TrimSpace(region + " " + at.PostalCode), country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// areas is "Germany, Austria or Colorado (United States)".
func (p *places) areas(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = p.area(code)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}

// area is the name of an ISO 3166-1 or 3166-2 code, or empty.
func (p *places) area(code string) string {
	if name, ok := p.country(code); ok {
		return name
	}
	name, ok := p.division(code)
	if !ok {
		return ""
	}
	country, _ := p.country(code[:2])
	return name + " (" + country + ")"
}
