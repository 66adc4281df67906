// Package generate is the main use case: it makes an ad of a brief.
//
// [Generator.Plan] finds the role, the level and the template that a brief means and everything that is wrong with it;
// [Plan.Ad] puts the caller's lines and the catalog's into words, lays them out and asks for what is missing. What is
// said comes from the brief or the catalog, and each line tells which.
//
// The package does not know who sent the brief or in which format the ad will leave.
package generate
