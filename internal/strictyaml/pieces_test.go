package strictyaml_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"rolewright/internal/property"
	"rolewright/internal/strictyaml"
)

// outcome is what is made of a file, in lines: each node but for comments, and then what is wrong.
func outcome(text string, pieces int) (lines []string) {
	defer func() {
		if cause := recover(); cause != nil {
			lines = []string{"panic: " + fmt.Sprint(cause)}
		}
	}()
	root, alone, err := strictyaml.Parse([]byte(text), pieces)
	if root != nil {
		lines = nodes(root, nil)
	}
	return append(lines, fmt.Sprintf("alone: %t, error: %v", alone, err))
}

func nodes(n *yaml.Node, lines []string) []string {
	lines = append(lines, fmt.Sprintf("%d:%d kind %d of %d, tag %s, style %d, anchor %q, %q", n.Line, n.Column, n.Kind, len(n.Content), n.Tag, n.Style, n.Anchor, n.Value))
	for _, child := range n.Content {
		lines = nodes(child, lines)
	}
	return lines
}

// difference is how a file that is parsed in pieces differs from one that is not, and whether it can be cut at all.
func difference(text string, pieces int) (diff string, cut bool) {
	if strictyaml.Cuts([]byte(text), pieces) == 0 {
		return "", false
	}
	whole, inPieces := outcome(text, 1), outcome(text, pieces)
	if slices.Equal(whole, inPieces) {
		return "", true
	}
	return cmp.Diff(whole, inPieces), true
}

// tally counts the files of a property, so that it does not hold for want of any.
type tally struct{ all, cut, faulty atomic.Int64 }

func (c *tally) add(text string, cut bool) {
	c.all.Add(1)
	if cut {
		c.cut.Add(1)
		if _, _, err := strictyaml.Parse([]byte(text), 1); err != nil {
			c.faulty.Add(1)
		}
	}
}

func (c *tally) check(tb testing.TB) {
	tb.Helper()
	told := fmt.Sprintf("%d files, %d cut, %d of them with a fault", c.all.Load(), c.cut.Load(), c.faulty.Load())
	tb.Log(told)
	if c.cut.Load() < c.all.Load()/10 || c.faulty.Load() < c.all.Load()/20 {
		tb.Error("too few of a kind: " + told)
	}
}

func shippedCatalog(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("../../roles.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// sample are some roles and comparisons of the catalog, and all that is around them.
func sample(tb testing.TB) string {
	tb.Helper()
	text := shippedCatalog(tb)
	head, rest, _ := strings.Cut(text, "\nroles:\n")
	roles, rest, _ := strings.Cut(rest, "\ncomparisons:\n")
	comparisons, advice, found := strings.Cut(rest, "\nadvice:\n")
	if !found {
		tb.Fatal("the catalog has other keys")
	}
	first := func(list string, n int) string {
		return strings.Join(strings.SplitN(list, "\n  - ", n+1)[:n], "\n  - ")
	}
	return strings.Join([]string{head, "roles:", first(roles, 4), "comparisons:", first(comparisons, 3), "advice:", advice}, "\n")
}

// TestShippedIsCut wants the catalog of the program to be one that can be cut, so that it is read soon.
func TestShippedIsCut(t *testing.T) {
	t.Parallel()
	diff, cut := difference(shippedCatalog(t), strictyaml.Pieces())
	if !strictyaml.MayBeCut([]byte(shippedCatalog(t))) {
		t.Error("the catalog is too large to be parsed in pieces")
	}
	if !cut {
		t.Error("a line of the catalog is written in a way that keeps it from being parsed in pieces")
	}
	if diff != "" {
		t.Errorf("(-whole +pieces):\n%.3000s", diff)
	}
}

func TestCuts(t *testing.T) {
	t.Parallel()
	const list = "l:\n  - a\n  - b\n  - c\n"
	tests := []struct {
		name, text string
		want       int
	}{
		{"items", list, 2},
		{"items behind other keys", "x: y\nz:\n  a: b\n" + list, 2},
		{"items before other keys", list + "x: y\n", 2},
		{"items of two lists", list + "m:\n    - a\n    - b\n", 3},
		{"items with all that may be in a line", list + "  - a: b c\n    d: \"e, [\"\n    f: 'g'\n    h: -1\n    i: [j, \"k [\", C#, {l: \"m\"}]\n    n:\n      - .NET\n  - ü\n", 4},
		{"comments and empty lines", "# x\n\n" + list + "\n  # - [\n  - d\n", 3},
		{"plain text in two lines", list + "  - d\n    e\n  - f\n", 4},
		{"nothing", "", 0},
		{"no list", "x: y\n", 0},
		{"a list with one item", "l:\n  - a\n", 0},
		{"a list alone", "- a\n- b\n", 0},
		{"a list that is not indented", "l:\n- a\n- b\n", 0},
		{"a list in a list", "l:\n  m:\n    - a\n    - b\n", 0},
		{"plain text that looks like a list", "l: m\n  - a\n  - b\n", 0},
		{"a list below other text", "l:\n  m: n\n  - a\n  - b\n", 0},
		{"an item too far to the left", list + " - d\n", 0},
		{"an outermost mapping that is indented", "  l:\n    - a\n    - b\n", 0},
		{"text in a block", list + "  - |\n    x\n", 0},
		{"folded text", list + "x: >-\n  - a\n  - b\n", 0},
		{"quotes that stay open", list + "  - \"x\n  - y\"\n", 0},
		{"single quotes that stay open", list + "  - 'x\n  - y'\n", 0},
		{"quotes with escapes", list + `  - "x\""` + "\n", 0},
		{"quotes that are doubled", list + "  - 'x''y'\n", 0},
		{"brackets that stay open", list + "  - [x,\n  y]\n", 0},
		{"braces that stay open", list + "x: {a: b,\nc: d}\n", 0},
		{"a bracket behind brackets", list + "  - [x]: [\n  - y]\n", 0},
		{"quotes in brackets that stay open", list + "  - [x, \"y]\n", 0},
		{"quotes in a word, and then quotes", list + "  - {a: b \"c, d: \"}\n", 0},
		{"a comment in brackets", list + "  - [x #]\n    ]\n", 0},
		{"single quotes in brackets", list + "  - [x, ']']\n", 0},
		{"a comment for a value", list + "x: # [\n", 0},
		{"a question mark", list + "  - ? x\n", 0},
		{"an anchor", list + "  - &x y\n", 0},
		{"an alias", list + "  - *x\n", 0},
		{"a tag", list + "  - !!str x\n", 0},
		{"a directive", "%YAML 1.1\n---\n" + list, 0},
		{"a mark of a document", "---\n" + list, 0},
		{"an end of a document", list + "...\n", 0},
		{"a tab", list + "  - a:\t[\n", 0},
		{"lines that end with CR LF", strings.ReplaceAll(list, "\n", "\r\n"), 0},
		{"a line that ends with CR", list + "  - x\r  y\n", 0},
		{"a line that ends with U+0085", list + "  - x\u0085  y\n", 0},
		{"a line that ends with U+2028", list + "  - x\u2028  y\n", 0},
		{"a byte order mark", "\ufeff" + list, 0},
		{"a byte order mark inside", list + "  - x\ufeff\n", 0},
		{"a control character", list + "  - x\x01\n", 0},
		{"a control character in a comment", list + "# x\x7f\n", 0},
		{"what is not UTF-8", list + "  - x\xff\n", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strictyaml.Cuts([]byte(tt.text), len(tt.text)); got != tt.want {
				t.Errorf("has %d cuts, want %d", got, tt.want)
			}
			if diff, _ := difference(tt.text, len(tt.text)); diff != "" {
				t.Errorf("(-whole +pieces):\n%s", diff)
			}
		})
	}
}

func TestPiecesOfHostile(t *testing.T) {
	t.Parallel()
	for _, h := range hostiles() {
		if diff, _ := difference(h.text, strictyaml.Pieces()); diff != "" {
			t.Errorf("%s (-whole +pieces):\n%.1000s", h.name, diff)
		}
	}
}

// marks are what can end or begin something in YAML.
func marks() []string {
	return []string{
		"\n", "\n  - ", "\n  - a: ", "\n    ", "\n   ", "\n      - ", "\n ", "\nk:\n  - ", "\nk: ", "\nk:", "\n    b:\n", "\n  # ", "\n#", "\n\n",
		"- ", "a: ", "a", "1", ": ", ":", " ", ", ", ",", "[", "]", "{", "}", `"`, "'", `""`, "''", "[]", "{}", `, "a"]`, `{a: "`, `"}`, " #", "#",
		"|", ">", "|+\n", "&a ", "*a", "!t ", "? ", "\n  ? ", "-", ".", "\n---\n", "\n...\n", "%", "@", "`", `\`, "\t", "\r\n", "\u0085", "\ufeff", "é", "\x01", "\xff", "~", "<<: ",
	}
}

// closed are ends of lines and lines that leave nothing open, but may not belong where they are.
func closed() []string {
	return []string{
		" x", ": y: z", ": y", "\nword", "\nk: v", "\nk:\n  - a", "\nk:\n    - a", "\n  x: y", "\n  x", "\n    x: y", "\n    x", "\n    - x", "\n      - x: y",
		"\n    [x]", "\n    [x}", "\n    x: {y: [z]}", "\n    \"x\"", "\n    'x'", "\n  - [x, \"y, [\"]", "\n  - {x}", "\n  - {x: y: z}", "\n  - {x y}", "\n  - [,]",
		"\n  # x", "\n# x", "\n\n", " #x", "\n  - x:", "\n      x:", "\n    x:\n    y:", "\n  - x:\n     y:", "\n  - x:\n   - y",
	}
}

// TestPiecesOfSoup wants files that are put together of marks to be the same in pieces and as a whole.
func TestPiecesOfSoup(t *testing.T) {
	t.Parallel()
	var count tally
	soup := rapid.OneOf(rapid.SliceOfN(rapid.SampledFrom(closed()), 0, 6), rapid.SliceOfN(rapid.SampledFrom(append(marks(), closed()...)), 0, 3))
	property.Check(t, func(t *rapid.T) {
		parts := []string{"k:\n  - a\n  - b"}
		for _, part := range rapid.SliceOfN(soup, 1, 3).Draw(t, "parts") {
			parts = append(parts, strings.Join(part, ""), "\n  - c: d")
		}
		text := strings.Join(parts, "")
		diff, cut := difference(text, rapid.IntRange(2, 12).Draw(t, "pieces"))
		if diff != "" {
			t.Fatalf("%q (-whole +pieces):\n%s", text, diff)
		}
		count.add(text, cut)
	})
	count.check(t)
}

// TestPiecesOfChanged wants a catalog with changes at random to be the same in pieces and as a whole.
func TestPiecesOfChanged(t *testing.T) {
	t.Parallel()
	original := sample(t)
	var count tally
	property.Check(t, func(t *rapid.T) {
		text := original
		for range rapid.IntRange(1, 2).Draw(t, "changes") {
			from := rapid.IntRange(0, len(text)).Draw(t, "from")
			to := min(len(text), from+rapid.SampledFrom([]int{0, 0, 1, 3, 100}).Draw(t, "length"))
			insert := rapid.SampledFrom(append(marks(), "", text[from:to]+text[from:to])).Draw(t, "insert")
			text = text[:from] + insert + text[to:]
		}
		diff, cut := difference(text, rapid.IntRange(2, 12).Draw(t, "pieces"))
		if diff != "" {
			t.Fatalf("(-whole +pieces):\n%.3000s", diff)
		}
		count.add(text, cut)
	})
	count.check(t)
}

func FuzzPieces(f *testing.F) {
	for _, mark := range marks() {
		f.Add("k:\n  - a\n  - b"+mark+"\n  - c: d\n    e: "+mark+"\n  - f\n", 4)
	}
	f.Add(good, 3)
	f.Add(sample(f), 7)
	f.Fuzz(func(t *testing.T, text string, pieces int) {
		if diff, _ := difference(text, 2+pieces&7); diff != "" {
			t.Errorf("(-whole +pieces):\n%s", diff)
		}
	})
}
