package jobad

// Fault is one thing that is wrong with what a caller sent.
type Fault struct {
	Pointer string // JSON Pointer (RFC 6901) into the brief; empty is the whole of it
	Code    string // what is wrong, stable, in lower snake_case
	Detail  string // what is wrong and how to mend it: a sentence whose subject is the member, so it begins with a verb

	Question string // what to ask for so that the brief passes its gate; empty for other faults
	Why      string // why the answer matters
}
