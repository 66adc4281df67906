package generate

import (
	"slices"
	"strings"
	"unicode"

	"rolewright/internal/jobad"
)

// sites are where boards list a job, each once. A remote job is listed in the areas that it can be done from, and if the
// brief tells none, in the regions that its places are in.
func (p *places) sites(b *jobad.Brief) []jobad.Site {
	var told []jobad.Place
	for _, at := range placesOf(b) {
		if !slices.ContainsFunc(told, func(before jobad.Place) bool { return p.same(&before, &at) }) {
			told = append(told, at)
		}
	}
	var all []jobad.Site
	for _, at := range told {
		site := jobad.Site{Place: at, Code: p.region(&at)}
		site.Words = p.place(&jobad.Place{City: at.City, Region: at.Region, Country: at.Country})
		site.Region = p.letters(&at)
		all = append(all, site)
	}
	return all
}

// placesOf are the places of a job as the brief tells them, of a remote job its areas.
func placesOf(b *jobad.Brief) []jobad.Place {
	if b.Workplace != jobad.Remote {
		return b.Places
	}
	var areas []jobad.Place
	for _, code := range widest(b.RemoteFrom) {
		country, region, _ := strings.Cut(code, "-")
		areas = append(areas, jobad.Place{Region: region, Country: country})
	}
	if len(areas) > 0 {
		return areas
	}
	for i := range b.Places {
		areas = append(areas, jobad.Place{Region: b.Places[i].Region, Country: b.Places[i].Country})
	}
	return areas
}

// same reports addresses that differ in the case of letters and in how the region is spelled at most.
func (p *places) same(a, b *jobad.Place) bool {
	return a.Country == b.Country && strings.EqualFold(a.City, b.City) && strings.EqualFold(p.region(a), p.region(b)) &&
		strings.EqualFold(a.Street, b.Street) && strings.EqualFold(a.PostalCode, b.PostalCode)
}

// region is the part of the ISO 3166-2 code of a region behind the country, or what is told if that names no region.
func (p *places) region(at *jobad.Place) string {
	if code := p.code(at.Country, at.Region); code != "" {
		return code[len("US-"):]
	}
	return at.Region
}

// letters are a region as job boards take it: the code of a state, however it is told, the name where the code has digits,
// and any other as it is told. Digits that are no known code say nothing there.
func (p *places) letters(at *jobad.Place) string {
	code := p.code(at.Country, at.Region)
	switch {
	case code == "" && !strings.ContainsFunc(at.Region, unicode.IsLetter):
		return ""
	case strings.ContainsAny(code, "0123456789"):
		return p.divisions[code]
	case code != "" && (hasStates(at.Country) || strings.EqualFold(code, at.Region)):
		return code[len("US-"):]
	}
	return at.Region
}
