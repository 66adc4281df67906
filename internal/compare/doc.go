// Package compare tells roles of a catalog apart, and says whom to hire for a need.
//
// A comparison puts what the catalog says of each role side by side, and finds which lines mean the same. Advice counts
// points by rules that stand in the catalog; every reason names its rule, its text and its source. Nothing here is
// judged by feel, and nothing depends on the order in which roles are named.
//
// The package knows no request, no format and no word lists, and does not know what makes one role better than another.
package compare
