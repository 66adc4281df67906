package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// formats are the formats by the media type to ask for.
func formats() []string {
	return []string{"application/json", "text/markdown", "text/html", "text/plain", "application/ld+json"}
}

// generated asks for an ad, which must be made.
func generated(t rapid.TB, body, accept string) string {
	t.Helper()
	got := do(t, handler(), post(body, "Accept", accept))
	if got.status != http.StatusOK {
		t.Fatalf("status %d: %.500s", got.status, got.body)
	}
	return got.body
}

// TestRandomBriefs makes ads of any valid brief and holds them against it.
func TestRandomBriefs(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		brief := randomBrief().Draw(t, "brief")
		body := encoded(brief)
		byType := map[string]string{}
		for _, accept := range append(formats(), asDOCX) {
			byType[accept] = generated(t, body, accept)
			if again := record(handler(), post(body, "Accept", accept)); again.body != byType[accept] {
				t.Errorf("%s is another the second time: %s", accept, cmp.Diff(byType[accept], again.body))
			}
		}
		ad := into[jobad.Ad](t, byType["application/json"])
		sum := sha256.Sum256([]byte(ad.Markdown))
		if ad.Provenance.Digest != "sha256:"+hex.EncodeToString(sum[:]) || ad.Provenance.Catalog != shared().catalog.Digest() {
			t.Errorf("provenance %+v", ad.Provenance)
		}
		checkForms(t, ad, byType)
		checkLines(t, brief, ad)
		checkOrigins(t, brief, ad)
		checkMarkup(t, byType["text/html"])
		checkPosting(t, &ad, brief, byType)
	})
}

// checkForms wants JSON to hold what the other formats are.
func checkForms(t rapid.TB, ad jobad.Ad, byType map[string]string) {
	t.Helper()
	if ad.Markdown != byType["text/markdown"] || ad.Text != byType["text/plain"] {
		t.Error("JSON holds other Markdown or text")
	}
	_, main, _ := strings.Cut(byType["text/html"], "<main>\n")
	if main != ad.HTML+"</main>\n</body>\n</html>\n" {
		t.Error("JSON holds other HTML")
	}
}

// shown are the members that a template shows a line of, each literally.
func shown(template string) []string {
	concise := []string{"responsibilities", "must_have", "reason", "company/name", "apply/url", "apply/email"}
	facts := []string{"team", "reports_to", "reference", "pay/note", "apply/contact"}
	switch template {
	case "concise":
		return concise
	case "linkedin":
		return slices.Concat(concise, facts, []string{"skills", "extra_pay", "benefits"})
	case "indeed":
		lists := slices.DeleteFunc(listMembers(), func(member string) bool { return member == "success" })
		return slices.Concat(lists, concise[2:], facts)
	case "internal":
		return slices.Concat(listMembers(), concise[2:], facts)
	}
	return slices.Concat(listMembers(), concise[2:], facts, []string{"company/industry", "company/website"})
}

// checkLines wants each of the caller's texts in the ad, literally, in a line that says where it came from.
func checkLines(t rapid.TB, brief object, ad jobad.Ad) {
	t.Helper()
	sources := linesBySource(ad)
	for _, member := range shown(ad.Template) {
		for pointer, text := range texts(brief, member) {
			if !strings.Contains(ad.Text, text) {
				t.Errorf("%s is not in the text: %q", pointer, text)
			}
			at := sources["brief:"+pointer]
			_, item := brief[member].([]string)
			exact := slices.Contains(at, text)
			within := slices.ContainsFunc(at, func(line string) bool { return strings.Contains(line, text) })
			if item && !exact || !within {
				t.Errorf("%s is %q, its lines are %q", pointer, text, at)
			}
		}
	}
	if title, ok := brief["title"].(string); ok && (ad.Title != title || !strings.HasPrefix(ad.Text, title+"\n") && !strings.HasPrefix(ad.Text, title+" (")) {
		t.Errorf("title is %q, want %q", ad.Title, title)
	}
}

func linesBySource(ad jobad.Ad) map[string][]string {
	all := map[string][]string{}
	for _, section := range ad.Sections {
		for _, line := range section.Lines {
			all[line.Source] = append(all[line.Source], line.Text)
		}
	}
	return all
}

// texts are the texts at a member of a brief, by pointer.
func texts(brief object, member string) map[string]string {
	first, second, nested := strings.Cut(member, "/")
	switch value := brief[first].(type) {
	case string:
		return map[string]string{"/" + first: value}
	case object:
		if text, ok := value[second].(string); ok && nested {
			return map[string]string{"/" + member: text}
		}
	case []string:
		all := map[string]string{}
		for i, text := range value {
			all["/"+member+"/"+strconv.Itoa(i)] = text
		}
		return all
	}
	return nil
}

// checkOrigins wants every source to be there, and to say what the ad says if it is the catalog.
func checkOrigins(t rapid.TB, brief object, ad jobad.Ad) {
	t.Helper()
	known := catalogTexts(ad)
	for _, section := range ad.Sections {
		for _, line := range section.Lines {
			kind, rest, _ := strings.Cut(line.Source, ":")
			switch {
			case kind == "catalog" && known[line.Source] == line.Text:
			case kind == "brief" && exists(brief, strings.Split(rest, "/")[1:]):
			case kind == "law" && slices.ContainsFunc(ad.Review.Duties, func(d jobad.Duty) bool { return d.Source() == line.Source }):
			case kind == "template" && rest == ad.Template+"/"+section.ID:
			default:
				t.Errorf("%s: %q comes from %q", section.ID, line.Text, line.Source)
			}
		}
	}
}

func exists(in any, path []string) bool {
	if len(path) == 0 {
		return true
	}
	switch value := in.(type) {
	case object:
		inner, ok := value[path[0]]
		return ok && exists(inner, path[1:])
	case []string:
		i, err := strconv.Atoi(path[0])
		return err == nil && i < len(value) && len(path) == 1
	}
	return false
}

// catalogTexts are the lines that the catalog has for the role of an ad, by source.
func catalogTexts(ad jobad.Ad) map[string]string {
	role, _ := shared().catalog.Role(ad.Role.Slug)
	p := shared().catalog.Profile(role, ad.Level)
	all := map[string]string{}
	for _, line := range slices.Concat(p.Responsibilities, p.MustHave, p.NiceToHave, p.Skills, p.Success,
		[]jobad.Line{p.Purpose, p.Scope, p.Autonomy, p.Education, p.Experience, p.TeamRole, p.Focus}) {
		all[line.Source] = line.Text
	}
	return all
}

// TestOmitEachLine leaves out each line of the catalog by its source: that line goes, and no other.
func TestOmitEachLine(t *testing.T) {
	t.Parallel()
	roles := shared().catalog.Roles()
	for i := range roles {
		if testing.Short() && i%10 > 0 { // as in TestGoldenAds
			continue
		}
		t.Run(roles[i].Slug, func(t *testing.T) {
			t.Parallel()
			brief := object{"role": roles[i].Slug, "template": "detailed", "company": object{"name": "Acme"}}
			whole := into[jobad.Ad](t, generated(t, encoded(brief), "application/json"))
			for _, source := range slices.Sorted(maps.Keys(linesBySource(whole))) {
				if !strings.HasPrefix(source, "catalog:") {
					continue
				}
				omit := source
				if strings.HasSuffix(source, "/0") {
					omit = strings.TrimPrefix(source, "catalog:")
				}
				brief["omit"] = []string{omit}
				ad := into[jobad.Ad](t, generated(t, encoded(brief), "application/json"))
				if diff := cmp.Diff(without(whole.Sections, source), ad.Sections); diff != "" {
					t.Fatalf("%s: %s", omit, diff)
				}
			}
		})
	}
}

func without(sections []jobad.Section, source string) []jobad.Section {
	var left []jobad.Section
	for _, section := range sections {
		section.Lines = slices.DeleteFunc(slices.Clone(section.Lines), func(l jobad.Line) bool { return l.Source == source })
		if len(section.Lines) > 0 {
			left = append(left, section)
		}
	}
	return left
}

// TestOmitSections leaves out each section that the document names: all that the catalog has in it goes.
func TestOmitSections(t *testing.T) {
	t.Parallel()
	for _, section := range []string{
		"background", "encouragement", "must_have", "nice_to_have", "purpose", "responsibilities", "skills", "success", "team",
	} {
		brief := object{"role": "backend-engineer", "template": "detailed", "company": object{"name": "Acme"}, "must_have": []string{"mine"}}
		whole := into[jobad.Ad](t, generated(t, encoded(brief), "application/json"))
		brief["omit"] = []string{section}
		ad := into[jobad.Ad](t, generated(t, encoded(brief), "application/json"))
		for _, s := range ad.Sections {
			if s.ID == section && (section != "must_have" || len(s.Lines) != 1 || s.Lines[0].Text != "mine") {
				t.Errorf("%s: %+v", section, s)
			}
		}
		if want := len(whole.Sections) - 1; section != "must_have" && len(ad.Sections) != want {
			t.Errorf("%s: %d sections, want %d", section, len(ad.Sections), want)
		}
	}
}
