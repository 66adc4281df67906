package catalog_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

// The sets of labelled titles. Nobody reads the one that is held out, so tests do not print what is in it.
const (
	development = "development"
	heldOut     = "held-out"
)

// labelledTitle is a title and what is right to read in it.
type labelledTitle struct {
	title string
	roles []string // the role, and those that are as defensible; none if it must give no role
	level jobad.Level
	kind  string
}

// labelledTitles reads a set. Its errors say nothing of the titles.
func labelledTitles(t testing.TB, set string) []labelledTitle {
	t.Helper()
	name := "testdata/titles/" + set + ".tsv"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != "title\trole\tlevel\tkind\talso\torigin" {
		t.Fatalf("%s has another header", name)
	}
	rows := make([]labelledTitle, len(lines)-1)
	for i, line := range lines[1:] {
		fields := strings.Split(line, "\t")
		if len(fields) != 6 || !slices.Contains([]string{"technology", "other", "none"}, fields[3]) || (fields[1] == "") != (fields[3] == "none") {
			t.Fatalf("%s:%d is no row of a title", name, i+2)
		}
		rows[i] = labelledTitle{title: fields[0], level: jobad.Level(fields[2]), kind: fields[3]}
		if fields[1] != "" {
			rows[i].roles = append(rows[i].roles, fields[1])
		}
		if fields[4] != "" {
			rows[i].roles = append(rows[i].roles, strings.Split(fields[4], ",")...)
		}
	}
	return rows
}

// tally counts how titles of a kind were resolved.
type tally struct {
	all, right, strict, level, missed, wrong int
	sure, sureRight                          int
}

// tallied counts the titles of each kind. A title that must give no role is right if it gives none.
func tallied(c *catalog.Catalog, rows []labelledTitle) map[string]*tally {
	counts := map[string]*tally{"technology": {}, "other": {}, "none": {}, "roles": {}}
	for i := range rows {
		row := &rows[i]
		counts[row.kind].add(row, c.Resolve(row.title))
		if row.kind != "none" {
			counts["roles"].add(row, c.Resolve(row.title))
		}
	}
	return counts
}

func (n *tally) add(row *labelledTitle, got *catalog.Resolution) {
	n.all++
	slug := ""
	if got.Role != nil {
		slug = got.Role.Slug
	}
	right := slices.Contains(row.roles, slug) || slug == "" && len(row.roles) == 0
	if got.Role != nil && got.Confidence >= 0.8 {
		n.sure++
		if right {
			n.sureRight++
		}
	}
	switch {
	case right:
		n.right++
		if len(row.roles) > 0 && row.roles[0] == slug {
			n.strict++
		}
		if got.Level == row.level {
			n.level++
		}
	case slug == "":
		n.missed++
	default:
		n.wrong++
	}
}

func share(part, all int) float64 { return float64(part) / float64(max(all, 1)) }

// floors are what a set has to reach.
type floors struct{ technology, roles, level, sure, placed float64 }

// TestAccuracy measures how titles are resolved that were labelled without sight of the resolver. Run it with -v for the
// figures.
func TestAccuracy(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "set\tkind\ttitles\tright\tthe first label\tlevel of those\tno role\tanother role\tsure (0.8)\tright of those\t")
	for _, set := range []struct {
		name string
		want floors
	}{
		{development, floors{0.95, 0.96, 0.94, 0.97, 0.03}},
		{heldOut, floors{0.88, 0.86, 0.92, 0.93, 0.10}},
	} {
		rows := labelledTitles(t, set.name)
		counts := tallied(c, rows)
		for _, kind := range []string{"technology", "other", "roles", "none"} {
			n := counts[kind]
			fmt.Fprintf(w, "%s\t%s\t%d\t%.1f %%\t%.1f %%\t%.1f %%\t%d\t%d\t%d\t%.1f %%\t\n", set.name, kind, n.all, share(n.right, n.all)*100,
				share(n.strict, n.all)*100, share(n.level, n.right)*100, n.missed, n.wrong, n.sure, share(n.sureRight, n.sure)*100)
		}
		set.want.check(t, set.name, counts)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + out.String())
}

func (f floors) check(t *testing.T, set string, counts map[string]*tally) {
	t.Helper()
	technology, roles, none := counts["technology"], counts["roles"], counts["none"]
	sure, sureRight := roles.sure+none.sure, roles.sureRight
	for _, measure := range []struct {
		name      string
		got, want float64
	}{
		{"technology titles with the right role", share(technology.right, technology.all), f.technology},
		{"titles with the right role", share(roles.right, roles.all), f.roles},
		{"right roles with the right level", share(roles.level, roles.right), f.level},
		{"right of the roles with a confidence of 0.8 or more", share(sureRight, sure), f.sure},
		{"texts of no role that get none", share(none.right, none.all), 1 - f.placed},
	} {
		if measure.got < measure.want {
			t.Errorf("%s: %s are %.1f %%; want %.1f %%", set, measure.name, measure.got*100, measure.want*100)
		}
	}
}
