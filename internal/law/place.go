package law

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

// Place is a place that an ad reaches: a whole country, a region of it, or a city.
type Place struct {
	Country string // ISO 3166-1 alpha-2
	Region  string // the ISO 3166-2 code as a whole, such as "US-CO"; may be empty
	City    string // as people write it; may be empty
	Open    bool   // people may sit anywhere in it, so that what lies in it counts too
}

// country is the code of the country, which a region tells as well.
func (p *Place) country() string {
	if p.Country == "" {
		country, _, _ := strings.Cut(p.Region, "-")
		return country
	}
	return p.Country
}

// area is the smallest part of the place that has a code.
func (p *Place) area() string {
	if p.Region != "" {
		return p.Region
	}
	return p.country()
}

// hit says how a row was found for an ad.
type hit uint8

const (
	reached hit = 1 << iota
	guessed     // by the name of a city alone, whose region was not told
)

// index finds the rows for a place. Its lists hold positions in the table.
type index struct {
	rows   map[string][]int    // by code of the place, with the rows of the unions that a country is a member of
	inside map[string][]int    // by code of a country or region: the rows of what lies in it
	direct map[string][]string // codes of cities, by the code of what they lie in, a slash and their plain name
	loose  map[string][]string // codes of cities, by the code of their country, a slash and their plain name
}

func newIndex(all []jobad.Jurisdiction) index {
	x := index{
		rows: map[string][]int{}, inside: map[string][]int{}, direct: map[string][]string{}, loose: map[string][]string{},
	}
	for i := range all {
		j := &all[i]
		x.rows[j.Place] = append(x.rows[j.Place], i)
		for _, member := range j.Members {
			x.rows[member] = append(x.rows[member], i)
		}
		around, country := parents(j.Place)
		for _, code := range slices.Compact([]string{around, country}) {
			if code != j.Place {
				x.inside[code] = append(x.inside[code], i)
			}
		}
		for _, city := range j.Cities {
			add(x.direct, plain([]byte(around+"/"), city), j.Place)
			add(x.loose, plain([]byte(country+"/"), city), j.Place)
		}
	}
	return x
}

func add(lists map[string][]string, key []byte, code string) {
	if !slices.Contains(lists[string(key)], code) {
		lists[string(key)] = append(lists[string(key)], code)
	}
}

// parents are the codes of what a city lies in ("US-NY" and "US" for "US-NY:ithaca") or, of any other place, its own
// code and that of its country.
func parents(place string) (around, country string) {
	around, _, _ = strings.Cut(place, ":")
	country, _, _ = strings.Cut(around, "-")
	return around, country
}

// match marks the rows that a place reaches.
func (x *index) match(hits []hit, p *Place) {
	country := p.country()
	mark(hits, x.rows[country], reached)
	mark(hits, x.rows[p.Region], reached)
	switch {
	case p.City != "" && p.Region != "":
		x.matchCity(hits, p.Region, p.City)
		x.matchCity(hits, country, p.City)
	case p.City != "":
		x.matchLoose(hits, country, p.City)
	case p.Open:
		mark(hits, x.inside[p.area()], reached)
	}
}

// matchCity marks the rows of a city that lies in the country or region of that code.
func (x *index) matchCity(hits []hit, code, city string) {
	var buffer [64]byte
	for _, place := range x.direct[string(plain(append(append(buffer[:0], code...), '/'), city))] {
		mark(hits, x.rows[place], reached)
	}
}

// matchLoose marks the rows of a city, and of its region, if the country has only one city of that name in the table.
func (x *index) matchLoose(hits []hit, country, city string) {
	var buffer [64]byte
	places := x.loose[string(plain(append(append(buffer[:0], country...), '/'), city))]
	if len(places) != 1 {
		return
	}
	mark(hits, x.rows[places[0]], guessed)
	if around, _ := parents(places[0]); around != country {
		mark(hits, x.rows[around], guessed)
	}
}

func mark(hits []hit, rows []int, how hit) {
	for _, i := range rows {
		hits[i] |= how
	}
}

// plain appends the name of a city as it is compared: in lower case, without full stops or what stands behind a comma,
// its words parted by one space and "Saint" cut to "St".
func plain(key []byte, city string) []byte {
	city, _, _ = strings.Cut(city, ",")
	first := true
	for word := range strings.FieldsFuncSeq(city, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		if !first {
			key = append(key, ' ')
		}
		first = false
		if strings.EqualFold(word, "saint") {
			word = "st"
		}
		for _, r := range word {
			if r != '.' {
				key = utf8.AppendRune(key, unicode.ToLower(r))
			}
		}
	}
	return key
}
