package review

import (
	"slices"
	"strings"
)

// allRules are the rules that are words and those that are more, sorted by id.
func allRules(l *lexicon) []*Rule {
	all := []*Rule{
		tooManyMustsRule(), yearsRule(),
		openRangeRule(), wideRangeRule(),
		hardTextRule(), longSentenceRule(),
		bulletsRule(), lengthRule(), lostBreaksRule(), noApplyRule(), noPayRule(), noRequirementsRule(),
		noResponsibilitiesRule(), orderRule(), wallRule(),
		secondPersonRule(),
		titleAddressRule(), titleCodeRule(), titleLengthRule(), titlePayRule(), titleShoutingRule(), titleSymbolsRule(),
	}
	for _, t := range l.terms {
		all = append(all, t.rule)
	}
	slices.SortFunc(all, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// allCategories are the categories of the terms and those that have no terms, sorted by id.
func allCategories(terms []Category) []Category {
	all := append(slices.Clone(terms),
		Category{
			ID: "readability", Title: "Readability",
			About: "How hard a text is to read. Formulas measure sentences and words, not sense, so they are a hint and no mark.",
		},
		Category{
			ID: "structure", Title: "Structure",
			About: "What an ad holds and in which order: readers decide within a minute, from the first screen.",
		},
	)
	slices.SortFunc(all, func(a, b Category) int { return strings.Compare(a.ID, b.ID) })
	return all
}
