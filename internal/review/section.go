package review

import (
	"strings"
	"unicode"

	"rolewright/internal/jobad"
)

// sectionWords are what headings of a section say.
type sectionWords struct {
	id    string
	words []string
}

// allSectionWords are what headings of job ads say. The first section that has one of the words wins, so those with the
// narrower words come first.
func allSectionWords() []sectionWords {
	return []sectionWords{
		{"nice_to_have", []string{"nice to have", "nice-to-have", "preferred", "bonus point", "desirable", "a plus", "would be great", "extra credit", "optional", "ideally"}},
		{"encouragement", []string{"equal opportunit", "diversity", "inclusion", "accommodation", "eeo", "equality", "before you apply"}},
		{"disclosures", []string{"good to know", "legal", "disclosure", "fair chance"}},
		{"apply", []string{"how to apply", "apply", "application", "contact", "get in touch", "interested"}},
		{"process", []string{"process", "interview", "next steps", "how hiring works", "what happens next", "selection"}},
		{"pay", []string{"salary", "compensation", "pay", "remuneration", "wage"}},
		{"flexibility", []string{"flexib", "working hours", "work-life", "schedule", "shift"}},
		{"benefits", []string{"benefit", "perks", "what we offer", "we offer", "why join", "why work", "what you get", "what's in it", "rewards", "our offer", "you'll get"}},
		{"success", []string{"success", "first 90 days", "first months", "goals", "kpi"}},
		{"responsibilities", []string{"responsib", "what you will do", "what you'll do", "your tasks", "tasks", "duties", "the role", "your role", "day to day", "day-to-day", "job description", "what you will be doing", "what you'll be doing", "your day", "accountabilit", "the job", "your mission", "key activities"}},
		{"must_have", []string{"require", "qualification", "what you need", "what you'll need", "must have", "must-have", "who you are", "about you", "your profile", "you have", "you bring", "what you bring", "we're looking for", "we are looking for", "experience", "person specification", "essential", "your background", "criteria"}},
		{"skills", []string{"skill", "tech stack", "our stack", "tools", "technologies"}},
		{"background", []string{"education", "background"}},
		{"team", []string{"your place in the team", "the team", "your team", "our team", "who you'll work with"}},
		{"company", []string{"about us", "who we are", "about the company", "our company", "company", "our mission", "about", "our story", "our values"}},
		{"purpose", []string{"why this role", "purpose", "overview", "summary", "position", "introduction"}},
	}
}

// sectionOf is the section that a heading names, or empty.
func (r *Reviewer) sectionOf(text string) string {
	if len(text) > 80 {
		return ""
	}
	lower := strings.ReplaceAll(strings.ToLower(text), "’", "'")
	for _, s := range r.sections {
		for _, word := range s.words {
			if i := strings.Index(lower, word); i >= 0 && (i == 0 || !isASCIIWord(lower[i-1])) {
				return s.id
			}
		}
	}
	return ""
}

// assignSections gives every block the section of the heading before it, which the sections of an ad of ours tell, and
// else its words. The title at the top opens none. A short paragraph that names a section is its heading.
func (r *Reviewer) assignSections(blocks []block, known []jobad.Section) {
	section := ""
	for i := range blocks {
		b := &blocks[i]
		if b.kind == paragraph && r.isHeadline(blocks, i) {
			b.kind = heading
		}
		if b.kind == heading && (i > 0 || b.level > 1) {
			section = r.sectionIn(known, b.text)
		}
		b.section = section
	}
}

// sectionIn is the section that a heading opens.
func (r *Reviewer) sectionIn(known []jobad.Section, text string) string {
	for i := range known {
		if known[i].Heading == text {
			return known[i].ID
		}
	}
	return r.sectionOf(text)
}

// isHeadline reports a paragraph that is written as a heading: short, without a full stop, the name of a section.
func (r *Reviewer) isHeadline(blocks []block, i int) bool {
	text := strings.TrimSuffix(blocks[i].text, ":")
	return len(text) <= 50 && strings.Count(text, " ") <= 5 && !strings.ContainsAny(text, ".!?,") &&
		i+1 < len(blocks) && r.namesSection(text)
}

// namesSection reports a text that names a section and does not begin to fill it, as "Pay: $40 an hour" does: with words
// behind a colon, a currency or a figure. Figures belong into the headings of goals, such as "Your first 90 days".
func (r *Reviewer) namesSection(text string) bool {
	section := r.sectionOf(text)
	if section == "" || strings.Contains(strings.TrimSuffix(text, ":"), ":") {
		return false
	}
	return !strings.ContainsFunc(text, func(c rune) bool {
		return unicode.Is(unicode.Sc, c) || unicode.IsDigit(c) && section != "success"
	})
}
