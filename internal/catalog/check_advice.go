package catalog

import (
	"slices"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

// rulesOf is where a list of rules stands, which decides what a rule in it may say.
type rulesOf int

const (
	ofRole rulesOf = iota
	ofComparison
	ofLevels
)

// checkAdvice finds what is wrong with the comparisons and with all rules on whom to hire.
func (c *Catalog) checkAdvice(d *strictyaml.Document) {
	for i := range c.file.Roles {
		c.checkRules(d, strictyaml.Index("roles", i)+".hire_when", ofRole, c.file.Roles[i].HireWhen)
	}
	slugs := map[string]bool{}
	for i := range c.file.Comparisons {
		c.checkComparison(d, strictyaml.Index("comparisons", i), &c.file.Comparisons[i], slugs)
	}
	c.checkRules(d, "advice.levels", ofLevels, c.file.Advice.Levels)
}

func (c *Catalog) checkComparison(d *strictyaml.Document, path string, comparison *jobad.Comparison, slugs map[string]bool) {
	checkSlug(d, path+".slug", comparison.Slug, slugs)
	if n, want := len(comparison.Roles), LimitOf("Comparison.roles"); n < want.Min || n > want.Max {
		d.Fault(path+".roles", "has %d roles; want %d to %d", n, want.Min, want.Max)
	}
	for i, slug := range comparison.Roles {
		c.checkKnown(d, strictyaml.Index(path+".roles", i), slug, comparison.Roles[:i])
	}
	checkKey(d, path, "Comparison.summary", comparison.Summary)
	checkKey(d, path+".differences", "Differences.education", comparison.Differences.Education)
	checkKey(d, path+".differences", "Differences.experience", comparison.Differences.Experience)
	checkKey(d, path+".differences", "Differences.team_role", comparison.Differences.TeamRole)
	checkKey(d, path+".differences", "Differences.focus", comparison.Differences.Focus)
	checkKey(d, path, "Comparison.either", comparison.Either)
	var told []string
	for i, hire := range comparison.Hire {
		at := strictyaml.Index(path+".hire", i)
		if !slices.Contains(comparison.Roles, hire.Role) || slices.Contains(told, hire.Role) {
			d.Fault(at+".role", "%q: want each role of the comparison once: %v", hire.Role, comparison.Roles)
		}
		told = append(told, hire.Role)
		checkList(d, at, "HireWhen.when", hire.When)
	}
	if len(comparison.Hire) < len(comparison.Roles) {
		d.Fault(path+".hire", "want each role of the comparison once: %v", comparison.Roles)
	}
	may := slices.Clone(comparison.Roles)
	for i, elsewhere := range comparison.Neither {
		at := strictyaml.Index(path+".neither", i)
		c.checkKnown(d, at+".role", elsewhere.Role, may)
		checkKey(d, at, "Elsewhere.when", elsewhere.When)
		may = append(may, elsewhere.Role)
	}
	c.checkRules(d, path+".rules", ofComparison, comparison.Rules)
	for i := range comparison.Rules {
		if slug := comparison.Rules[i].For; !slices.Contains(may, slug) {
			d.Fault(strictyaml.Index(path+".rules", i)+".for", "%q is neither compared nor named in neither; use one of %v", slug, may)
		}
	}
}

// checkKnown wants the slug of a role that is not among others.
func (c *Catalog) checkKnown(d *strictyaml.Document, path, slug string, others []string) {
	switch {
	case c.roles[slug] == nil && !d.Broken("roles"):
		d.Fault(path, "%q is no role of this catalog", slug)
	case slices.Contains(others, slug):
		d.Fault(path, "%q is there twice; keep one", slug)
	}
}

func (c *Catalog) checkRules(d *strictyaml.Document, path string, where rulesOf, rules []jobad.HireRule) {
	if most := LimitOf("advice.levels").Max; len(rules) > most {
		d.Fault(path, "has %d rules; want at most %d", len(rules), most)
	}
	names := map[string]bool{}
	for i := range rules {
		rule, at := &rules[i], strictyaml.Index(path, i)
		checkSlug(d, at+".rule", rule.Rule, names)
		checkKey(d, at, "HireRule.text", rule.Text)
		if want := LimitOf("HireRule.points"); rule.Points == 0 || rule.Points < want.Min || rule.Points > want.Max {
			d.Fault(at+".points", "is %d; want %d to %d and not 0", rule.Points, want.Min, want.Max)
		}
		if where != ofComparison && rule.For != "" {
			d.Fault(at+".for", "only a rule of a comparison has it")
		}
		if where == ofLevels && len(rule.Levels) == 0 {
			d.Fault(at+".levels", "is missing; name the levels that the rule speaks for")
		}
		for j, level := range rule.Levels {
			checkLevel(d, strictyaml.Index(at+".levels", j), level)
		}
		c.checkCondition(d, at+".if", &rule.If)
	}
}

func (c *Catalog) checkCondition(d *strictyaml.Document, path string, condition *jobad.Condition) {
	checkAmong(d, path+".problem", condition.Problem, jobad.Problems())
	checkAmong(d, path+".stage", condition.Stage, jobad.Stages())
	checkAmong(d, path+".budget", condition.Budget, jobad.Budgets())
	for i, slug := range condition.Present {
		c.checkKnown(d, strictyaml.Index(path+".present", i), slug, condition.Present[:i])
	}
	for i, slug := range condition.Absent {
		c.checkKnown(d, strictyaml.Index(path+".absent", i), slug, condition.Absent[:i])
	}
	if size := condition.TeamSize; size != nil && (size.Min < 0 || size.Max < 0 || size.Max > 0 && size.Min > size.Max || *size == jobad.Between{}) {
		d.Fault(path+".team_size", "want min, max or both, in their order")
	}
	says := len(condition.Problem) + len(condition.Stage) + len(condition.Budget) + len(condition.Present) + len(condition.Absent)
	if says == 0 && condition.TeamSize == nil && condition.HasArchitect == nil && condition.CanMentor == nil {
		d.Fault(path, "says nothing; give at least one of problem, stage, team_size, has_architect, can_mentor, budget, present and absent")
	}
}

// checkAmong wants each of some words to be known, and once.
func checkAmong[S ~string](d *strictyaml.Document, path string, words, known []S) {
	for i, word := range words {
		if !slices.Contains(known, word) || slices.Contains(words[:i], word) {
			d.Fault(strictyaml.Index(path, i), "%q: use each of %v at most once", word, known)
		}
	}
}
