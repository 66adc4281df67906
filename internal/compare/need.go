package compare

import (
	"slices"

	"rolewright/internal/jobad"
)

// holds reports whether each member of a condition that is given holds for a need. What the need does not tell never holds.
func holds(c *jobad.Condition, need *jobad.Need) bool {
	return among(c.Problem, need.Problem) && among(c.Stage, need.Stage) && among(c.Budget, need.Budget) &&
		within(c.TeamSize, need.TeamSize) && same(c.HasArchitect, need.HasArchitect) && same(c.CanMentor, need.CanMentor) &&
		(len(c.Present) == 0 || slices.ContainsFunc(c.Present, hasRole(need))) &&
		(len(c.Absent) == 0 || len(need.Team) > 0 && !slices.ContainsFunc(c.Absent, hasRole(need)))
}

func among[S comparable](wanted []S, told S) bool {
	return len(wanted) == 0 || slices.Contains(wanted, told)
}

func same(wanted, told *bool) bool { return wanted == nil || told != nil && *wanted == *told }

func within(wanted *jobad.Between, told *int) bool {
	return wanted == nil || told != nil && *told >= wanted.Min && (wanted.Max == 0 || *told <= wanted.Max)
}

// hasRole tells of a role whether it is on the team.
func hasRole(need *jobad.Need) func(slug string) bool {
	return func(slug string) bool { return slices.Contains(need.Team, slug) }
}
