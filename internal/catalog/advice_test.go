package catalog_test

import (
	"strings"
	"testing"

	"rolewright/internal/catalog"
)

// goodAdvice goes to the end of testdata/good.yaml.
const goodAdvice = `comparisons:
  - slug: nurse-or-carer
    roles: [nurse, carer]
    summary: A nurse has a license.
    differences:
      education: A nurse has studied.
      experience: A nurse has been on a ward.
      team_role: A carer calls the nurse.
      focus: A carer cooks.
    hire:
      - {role: nurse, when: [Somebody needs medicines]}
      - {role: carer, when: [Somebody needs a meal]}
    either: Both sit down and listen.
    rules:
      - {rule: new-house, for: carer, if: {stage: [idea, startup], team_size: {max: 3}}, points: 2, levels: [mid], text: Somebody has to begin.}
advice:
  levels:
    - {rule: alone, if: {can_mentor: false}, levels: [senior], points: 2, text: Nobody is there to teach.}
`

// advised is testdata/good.yaml with goodAdvice, in which pairs of old and new text are replaced.
func advised(t *testing.T, edits ...string) string {
	t.Helper()
	text := read(t, "testdata/good.yaml") + goodAdvice
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the text does not hold %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

func TestParseAdvice(t *testing.T) {
	t.Parallel()
	c := parse(t, advised(t, "    levels:\n      mid:\n        scope: You own your", "    hire_when:\n      - {rule: many, if: {problem: [scaling], present: [nurse]}, points: -1, text: Many wait.}\n    levels:\n      mid:\n        scope: You own your"))
	role, _ := c.Role("carer")
	if len(c.Comparisons()) != 1 || len(c.LevelRules()) != 1 || len(role.HireWhen) != 1 || role.HireWhen[0].Points != -1 {
		t.Errorf("%+v, %+v, %+v", c.Comparisons(), c.LevelRules(), role.HireWhen)
	}
}

func TestParseRefusesAdvice(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, old, edit, want string
	}{
		{"one role", "roles: [nurse, carer]", "roles: [nurse]", "has 1 roles; want 2 to 6"},
		{"unknown role", "roles: [nurse, carer]", "roles: [nurse, carer, cook]", `"cook" is no role of this catalog`},
		{"a role twice", "roles: [nurse, carer]", "roles: [nurse, carer, carer]", `comparisons[0].roles[2]: "carer" is there twice`},
		{"no text", "    summary: A nurse has a license.\n", "", "comparisons[0].summary: is missing"},
		{"no aspect", "      focus: A carer cooks.\n", "", "comparisons[0].differences.focus: is missing"},
		{"role not compared", "{role: carer, when", "{role: cook, when", "comparisons[0].hire[1].role"},
		{"role told twice", "{role: carer, when", "{role: nurse, when", "comparisons[0].hire[1].role"},
		{"role not told", "      - {role: carer, when: [Somebody needs a meal]}\n", "", "comparisons[0].hire: want each role"},
		{"rule for another", "for: carer", "for: cook", `comparisons[0].rules[0].for: "cook" is neither compared nor named in neither`},
		{"elsewhere is compared", "    rules:", "    neither: [{role: nurse, when: Always}]\n    rules:", `comparisons[0].neither[0].role: "nurse" is there twice`},
		{"unknown stage", "stage: [idea, startup]", "stage: [dream]", `if.stage[0]: "dream": use each of [idea startup growth enterprise]`},
		{"a stage twice", "stage: [idea, startup]", "stage: [idea, idea]", `if.stage[1]: "idea": use each of`},
		{"range the wrong way", "team_size: {max: 3}", "team_size: {min: 4, max: 3}", "if.team_size: want min, max or both"},
		{"no range", "team_size: {max: 3}", "team_size: {}", "if.team_size: want min, max or both"},
		{"no condition", "if: {can_mentor: false}", "if: {}", "advice.levels[0].if: says nothing"},
		{"unknown team", "if: {can_mentor: false}", "if: {absent: [cook]}", `advice.levels[0].if.absent[0]: "cook" is no role`},
		{"no points", "points: 2, levels", "points: 0, levels", "rules[0].points: is 0; want -3 to 3"},
		{"unknown level", "levels: [senior]", "levels: [chief]", `advice.levels[0].levels[0]: "chief" is no level`},
		{"no level", "levels: [senior], ", "", "advice.levels[0].levels: is missing"},
		{"a role where none belongs", "rule: alone", "rule: alone, for: nurse", "advice.levels[0].for: only a rule of a comparison has it"},
		{"bad name", "rule: alone", "rule: All alone", `advice.levels[0].rule: "All alone" is no slug`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text := advised(t, test.old, test.edit)
			checkSchema(t, text)
			_, err := catalog.Parse("roles.yaml", []byte(text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v; want %s", err, test.want)
			}
		})
	}
}
