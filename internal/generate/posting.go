package generate

import (
	"slices"
	"strings"
	"time"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// posting makes the JobPosting of an ad out of the brief and the words of the ad. It says what the ad shows and nothing
// else, since search engines punish markup that readers cannot see; only a website, a picture and the code of the
// occupation, which tell who and what is meant, need not be in the text.
//
// It never says whether people can apply on the page (directApply), which no brief knows, nor gives experience or
// education in numbers or grades, since the catalog has them in words.
func (w *writer) posting(title, description string, shown render.Fields) *jobad.JobPosting {
	b := w.brief
	p := &jobad.JobPosting{
		Context: "https://schema.org", Type: "JobPosting",
		Title:       withoutMarker(title),
		Description: description,
		DatePosted:  b.AsOf.Format(time.DateOnly),
		HiringOrganization: jobad.PostingOrganization{
			Type: "Organization", Name: b.Company.Name, SameAs: b.Company.Website, Logo: b.Company.Logo,
			Description: strings.Join(w.texts(shown, render.AboutText), "\n"),
		},
		IncentiveCompensation: w.texts(shown, render.PayExtra),
		JobBenefits:           w.texts(shown, render.Benefits),
		Responsibilities:      w.texts(shown, render.Responsibilities),
		Qualifications:        w.texts(shown, render.MustHave),
		Skills:                w.texts(shown, render.Skills),
	}
	w.postingLocation(p, shown)
	w.postingTerms(p, shown)
	if shown.Has(render.AboutIndustry) {
		p.Industry = b.Company.Industry
	}
	if shown.Has(render.FactsTeam) {
		p.EmploymentUnit = &jobad.PostingOrganization{Type: "Organization", Name: b.Team}
	}
	if shown.Has(render.FactsReference) || shown.Has(render.ApplyReference) {
		p.Identifier = &jobad.PostingIdentifier{Type: "PropertyValue", Name: b.Company.Name, Value: b.Reference}
	}
	if code := w.profile.role.Codes.OnetSOC; code != "" {
		p.OccupationalCategory = &jobad.PostingCategory{
			Type: "CategoryCode", CodeValue: code,
			InCodeSet: jobad.PostingCodeSet{Type: "CategoryCodeSet", Name: "O*NET-SOC 2019"},
		}
	}
	return p
}

// texts are the lines of a field, if the ad shows it.
func (w *writer) texts(shown render.Fields, f render.Field) []string {
	if !shown.Has(f) {
		return nil
	}
	all := make([]string, len(w.content[f]))
	for i := range all {
		all[i] = w.content[f][i].Text
	}
	return all
}

// postingTerms are the terms of the contract.
func (w *writer) postingTerms(p *jobad.JobPosting, shown render.Fields) {
	b := w.brief
	if shown.Has(render.FactsEmployment) {
		p.EmploymentType = employmentType(b.Employment)
		p.WorkHours = hoursText(b.HoursPerWeek)
	}
	if shown.Has(render.FactsPay) {
		p.BaseSalary = baseSalary(b.Pay)
	}
	if shown.Has(render.FactsDeadline) || shown.Has(render.ApplyDeadline) {
		// Without an offset it is the time at the place of work (ISO 8601), whose zone no brief tells.
		p.ValidThrough = b.Apply.Deadline.Format(time.DateOnly) + "T23:59:59"
	}
	if shown.Has(render.FactsStart) {
		p.JobStartDate = b.StartDate.Format(time.DateOnly)
	}
	if shown.Has(render.FactsOpenings) {
		p.TotalJobOpenings = b.Openings
	}
}

// postingLocation says where the work is done. Hybrid work is not remote work, so it has places only. A place without a
// country makes a posting invalid; so it is left out where the posting is complete without it, and otherwise tells what is
// known. The question for the country is open in both cases. The office of remote work is left out where nobody who is hired
// may live, since the job would be found there.
func (w *writer) postingLocation(p *jobad.JobPosting, shown render.Fields) {
	b := w.brief
	if b.Workplace == jobad.Remote && shown.Has(render.FactsWorkplace) {
		p.JobLocationType = "TELECOMMUTE"
		if shown.Has(render.FactsRemoteFrom) {
			p.ApplicantLocationRequirements = w.generator.places.postingAreas(b.RemoteFrom)
		}
	}
	if !shown.Has(render.FactsPlaces) {
		return
	}
	known, from := w.generator.places, p.ApplicantLocationRequirements != nil
	complete := from || slices.ContainsFunc(b.Places, func(at jobad.Place) bool { return at.Country != "" })
	for i := range b.Places {
		at := &b.Places[i]
		if at.Country == "" && complete || from && !known.within(at, b.RemoteFrom) {
			continue
		}
		p.JobLocation = append(p.JobLocation, jobad.PostingPlace{Type: "Place", Address: jobad.PostingAddress{
			Type: "PostalAddress", StreetAddress: at.Street, AddressLocality: at.City, AddressRegion: known.letters(at),
			PostalCode: at.PostalCode, AddressCountry: at.Country,
		}})
	}
}

// within reports whether a place is in one of the areas, or may be, since only its country is known.
func (p *places) within(at *jobad.Place, areas []string) bool {
	code := p.code(at.Country, at.Region)
	return slices.ContainsFunc(areas, func(area string) bool {
		return area == at.Country || area == code || code == "" && strings.HasPrefix(area, at.Country+"-")
	})
}

// postingAreas names ISO 3166 codes, a part of a country as "Colorado, United States".
func (p *places) postingAreas(codes []string) jobad.PostingAreas {
	codes = widest(codes)
	areas := make(jobad.PostingAreas, len(codes))
	for i, code := range codes {
		if name, ok := p.country(code); ok {
			areas[i] = jobad.PostingArea{Type: "Country", Name: name}
			continue
		}
		part, _ := p.division(code)
		whole, _ := p.country(code[:2])
		areas[i] = jobad.PostingArea{Type: "AdministrativeArea", Name: part + ", " + whole}
	}
	return areas
}

// baseSalary is the pay, or nil if it is open at one end: the profile has one amount, or both ends of a range.
func baseSalary(p *jobad.Pay) *jobad.PostingSalary {
	if p.Min == 0 || p.Max == 0 {
		return nil
	}
	amount := jobad.PostingAmount{Type: "QuantitativeValue", UnitText: strings.ToUpper(string(p.Period))}
	if p.Min == p.Max {
		amount.Value = p.Min
	} else {
		amount.MinValue, amount.MaxValue = p.Min, p.Max
	}
	return &jobad.PostingSalary{Type: "MonetaryAmount", Currency: p.Currency, Value: amount}
}

func employmentType(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "FULL_TIME"
	case jobad.PartTime:
		return "PART_TIME"
	case jobad.Contract:
		return "CONTRACTOR"
	case jobad.Temporary:
		return "TEMPORARY"
	case jobad.Internship:
		return "INTERN"
	case jobad.Volunteer:
		return "VOLUNTEER"
	case jobad.PerDiem:
		return "PER_DIEM"
	}
	return ""
}
