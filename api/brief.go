package api

import (
	"time"

	"rolewright/internal/jobad"
)

// Brief is what a caller tells about a job. Only role and company.name are required. Text is one line unless said
// otherwise; white space at its ends is dropped, and empty text says as much as leaving it out.
type Brief struct {
	// A slug of a role in the catalog, or a title as employers write it, which is read as GET /v1/resolve reads it.
	Role string `json:"role" validate:"required,max=120" example:"backend-engineer"`
	// One of the levels that the role is hired at. Without it, what the title says, or the default of the role.
	Level string `json:"level" validate:"omitempty,oneof=intern entry junior mid senior lead principal executive" example:"senior"`
	// Shown instead of the title that role and level make.
	Title string `json:"title" validate:"max=120" example:"Senior Backend Engineer, Payments"`
	// Name of a template, see /templates. The default is standard.
	Template string `json:"template" validate:"max=60" example:"standard"`
	// Language of the ad as a BCP 47 tag. Only en so far.
	Locale string `json:"locale" validate:"max=35" example:"en"`

	Company Company `json:"company"`
	// Name of the team.
	Team string `json:"team" validate:"max=120" example:"Payments"`
	// Title of the person's manager, or a name.
	ReportsTo string `json:"reports_to" validate:"max=120" example:"Head of Platform"`
	// Why this hire exists, in a sentence or two.
	Reason string `json:"reason" validate:"max=500" example:"We are moving card payments out of the old shop system into services of their own."`

	// Where the office is that the work belongs to.
	Places []Place `json:"places" validate:"max=20,dive"`
	// Where the work is done.
	Workplace string `json:"workplace" validate:"omitempty,oneof=on_site hybrid remote" example:"hybrid"`
	// Where a remote hire may live: ISO 3166-1 alpha-2 codes, or ISO 3166-2 codes for parts of a country.
	RemoteFrom []string `json:"remote_from" validate:"max=60,dive,required,max=6" example:"DE,AT"`

	// Kind of contract.
	Employment string `json:"employment" validate:"omitempty,oneof=full_time part_time contract temporary internship volunteer per_diem" example:"full_time"`
	// Working hours in a week.
	HoursPerWeek *float64 `json:"hours_per_week" validate:"omitempty,min=0.5,max=168" example:"40"`
	Pay          *Pay     `json:"pay"`
	// Pay beyond the amount, such as a bonus or equity.
	ExtraPay []string `json:"extra_pay" validate:"max=20,dive,required,max=300" example:"Yearly bonus of up to 10 % of pay"`
	// What comes on top of pay.
	Benefits []string `json:"benefits" validate:"max=20,dive,required,max=300" example:"30 days of paid leave,Company pension"`
	// Concrete options, such as flexible hours or a four-day week.
	Flexibility []string `json:"flexibility" validate:"max=20,dive,required,max=300" example:"Two days a week from home"`

	// The caller's own lines. They come first in their section, those of the catalog after them.
	Responsibilities []string `json:"responsibilities" validate:"max=20,dive,required,max=300" example:"Design the ledger that every payment goes through"`
	// The caller's own lines, as for responsibilities.
	MustHave []string `json:"must_have" validate:"max=20,dive,required,max=300" example:"Experience with a payment provider's API"`
	// The caller's own lines, as for responsibilities.
	NiceToHave []string `json:"nice_to_have" validate:"max=20,dive,required,max=300" example:"Knowledge of PSD2"`
	// Tools and techniques by name, before those of the catalog.
	Skills []string `json:"skills" validate:"max=20,dive,required,max=80" example:"Go,PostgreSQL"`
	// What will have been achieved after the first months.
	Success []string `json:"success" validate:"max=20,dive,required,max=300" example:"By month six every card payment runs through the new ledger"`
	// Lines of the catalog to leave out, as their source names them, or whole sections of it.
	Omit []string `json:"omit" validate:"max=60,dive,required,max=120" example:"backend-engineer/responsibilities/2"`
	// Steps of hiring, in order.
	Process []string `json:"process" validate:"max=20,dive,required,max=300" example:"Call with the hiring manager (30 minutes),Working session on a design (90 minutes),Offer within a week"`

	Apply *Apply `json:"apply"`
	// First day of work.
	StartDate string `json:"start_date" validate:"omitempty,date" format:"date" example:"2027-02-01"`
	// How many people are wanted.
	Openings *int `json:"openings" validate:"omitempty,min=1,max=10000" example:"1"`
	// The employer's own code for the job.
	Reference   string      `json:"reference" validate:"max=60" example:"REQ-42"`
	Disclosures Disclosures `json:"disclosures"`
	// Refuses, with the questions that would mend it, a brief whose ad would break a duty in its places (law), or that leaves essential facts to the catalog (specific). The default is none.
	Gate string `json:"gate" validate:"omitempty,oneof=none law specific" example:"none"`
	// The day the ad is for: legal rules and deadlines are compared with it. The default is today.
	AsOf string `json:"as_of" validate:"omitempty,date" format:"date" example:"2026-11-22"`
}

// Company is the employer.
type Company struct {
	// What the employer is called.
	Name string `json:"name" validate:"required,max=120" example:"Acme GmbH"`
	// Markdown of at most 4 KiB: paragraphs, lists, emphasis and links.
	About string `json:"about" validate:"max=4096" text:"block" example:"Acme runs online shops for **bakeries**. 120 people, most of them in Berlin."`
	// An http or https URL.
	Website string `json:"website" validate:"omitempty,max=500,weburl" format:"uri" example:"https://www.example.com"`
	// An http or https URL of a picture.
	Logo string `json:"logo" validate:"omitempty,max=500,weburl" format:"uri" example:"https://www.example.com/logo.png"`
	// What the employer does, in a word or two.
	Industry string `json:"industry" validate:"max=120" example:"Software for retail"`
	// How many people work there.
	Headcount *int `json:"headcount" validate:"omitempty,min=1,max=10000000" example:"120"`
}

// Place is an address where work is done; a city, a region or a country must be there.
type Place struct {
	// Street and number.
	Street string `json:"street" validate:"max=120" example:"Invalidenstr. 1"`
	// Name of the city.
	City string `json:"city" validate:"max=120" example:"Berlin"`
	// A name, or the part of an ISO 3166-2 code behind the country.
	Region string `json:"region" validate:"max=120" example:"BE"`
	// Postal code of the address.
	PostalCode string `json:"postal_code" validate:"max=20" example:"10115"`
	// ISO 3166-1 alpha-2 code.
	Country string `json:"country" validate:"omitempty,max=2" example:"DE"`
}

// Pay is an amount or a range. A fixed amount has min and max alike.
type Pay struct {
	// The least that is paid.
	Min *float64 `json:"min" validate:"omitempty,min=0.01,max=1000000000" example:"70000"`
	// The most that is paid.
	Max *float64 `json:"max" validate:"omitempty,min=0.01,max=1000000000" example:"90000"`
	// ISO 4217 code; required with an amount.
	Currency string `json:"currency" validate:"omitempty,currency" example:"EUR"`
	// What the amount is for; required with an amount.
	Period string `json:"period" validate:"omitempty,oneof=hour day week month year" example:"year"`
	// What moves someone in the range, or what else must be known.
	Note string `json:"note" validate:"max=300" example:"Where you start in the range depends on how much of the work you have done before."`
}

// Apply says how and until when to apply.
type Apply struct {
	// An http or https URL.
	URL string `json:"url" validate:"omitempty,max=500,weburl" format:"uri" example:"https://www.example.com/jobs/42"`
	// Where applications go by e-mail.
	Email string `json:"email" validate:"omitempty,max=254,mail" format:"email" example:"jobs@example.com"`
	// Who answers questions, and how to reach them.
	Contact string `json:"contact" validate:"max=200" example:"The hiring team, +49 30 123456"`
	// The last day to apply.
	Deadline string `json:"deadline" validate:"omitempty,date" format:"date" example:"2026-12-31"`
}

// Disclosures are statements that some places ask for. What is not said is not printed.
type Disclosures struct {
	// Whether artificial intelligence screens, assesses or selects applicants.
	AIScreening *bool `json:"ai_screening" example:"false"`
	// Whether the ad is for a vacancy that exists.
	ExistingVacancy *bool `json:"existing_vacancy" example:"true"`
}

// brief is the brief in the program's own words. What did not pass validation may be missing.
func (b *Brief) brief() *jobad.Brief {
	brief := &jobad.Brief{
		Role: b.Role, Level: jobad.Level(b.Level), Title: b.Title, Template: b.Template, Locale: b.Locale,
		Company: jobad.Company{
			Name: b.Company.Name, About: b.Company.About, Website: b.Company.Website, Logo: b.Company.Logo,
			Industry: b.Company.Industry, Headcount: value(b.Company.Headcount),
		},
		Team: b.Team, ReportsTo: b.ReportsTo, Reason: b.Reason,
		Workplace: jobad.Workplace(b.Workplace), RemoteFrom: b.RemoteFrom,
		Employment: jobad.Employment(b.Employment), HoursPerWeek: value(b.HoursPerWeek),
		ExtraPay: b.ExtraPay, Benefits: b.Benefits, Flexibility: b.Flexibility,
		Responsibilities: b.Responsibilities, MustHave: b.MustHave, NiceToHave: b.NiceToHave, Skills: b.Skills,
		Success: b.Success, Omit: b.Omit, Process: b.Process,
		StartDate: day(b.StartDate), Openings: value(b.Openings), Reference: b.Reference,
		Disclosures: jobad.Disclosures(b.Disclosures), Gate: jobad.Gate(b.Gate), AsOf: day(b.AsOf),
	}
	if len(b.Places) > 0 {
		brief.Places = make([]jobad.Place, len(b.Places))
		for i, place := range b.Places {
			brief.Places[i] = jobad.Place(place)
		}
	}
	if p := b.Pay; p != nil {
		brief.Pay = &jobad.Pay{
			Min: value(p.Min), Max: value(p.Max), Currency: p.Currency, Period: jobad.Period(p.Period), Note: p.Note,
		}
	}
	if a := b.Apply; a != nil {
		brief.Apply = &jobad.Apply{URL: a.URL, Email: a.Email, Contact: a.Contact, Deadline: day(a.Deadline)}
	}
	return brief
}

// value is what p points to, or zero.
func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// day reads a date; what is none is the zero time.
func day(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}
	}
	return t
}
