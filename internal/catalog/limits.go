package catalog

import (
	"reflect"
	"strings"

	"rolewright/internal/strictyaml"
)

// Patterns of texts, in the syntax that package regexp and JSON Schema share.
const (
	slugPattern    = `^[a-z0-9]+(-[a-z0-9]+)*$`
	onetSOCPattern = `^\d{2}-\d{4}\.\d{2}$`
	isco08Pattern  = `^\d{4}$`
	omitPattern    = `^(responsibilities|must_have|nice_to_have|skills)/(0|[1-9][0-9]*)$`
)

// lineChars is how many characters an item of a list of texts has, at most.
const lineChars = 200

// Limit is what the value of a key in roles.yaml may be. What is zero says nothing.
type Limit struct {
	Chars    int    // a text, or each text of a list, is one line of 1 to as many characters
	Min, Max int    // a list has as many items; a number lies between them
	Pattern  string // a text, or each text of a list, matches it
	Holds    string // a text has it somewhere
	Once     bool   // a list has no item twice
	Optional bool   // the key may be left out; a list without a least number may be, too
}

// FileType is the Go type of the whole file. Keys are the yaml tags of its fields and of those of the types in it.
func FileType() reflect.Type { return reflect.TypeFor[file]() }

// LimitOf is what a key may hold: "Role.title" is the key title in what has the Go type Role. It is the one place for
// the limits that Parse enforces and that the JSON Schema of the file states. A level of a role must have as many lines
// as MergedLimitOf says, once its own and the role's are put together.
func LimitOf(key string) Limit {
	switch key {
	case "LevelInfo.title", "Track.title", "Family.title", "Role.title":
		return text(60)
	case "RoleLevel.title":
		return Limit{Chars: 60, Optional: true}
	case "Alias.title":
		return text(80)
	case "TrackLevel.name":
		return Limit{Chars: 80, Holds: "{title}"}
	case "TrackLevel.adds", "RoleLevel.scope", "RoleLevel.autonomy", "Elsewhere.when", "HireRule.text":
		return text(200)
	case "Role.purpose", "Role.education", "Role.experience", "Role.team_role", "Role.focus", "RoleLevel.experience":
		return text(250)
	case "LevelInfo.summary", "Track.summary", "Family.summary", "Role.summary":
		return text(300)
	case "Comparison.summary", "Comparison.either",
		"Differences.education", "Differences.experience", "Differences.team_role", "Differences.focus":
		return text(400)

	case "Role.slug", "Role.family", "Role.track", "Track.slug", "Family.slug", "Comparison.slug",
		"HireWhen.role", "Elsewhere.role", "HireRule.rule", "HireRule.for":
		return Limit{Pattern: slugPattern}
	case "Codes.onet_soc":
		return Limit{Pattern: onetSOCPattern}
	case "Codes.isco_08":
		return Limit{Pattern: isco08Pattern}
	case "RoleLevel.omit":
		return Limit{Pattern: omitPattern}
	case "Comparison.roles":
		return Limit{Min: 2, Max: 6, Pattern: slugPattern, Once: true}
	case "Condition.present", "Condition.absent":
		return Limit{Pattern: slugPattern, Once: true}
	}
	return listLimitOf(key)
}

// listLimitOf is what the key of a list or of a number may hold.
func listLimitOf(key string) Limit {
	switch key {
	case "Role.responsibilities":
		return lineList(1, 8)
	case "Role.must_have":
		return lineList(1, 7)
	case "Role.nice_to_have":
		return lineList(0, 4)
	case "Role.skills":
		return lineList(1, 12)
	case "Role.works_with":
		return lineList(0, 8)
	case "Role.success", "HireWhen.when":
		return lineList(1, 5)
	case "RoleLevel.success":
		return lineList(0, 5)
	case "RoleLevel.responsibilities", "RoleLevel.must_have":
		return lineList(1, 4)

	case "file.roles":
		return Limit{Min: 1, Max: 2000}
	case "file.families", "levels.tracks", "Role.levels":
		return Limit{Min: 1}
	case "Comparison.hire":
		return Limit{Min: 2, Max: 6}
	case "Role.hire_when", "Comparison.rules", "advice.levels":
		return Limit{Max: 40}
	case "Condition.problem", "Condition.stage", "Condition.budget":
		return Limit{Once: true}
	case "file.comparisons", "file.advice", "Track.levels", "Alias.level", "Condition.has_architect", "Condition.can_mentor",
		"Condition.team_size", "Between.min", "Between.max":
		return Limit{Optional: true}
	case "HireRule.points":
		return Limit{Min: -3, Max: 3}
	}
	return Limit{}
}

// MergedLimitOf is how many lines a level must have in a section together with those of its role.
func MergedLimitOf(section string) Limit {
	switch section {
	case "responsibilities":
		return Limit{Min: 5, Max: 8}
	case "must_have":
		return Limit{Min: 4, Max: 7}
	}
	return Limit{}
}

func text(chars int) Limit { return Limit{Chars: chars} }

func lineList(least, most int) Limit { return Limit{Chars: lineChars, Min: least, Max: most} }

// checkKey checks the text of a key in the value at path.
func checkKey(d *strictyaml.Document, path, key, text string) {
	if detail := faultOf(text, LimitOf(key).Chars); detail != "" {
		d.Fault(path+key[strings.LastIndex(key, "."):], "%s", detail)
	}
}

// checkList checks the lines of a key in the value at path.
func checkList(d *strictyaml.Document, path, key string, texts []string) {
	limit := LimitOf(key)
	checkLines(d, path+key[strings.LastIndex(key, "."):], texts, bounds{limit.Min, limit.Max})
}
