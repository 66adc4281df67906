package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

func leverFormat() Format {
	return Format{
		Name: "lever", MediaType: "application/json", Title: "Lever posting", Extension: "json", ByNameOnly: true,
		About:  "An ad in the form of Lever's postings, with its sections as lists.",
		Parts:  jobad.Sections,
		Encode: encodeLever,
	}
}

// leverPosting is a posting as Lever's Postings API shows it. The API is for reading; that Lever's other interfaces take
// all of these members is to verify. So are the intervals of a salary other than by year, by month and by hour.
type leverPosting struct {
	Text        string          `json:"text"`
	Categories  leverCategories `json:"categories"`
	Country     string          `json:"country,omitempty"`
	Opening     string          `json:"opening,omitempty"`
	Description string          `json:"description,omitempty"`
	Lists       []leverList     `json:"lists"`
	Additional  string          `json:"additional,omitempty"`
	ApplyURL    string          `json:"applyUrl,omitempty"`
	Workplace   string          `json:"workplaceType,omitempty"`
	Salary      *leverSalary    `json:"salaryRange,omitempty"`
	SalaryText  string          `json:"salaryDescription,omitempty"`
}

type leverCategories struct {
	Location     string   `json:"location,omitempty"`
	Commitment   string   `json:"commitment,omitempty"`
	Team         string   `json:"team,omitempty"`
	AllLocations []string `json:"allLocations,omitempty"`
}

type leverList struct {
	Text    string `json:"text"`
	Content string `json:"content"` // li elements without a list around them
}

type leverSalary struct {
	Currency string  `json:"currency"`
	Interval string  `json:"interval"`
	Min      float64 `json:"min,omitzero"`
	Max      float64 `json:"max,omitzero"`
}

// encodeLever writes what the company says of itself as the opening, the facts and the purpose as the description, what
// the work is and takes as lists, and all else as additional.
func encodeLever(b *bytes.Buffer, ad *jobad.Ad) error {
	brief := ad.Brief
	posting := &leverPosting{
		Text: title(ad), Country: country(ad), ApplyURL: applyURL(brief), Workplace: leverWorkplace(brief.Workplace),
		Categories: leverCategories{Commitment: leverCommitment(brief.Employment), Team: clean(brief.Team)},
		Lists:      []leverList{}, SalaryText: payNote(ad),
	}
	if all := locations(ad); len(all) > 0 {
		posting.Categories.Location, posting.Categories.AllLocations = all[0], all
	}
	if p := paid(brief); p != nil {
		posting.Salary = &leverSalary{p.Currency, leverInterval(p.Period), p.Min, p.Max}
	}
	var opening, description, additional fragment
	description.marked(ad)
	sections := filled(ad)
	for i := range sections {
		s := &sections[i]
		switch s.ID {
		case "company":
			opening.section(s)
		case "facts", "purpose":
			description.section(s)
		case "responsibilities", "success", "must_have", "nice_to_have", "skills", "background":
			var items fragment
			items.items(s)
			posting.Lists = append(posting.Lists, leverList{clean(s.Heading), items.b.String()})
		default:
			additional.section(s)
		}
	}
	posting.Opening, posting.Description, posting.Additional = opening.b.String(), description.b.String(), additional.b.String()
	return writeJSON(b, posting)
}

// country is the one that all sites of a job are in, or empty.
func country(ad *jobad.Ad) string {
	all := sites(ad)
	for i := range all {
		if all[i].Country != all[0].Country {
			return ""
		}
	}
	return all[0].Country
}

func leverCommitment(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "Full-time"
	case jobad.PartTime:
		return "Part-time"
	case jobad.Contract:
		return "Contract"
	case jobad.Temporary:
		return "Temporary"
	case jobad.Internship:
		return "Internship"
	case jobad.Volunteer:
		return "Volunteer"
	case jobad.PerDiem:
		return "Per diem"
	}
	return ""
}

func leverWorkplace(w jobad.Workplace) string {
	switch w {
	case jobad.OnSite:
		return "on-site"
	case jobad.Hybrid:
		return "hybrid"
	case jobad.Remote:
		return "remote"
	}
	return ""
}

func leverInterval(p jobad.Period) string {
	switch p {
	case jobad.PerHour:
		return "per-hour-wage"
	case jobad.PerDay:
		return "per-day-wage"
	case jobad.PerWeek:
		return "per-week-salary"
	case jobad.PerMonth:
		return "per-month-salary"
	case jobad.PerYear:
		return "per-year-salary"
	}
	return ""
}
