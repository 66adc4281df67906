package strictyaml_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"rolewright/internal/strictyaml"
)

// shelf is a shape with everything that a shape can have.
type shelf struct {
	Name  string           `yaml:"name"`
	Count int              `yaml:"count"`
	Ratio float64          `yaml:"ratio"`
	Open  bool             `yaml:"open"`
	Tags  []string         `yaml:"tags"`
	Books []book           `yaml:"books"`
	Rooms map[string]*room `yaml:"rooms"`
}

type book struct {
	Title string   `yaml:"title"`
	Pages int      `yaml:"pages"`
	Notes []string `yaml:"notes"`
}

type room struct {
	Size  float64           `yaml:"size"`
	Words map[string]string `yaml:"words"`
}

// hostile is a file that is made to cost much.
type hostile struct {
	name string
	text string
	want string // the first fault; empty if the file may be read
}

// size is that of the largest file that is parsed.
const size = 2 << 20

// fill repeats text up to the size of the largest file.
func fill(text string) string { return strings.Repeat(text, (size-100)/len(text)) }

// few repeats text as often as the marks of a file allow.
func few(text string, marks int) string { return strings.Repeat(text, 55_900/marks) }

// numbered repeats a format with a number.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

const (
	tooMany   = "the file has more than 56000 lines, commas and brackets; what is over begins here"
	wantList  = "want a list"
	wantText  = "want text; put it in quotes if it looks like something else"
	wantPairs = "want keys and values"
	anchored  = "anchors and aliases are not used here: write the text out"
	twice     = "is there twice; keep one"
	unknown   = "is not a key here; use name, count, ratio, open, tags, books, rooms"
)

func hostiles() []hostile {
	deep := func(line string, depth int) string {
		var b strings.Builder
		for i := 0; i < depth && b.Len() < size-2*depth; i++ {
			b.WriteString(strings.Repeat(" ", i) + line + "\n")
		}
		return b.String()
	}
	return []hostile{
		{"too large", strings.Repeat("x", size+1), "the file is larger than 2097152 bytes"},
		{"UTF-16", "\xff\xfe" + fill("a\x00"), "is UTF-16; save it as UTF-8"},
		{"UTF-16, the other way", "\xfe\xff" + fill("\x00a"), "is UTF-16; save it as UTF-8"},
		{"byte order marks", fill("\ufeff"), wantPairs},
		{"NUL", fill("\x00"), "is not YAML: control characters are not allowed"},
		{"not UTF-8", fill("\xff"), "is not YAML: invalid leading UTF-8 octet"},
		{"not UTF-8 at the end", "name: " + fill("x") + "\xff", "is not YAML: invalid leading UTF-8 octet"},
		{"tabs", fill("\t"), "is not YAML: found character that cannot start any token"},
		{"tabs for a value", "name:" + fill("\t"), wantText},

		{"keys of a mapping", "rooms:\n" + numbered("  k%d:\n", 200_000), tooMany},
		{"keys of a mapping in a line", "rooms: {" + numbered("k%d: , ", 200_000) + "}", tooMany},
		{"as many keys as there may be", "rooms:\n" + numbered("  k%d: {}\n", 27_900), ""},
		{"as many unknown keys as there may be", numbered("k%d:\n", 55_900), unknown},
		{"one key over and over", few("name:\n", 1), wantText},
		{"one key over and over in a line", "{" + few("name: , ", 1) + "}", wantText},
		{"long keys", "rooms:\n" + numbered("  k%d"+strings.Repeat("y", 1000)+":\n", 2000), "is longer than 200 bytes"},
		{"long unknown keys", numbered("k%d"+strings.Repeat("y", 1000)+":\n", 2000), unknown},
		{"a key that is too long", fill("x") + ": y", "is not YAML: mapping values are not allowed in this context"},

		{"items", "tags:\n" + fill("- a\n"), tooMany},
		{"items in a line", "tags: [" + fill("a,") + "]", tooMany},
		{"as many items as there may be", "tags:\n" + few("- a\n", 1), ""},
		{"as many items as there may be in a line", "tags: [" + few("a,", 1) + "]", ""},
		{"as many wrong items as there may be", "tags: [" + few("1,", 1) + "]", wantText},
		{"as many wrong values as there may be", "books:\n" + few("- {title: 1, pages: a, notes: b}\n", 4), wantText},
		{"as many pairs as there may be", "books: [" + few("{}, ", 2) + "]", ""},
		{"empty lists", "books: [" + fill("[],") + "]", tooMany},
		{"almost times in pieces", "tags:\n" + strings.Repeat("  - 2001-12-14t21:59:43.10-05:99\n", 48_900), ""},
		{"a fault at the end of a piece", "tags:\n" + strings.Repeat("  - 2001-12-14t21:59:43.10-05:99\n", 24_400) + "    x: y\n" + strings.Repeat("  - 2001-12-14t21:59:43.10-05:99\n", 24_450), "is not YAML: mapping values are not allowed in this context"},
		{"a fault at the end of a piece with most of the items", "tags:\n" + strings.Repeat("  - "+strings.Repeat("x", 15_000)+"\n", 92) + strings.Repeat("  - a\n", 40_000) + "    x: y\n" + strings.Repeat("  - a\n", 8_000), "is not YAML: mapping values are not allowed in this context"},
		{"numbers", "tags:\n" + few("- 2001-12-14t21:59:43.10-05:00\n", 1), wantText},
		{"almost times", "tags:\n" + few("- 2001-12-14t21:59:43.10-05:99\n", 1), ""},
		{"digits", "count: " + fill("1"), "want a whole number"},
		{"binary digits", "count: 0b" + fill("1_"), "want a whole number"},
		{"a number that is too large", "count: 99999999999999999999", "want a whole number"},
		{"a number that is none", "count: !!int many", "want a whole number"},

		{"deep lists in a line", "tags: " + fill("["), tooMany},
		{"lists as deep as the parser goes", "tags: " + strings.Repeat("[", 9_999), "is not YAML: did not find expected node content"},
		{"lists deeper than the parser goes", "tags: " + strings.Repeat("[", 20_000), "is not YAML: exceeded max depth of 10000"},
		{"deep lists that are closed", "tags: " + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000), wantText},
		{"many deep lists", "tags: [" + few(strings.Repeat("[", 100)+strings.Repeat("]", 100)+",", 101) + "]", wantText},
		{"deep mappings in a line", fill("{"), tooMany},
		{"deep keys in a line", fill("{a: "), tooMany},
		{"deep items in a line", fill("- "), tooMany},
		{"items as deep as the marks allow", "tags:\n" + strings.Repeat("- ", 9_000) + "a", wantText},
		{"deep question marks", fill("? "), tooMany},
		{"deep lines", deep("-", 10_000), wantPairs},
		{"deep keys", deep("rooms:", 10_000), "is not a key here; use size, words"},
		{"deep keys over and over", strings.Repeat(deep("rooms:", 60), 500), twice},
		{"flow in flow", "tags: " + few("[{a: [", 3) + few("]}]", 4), "is not YAML: exceeded max depth of 10000"},

		{"bomb of aliases", "name: &a [x,x]\ncount: &b [*a,*a]\ntags: [" + few("*b,", 1) + "]", anchored},
		{"bomb of nine steps", bomb(), anchored},
		{"anchors", "tags:\n" + numbered("- &a%d x\n", 55_900), anchored},
		{"an anchor in itself", "tags: &a [*a]", anchored},
		{"a long anchor", "name: &" + fill("a") + " x", anchored},
		{"merge keys", few("<<: {name: x}\n", 2), "want a plain key"},
		{"merge of an alias", "rooms: {a: &a {size: 1}, b: {<<: *a}}", anchored},

		{"documents", fill("---\n"), tooMany},
		{"as many documents as there may be", few("--- {}\n", 2), "a second document begins here; keep one"},
		{"ends of documents", "{}\n" + few("...\n", 1), ""},
		{"marks of documents inside", "name: |\n" + few("  ---\n", 1), "is longer than 16384 bytes"},
		{"a line of marks", fill("-"), wantPairs},

		{"one long line", "name: " + fill("x"), "is longer than 16384 bytes"},
		{"one long line of words", "name: " + fill("ab "), "is longer than 16384 bytes"},
		{"long text in quotes", `name: "` + fill("x") + `"`, "is longer than 16384 bytes"},
		{"escapes", `name: "` + fill(`\u0041`) + `"`, "is longer than 16384 bytes"},
		{"quotes that stay open", `name: "` + fill("x"), "is not YAML: found unexpected end of stream"},
		{"doubled quotes", `name: '` + fill(`''`) + `'`, "is longer than 16384 bytes"},
		{"words on many lines", "name: x\n" + few("  x\n", 1), "is longer than 16384 bytes"},
		{"folded lines", "name: >\n" + few("  x\n", 1), "is longer than 16384 bytes"},
		{"lines of a block", "name: |\n" + few("  x\n", 1), "is longer than 16384 bytes"},
		{"empty lines of a block", "name: |\n" + few("\n", 1), ""},
		{"indented far", "name: |\n" + fill(strings.Repeat(" ", 100_000)+"x\n"), ""},
		{"indented less and less", "name: |\n" + less(), ""},
		{"spaces", fill(" "), "is empty; want one YAML document"},
		{"empty lines", fill("\n"), tooMany},
		{"lines that end in their own way", fill("\r"), tooMany},
		{"lines that end with U+0085", fill("\u0085"), tooMany},
		{"lines that end with U+2028", fill("\u2028"), tooMany},

		{"a long comment", "# " + fill("x"), "is empty; want one YAML document"},
		{"comments", fill("#\n"), tooMany},
		{"comments on items", "tags:\n" + few("- a # x\n", 1), ""},
		{"comments before items", "tags:\n" + few("# x\n- a\n", 2), ""},
		{"comments behind items", "tags:\n" + few("- a\n\n# x\n\n", 4), ""},
		{"comments in a list", "tags: [" + few("a, # x\n", 2) + "]", ""},
		{"comments of all widths", "tags:\n" + slope() + "  - a", ""},

		{"directives", numbered("%%TAG !a%d! b\n", 60_000) + "--- {}", "more than 16 lines begin with %"},
		{"directives of a second document", "{}\n...\n" + numbered("%%TAG !a%d! b\n", 60_000) + "--- {}", "more than 16 lines begin with %"},
		{"long directive", "%TAG !a! " + fill("b") + "\n--- {}", ""},
		{"tags", "tags:\n" + few("- !!str a\n", 1), ""},
		{"tags of programs", "tags:\n" + few("- !!python/object:os.system a\n", 1), wantText},
		{"binary", "tags:\n" + few("- !!binary aGk=\n", 1), wantText},
		{"a long tag", "name: !" + fill("a") + " x", wantText},
		{"a long tag with escapes", "name: !<" + fill("%41") + "> x", wantText},
		{"keys that are lists", few("? [name]\n", 2), "want a plain key"},
		{"question marks", few("? name\n", 1), wantText},
		{"colons", fill(":"), "is not YAML: mapping values are not allowed in this context"},
		{"keys in keys", fill("a: "), "is not YAML: mapping values are not allowed in this context"},
	}
}

// bomb is the one that is known as "billion laughs".
func bomb() string {
	var b strings.Builder
	b.WriteString("l0: &l0 lol\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "l%d: &l%d [%s]\n", i, i, strings.Repeat(fmt.Sprintf("*l%d,", i-1), 10))
	}
	return "rooms:\n  " + strings.ReplaceAll(strings.TrimSpace(b.String()), "\n", "\n  ") + "\n"
}

// less is a block whose first lines are empty and wider than its text.
func less() string {
	return strings.Repeat(strings.Repeat(" ", 300)+"\n", 6000) + strings.Repeat(" ", 400) + "x\n"
}

// slope are comments that begin further and further right.
func slope() string {
	var b strings.Builder
	for i := range 6000 {
		b.WriteString(strings.Repeat(" ", i%600) + "#\n")
	}
	return b.String()
}

// TestDecodeHostile is not parallel, because it counts what is allocated. That a file has too many marks is told without
// parsing it, so such a fault is also the proof that the parser was not reached.
func TestDecodeHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every file one after the other, which tells nothing of what runs side by side")
	}
	for _, h := range hostiles() {
		t.Run(h.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			d, _ := strictyaml.Decode([]byte(h.text), &shelf{})
			runtime.ReadMemStats(&after)
			err := d.Err("f.yaml")
			got := ""
			if err != nil {
				got = err.Error()
			}
			if !strings.Contains(got, h.want) || (got == "") != (h.want == "") {
				t.Errorf("got %.300s\nwant %s", got, h.want)
			}
			const maxAnswer, maxAllocated = 1 << 20, 128 << 20
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > maxAllocated {
				t.Errorf("allocated %d MiB", allocated>>20)
			}
			if len(got) > maxAnswer {
				t.Errorf("tells %d bytes", len(got))
			}
			if h.want == tooMany && strings.Contains(got, "\n") {
				t.Errorf("tells more than that there is too much: %.300s", got)
			}
		})
	}
}

func BenchmarkHostile(b *testing.B) {
	for _, h := range hostiles() {
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				strictyaml.Decode([]byte(h.text), &shelf{})
			}
		})
	}
}
