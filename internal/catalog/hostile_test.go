package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"rolewright/internal/catalog"
)

// hostileCatalogs are files of the right shape that are made to cost much, each with a fault that tells what is too
// much. What costs much whatever the shape, internal/strictyaml refuses.
func hostileCatalogs() []struct{ name, text, want string } {
	repeat := func(text string, marks int) string { return strings.Repeat(text, 55_000/marks) }
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	role := func(members string) string { return "roles: [{slug: a, " + members + "}]" }
	return []struct{ name, text, want string }{
		{"roles", "roles: [" + repeat("{},", 2) + "]", "1:8: roles: want 1 to 2000 roles"},
		{"empty roles", "roles: [" + strings.Repeat("{},", 2000) + "]", "1:9: roles[0].title: is missing"},
		{"roles of another type", "roles: [" + repeat("x,", 1) + "]", "1:9: roles[0]: want keys and values"},
		{"roles with slugs", "roles: [" + numbered("{slug: r%d},", 2000) + "]", "1:9: roles[0].title: is missing"},
		{"levels of a role", role("levels: {" + numbered("l%d: {},", 25_000) + "}"), "1:27: roles[0].levels: has 25000 levels; want some of [intern entry junior mid senior lead principal executive]"},
		{"aliases", role("aliases: [" + repeat("{level: x},", 2) + "]"), `1:37: roles[0].aliases[0].level: only a narrower alias has a level, and one that the role has: []`},
		{"aliases of a role with many levels", role("levels: {" + numbered("l%d: {},", 9_000) + "}, aliases: [" + repeat("{level: x},", 4) + "]"), "1:27: roles[0].levels: has 9000 levels; want some of [intern entry junior mid senior lead principal executive]"},
		{"lines of a role", role("responsibilities: [" + repeat("a,", 1) + "], levels: {mid: {}, senior: {}}"), "1:37: roles[0].responsibilities: has 55000 lines; want 1 to 8"},
		{"lines that are left out", role("skills: [a], levels: {mid: {omit: [" + repeat("b,", 1) + "]}}"), "roles[0].levels.mid.omit: has 55000 lines; want at most 31"},
		{"lines and what is left out", role("skills: [" + repeat("a,", 2) + "], levels: {mid: {omit: [" + repeat("b,", 2) + "]}}"), "roles[0].skills: has 27500 lines; want 1 to 12"},
		{"steps of the scale", "levels: {scale: [" + repeat("{},", 2) + "]}\nroles: []", "1:18: levels.scale[0].slug: want the scale in its order"},
		{"levels of a track", "levels: {tracks: [{levels: {" + numbered("l%d: {},", 25_000) + "}}]}", `levels.tracks[0].levels.l0: "l0" is no level`},
		{"families", "families: [" + repeat("{},", 2) + "]", `1:12: families[0].slug: "" is no slug`},
	}
}

func TestParseHostile(t *testing.T) {
	t.Parallel()
	for _, h := range hostileCatalogs() {
		t.Run(h.name, func(t *testing.T) {
			t.Parallel()
			_, err := catalog.Parse("roles.yaml", []byte(h.text))
			if err == nil || !strings.Contains(err.Error(), h.want) {
				t.Fatalf("got %.2000s\nwant %s", fmt.Sprint(err), h.want)
			}
			const maxLines = 201 // 200 faults, and that there are more
			if lines := strings.Count(err.Error(), "\n") + 1; lines > maxLines {
				t.Errorf("tells %d faults", lines)
			}
		})
	}
}

// TestParseTellsHowManyMore wants the first 200 faults and the number of the others, each time the same.
func TestParseTellsHowManyMore(t *testing.T) {
	t.Parallel()
	text := "levels: {tracks: [{levels: {" + strings.TrimSuffix(strings.Repeat("#, ", 300), ", ")
	for i := range 300 {
		text = strings.Replace(text, "#", fmt.Sprintf("l%03d: {name: \"{title}\", adds: x}", i), 1)
	}
	text += "}}]}"
	_, first := catalog.Parse("roles.yaml", []byte(text))
	if first == nil || !strings.HasSuffix(first.Error(), "\nroles.yaml: and 105 more") {
		t.Fatalf("got %v", first)
	}
	for range 3 {
		if _, err := catalog.Parse("roles.yaml", []byte(text)); err == nil || err.Error() != first.Error() {
			t.Errorf("another time: %v", err)
		}
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, h := range hostileCatalogs() {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := catalog.Parse("roles.yaml", []byte(h.text)); err == nil {
					b.Fatal("no fault")
				}
			}
		})
	}
}
