package jobad

import "encoding/json"

// JobPosting is an ad as a JobPosting of schema.org, by Google's profile of it: what search engines and job boards read
// off a page. What the brief does not tell or the ad does not show is left out.
type JobPosting struct {
	// The vocabulary of the names.
	Context string `json:"@context" enums:"https://schema.org" example:"https://schema.org"`
	// What the object is.
	Type string `json:"@type" enums:"JobPosting" example:"JobPosting"`
	// The title of the job without what law or custom puts behind it, such as "(m/w/d)".
	Title string `json:"title" example:"Senior Backend Engineer"`
	// The whole ad as HTML of p, ul and li. Headings are paragraphs; links are text.
	Description string `json:"description"`
	// The day the ad is for.
	DatePosted string `json:"datePosted" format:"date" example:"2026-11-22"`
	// The end of the last day to apply, by the clock of the place of work.
	ValidThrough string `json:"validThrough,omitzero" example:"2026-12-31T23:59:59"`
	// The employer's own code for the job.
	Identifier *PostingIdentifier `json:"identifier,omitzero"`
	// The employer.
	HiringOrganization PostingOrganization `json:"hiringOrganization"`
	// The team.
	EmploymentUnit *PostingOrganization `json:"employmentUnit,omitzero"`
	// Kind of contract.
	EmploymentType string `json:"employmentType,omitzero" enums:"FULL_TIME,PART_TIME,CONTRACTOR,TEMPORARY,INTERN,VOLUNTEER,PER_DIEM" example:"FULL_TIME"`
	// Hours, as the ad says them.
	WorkHours string `json:"workHours,omitzero" example:"40 hours a week"`
	// There if all of the work may be done remotely. Hybrid work has a jobLocation and none of it.
	JobLocationType string `json:"jobLocationType,omitzero" enums:"TELECOMMUTE" example:"TELECOMMUTE"`
	// Where the work is done, or where the office is that it belongs to.
	JobLocation PostingPlaces `json:"jobLocation,omitzero"`
	// Where a remote hire may live.
	ApplicantLocationRequirements PostingAreas `json:"applicantLocationRequirements,omitzero"`
	// The pay, unless it is open at one end.
	BaseSalary *PostingSalary `json:"baseSalary,omitzero"`
	// Pay beyond the amount.
	IncentiveCompensation []string `json:"incentiveCompensation,omitzero" example:"Yearly bonus of up to 10 % of pay"`
	// What comes on top of pay.
	JobBenefits []string `json:"jobBenefits,omitzero" example:"30 days of paid leave"`
	// Code of the role in O*NET-SOC 2019.
	OccupationalCategory *PostingCategory `json:"occupationalCategory,omitzero"`
	// What the employer does.
	Industry string `json:"industry,omitzero" example:"Software for retail"`
	// The lines of the section responsibilities.
	Responsibilities []string `json:"responsibilities,omitzero" example:"Design the ledger that every payment goes through"`
	// The lines of the section must_have.
	Qualifications []string `json:"qualifications,omitzero" example:"Experience with a payment provider's API"`
	// The lines of the section skills.
	Skills []string `json:"skills,omitzero" example:"PostgreSQL"`
	// First day of work.
	JobStartDate string `json:"jobStartDate,omitzero" format:"date" example:"2027-02-01"`
	// How many people are wanted.
	TotalJobOpenings int `json:"totalJobOpenings,omitzero" example:"2"`
}

// PostingIdentifier is a PropertyValue: the employer's own code for a job.
type PostingIdentifier struct {
	// What the object is.
	Type string `json:"@type" enums:"PropertyValue" example:"PropertyValue"`
	// Who gave the code.
	Name string `json:"name" example:"Acme GmbH"`
	// The code.
	Value string `json:"value" example:"REQ-42"`
}

// PostingOrganization is an Organization: an employer, or a part of one.
type PostingOrganization struct {
	// What the object is.
	Type string `json:"@type" enums:"Organization" example:"Organization"`
	// What it is called.
	Name string `json:"name" example:"Acme GmbH"`
	// Its website.
	SameAs string `json:"sameAs,omitzero" format:"uri" example:"https://www.example.com"`
	// A picture.
	Logo string `json:"logo,omitzero" format:"uri" example:"https://www.example.com/logo.png"`
	// What it says of itself, as plain text.
	Description string `json:"description,omitzero"`
}

// PostingPlace is a Place.
type PostingPlace struct {
	// What the object is.
	Type string `json:"@type" enums:"Place" example:"Place"`
	// Where it is.
	Address PostingAddress `json:"address"`
}

// PostingPlaces are written as one object if there is one, and as a list if there are more: readers of JSON-LD take both to
// be the same, but some look for the address of a single place only in an object.
type PostingPlaces []PostingPlace

// MarshalJSON writes an object or a list.
func (p PostingPlaces) MarshalJSON() ([]byte, error) { return oneOrMore(p) }

// UnmarshalJSON reads an object or a list.
func (p *PostingPlaces) UnmarshalJSON(data []byte) error { return readOneOrMore(p, data) }

// PostingAddress is a PostalAddress.
type PostingAddress struct {
	// What the object is.
	Type string `json:"@type" enums:"PostalAddress" example:"PostalAddress"`
	// Street and number.
	StreetAddress string `json:"streetAddress,omitzero" example:"Invalidenstr. 1"`
	// Name of the city.
	AddressLocality string `json:"addressLocality,omitzero" example:"Berlin"`
	// A name, or the part of an ISO 3166-2 code behind the country.
	AddressRegion string `json:"addressRegion,omitzero" example:"BE"`
	// Postal code of the address.
	PostalCode string `json:"postalCode,omitzero" example:"10115"`
	// ISO 3166-1 alpha-2 code.
	AddressCountry string `json:"addressCountry,omitzero" example:"DE"`
}

// PostingArea is a Country or an AdministrativeArea, which is a part of one.
type PostingArea struct {
	// What the object is.
	Type string `json:"@type" enums:"Country,AdministrativeArea" example:"AdministrativeArea"`
	// Its name in English; behind that of a part, that of its country.
	Name string `json:"name" example:"Colorado, United States"`
}

// PostingAreas are written as [PostingPlaces] are.
type PostingAreas []PostingArea

// MarshalJSON writes an object or a list.
func (a PostingAreas) MarshalJSON() ([]byte, error) { return oneOrMore(a) }

// UnmarshalJSON reads an object or a list.
func (a *PostingAreas) UnmarshalJSON(data []byte) error { return readOneOrMore(a, data) }

func oneOrMore[S ~[]T, T any](all S) ([]byte, error) {
	if len(all) == 1 {
		return json.Marshal(all[0])
	}
	return json.Marshal([]T(all))
}

func readOneOrMore[S ~[]T, T any](into *S, data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		var all []T
		err := json.Unmarshal(data, &all)
		*into = all
		return err
	}
	*into = make(S, 1)
	return json.Unmarshal(data, &(*into)[0])
}

// PostingSalary is a MonetaryAmount.
type PostingSalary struct {
	// What the object is.
	Type string `json:"@type" enums:"MonetaryAmount" example:"MonetaryAmount"`
	// ISO 4217 code.
	Currency string `json:"currency" example:"EUR"`
	// How much, and for what time.
	Value PostingAmount `json:"value"`
}

// PostingAmount is a QuantitativeValue: one amount, or a range with both ends.
type PostingAmount struct {
	// What the object is.
	Type string `json:"@type" enums:"QuantitativeValue" example:"QuantitativeValue"`
	// The amount, if it is no range.
	Value float64 `json:"value,omitzero" example:"80000"`
	// The least that is paid.
	MinValue float64 `json:"minValue,omitzero" example:"70000"`
	// The most that is paid.
	MaxValue float64 `json:"maxValue,omitzero" example:"90000"`
	// What the amount is for.
	UnitText string `json:"unitText" enums:"HOUR,DAY,WEEK,MONTH,YEAR" example:"YEAR"`
}

// PostingCategory is a CategoryCode: what kind of occupation a job is.
type PostingCategory struct {
	// What the object is.
	Type string `json:"@type" enums:"CategoryCode" example:"CategoryCode"`
	// The code.
	CodeValue string `json:"codeValue" example:"15-1252.00"`
	// What the code is part of.
	InCodeSet PostingCodeSet `json:"inCodeSet"`
}

// PostingCodeSet is a CategoryCodeSet: a classification.
type PostingCodeSet struct {
	// What the object is.
	Type string `json:"@type" enums:"CategoryCodeSet" example:"CategoryCodeSet"`
	// What it is called.
	Name string `json:"name" example:"O*NET-SOC 2019"`
}
