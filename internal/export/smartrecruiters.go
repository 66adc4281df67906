package export

import (
	"bytes"
	"strings"

	"rolewright/internal/jobad"
)

func smartRecruitersFormat() Format {
	return Format{
		Name: "smartrecruiters", MediaType: "application/json", Title: "SmartRecruiters job", Extension: "json", ByNameOnly: true,
		About:  "A job for SmartRecruiters with the four sections of its ads.",
		Parts:  jobad.Sections,
		Encode: encodeSmartRecruiters,
	}
}

// smartRecruitersJob is a job as SmartRecruiters shows it. Its sections are sure; the ids of levels and of types of
// employment are those seen in published jobs, types without one are left out, and the members of location are to verify.
// A job has one location: of several places the first, while the text tells them all.
type smartRecruitersJob struct {
	Title      string                   `json:"title"`
	Reference  string                   `json:"refNumber,omitempty"`
	Location   *smartRecruitersLocation `json:"location,omitempty"`
	Employment *smartRecruitersID       `json:"typeOfEmployment,omitempty"`
	Level      *smartRecruitersID       `json:"experienceLevel,omitempty"`
	Ad         smartRecruitersAd        `json:"jobAd"`
}

type smartRecruitersID struct {
	ID string `json:"id"`
}

type smartRecruitersLocation struct {
	Country    string `json:"country,omitempty"` // in small letters
	Region     string `json:"region,omitempty"`
	City       string `json:"city,omitempty"`
	PostalCode string `json:"postalCode,omitempty"`
	Address    string `json:"address,omitempty"`
	Remote     bool   `json:"remote"`
}

type smartRecruitersAd struct {
	Sections smartRecruitersSections `json:"sections"`
}

type smartRecruitersSections struct {
	Company        *smartRecruitersSection `json:"companyDescription,omitempty"`
	Job            *smartRecruitersSection `json:"jobDescription,omitempty"`
	Qualifications *smartRecruitersSection `json:"qualifications,omitempty"`
	Additional     *smartRecruitersSection `json:"additionalInformation,omitempty"`
}

// smartRecruitersSection has the title that SmartRecruiters gives it, and HTML.
type smartRecruitersSection struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// encodeSmartRecruiters sorts the sections of the ad into the four.
func encodeSmartRecruiters(b *bytes.Buffer, ad *jobad.Ad) error {
	job := &smartRecruitersJob{
		Title: title(ad), Reference: clean(ad.Brief.Reference),
		Location: smartRecruitersPlace(ad), Employment: smartRecruitersType(ad.Brief.Employment),
	}
	if level := linkedInLevel(ad.Level); level != "" { // the same scale, in small letters
		job.Level = &smartRecruitersID{strings.ToLower(level)}
	}
	var company, work, qualifications, additional fragment
	work.marked(ad)
	sections := filled(ad)
	for i := range sections {
		s := &sections[i]
		switch s.ID {
		case "company":
			company.section(s)
		case "facts", "purpose", "responsibilities", "success", "team":
			work.section(s)
		case "must_have", "nice_to_have", "skills", "background":
			qualifications.section(s)
		default:
			additional.section(s)
		}
	}
	job.Ad.Sections = smartRecruitersSections{
		Company:        smartRecruitersText("Company Description", &company),
		Job:            smartRecruitersText("Job Description", &work),
		Qualifications: smartRecruitersText("Qualifications", &qualifications),
		Additional:     smartRecruitersText("Additional Information", &additional),
	}
	return writeJSON(b, job)
}

func smartRecruitersText(title string, f *fragment) *smartRecruitersSection {
	if f.b.Len() == 0 {
		return nil
	}
	return &smartRecruitersSection{title, f.b.String()}
}

// smartRecruitersPlace is the first place that the job is listed at, or nil if the brief tells neither one nor that the job is
// remote.
func smartRecruitersPlace(ad *jobad.Ad) *smartRecruitersLocation {
	first, remote := sites(ad)[0], isRemote(ad)
	if first == (jobad.Site{}) && !remote {
		return nil
	}
	return &smartRecruitersLocation{
		Country: strings.ToLower(first.Country), Region: clean(first.Region), City: clean(first.City),
		PostalCode: clean(first.PostalCode), Address: clean(first.Street), Remote: remote,
	}
}

// smartRecruitersType is nil for types whose id is not known. What SmartRecruiters calls permanent, it shows as full-time.
func smartRecruitersType(e jobad.Employment) *smartRecruitersID {
	switch e {
	case jobad.FullTime:
		return &smartRecruitersID{"permanent"}
	case jobad.Contract:
		return &smartRecruitersID{"contract"}
	case jobad.Internship:
		return &smartRecruitersID{"intern"}
	case jobad.PartTime, jobad.Temporary, jobad.Volunteer, jobad.PerDiem:
	}
	return nil
}
