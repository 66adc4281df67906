package review

// counts are the sizes of a text, or of a part of one, that measures of readability start from. Those of the parts add
// up to those of the whole.
type counts struct {
	words      int
	sentences  int
	syllables  int
	characters int // letters and digits
}

// add is the counts of two parts together.
func (c counts) add(o counts) counts {
	return counts{
		words:      c.words + o.words,
		sentences:  c.sentences + o.sentences,
		syllables:  c.syllables + o.syllables,
		characters: c.characters + o.characters,
	}
}

// readingEase is the Flesch reading ease: 60 to 70 is plain English, less is harder, and there is no bound at either
// end. It is 0 for a text without a word or a sentence.
//
// Source: R. Flesch, "A New Readability Yardstick", Journal of Applied Psychology 32 (1948), 221-233.
func (c counts) readingEase() float64 {
	if c.empty() {
		return 0
	}
	return 206.835 - 1.015*c.perSentence() - 84.6*c.perWord(c.syllables)
}

// kincaidGrade is the Flesch-Kincaid grade: the years of school in the United States that a text asks for. It is below
// 0 for the easiest texts, and 0 for a text without a word or a sentence.
//
// Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of New Readability Formulas for
// Navy Enlisted Personnel", Research Branch Report 8-75, Naval Technical Training Command (1975).
func (c counts) kincaidGrade() float64 {
	if c.empty() {
		return 0
	}
	return 0.39*c.perSentence() + 11.8*c.perWord(c.syllables) - 15.59
}

// automatedReadability is the automated readability index, a grade like kincaidGrade. It needs no syllables, so it is
// exact where they are an estimate. It is 0 for a text without a word or a sentence.
//
// Source: R. J. Senter and E. A. Smith, "Automated Readability Index", AMRL-TR-66-220, Aerospace Medical Research
// Laboratories (1967).
func (c counts) automatedReadability() float64 {
	if c.empty() {
		return 0
	}
	return 4.71*c.perWord(c.characters) + 0.5*c.perSentence() - 21.43
}

func (c counts) empty() bool { return c.words == 0 || c.sentences == 0 }

func (c counts) perSentence() float64 { return float64(c.words) / float64(c.sentences) }

func (c counts) perWord(n int) float64 { return float64(n) / float64(c.words) }
