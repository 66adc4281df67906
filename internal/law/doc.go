// Package law knows what the law of a place asks of a job ad, from a table of jurisdictions: which rows of it reach an
// ad, from which day, how much each of their duties binds, and whether the ad does what is asked.
//
// It asks and never invents: what an ad does not say is a duty that is not met, with the question to put to the caller.
// None of it is legal advice.
//
// The package does not read an ad's words; that a wording is forbidden somewhere is for the review to find. It does not
// know what a brief is, and nothing of the place where an employer sits or a job reports to.
package law
