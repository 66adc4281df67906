package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

func jsonLDFormat() Format {
	q := newPageQuoter()
	return Format{
		Name: "jsonld", MediaType: "application/ld+json", Title: "JSON-LD", Extension: "jsonld",
		About: "A JobPosting of schema.org, for search engines and job boards.",
		Parts: jobad.Posting,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error {
			if err := writePosting(b, q, ad.JobPosting); err != nil {
				return err
			}
			return b.WriteByte('\n')
		},
	}
}

// writePosting writes a JobPosting. With the quoter for pages it may stand in a script element as it is.
func writePosting(b *bytes.Buffer, q *Quoter, p *jobad.JobPosting) error {
	return appendJSON(b, q, func(w *jsonWriter) { w.posting(p) })
}

func (w *jsonWriter) posting(p *jobad.JobPosting) {
	if p == nil {
		w.raw("null")
		return
	}
	w.object(func() {
		w.text("@context", p.Context)
		w.text("@type", p.Type)
		w.text("title", p.Title)
		w.text("description", p.Description)
		w.text("datePosted", p.DatePosted)
		w.textIfAny("validThrough", p.ValidThrough)
		w.postingParties(p)
		w.textIfAny("employmentType", p.EmploymentType)
		w.textIfAny("workHours", p.WorkHours)
		w.textIfAny("jobLocationType", p.JobLocationType)
		writeOneOrMore(w, "jobLocation", p.JobLocation, w.postingPlace)
		writeOneOrMore(w, "applicantLocationRequirements", p.ApplicantLocationRequirements, w.postingArea)
		w.postingSalary(p.BaseSalary)
		w.textsIfAny("incentiveCompensation", p.IncentiveCompensation)
		w.textsIfAny("jobBenefits", p.JobBenefits)
		w.postingCategory(p.OccupationalCategory)
		w.textIfAny("industry", p.Industry)
		w.textsIfAny("responsibilities", p.Responsibilities)
		w.textsIfAny("qualifications", p.Qualifications)
		w.textsIfAny("skills", p.Skills)
		w.textIfAny("jobStartDate", p.JobStartDate)
		if p.TotalJobOpenings != 0 {
			w.integer("totalJobOpenings", p.TotalJobOpenings)
		}
	})
}

// postingParties writes who offers the job.
func (w *jsonWriter) postingParties(p *jobad.JobPosting) {
	if p.Identifier != nil {
		w.name("identifier")
		w.object(func() {
			w.text("@type", p.Identifier.Type)
			w.text("name", p.Identifier.Name)
			w.text("value", p.Identifier.Value)
		})
	}
	w.postingOrganization("hiringOrganization", &p.HiringOrganization)
	if p.EmploymentUnit != nil {
		w.postingOrganization("employmentUnit", p.EmploymentUnit)
	}
}

func (w *jsonWriter) postingOrganization(name string, o *jobad.PostingOrganization) {
	w.name(name)
	w.object(func() {
		w.text("@type", o.Type)
		w.text("name", o.Name)
		w.textIfAny("sameAs", o.SameAs)
		w.textIfAny("logo", o.Logo)
		w.textIfAny("description", o.Description)
	})
}

// writeOneOrMore writes one entry as an object and more as a list, see [jobad.PostingPlaces].
func writeOneOrMore[S ~[]T, T any](w *jsonWriter, name string, all S, write func(*T)) {
	switch {
	case len(all) == 1:
		w.name(name)
		w.object(func() { write(&all[0]) })
	case all != nil:
		writeList(w, name, all, write)
	}
}

func (w *jsonWriter) postingPlace(p *jobad.PostingPlace) {
	w.text("@type", p.Type)
	w.name("address")
	w.object(func() {
		w.text("@type", p.Address.Type)
		w.textIfAny("streetAddress", p.Address.StreetAddress)
		w.textIfAny("addressLocality", p.Address.AddressLocality)
		w.textIfAny("addressRegion", p.Address.AddressRegion)
		w.textIfAny("postalCode", p.Address.PostalCode)
		w.textIfAny("addressCountry", p.Address.AddressCountry)
	})
}

func (w *jsonWriter) postingArea(a *jobad.PostingArea) {
	w.text("@type", a.Type)
	w.text("name", a.Name)
}

func (w *jsonWriter) postingSalary(s *jobad.PostingSalary) {
	if s == nil {
		return
	}
	w.name("baseSalary")
	w.object(func() {
		w.text("@type", s.Type)
		w.text("currency", s.Currency)
		w.name("value")
		w.object(func() {
			w.text("@type", s.Value.Type)
			w.decimalIfAny("value", s.Value.Value)
			w.decimalIfAny("minValue", s.Value.MinValue)
			w.decimalIfAny("maxValue", s.Value.MaxValue)
			w.text("unitText", s.Value.UnitText)
		})
	})
}

func (w *jsonWriter) postingCategory(c *jobad.PostingCategory) {
	if c == nil {
		return
	}
	w.name("occupationalCategory")
	w.object(func() {
		w.text("@type", c.Type)
		w.text("codeValue", c.CodeValue)
		w.name("inCodeSet")
		w.object(func() {
			w.text("@type", c.InCodeSet.Type)
			w.text("name", c.InCodeSet.Name)
		})
	})
}
