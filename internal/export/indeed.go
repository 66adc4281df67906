package export

import (
	"strings"

	"rolewright/internal/jobad"
)

// indeedFormat is Indeed's XML feed; the brand of the feed is the employer. Indeed's reference is sure about title, date and
// ids; what else is required differs between markets, and whether it reads "&amp;" inside CDATA is not confirmed: verify
// both with Indeed. Elements for the maker of an ATS (publisher, publisherurl) are left out.
func indeedFormat() Format {
	form := &feedForm{root: "source", job: "job", dated: true, jobs: indeedJobs}
	return form.format(Format{Name: "indeed", Title: "Indeed XML", About: "A feed for Indeed with one job for each place."})
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

// indeedJobs is a job for each place of the ad.
func indeedJobs(ad *jobad.Ad) []feedJob {
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
	var jobs []feedJob
	for _, at := range sites(ad) {
		listed := job
		reference := id + "-" + key(ad, &at)
		listed.Reference = words(reference)
		listed.City, listed.State, listed.Country = words(at.City), words(at.Region), words(at.Country)
		listed.PostalCode, listed.Street = words(at.PostalCode), words(at.Street)
		if isRemote(ad) {
			listed.City = words("Remote")
		}
		jobs = append(jobs, feedJob{reference, &listed})
	}
	return jobs
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
