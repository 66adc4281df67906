package export

import (
	"strings"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

// linkedInID is how many characters LinkedIn takes for an id.
const linkedInID = 40

// linkedInFormat is LinkedIn's feed for Basic Jobs. The list of what is required is sure. Verify with LinkedIn before
// relying on the rest: whether dates are ISO 8601 (a guide shows MM/DD/YYYY), the elements of salaries, and the levels. The
// publisher, the company's page and the e-mail address of the person who posts are not in a brief, so publisher,
// publisherUrl, companyId and posterEmail are for the one who sends the feed to add.
func linkedInFormat() Format {
	form := &feedForm{root: "source", job: "job", dated: true, counted: true, jobs: linkedInJobs}
	return form.format(Format{Name: "linkedin", Title: "LinkedIn XML", About: "A feed for LinkedIn's Basic Jobs with one job for each place."})
}

type linkedInJob struct {
	ID          *cdata          `xml:"partnerJobId"`
	Company     *cdata          `xml:"company"`
	Title       *cdata          `xml:"title"`
	Description *cdata          `xml:"description"`
	ApplyURL    *cdata          `xml:"applyUrl"`
	City        *cdata          `xml:"city"`
	State       *cdata          `xml:"state"`
	Country     *cdata          `xml:"country"`
	PostalCode  *cdata          `xml:"postalCode"`
	Workplace   *cdata          `xml:"workplaceTypes"`
	Level       *cdata          `xml:"experienceLevel"`
	JobType     *cdata          `xml:"jobtype"`
	Skills      *linkedInSkills `xml:"skills"`
	Salaries    *linkedInSalary `xml:"salaries>salary"`
	Listed      *cdata          `xml:"listDate"`
	Expires     *cdata          `xml:"expirationDate"`
}

type linkedInSkills struct {
	Skills []*cdata `xml:"skill"`
}

type linkedInSalary struct {
	High   *linkedInAmount `xml:"highEnd"`
	Low    *linkedInAmount `xml:"lowEnd"`
	Period string          `xml:"period"`
	Type   string          `xml:"type"`
}

type linkedInAmount struct {
	Amount   string `xml:"amount"`
	Currency string `xml:"currencyCode"`
}

// linkedInJobs is a job for each place of the ad.
func linkedInJobs(ad *jobad.Ad) []feedJob {
	brief := ad.Brief
	job := linkedInJob{
		Company: words(brief.Company.Name), Title: words(title(ad)), Description: words(linkedInHTML(ad)),
		Workplace: words(linkedInWorkplace(brief.Workplace)), Level: words(linkedInLevel(ad.Level)),
		JobType: words(linkedInJobType(brief.Employment)), Salaries: linkedInPay(paid(brief)),
		Listed: words(date(brief.AsOf)), Expires: words(date(deadline(brief))),
	}
	if url := applyURL(brief); strings.HasPrefix(strings.ToLower(url), "https://") { // LinkedIn takes no other
		job.ApplyURL = words(url)
	}
	for _, skill := range linesOf(ad, "skills") {
		if job.Skills == nil {
			job.Skills = &linkedInSkills{}
		}
		job.Skills.Skills = append(job.Skills.Skills, words(skill))
	}
	var jobs []feedJob
	for _, at := range sites(ad) {
		listed := job
		id := linkedInJobID(requisition(ad), key(ad, &at))
		listed.ID = words(id)
		listed.City, listed.State, listed.Country = words(at.City), words(at.Region), words(at.Country)
		listed.PostalCode = words(at.PostalCode)
		jobs = append(jobs, feedJob{id, &listed})
	}
	return jobs
}

// linkedInHTML is the description in elements that LinkedIn keeps: it has no ol.
func linkedInHTML(ad *jobad.Ad) string {
	f := fragment{unordered: true}
	f.ad(ad)
	return f.b.String()
}

// linkedInJobID is short enough for LinkedIn: of a long reference it has a digest.
func linkedInJobID(requisition, key string) string {
	if id := requisition + "-" + key; utf8.RuneCountInString(id) <= linkedInID {
		return id
	}
	return digest(16, requisition) + "-" + key
}

func linkedInPay(p *jobad.Pay) *linkedInSalary {
	if p == nil {
		return nil
	}
	salary := &linkedInSalary{Period: linkedInPeriod(p.Period), Type: "BASE_SALARY"}
	if p.Max > 0 {
		salary.High = &linkedInAmount{amount(p.Max), p.Currency}
	}
	if p.Min > 0 {
		salary.Low = &linkedInAmount{amount(p.Min), p.Currency}
	}
	return salary
}

func linkedInPeriod(p jobad.Period) string {
	switch p {
	case jobad.PerHour:
		return "HOURLY"
	case jobad.PerDay:
		return "DAILY"
	case jobad.PerWeek:
		return "WEEKLY"
	case jobad.PerMonth:
		return "MONTHLY"
	case jobad.PerYear:
		return "YEARLY"
	}
	return ""
}

func linkedInWorkplace(w jobad.Workplace) string {
	switch w {
	case jobad.OnSite:
		return "On-site"
	case jobad.Hybrid:
		return "Hybrid"
	case jobad.Remote:
		return "Remote"
	}
	return ""
}

func linkedInJobType(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "FULL_TIME"
	case jobad.PartTime:
		return "PART_TIME"
	case jobad.Contract:
		return "CONTRACT"
	case jobad.Temporary, jobad.PerDiem:
		return "TEMPORARY"
	case jobad.Internship:
		return "INTERNSHIP"
	case jobad.Volunteer:
		return "VOLUNTEER"
	}
	return ""
}

func linkedInLevel(l jobad.Level) string {
	switch l {
	case jobad.Intern:
		return "INTERNSHIP"
	case jobad.Entry, jobad.Junior:
		return "ENTRY_LEVEL"
	case jobad.Mid:
		return "ASSOCIATE"
	case jobad.Senior, jobad.Lead, jobad.Principal:
		return "MID_SENIOR_LEVEL"
	case jobad.Executive:
		return "EXECUTIVE"
	}
	return ""
}
