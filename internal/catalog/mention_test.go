package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

func TestMentions(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for _, test := range []struct {
		text string
		want []string // the roles, and the words that lead to them
	}{
		{"We need an accountant", []string{"accountant: accountant"}},
		{"Plumber wanted", []string{"plumber: Plumber"}},
		{"we are looking for a receptionist, for our dental practice", []string{"receptionist: receptionist"}},
		{"two backend engineers, please", []string{"backend-engineer: backend engineers"}},
		{"We need a nurse practitioner who likes nights", []string{"nurse-practitioner: nurse practitioner"}},
		{"a teacher for maths", []string{"secondary-school-teacher: maths teacher"}},
		{"a driver for our truck", []string{"truck-driver: driver truck"}},
		{"Wanted: a cook or barista, and a “cook”", []string{"line-cook: cook", "barista: barista"}},
		{"We need our own accountant", []string{"accountant: accountant"}},
		// Nobody.
		{"", nil},
		{"a", nil},
		{" ?! ", nil},
		{"our accountant left and the plumber is on leave", nil},
		{"We have an accountant", nil},
		{"someone to work with a product manager", nil},
		{"a teacher", nil}, // of whom there are several kinds
		{"we need a student nurse", nil},
		{"our books are a mess", nil},
		{"we want a cleaner codebase", nil},
		{"a new marketing campaign", nil},
		{"a way for the", nil},
	} {
		var got []string
		for _, m := range c.Mentions(test.text) {
			got = append(got, m.Role.Slug+": "+strings.Join(m.Words, " "))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

// Every name of the catalog that may be printed is found behind "We need a", with its source.
func TestMentionsName(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	for i := range c.Roles() {
		role := &c.Roles()[i]
		got := c.Mentions("We need a " + role.Title + " in Leeds.")
		if len(got) != 1 || got[0].Role != role || got[0].Line.Source != "catalog:"+role.Slug+"/title/0" {
			t.Errorf("%s: %+v", role.Title, got)
		}
		for j, alias := range role.Aliases {
			got := c.Mentions("We need a " + alias.Title)
			if alias.Kind == jobad.Related || alias.Kind == jobad.SearchOnly {
				continue
			}
			own := []string{fmt.Sprintf("catalog:%s/aliases/%d", role.Slug, j), "catalog:" + role.Slug + "/title/0"} // "Back-End" is "Backend"
			if len(got) != 1 || !slices.Contains(own, got[0].Line.Source) {
				t.Errorf("%s, alias %d of %s: %+v", alias.Title, j, role.Slug, got)
			}
		}
	}
}

// FuzzMentions looks for texts of which a mention has words that are not there.
func FuzzMentions(f *testing.F) {
	for _, text := range []string{"a teacher for maths", "we need a a", "a nurse (ICU).", "a R.N.\xff for", "a developer for", "one . for our"} {
		f.Add(text)
	}
	c := shipped(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, m := range c.Mentions(text) {
			checkMention(t, text, &m)
		}
	})
}

func checkMention(t *testing.T, text string, m *catalog.Mention) {
	t.Helper()
	if m.Role == nil || m.Line.Text == "" || m.Line.Source == "" || len(m.Words) == 0 {
		t.Errorf("%q: %+v", text, m)
	}
	for _, word := range m.Words {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not in %q", word, text)
		}
	}
}
