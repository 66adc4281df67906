package catalog

import (
	"math"

	"rolewright/internal/jobad"
)

// Resolution is what a free text is taken to mean.
type Resolution struct {
	Role       *jobad.Role // nil if the text is no title, or fits several roles alike
	Level      jobad.Level // as the title says it; the nearest that the role has. Empty if it says none
	Confidence float64     // an estimate of how likely it is that the role is right, or that of the best alternative
	Matched    string      // the name of the catalog that led to the role; empty without one

	// Alternatives are other roles that it may mean, the likeliest first, MaxAlternatives at most.
	Alternatives []Alternative

	// Parts are the text in its order. Their texts together are the text, byte for byte.
	Parts []Part
}

// Alternative is a role that a text may mean.
type Alternative struct {
	Role       *jobad.Role
	Confidence float64 // an estimate of how likely it is that this is the role
}

// Part is a piece of a title and what it is.
type Part struct {
	Text string
	Kind PartKind
}

// PartKind says what a part of a title does.
type PartKind string

// What leads to the role and to the level. Every other part has an [IgnoredKind].
const (
	PartName  PartKind = "name"
	PartLevel PartKind = "level"
)

// IgnoredKind says what a part of a title is that leads to neither role nor level.
type IgnoredKind string

// The kinds of ignored parts.
const (
	Technology   IgnoredKind = "technology"    // a language, framework or tool
	Place        IgnoredKind = "place"         // where the job is
	Team         IgnoredKind = "team"          // a team, a ward, a subject, an industry
	Contract     IgnoredKind = "contract"      // how someone is employed, and how long
	Workplace    IgnoredKind = "workplace"     // remote, hybrid, on site
	Schedule     IgnoredKind = "schedule"      // shifts and hours
	Pay          IgnoredKind = "pay"           // amounts, and words about them
	Code         IgnoredKind = "code"          // the number of a requisition
	Grade        IgnoredKind = "grade"         // a step of somebody's own scale: a tier, a band, a year of school
	Credential   IgnoredKind = "credential"    // a license, a degree, a language, years of experience
	GenderMarker IgnoredKind = "gender_marker" // "(m/f/d)"
	Noise        IgnoredKind = "noise"         // "URGENT!!"
	Other        IgnoredKind = "other"         // everything else
)

// IgnoredKinds returns every kind of ignored part.
func IgnoredKinds() []IgnoredKind {
	return []IgnoredKind{
		Technology, Place, Team, Contract, Workplace, Schedule, Pay, Code, Grade, Credential, GenderMarker, Noise, Other,
	}
}

// Ignored is the kind of a part that leads to neither role nor level; ok is false for the others.
func (p Part) Ignored() (kind IgnoredKind, ok bool) {
	if p.Kind == PartName || p.Kind == PartLevel {
		return "", false
	}
	return IgnoredKind(p.Kind), true
}

// MaxAlternatives bounds the alternatives of a [Resolution].
const MaxAlternatives = 5

// leastConfidence is how likely a role has to be to be taken: more likely right than wrong.
const leastConfidence = 0.5

// Resolve returns the role and the level that a text means as employers write titles: "Sr. SWE (Backend)", "RN, ICU
// nights". It tells apart what says the job, what says the level and what does neither, and forgives spelling. The same
// text always resolves to the same.
//
// Confidence is how often such a match was right on labelled titles; at 0.8 and above it was in nine of ten. A text that
// is a name in the catalog resolves to its role with 1. Below 0.5 there is no role, only alternatives.
func (c *Catalog) Resolve(title string) *Resolution {
	r := c.resolver()
	t := r.reading()
	defer r.release(t)
	r.read(t, title)
	r.compare(t)
	ranked := r.ranking(t)
	if n, ok := c.byName[foldTitle(title)]; ok && n.kind != jobad.Related {
		return r.certain(t, n, ranked)
	}
	return r.likely(t, ranked)
}

// certain is the resolution of a title that is a name in the catalog.
func (r *resolver) certain(t *reading, n name, ranked []match) *Resolution {
	s := &Resolution{Role: n.role, Level: n.level, Confidence: 1, Matched: shownName(n)}
	for _, m := range ranked {
		if r.names[m.name].name.role == n.role && s.Level == "" {
			s.Level = r.levelOf(t, m)
		}
	}
	s.Alternatives = r.alternatives(ranked, n.role, s.Confidence)
	s.Parts = []Part{{t.title, PartName}}
	return s
}

// likely is the resolution of any other title.
func (r *resolver) likely(t *reading, ranked []match) *Resolution {
	s := &Resolution{}
	if len(ranked) == 0 {
		s.Level, s.Parts = t.level(nil), r.parts(t, nil)
		return s
	}
	best := ranked[0]
	s.Confidence = r.confidence(t, ranked)
	if s.Confidence < leastConfidence || r.related(best) {
		if r.related(best) {
			s.Confidence = min(s.Confidence, relatedConfidence)
		}
		s.Level, s.Parts = t.level(nil), r.parts(t, &r.names[best.name])
		s.Alternatives = r.alternatives(ranked, nil, s.Confidence)
		return s
	}
	n := &r.names[best.name]
	s.Role, s.Matched = n.name.role, shownName(n.name)
	s.Level = r.levelOf(t, best)
	s.Parts = r.parts(t, n)
	s.Alternatives = r.alternatives(ranked, s.Role, s.Confidence)
	return s
}

// shownName is a name that may be printed.
func shownName(n name) string {
	if n.kind == jobad.SearchOnly || n.title == n.role.Slug {
		return n.role.Title
	}
	return n.title
}

// doubtfulConfidence bounds how likely a role is if the title names another one as well ("Nurse or Doctor"), or a skill
// or a department alone ("Python").
const doubtfulConfidence = 0.45

// relatedConfidence bounds how likely a role is that another job only points to.
const relatedConfidence = 0.4

// leastScore is the score that makes a role worth naming as an alternative.
const leastScore = 0.12

// alternatives are the best roles but the one that was taken. They share what is left of certainty by their scores;
// without one that was taken, confidence is that of the first.
func (r *resolver) alternatives(ranked []match, taken *jobad.Role, confidence float64) []Alternative {
	var chosen []match
	sum := 0.0
	for _, m := range ranked {
		if len(chosen) == MaxAlternatives || m.score < leastScore {
			break
		}
		if r.names[m.name].name.role != taken {
			chosen = append(chosen, m)
			sum += m.score
		}
	}
	all := make([]Alternative, 0, len(chosen))
	for _, m := range chosen {
		share := (1 - confidence) * m.score / sum
		if taken == nil {
			share = confidence * m.score / chosen[0].score
		}
		if share = round(share); share > 0 {
			all = append(all, Alternative{r.names[m.name].name.role, share})
		}
	}
	return all
}

// round keeps two decimals: more would feign a precision that no set of titles can give.
func round(p float64) float64 { return math.Round(p*100) / 100 }

// confidence is how likely it is that the first match is right, by how well it fits and how far it is ahead of the second.
// The weights were fitted to the labelled titles of development.tsv by logistic regression.
func (r *resolver) confidence(t *reading, ranked []match) float64 {
	best := &r.names[ranked[0].name]
	if t.doubtful() || t.unsaid(best.head) || t.ledByLearners(best) {
		return min(doubtfulConfidence, round(ranked[0].score))
	}
	score, ahead := ranked[0].score, ranked[0].score
	if len(ranked) > 1 {
		ahead -= ranked[1].score
	}
	likely := min(0.99, round(1/(1+math.Exp(2-5.4*score-2.9*ahead))))
	if r.misranked(t, best) {
		return min(misrankedConfidence, likely)
	}
	return likely
}

// explains reports whether a name has a word that a term says.
func (r *resolver) explains(t *reading, name *indexedName, i int) bool {
	for _, id := range name.words {
		if t.saidBy[id]&(1<<i) != 0 || t.factor[id] > 0 && t.said[id] == i {
			return true
		}
	}
	return false
}
