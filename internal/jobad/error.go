package jobad

// Fault is one thing that is wrong with what a caller sent, and how to mend it.
type Fault struct {
	Pointer string // JSON Pointer (RFC 6901) into the brief; empty is the whole of it
	Code    string // stable, lower snake_case
	Detail  string // says how to mend it; safe to show
}

// Error is the error of a caller: everything that is wrong, at once.
type Error struct {
	Faults []Fault
}

// Error joins the details.
func (e *Error) Error() string {
	if len(e.Faults) == 0 {
		return "invalid"
	}
	text := ""
	for i, f := range e.Faults {
		if i > 0 {
			text += "; "
		}
		text += f.Pointer + ": " + f.Detail
	}
	return text
}
