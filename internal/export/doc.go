// Package export encodes an ad in the formats it may leave in, one file per format.
//
// It does not know how an ad is made or who asks for it. Every format says what the ad's Markdown says.
package export
