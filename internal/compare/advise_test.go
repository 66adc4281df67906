package compare_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/compare"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

func advise(q *compare.Question) *jobad.Advice {
	_, comparer := shipped()
	return comparer.Advise(q)
}

// TestAdviceOnTheSeedPair has needs as hiring managers tell them, and what they would sign: the verdict, the rules that
// must be among the reasons, and changes that must be among the flips.
func TestAdviceOnTheSeedPair(t *testing.T) {
	t.Parallel()
	const engineer, developer = "backend-engineer", "backend-developer"
	for _, test := range []struct {
		name        string
		need        jobad.Need
		description string
		verdict     string // kind, role and level
		reasons     []string
		flips       []string // pointer, value and what would then be
	}{
		{
			"four people without an architect start anew",
			jobad.Need{Problem: "new_architecture", Stage: "startup", TeamSize: new(4), HasArchitect: new(false)},
			"",
			"hire backend-engineer senior",
			[]string{"backend-engineer/no-architect", "backend-engineer-or-backend-developer/new-structure"},
			[]string{"/need/problem feature_throughput: either backend-engineer"},
		},
		{
			"the sixth team of a bank has features to build",
			jobad.Need{Problem: "feature_throughput", Stage: "enterprise", TeamSize: new(9), HasArchitect: new(true), CanMentor: new(true)},
			"",
			"hire backend-developer mid",
			[]string{"backend-developer/structure-has-owner", "backend-engineer-or-backend-developer/features-in-structure"},
			[]string{"/need/problem scaling: hire backend-engineer", "/need/has_architect false: either backend-developer"},
		},
		{
			"nothing is known",
			jobad.Need{},
			"",
			"either backend-developer mid",
			nil,
			[]string{"/need/problem scaling: hire backend-engineer", "/need/problem feature_throughput: hire backend-developer"},
		},
		{
			"a growing company cannot carry its load",
			jobad.Need{Problem: "scaling", Stage: "growth", TeamSize: new(12), HasArchitect: new(false)},
			"",
			"hire backend-engineer senior",
			[]string{"backend-engineer-or-backend-developer/growing-load", "backend-engineer-or-backend-developer/team-without-design-owner"},
			nil,
		},
		{
			"a founder designs, and somebody has to look after it for little money",
			jobad.Need{Problem: "maintenance", Stage: "startup", TeamSize: new(5), HasArchitect: new(true), CanMentor: new(true), Budget: "low"},
			"",
			"hire backend-developer junior",
			[]string{"backend-engineer-or-backend-developer/upkeep-in-structure"},
			[]string{"/need/problem scaling: hire backend-engineer"},
		},
		{
			"one person has an idea",
			jobad.Need{Stage: "idea", TeamSize: new(1)},
			"",
			"neither full-stack-engineer mid",
			[]string{"backend-engineer-or-backend-developer/one-builds-all"},
			[]string{"/need/team_size 3: either backend-developer"},
		},
		{
			"a large company with an architect has a system that is too slow",
			jobad.Need{Problem: "scaling", Stage: "enterprise", TeamSize: new(9), HasArchitect: new(true)},
			"",
			"hire backend-engineer mid",
			[]string{"backend-engineer-or-backend-developer/growing-load"},
			[]string{"/need/problem maintenance: hire backend-developer"},
		},
		{
			"auditors ask where data goes",
			jobad.Need{Problem: "compliance", Stage: "enterprise", HasArchitect: new(true)},
			"",
			"either backend-developer mid",
			[]string{"backend-engineer-or-backend-developer/stored-data-rules", "backend-engineer-or-backend-developer/set-ways"},
			[]string{"/need/problem feature_throughput: hire backend-developer"},
		},
		{
			"four people without an architect want more features",
			jobad.Need{Problem: "feature_throughput", Stage: "startup", TeamSize: new(4), HasArchitect: new(false)},
			"",
			"either backend-engineer senior",
			[]string{"backend-developer/features-wait", "backend-engineer/no-architect"},
			[]string{"/need/problem scaling: hire backend-engineer", "/need/has_architect true: hire backend-developer"},
		},
		{
			"six developers whom nobody leads",
			jobad.Need{Problem: "feature_throughput", TeamSize: new(6), HasArchitect: new(false), Team: []string{"frontend-developer", developer}},
			"",
			"neither tech-lead lead",
			[]string{"backend-engineer-or-backend-developer/leaderless-team"},
			[]string{"/need/has_architect true: hire backend-developer"},
		},
		{
			"nobody can teach, and the plan is full",
			jobad.Need{Problem: "feature_throughput", Stage: "growth", HasArchitect: new(true), CanMentor: new(false)},
			"",
			"hire backend-developer mid",
			[]string{"backend-developer/features-wait"},
			[]string{"/need/has_architect false: either backend-developer"},
		},
		{
			"what is told is mostly in words",
			jobad.Need{},
			"We need screens and reports built from existing APIs, and bugs fixed",
			"hire backend-developer mid",
			[]string{"description"},
			[]string{"/need/problem scaling: either backend-engineer"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := advise(&compare.Question{Candidates: []string{engineer, developer}, Need: test.need, Description: test.description})
			if v := got.Verdict; fmt.Sprint(v.Kind, " ", v.Role, " ", v.Level) != test.verdict {
				t.Errorf("verdict is %+v", v)
			}
			var reasons, flips []string
			for _, ranked := range got.Ranking {
				for _, reason := range ranked.Reasons {
					reasons = append(reasons, reason.Rule)
				}
			}
			for _, flip := range got.Flips {
				flips = append(flips, fmt.Sprint(flip.Pointer, " ", flip.Value, ": ", flip.Then.Kind, " ", flip.Then.Role))
			}
			for _, want := range test.reasons {
				if !slices.Contains(reasons, want) {
					t.Errorf("%s is not among the reasons %q", want, reasons)
				}
			}
			for _, want := range test.flips {
				if !slices.Contains(flips, want) {
					t.Errorf("%s is not among the flips %q", want, flips)
				}
			}
		})
	}
}

// TestAdviceOnDescriptions chooses among the whole catalog, by what a text speaks of.
func TestAdviceOnDescriptions(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ description, want string }{
		{"someone who keeps our Kubernetes cluster running and is on call", "hire site-reliability-engineer"},
		{"Our books are a mess, invoices pile up and nobody files the VAT return", "hire bookkeeper"},
		{"We want somebody to look after our toddlers in the nursery", "hire early-childhood-educator"},
		{"We need an accountant", "hire accountant"},
		{"we need a receptionist for our dental practice", "hire receptionist"},
		{"a nurse for our clinic", "hire registered-nurse"},
		{"a nurse practitioner for our clinic", "hire nurse-practitioner"},
		{"a teacher for maths", "hire secondary-school-teacher"},
		{"We have an accountant, and the books are a mess", "hire bookkeeper"},
		{"Looking for a Go developer to work with an accountant on invoices", "hire go-developer"},
		{"a barista or cook", "either barista"},
		{"we need help", "neither "},
		{"qwertz", "neither "},
	} {
		got := advise(&compare.Question{Description: test.description})
		if v := string(got.Verdict.Kind) + " " + got.Verdict.Role; v != test.want {
			t.Errorf("%q: %s, want %s", test.description, v, test.want)
		}
		if (got.Verdict.Role == "") != (got.Brief == nil) {
			t.Errorf("%q: brief %+v for %+v", test.description, got.Brief, got.Verdict)
		}
	}
	for _, description := range []string{"Wir suchen jemanden für die Buchhaltung", "qwertz", "we need help"} {
		got := advise(&compare.Question{Description: description, Need: jobad.Need{Stage: "startup"}})
		texts := got.Verdict.Texts
		if len(texts) != 1 || !strings.Contains(texts[0].Text, "in English") || texts[0].Source != "brief:/description" || !slices.Contains(got.Unknown, "/description") {
			t.Errorf("%q is not told to be unknown: %+v", description, got)
		}
	}
	got := advise(&compare.Question{Candidates: []string{"backend-engineer", "backend-developer"}, Description: "a nurse who gives patients their medicines on the night shift"})
	if got.Verdict.Kind != jobad.Neither || !slices.Contains([]string{"registered-nurse", "licensed-practical-nurse"}, got.Verdict.Role) {
		t.Errorf("who is needed is a nurse, not %+v", got.Verdict)
	}
}

// TestMatchedWordsAreThere wants every matched word to be in the description, and every line in the catalog.
func TestMatchedWordsAreThere(t *testing.T) {
	t.Parallel()
	c, _ := shipped()
	const description = "Our checkout times out on campaign days: the database is the bottleneck, and releases by hand go wrong."
	got := advise(&compare.Question{Candidates: []string{"backend-engineer", "site-reliability-engineer", "database-administrator"}, Description: description})
	n := 0
	for _, ranked := range got.Ranking {
		for _, reason := range ranked.Reasons {
			for _, match := range reason.Matches {
				n++
				for _, word := range match.Words {
					if !strings.Contains(description, word) {
						t.Errorf("%q is not in the description", word)
					}
				}
				if text, ok := sourceOf(c, match.Source); ok && text != match.Text {
					t.Errorf("%s is %q", match.Source, text)
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing matched")
	}
}

// randomNeed tells some facts and not others.
func randomNeed(t *rapid.T, c *catalog.Catalog) jobad.Need {
	slugs := rapid.Custom(func(t *rapid.T) string { return c.Roles()[rapid.IntRange(0, len(c.Roles())-1).Draw(t, "i")].Slug })
	return jobad.Need{
		Problem:      rapid.SampledFrom(append(jobad.Problems(), "")).Draw(t, "problem"),
		Stage:        rapid.SampledFrom(append(jobad.Stages(), "")).Draw(t, "stage"),
		TeamSize:     rapid.Ptr(rapid.IntRange(0, 60), true).Draw(t, "team size"),
		HasArchitect: rapid.Ptr(rapid.Bool(), true).Draw(t, "architect"),
		CanMentor:    rapid.Ptr(rapid.Bool(), true).Draw(t, "mentor"),
		Budget:       rapid.SampledFrom(append(jobad.Budgets(), "")).Draw(t, "budget"),
		Team:         rapid.SliceOfNDistinct(slugs, 0, 3, rapid.ID).Draw(t, "team"),
	}
}

// randomQuestion is mostly about roles of one comparison.
func randomQuestion(t *rapid.T, c *catalog.Catalog) *compare.Question {
	q := &compare.Question{Need: randomNeed(t, c)}
	i := rapid.IntRange(0, len(c.Comparisons())-1).Draw(t, "comparison")
	q.Candidates = slices.Clone(c.Comparisons()[i].Roles)
	if rapid.Bool().Draw(t, "described") {
		role := &c.Roles()[rapid.IntRange(0, len(c.Roles())-1).Draw(t, "described role")]
		q.Description = rapid.SampledFrom(role.Responsibilities).Draw(t, "description")
	}
	return q
}

// TestAdviceProperties holds for any question: the order of candidates does not matter; applying a flip gives the verdict
// that it names, which is another; a reason stands on a fact that was told, and goes with it; every text has a source.
func TestAdviceProperties(t *testing.T) {
	t.Parallel()
	c, _ := shipped()
	property.Check(t, func(t *rapid.T) {
		q := randomQuestion(t, c)
		got := advise(q)
		other := *q
		other.Candidates = rapid.Permutation(q.Candidates).Draw(t, "other order")
		if diff := cmp.Diff(got, advise(&other)); diff != "" {
			t.Errorf("another order of candidates:\n%s", diff)
		}
		for _, flip := range got.Flips {
			checkFlip(t, q, got, &flip)
		}
		checkReasons(t, q, got)
	})
}

func checkFlip(t *rapid.T, q *compare.Question, now *jobad.Advice, flip *jobad.Flip) {
	t.Helper()
	flipped := *q
	switch value := flip.Value.(type) {
	case string:
		switch flip.Pointer {
		case "/need/problem":
			flipped.Need.Problem = jobad.NeedProblem(value)
		case "/need/stage":
			flipped.Need.Stage = jobad.Stage(value)
		case "/need/budget":
			flipped.Need.Budget = jobad.Budget(value)
		}
	case int:
		flipped.Need.TeamSize = &value
	case bool:
		if flip.Pointer == "/need/has_architect" {
			flipped.Need.HasArchitect = &value
		} else {
			flipped.Need.CanMentor = &value
		}
	case []string:
		flipped.Need.Team = value
	}
	if reflect.DeepEqual(flipped.Need, q.Need) {
		t.Errorf("%s changes nothing", flip.If)
	}
	then := advise(&flipped).Verdict
	then.Texts = []jobad.Line{}
	if diff := cmp.Diff(flip.Then, then); diff != "" {
		t.Errorf("%s:\n%s", flip.If, diff)
	}
	if then.Kind == now.Verdict.Kind && then.Role == now.Verdict.Role && slices.Equal(then.Roles, now.Verdict.Roles) {
		t.Errorf("%s: the verdict stays %+v", flip.If, then)
	}
}

// checkReasons takes every fact away in turn: what is left has no reason more than before, and with all of them gone there
// is none but the description.
func checkReasons(t *rapid.T, q *compare.Question, now *jobad.Advice) {
	t.Helper()
	told := rules(now)
	for _, forget := range []func(*jobad.Need){
		func(n *jobad.Need) { n.Problem = "" }, func(n *jobad.Need) { n.Stage = "" }, func(n *jobad.Need) { n.TeamSize = nil },
		func(n *jobad.Need) { n.HasArchitect = nil }, func(n *jobad.Need) { n.CanMentor = nil }, func(n *jobad.Need) { n.Budget = "" },
		func(n *jobad.Need) { n.Team = nil },
	} {
		less := *q
		forget(&less.Need)
		for slug, names := range rules(advise(&less)) {
			for _, name := range names {
				if _, ranked := told[slug]; ranked && !slices.Contains(told[slug], name) {
					t.Errorf("%s gets %s by leaving a fact out", slug, name)
				}
			}
		}
	}
	silent := *q
	silent.Need = jobad.Need{}
	for slug, names := range rules(advise(&silent)) {
		if len(names) > 0 {
			t.Errorf("%s gets %q for nothing", slug, names)
		}
	}
	for _, ranked := range now.Ranking {
		sum := 0
		for _, reason := range slices.Concat(ranked.Reasons, ranked.LevelReasons) {
			if reason.Text == "" || !strings.HasPrefix(reason.Source, "catalog:") || reason.Points == 0 {
				t.Errorf("%s: %+v", ranked.Role, reason)
			}
		}
		for _, reason := range ranked.Reasons {
			sum += reason.Points
		}
		if sum != ranked.Points {
			t.Errorf("%s has %d points by its reasons, and says %d", ranked.Role, sum, ranked.Points)
		}
	}
}

// rules are the names of those that speak for or against each role of a ranking.
func rules(a *jobad.Advice) map[string][]string {
	all := map[string][]string{}
	for _, ranked := range a.Ranking {
		all[ranked.Role] = nil
		for _, reason := range ranked.Reasons {
			if reason.Rule != "description" {
				all[ranked.Role] = append(all[ranked.Role], reason.Rule)
			}
		}
	}
	return all
}

// TestEveryComparisonDecides finds for each role of each comparison a need by which it is the one to hire, and that with
// nothing told no role of a comparison is.
func TestEveryComparisonDecides(t *testing.T) {
	t.Parallel()
	c, _ := shipped()
	for i := range c.Comparisons() {
		comparison := &c.Comparisons()[i]
		if v := advise(&compare.Question{Candidates: comparison.Roles}).Verdict; v.Kind != jobad.EitherVerdict {
			t.Errorf("%s: %s with nothing told", comparison.Slug, v.Kind)
		}
		for _, slug := range comparison.Roles {
			if !canWin(comparison, slug) {
				t.Errorf("%s: no need that was tried leads to %s", comparison.Slug, slug)
			}
		}
	}
}

// canWin tries the needs that meet the conditions of rules for a role, alone and in pairs.
func canWin(comparison *jobad.Comparison, slug string) bool {
	c, _ := shipped()
	role, _ := c.Role(slug)
	var conditions []jobad.Condition
	for _, rule := range comparison.Rules {
		if rule.For == slug && rule.Points > 0 || rule.For != slug && rule.Points < 0 {
			conditions = append(conditions, rule.If)
		}
	}
	for _, rule := range role.HireWhen {
		conditions = append(conditions, rule.If)
	}
	for _, a := range conditions {
		for _, b := range conditions {
			need := jobad.Need{}
			meet(&need, &a)
			meet(&need, &b)
			if v := advise(&compare.Question{Candidates: comparison.Roles, Need: need}).Verdict; v.Kind == jobad.Hire && v.Role == slug {
				return true
			}
		}
	}
	return false
}

// meet tells what a condition asks for, as far as nothing else was told.
func meet(need *jobad.Need, c *jobad.Condition) {
	if len(c.Problem) > 0 && need.Problem == "" {
		need.Problem = c.Problem[0]
	}
	if len(c.Stage) > 0 && need.Stage == "" {
		need.Stage = c.Stage[len(c.Stage)-1]
	}
	if len(c.Budget) > 0 && need.Budget == "" {
		need.Budget = c.Budget[0]
	}
	if c.TeamSize != nil && need.TeamSize == nil {
		need.TeamSize = new(max(c.TeamSize.Min, c.TeamSize.Max))
	}
	if need.HasArchitect == nil {
		need.HasArchitect = c.HasArchitect
	}
	if need.CanMentor == nil {
		need.CanMentor = c.CanMentor
	}
	if len(c.Present) > 0 && len(need.Team) == 0 {
		need.Team = c.Present[:1]
	}
	if len(c.Absent) > 0 && len(need.Team) == 0 {
		need.Team = []string{"barista"}
	}
}

func BenchmarkAdvise(b *testing.B) {
	for _, bench := range []struct {
		name     string
		question compare.Question
	}{
		{"pair", compare.Question{
			Candidates: []string{"backend-engineer", "backend-developer"}, Description: "Requests time out on campaign days, and the database is the bottleneck",
			Need: jobad.Need{Problem: "scaling", Stage: "growth", TeamSize: new(12), HasArchitect: new(false), CanMentor: new(true), Budget: "medium"},
		}},
		{"whole catalog", compare.Question{
			Description: strings.Repeat("Our books are a mess, invoices pile up and nobody files the VAT return. ", 5),
			Need:        jobad.Need{Stage: "startup", Budget: "low", TeamSize: new(4)},
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			advise(&bench.question) // the index of the catalog is made once
			b.ReportAllocs()
			for b.Loop() {
				advise(&bench.question)
			}
		})
	}
}
