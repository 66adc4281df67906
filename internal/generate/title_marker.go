package generate

import (
	"slices"
	"strings"
	"unicode"
)

// hasMarker reports whether a title has a marker such as "(m/w/d)", "[gn]" or "H/F" anywhere.
func hasMarker(title string) bool {
	for at, r := range title {
		end, opens := closing(r)
		if !opens {
			continue
		}
		if inner, _, closed := strings.Cut(title[at+1:], end); closed && isMarker(inner) {
			return true
		}
	}
	return slices.ContainsFunc(strings.Fields(title), isBareMarker)
}

// withoutMarker is a title without the markers at its end, which a caller may have put there.
func withoutMarker(title string) string {
	for {
		rest := beforeMarker(strings.TrimRightFunc(title, unicode.IsSpace))
		if rest = strings.TrimRight(rest, " \t\u00a0-–—,|/·:"); rest == "" {
			return title
		}
		title = rest
	}
}

// beforeMarker is what is before the marker that a title ends in, or nothing.
func beforeMarker(title string) string {
	for _, brackets := range []string{"()", "[]"} {
		inner, closed := strings.CutSuffix(title, brackets[1:])
		if at := strings.LastIndexByte(inner, brackets[0]); closed && at > 0 && isMarker(inner[at+1:]) {
			return title[:at]
		}
	}
	if at := strings.LastIndexFunc(title, unicode.IsSpace); at > 0 && isBareMarker(strings.TrimSpace(title[at:])) {
		return title[:at]
	}
	return ""
}

func closing(r rune) (string, bool) {
	switch r {
	case '(':
		return ")", true
	case '[':
		return "]", true
	}
	return "", false
}

// isBareMarker reports a marker without brackets: letters would be a word, so it takes signs between them.
func isBareMarker(word string) bool {
	return strings.ContainsAny(word, "/|*") && isMarker(word)
}

// isMarker reports whether text, without its brackets, says that every gender is meant: signs for men and for women, and
// for others, as German, Dutch, French, English, Italian, Spanish, Polish and the Nordic languages abbreviate them; or the
// words for it. Letters that are no pair, as in "D/N", mean something else.
func isMarker(text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "gn", "all genders", "all gender", "any gender", "alle geschlechter", "divers", "mwd", "wmd", "mfd", "fmd":
		return true
	}
	signs := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/|,*-+ ", r) })
	has := func(wanted ...string) bool {
		return slices.ContainsFunc(signs, func(sign string) bool { return slices.Contains(wanted, sign) })
	}
	if slices.ContainsFunc(signs, isNoSign) {
		return false
	}
	return has("m", "h") && has("w", "f", "v", "k") || has("h") && has("m")
}

func isNoSign(sign string) bool {
	switch sign {
	case "m", "w", "d", "f", "h", "x", "v", "k", "i", "n", "a", "gn", "div", "divers", "k.a.", "t":
		return false
	}
	return true
}
