package review

import (
	"fmt"
	"slices"
	"strings"

	"rolewright/internal/jobad"
)

// Bounds of structure. Those without a source beside them are ours.
const (
	minAd        = 100 // words from which a text is taken for a whole ad
	wallWords    = 120 // words of a paragraph that is a wall
	careersMin   = 300 // words of an ad on a careers site, by Textio
	careersMax   = 700
	fewBullets   = 0.15
	manyBullets  = 0.5
	lostGlued    = 5  // words that ran together
	lostInline   = 6  // bullets inside lines
	lostSentence = 60 // words of a sentence, on average
)

// structureRule is a rule on what an ad holds, a suggestion unless said otherwise. It is silent on texts that are too short to be an ad.
func structureRule(id, title, why, message string, check func(*Draft, *Rule)) *Rule {
	return &Rule{
		ID: "structure/" + id, Category: "structure", Title: title, Severity: jobad.SeveritySuggestion, Evidence: jobad.EvidencePractice,
		Citation: "Practice of recruiters; the bounds are ours", Why: why, Message: message,
		check: func(d *Draft, r *Rule) {
			if d.total.words >= minAd {
				check(d, r)
			}
		},
	}
}

// sampleAd is an ad with the parts that are named, long enough to count as one.
func sampleAd(parts ...string) string {
	about := strings.Repeat("You help people who come to us with a question and you find the answer with them. ", 6)
	return "# Advisor\n\n" + about + "\n\n" + strings.Join(parts, "\n\n")
}

// The parts of sample ads.
const (
	sampleTasks = "## What you will do\n\n- Answer questions\n- Keep the records"
	sampleNeeds = "## What you need\n\n- You like to listen\n- You can write clearly"
	samplePay   = "## Pay\n\n€30,000 to €36,000 a year"
	sampleApply = "## How to apply\n\nWrite to jobs@example.com"
)

func fullSample() string { return sampleAd(sampleTasks, sampleNeeds, samplePay, sampleApply) }

// as gives a rule another severity.
func (r *Rule) as(s jobad.Severity) *Rule {
	r.Severity = s
	return r
}

// examples gives a rule what it finds and what it does not.
func (r *Rule) examples(flagged, clean string) *Rule {
	r.Flagged, r.Clean = []Example{{Text: flagged}}, []Example{{Text: clean}}
	return r
}

func (d *Draft) has(sections ...string) bool {
	return slices.ContainsFunc(d.blocks, func(b block) bool { return slices.Contains(sections, b.section) })
}

func noResponsibilitiesRule() *Rule {
	return structureRule("no-responsibilities", "No responsibilities",
		"What a person will do all day is what half of readers look for, right behind pay (LinkedIn, n = 450).",
		"No part of the text says what the person will do: add five to eight lines, each with a verb and an outcome.",
		func(d *Draft, r *Rule) {
			if !d.has("responsibilities", "success") {
				d.report(r, "")
			}
		}).examples(sampleAd(sampleNeeds, samplePay, sampleApply), fullSample())
}

func noRequirementsRule() *Rule {
	return structureRule("no-requirements", "No requirements",
		"Without them everybody applies, or nobody dares to.",
		"No part of the text says what the person needs: add four to seven lines under a heading of their own.",
		func(d *Draft, r *Rule) {
			if !d.has("must_have", "skills", "background") {
				d.report(r, "")
			}
		}).examples(sampleAd(sampleTasks, samplePay, sampleApply), fullSample())
}

func noPayRule() *Rule {
	return structureRule("no-pay", "No pay",
		"Pay is what most readers look for first (LinkedIn, n = 450: 61 %), and many places require it.",
		"The text does not say what the job pays: give the least and the most, the currency and the period.",
		func(d *Draft, r *Rule) {
			if !d.PayStated && !d.statesPay() {
				d.report(r, "")
				d.findings[len(d.findings)-1].Pointer = "/pay"
			}
		}).examples(sampleAd(sampleTasks, sampleNeeds, sampleApply), fullSample())
}

// statesPay reports whether the text gives an amount of pay.
func (d *Draft) statesPay() bool {
	return slices.ContainsFunc(d.passages, func(p *passage) bool { return len(p.money) > 0 })
}

func noApplyRule() *Rule {
	return structureRule("no-apply", "No way to apply",
		"A reader who wants the job has to know what to do next.",
		"The text does not say how to apply: add a link or an address, and until when.",
		func(d *Draft, r *Rule) {
			if !d.has("apply") && !strings.Contains(d.Text, "://") && !strings.Contains(d.Text, "@") {
				d.report(r, "")
				d.findings[len(d.findings)-1].Pointer = "/apply/url"
			}
		}).examples(sampleAd(sampleTasks, sampleNeeds, samplePay), fullSample())
}

func orderRule() *Rule {
	return structureRule("order", "Company before the job",
		"Readers decide within a minute, from the first screen; the part on the company is the one they read least (LinkedIn's heat map).",
		"The text speaks of the company before it says what the job is: move the company behind the job.",
		func(d *Draft, r *Rule) {
			first := func(section string) int {
				return slices.IndexFunc(d.blocks, func(b block) bool { return b.section == section && b.kind != heading })
			}
			company, tasks := first("company"), first("responsibilities")
			if company >= 0 && tasks > company {
				d.report(r, "")
			}
		}).as(jobad.SeverityInfo).examples(sampleAd("## About us\n\nWe are a small office in the old town.", sampleTasks), sampleAd(sampleTasks, "## About us\n\nWe are a small office."))
}

func wallRule() *Rule {
	wall := strings.Repeat("You help people who come to us with a question. ", 15)
	return structureRule("wall", "Wall of text",
		"Most readers skim, on a phone; a paragraph that fills the screen is passed over.",
		"A paragraph of more than 120 words: divide it, or make a list of it.",
		func(d *Draft, r *Rule) {
			for i, p := range d.passages {
				if d.blocks[i].kind == paragraph && p.words > wallWords && !d.lost {
					d.report(r, fmt.Sprintf("A paragraph of %d words: divide it, or make a list of it.", p.words))
				}
			}
		}).examples(wall, strings.Repeat("You help people who come to us with a question. ", 7)+"\n\n"+strings.Repeat("You find the answer with them. ", 9))
}

func bulletsRule() *Rule {
	item := "- You answer the questions that people bring to the desk and you keep the records\n"
	r := structureRule("bullets", "Too few or too many bullets",
		"Textio found ads with about a third of their words in lists to do best.",
		"The share of words in lists is far from a third.",
		func(d *Draft, r *Rule) {
			share := float64(d.bulleted) / float64(d.total.words)
			if d.Sections == nil && !d.lost && (share < fewBullets || share > manyBullets) { // in ads of ours the template decides
				d.report(r, fmt.Sprintf("%.0f %% of the words are in lists; ads with about a third did best in one vendor's figures.", share*100))
			}
		}).as(jobad.SeverityInfo).examples(strings.Repeat(item, 12), strings.Repeat("You help people who come to us with a question. ", 12)+"\n\n"+strings.Repeat(item, 4))
	r.Evidence, r.Citation = jobad.EvidenceObservation, "Textio, observations of its customers' ads; the bounds of 15 % and 50 % are ours"
	r.Contrary = "One vendor's observation; Textio also found that many bullets put women off and few put men off."
	return r
}

func lengthRule() *Rule {
	r := structureRule("length", "Length for the channel",
		"A careers site takes 300 to 700 words; other channels take less. A template names the length of its channel.",
		"The text is shorter or longer than its channel takes.",
		func(d *Draft, r *Rule) {
			low, high := d.MinWords, d.MaxWords
			if high == 0 {
				low, high = careersMin, careersMax
			}
			n := d.countWords()
			switch {
			case n < low:
				d.report(r, fmt.Sprintf("%d words; ads for this channel have %d to %d: say more of what is particular to this job.", n, low, high))
			case n > high:
				d.report(r, fmt.Sprintf("%d words; ads for this channel have %d to %d: leave out what a reader does not need in order to decide.", n, low, high))
			}
		}).as(jobad.SeverityInfo).examples(fullSample(), sampleAd(strings.Repeat("You find what people need. ", 50), sampleTasks))
	r.Evidence, r.Citation = jobad.EvidenceObservation, "Textio: 300 to 700 words on a careers site"
	r.Contrary = "Sources disagree: Ongig 550 to 750 words, Appcast 4,000 to 5,000 characters, LinkedIn under 150 words, Indeed 700 to 2,000 characters."
	return r
}

func lostBreaksRule() *Rule {
	return structureRule("lost-line-breaks", "Lost line breaks",
		"A text that was pasted without its line breaks cannot be read, nor measured: grades of it would be nonsense, so none are given.",
		"The line breaks were lost: words or bullets run together. Paste the text again, or put each bullet on a line of its own.",
		func(d *Draft, r *Rule) {
			if d.lost {
				d.report(r, "")
			}
		}).as(jobad.SeverityWarning).examples(strings.Repeat("Answer questions that people bringKeep the records of the day • Plan the week with the team", 12), fullSample())
}

// countWords is how many words the text has, with its headings and facts.
func (d *Draft) countWords() int {
	if d.Words == 0 {
		d.Words = len(strings.Fields(d.Text))
	}
	return d.Words
}

// lostBreaks reports a text whose line breaks were lost.
func (d *Draft) lostBreaks() bool {
	if d.total.words < minAd {
		return false
	}
	glued, inline := 0, 0
	for _, p := range d.passages {
		glued += p.glued
		inline += p.inline
	}
	return glued >= lostGlued && glued*60 > d.total.words || inline >= lostInline ||
		d.total.words > lostSentence*d.total.sentences
}
