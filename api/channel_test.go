package api_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
	"rolewright/internal/jobad"
)

// channel is a place for which a template is made.
type channel struct {
	template string
	sections []string // those that it keeps, in order
	// How much prose there may be: the words that a reader reads one after another. Title, headings, facts, addresses and
	// what the law wants said are beside it.
	minWords, maxWords           int
	minCharacters, maxCharacters int
	maxTasks                     int // bullets on the work
}

// channels are the templates for one channel. LinkedIn found posts of less than 150 words to be answered most, Indeed those
// of 700 to 2,000 characters.
func channels() []channel {
	return []channel{
		{
			template: "indeed", minCharacters: 700, maxCharacters: 2000,
			sections: []string{
				"facts", "purpose", "responsibilities", "must_have", "nice_to_have", "skills", "pay", "benefits", "flexibility",
				"process", "disclosures", "encouragement", "apply",
			},
		},
		{
			template: "internal",
			sections: []string{
				"facts", "purpose", "responsibilities", "success", "team", "must_have", "nice_to_have", "skills", "pay", "benefits",
				"flexibility", "process", "disclosures", "encouragement", "apply",
			},
		},
		{
			template: "linkedin", maxWords: 150, minCharacters: 100, maxTasks: 5,
			sections: []string{
				"facts", "purpose", "responsibilities", "must_have", "skills", "pay", "benefits", "disclosures", "encouragement", "apply",
			},
		},
	}
}

// prose is what an ad says in sentences and bullets that are not facts, addresses or what the law wants said.
func prose(ad *jobad.Ad) string {
	var all []string
	for _, section := range ad.Sections {
		if slices.Contains([]string{"facts", "disclosures", "apply"}, section.ID) {
			continue
		}
		for _, line := range section.Lines {
			all = append(all, line.Text)
		}
	}
	return strings.Join(all, "\n")
}

// wordsOf counts what holds a letter or a digit, as the words of an ad are counted.
func wordsOf(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// checkProse wants an ad to have as much prose as its channel takes.
func checkProse(t *testing.T, ad *jobad.Ad) {
	t.Helper()
	i := slices.IndexFunc(channels(), func(c channel) bool { return c.template == ad.Template })
	if i < 0 {
		return
	}
	c, text := channels()[i], prose(ad)
	if n := wordsOf(text); n < c.minWords || c.maxWords > 0 && n > c.maxWords {
		t.Errorf("%s: %d words of prose; want %d to %d", c.template, n, c.minWords, c.maxWords)
	}
	if n := utf8.RuneCountInString(text); n < c.minCharacters || c.maxCharacters > 0 && n > c.maxCharacters {
		t.Errorf("%s: %d characters of prose; want %d to %d", c.template, n, c.minCharacters, c.maxCharacters)
	}
	for _, section := range ad.Sections {
		if section.ID == "responsibilities" && c.maxTasks > 0 && len(section.Lines) > c.maxTasks {
			t.Errorf("%s: %d bullets on the work; want %d at most", c.template, len(section.Lines), c.maxTasks)
		}
	}
}

// TestChannels wants each template for a channel to keep the sections that the channel takes.
func TestChannels(t *testing.T) {
	t.Parallel()
	handler := newHandler(t, api.Options{Now: clock})
	got := map[string][]string{}
	for _, template := range into[api.TemplateList](t, do(t, handler, get("/v1/templates")).body).Items {
		got[template.Name] = template.Sections
	}
	for _, c := range channels() {
		if diff := cmp.Diff(c.sections, got[c.template]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.template, diff)
		}
	}
}

// TestChannelsOfBareBriefs wants an ad of every role to keep the limits of its channel with nothing but the catalog to say.
func TestChannelsOfBareBriefs(t *testing.T) {
	t.Parallel()
	handler := newHandler(t, api.Options{Now: clock})
	templates := into[api.TemplateList](t, do(t, handler, get("/v1/templates")).body).Items
	for _, role := range readCatalog(t).Roles() {
		for _, template := range templates {
			if !slices.ContainsFunc(channels(), func(c channel) bool { return c.template == template.Name }) {
				continue
			}
			t.Run(role.Slug+"."+template.Name, func(t *testing.T) {
				t.Parallel()
				brief := map[string]any{"role": role.Slug, "company": map[string]any{"name": "Acme"}}
				ad := adOf(t, handler, brief, role.DefaultLevel, template.Name)
				checkAd(t, ad, &template)
				checkProse(t, ad)
			})
		}
	}
}

// fullBrief says all that the templates for channels show, at places whose laws want much said.
func fullBrief() object {
	own := func(name string) []string {
		var all []string
		for _, n := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight"} {
			all = append(all, "Line "+n+" of our "+name)
		}
		return all
	}
	return object{
		"role": "backend-engineer", "as_of": "2026-11-22",
		"company": map[string]any{"name": "Acme", "about": "Acme has won every prize.", "headcount": 500},
		"reason":  "The old shop system is taken apart.", "team": "Payments", "reports_to": "Head of Platform",
		"places": []any{
			map[string]any{"city": "Toronto", "region": "ON", "country": "CA"},
			map[string]any{"city": "East Los Angeles", "region": "CA", "country": "US"},
			map[string]any{"city": "Denver", "region": "CO", "country": "US"},
		},
		"workplace": "hybrid", "employment": "full_time", "hours_per_week": 40, "openings": 3,
		"remote_from": []string{"CA", "US"}, "start_date": "2027-02-01", "reference": "REQ-42",
		"pay":       map[string]any{"min": 70000, "max": 90000, "currency": "USD", "period": "year", "note": "Pay follows our published scale."},
		"extra_pay": own("extra pay"), "benefits": own("benefits"), "responsibilities": own("tasks"), "must_have": own("needs"), "skills": own("tools"),
		"disclosures": map[string]any{"ai_screening": true, "existing_vacancy": true},
		"apply": object{
			"url": "https://www.example.com/jobs/42", "email": "jobs@example.com", "contact": "Reception, 555 0100", "deadline": "2026-12-31",
		},
	}
}

// TestChannelsKeepFactsAndLaw wants every fact, every line of the caller's in a section that is kept and everything that the
// law has an ad say to be there, however long the ad gets by it, and the excess to be reported.
func TestChannelsKeepFactsAndLaw(t *testing.T) {
	t.Parallel()
	handler := newHandler(t, api.Options{Now: clock})
	facts := []string{
		"Acme", "$70,000 to $90,000 a year", "Toronto, Ontario, Canada", "Hybrid", "Canada", "Full-time, 40 hours a week", "Payments",
		"Head of Platform", "1 February 2027", "3", "31 December 2026", "REQ-42", "https://www.example.com/jobs/42", "jobs@example.com",
		"Reception, 555 0100", "The old shop system is taken apart.", "Pay follows our published scale.",
		"AI is used to screen, assess or select applicants", "This ad is for an existing vacancy",
	}
	for _, c := range channels() {
		brief := fullBrief()
		ad := adOf(t, handler, brief, "senior", c.template)
		want := slices.Clone(facts)
		for _, member := range []string{"extra_pay", "benefits", "responsibilities", "must_have", "skills"} {
			for _, text := range texts(brief, member) {
				want = append(want, text)
			}
		}
		for _, text := range want {
			if !strings.Contains(ad.Text, text) {
				t.Errorf("%s does not say %q", c.template, text)
			}
		}
		checkLaw(t, ad)
		if c.maxWords > 0 && !slices.ContainsFunc(ad.Review.Findings, func(f jobad.Finding) bool { return f.Rule == "structure/length" }) {
			t.Errorf("%s: %d words, and no finding says that this is much", c.template, ad.Words)
		}
	}
}

// checkLaw wants an ad for Los Angeles County to say what is asked there, and no duty of the ad's to be unmet.
func checkLaw(t *testing.T, ad *jobad.Ad) {
	t.Helper()
	i := slices.IndexFunc(ad.Sections, func(s jobad.Section) bool { return s.ID == "disclosures" })
	if i < 0 || !slices.ContainsFunc(ad.Sections[i].Lines, func(l jobad.Line) bool { return strings.HasSuffix(l.Source, "/fair_chance_statement") }) {
		t.Errorf("%s: no line of law in %v", ad.Template, ad.Sections)
	}
	for _, d := range ad.Review.Duties {
		if d.Status == jobad.DutyUnmet {
			t.Errorf("%s: %s %s is unmet: %s", ad.Template, d.Jurisdiction, d.Duty, d.Message)
		}
	}
}

// TestLinkedIn wants an ad without a numbered list, which LinkedIn does not show, and with the caller's skills alone.
func TestLinkedIn(t *testing.T) {
	t.Parallel()
	brief := readBrief(t, "backend-engineer")
	ad := adOf(t, newHandler(t, api.Options{Now: clock}), brief, "senior", "linkedin")
	if strings.Contains(ad.HTML, "<ol") {
		t.Errorf("a numbered list:\n%s", ad.HTML)
	}
	var skills []any
	for _, section := range ad.Sections {
		for _, line := range section.Lines {
			if section.ID == "skills" {
				skills = append(skills, line.Text)
			}
		}
	}
	if diff := cmp.Diff(brief["skills"], any(skills)); diff != "" {
		t.Errorf("skills (-want +got):\n%s", diff)
	}
}

// TestInternal wants an ad for colleagues to be without the company's words on itself, and to say whom to ask.
func TestInternal(t *testing.T) {
	t.Parallel()
	handler := newHandler(t, api.Options{Now: clock})
	brief := fullBrief()
	if ad := adOf(t, handler, brief, "senior", "internal"); strings.Contains(ad.Text, "prize") || !strings.Contains(ad.Markdown, "- **Ask:** Reception, 555 0100\n") {
		t.Errorf("want the contact, and no word of the company's:\n%s", ad.Markdown)
	}
	brief["apply"] = object{"url": "https://www.example.com/jobs/42"}
	if ad := adOf(t, handler, brief, "senior", "internal"); !strings.Contains(ad.Markdown, "- **Ask about the work:** Head of Platform\n") {
		t.Errorf("want whom the job reports to:\n%s", ad.Markdown)
	}
	delete(brief, "reports_to")
	if ad := adOf(t, handler, brief, "senior", "internal"); strings.Contains(ad.Markdown, "**Ask") {
		t.Errorf("want nobody to ask:\n%s", ad.Markdown)
	}
}
