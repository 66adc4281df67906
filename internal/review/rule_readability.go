package review

import (
	"fmt"
	"strings"

	"rolewright/internal/jobad"
)

// Bounds of grades: information above the first, a warning above the second. Sources differ (Ongig grade 8 to 9, AdGrader
// Flesch 60, practice grade 10 to 12 for technical ads).
const (
	easyGrade  = 9
	hardGrade  = 12
	easyFlesch = 60
)

// hardTextRule finds texts that are hard to read, by both grades, so that one formula alone never decides.
func hardTextRule() *Rule {
	return &Rule{
		ID: "readability/hard", Category: "readability", Title: "Hard to read",
		Severity: jobad.SeverityInfo, Evidence: jobad.EvidencePractice,
		Citation: "Flesch 1948; Kincaid et al. 1975; Senter and Smith 1967. Ongig advises grade 8 to 9, AdGrader Flesch 60",
		Contrary: "Sources disagree, and technical ads rarely get under grade 10: the names of things are long.",
		Why: "8,500 British ads averaged a reading age of 19. A finding comes if the Flesch-Kincaid grade and the Automated Readability Index " +
			"are both above 9 and the reading ease is under 60; it is a warning if both are above 12.",
		Message: "The text is hard to read: shorten the longest sentences first.",
		Flagged: []Example{{Text: strings.Repeat("The organization anticipates considerable intensification of collaborative operational responsibilities across international subsidiaries. ", 12)}},
		Clean:   []Example{{Text: strings.Repeat("You help people find the right room and the right time. ", 12)}, {Text: "Interdisciplinary responsibilities."}},
		check: func(d *Draft, r *Rule) {
			m := d.metrics()
			if m.ARI == nil || *m.ARI <= easyGrade || *m.KincaidGrade <= easyGrade || *m.ReadingEase >= easyFlesch {
				return
			}
			d.report(r, fmt.Sprintf("Hard to read: grade %.1f (Automated Readability Index) and %.1f (Flesch-Kincaid), aim for 9; the longest sentence has %d words.",
				*m.ARI, *m.KincaidGrade, m.LongestSentence))
			if *m.ARI > hardGrade && *m.KincaidGrade > hardGrade {
				d.findings[len(d.findings)-1].Severity = jobad.SeverityWarning
			}
		},
	}
}

// longSentenceRule finds long sentences.
func longSentenceRule() *Rule {
	long := "You " + strings.Repeat("plan the work and ", 6) + "then tell everyone about it."
	return &Rule{
		ID: "readability/long-sentence", Category: "readability", Title: "Long sentence",
		Severity: jobad.SeverityInfo, Evidence: jobad.EvidencePractice,
		Citation: "Practice of plain-language guides, which advise 15 to 25 words; the bound of 25 is ours",
		Why:      "A reader who skims loses the thread of a long sentence, and most readers of ads skim.",
		Message:  "A sentence of more than 25 words: make two of it.",
		Flagged:  []Example{{Text: long}},
		Clean:    []Example{{Text: "You plan the work. You tell everyone about it."}},
		check: func(d *Draft, r *Rule) {
			const most = 5
			told := 0
			for i, p := range d.passages {
				if !d.blocks[i].kind.isProse() || d.lost || d.blocks[i].section == "encouragement" || d.blocks[i].section == "disclosures" {
					continue
				}
				for _, at := range p.long {
					told++
					if told <= most {
						d.reportAt(r, &d.blocks[i], at, "")
					}
				}
			}
		},
	}
}
