package jobad

import "time"

// Brief is what a caller tells about a job. Only Role and Company.Name must be there; a zero value means "not said".
type Brief struct {
	Role     string // a slug, a title or an alias
	Level    Level
	Title    string // shown instead of the composed title
	Template string
	Locale   string

	Company   Company
	Team      string
	ReportsTo string
	Reason    string // why this hire exists

	Places     []Place
	Workplace  Workplace
	RemoteFrom []string // ISO 3166-1 alpha-2 or ISO 3166-2 codes

	Employment   Employment
	HoursPerWeek float64
	Pay          *Pay
	ExtraPay     []string
	Benefits     []string
	Flexibility  []string

	Responsibilities []string
	MustHave         []string
	NiceToHave       []string
	Skills           []string
	Success          []string
	Omit             []string // "<slug>/<section>/<i>" or "<section>"
	Process          []string

	Apply       *Apply
	StartDate   time.Time // a day in UTC
	Openings    int
	Reference   string
	Disclosures Disclosures
	Gate        Gate
	AsOf        time.Time // the day the ad is for, in UTC
}

// MaxAbout is the size of Company.About in bytes, at most. Markdown parsers are superlinear on hostile input; within this
// bound the worst known input takes some 10 ms.
const MaxAbout = 4 << 10

// Company is the employer.
type Company struct {
	Name      string
	About     string // Markdown, at most MaxAbout
	Website   string // an http or https URL
	Logo      string // an http or https URL
	Industry  string
	Headcount int
}

// Place is an address where work is done.
type Place struct {
	Street     string
	City       string
	Region     string // a name, or the part of an ISO 3166-2 code after the country
	PostalCode string
	Country    string // ISO 3166-1 alpha-2
}

// Gate says which briefs are refused although an ad could be made of them.
type Gate string

// The gates.
const (
	GateNone     Gate = "none"
	GateLaw      Gate = "law"      // refuses what would break a duty in its places
	GateSpecific Gate = "specific" // refuses what says too little that is the caller's own
)

// Workplace says where the work is done.
type Workplace string

// The workplaces.
const (
	OnSite Workplace = "on_site"
	Hybrid Workplace = "hybrid"
	Remote Workplace = "remote"
)

// Employment is the kind of contract.
type Employment string

// The kinds of contract.
const (
	FullTime   Employment = "full_time"
	PartTime   Employment = "part_time"
	Contract   Employment = "contract"
	Temporary  Employment = "temporary"
	Internship Employment = "internship"
	Volunteer  Employment = "volunteer"
	PerDiem    Employment = "per_diem"
)

// Pay is an amount or a range. Zero Min or Max means that this end was not given.
type Pay struct {
	Min, Max float64 // in units of Currency, at most two decimals
	Currency string  // ISO 4217
	Period   Period
	Note     string
}

// Period is the time that an amount of pay is for.
type Period string

// The periods.
const (
	PerHour  Period = "hour"
	PerDay   Period = "day"
	PerWeek  Period = "week"
	PerMonth Period = "month"
	PerYear  Period = "year"
)

// Apply says how and until when to apply.
type Apply struct {
	URL      string // an http or https URL
	Email    string
	Contact  string
	Deadline time.Time // a day in UTC
}

// Disclosures are statements that some places ask for. Nil means "not said".
type Disclosures struct {
	AIScreening     *bool
	ExistingVacancy *bool
}
