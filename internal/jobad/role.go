package jobad

import (
	"maps"
	"slices"
)

// Role is an entry of the catalog, as roles.yaml holds it.
type Role struct {
	Slug             string               `json:"slug"             yaml:"slug"`
	Title            string               `json:"title"            yaml:"title"`
	Aliases          []Alias              `json:"aliases"          yaml:"aliases"`
	Family           string               `json:"family"           yaml:"family"`
	Track            string               `json:"track"            yaml:"track"`
	Codes            Codes                `json:"codes"            yaml:"codes"`
	DefaultLevel     Level                `json:"default_level"    yaml:"default_level"`
	Summary          string               `json:"summary"          yaml:"summary"`
	Purpose          string               `json:"purpose"          yaml:"purpose"`
	Responsibilities []string             `json:"responsibilities" yaml:"responsibilities"`
	MustHave         []string             `json:"must_have"        yaml:"must_have"`
	NiceToHave       []string             `json:"nice_to_have"     yaml:"nice_to_have"`
	Skills           []string             `json:"skills"           yaml:"skills"`
	Education        string               `json:"education"        yaml:"education"`
	Experience       string               `json:"experience"       yaml:"experience"`
	TeamRole         string               `json:"team_role"        yaml:"team_role"`
	Focus            string               `json:"focus"            yaml:"focus"`
	Success          []string             `json:"success"          yaml:"success"`
	WorksWith        []string             `json:"works_with"       yaml:"works_with"`
	HireWhen         []HireRule           `json:"hire_when"        yaml:"hire_when"`
	Levels           map[Level]*RoleLevel `json:"levels"           yaml:"levels"`
}

// LevelSlugs returns the levels that r is hired at, in the order of the scale.
func (r *Role) LevelSlugs() []Level {
	return slices.SortedFunc(maps.Keys(r.Levels), func(a, b Level) int { return a.Rank() - b.Rank() })
}

// RoleLevel is what changes when a role is hired at one level: its lines come before the role's own.
type RoleLevel struct {
	// Title replaces the title that the track's pattern composes.
	Title            string   `json:"title"            yaml:"title"`
	Scope            string   `json:"scope"            yaml:"scope"`
	Autonomy         string   `json:"autonomy"         yaml:"autonomy"`
	Experience       string   `json:"experience"       yaml:"experience"`
	Responsibilities []string `json:"responsibilities" yaml:"responsibilities"`
	MustHave         []string `json:"must_have"        yaml:"must_have"`
	// Omit names lines of the role that do not apply at this level, such as "responsibilities/3".
	Omit []string `json:"omit" yaml:"omit"`
	// Success replaces the role's lines if it is not empty.
	Success []string `json:"success" yaml:"success"`
}

// Alias is another name of a role.
type Alias struct {
	Title string    `json:"title"           yaml:"title"`
	Kind  AliasKind `json:"kind"            yaml:"kind"`
	Level Level     `json:"level,omitempty" yaml:"level"`
}

// AliasKind says how an alias may be used.
type AliasKind string

// The kinds of alias.
const (
	Synonym    AliasKind = "synonym"     // the same job; may be shown as the title of an ad
	SearchOnly AliasKind = "search_only" // found, never printed
	Narrower   AliasKind = "narrower"    // a specialty or a rank; may set the level
	Related    AliasKind = "related"     // another job that is searched for together; only points
)

// AliasKinds returns every kind of alias.
func AliasKinds() []AliasKind {
	return []AliasKind{Synonym, SearchOnly, Narrower, Related}
}

// Codes are the numbers of a role in public classifications.
type Codes struct {
	OnetSOC string `json:"onet_soc" yaml:"onet_soc"` // O*NET-SOC 2019, such as 15-1252.00
	ISCO08  string `json:"isco_08"  yaml:"isco_08"`  // ISCO-08 unit group, such as 2512
}

// Family groups roles that a newcomer would look for together.
type Family struct {
	Slug    string `json:"slug"    yaml:"slug"`
	Title   string `json:"title"   yaml:"title"`
	Summary string `json:"summary" yaml:"summary"`
}

// LevelInfo describes a level of the scale for every role.
type LevelInfo struct {
	Slug    Level  `json:"slug"    yaml:"slug"`
	Title   string `json:"title"   yaml:"title"`
	Summary string `json:"summary" yaml:"summary"`
}

// Track is a way of naming levels that several roles share, and what each level adds on it.
type Track struct {
	Slug    string               `json:"slug"    yaml:"slug"`
	Title   string               `json:"title"   yaml:"title"`
	Summary string               `json:"summary" yaml:"summary"`
	Levels  map[Level]TrackLevel `json:"levels"  yaml:"levels"`
}

// TrackLevel is one level of a track.
type TrackLevel struct {
	// Name composes the title of a role at this level: "Senior {title}".
	Name string `json:"name" yaml:"name"`
	// Adds says in one sentence what this level adds to the one before.
	Adds string `json:"adds" yaml:"adds"`
}
