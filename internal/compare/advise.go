package compare

import (
	"math"
	"slices"
	"strings"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

const (
	// decisive is by how many points a role has to lead for a verdict: less is as good as nothing.
	decisive = 2
	// descriptionPoints go to the role that a description speaks of most. Others get the square of their share, so that a
	// role with half of the words does not come near.
	descriptionPoints = 4
	// speaksFor is how many points a description must give to a role that nobody named, and how many more than to every
	// candidate less one, to bring that role up.
	speaksFor = 3
	// shortlist is how many roles are compared if nobody named any.
	shortlist = 6
)

// Question is what advice is asked on.
type Question struct {
	// Candidates are slugs of the catalog, no two the same. None leaves the choice to the whole catalog, by what the
	// description speaks of.
	Candidates []string
	Need       jobad.Need
	// Description says in plain words what somebody is needed for.
	Description string
	// Company is the name of the employer, for the brief.
	Company string
}

// Advise says whom to hire. A role gets the points of its own rules and those of the curated comparisons that hold at least
// two of the candidates, if their conditions hold, and up to [descriptionPoints] for the words of the description that
// are in its lines; a role that the description names leads those that it does not name. A lead of two points decides. A
// role that is no candidate is brought up if a rule of such a comparison speaks for it, or the description speaks of it far
// more than of every candidate, and it leads by two points.
func (c *Comparer) Advise(q *Question) *jobad.Advice {
	t := c.newTrial(q)
	o := t.try(&q.Need)
	advice := &jobad.Advice{Verdict: o.verdict, Ranking: []jobad.Ranked{}, Flips: t.flips(&q.Need, o), Unknown: unknown(q)}
	advice.Verdict.Texts = t.texts(o)
	if len(o.ranking) == 0 && !t.understood() {
		advice.Verdict.Texts, advice.Unknown = notUnderstood(advice.Unknown)
	}
	ranking := o.ranking
	if o.outsider != nil {
		ranking = append([]*standing{o.outsider}, ranking...)
	}
	for _, s := range ranking {
		advice.Ranking = append(advice.Ranking, t.ranked(s, &q.Need))
	}
	if o.verdict.Role != "" {
		name := q.Company
		if name == "" {
			name = "Your company"
		}
		advice.Brief = &jobad.AdvisedBrief{Role: o.verdict.Role, Level: o.verdict.Level, Company: jobad.AdvisedCompany{Name: name}}
	}
	return advice
}

// describe finds the roles that a text speaks of, and shows by which words.
func (c *Comparer) describe(text string) map[*jobad.Role]description {
	described := map[*jobad.Role]description{}
	hits := c.catalog.Match(text)
	for i := range hits {
		share := hits[i].Score / max(hits[0].Score, leastScore)
		points := int(math.Round(descriptionPoints * share * share))
		if points == 0 {
			break
		}
		d := description{points: points}
		for _, m := range hits[i].Matches {
			d.matches = append(d.matches, jobad.WordMatch{Words: m.Words, Line: m.Line})
		}
		described[hits[i].Role] = d
	}
	c.name(described, text)
	return described
}

// name puts the roles that a text asks for by name ahead of all others, whatever words their lines share with it.
func (c *Comparer) name(described map[*jobad.Role]description, text string) {
	mentions := c.catalog.Mentions(text)
	if len(mentions) == 0 {
		return
	}
	for role, d := range described {
		d.points = min(d.points, descriptionPoints-decisive)
		described[role] = d
	}
	for _, m := range mentions {
		match := jobad.WordMatch{Words: m.Words, Line: m.Line}
		matches := slices.DeleteFunc(described[m.Role].matches, func(known jobad.WordMatch) bool { return known.Line == m.Line })
		matches = slices.Insert(matches, 0, match)
		described[m.Role] = description{points: descriptionPoints, matches: matches[:min(len(matches), catalog.MaxMatches)]}
	}
}

// leastScore is what the best role has to reach for all the points of a description: words that are nearly everywhere do
// not.
const leastScore = 6

// texts are what curators say of a verdict.
func (c *Comparer) texts(o *outcome) []jobad.Line {
	texts := []jobad.Line{}
	for _, comparison := range o.comparisons {
		texts = append(texts, textsOf(c.curatedOf(comparison), &o.verdict)...)
	}
	return texts
}

// textsOf are what one comparison says of a verdict.
func textsOf(curated jobad.CuratedComparison, v *jobad.Verdict) []jobad.Line {
	switch v.Kind {
	case jobad.Hire:
		i := slices.IndexFunc(curated.Hire, func(hire jobad.WhenToHire) bool { return hire.Role == v.Role })
		if i >= 0 {
			return curated.Hire[i].When
		}
	case jobad.EitherVerdict:
		if slices.Contains(curated.Roles, v.Roles[0]) && len(v.Roles) > 1 && slices.Contains(curated.Roles, v.Roles[1]) {
			return []jobad.Line{curated.Either}
		}
	case jobad.Neither:
		i := slices.IndexFunc(curated.Neither, func(other jobad.OtherRole) bool { return other.Role == v.Role })
		if i >= 0 {
			return []jobad.Line{curated.Neither[i].Line}
		}
	}
	return nil
}

// ranked tells a standing with its reasons.
func (t *trial) ranked(s *standing, need *jobad.Need) jobad.Ranked {
	level, why := t.level(s, need)
	r := jobad.Ranked{
		Role: s.role.Slug, Title: t.catalog.Title(s.role, level), Level: level, Points: s.points,
		Reasons: []jobad.Reason{}, LevelReasons: why,
	}
	if d := t.described[s.role]; d.points > 0 {
		r.Reasons = append(r.Reasons, jobad.Reason{
			Rule: "description", Points: d.points, Text: d.matches[0].Text, Source: d.matches[0].Source, Matches: d.matches,
		})
	}
	for _, f := range s.fired {
		r.Reasons = append(r.Reasons, f.reason())
	}
	slices.SortStableFunc(r.Reasons, func(a, b jobad.Reason) int { return b.Points - a.Points })
	return r
}

func (f *fired) reason() jobad.Reason {
	return jobad.Reason{Rule: f.name, Points: f.rule.Points, Text: f.rule.Text, Source: f.source}
}

// understood reports a description that tells some roles from others.
func (t *trial) understood() bool {
	for _, d := range t.described {
		if d.points >= decisive {
			return true
		}
	}
	return false
}

// notUnderstood says of a description that it speaks of no role, and that it is as good as not told.
func notUnderstood(unknown []string) (texts []jobad.Line, all []string) {
	const pointer = "/description"
	if !slices.Contains(unknown, pointer) {
		unknown = append(unknown, pointer)
	}
	return []jobad.Line{{Text: notUnderstoodText, Source: "brief:" + pointer}}, unknown
}

// notUnderstoodText is about a description in which nothing tells one role from another.
const notUnderstoodText = "No word of the description tells which role is meant. Say in other words, in English, what is to be " +
	"done, or name the candidates to choose between."

// unknown are the answers that a question does not hold.
func unknown(q *Question) []string {
	pointers := []string{}
	for _, answer := range []struct {
		pointer string
		missing bool
	}{
		{"/need/problem", q.Need.Problem == ""},
		{"/need/stage", q.Need.Stage == ""},
		{"/need/team_size", q.Need.TeamSize == nil},
		{"/need/has_architect", q.Need.HasArchitect == nil},
		{"/need/can_mentor", q.Need.CanMentor == nil},
		{"/need/budget", q.Need.Budget == ""},
		{"/need/team", len(q.Need.Team) == 0},
		{"/description", strings.TrimSpace(q.Description) == ""},
	} {
		if answer.missing {
			pointers = append(pointers, answer.pointer)
		}
	}
	return pointers
}
