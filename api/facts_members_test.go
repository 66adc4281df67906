package api_test

import (
	"slices"
	"strings"
	"unicode"

	"rolewright/internal/jobad"
)

// boardMembers are the members that forms for boards and recruiting systems have for a fact, as readers here take them and
// docs/formats.md names them. A fact without one is in the text, where every format is read for it.
func boardMembers() map[string]map[string][]string {
	title := []string{"title"}
	return map[string]map[string][]string{
		"indeed": {
			"title": title, "places": {"streetaddress", "city", "state", "postalcode", "country"}, "pay": {"salary"}, "deadline": {"expirationdate"},
		},
		"linkedin": {
			"title": title, "places": {"city", "state", "postalCode", "country"}, "pay": {"salaries"}, "deadline": {"expirationDate"},
		},
		"greenhouse":      {"title": title, "places": {"location"}, "pay": {"pay_input_ranges"}},
		"lever":           {"title": {"text"}, "places": {"categories.allLocations"}, "pay": {"salaryRange"}},
		"smartrecruiters": {"title": title, "places": {"location"}},
		"personio":        {"title": {"name"}, "places": {"office", "additionalOffices"}},
		"hropen":          {"title": title, "places": {"jobLocation"}, "pay": {"baseSalaries"}, "deadline": {"validThrough"}},
	}
}

// wantMembers are the facts of a brief in the members that a format has.
func wantMembers(format string, s *sent, ad *jobad.Ad) map[string][]string {
	want := map[string][]string{}
	has := boardMembers()[format]
	put := func(fact string, values ...string) {
		if values = slices.DeleteFunc(values, func(v string) bool { return v == "" }); len(values) > 0 {
			want[fact] = values
		}
	}
	if has["places"] != nil || format == "jsonld" {
		put("places", wantPlaces(format, s)...)
	}
	closed := s.Pay != nil && s.Pay.Min != 0 && s.Pay.Max != 0
	if has["pay"] != nil || format == "jsonld" && closed { // schema.org has no range that is open at one end
		put("pay", s.pay())
	}
	if has["deadline"] != nil || format == "jsonld" {
		put("deadline", s.Apply.Deadline)
	}
	for _, section := range memberSections(format) {
		put("lines of "+section, itemsOf(ad, section)...)
	}
	if format == "personio" {
		var keywords []string
		for _, skill := range linesOf(ad, "skills") {
			keywords = append(keywords, strings.ReplaceAll(skill, ",", " /")) // commas are between them
		}
		put("lines of skills", strings.Join(keywords, ","))
	}
	return want
}

// itemsOf are the lines of a section but for the note on pay, which is a paragraph.
func itemsOf(ad *jobad.Ad, section string) []string {
	var all []string
	for _, s := range ad.Sections {
		for _, line := range s.Lines {
			if s.ID == section && line.Source != "brief:/pay/note" {
				all = append(all, line.Text)
			}
		}
	}
	return all
}

// memberSections are the sections whose lines a format has in a member besides the text.
func memberSections(format string) []string {
	switch format {
	case "jsonld":
		return []string{"responsibilities", "must_have", "skills", "pay", "benefits"}
	case "linkedin":
		return []string{"skills"}
	}
	return nil
}

// wantPlaces are the places of a brief with what a format has of each, as docs/formats.md says it.
func wantPlaces(format string, s *sent) []string {
	var all []string
	switch format {
	case "indeed", "linkedin", "smartrecruiters":
		for _, p := range s.sites() {
			p.Region = p.state()
			switch {
			case format == "linkedin":
				p.Street = ""
			case format == "indeed" && s.Workplace == "remote":
				p.City = "Remote"
			case format == "smartrecruiters":
				p.Country = strings.ToLower(p.Country)
				return []string{p.String()}
			}
			all = append(all, p.String())
		}
	case "greenhouse", "hropen":
		return []string{strings.Join(s.placeTexts(), "; ")}
	case "lever":
		return s.placeTexts()
	case "personio":
		if s.Workplace == "remote" {
			return []string{"Remote"}
		}
		for _, p := range s.Places {
			name := p.City
			if name == "" {
				name = p.words()
			}
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	case "jsonld":
		from := s.Workplace == "remote" && len(s.RemoteFrom) > 0
		complete := from || slices.ContainsFunc(s.Places, func(p sentPlace) bool { return p.Country != "" })
		for _, p := range s.Places {
			if p.Country == "" && complete || from && !p.within(s.RemoteFrom) {
				continue
			}
			p.Region = p.state()
			all = append(all, p.String())
		}
	}
	return all
}

// within reports whether a place may be in one of the areas.
func (p sentPlace) within(areas []string) bool {
	in := ""
	p.Region = strings.TrimSpace(p.Region)
	for code, name := range divisions() {
		if strings.EqualFold(code, p.Country+"-"+p.Region) || strings.HasPrefix(code, p.Country+"-") && strings.EqualFold(name, p.Region) {
			in = code
		}
	}
	return slices.ContainsFunc(areas, func(area string) bool {
		return area == p.Country || area == in || in == "" && strings.HasPrefix(area, p.Country+"-")
	})
}

// String is a place with what there is of it, empty if there is nothing.
func (p sentPlace) String() string {
	text := strings.Join([]string{p.Street, p.City, p.Region, p.Postal, p.Country}, "|")
	if text == "||||" {
		return ""
	}
	return text
}

// sites are where boards list a job: its places, or the areas of remote work, or else the regions of the places.
func (s *sent) sites() []sentPlace {
	all := slices.Clone(s.Places)
	if s.Workplace == "remote" {
		for i := range all {
			all[i] = sentPlace{Region: all[i].Region, Country: all[i].Country}
		}
		if len(s.RemoteFrom) > 0 {
			all = nil
		}
		for _, code := range s.RemoteFrom {
			country, region, _ := strings.Cut(code, "-")
			if region != "" && slices.Contains(s.RemoteFrom, country) {
				continue // the whole country is there
			}
			all = append(all, sentPlace{Region: region, Country: country})
		}
	}
	if len(all) == 0 {
		all = []sentPlace{{}}
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(p sentPlace) bool {
		known := strings.ToLower(p.String())
		defer func() { seen[known] = true }()
		return seen[known]
	})
}

// placeTexts are the places as recruiting systems have them.
func (s *sent) placeTexts() []string {
	if s.Workplace == "remote" {
		return []string{joined(": ", "Remote", s.areasText())}
	}
	var all []string
	for _, p := range s.Places {
		if text := p.words(); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// words are the place as the ad has it, without street and postal code.
func (p sentPlace) words() string {
	return sentPlace{City: p.City, Region: p.Region, Country: p.Country}.text()
}

// state is the region by a code of letters, or else by its name; those of states are always codes.
func (p sentPlace) state() string {
	for code, name := range divisions() {
		named := strings.EqualFold(code, p.Country+"-"+p.Region) || p.Country != "" && strings.HasPrefix(code, p.Country+"-") && strings.EqualFold(name, p.Region)
		switch {
		case !named:
		case strings.ContainsFunc(code, unicode.IsDigit):
			return name
		case slices.Contains([]string{"US", "CA", "AU"}, p.Country):
			return code[3:]
		}
	}
	if !strings.ContainsFunc(p.Region, unicode.IsLetter) {
		return ""
	}
	return p.Region
}
