package review

import (
	"strconv"
	"strings"
)

// years is a number of years that a text asks for.
type years struct {
	span

	atLeast    int
	experience bool // the sentence is about experience
}

// findYears finds "5+ years", "3 to 5 years" and "five years".
func (r *reader) findYears(tokens []token) []years {
	var all []years
	for i := range tokens {
		if tokens[i].class&isYears == 0 || i == 0 {
			continue
		}
		first := i
		for first > 0 && i-first < 4 && follows(tokens, first-1, first, false) && r.isAmount(&tokens[first-1]) {
			first--
		}
		if n, ok := r.amount(&tokens[first]); ok && first < i {
			all = append(all, years{
				span{int(tokens[first].start), int(tokens[i].end)}, n, r.ofExperience(tokens, i),
			})
		}
	}
	return all
}

// isAmount reports what can stand before "years" in an amount: numbers, and "to", "or" and "plus" between or behind them.
func (r *reader) isAmount(t *token) bool {
	if _, ok := r.amount(t); ok {
		return true
	}
	switch strings.ToLower(r.text[t.start:t.end]) {
	case "to", "or", "plus", "more":
		return true
	}
	return false
}

// amount is the value of a number, in digits or as a word.
func (r *reader) amount(t *token) (int, bool) {
	text := strings.TrimRight(r.text[t.start:t.end], "+")
	if t.flags.has(number) {
		n, err := strconv.Atoi(text)
		return n, err == nil
	}
	if len(text) > 6 {
		return 0, false
	}
	lower := strings.ToLower(text)
	for n, word := range numberWords() {
		if word == lower {
			return n + 1, true
		}
	}
	return 0, false
}

// ofExperience reports whether the years before token i are those of a person's work: the sentence speaks of experience, or
// goes on with what the years were spent on and is neither about the employer nor about a term.
func (r *reader) ofExperience(tokens []token, i int) bool {
	const reach = 12
	spent := i+1 < len(tokens) && follows(tokens, i, i+1, false) && tokens[i+1].class&isSpent != 0
	for j := max(0, i-reach); j < min(len(tokens), i+reach); j++ {
		if tokens[j].sentence != tokens[i].sentence {
			continue
		}
		if tokens[j].class&isExperience != 0 {
			return true
		}
		if tokens[j].class&(isWe|isTerm) != 0 {
			spent = false
		}
	}
	return spent
}
