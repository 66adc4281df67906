package export

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// personioFormat is Personio's feed. Personio counts its positions; here the id is the reference, or a digest of the job.
// Personio's types of employment tell permanent from not, which a brief does not, so only internships and contracts have
// one. The office is a city here; that readers take any name for it is to verify.
func personioFormat() Format {
	form := &feedForm{root: "workzag-jobs", job: "position", jobs: personioPositions}
	return form.format(Format{
		Name: "personio", Title: "Personio XML", About: "A position in the form of Personio's feed, which many European boards read.",
	})
}

type personioPosition struct {
	ID           string                `xml:"id"`
	Company      string                `xml:"subcompany,omitempty"`
	Office       string                `xml:"office,omitempty"`
	Offices      *personioOffices      `xml:"additionalOffices"`
	Name         string                `xml:"name"`
	Descriptions []personioDescription `xml:"jobDescriptions>jobDescription"`
	Employment   string                `xml:"employmentType,omitempty"`
	Seniority    string                `xml:"seniority,omitempty"`
	Schedule     string                `xml:"schedule,omitempty"`
	Keywords     string                `xml:"keywords,omitempty"`
	Created      string                `xml:"createdAt,omitempty"`
}

type personioOffices struct {
	Offices []string `xml:"office"`
}

// personioDescription is a section of the ad; the name is its heading.
type personioDescription struct {
	Name  string `xml:"name,omitempty"`
	Value *cdata `xml:"value"`
}

// personioPositions is one position with a description for each section of the ad.
func personioPositions(ad *jobad.Ad) []feedJob {
	brief := ad.Brief
	position := personioPosition{
		ID: requisition(ad, keys(ad)...), Company: clean(brief.Company.Name), Name: title(ad),
		Employment: personioEmployment(brief.Employment), Seniority: personioSeniority(ad.Level),
		Schedule: personioSchedule(brief.Employment), Keywords: personioKeywords(linesOf(ad, "skills")),
	}
	if !brief.AsOf.IsZero() {
		position.Created = brief.AsOf.UTC().Format(time.RFC3339)
	}
	if all := offices(ad); len(all) > 0 {
		position.Office = all[0]
		if len(all) > 1 {
			position.Offices = &personioOffices{all[1:]}
		}
	}
	var marked fragment
	marked.marked(ad)
	if marked.b.Len() > 0 {
		position.Descriptions = []personioDescription{{Value: words(marked.b.String())}}
	}
	sections := filled(ad)
	for i := range sections {
		var f fragment
		f.lines(&sections[i])
		position.Descriptions = append(position.Descriptions, personioDescription{clean(sections[i].Heading), words(f.b.String())})
	}
	return []feedJob{{position.ID, &position}}
}

// personioKeywords divides keywords by commas, so none has a comma of its own.
func personioKeywords(skills []string) string {
	for i := range skills {
		skills[i] = strings.ReplaceAll(skills[i], ",", " /")
	}
	return strings.Join(skills, ",")
}

// offices are the places of a job, each once, by their city, or in words if none is told; or "Remote".
func offices(ad *jobad.Ad) []string {
	if isRemote(ad) {
		return []string{"Remote"}
	}
	var all []string
	for i := range ad.Sites {
		at := &ad.Sites[i]
		if name := cmp.Or(clean(at.City), clean(at.Words)); !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

func personioEmployment(e jobad.Employment) string {
	switch e {
	case jobad.Internship:
		return "intern"
	case jobad.Contract:
		return "freelance"
	case jobad.FullTime, jobad.PartTime, jobad.Temporary, jobad.Volunteer, jobad.PerDiem:
	}
	return ""
}

func personioSchedule(e jobad.Employment) string {
	switch e {
	case jobad.FullTime:
		return "full-time"
	case jobad.PartTime:
		return "part-time"
	case jobad.Contract, jobad.Temporary, jobad.Internship, jobad.Volunteer, jobad.PerDiem:
	}
	return ""
}

func personioSeniority(l jobad.Level) string {
	switch l {
	case jobad.Intern:
		return "student"
	case jobad.Entry, jobad.Junior:
		return "entry-level"
	case jobad.Mid, jobad.Senior, jobad.Lead, jobad.Principal:
		return "experienced"
	case jobad.Executive:
		return "executive"
	}
	return ""
}
