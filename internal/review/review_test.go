package review_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// excerpts are what was found in a text, with its rule.
func excerpts(r *jobad.Review) []string {
	all := []string{}
	for i := range r.Findings {
		all = append(all, r.Findings[i].Rule+": "+r.Findings[i].Excerpt)
	}
	return all
}

// TestSpans finds a word in every way of writing it, exactly where it stands in the source.
func TestSpans(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		format review.Format
		text   string // what is to be found stands between « and »
	}{
		{"paragraph", review.Markdown, "You are a «rockstar» developer."},
		{"emphasis", review.Markdown, "You are a **«rockstar»** developer."},
		{"item", review.Markdown, "- You are a «rockstar»"},
		{"numbered", review.Markdown, "1. You are a «rockstar»"},
		{"quote", review.Markdown, "> You are a «rockstar»"},
		{"table", review.Markdown, "| who | you are a «rockstar» |"},
		{"behind an entity", review.Markdown, "R&amp;D needs a «rockstar» &#8211; now."},
		{"behind an escape", review.Markdown, `C\+\+ or \*, we need a «rockstar».`},
		{"behind a link", review.Markdown, "Our [team](https://example.com/rockstar) needs a «rockstar»."},
		{"in a link", review.Markdown, "Be a [«rockstar»](https://example.com)."},
		{"behind code", review.Markdown, "Run `rockstar` as a «rockstar» does."},
		{"over two lines", review.Markdown, "You are a «rock\nstar» developer."},
		{"behind a fence", review.Markdown, "```\nrockstar\n```\n\nBe a «rockstar»."},
		{"wide letters", review.Markdown, "Über ändere Wörter: be a «rockstar» – ja."},
		{"soft hyphen", review.Markdown, "Be a «rock\u00ADstar» here."},
		{"in capitals", review.Markdown, "You are a «ROCKSTAR» at work."},
		{"html", review.HTML, "<p>You are a <b>«rockstar»</b> &amp; more.</p>"},
		{"html behind entities", review.HTML, "<ul><li>R&amp;D &lt;team&gt; needs a «rockstar»</li></ul>"},
		{"html behind a script", review.HTML, "<script>var rockstar</script><style>rockstar{}</style><p>Be a «rockstar».</p>"},
		{"html with attributes", review.HTML, `<p title="rockstar">Be a «rockstar»<br>today.</p>`},
		{"html with a broken tag", review.HTML, "<p>Be a «rockstar» < 5 <b"},
		{"text", review.Text, "Be a «rockstar».\n\n* Or not"},
		{"text item", review.Text, "Tasks:\n• Be a «rockstar»\n• Rest"},
		{"byte order mark", review.Markdown, "\uFEFF# Cook\n\nBe a «rockstar»."},
		{"windows lines", review.Text, "Tasks:\r\n- Be a «rockstar»\r\n- Rest"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before, rest, _ := strings.Cut(tt.text, "«")
			want, after, _ := strings.Cut(rest, "»")
			text := before + want + after
			var got []string
			for _, f := range reviewer().Review(&review.Input{Text: text, Format: tt.format}).Findings {
				if f.Rule == "culture/rockstar" {
					got = append(got, text[f.Start:f.End])
					if f.Start != len(before) {
						t.Errorf("found at %d, want %d", f.Start, len(before))
					}
				}
			}
			if diff := cmp.Diff([]string{want}, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

// TestContext holds texts that naive lists of words flag, and that say nothing wrong.
func TestContext(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text string }{
		{"degree", "A master's degree in physics or equivalent experience."},
		{"lead", "You lead a team of five and lead the weekly planning."},
		{"native", "You build native apps with React Native."},
		{"execute", "You execute SQL and read its plans."},
		{"kill", "You know when to kill a process and when to wait."},
		{"company", "We are a young company in an old town."},
		{"person", "You report to Guy Jackson and work with Christian Young."},
		{"heading", "## Rockstar\n\nYou plan the week."},
		{"equal opportunity", "We welcome applicants regardless of age, sex, religion, disability, origin or marital status."},
		{"stand-up", "You join the daily stand-up and walk through the plan."},
		{"address", "Write to ninja@rockstar.example or see https://rockstar.example/ninja."},
		{"percent", "Up to 20 % travel, up to 5 reports."},
		{"training", "A training budget of up to €1,500 a year."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := excerpts(reviewer().Review(&review.Input{Text: tt.text})); len(got) > 0 {
				t.Errorf("finds %v", got)
			}
		})
	}
}

func TestNamesAreNoFindings(t *testing.T) {
	t.Parallel()
	in := &review.Input{
		Text:  "Ninja Wizards Ltd builds games. At Ninja Wizards Ltd you are no ninja.",
		Names: []string{"Ninja Wizards Ltd", ""},
	}
	got := reviewer().Review(in)
	if diff := cmp.Diff([]string{"culture/ninja: ninja"}, excerpts(got)); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

func TestFindingsBecomeErrorsWhereALawSaysSo(t *testing.T) {
	t.Parallel()
	draft := reviewer().Read(&review.Input{Text: "Salary up to $90k. German native speaker wanted."})
	severities := func(due, places []string) map[string]jobad.Severity {
		all := map[string]jobad.Severity{}
		for _, f := range draft.Review(due, places).Findings {
			all[f.Rule] = f.Severity
		}
		return all
	}
	elsewhere, there := severities(nil, nil), severities([]string{"pay_range"}, []string{"DE"})
	for _, rule := range []string{"pay/open-range", "origin/native-speaker"} {
		if elsewhere[rule] != jobad.SeverityWarning || there[rule] != jobad.SeverityError {
			t.Errorf("%s is %q elsewhere and %q there; want warning and error", rule, elsewhere[rule], there[rule])
		}
	}
}

// TestMetrics counts a text by hand: headings, facts and tables are not counted, an item is a sentence.
func TestMetrics(t *testing.T) {
	t.Parallel()
	text := "# Clerk\n\n- **Pay:** €30,000 a year\n\nYou help us. We like Dr. Brown, e.g. for version 1.2.\n\n## What you will do\n\n- Sort letters\n- Answer the phone. Write it down.\n\n| a | b |\n"
	got := reviewer().Review(&review.Input{Text: text}).Metrics
	want := jobad.Metrics{
		Words: 19, Sentences: 5, Bullets: 2, BulletShare: 0.42, LongestSentence: 8, YouWeRatio: new(0.5),
		Gender: jobad.Coding{Masculine: []string{}, Feminine: got.Gender.Feminine, Coding: got.Gender.Coding},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
}

func TestGradesAreWithheld(t *testing.T) {
	t.Parallel()
	sentence := "You help people who come to us with a question and you find the answer with them. "
	glued := strings.Repeat("Answer questions that people bringKeep the records of the day ", 12)
	for _, tt := range []struct {
		name, text string
		given      bool
	}{
		{"short", strings.Repeat(sentence, 5), false},
		{"long", strings.Repeat(sentence, 7), true},
		{"lost line breaks", glued, false},
	} {
		if m := reviewer().Review(&review.Input{Text: tt.text}).Metrics; (m.ARI != nil) != tt.given || (m.ReadingEase != nil) != tt.given {
			t.Errorf("%s: grades are given: %t", tt.name, m.ARI != nil)
		}
	}
}

func TestScore(t *testing.T) {
	t.Parallel()
	finding := func(rule string, s jobad.Severity) jobad.Finding { return jobad.Finding{Rule: rule, Severity: s} }
	for _, tt := range []struct {
		name     string
		findings []jobad.Finding
		want     int
	}{
		{"nothing", nil, 100},
		{"information", []jobad.Finding{finding("a", jobad.SeverityInfo)}, 100},
		{"one of each", []jobad.Finding{finding("a", jobad.SeverityError), finding("b", jobad.SeverityWarning), finding("c", jobad.SeveritySuggestion)}, 77},
		{"a rule counts three times", slices.Repeat([]jobad.Finding{finding("a", jobad.SeverityWarning)}, 5), 82},
		{"never under nothing", []jobad.Finding{
			finding("a", jobad.SeverityError), finding("a", jobad.SeverityError), finding("a", jobad.SeverityError),
			finding("b", jobad.SeverityError), finding("b", jobad.SeverityError), finding("b", jobad.SeverityError), finding("c", jobad.SeverityError),
		}, 0},
	} {
		if got := review.Score(tt.findings); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

// TestFixKeepsTheSentence fixes words and leaves what hangs on them: endings, articles, capitals.
func TestFixKeepsTheSentence(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"genitive", "You drive the salesman’s van.", "You drive the salesperson’s van."},
		{"article", "You work with a chairman.", "You work with a chair."},
		{"capital", "Salesmen earn a bonus.", "Salespeople earn a bonus."},
		{"name", "You join Salesman Ltd as a salesman.", "You join Salesman Ltd as a salesperson."},
		{"html", "<p>You are a <b>salesman</b> &amp; more.</p>", "<p>You are a <b>salesperson</b> &amp; more.</p>"},
		{"link", "See https://example.com/salesman for the salesman.", "See https://example.com/salesman for the salesperson."},
		{"nothing", "You sell bread.", "You sell bread."},
	} {
		in := &review.Input{Text: tt.text, Names: []string{"Salesman Ltd"}}
		if strings.HasPrefix(tt.text, "<") {
			in.Format = review.HTML
		}
		if got, _ := reviewer().Fix(in); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestFactsAreNoHeadings reads lines that name a section: as its heading, or as the fact itself.
func TestFactsAreNoHeadings(t *testing.T) {
	t.Parallel()
	reviewer := reviewer()
	for line, fact := range map[string]bool{
		"Pay: $40 to $50 an hour": true, "Salary: €3,000 a month": true, "Pay $40 an hour": true, "Salary 50000 USD a year": true,
		"Pay: by agreement": true, "Pay": false, "Salary:": false, "**Pay**": false,
	} {
		for _, format := range []review.Format{review.Markdown, review.Text} {
			if format == review.Text && strings.HasPrefix(line, "**") {
				continue
			}
			text := "We look for an advisor.\n\n" + line + "\n\nYou are a rockstar."
			found := reviewer.Review(&review.Input{Text: text, Format: format}).Findings
			if len(found) == 0 || (found[0].Section == "pay") == fact {
				t.Errorf("%q as %s: findings %+v", line, format, found)
			}
		}
		if pay := reviewer.Read(&review.Input{Text: line + "\n\nYou help us."}).Facts().Pay; (pay != nil) != strings.ContainsAny(line, "$€0") {
			t.Errorf("%q pays %+v", line, pay)
		}
	}
	goals := reviewer.Review(&review.Input{Text: "We look for an advisor.\n\nYour first 90 days\n\nYou are a rockstar."}).Findings
	if len(goals) == 0 || goals[0].Section != "success" {
		t.Errorf("goals: findings %+v", goals)
	}
}

// TestOverpays finds a word on whether more than the minimum can be paid.
func TestOverpays(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"We are willing to pay more than the minimum.": true, "Overpayment depends on your experience.": true,
		"A higher salary is possible with experience.": true, "Higher pay on Sundays": false, "Paid every two weeks": false, "": false,
	} {
		if got := reviewer().Overpays(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}

// TestDeadline finds the day on which applications close.
func TestDeadline(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Application window expected to close December 31, 2026":       true,
		"The application window closes 31 Dec 2026":                    true,
		"The application period is anticipated to close on 2026-12-31": true,
		"This job posting will close 12/31/2026.":                      true,
		"Applications are scheduled to close December 31":              true,
		"Closing date: 31 December 2026":                               true,
		"The application window closes soon.":                          false,
		"You are expected to close 20 deals a month.":                  false,
		"You review applications and close 20 accounts a day.":         false,
	} {
		if got := reviewer().Read(&review.Input{Text: text}).Facts().Deadline; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestSuggestionsFitTheSentence puts what is suggested for somebody else in place.
func TestSuggestionsFitTheSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The ideal candidate is organised.":               "You are organised.",
		"The successful applicant has a license.":         "You have a license.",
		"The right person needs patience.":                "You need patience.",
		"The ideal candidate will be calm.":               "You will be calm.",
		"Our ideal hire must hold a license.":             "You must hold a license.",
		"In the first week, the ideal candidate can cook": "In the first week, you can cook",
		"In order to cook, read.":                         "To cook, read.",
	} {
		found := reviewer().Review(&review.Input{Text: text}).Findings
		if len(found) == 0 || len(found[0].Suggestions) == 0 {
			t.Errorf("%q: findings %+v", text, found)
			continue
		}
		f := found[0]
		if got := text[:f.Start] + f.Suggestions[0] + text[f.End:]; got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// TestLongWordsAreExplained wants words that are too long to be told from verbs that are.
func TestLongWordsAreExplained(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"Utilize", "Leverage", "In order to"} {
		found := reviewer().Review(&review.Input{Text: word + " cook, read."}).Findings
		if len(found) != 1 || found[0].Rule != "style/plain-words" {
			t.Errorf("%s: findings %+v", word, found)
		}
	}
}
