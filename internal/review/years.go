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
		for first > 0 && i-first < 3 && follows(tokens, first-1, first, false) && r.isAmount(&tokens[first-1]) {
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
	case "to", "or", "plus", "+":
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

// ofExperience reports whether the sentence of token i is about experience: it says so close behind or before.
func (r *reader) ofExperience(tokens []token, i int) bool {
	for j := max(0, i-12); j < min(len(tokens), i+12); j++ {
		if tokens[j].sentence == tokens[i].sentence && tokens[j].flags&opaque == 0 &&
			strings.HasPrefix(strings.ToLower(r.text[tokens[j].start:min(tokens[j].end, tokens[j].start+16)]), "experience") {
			return true
		}
	}
	return false
}
