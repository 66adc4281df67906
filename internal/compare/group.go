package compare

import (
	"cmp"
	"slices"

	"rolewright/internal/jobad"
	"rolewright/internal/wording"
)

// sameMeaning is the similarity from which two lines of the catalog are taken to speak of the same thing; see
// [wording.Weights.Similarity].
const sameMeaning = 0.25

// The same for names: with few words, one in common says less, and least if it is what half of all are called.
const (
	sameSkill     = 0.37
	sameColleague = 0.6
)

// member is a line in a grouping.
type member struct {
	column int
	line   jobad.AlikeLine
	vector *wording.Vector
	group  int
}

// pair is two lines of different columns that mean the same.
type pair struct {
	a, b  int
	alike float64
}

// group divides the items of cells into groups of lines that are alike by bound or more, with a line of a column each at most. The most
// alike are put together first, and a line joins a group only if it is like every line of it. Groups of several lines come
// first, of most columns first; else they are in the order of their lines.
func (w *words) group(cells []jobad.Cell, bound float64) [][]jobad.AlikeLine {
	members := w.members(cells)
	groups := make([][]int, len(members))
	for i := range members {
		members[i].group, groups[i] = i, []int{i}
	}
	for _, p := range pairs(members, bound) {
		to, from := members[p.a].group, members[p.b].group
		if to == from || !compatible(members, groups[to], groups[from], bound) {
			continue
		}
		groups[to], groups[from] = append(groups[to], groups[from]...), nil
		for _, i := range groups[to] {
			members[i].group = to
		}
	}
	groups = slices.DeleteFunc(groups, func(g []int) bool { return len(g) == 0 })
	for _, g := range groups {
		slices.Sort(g) // members stand by column
	}
	slices.SortStableFunc(groups, func(a, b []int) int { return len(b) - len(a) })
	all := make([][]jobad.AlikeLine, len(groups))
	for i, g := range groups {
		for _, at := range g {
			all[i] = append(all[i], members[at].line)
		}
	}
	return all
}

func (w *words) members(cells []jobad.Cell) []member {
	var members []member
	for column, cell := range cells {
		for _, line := range cell.Items {
			vector, ok := w.vectors[line.Text]
			if !ok {
				vector = w.weights.Vector(line.Text)
			}
			members = append(members, member{column: column, line: jobad.AlikeLine{Role: cell.Role, Line: line}, vector: vector})
		}
	}
	return members
}

// pairs are all that mean the same, the most alike first. What decides between equals is where lines come from and not the
// order of columns, so that the same lines are put together in any order.
func pairs(members []member, bound float64) []pair {
	var all []pair
	for b := range members {
		for a := range b {
			if members[a].column == members[b].column {
				continue
			}
			if alike := alike(&members[a], &members[b]); alike >= bound {
				all = append(all, pair{a, b, alike})
			}
		}
	}
	sources := func(p pair) (string, string) {
		a, b := members[p.a].line.Source, members[p.b].line.Source
		return min(a, b), max(a, b)
	}
	slices.SortFunc(all, func(p, q pair) int {
		p1, p2 := sources(p)
		q1, q2 := sources(q)
		return cmp.Or(cmp.Compare(q.alike, p.alike), cmp.Compare(p1, q1), cmp.Compare(p2, q2))
	})
	return all
}

// alike is how much two lines say the same, from 0 to 1.
func alike(a, b *member) float64 {
	if a.line.Text == b.line.Text {
		return 1
	}
	return a.vector.Cosine(b.vector)
}

// compatible reports whether two groups can be one: no column is in both, and every line is like every other.
func compatible(members []member, a, b []int, bound float64) bool {
	for _, i := range a {
		for _, j := range b {
			if members[i].column == members[j].column || alike(&members[i], &members[j]) < bound {
				return false
			}
		}
	}
	return true
}
