package review

import (
	"strings"
)

// apart tells whether the vowel at i begins a syllable although another stands before it.
func apart(w []byte, i int) bool {
	switch {
	case w[i] == loud:
		return true
	case w[i-1] == loud:
		return w[i] != 'e'
	case has(w, i, "ing"):
		return true
	}
	switch w[i-1] {
	case 'a':
		return has(w, i, "o", "ic")
	case 'e':
		return !compound(w, i-1) && apartE(w, i)
	case 'i':
		return apartI(w, i)
	case 'o':
		return has(w, i, "act", "asis", "alit", "et", "em", "eff", "inci") || ends(w, i, "ic") || starts(w, i, 2, "coop", "coor")
	case 'u':
		return apartU(w, i)
	}
	return !ends(w, i, "e", "es", "ed") // behind a y: "dyed"
}

// apartE is apart behind an e: "create", "area", "reality", "video", "museum".
func apartE(w []byte, i int) bool {
	switch w[i] {
	case 'a':
		return has(w, i-3, "creat") && !has(w, i-3, "creatu") || ends(w, i, "a", "as", "an") && voiced(w[:i-1]) ||
			has(w, i, "alit", "alis", "aliz") || starts(w, i, 2, "react") || starts(w, i, 3, "theat")
	case 'e', 'i':
		return starts(w, i, 2, "reen", "reel", "rei") && len(w) > 5
	case 'o':
		return i == 2 || !has(w, i-2, "ceo", "geo")
	case 'u':
		return ends(w, i, "um") || starts(w, i, 2, "reu")
	}
	return false
}

// apartI is apart behind an i.
func apartI(w []byte, i int) bool {
	before := byte(0)
	if i > 1 {
		before = w[i-2]
	}
	switch w[i] {
	case 'a':
		return apartIA(w, i, before)
	case 'e':
		return apartIE(w, i, before)
	case 'o':
		return apartIO(w, i, before)
	}
	return true
}

// apartIA is apart for "ia": "appreciate" and "reliable", but not "social", "Asia", "familiar" or "carriage".
func apartIA(w []byte, i int, before byte) bool {
	if has(w, i, "as") || has(w, i, "at") && !has(w, i, "ativ") {
		return true
	}
	switch before {
	case 'c', 't':
		return false
	case 's', 'g':
		return !ends(w, i, "a", "an")
	case 'l':
		return i == 2 || !has(w, i, "ar") && !ends(w, i, "an", "ans") && !has(w, i-3, "lliam", "lliant")
	case 'r':
		return !has(w, i, "age")
	}
	return true
}

// apartIE is apart for "ie": "society", "client" and "earlier", but not "patient", "field" or "companies".
func apartIE(w []byte, i int, before byte) bool {
	switch {
	case ends(w, i, "et", "ety", "etly"), starts(w, i, 3, "sci"):
		return true
	case has(w, i, "ent", "enc"):
		return strings.IndexByte("ctn", before) < 0 && (before != 'l' || i == 3) && (before != 'r' || i != 2)
	case ends(w, i, "er", "ers", "est"):
		return i > 3 && before != 'h' && before != 't'
	}
	return false
}

// apartIO is apart for "io": "period" and "previous", but not "station", "region", "union" or "cautious".
func apartIO(w []byte, i int, before byte) bool {
	switch before {
	case 'n', 'l':
		return i == 2 || !has(w, i, "on", "or")
	case 'c', 'g', 'h', 's', 't', 'x':
		return !has(w, i, "on", "ou")
	}
	return true
}

// apartU is apart behind a u: "manual", "continuous", "fluent" and "tuition", but not "persuade", "value" or "build".
func apartU(w []byte, i int) bool {
	switch w[i] {
	case 'a':
		return !has(w, i-2, "sua") || has(w, i, "al")
	case 'e':
		return has(w, i, "el", "en")
	case 'i':
		return has(w, i, "in", "iti", "ity")
	case 'o':
		return true
	}
	return false
}
