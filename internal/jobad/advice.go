package jobad

// Comparison is what a curator has to say of roles that people confuse, as roles.yaml holds it.
type Comparison struct {
	Slug string `json:"slug" yaml:"slug"`
	// The roles that it tells apart, by slug.
	Roles []string `json:"roles" yaml:"roles"`
	// How the roles differ, in a sentence or two.
	Summary string `json:"summary" yaml:"summary"`
	// How they differ in what people ask about first.
	Differences Differences `json:"differences" yaml:"differences"`
	// When to hire which.
	Hire []HireWhen `json:"hire" yaml:"hire"`
	// When the choice does not matter, or the title is only a label.
	Either string `json:"either" yaml:"either"`
	// When the need is for somebody else.
	Neither []Elsewhere `json:"neither" yaml:"neither"`
	// What speaks for which role.
	Rules []HireRule `json:"rules" yaml:"rules"`
}

// Differences are how roles differ, a text for each aspect.
type Differences struct {
	Education  string `json:"education"  yaml:"education"`
	Experience string `json:"experience" yaml:"experience"`
	TeamRole   string `json:"team_role"  yaml:"team_role"`
	Focus      string `json:"focus"      yaml:"focus"`
}

// HireWhen says when to hire one role of a comparison.
type HireWhen struct {
	Role string   `json:"role" yaml:"role"`
	When []string `json:"when" yaml:"when"`
}

// Elsewhere points to a role outside a comparison.
type Elsewhere struct {
	Role string `json:"role" yaml:"role"`
	When string `json:"when" yaml:"when"`
}

// HireRule is what a fact about a need says for or against a role or a level.
type HireRule struct {
	// Rule names it among the rules of its role, comparison or of the levels.
	Rule string `json:"rule" yaml:"rule"`
	// For is the slug of the role that it speaks for; only the rules of a comparison have it.
	For string `json:"for,omitempty" yaml:"for"`
	// If says when it applies.
	If Condition `json:"if" yaml:"if"`
	// Points are from -3 to 3: 1 is a hint, 2 a good reason, 3 a decisive one; below 0 it speaks against the role.
	Points int `json:"points" yaml:"points"`
	// Levels are those that it speaks for, with as many points. A rule of the levels has some; of another, they are a
	// second say.
	Levels []Level `json:"levels,omitempty" yaml:"levels"`
	// Text is the reason, for the reader of advice.
	Text string `json:"text" yaml:"text"`
}

// Condition holds for a need if each member that is given holds. What a need does not say never holds.
type Condition struct {
	// One of these is the problem.
	Problem []NeedProblem `json:"problem,omitempty" yaml:"problem"`
	// The company is at one of these stages.
	Stage []Stage `json:"stage,omitempty" yaml:"stage"`
	// As many people are on the team today.
	TeamSize *Between `json:"team_size,omitempty" yaml:"team_size"`
	// Whether somebody owns the overall design or direction.
	HasArchitect *bool `json:"has_architect,omitempty" yaml:"has_architect"`
	// Whether somebody has time to teach the hire.
	CanMentor *bool `json:"can_mentor,omitempty" yaml:"can_mentor"`
	// The budget is one of these.
	Budget []Budget `json:"budget,omitempty" yaml:"budget"`
	// Slugs of roles: one of them is on the team.
	Present []string `json:"present,omitempty" yaml:"present"`
	// Slugs of roles: who is on the team is told, and none of these is.
	Absent []string `json:"absent,omitempty" yaml:"absent"`
}

// Between is a range of whole numbers with both ends.
type Between struct {
	// The least; 0 is no bound.
	Min int `json:"min,omitempty" yaml:"min"`
	// The most; 0 is no bound.
	Max int `json:"max,omitempty" yaml:"max"`
}

// NeedProblem is what a hire is to solve.
type NeedProblem string

// The problems.
const (
	NewArchitecture   NeedProblem = "new_architecture"
	FeatureThroughput NeedProblem = "feature_throughput"
	Scaling           NeedProblem = "scaling"
	Maintenance       NeedProblem = "maintenance"
	Compliance        NeedProblem = "compliance"
)

// Problems returns every problem.
func Problems() []NeedProblem {
	return []NeedProblem{NewArchitecture, FeatureThroughput, Scaling, Maintenance, Compliance}
}

// Stage is how far a company has come.
type Stage string

// The stages.
const (
	Idea       Stage = "idea"
	Startup    Stage = "startup"
	Growth     Stage = "growth"
	Enterprise Stage = "enterprise"
)

// Stages returns every stage, from first to last.
func Stages() []Stage { return []Stage{Idea, Startup, Growth, Enterprise} }

// Budget is what can be spent on a hire, compared with what such people cost in the place.
type Budget string

// The budgets.
const (
	LowBudget    Budget = "low"
	MediumBudget Budget = "medium"
	HighBudget   Budget = "high"
)

// Budgets returns every budget, from low to high.
func Budgets() []Budget { return []Budget{LowBudget, MediumBudget, HighBudget} }

// Need is what a caller tells of the reason to hire someone. A zero value means "not said".
type Need struct {
	Problem      NeedProblem
	Stage        Stage
	TeamSize     *int // people on the team today
	HasArchitect *bool
	CanMentor    *bool
	Budget       Budget
	Team         []string // slugs of roles on the team today
}
