package review

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Bounds of a pattern, so that what it costs to try one is bounded too.
const (
	maxElements = 12
	maxGaps     = 2
	maxGap      = 8
)

// pattern is a sequence of words to look for.
type pattern struct {
	elements []element
	term     *term
	part     part
	anchor   int      // the element that is looked for first
	before   int      // how many words can be before it, at most
	needs    []uint64 // masks of the elements that are always there
	use      []string // what may stand in place of a match
}

// part says what a match of a pattern means for its term.
type part uint8

const (
	isMatch  part = iota // a hit
	isExcept             // no hit overlaps it
	isUnless             // no hit is in its sentence
	isWith               // a hit is in its sentence
)

// element is one step of a pattern.
type element struct {
	words    []wordID
	mask     uint64   // has the bit of each word, see bit
	exact    []string // as words, if upper and lower case must be as written
	number   bool     // any number
	any      bool     // any one word
	gap      int      // any number of words up to this; 0 is no gap
	optional bool
}

// numberWords are the number words that "#" stands for beside digits.
func numberWords() []string {
	return []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
}

// parsePattern reads "find | find" patterns with the replacements behind " -> ".
func parsePattern(text string, parse func(string) (element, error)) (*pattern, error) {
	find, use, _ := strings.Cut(text, " -> ")
	p := &pattern{}
	for replacement := range strings.SplitSeq(use, "|") {
		if replacement = strings.TrimSpace(replacement); replacement != "" {
			p.use = append(p.use, replacement)
		}
	}
	gaps := 0
	p.elements = make([]element, 0, strings.Count(find, " ")+1)
	for word := range strings.FieldsSeq(find) {
		e, err := parse(word)
		if err != nil {
			return nil, fmt.Errorf("%q in %q: %w", word, text, err)
		}
		if e.gap > 0 {
			gaps++
		}
		p.elements = append(p.elements, e)
	}
	switch {
	case len(p.elements) == 0:
		return nil, errors.New("want at least one word")
	case len(p.elements) > maxElements:
		return nil, fmt.Errorf("%q has more than %d words", text, maxElements)
	case gaps > maxGaps:
		return nil, fmt.Errorf("%q has more than %d gaps", text, maxGaps)
	case len(p.elements[0].words) == 0 || p.elements[0].optional || p.elements[0].number:
		return nil, fmt.Errorf("%q must begin with a word that is not optional", text)
	case p.elements[len(p.elements)-1].gap > 0:
		return nil, fmt.Errorf("%q must not end with a gap", text)
	}
	for i := range p.elements[1:] {
		if p.elements[i].gap > 0 && p.elements[i+1].gap > 0 {
			return nil, fmt.Errorf("%q has a gap behind a gap", text)
		}
	}
	return p, nil
}

func parseElement(text string, v vocabulary) (element, error) {
	if gap, ok := strings.CutPrefix(text, ".."); ok {
		return parseGap(gap)
	}
	e := element{}
	text, e.optional = strings.CutSuffix(text, "?")
	switch text {
	case "_":
		e.any = true
		return e, nil
	case "#":
		e.number = true
		for _, word := range numberWords() {
			e.words = append(e.words, v.add(word))
		}
		return e, nil
	}
	words, err := expand(text)
	if err != nil {
		return e, err
	}
	err = e.take(words, v)
	return e, err
}

// parseGap reads what follows "..": nothing or the most words that may be in the gap.
func parseGap(text string) (element, error) {
	if text == "" {
		return element{gap: 3}, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > maxGap {
		return element{}, fmt.Errorf("want a gap of 1 to %d words", maxGap)
	}
	return element{gap: n}, nil
}

// take makes the words those of e. If one of them has capitals, all have to be as they are written.
func (e *element) take(words []string, v vocabulary) error {
	for _, word := range words {
		if word == "" || strings.ContainsAny(word, "-/()\"") {
			return errors.New("want words, with alternatives as a|b and endings as word(s)")
		}
		e.words = append(e.words, v.add(strings.ToLower(word)))
	}
	if slices.ContainsFunc(words, func(word string) bool { return strings.ToLower(word) != word }) {
		e.exact = words
	}
	return nil
}

// expand writes out the alternatives of "a|b(s)": a, b, bs. Bars inside brackets divide endings.
func expand(text string) ([]string, error) {
	var all []string
	for _, alternative := range splitOutside(text) {
		stem, rest, found := strings.Cut(alternative, "(")
		if !found {
			all = append(all, stem)
			continue
		}
		endings, behind, closed := strings.Cut(rest, ")")
		if !closed {
			return nil, errors.New("want a closing bracket")
		}
		if !strings.Contains(endings, "|") {
			all = append(all, stem+behind)
		}
		for ending := range strings.SplitSeq(endings, "|") {
			all = append(all, stem+ending+behind)
		}
	}
	return all, nil
}

// splitOutside splits at bars that are not in brackets.
func splitOutside(text string) []string {
	var all []string
	depth, from := 0, 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '|':
			if depth == 0 {
				all, from = append(all, text[from:i]), i+1
			}
		}
	}
	return append(all, text[from:])
}

// match reports the index behind the last token of a match that begins at token i, or -1. The longest wins.
func (p *pattern) match(text string, tokens []token, i int) int {
	return matchFrom(p.elements, text, tokens, i, i)
}

func matchFrom(elements []element, text string, tokens []token, first, i int) int {
	if len(elements) == 0 {
		return i
	}
	e, rest := &elements[0], elements[1:]
	if e.gap > 0 {
		best := -1
		for skip := 0; skip <= e.gap && i+skip <= len(tokens); skip++ {
			if skip > 0 && !follows(tokens, first, i+skip-1, true) {
				break
			}
			best = max(best, matchAfterGap(rest, text, tokens, first, i+skip))
		}
		return best
	}
	best := -1
	if i < len(tokens) && follows(tokens, first, i, false) && e.takes(text, &tokens[i]) {
		best = matchFrom(rest, text, tokens, first, i+1)
	}
	if e.optional && best < 0 {
		best = matchFrom(rest, text, tokens, first, i)
	}
	return best
}

// matchAfterGap lets a comma be before the first word behind a gap.
func matchAfterGap(rest []element, text string, tokens []token, first, i int) int {
	if len(rest) == 0 {
		return i
	}
	if i >= len(tokens) || !follows(tokens, first, i, true) {
		return -1
	}
	best := -1
	if rest[0].takes(text, &tokens[i]) {
		best = matchFrom(rest[1:], text, tokens, first, i+1)
	}
	if rest[0].optional && best < 0 {
		best = matchAfterGap(rest[1:], text, tokens, first, i)
	}
	return best
}

// follows reports whether token i goes on with the phrase that began with token first.
func follows(tokens []token, first, i int, commaToo bool) bool {
	if i == first {
		return true
	}
	t := &tokens[i]
	return t.sentence == tokens[first].sentence && !t.flags.has(afterMark|opaque) && (commaToo || !t.flags.has(comma))
}

// bit is the bit of a word in a mask of 64: most words that are not in a list are told from it by that alone.
func (w wordID) bit() uint64 { return 1 << (w % 64) }

func (e *element) takes(text string, t *token) bool {
	switch {
	case t.flags.has(opaque):
		return false
	case e.any:
		return true
	case e.number && t.flags.has(number):
		return true
	case e.mask&t.word.bit() == 0 || !slices.Contains(e.words, t.word):
		return false
	}
	return len(e.exact) == 0 || slices.Contains(e.exact, text[t.start:t.end])
}
