package api_test

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
)

// object is a JSON object as a test makes it.
type object = map[string]any

// nasty are texts that some parser on the way may take for more than text.
func nasty() []string {
	return []string{
		"{{.Title}}", "{{range $i, $e := .}}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title></style></main>", "<!--", "-->",
		"<![CDATA[", "]]>", "&amp;", "&#60;", "&lt", "&", `"`, "'", `\`, `\n`, "`", "```", "~~~", "*", "**bold**", "_a_", "__", "# ", "## A", "- ", "+ ",
		"1. ", "2) ", "> ", "---", "===", "***", "|a|b|", "[a](javascript:alert(1))", "![a](http://x.y/z)", "[a]: http://x.y", "[^1]", "<http://x.y>",
		"www.example.com", "a@b.com", "{#id .class}", ":smile:", "$x$", "%s%n", "${x}", "${{ x }}", "=1+1", "@SUM(A1)", "../../etc/passwd", "a\tb",
		"'; DROP TABLE ads;--", "null", "undefined", "NaN", "0", "1.", "Berlin", "العربية", "עברית", "日本語", "é", "ﬁ", "😀", "👩\u200d💻", "\u200b", "\ufeff",
		"\ue000", "\ue001\uf8ff", "\U000f0000", "\U000ffffd", "a  b", "\u00a0", "İ", "ß", "C++", "C#", ".NET", "brief:/title", "catalog:x/y/0",
	}
}

// legal makes text one that the rules allow in one line of at most limit characters.
func legal(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' ||
			r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
	text = norm.NFC.String(text)
	if runes := []rune(text); len(runes) > limit {
		text = string(runes[:limit])
	}
	if text = strings.TrimFunc(text, unicode.IsSpace); text == "" {
		return "x"
	}
	return norm.NFC.String(text)
}

// line is hostile text that the rules allow.
func line(limit int) *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(nasty()), rapid.String(), rapid.StringMatching(`[A-Za-z ,.]{1,30}`))
	return rapid.Custom(func(t *rapid.T) string {
		return legal(strings.Join(rapid.SliceOfN(piece, 1, 5).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "between")), limit)
	})
}

func lines(limit, most int) *rapid.Generator[[]string] {
	return rapid.SliceOfNDistinct(line(limit), 0, most, strings.ToLower)
}

// listMembers are the members of a brief that become a line each.
func listMembers() []string {
	return []string{
		"responsibilities", "must_have", "nice_to_have", "skills", "success", "extra_pay", "benefits", "flexibility", "process",
	}
}

// randomBrief is any valid brief.
func randomBrief() *rapid.Generator[object] {
	return rapid.Custom(func(t *rapid.T) object {
		role := rapid.Custom(drawRole).Draw(t, "role")
		brief := object{"role": role.Slug, "company": drawCompany(t)}
		maybe := maker(t, brief)
		maybe("level", func() any { return rapid.SampledFrom(role.LevelSlugs()).Draw(t, "level") })
		maybe("template", func() any {
			return rapid.SampledFrom([]string{"concise", "standard", "detailed", "linkedin", "indeed", "internal"}).Draw(t, "template")
		})
		maybe("locale", func() any { return "en" })
		for _, member := range []string{"reason", "reference", "reports_to", "team", "title"} { // in one order, so that a seed has one brief
			limit := map[string]int{"reason": 500, "reference": 60}[member]
			brief[member] = line(cmp.Or(limit, 120)).Draw(t, member)
			maybe(member, func() any { return nil })
		}
		for _, member := range listMembers() {
			maybe(member, func() any { return lines(80, 20).Draw(t, member) })
		}
		drawTerms(t, brief)
		maybe("places", func() any { return rapid.SliceOfN(rapid.Custom(drawPlace), 0, 4).Draw(t, "places") })
		maybe("omit", func() any {
			return rapid.SliceOfDistinct(rapid.SampledFrom([]string{
				"background", "encouragement", "must_have", "purpose", "responsibilities", "skills", "success", "team", role.Slug + "/purpose/0",
			}), rapid.ID[string]).Draw(t, "omit")
		})
		maybe("apply", func() any { return drawApply(t) })
		return brief
	})
}

// maker gives an object a member, or leaves it out. A nil value takes it away.
func maker(t *rapid.T, in object) func(string, func() any) {
	return func(member string, value func() any) {
		if !rapid.Bool().Draw(t, "has "+member) {
			return
		}
		if in[member] = value(); in[member] == nil {
			delete(in, member)
		}
	}
}

func drawRole(t *rapid.T) *jobad.Role {
	all := shared().catalog.Roles()
	return &all[rapid.IntRange(0, len(all)-1).Draw(t, "role")]
}

func drawCompany(t *rapid.T) object {
	company := object{"name": line(120).Draw(t, "name")}
	maybe := maker(t, company)
	maybe("about", func() any { return strings.Join(lines(200, 5).Draw(t, "about"), "\n\n") })
	maybe("website", func() any { return drawURL(t) })
	maybe("logo", func() any { return drawURL(t) })
	maybe("industry", func() any { return line(120).Draw(t, "industry") })
	maybe("headcount", func() any { return rapid.IntRange(1, 10_000_000).Draw(t, "headcount") })
	return company
}

func drawURL(t *rapid.T) string {
	return rapid.StringMatching(`https?://[a-z]{1,9}\.(com|example)(:8[0-9]{1,3})?(/[A-Za-z0-9._~!$&'()*+,;=:@%_-]{0,9}){0,3}(\?[a-z]=[*_~'(&;]{0,3})?(#[a-z]*)?`).
		Filter(func(u string) bool { return !strings.Contains(u, "%") }).Draw(t, "url")
}

func drawApply(t *rapid.T) object {
	apply := object{}
	maybe := maker(t, apply)
	maybe("url", func() any { return drawURL(t) })
	maybe("email", func() any {
		return rapid.StringMatching(`[a-z0-9!#$&'*+=?_~-]{1,9}(\.[a-z0-9!#$&'*+=?_~-]{1,9}){0,2}@[a-z]{1,9}\.[a-z]{2,5}`).Draw(t, "email")
	})
	maybe("contact", func() any { return line(200).Draw(t, "contact") })
	maybe("deadline", func() any { return drawDay(t, 2026) })
	return apply
}

// drawDay is a day that is not before the year.
func drawDay(t *rapid.T, year int) string {
	return strconv.Itoa(rapid.IntRange(year, 2100).Draw(t, "year")) + rapid.StringMatching(`-(12)-(0[1-9]|1[0-9]|2[0-8])`).Draw(t, "day")
}

// drawTerms gives the brief the terms of the contract.
func drawTerms(t *rapid.T, brief object) {
	maybe := maker(t, brief)
	maybe("employment", func() any {
		return rapid.SampledFrom([]string{"full_time", "part_time", "contract", "temporary", "internship", "volunteer", "per_diem"}).Draw(t, "employment")
	})
	maybe("hours_per_week", func() any { return rapid.Float64Range(0.5, 168).Draw(t, "hours") })
	maybe("openings", func() any { return rapid.IntRange(1, 10_000).Draw(t, "openings") })
	maybe("start_date", func() any { return drawDay(t, 2000) })
	maybe("as_of", func() any { return "2026-11-" + strconv.Itoa(rapid.IntRange(10, 30).Draw(t, "as of")) })
	maybe("workplace", func() any { return rapid.SampledFrom([]string{"on_site", "hybrid", "remote"}).Draw(t, "workplace") })
	if brief["workplace"] != "on_site" {
		maybe("remote_from", func() any {
			return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"DE", "AT", "US-CO", "US-CA", "GB", "FR", "CA-QC"}), 0, 5, rapid.ID).Draw(t, "remote from")
		})
	}
	maybe("pay", func() any { return drawPay(t) })
	maybe("disclosures", func() any {
		disclosures := object{}
		maybe := maker(t, disclosures)
		maybe("ai_screening", func() any { return rapid.Bool().Draw(t, "ai") })
		maybe("existing_vacancy", func() any { return rapid.Bool().Draw(t, "vacancy") })
		return disclosures
	})
}

func drawPay(t *rapid.T) object {
	amounts := []float64{
		float64(rapid.IntRange(1, 100_000_000).Draw(t, "min")) / 100, float64(rapid.IntRange(1, 100_000_000).Draw(t, "max")) / 100,
	}
	slices.Sort(amounts)
	currency := rapid.SampledFrom([]string{"EUR", "USD", "GBP", "CHF", "JPY", "INR"}).Draw(t, "currency")
	if currency == "JPY" { // which has no hundredths
		amounts[0], amounts[1] = math.Ceil(amounts[0]), math.Ceil(amounts[1])
	}
	pay := object{
		"min": amounts[0], "max": amounts[1], "currency": currency,
		"period": rapid.SampledFrom([]string{"hour", "day", "week", "month", "year"}).Draw(t, "period"),
		"note":   line(300).Draw(t, "note"),
	}
	maker(t, pay)(rapid.SampledFrom([]string{"min", "max", "note"}).Draw(t, "without"), func() any { return nil })
	return pay
}

func drawPlace(t *rapid.T) object {
	place := object{"city": line(120).Draw(t, "city")}
	maybe := maker(t, place)
	maybe("street", func() any { return line(120).Draw(t, "street") })
	maybe("region", func() any {
		return rapid.OneOf(line(120), rapid.SampledFrom([]string{"BE", "CA", "TX"})).Draw(t, "region")
	})
	maybe("postal_code", func() any { return line(20).Draw(t, "postal code") })
	maybe("country", func() any { return rapid.SampledFrom([]string{"DE", "US", "GB", "FR"}).Draw(t, "country") })
	return place
}

// encoded is the brief as it is sent.
func encoded(brief object) string { return string(must(json.Marshal(brief))) }
