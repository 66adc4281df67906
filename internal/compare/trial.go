package compare

import (
	"cmp"
	"slices"
	"strconv"

	"rolewright/internal/jobad"
)

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
