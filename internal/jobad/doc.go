// Package jobad holds the nouns of Rolewright: levels, roles, briefs, ads, and the faults that callers can mend.
//
// It knows nothing of YAML, templates, HTTP or any format, and imports the standard library only, so that every
// other package can share these words without depending on one another.
package jobad
