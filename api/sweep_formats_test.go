package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"rolewright/internal/contract"
	"rolewright/internal/export"
)

// sweptBriefs is how many briefs every format is tried with.
const sweptBriefs = 50

// sweepTexts are texts that formats may trip over, each of which stands in several members of a brief.
func sweepTexts() []string {
	return []string{
		"]]>", "]]>]]&gt;<![CDATA[", "</script><script>alert(1)</script>", "<!--<script>", "=1+1", "@SUM(A1:A9)", "+1", `=HYPERLINK("http://x.y","z")`,
		"עברית (ICU) 12", "العربية, English 3", "😀 👩\u200d💻 \U0001F1E9\U0001F1EA", strings.Repeat("Unbreakable", 7), strings.Repeat("/path.", 13), "経験三年", "a\tb",
		"\\(x\\) \\\\ %", "endstream endobj %%EOF", "{nb}", "<b>&amp;&#60;</b>", "*x* _y_ `z` [a](b)", "\u00ad\u200b\u2060\ufeffx", "e\u0301\u0301", "\U0010fffd\ue000",
	}
}

// sweepBriefs are the briefs: the same ones every time. Those with an even number have letters that PDF has fonts for.
var sweepBriefs = sync.OnceValue(func() []object {
	texts := sweepTexts()
	all := make([]object, sweptBriefs)
	for i := range all {
		brief := randomBrief().Example(i)
		text := texts[i%len(texts)]
		brief["title"], as[object](brief["company"])["name"] = legal("Lead "+text, 120), legal(text+" Ltd", 120)
		for _, member := range listMembers() {
			known, _ := brief[member].([]string)
			lines := []string{legal(text+" "+member, 80)}
			brief[member] = append(lines, known[:min(len(known), 19)]...)
		}
		brief["places"] = []any{object{"city": legal(text, 120), "region": legal(text, 120), "country": []string{"DE", "US", "FR", "GB"}[i%4]}}
		delete(brief, "omit") // names lines of one role
		if all[i] = brief; i%2 == 0 {
			all[i] = printed(brief)
		}
	}
	return all
})

// isDear reports whether a format takes long to make and to read.
func isDear(format string) bool { return format == "pdf" || format == "docx" }

// TestEveryFormat makes ads in every format: of every role at every level, of every one of 50 hard briefs. Each must be made,
// or refused by PDF for want of a font, and be well-formed. Every role and level has one of the briefs in every format, and
// every brief several roles. With ROLEWRIGHT_SWEEP=cheap all have all of the briefs but in PDF and DOCX; with
// ROLEWRIGHT_SWEEP=all, there too.
func TestEveryFormat(t *testing.T) {
	t.Parallel()
	sweep := os.Getenv("ROLEWRIGHT_SWEEP")
	roles := shared().catalog.Roles()
	var made, refused atomic.Int64
	pair, tried := 0, 0
	t.Cleanup(func() {
		ads, without := int(made.Load()), int(refused.Load())
		t.Logf("%d ads, and %d refusals for want of a font", ads, without)
		if least := tried * len(export.Formats()); ads+without < least || without == 0 || without > ads/20 {
			t.Errorf("%d ads, and %d refusals for want of a font, of at least %d: the briefs are too hard, or not hard enough", ads, without, least)
		}
	})
	for i := range roles {
		first := pair
		pair += len(roles[i].Levels)
		if testing.Short() && i%10 > 0 { // as with the race detector, which has enough of some
			continue
		}
		tried += len(roles[i].Levels)
		t.Run(roles[i].Slug, func(t *testing.T) {
			t.Parallel()
			for n, level := range roles[i].LevelSlugs() {
				for k, brief := range sweepBriefs() {
					own := k == (first+n)%sweptBriefs
					if !own && sweep == "" {
						continue
					}
					brief = maps.Clone(brief)
					brief["role"], brief["level"] = roles[i].Slug, level
					body := encoded(brief)
					for _, f := range export.Formats() {
						switch {
						case !own && sweep != "all" && isDear(f.Name):
						case isSound(t, &f, body, as[string](brief["title"])):
							made.Add(1)
						default:
							refused.Add(1)
						}
					}
				}
			}
		})
	}
}

// isSound makes an ad, which must be well-formed, and reports whether it is not refused for want of a font.
func isSound(t *testing.T, f *export.Format, body, title string) bool {
	t.Helper()
	got := inFormat(t, body, f.Name)
	if got.status == http.StatusNotAcceptable {
		checkProblem(t, got)
		return false
	}
	if mediaType, _, _ := strings.Cut(got.header.Get("Content-Type"), ";"); mediaType != f.MediaType {
		t.Errorf("%s: Content-Type is %q", f.Name, mediaType)
	}
	before := t.Failed()
	checkForm(t, f, got.body, title)
	if t.Failed() && !before {
		t.Logf("%s of %s", f.Name, body)
	}
	return true
}

// checkForm wants the form of an ad to be sound, by the media type of its format.
func checkForm(t rapid.TB, f *export.Format, body, title string) {
	t.Helper()
	var err error
	switch f.MediaType {
	case "application/json", asJSONLD:
		if !json.Valid([]byte(body)) {
			t.Errorf("%s is no JSON: %s", f.Name, body)
		} else if schema := atsSchemas()[f.Name]; schema != nil {
			err = schema.Validate(into[any](t, body))
		}
		if f.MediaType == asJSONLD && strings.ContainsAny(body, "<>&\u2028\u2029") {
			t.Errorf("a script may end within %s", body)
		}
	case "application/xml":
		_, err = contract.Elements([]byte(body))
	case "text/html":
		checkMarkup(t, body)
		if posting, _ := cutPosting(body); !json.Valid([]byte(posting)) || strings.Count(strings.ToLower(body), "<script") != 1 {
			t.Errorf("another script, or none: %s", body)
		}
	case asDOCX:
		err = checkPackage(body)
	case asPDF:
		_, err = contract.ReadPDF([]byte(body))
	case "text/markdown", "text/plain":
		first, _, _ := strings.Cut(body, "\n")
		if !utf8.ValidString(body) || f.MediaType == "text/plain" && !strings.HasPrefix(first, title) || !strings.HasSuffix(body, "\n") {
			t.Errorf("%s: %.200q", f.Name, body)
		}
	default:
		t.Errorf("%s is in no form that is checked: %s", f.Name, f.MediaType)
	}
	if err != nil {
		t.Errorf("%s: %v in %q", f.Name, err, body)
	}
}

// checkPackage wants the parts of a document to be well-formed XML.
func checkPackage(body string) error {
	parts, err := contract.Parts([]byte(body))
	if err != nil {
		return err
	}
	for _, part := range parts {
		if _, err := contract.Elements(part); err != nil {
			return err
		}
	}
	return nil
}

// TestControlCharactersInEveryFormat wants text that cannot be printed to be refused whatever the format is.
func TestControlCharactersInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, f := range export.Formats() {
		for _, character := range []string{"\x00", "\x0b", "\x1b", "\u0085", "\u202e", "\u2028", "\ufffe"} {
			body := encoded(object{"role": "chef", "company": object{"name": "Acme"}, "skills": []string{"a" + character + "b"}})
			got := do(t, handler(), postTo("/v1/generate?format="+f.Name, body))
			if got.status != http.StatusUnprocessableEntity || !slices.Equal(faults(t, got), []string{"/skills/0 control_character"}) {
				t.Errorf("%s, %q: status %d: %s", f.Name, character, got.status, got.body)
			}
		}
	}
}
