package review

import (
	"math"
	"slices"

	"rolewright/internal/jobad"
)

// minWords is how many words a text must have before its readability is measured; under it one word decides.
const minWords = 100

// The tallies of coded words.
const (
	masculine = "masculine"
	feminine  = "feminine"
)

// metrics counts the text. Headings, facts, tables and the title are not counted.
func (d *Draft) metrics() *jobad.Metrics {
	if d.measured != nil {
		return d.measured
	}
	m := &jobad.Metrics{
		Words: d.total.words, Sentences: d.total.sentences, Bullets: d.bullets, LongestSentence: d.longest, Gender: d.coding(),
	}
	if d.total.words > 0 {
		m.BulletShare = math.Round(float64(d.bulleted)/float64(d.total.words)*100) / 100
	}
	if d.we > 0 {
		m.YouWeRatio = tenth(float64(d.you) / float64(d.we))
	}
	if d.total.words >= minWords && !d.lost {
		m.ReadingEase = tenth(d.total.readingEase())
		m.KincaidGrade = tenth(d.total.kincaidGrade())
		m.ARI = tenth(d.total.automatedReadability())
	}
	d.measured = m
	return m
}

// tenth rounds to one decimal.
func tenth(f float64) *float64 {
	f = math.Round(f*10) / 10
	return &f
}

// coding counts each coded word once and names the balance as Gender Decoder (2016) does.
func (d *Draft) coding() jobad.Coding {
	c := jobad.Coding{Masculine: []string{}, Feminine: []string{}}
	for _, p := range d.passages {
		for _, w := range p.coded {
			list := &c.Masculine
			if w.tally == feminine {
				list = &c.Feminine
			}
			if !slices.Contains(*list, w.word) {
				*list = append(*list, w.word)
			}
		}
	}
	slices.Sort(c.Masculine)
	slices.Sort(c.Feminine)
	c.Coding = codingOf(len(c.Feminine), len(c.Masculine))
	return c
}

// codingOf names the difference of feminine and masculine words: beyond three it is strong.
func codingOf(feminineWords, masculineWords int) string {
	const strong = 3
	switch difference := feminineWords - masculineWords; {
	case feminineWords+masculineWords == 0:
		return "empty"
	case difference == 0:
		return "neutral"
	case difference > strong:
		return "strongly " + feminine
	case difference > 0:
		return feminine
	case difference < -strong:
		return "strongly " + masculine
	}
	return masculine
}

// Score is 100 less what the findings cost: 15 for an error, 6 for a warning, 2 for a suggestion and nothing for
// information, since its evidence is contested or it is a matter of style. A rule counts three times at most, so that one
// habit of a writer does not decide. It is not less than 0. The weights are ours; they order texts and measure nothing.
func Score(findings []jobad.Finding) int {
	const most = 3
	score, counted := 100, map[string]int{}
	for i := range findings {
		if f := &findings[i]; f.Severity != jobad.SeverityInfo && counted[f.Rule] < most {
			counted[f.Rule]++
			score -= costOf(f.Severity)
		}
	}
	return max(score, 0)
}

func costOf(s jobad.Severity) int {
	switch s {
	case jobad.SeverityError:
		return 15
	case jobad.SeverityWarning:
		return 6
	case jobad.SeveritySuggestion:
		return 2
	case jobad.SeverityInfo:
	}
	return 0
}
