// Package wording says which words of two texts mean the same: it takes a text apart into words, reduces each to its
// stem, and weighs how much two lines have in common ([Weights]).
//
// It knows English words as job ads have them, and no role, line or query. It does not know synonyms.
package wording
