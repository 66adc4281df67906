package export

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// isRightToLeft reports whether a paragraph reads from right to left: whether the first letter that has a direction
// does (rules P2 and P3 of the Unicode bidirectional algorithm).
func isRightToLeft(runs []run) bool {
	for _, r := range runs {
		for _, c := range r.text {
			if rtl, strong := direction(c); strong {
				return rtl
			}
		}
	}
	return false
}

// direction is that of a letter; a character that goes with its neighbors is not strong.
func direction(c rune) (rtl, strong bool) {
	if c < utf8.RuneSelf { // as most are
		return false, c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
	}
	properties, _ := bidi.LookupString(string(c))
	class := properties.Class()
	rtl = class == bidi.R || class == bidi.AL
	return rtl, rtl || class == bidi.L
}

// turn is a place in the text of a paragraph from where on it reads in a direction.
type turn struct {
	at  int // in bytes
	rtl bool
}

// turns finds where the direction of a paragraph changes. What has no direction goes with the letters on both sides of
// it if they agree, else with the paragraph (rules N1 and N2).
func turns(runs []run, base bool) []turn {
	var all []turn
	current, end, at := base, 0, 0
	set := func(at int, rtl bool) {
		all = append(all, turn{at, rtl})
		current = rtl
	}
	for _, r := range runs {
		for i, c := range r.text {
			rtl, strong := direction(c)
			if !strong {
				continue
			}
			switch {
			case rtl != current && rtl == base:
				set(end, rtl)
			case rtl != current:
				set(at+i, rtl)
			}
			end = at + i + len(string(c))
		}
		at += len(r.text)
	}
	if current != base && end < at {
		set(end, base)
	}
	return all
}

// piece is a part of a run that reads in one direction.
type piece struct {
	run
	rtl bool
}

// pieces cuts the runs of a paragraph where the direction changes.
func pieces(runs []run) (cut []piece, base bool) {
	base = isRightToLeft(runs)
	all := turns(runs, base)
	rtl, start := base, 0
	for _, r := range runs {
		end := start + len(r.text)
		for start < end {
			for len(all) > 0 && all[0].at <= start {
				rtl, all = all[0].rtl, all[1:]
			}
			upTo := end
			if len(all) > 0 {
				upTo = min(upTo, all[0].at)
			}
			p := piece{run: r, rtl: rtl}
			p.text = r.text[len(r.text)-(end-start) : len(r.text)-(end-upTo)]
			cut = append(cut, p)
			start = upTo
		}
	}
	return cut, base
}
