package jobad

// SideBySide is a comparison of roles, or of one role at several levels. Every text is copied or counted from the catalog.
type SideBySide struct {
	// What is compared, in the order that was asked for.
	Roles []Compared `json:"roles"`
	// What they are, aspect by aspect.
	Rows []Aspect `json:"rows"`
	// What at least two of them have, by aspect, lines that mean the same beside each other.
	Shared map[string][]Alike `json:"shared"`
	// What only one of them has, by its id and then by aspect.
	Only map[string]map[string][]Line `json:"only"`
	// What a curator has to say of roles that are often confused.
	Advice ComparisonAdvice `json:"advice"`
}

// Compared is a column of a comparison.
type Compared struct {
	// Names the column: the slug, with the level behind an @ if one was asked for.
	ID string `json:"id" example:"backend-engineer@senior"`
	// Slug of the role.
	Role string `json:"role" example:"backend-engineer"`
	// The level that was asked for; missing if the role is compared as a whole.
	Level Level `json:"level,omitempty" example:"senior"`
	// What the role is called, at the level.
	Title string `json:"title" example:"Senior Backend Engineer"`
	// Slug of the family.
	Family string `json:"family" example:"software-engineering"`
	// The role in a sentence.
	Summary string `json:"summary"`
}

// Aspect is a row of a comparison.
type Aspect struct {
	// Names the row: purpose, focus, scope, autonomy, responsibilities, skills, must_have, nice_to_have, education, experience, team_role, works_with, levels or success.
	Aspect string `json:"aspect" example:"education"`
	// What it is called.
	Title string `json:"title" example:"Education"`
	// One for each column, in their order.
	Cells []Cell `json:"cells"`
}

// Cell is what one column has to say to one aspect: a text, or items, or both.
type Cell struct {
	// Id of the column.
	Role string `json:"role" example:"backend-engineer"`
	// A sentence or two, or a count.
	Text string `json:"text,omitempty"`
	// A list of lines.
	Items []Line `json:"items,omitempty"`
	// Where the text came from; items have their own.
	Source string `json:"source" example:"catalog:backend-engineer/education/0"`
}

// Alike is what several columns have in common.
type Alike struct {
	// A line of each column that has it, in their order.
	Lines []AlikeLine `json:"lines"`
}

// AlikeLine is a line of a column.
type AlikeLine struct {
	// Id of the column.
	Role string `json:"role" example:"backend-engineer"`

	Line
}

// ComparisonAdvice is every curated comparison of roles that are compared.
type ComparisonAdvice struct {
	// The comparison of most roles first.
	Comparisons []CuratedComparison `json:"comparisons"`
}

// CuratedComparison is a curated comparison, with the source of each text.
type CuratedComparison struct {
	// Names the comparison in sources.
	Slug string `json:"slug" example:"backend-engineer-or-backend-developer"`
	// Slugs of the roles that it tells apart.
	Roles []string `json:"roles" example:"backend-engineer,backend-developer"`
	// How the roles differ.
	Summary Line `json:"summary"`
	// How they differ in education, experience, team_role and focus.
	Differences []Difference `json:"differences"`
	// When to hire which.
	Hire []WhenToHire `json:"hire"`
	// When the choice does not matter.
	Either Line `json:"either"`
	// When somebody else fits better.
	Neither []OtherRole `json:"neither"`
}

// Difference is how roles differ in one aspect.
type Difference struct {
	// education, experience, team_role or focus.
	Aspect string `json:"aspect" example:"education"`

	Line
}

// WhenToHire says when to hire a role.
type WhenToHire struct {
	// Slug of the role.
	Role string `json:"role" example:"backend-engineer"`
	// Each completes "hire this role when".
	When []Line `json:"when"`
}

// OtherRole is a role outside a comparison, and when it fits better.
type OtherRole struct {
	// Slug of the role.
	Role string `json:"role" example:"tech-lead"`
	// What the role is called.
	Title string `json:"title" example:"Tech Lead"`

	Line
}

// Advice is whom to hire for a need, and why.
type Advice struct {
	// Whom to hire.
	Verdict Verdict `json:"verdict"`
	// The candidates and what speaks for each, the best first. Without candidates, the roles that most speaks for.
	Ranking []Ranked `json:"ranking"`
	// What single change of an answer would change the verdict.
	Flips []Flip `json:"flips"`
	// JSON Pointers of what the need does not tell.
	Unknown []string `json:"unknown" example:"/need/budget"`
	// Ready for POST /v1/generate; missing if there is nobody to hire.
	Brief *AdvisedBrief `json:"brief,omitempty"`
}

// VerdictKind says how clear advice is.
type VerdictKind string

// The kinds of verdict.
const (
	Hire          VerdictKind = "hire"    // one candidate fits best
	EitherVerdict VerdictKind = "either"  // several fit alike: choose by level
	Neither       VerdictKind = "neither" // a role outside the candidates fits better, or none fits
)

// Verdict is whom to hire.
type Verdict struct {
	// hire, either or neither.
	Kind VerdictKind `json:"kind" example:"hire" enums:"hire,either,neither"`
	// Slug of the role to hire; of several that fit alike, the first; missing if none fits.
	Role string `json:"role,omitempty" example:"backend-engineer"`
	// The level to hire it at.
	Level Level `json:"level,omitempty" example:"senior"`
	// What the role is called at the level.
	Title string `json:"title,omitempty" example:"Senior Backend Engineer"`
	// Slugs of all roles that fit alike; only for either.
	Roles []string `json:"roles,omitempty" example:"backend-engineer,backend-developer"`
	// What a curator says of this verdict, if there is such a comparison.
	Texts []Line `json:"texts"`
}

// Ranked is a role and what speaks for it.
type Ranked struct {
	// Slug of the role.
	Role string `json:"role" example:"backend-engineer"`
	// What the role is called at the level.
	Title string `json:"title" example:"Senior Backend Engineer"`
	// The level that most speaks for.
	Level Level `json:"level" example:"senior"`
	// The sum over the reasons.
	Points int `json:"points" example:"7"`
	// What speaks for the role, and against it, in falling order of points.
	Reasons []Reason `json:"reasons"`
	// What speaks for the level.
	LevelReasons []Reason `json:"level_reasons"`
}

// Reason is why a role, or a level, gets points.
type Reason struct {
	// Names the rule: that of a role as <slug>/<rule>, of a comparison as <comparison>/<rule>, of levels as levels/<rule>; description if words of the free text were found in lines of the role; default for the role's default level.
	Rule string `json:"rule" example:"backend-engineer/structure-is-missing"`
	// From -3 to 3; up to 4 for the description.
	Points int `json:"points" example:"2"`
	// Why, in a sentence.
	Text string `json:"text"`
	// Where the text came from.
	Source string `json:"source" example:"catalog:backend-engineer/hire_when/0"`
	// The lines of the catalog in which words of the description were found.
	Matches []WordMatch `json:"matches,omitempty"`
}

// WordMatch is a line of the catalog and the words of a description that were found in it.
type WordMatch struct {
	// As the description has them.
	Words []string `json:"words" example:"Kubernetes,cluster"`

	Line
}

// Flip is a change of one answer that changes the verdict.
type Flip struct {
	// The change in words.
	If string `json:"if" example:"If somebody owned the overall design"`
	// The answer that would change.
	Pointer string `json:"pointer" example:"/need/has_architect"`
	// What it would have to be: text, a number, or true or false.
	Value any `json:"value"`
	// The verdict would then be this.
	Then Verdict `json:"then"`
}

// AdvisedBrief is a brief for the role that is advised.
type AdvisedBrief struct {
	// Slug of the role.
	Role string `json:"role" example:"backend-developer"`
	// The level to hire at.
	Level Level `json:"level" example:"mid"`
	// The employer.
	Company AdvisedCompany `json:"company"`
}

// AdvisedCompany names the employer in a brief.
type AdvisedCompany struct {
	// As in the request; "Your company" if that does not tell it.
	Name string `json:"name" example:"Acme GmbH"`
}
