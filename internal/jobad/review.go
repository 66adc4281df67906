package jobad

// Review is what was found in an ad, by its words and by the law of its places.
type Review struct {
	Score    int       `json:"score"    example:"94"` // 0 to 100, see the page on rules
	Metrics  Metrics   `json:"metrics"`
	Findings []Finding `json:"findings"`
	Duties   []Duty    `json:"duties"`
	Notice   string    `json:"notice"` // that this is no legal advice
}

// Finding is one result of a review. One that is about a place in the text has Excerpt, Start and End; one about what
// the text lacks has none of them and, if a member of the brief would mend it, Pointer.
type Finding struct {
	Rule         string   `json:"rule"                   example:"age/digital-native"`
	Category     string   `json:"category"               example:"age"`
	Severity     Severity `json:"severity"               example:"warning"`
	Message      string   `json:"message"                example:"“Digital native” points to an age: name the skill instead."`
	Evidence     Evidence `json:"evidence"               example:"A"`
	Citation     string   `json:"citation"`
	Contrary     string   `json:"contrary,omitempty"`
	Section      string   `json:"section,omitempty"      example:"must_have"`
	Source       string   `json:"source,omitempty"       example:"brief:/must_have/0"`
	Pointer      string   `json:"pointer,omitempty"      example:"/pay"`
	Jurisdiction string   `json:"jurisdiction,omitempty" example:"US-CO"`
	Start        int      `json:"start"                  example:"12"` // in bytes of the text that was reviewed
	End          int      `json:"end"                    example:"26"` // behind the last byte
	Excerpt      string   `json:"excerpt"                example:"digital native"`
	Suggestions  []string `json:"suggestions"            example:"at ease with digital tools"`
}

// Rule describes a rule of the review to those who show its findings.
type Rule struct {
	ID       string
	Title    string
	Category string
	Severity Severity
	Why      string
	Citation string
	HelpURI  string // absolute, of a page about it; may be empty
}

// Severity says how much a finding matters.
type Severity string

// The severities, from the one that matters most.
const (
	SeverityError      Severity = "error"      // breaks a law where it applies, or the rule of a job board
	SeverityWarning    Severity = "warning"    // law in some places, or good evidence of harm
	SeveritySuggestion Severity = "suggestion" // a better wording exists
	SeverityInfo       Severity = "info"       // style, or contested
)

// Severities returns every severity, the one that matters most first.
func Severities() []Severity {
	return []Severity{SeverityError, SeverityWarning, SeveritySuggestion, SeverityInfo}
}

// Evidence grades what a rule rests on.
type Evidence string

// The grades.
const (
	EvidenceLaw         Evidence = "L" // a law
	EvidenceTrial       Evidence = "A" // peer-reviewed, or a randomized trial in the field
	EvidenceObservation Evidence = "B" // many observations, usually a vendor's
	EvidencePractice    Evidence = "C" // surveys and the practice of experts
)

// Evidences returns every grade, the strongest first.
func Evidences() []Evidence {
	return []Evidence{EvidenceLaw, EvidenceTrial, EvidenceObservation, EvidencePractice}
}

// Metrics are counts of a text and what follows from them. The grades and the reading ease are nil for a text of less
// than 100 words, and for one whose line breaks are lost, since they would mean nothing.
type Metrics struct {
	Words           int      `json:"words"                        example:"412"`
	Sentences       int      `json:"sentences"                    example:"38"` // an item of a list is at least one
	Bullets         int      `json:"bullets"                      example:"22"`
	BulletShare     float64  `json:"bullet_share"                 example:"0.41"` // of all words
	LongestSentence int      `json:"longest_sentence"             example:"24"`   // in words
	ReadingEase     *float64 `json:"flesch_reading_ease,omitempty"         example:"58.2"`
	KincaidGrade    *float64 `json:"flesch_kincaid_grade,omitempty"        example:"8.9"`
	ARI             *float64 `json:"automated_readability_index,omitempty" example:"9.3"`
	YouWeRatio      *float64 `json:"you_we_ratio,omitempty"                example:"2.5"` // nil without any "we"
	Gender          Coding   `json:"gender"`
}

// Coding lists the words of a text that Gaucher, Friesen and Kay (2011) found to be coded for a gender.
type Coding struct {
	Masculine []string `json:"masculine" example:"competitive"`
	Feminine  []string `json:"feminine"  example:"support"`
	Coding    string   `json:"coding"    example:"neutral"` // of Gender Decoder (2016): "feminine", "strongly masculine" …
}

// Duty is one thing that a law asks of an ad, and whether the ad does it.
type Duty struct {
	Jurisdiction string     `json:"jurisdiction" example:"US-CO"` // code of the row in the table
	Name         string     `json:"name"         example:"Colorado"`
	Duty         string     `json:"duty"         example:"pay_range"`
	Level        DutyLevel  `json:"level"        example:"required"`
	Status       DutyStatus `json:"status"       example:"unmet"`
	Pointer      string     `json:"pointer"      example:"/pay"` // the member of the brief that it is about; may be empty
	Message      string     `json:"message"`
	Question     string     `json:"question,omitempty"` // what to ask if it is not met
	Statute      string     `json:"statute"      example:"C.R.S. 8-5-201"`
	Confidence   string     `json:"confidence"   example:"high"`       // high, medium or low
	AsOf         string     `json:"as_of"        example:"2026-11-22"` // the day up to which the table claims to be right

	// Line is what the ad says to meet the duty, if the facts are known; empty if the ad's other lines do.
	Line string `json:"-"`
}

// Source is where a line comes from that an ad says because of the duty.
func (d *Duty) Source() string { return "law:" + d.Jurisdiction + "/" + d.Duty }

// DutyLevel says how much a duty binds.
type DutyLevel string

// The levels of a duty.
const (
	DutyRequired    DutyLevel = "required"    // in the ad, now
	DutyRecommended DutyLevel = "recommended" // elsewhere or on request, so better in the ad; or the source is weak
	DutyInfo        DutyLevel = "info"        // not in force yet
)

// DutyStatus says whether an ad does what a duty asks.
type DutyStatus string

// The states of a duty.
const (
	DutyMet        DutyStatus = "met"
	DutyUnmet      DutyStatus = "unmet"
	DutyUnverified DutyStatus = "unverified" // depends on facts that neither the brief nor the ad can tell
)

// Jurisdiction is a row of the table of laws.
type Jurisdiction struct {
	Code              string            `json:"code"                         yaml:"code"                example:"US-CO"`
	Name              string            `json:"name"                         yaml:"name"                example:"Colorado"`
	Topic             string            `json:"topic"                        yaml:"topic"               example:"pay"`
	Place             string            `json:"place"                        yaml:"place"               example:"US-CO"`
	Status            string            `json:"status"                       yaml:"status"              example:"in_force"`
	Directive         string            `json:"directive,omitempty"          yaml:"directive"`
	Effective         string            `json:"effective,omitempty"          yaml:"effective"           example:"2021-01-01"`
	Amended           string            `json:"amended,omitempty"            yaml:"amended"             example:"2024-01-01"`
	EnforcedFrom      string            `json:"enforced_from,omitempty"      yaml:"enforced_from"`
	EffectiveExpected string            `json:"effective_expected,omitempty" yaml:"effective_expected"`
	Timing            string            `json:"timing"                       yaml:"timing"              example:"posting"`
	TimingOverrides   map[string]string `json:"timing_overrides,omitempty"   yaml:"timing_overrides"`
	Requires          []string          `json:"requires"                     yaml:"requires"            example:"pay_range_or_fixed"`
	Prohibits         []string          `json:"prohibits"                    yaml:"prohibits"           example:"open_ended_range"`
	RangeRules        *RangeRules       `json:"range_rules,omitempty"        yaml:"range_rules"`
	Threshold         *Threshold        `json:"threshold,omitempty"          yaml:"threshold"`
	Cities            []string          `json:"cities,omitempty"             yaml:"cities"`    // names of what the row covers, if it is no country or region
	Members           []string          `json:"members,omitempty"            yaml:"members"`   // codes of the states of a union
	Marker            string            `json:"marker,omitempty"             yaml:"marker"`    // customary behind a title, such as "(m/w/d)"
	Statement         string            `json:"statement,omitempty"          yaml:"statement"` // what an ad says to meet fair_chance_statement
	Remote            string            `json:"remote,omitempty"             yaml:"remote"`
	Notes             string            `json:"notes,omitempty"              yaml:"notes"`
	Statute           string            `json:"statute,omitempty"            yaml:"statute"`
	Sources           []string          `json:"sources"                      yaml:"sources"`
	Confidence        string            `json:"confidence"                   yaml:"confidence"          example:"high"`
}

// RangeRules bound how wide a range of pay may be.
type RangeRules struct {
	MaxWidth    float64 `json:"max_width"    yaml:"max_width"`
	Currency    string  `json:"currency"     yaml:"currency"`
	Per         string  `json:"per"          yaml:"per"`
	ExemptAbove float64 `json:"exempt_above" yaml:"exempt_above"` // a range that reaches above it may be as wide as it likes
}

// Threshold is the smallest employer that a law covers.
type Threshold struct {
	Employees int    `json:"employees"       yaml:"employees"`
	Scope     string `json:"scope,omitempty" yaml:"scope"` // in_place, total, total_with_1_in_place, unclear; empty is any
	Note      string `json:"note,omitempty"  yaml:"note"`
}

// Edit is a change that was made to a text.
type Edit struct {
	Rule   string `json:"rule"   example:"gender/salesman"`
	Start  int    `json:"start"  example:"12"` // in bytes of the text that was given
	End    int    `json:"end"    example:"20"`
	Before string `json:"before" example:"salesman"`
	After  string `json:"after"  example:"salesperson"`
}
