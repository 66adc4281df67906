package compare

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

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
// are in its lines. A lead of two points decides. A role that is no candidate is brought up if a rule of such a
// comparison speaks for it, or the description speaks of it far more than of every candidate, and it leads by two
// points.
func (c *Comparer) Advise(q *Question) *jobad.Advice {
	t := c.newTrial(q)
	o := t.try(&q.Need)
	advice := &jobad.Advice{Verdict: o.verdict, Ranking: []jobad.Ranked{}, Flips: t.flips(&q.Need, o), Unknown: unknown(q)}
	advice.Verdict.Texts = t.texts(o)
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

// trial is a question but for the need, which is tried in several ways.
type trial struct {
	*Comparer

	candidates  []*jobad.Role // by slug
	open        bool          // nobody named a candidate
	short       bool          // the candidates are the best of the whole catalog
	comparisons []*jobad.Comparison
	described   map[*jobad.Role]description
}

// description is what the free text has to do with a role.
type description struct {
	points  int
	matches []jobad.WordMatch
}

// fired is a rule that holds for a need.
type fired struct {
	rule   *jobad.HireRule
	name   string // with that of its role or comparison
	source string
}

// standing is a role and what speaks for it.
type standing struct {
	role   *jobad.Role
	points int
	fired  []fired
}

// outcome is what a need leads to.
type outcome struct {
	verdict  jobad.Verdict
	ranking  []*standing // the candidates, the best first
	outsider *standing   // the role that fits better, if there is one
	// The comparisons that had a say.
	comparisons []*jobad.Comparison
}

func (c *Comparer) newTrial(q *Question) *trial {
	t := &trial{Comparer: c, open: len(q.Candidates) == 0, described: c.describe(q.Description)}
	for _, slug := range q.Candidates {
		if role, ok := c.catalog.Role(slug); ok {
			t.candidates = append(t.candidates, role)
		}
	}
	if t.open {
		return t
	}
	t.settle()
	return t
}

// settle puts the candidates in order and finds the comparisons of them.
func (t *trial) settle() {
	slices.SortFunc(t.candidates, func(a, b *jobad.Role) int { return cmp.Compare(a.Slug, b.Slug) })
	t.comparisons = nil
	for i := range t.catalog.Comparisons() {
		comparison, n := &t.catalog.Comparisons()[i], 0
		for _, role := range t.candidates {
			if slices.Contains(comparison.Roles, role.Slug) {
				n++
			}
		}
		if n >= MinRoles {
			t.comparisons = append(t.comparisons, comparison)
		}
	}
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
	return described
}

// leastScore is what the best role has to reach for all the points of a description: words that are nearly everywhere do
// not.
const leastScore = 6

// try finds the verdict for a need.
func (t *trial) try(need *jobad.Need) *outcome {
	if t.open {
		return t.choose(need)
	}
	o := &outcome{comparisons: t.comparisons}
	for _, role := range t.candidates {
		o.ranking = append(o.ranking, t.stand(role, need))
	}
	sortStandings(o.ranking)
	if !t.short {
		o.outsider = t.outsider(need, o.ranking[0].points)
	}
	o.verdict = t.verdict(o, need)
	return o
}

// choose makes candidates of the roles that most speaks for, and tries those.
func (t *trial) choose(need *jobad.Need) *outcome {
	var all []*standing
	roles := t.catalog.Roles()
	for i := range roles {
		role := &roles[i]
		if t.described[role].points < decisive {
			continue // the facts of a need alone do not tell a cook from an engineer
		}
		if s := t.stand(role, need); s.points > 0 {
			all = append(all, s)
		}
	}
	if len(all) == 0 {
		return &outcome{verdict: jobad.Verdict{Kind: jobad.Neither, Texts: []jobad.Line{}}}
	}
	sortStandings(all)
	few := &trial{Comparer: t.Comparer, described: t.described, short: true}
	for _, s := range all[:min(shortlist, len(all))] {
		few.candidates = append(few.candidates, s.role)
	}
	few.settle()
	return few.try(need)
}

func sortStandings(all []*standing) {
	slices.SortFunc(all, func(a, b *standing) int {
		return cmp.Or(b.points-a.points, cmp.Compare(a.role.Slug, b.role.Slug))
	})
}

// stand counts what speaks for a role.
func (t *trial) stand(role *jobad.Role, need *jobad.Need) *standing {
	s := &standing{role: role, points: t.described[role].points}
	for i := range role.HireWhen {
		if rule := &role.HireWhen[i]; holds(&rule.If, need) {
			s.add(rule, role.Slug+"/"+rule.Rule, "catalog:"+role.Slug+"/hire_when/"+strconv.Itoa(i))
		}
	}
	for _, comparison := range t.comparisons {
		for i := range comparison.Rules {
			if rule := &comparison.Rules[i]; rule.For == role.Slug && holds(&rule.If, need) {
				s.add(rule, comparison.Slug+"/"+rule.Rule, "catalog:comparisons/"+comparison.Slug+"/rules/"+strconv.Itoa(i))
			}
		}
	}
	return s
}

func (s *standing) add(rule *jobad.HireRule, name, source string) {
	s.points += rule.Points
	s.fired = append(s.fired, fired{rule, name, source})
}

// outsider is the role that fits better than every candidate, of which the best has as many points as given, or nil.
func (t *trial) outsider(need *jobad.Need, best int) *standing {
	var fitting []*standing
	for _, role := range t.proposed(need) {
		if s := t.stand(role, need); s.points >= max(decisive, best+decisive) {
			fitting = append(fitting, s)
		}
	}
	if len(fitting) == 0 {
		return nil
	}
	sortStandings(fitting)
	return fitting[0]
}

// proposed are the roles besides the candidates that a comparison or the description brings up, each once.
func (t *trial) proposed(need *jobad.Need) []*jobad.Role {
	var roles []*jobad.Role
	propose := func(role *jobad.Role) {
		if !slices.Contains(roles, role) && !slices.Contains(t.candidates, role) {
			roles = append(roles, role)
		}
	}
	for _, comparison := range t.comparisons {
		for i := range comparison.Rules {
			rule := &comparison.Rules[i]
			if role, ok := t.catalog.Role(rule.For); ok && rule.Points > 0 && holds(&rule.If, need) {
				propose(role)
			}
		}
	}
	spoken := 0
	for _, role := range t.candidates {
		spoken = max(spoken, t.described[role].points)
	}
	for role, d := range t.described {
		if d.points >= speaksFor && d.points > spoken+1 {
			propose(role)
		}
	}
	return roles
}

// verdict says what follows from the points.
func (t *trial) verdict(o *outcome, need *jobad.Need) jobad.Verdict {
	best, kind := o.ranking[0], jobad.EitherVerdict
	v := jobad.Verdict{Texts: []jobad.Line{}}
	switch {
	case o.outsider != nil:
		best, kind = o.outsider, jobad.Neither
	case best.points < 0:
		v.Kind = jobad.Neither
		return v
	case len(o.ranking) == 1 || best.points-o.ranking[1].points >= decisive:
		kind = jobad.Hire
	default:
		for _, s := range o.ranking {
			if best.points-s.points < decisive {
				v.Roles = append(v.Roles, s.role.Slug)
			}
		}
	}
	v.Kind, v.Role = kind, best.role.Slug
	v.Level, _ = t.level(best, need)
	v.Title = t.catalog.Title(best.role, v.Level)
	return v
}

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

// level is the level that most speaks for. Each rule that names levels gives its points to them; the role's default level
// has one to begin with. Of equals, the one nearest to the default counts, and of those the lower.
func (t *trial) level(s *standing, need *jobad.Need) (jobad.Level, []jobad.Reason) {
	role := s.role
	rules := slices.DeleteFunc(slices.Clone(s.fired), func(f fired) bool { return f.rule.Points < 0 || len(f.rule.Levels) == 0 })
	for i := range t.catalog.LevelRules() {
		if rule := &t.catalog.LevelRules()[i]; holds(&rule.If, need) {
			rules = append(rules, fired{rule, "levels/" + rule.Rule, "catalog:advice/levels/" + strconv.Itoa(i)})
		}
	}
	points := map[jobad.Level]int{role.DefaultLevel: 1}
	for _, f := range rules {
		for _, level := range f.rule.Levels {
			points[level] += f.rule.Points
		}
	}
	levels := role.LevelSlugs()
	apart := func(level jobad.Level) int {
		return max(level.Rank()-role.DefaultLevel.Rank(), role.DefaultLevel.Rank()-level.Rank())
	}
	best := slices.MinFunc(levels, func(a, b jobad.Level) int {
		return cmp.Or(points[b]-points[a], apart(a)-apart(b), a.Rank()-b.Rank())
	})
	reasons := []jobad.Reason{}
	for _, f := range rules {
		if slices.Contains(f.rule.Levels, best) {
			reasons = append(reasons, f.reason())
		}
	}
	if best == role.DefaultLevel {
		reasons = append(reasons, jobad.Reason{
			Rule: "default", Points: 1, Source: "catalog:" + role.Slug + "/default_level",
			Text: "This is the level that the catalog names for the role if nothing else is said.",
		})
	}
	slices.SortStableFunc(reasons, func(a, b jobad.Reason) int { return b.Points - a.Points })
	return best, reasons
}

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
