package export

import (
	"bytes"
	"strings"

	"rolewright/internal/jobad"
)

func hrOpenFormat() Format {
	return Format{
		Name: "hropen", MediaType: "application/json", Title: "HR Open job posting", Extension: "json", ByNameOnly: true,
		About:  "A JobPosting of the HR Open Standards (JDX, 4.3), which tells what is required from what is preferred.",
		Parts:  jobad.Sections,
		Encode: encodeHROpen,
	}
}

// hrOpenPosting is a JobPosting of HR Open's JDX 4.3. What an ad asks for stands in skills: what is required, what is
// preferred, and what the work is done with, which has no annotation. Sections that JDX has no member for are HTML in
// formattedDescriptions. Types of schedule, level and location have codes that are not verified and are left out; so is,
// whether unitText takes the words of schema.org.
type hrOpenPosting struct {
	Title            string         `json:"title"`
	PositionID       string         `json:"positionID,omitempty"`
	PostingID        string         `json:"postingID"`
	Organization     hrOpenEmployer `json:"hiringOrganization"`
	Overview         []string       `json:"employerOverview,omitempty"`
	Descriptions     []string       `json:"formattedDescriptions,omitempty"`
	Responsibilities []hrOpenTerm   `json:"responsibilities,omitempty"`
	Skills           []hrOpenTerm   `json:"skills,omitempty"`
	Qualifications   []string       `json:"qualificationSummary,omitempty"`
	Location         *hrOpenPlace   `json:"jobLocation,omitempty"`
	Salaries         []hrOpenSalary `json:"baseSalaries,omitempty"`
	Benefits         []string       `json:"jobBenefits,omitempty"`
	Posted           string         `json:"datePosted,omitempty"`
	Through          string         `json:"validThrough,omitempty"`
	Openings         int            `json:"totalJobOpenings,omitzero"`
	Disclaimers      []string       `json:"disclaimers,omitempty"`
}

type hrOpenEmployer struct {
	Name string `json:"legalName"`
}

type hrOpenTerm struct {
	Name       string            `json:"name"`
	Annotation *hrOpenAnnotation `json:"annotation,omitempty"`
}

type hrOpenAnnotation struct {
	Required  bool `json:"required,omitzero"`
	Preferred bool `json:"preferred,omitzero"`
}

type hrOpenPlace struct {
	Name string `json:"name"`
}

type hrOpenSalary struct {
	Currency string  `json:"currency"`
	Min      float64 `json:"minValue,omitzero"`
	Max      float64 `json:"maxValue,omitzero"`
	Unit     string  `json:"unitText"`
}

// encodeHROpen gives each section to the member that is for it.
func encodeHROpen(b *bytes.Buffer, ad *jobad.Ad) error {
	brief := ad.Brief
	posting := &hrOpenPosting{
		Title: title(ad), PositionID: clean(brief.Reference), PostingID: requisition(ad, keys(ad)...),
		Organization: hrOpenEmployer{clean(brief.Company.Name)},
		Posted:       date(brief.AsOf), Through: date(deadline(brief)), Openings: brief.Openings,
	}
	if all := locations(ad); len(all) > 0 {
		posting.Location = &hrOpenPlace{strings.Join(all, "; ")}
	}
	if p := paid(brief); p != nil {
		posting.Salaries = []hrOpenSalary{{p.Currency, p.Min, p.Max, strings.ToUpper(string(p.Period))}}
	}
	var marked fragment
	marked.marked(ad)
	if marked.b.Len() > 0 {
		posting.Descriptions = []string{marked.b.String()}
	}
	sections := filled(ad)
	for i := range sections {
		posting.add(&sections[i])
	}
	return writeJSON(b, posting)
}

func (p *hrOpenPosting) add(s *jobad.Section) {
	var texts []string
	for i := range s.Lines {
		texts = append(texts, clean(s.Lines[i].Text))
	}
	switch s.ID {
	case "company":
		p.Overview = append(p.Overview, texts...)
	case "responsibilities":
		p.Responsibilities = append(p.Responsibilities, hrOpenTerms(texts, nil)...)
	case "must_have":
		p.Skills = append(p.Skills, hrOpenTerms(texts, &hrOpenAnnotation{Required: true})...)
	case "nice_to_have":
		p.Skills = append(p.Skills, hrOpenTerms(texts, &hrOpenAnnotation{Preferred: true})...)
	case "skills":
		p.Skills = append(p.Skills, hrOpenTerms(texts, nil)...)
	case "background":
		p.Qualifications = append(p.Qualifications, texts...)
	case "benefits":
		p.Benefits = append(p.Benefits, texts...)
	case "disclosures":
		p.Disclaimers = append(p.Disclaimers, texts...)
	default:
		var f fragment
		f.section(s)
		p.Descriptions = append(p.Descriptions, f.b.String())
	}
}

func hrOpenTerms(names []string, annotation *hrOpenAnnotation) []hrOpenTerm {
	terms := make([]hrOpenTerm, len(names))
	for i, name := range names {
		terms[i] = hrOpenTerm{name, annotation}
	}
	return terms
}
