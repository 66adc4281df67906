package review

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

// Fix puts the safe suggestions in place and returns the text with what was changed, in its order; places are in bytes of
// the text that was given. A change that would bring a new finding is not made, nor one to a name, a number or an address.
// To fix a text again changes nothing.
func (r *Reviewer) Fix(in *Input) (text string, edits []jobad.Edit) {
	f := &fixer{reviewer: r, in: in}
	f.before = f.count(in.Text)
	rest := r.candidates(in)
	for len(rest) > 0 && f.tries < maxTries {
		refused := f.try(rest)
		if len(refused) == len(rest) {
			break
		}
		rest = refused
	}
	if f.tries >= maxTries {
		return in.Text, []jobad.Edit{}
	}
	return f.apply(nil), f.made
}

// maxTries bounds how often a text is reviewed to fix it. What takes more is left as it is.
const maxTries = 64

// fixer looks for changes that bring no finding.
type fixer struct {
	reviewer *Reviewer
	in       *Input
	before   map[string]int
	made     []jobad.Edit
	tries    int
}

// try makes the changes, all at once or else in halves, and returns those that were not made.
func (f *fixer) try(edits []jobad.Edit) (refused []jobad.Edit) {
	f.tries++
	if f.tries >= maxTries {
		return edits
	}
	worse := func(after map[string]int) bool {
		for rule, n := range after {
			if n > f.before[rule] {
				return true
			}
		}
		return false
	}
	if after := f.count(f.apply(edits)); !worse(after) {
		f.made = sortEdits(append(f.made, edits...))
		f.before = after
		return nil
	}
	if len(edits) == 1 {
		return edits
	}
	half := len(edits) / 2
	return append(slices.Clone(f.try(edits[:half])), f.try(edits[half:])...)
}

// apply is the text with the changes made so far and more.
func (f *fixer) apply(more []jobad.Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range sortEdits(append(slices.Clone(f.made), more...)) {
		b.WriteString(f.in.Text[at:e.Start])
		b.WriteString(e.After)
		at = e.End
	}
	b.WriteString(f.in.Text[at:])
	return b.String()
}

func sortEdits(edits []jobad.Edit) []jobad.Edit {
	slices.SortFunc(edits, func(a, b jobad.Edit) int { return a.Start - b.Start })
	return edits
}

// count is how many findings each rule has in a text.
func (f *fixer) count(text string) map[string]int {
	in := *f.in
	in.Text = text
	n := map[string]int{}
	for _, finding := range f.reviewer.Review(&in).Findings {
		n[finding.Rule]++
	}
	return n
}

// candidates are the changes that the safe rules suggest, in the order of the text.
func (r *Reviewer) candidates(in *Input) []jobad.Edit {
	safe := map[string]bool{}
	for _, rule := range r.rules {
		safe[rule.ID] = rule.Safe
	}
	var all []jobad.Edit
	end := 0
	for _, f := range r.Review(in).Findings {
		if !safe[f.Rule] || f.Pointer == "/title" || len(f.Suggestions) == 0 || f.End <= f.Start || f.Start < end || in.Text[f.Start:f.End] != f.Excerpt ||
			strings.ContainsAny(f.Excerpt+f.Suggestions[0], "0123456789<>&") {
			continue
		}
		e := withArticle(in.Text, jobad.Edit{Rule: f.Rule, Start: f.Start, End: f.End, Before: f.Excerpt, After: f.Suggestions[0]})
		if e.Start < end {
			continue
		}
		all, end = append(all, e), e.End
	}
	return all
}

// withArticle changes "a" to "an" or back before a replacement that begins otherwise than what it replaces.
func withArticle(text string, e jobad.Edit) jobad.Edit {
	for _, article := range []string{"a ", "an ", "A ", "An "} {
		from := e.Start - len(article)
		if from < 0 || text[from:e.Start] != article || from > 0 && !isSpace(text[from-1]) {
			continue
		}
		if startsWithVowel(e.Before) == startsWithVowel(e.After) {
			return e
		}
		other := article[:1] + " "
		if startsWithVowel(e.After) {
			other = article[:1] + "n "
		}
		e.Start, e.Before, e.After = from, article+e.Before, other+e.After
		return e
	}
	return e
}

func startsWithVowel(word string) bool {
	return word != "" && strings.IndexByte("aeiouAEIOU", word[0]) >= 0
}

// likeCase gives a replacement the capitals of what it replaces: all, the first, or its own if it has some, as names have.
func likeCase(replacement, excerpt string) string {
	first, _ := utf8.DecodeRuneInString(excerpt)
	switch {
	case !unicode.IsUpper(first) || strings.ToLower(replacement) != replacement:
		return replacement
	case utf8.RuneCountInString(excerpt) > 1 && strings.ToUpper(excerpt) == excerpt:
		return strings.ToUpper(replacement)
	}
	r, size := utf8.DecodeRuneInString(replacement)
	return string(unicode.ToUpper(r)) + replacement[size:]
}
