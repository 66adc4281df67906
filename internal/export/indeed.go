package export

import (
	"bytes"
	"encoding/xml"
	"net/http"
	"strings"

	"rolewright/internal/jobad"
)

func indeedFormat() Format {
	return Format{
		Name: "indeed", MediaType: "application/xml", Title: "Indeed XML", Extension: "xml", ByNameOnly: true,
		About:  "A feed for Indeed with one job for each place.",
		Parts:  jobad.Sections,
		Encode: encodeIndeed,
	}
}

// indeedFeed is the document of Indeed's XML feed. Indeed's reference is sure about title, date and ids; what else is
// required differs between markets, and whether it reads "&amp;" inside CDATA is not confirmed: verify both with Indeed.
// Elements for the maker of an ATS (publisher, publisherurl) are left out.
type indeedFeed struct {
	XMLName xml.Name    `xml:"source"`
	Built   string      `xml:"lastBuildDate,omitempty"`
	Jobs    []indeedJob `xml:"job"`
}

type indeedJob struct {
	Title       *cdata `xml:"title"`
	Date        *cdata `xml:"date"`
	Reference   *cdata `xml:"referencenumber"`
	Requisition *cdata `xml:"requisitionid"`
	URL         *cdata `xml:"url"`
	Company     *cdata `xml:"company"`
	Source      *cdata `xml:"sourcename"`
	City        *cdata `xml:"city"`
	State       *cdata `xml:"state"`
	Country     *cdata `xml:"country"`
	PostalCode  *cdata `xml:"postalcode"`
	Street      *cdata `xml:"streetaddress"`
	Email       *cdata `xml:"email"`
	Description *cdata `xml:"description"`
	Salary      *cdata `xml:"salary"`
	Education   *cdata `xml:"education"`
	Experience  *cdata `xml:"experience"`
	JobType     *cdata `xml:"jobtype"`
	RemoteType  *cdata `xml:"remotetype"`
	Expires     *cdata `xml:"expirationdate"`
}

// encodeIndeed writes a feed with a job for each place of the ad. The brand of the feed is the employer.
func encodeIndeed(b *bytes.Buffer, ad *jobad.Ad) error {
	brief := ad.Brief
	id := requisition(ad)
	job := indeedJob{
		Title: words(title(ad)), Date: words(date(brief.AsOf)), Requisition: words(id), URL: words(applyURL(brief)),
		Company: words(brief.Company.Name), Source: words(brief.Company.Name),
		Description: words(adHTML(ad)), Salary: words(indeedSalary(paid(brief))),
		Education: words(background(ad, "education")), Experience: words(background(ad, "experience")),
		JobType: words(indeedJobType(brief.Employment)), RemoteType: words(indeedRemoteType(brief.Workplace)),
		Expires: words(date(deadline(brief))),
	}
	if brief.Apply != nil {
		job.Email = words(brief.Apply.Email)
	}
	feed := &indeedFeed{Built: built(brief)}
	for _, at := range sites(brief) {
		listed := job
		listed.Reference = words(id + "-" + at.key())
		listed.City, listed.State, listed.Country = words(at.City), words(state(ad, &at.Place)), words(at.Country)
		listed.PostalCode, listed.Street = words(at.PostalCode), words(at.Street)
		if at.remote {
			listed.City = words("Remote")
		}
		feed.Jobs = append(feed.Jobs, listed)
	}
	return writeXML(b, feed)
}

// built is the day of an ad as feeds write when they were made, by RFC 822 with a year of four digits.
func built(b *jobad.Brief) string {
	if b.AsOf.IsZero() {
		return ""
	}
	return b.AsOf.UTC().Format(http.TimeFormat)
}

// indeedSalary is "€70000 - €90000 per year".
func indeedSalary(p *jobad.Pay) string {
	if p == nil {
		return ""
	}
	sign := map[string]string{"EUR": "€", "GBP": "£", "USD": "$"}[p.Currency]
	if sign == "" {
		sign = p.Currency + " "
	}
	low, high := sign+amount(p.Min), sign+amount(p.Max)
	text := low + " - " + high
	switch {
	case p.Max == 0:
		text = "From " + low
	case p.Min == 0:
		text = "Up to " + high
	case p.Min == p.Max:
		text = low
	}
	return strings.Join([]string{text, "per", string(p.Period)}, " ")
}

// indeedJobType is empty for what Indeed has no name for.
func indeedJobType(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "fulltime"
	case jobad.PartTime:
		return "parttime"
	case jobad.Contract:
		return "contract"
	case jobad.Temporary:
		return "temporary"
	case jobad.Internship:
		return "internship"
	case jobad.Volunteer, jobad.PerDiem:
	}
	return ""
}

func indeedRemoteType(w jobad.Workplace) string {
	switch w {
	case jobad.Hybrid:
		return "Hybrid remote"
	case jobad.Remote:
		return "Fully remote"
	case jobad.OnSite:
	}
	return ""
}
