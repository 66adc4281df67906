package law_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/law"
)

func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/jurisdictions.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever the table asks for is in the guide.
func TestTheGuideNamesEveryDuty(t *testing.T) {
	t.Parallel()
	text := guide(t)
	for _, j := range newTable(t).Jurisdictions() {
		for _, name := range slices.Concat(j.Requires, j.Prohibits) {
			if !strings.Contains(text, "`"+name+"`") {
				t.Errorf("docs/jurisdictions.md does not name %s of %s", name, j.Code)
			}
		}
		if !strings.Contains(text, "`"+j.Status+"`") || !strings.Contains(text, "`"+j.Timing+"`") {
			t.Errorf("docs/jurisdictions.md does not name the status %s or the timing %s of %s", j.Status, j.Timing, j.Code)
		}
	}
}

// The operator's file in the guide works as it is.
func TestTheExampleOfTheGuide(t *testing.T) {
	t.Parallel()
	_, rest, _ := strings.Cut(guide(t), "```yaml\n")
	example, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("docs/jurisdictions.md has no example")
	}
	table, err := newTable(t).With("example", []byte(example))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "duties of the added row", []string{
		"pay_range required unmet", "benefits_general recommended unmet", "salary_history_questions required met",
	}, short(table.Duties(at(t, "2027-03-01", 20, law.Place{Country: "NO"}))))
	equal(t, "duties of the replaced row", []string{"pay_range required unmet"},
		short(of("US-RI", table.Duties(at(t, "2027-03-01", 20, law.Place{Region: "US-RI"})))))
}
