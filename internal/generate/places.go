package generate

import (
	_ "embed" // for the table of subdivisions
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/unicode/norm"

	"rolewright/internal/jobad"
)

//go:embed subdivisions.tsv
var subdivisions string

// places names places by their ISO 3166 codes, in English.
type places struct {
	countries map[string]string // by ISO 3166-1 alpha-2 code
	divisions map[string]string // by ISO 3166-2 code
	byName    map[string]string // codes, by that of the country, a slash and the plain name
}

func newPlaces() *places {
	p := &places{countries: newCountries(), divisions: make(map[string]string, 5100), byName: make(map[string]string, 5100)}
	for line := range strings.Lines(subdivisions) {
		if code, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			p.divisions[code] = name
			p.byName[code[:2]+"/"+plainName(name)] = code
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

// code is the ISO 3166-2 code of a region, which may be told by that code, by the part of it behind the country or by its
// name; empty if it is not known.
func (p *places) code(country, region string) string {
	if region == "" {
		return ""
	}
	plain := plainName(region)
	code := country + "-" + strings.TrimPrefix(strings.ToUpper(plain), country+"-")
	if _, ok := p.divisions[code]; ok {
		return code
	}
	return p.byName[country+"/"+plain]
}

// plainName is a name in lower case without accents and periods: "quebec", "dc".
func plainName(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) {
		name = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(name))
	}
	return strings.ReplaceAll(strings.ToLower(name), ".", "")
}

// isCalledLike reports a region that has the name of a city in it, as "Comunidad de Madrid", "Beijing Shi" and "Tôkyô" do.
func isCalledLike(region, city string) bool {
	region, city = plainName(region), plainName(city)
	return region == city || city != "" && (strings.HasPrefix(region, city+" ") || strings.HasSuffix(region, " "+city))
}

// list is "Berlin, Germany; Austin, Texas, United States".
func (p *places) list(all []jobad.Place) string {
	texts := make([]string, len(all))
	for i := range all {
		texts[i] = p.place(&all[i])
	}
	return strings.Join(texts, "; ")
}

// place is an address as people of its country write it: "10115 Berlin, Germany", "Leeds LS1 4AP, United Kingdom", "New
// York, NY 10001, United States". A region that is called like its city is left out.
func (p *places) place(at *jobad.Place) string {
	region, city := at.Region, at.City
	code := p.code(at.Country, region)
	if name, ok := p.division(code); ok {
		region = name
	}
	sameName := isCalledLike(region, city)
	switch {
	case code != "" && hasStates(at.Country) && (at.PostalCode != "" || sameName):
		region = code[len("US-"):]
	case sameName:
		region = ""
	}
	switch {
	case postalCodeFirst(at.Country):
		city = strings.TrimSpace(at.PostalCode + " " + city)
	case region == "":
		city = strings.TrimSpace(city + " " + at.PostalCode)
	default:
		region = strings.TrimSpace(region + " " + at.PostalCode)
	}
	country, _ := p.country(at.Country)
	parts := make([]string, 0, 4)
	for _, part := range []string{at.Street, city, region, country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// hasStates reports countries whose addresses have the letters of a state or province.
func hasStates(country string) bool {
	switch country {
	case "AU", "CA", "US":
		return true
	}
	return false
}

// postalCodeFirst reports countries that write the postal code before the city (libaddressinput, the address data of
// Google, as of 2025).
func postalCodeFirst(country string) bool {
	const countries = "AD AT AX BA BE BG CH CL CR CU CY CZ DE DK DO DZ EE ES ET FI FO FR GA GF GL GN GP GR GT HN HR HT IL IS IT " +
		"KW LA LI LR LT LU MA MC MD ME MG MK MQ MX MY MZ NC NE NL NO PF PL PM PT PY RE RO RS SE SI SJ SK SM SN TJ TN TR UY VA WF YT ZM"
	return len(country) == 2 && strings.Contains(countries, country)
}

// areas is "Germany, Austria or Colorado (United States)". Parts of one country stand together, and are left out if the
// whole country is there.
func (p *places) areas(codes []string) string {
	codes = widest(codes)
	var names []string
	several := false // a country has several parts, and commas of its own
	for i, code := range codes {
		country, _, isPart := strings.Cut(code, "-")
		switch {
		case !isPart:
			names = append(names, p.countries[code])
		case !slices.ContainsFunc(codes[:i], func(c string) bool { return strings.HasPrefix(c, country+"-") }):
			parts := p.partsOf(country, codes[i:])
			several = several || len(parts) > 1
			names = append(names, alternatives(parts, ", ")+" ("+p.countries[country]+")")
		}
	}
	if several {
		return alternatives(names, "; ")
	}
	return alternatives(names, ", ")
}

// widest are the codes without those of parts of a country that is there as a whole.
func widest(codes []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		country, _, isPart := strings.Cut(code, "-")
		return isPart && slices.Contains(codes, country)
	})
}

// partsOf names those codes that are of a country.
func (p *places) partsOf(country string, codes []string) []string {
	var names []string
	for _, code := range codes {
		if strings.HasPrefix(code, country+"-") {
			names = append(names, p.divisions[code])
		}
	}
	return names
}

// alternatives is "one, two or three".
func alternatives(names []string, comma string) string {
	n := len(names)
	if n < 2 {
		return strings.Join(names, "")
	}
	or := " or "
	if comma != ", " {
		or = comma + "or "
	}
	return strings.Join(names[:n-1], comma) + or + names[n-1]
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

// meant is the code that somebody who wrote code probably meant, or else examples.
func (p *places) meant(code string) string {
	code = strings.ToUpper(code)
	if of, ok := map[string]string{"UK": "GB", "EL": "GR"}[code]; ok { // as the European Union writes them
		code = of
	}
	if _, ok := p.countries[code]; ok {
		return code
	}
	return "one such as DE or US"
}

// someState is an example of a state or province of a country that has them.
func someState(country string) string {
	return map[string]string{"AU": "NSW or New South Wales", "CA": "ON or Ontario", "US": "CO or Colorado"}[country]
}
