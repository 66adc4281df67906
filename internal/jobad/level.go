package jobad

import "slices"

// Level is a step of seniority, the same eight steps for every role. A role lists the levels it is hired at.
type Level string

// The scale, from the first step to the last.
const (
	Intern    Level = "intern"
	Entry     Level = "entry"
	Junior    Level = "junior"
	Mid       Level = "mid"
	Senior    Level = "senior"
	Lead      Level = "lead"
	Principal Level = "principal"
	Executive Level = "executive"
)

// Levels returns the scale in its order.
func Levels() []Level {
	return []Level{Intern, Entry, Junior, Mid, Senior, Lead, Principal, Executive}
}

// Rank is the position of l on the scale, from 0, or -1 if l is no level.
func (l Level) Rank() int {
	return slices.Index(Levels(), l)
}
