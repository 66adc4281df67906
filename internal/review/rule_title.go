package review

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

// Sources of the rules on titles.
const (
	titleGuidelines = "Google JobPosting structured data guidelines and Indeed's posting standards: the title names the job and nothing else"
	titleAdvice     = "Indeed (via Recruitics) advises about 35 characters, EBI 50 to 60"
)

// titlePattern is what a rule looks for in a title. What matches holds one of signs; if there are none, the title is not
// plain.
type titlePattern struct {
	find  *regexp.Regexp
	signs string
}

// check looks for the pattern.
func (p titlePattern) check(d *Draft, r *Rule) {
	title := d.title.text
	if p.signs != "" && !strings.ContainsAny(title, p.signs) || p.signs == "" && isPlainTitle(title) {
		return // as most titles; the pattern takes longer
	}
	if at := p.find.FindStringIndex(title); at != nil {
		d.reportAt(r, &d.title, span{at[0], at[1]}, "").Pointer = "/title"
	}
}

// titleRule is a rule that looks at the title only; its id, name, reason and message are given.
func titleRule(id, title, why, message string, check func(*Draft, *Rule)) *Rule {
	return &Rule{
		ID: "title/" + id, Category: "title", Title: title, Severity: jobad.SeverityError, Evidence: jobad.EvidenceLaw,
		Citation: titleGuidelines, Why: why, Message: message, check: check,
	}
}

// titles gives a rule its examples, which are titles.
func (r *Rule) titles(flagged, clean []string) *Rule {
	for _, text := range flagged {
		r.Flagged = append(r.Flagged, Example{Text: text, InTitle: true})
	}
	for _, text := range clean {
		r.Clean = append(r.Clean, Example{Text: text, InTitle: true})
	}
	return r
}

// isPlainTitle reports a title in letters, of which some are lower case, and the marks that titles have.
func isPlainTitle(text string) bool {
	lower := false
	for i := range len(text) {
		c := text[i]
		if 'a' <= c && c <= 'z' {
			lower = true
		} else if !isASCIIWord(c) && strings.IndexByte(" ,-/()&.+#", c) < 0 {
			return false
		}
	}
	return lower
}

func titlePayRule() *Rule {
	pattern := titlePattern{signs: "0123456789", find: regexp.MustCompile(`(?i)(?:[$€£]\s?\d|\b\d{2,}(?:[.,]\d+)?\s?(?:k|eur|usd|gbp|cad)\b|\d\s?[€£])[\d,.k]*(?:\s?(?:-|–|to)\s?[$€£]?\d[\d,.]*k?)?(?:\s?(?:/|per|an?)\s?(?:hr|hour|h|year|yr|annum|month|day))?\+?`)}
	return titleRule("pay", "Pay in the title",
		"Boards take pay from a field of its own and reject or rewrite titles that hold it.",
		"“{}” is pay: take it out of the title and give it as pay.", pattern.check).titles(
		[]string{"Nurse $45/hr", "Developer 90k", "Backend Engineer (€70,000–90,000)", "Driver £14.50 an hour"},
		[]string{"C++ Developer", "Level 3 Support Engineer", "5G Radio Engineer", "4K Video Editor, Sports"})
}

func titleCodeRule() *Rule {
	pattern := titlePattern{signs: "0123456789", find: regexp.MustCompile(`(?i)(?:\b(?:req|ref|job|vac|pos|jr|id)(?:uisition|erence)?(?:\s?(?:no|id|nr)\.?)?\s?[-#:.]?\s?\d{2,}\w*|#\s?\d{2,}|[-–(]\s?\d{4,}\b)`)}
	return titleRule("code", "Code in the title",
		"A requisition number means nothing to a reader; boards have a field for it.",
		"“{}” is a code of yours: take it out of the title and give it as reference.", pattern.check).titles(
		[]string{"Backend Engineer (REQ-42)", "Nurse #10432", "Accountant - 20391", "Sales Manager Job ID: 5512"},
		[]string{"C# Developer", "ISO 27001 Auditor", "HGV Class 1 Driver", "IBM i (AS/400) Developer", "Reference Librarian"})
}

func titleShoutingRule() *Rule {
	pattern := titlePattern{signs: "", find: regexp.MustCompile(`!+|^[^\p{Ll}]*\b\p{Lu}{5,}\b[^\p{Ll}]*$`)}
	return titleRule("shouting", "Capitals or exclamation marks in the title",
		"Capitals and exclamation marks look like spam to readers and to boards.",
		"“{}” shouts: write the title as you would say it.", pattern.check).titles(
		[]string{"APPLY NOW!!!", "WAREHOUSE OPERATIVE", "Great chef wanted!"},
		[]string{"RN, ICU", "SAP ABAP Developer", "HR BP EMEA", "QA/Test Engineer"})
}

func titleSymbolsRule() *Rule {
	pattern := titlePattern{signs: "", find: regexp.MustCompile(`[\x{1F000}-\x{1FAFF}\x{2600}-\x{27BF}\x{2190}-\x{21FF}\x{2B00}-\x{2BFF}\x{FE0F}]+|\*{2,}|[<>=~]{2,}|_{2,}`)}
	return titleRule("symbols", "Symbols in the title",
		"Stars, arrows and emoji are read out one by one by screen readers, and boards strip or reject them.",
		"“{}” is decoration: leave letters and plain punctuation.", pattern.check).titles(
		[]string{"🔥 Backend Engineer 🔥", "★ Chef ★", "***Nurse***", ">> Sales Manager <<"},
		[]string{"C++ Developer", "C# / .NET Developer", "R&D Engineer", "Sales Manager – North", "Teacher (m/w/d)"})
}

// titleAddressRule finds the name of the company or of a place behind the job.
func titleAddressRule() *Rule {
	r := titleRule("address", "Company or place in the title",
		"Boards show company and place beside the title; in it they cost the room that the job needs.",
		"“{}” is shown beside the title anyway: take it out.", checkTitleAddress).titles(
		[]string{"Backend Engineer at Acme GmbH", "Nurse, Springfield"}, []string{"Backend Engineer", "Springfield Gallery Guide"})
	r.Severity, r.Evidence = jobad.SeverityWarning, jobad.EvidencePractice
	return r
}

func checkTitleAddress(d *Draft, r *Rule) {
	title := d.title.text
	for _, name := range d.Apart {
		at := strings.LastIndex(title, name)
		if name == "" || at <= 0 || at+len(name) < len(strings.TrimRight(title, " )")) || isASCIIWord(title[at-1]) {
			continue // not behind the job, so it may be a part of its name
		}
		d.reportAt(r, &d.title, span{at, at + len(name)}, "").Pointer = "/title"
	}
}

// maxTitle is the length of a title in characters from which it is too long.
const maxTitle = 60

func titleLengthRule() *Rule {
	r := titleRule("length", "Long title",
		"Lists of results cut titles at about 60 characters; short ones are found and read more.",
		"The title has more than 60 characters: name the job and what sets it apart, in about 35.", checkTitleLength).titles(
		[]string{"Senior Backend Engineer for Payments, Ledgers, Risk and Reporting in a Growing Team"},
		[]string{"Senior Backend Engineer, Payments", "Registered Nurse, Intensive Care"})
	r.Severity, r.Evidence, r.Citation = jobad.SeverityWarning, jobad.EvidenceObservation, titleAdvice
	r.Contrary = "The sources name different lengths."
	return r
}

func checkTitleLength(d *Draft, r *Rule) {
	if len(d.title.text) > maxTitle && utf8.RuneCountInString(d.title.text) > maxTitle {
		d.reportAt(r, &d.title, span{0, len(d.title.text)}, "").Pointer = "/title"
	}
}
