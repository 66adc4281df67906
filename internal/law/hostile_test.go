package law_test

import (
	"fmt"
	"strings"
	"testing"
)

// hostileTables are files of the right shape that are made to cost much, each with a fault that tells what is too much.
func hostileTables() []struct{ name, text, want string } {
	many := func(text string, marks int) string { return strings.Repeat(text, 55_000/marks) }
	overrides := make([]string, 10_000)
	for i := range overrides {
		overrides[i] = fmt.Sprintf("d%d: x", i)
	}
	return []struct{ name, text, want string }{
		{"rows", "jurisdictions: [" + many("{},", 2) + "]", "jurisdictions: want 1 to 1000 rows"},
		{"rows of another type", "jurisdictions: [" + many("x,", 1) + "]", "jurisdictions[0]: want keys and values"},
		{"members", own(row("NO", "members: ["+many("norway,", 1)+"]")), `jurisdictions[0].members[0]: "norway" is no code of a country`},
		{"duties", own(row("NO", "requires: ["+many("pay_range,", 1)+"]")), "jurisdictions[0].requires: has 55000 names; use each of ["},
		{"prohibitions", own(row("NO", "prohibits: ["+many("pay_range,", 1)+"]")), "jurisdictions[0].prohibits: has 55000 names; use each of ["},
		{"timings", own(row("NO", "timing_overrides: {"+strings.Join(overrides, ", ")+"}")), `jurisdictions[0].timing_overrides.d0: "d0" is nothing that the row requires`},
		{"cities", own(row("US-NY:albany", "cities: ["+many("' ',", 1)+"]")), "jurisdictions[0].cities[0]: begins or ends with white space"},
	}
}

func TestWithHostile(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	for _, h := range hostileTables() {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			_, err := table.With("own.yaml", []byte(h.text))
			if err == nil || !strings.Contains(err.Error(), h.want) {
				t.Errorf("got %.1000s\nwant %s", fmt.Sprint(err), h.want)
			}
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	table := newTable(b)
	for _, h := range hostileTables() {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := table.With("own.yaml", []byte(h.text)); err == nil {
					b.Fatal("no fault")
				}
			}
		})
	}
}
