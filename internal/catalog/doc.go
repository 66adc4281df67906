// Package catalog turns roles.yaml into a validated, immutable [Catalog]: the scale of levels, the tracks, the
// families and the roles, and what a role asks for at each level. It finds the role that a title means, and those that a
// search or the description of a need speaks of.
//
// Reading is strict: an unknown or doubled key, a wrong type, a second document, an anchor, a reference to something
// that is not there or a section of the wrong length is a fault, and all faults are told at once with line and column.
//
// The package does not know how a line is laid out, who asks, or what an ad is.
package catalog
