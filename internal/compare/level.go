package compare

import (
	"cmp"
	"slices"
	"strconv"

	"rolewright/internal/jobad"
)

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
