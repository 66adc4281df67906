package compare

import (
	"cmp"
	"fmt"
	"slices"

	"rolewright/internal/jobad"
)

// change is another answer to one question.
type change struct {
	text    string
	pointer string
	value   any
	need    jobad.Need
}

// flips are the single changes of an answer that change whom to hire, in the order of the questions. Of team sizes, only
// those nearest to the one that was told, or the smallest, are named for each verdict.
func (t *trial) flips(need *jobad.Need, now *outcome) []jobad.Flip {
	flips := []jobad.Flip{}
	changes := slices.Concat(problemChanges(need), stageChanges(need), now.teamSizeChanges(need), truthChanges(need), budgetChanges(need), t.teamChanges(need, now.comparisons))
	sized := map[string]bool{}
	for i := range changes {
		then := t.try(&changes[i].need).verdict
		if sameVerdict(&then, &now.verdict) {
			continue
		}
		if key := fmt.Sprint(then.Kind, then.Role, then.Roles); changes[i].pointer == teamSize {
			if sized[key] {
				continue
			}
			sized[key] = true
		}
		flips = append(flips, jobad.Flip{If: changes[i].text, Pointer: changes[i].pointer, Value: changes[i].value, Then: then})
	}
	return flips
}

// sameVerdict reports whether two verdicts say to hire the same.
func sameVerdict(a, b *jobad.Verdict) bool {
	return a.Kind == b.Kind && a.Role == b.Role && slices.Equal(a.Roles, b.Roles)
}

const teamSize = "/need/team_size"

func problemChanges(need *jobad.Need) []change {
	words := map[jobad.NeedProblem]string{
		jobad.NewArchitecture:   "If something had to be designed or rethought from scratch",
		jobad.FeatureThroughput: "If more of the known work had to get done",
		jobad.Scaling:           "If growth or load had outgrown what is there",
		jobad.Maintenance:       "If what exists had to be kept running well",
		jobad.Compliance:        "If rules, audits or safety were the problem",
	}
	var all []change
	for _, problem := range jobad.Problems() {
		if problem != need.Problem {
			c := change{text: words[problem], pointer: "/need/problem", value: string(problem), need: *need}
			c.need.Problem = problem
			all = append(all, c)
		}
	}
	return all
}

func stageChanges(need *jobad.Need) []change {
	words := map[jobad.Stage]string{
		jobad.Idea: "only an idea yet", jobad.Startup: "a startup", jobad.Growth: "a company that grows fast", jobad.Enterprise: "a large, settled company",
	}
	var all []change
	for _, stage := range jobad.Stages() {
		if stage != need.Stage {
			c := change{text: "If this were " + words[stage], pointer: "/need/stage", value: string(stage), need: *need}
			c.need.Stage = stage
			all = append(all, c)
		}
	}
	return all
}

func budgetChanges(need *jobad.Need) []change {
	var all []change
	for _, budget := range jobad.Budgets() {
		if budget != need.Budget {
			c := change{text: "If the budget were " + string(budget), pointer: "/need/budget", value: string(budget), need: *need}
			c.need.Budget = budget
			all = append(all, c)
		}
	}
	return all
}

// truthChanges turn the answers of yes or no around, and give both to one that is missing.
func truthChanges(need *jobad.Need) []change {
	var all []change
	for _, question := range []struct {
		pointer string
		yes, no string
		answer  func(*jobad.Need) **bool
	}{
		{"/need/has_architect", "If somebody owned the overall design", "If nobody owned the overall design", func(n *jobad.Need) **bool { return &n.HasArchitect }},
		{"/need/can_mentor", "If somebody had time to teach the hire", "If nobody had time to teach the hire", func(n *jobad.Need) **bool { return &n.CanMentor }},
	} {
		for _, value := range []bool{true, false} {
			if told := *question.answer(need); told != nil && *told == value {
				continue
			}
			c := change{text: question.no, pointer: question.pointer, value: value, need: *need}
			if value {
				c.text = question.yes
			}
			*question.answer(&c.need) = &value
			all = append(all, c)
		}
	}
	return all
}

// teamSizeChanges are the sizes at which a rule begins or ceases to hold, the nearest to the size that was told first.
func (o *outcome) teamSizeChanges(need *jobad.Need) []change {
	sizes := map[int]bool{}
	o.eachRule(func(rule *jobad.HireRule) {
		if between := rule.If.TeamSize; between != nil {
			sizes[between.Min] = true
			sizes[max(0, between.Min-1)] = true
			if between.Max > 0 {
				sizes[between.Max], sizes[between.Max+1] = true, true
			}
		}
	})
	told := 0
	if need.TeamSize != nil {
		told = *need.TeamSize
		delete(sizes, told)
	}
	var all []change
	for size := range sizes {
		c := change{text: fmt.Sprintf("If the team had %d people", size), pointer: teamSize, value: size, need: *need}
		switch size {
		case 0:
			c.text = "If there were no team yet"
		case 1:
			c.text = "If the team were one person"
		}
		c.need.TeamSize = &size
		all = append(all, c)
	}
	apart := func(c change) int { return max(*c.need.TeamSize-told, told-*c.need.TeamSize) }
	slices.SortFunc(all, func(a, b change) int { return cmp.Or(apart(a)-apart(b), *a.need.TeamSize-*b.need.TeamSize) })
	return all
}

// teamChanges add a role to the team that a rule asks for.
func (t *trial) teamChanges(need *jobad.Need, comparisons []*jobad.Comparison) []change {
	slugs := map[string]bool{}
	for _, comparison := range comparisons {
		for i := range comparison.Rules {
			for _, slug := range slices.Concat(comparison.Rules[i].If.Present, comparison.Rules[i].If.Absent) {
				slugs[slug] = true
			}
		}
	}
	var all []change
	for _, slug := range sortedSet(slugs) {
		role, ok := t.catalog.Role(slug)
		if !ok || slices.Contains(need.Team, slug) {
			continue
		}
		c := change{text: "If the team also had this role: " + role.Title, pointer: "/need/team", need: *need}
		c.need.Team = append(slices.Clone(need.Team), slug)
		c.value = c.need.Team
		all = append(all, c)
	}
	return all
}

func sortedSet(set map[string]bool) []string {
	all := make([]string, 0, len(set))
	for s := range set {
		all = append(all, s)
	}
	slices.Sort(all)
	return all
}

// eachRule visits every rule that may speak for a role of the ranking.
func (o *outcome) eachRule(visit func(*jobad.HireRule)) {
	for _, s := range o.ranking {
		for i := range s.role.HireWhen {
			visit(&s.role.HireWhen[i])
		}
	}
	for _, comparison := range o.comparisons {
		for i := range comparison.Rules {
			visit(&comparison.Rules[i])
		}
	}
}
