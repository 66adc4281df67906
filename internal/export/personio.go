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

// personioDescription is a section of the ad; the name is its heading. What has no heading is part of the description before
// it, and the first has a name in any case.
type personioDescription struct {
	Name  string `xml:"name"`
	Value *cdata `xml:"value"`
}

// personioFirst names the description of what stands before the first heading of an ad.
const personioFirst = "About the job"

// personioPositions is one position with a description for each section of the ad that has a heading.
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
	position.Descriptions = personioDescriptions(ad)
	return []feedJob{{position.ID, &position}}
}

func personioDescriptions(ad *jobad.Ad) []personioDescription {
	var all []personioDescription
	var f fragment
	name := personioFirst
	end := func() {
		if f.b.Len() > 0 {
			all = append(all, personioDescription{name, words(f.b.String())})
		}
		f = fragment{}
	}
	f.marked(ad)
	sections := filled(ad)
	for i := range sections {
		if heading := clean(sections[i].Heading); heading != "" {
			end()
			name = heading
		}
		f.lines(&sections[i])
	}
	end()
	return all
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
