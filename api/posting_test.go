package api_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"rolewright/internal/contract"
	"rolewright/internal/jobad"
)

// postings checks JobPostings.
var postings = sync.OnceValue(func() *contract.Postings {
	return must(contract.NewPostings("../docs/job-posting.schema.json", "../internal/export/testdata/schemaorg-terms.tsv"))
})

// cutPosting takes the JSON-LD out of a page.
func cutPosting(page string) (posting, rest string) {
	const begin, end = `<script type="application/ld+json">`, "</script>\n"
	before, after, _ := strings.Cut(page, begin)
	posting, after, _ = strings.Cut(after, end)
	return posting, before + after
}

// checkPosting holds the JobPosting of an ad against the schema, the vocabulary, the brief and the other formats.
func checkPosting(t rapid.TB, ad *jobad.Ad, brief object, byType map[string]string) {
	t.Helper()
	alone := byType["application/ld+json"]
	if inPage, _ := cutPosting(byType["text/html"]); inPage+"\n" != alone {
		t.Errorf("the page holds another posting: %s", cmp.Diff(alone, inPage))
	}
	if strings.ContainsAny(alone, "<>&\u2028\u2029") {
		t.Errorf("a script may end within %s", alone)
	}
	var members struct {
		Posting json.RawMessage `json:"job_posting"`
	}
	members = must(decoded(members, byType["application/json"]))
	if diff := cmp.Diff(must(decoded(any(nil), alone)), must(decoded(any(nil), string(members.Posting)))); diff != "" {
		t.Errorf("JSON holds another posting (-jsonld +json):\n%s", diff)
	}
	listable := checkFacts(t, ad, brief)
	asksPlace := slices.ContainsFunc(ad.Questions, func(q jobad.Question) bool { return q.Pointer == "/places" })
	if !listable && !asksPlace {
		t.Errorf("nobody lists the posting, and no question is asked: %s", alone)
	}
}

func decoded[T any](into T, data string) (T, error) {
	err := json.Unmarshal([]byte(data), &into)
	return into, err
}

// checkFacts holds a JobPosting against its ad, the brief, the schema and the vocabulary.
func checkFacts(t rapid.TB, ad *jobad.Ad, brief object) (listable bool) {
	t.Helper()
	p := ad.JobPosting
	listable, err := postings().Check(must(json.Marshal(p)))
	if err != nil {
		t.Errorf("%v in %s", err, must(json.Marshal(p)))
	}
	if !strings.HasPrefix(ad.Title, p.Title) {
		t.Errorf("the title is %q in the ad, %q in the posting", ad.Title, p.Title)
	}
	words, elements := read(t, p.Description)
	if extra := slices.DeleteFunc(elements, func(e string) bool { return e == "p" || e == "ul" || e == "li" }); len(extra) > 0 {
		t.Errorf("the description has %q", extra)
	}
	said, _ := read(t, ad.HTML)
	if diff := cmp.Diff(strings.Fields(said), strings.Fields(words)); diff != "" {
		t.Errorf("the description says something else (-HTML +description):\n%s", diff)
	}
	if strings.TrimSpace(words) == p.Title {
		t.Error("the description is the title")
	}
	for section, lines := range map[string][]string{
		"responsibilities": p.Responsibilities, "must_have": p.Qualifications, "skills": p.Skills, "benefits": p.JobBenefits,
	} {
		if diff := cmp.Diff(linesOf(ad, section), lines); diff != "" {
			t.Errorf("%s (-ad +posting):\n%s", section, diff)
		}
	}
	checkPlaces(t, p, brief)
	return listable
}

// read reads HTML: its words, with the target of a link behind it where they are not the same, and the elements that it
// has. None but a link and the number of a list has an attribute.
func read(t rapid.TB, text string) (words string, elements []string) {
	t.Helper()
	var b strings.Builder
	linked, target := 0, ""
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		switch {
		case kind == html.TextToken:
			b.WriteString(token.Data)
		case kind == html.StartTagToken && token.Data == "a":
			elements, linked, target = append(elements, "a"), b.Len(), token.Attr[0].Val
		case kind == html.StartTagToken:
			elements = append(elements, token.Data)
			if len(token.Attr) > 0 && token.Data != "ol" {
				t.Errorf("there is %s", token)
			}
		case kind == html.EndTagToken && token.Data == "a":
			if label := b.String()[linked:]; target != label && target != "mailto:"+label {
				b.WriteString(" (" + target + ")")
			}
		case kind == html.EndTagToken && token.Data != "em" && token.Data != "strong":
			b.WriteByte(' ')
		case kind != html.EndTagToken:
			t.Errorf("there is %s", token)
		}
	}
	return b.String(), elements
}

// linesOf are the texts of a section.
func linesOf(ad *jobad.Ad, id string) []string {
	var all []string
	for _, section := range ad.Sections {
		if section.ID == id {
			for _, line := range section.Lines {
				all = append(all, line.Text)
			}
		}
	}
	return all
}

// checkPlaces wants each place with a country in the posting, but for the office of remote work where nobody may live, one
// without only if there is no other, and remote work only where the brief says so.
func checkPlaces(t rapid.TB, p *jobad.JobPosting, brief object) {
	t.Helper()
	if remote := brief["workplace"] == "remote"; remote != (p.JobLocationType == "TELECOMMUTE") {
		t.Errorf("workplace is %v, jobLocationType %q", brief["workplace"], p.JobLocationType)
	}
	from := p.ApplicantLocationRequirements != nil
	told := must(decoded(sent{}, encoded(brief)))
	complete := from || slices.ContainsFunc(told.Places, func(p sentPlace) bool { return p.Country != "" })
	var want, got []string
	for _, place := range told.Places {
		if place.Country == "" && complete || from && !place.within(told.RemoteFrom) {
			continue
		}
		want = append(want, strings.TrimSpace(place.City)+"/"+place.Country)
	}
	for _, place := range p.JobLocation {
		got = append(got, place.Address.AddressLocality+"/"+place.Address.AddressCountry)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places (-brief +posting):\n%s", diff)
	}
}

// TestPostingOfHostileText wants a page to keep its one script closed, and the text to come back as it was.
func TestPostingOfHostileText(t *testing.T) {
	t.Parallel()
	for _, text := range append(nasty(), "</script><script>alert(1)</script>", "<!--<script>", "a\U0001F600b", "]]>") {
		text = legal(text, 100)
		brief := object{"role": "backend-engineer", "template": "detailed", "company": object{"name": text}, "title": text, "skills": []string{text}, "reference": text}
		page := do(t, handler(), post(encoded(brief), "Accept", "text/html")).body
		doc := must(html.Parse(strings.NewReader(page)))
		var scripts []string
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && n.Data == "script" {
				scripts = append(scripts, n.FirstChild.Data)
			}
		}
		if len(scripts) != 1 {
			t.Fatalf("%q: %d scripts in %s", text, len(scripts), page)
		}
		p := into[jobad.JobPosting](t, scripts[0])
		if p.Title != text || p.HiringOrganization.Name != text || p.Identifier.Value != text || p.Skills[0] != text {
			t.Errorf("%q came back as %+v", text, p)
		}
		if !bytes.HasPrefix([]byte(page), []byte("<!DOCTYPE html>")) {
			t.Errorf("no page: %.100s", page)
		}
	}
}

// TestPostings checks those of 200 random briefs, the same every time.
func TestPostings(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after another, which the race detector has nothing to say of; without -short it runs in full")
	}
	listed := 0
	for seed := range 200 {
		brief := randomBrief().Example(seed)
		ad := into[jobad.Ad](t, generated(t, encoded(brief), "application/json"))
		if checkFacts(t, &ad, brief) {
			listed++
		}
	}
	if listed < 20 || listed > 180 {
		t.Errorf("%d of 200 can be listed: the briefs are too much alike", listed)
	}
}
