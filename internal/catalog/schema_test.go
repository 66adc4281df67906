package catalog_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
	"rolewright/internal/strictyaml"
)

// publishedSchema is docs/roles.schema.json.
var publishedSchema = sync.OnceValue(func() *jsonschema.Schema {
	return jsonschema.NewCompiler().MustCompile("../../docs/roles.schema.json")
})

// beyondSchema are the messages of faults that no schema of the file can express.
func beyondSchema() []*regexp.Regexp {
	var all []*regexp.Regexp
	for _, text := range []string{
		// A doubled name, key or document; names that mean two roles.
		`is there twice`, `already means the role`, `has no letter or digit`, `a second document begins here`,
		// What refers to another place of the file.
		`is not among the (families|tracks|levels of the role)`, `is no role of this catalog`, `is no line of the role`,
		`want each role of the comparison once`, `is neither compared nor named in neither`, `track \S+ has no name for`,
		`only a narrower alias has a level`,
		// Two places that are counted or compared together.
		`with the role's own lines this makes`, `want min, max or both, in their order`,
		// How the YAML is written, not what it says.
		`anchors and aliases are not used here`, `the file is larger than`, `is not YAML`, `is empty`,
	} {
		all = append(all, regexp.MustCompile(text))
	}
	return all
}

// value is a YAML file as an editor holds it against the schema; ok is false for a file that is no YAML. What YAML 1.1
// takes for a date is text in the YAML of today.
func value(text string) (v any, ok bool) {
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		return nil, false
	}
	return plain(v), true
}

func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	case map[any]any:
		return nil // a key is no text
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return v
}

// withoutEmpty leaves out what may be left out if it is an empty text. Parse takes either for the other; the schema wants
// it left out.
func withoutEmpty(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			if v[key] == "" && slices.Contains([]string{"title", "level", "for"}, key) {
				delete(v, key)
				continue
			}
			withoutEmpty(v[key])
		}
	case []any:
		for i := range v {
			withoutEmpty(v[i])
		}
	}
	return v
}

// tester is what testing.T and rapid.T share.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkSchema wants the schema to take what Parse takes, and to refuse what Parse refuses if it can tell.
func checkSchema(t tester, text string) {
	t.Helper()
	v, ok := value(text)
	if !ok {
		return
	}
	refused := publishedSchema().Validate(v)
	_, err := catalog.Parse("roles.yaml", []byte(text))
	if err == nil {
		if refused = publishedSchema().Validate(withoutEmpty(v)); refused != nil {
			t.Errorf("the schema refuses what Parse takes: %v\n%s", refused, text)
		}
		return
	}
	if refused != nil {
		return
	}
	fault, ok := errors.AsType[*strictyaml.Error](err)
	if !ok {
		t.Errorf("%v", err)
		return
	}
	if strings.Contains(err.Error(), "want a plain key") {
		return // what stands under such a key is missing to Parse alone
	}
	for _, f := range fault.Faults {
		beyond := slices.ContainsFunc(beyondSchema(), func(r *regexp.Regexp) bool { return r.MatchString(f.Detail) })
		if !beyond && !strings.Contains(text, "2026-01-01") && !strings.Contains(text, "!nurse") { // text, as YAML has it today; a tag
			t.Errorf("the schema takes what Parse refuses: %s: %s", f.Path, f.Detail)
		}
	}
}

func TestSchemaTakesGoodFiles(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"shipped": read(t, "../../roles.yaml"), "good": read(t, "testdata/good.yaml"), "advised": advised(t),
	} {
		v, ok := value(text)
		if !ok {
			t.Fatal(name)
		}
		if err := publishedSchema().Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaKnowsCharacters tries the first and the last character of each range that may not stand in a text, or not at
// its ends, and their neighbors.
func TestSchemaKnowsCharacters(t *testing.T) {
	t.Parallel()
	tried := map[rune]bool{}
	for _, table := range []*unicode.RangeTable{unicode.Cc, unicode.Co, unicode.Bidi_Control, unicode.White_Space} {
		for _, r := range table.R16 {
			for _, c := range []rune{rune(r.Lo) - 1, rune(r.Lo), rune(r.Hi), rune(r.Hi) + 1} {
				if !utf8.ValidRune(c) || tried[c] {
					continue
				}
				tried[c] = true
				escaped := fmt.Sprintf(`\u%04x`, c)
				for _, focus := range []string{"a" + escaped + "b", escaped + "a", "a" + escaped} {
					checkSchema(t, edited(t, "    focus: Most of the day is spent in homes.", `    focus: "`+focus+`"`))
				}
			}
		}
	}
	if len(tried) < 40 {
		t.Errorf("%d characters tried", len(tried))
	}
}

// TestSchemaSaysWhatParseSays edits a good file at random, once or twice.
func TestSchemaSaysWhatParseSays(t *testing.T) {
	t.Parallel()
	text := advised(t, "    levels:\n      mid:\n        scope: You own your",
		"    works_with: [Nurses]\n    hire_when:\n      - {rule: many, if: {problem: [scaling], present: [nurse], budget: [low]}, points: -1, text: Many wait.}\n"+
			"    levels:\n      mid:\n        scope: You own your")
	refused, taken := 0, 0
	property.Check(t, func(t *rapid.T) {
		var root yaml.Node
		if err := yaml.Unmarshal([]byte(text), &root); err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 2).Draw(t, "edits") {
			edit(t, root.Content[0])
		}
		changed, err := yaml.Marshal(&root)
		if err != nil {
			t.Fatal(err)
		}
		checkSchema(t, string(changed))
		if v, _ := value(string(changed)); publishedSchema().Validate(v) == nil {
			taken++
		} else {
			refused++
		}
	})
	if refused == 0 || taken == 0 {
		t.Errorf("%d files refused, %d taken; the edits try too little", refused, taken)
	}
}

// edit changes one node under root.
func edit(t *rapid.T, root *yaml.Node) {
	var nodes []*yaml.Node
	collectNodes(root, &nodes)
	n := rapid.SampledFrom(nodes).Draw(t, "node")
	if rapid.IntRange(0, 3).Draw(t, "whole") == 0 {
		retype(t, n)
		return
	}
	switch n.Kind { //nolint:exhaustive // all others are scalars
	case yaml.MappingNode:
		editMapping(t, n)
	case yaml.SequenceNode:
		editList(t, n)
	default:
		text := rapid.SampledFrom(sampleTexts()).Draw(t, "text")
		if rapid.Bool().Draw(t, "added") { // what often is as good as before
			text = n.Value + rapid.SampledFrom([]string{"s", " here", "-a", ""}).Draw(t, "end")
		}
		n.SetString(text)
	}
}

// collectNodes gathers a node and all values in it. Keys are changed with their mapping.
func collectNodes(n *yaml.Node, all *[]*yaml.Node) {
	*all = append(*all, n)
	for i, inner := range n.Content {
		if n.Kind != yaml.MappingNode || i%2 == 1 {
			collectNodes(inner, all)
		}
	}
}

func sampleTexts() []string {
	texts := []string{
		"", " ", "a", "A b", " a", "a ", "a\u00a0", "\u3000a", "a\nb", "a\tb", "a\u200eb", "a\u202eb", "a\u2028b", "\ue000", "a\x7fb", "é😀 b", "a\ufeff",
		"nurse", "carer", "health", "care", "mid", "senior", "lead", "guru", "synonym", "narrower", "idea", "scaling", "low", "skills/0", "skills/00",
		"responsibilities/9", "focus/0", "2512", "12345", "15-1252.00", "15-1252", "Senior {title}", "title", "Not A Slug", "a--b", "-a", "a-1",
	}
	for _, n := range []int{60, 61, 80, 81, 200, 201, 250, 251, 300, 301, 400, 401} {
		texts = append(texts, strings.Repeat("x", n), strings.Repeat("é", n))
	}
	return texts
}

// retype replaces a value by one of any type.
func retype(t *rapid.T, n *yaml.Node) {
	*n = *rapid.SampledFrom([]func() *yaml.Node{
		func() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} },
		func() *yaml.Node { return &yaml.Node{Kind: yaml.SequenceNode} },
		func() *yaml.Node { return scalar("!!null", "null") },
		func() *yaml.Node { return scalar("!!bool", "true") },
		func() *yaml.Node { return scalar("!!float", "1.5") },
		func() *yaml.Node { return scalar("!!str", "text") },
		func() *yaml.Node { return scalar("!!int", strconv.Itoa(rapid.IntRange(-5, 5).Draw(t, "number"))) },
	}).Draw(t, "type")()
}

func scalar(tag, text string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: text}
}

// editMapping drops a key or adds one.
func editMapping(t *rapid.T, n *yaml.Node) {
	if len(n.Content) > 0 && rapid.Bool().Draw(t, "drop") {
		i := 2 * rapid.IntRange(0, len(n.Content)/2-1).Draw(t, "key")
		n.Content = slices.Delete(n.Content, i, i+2)
		return
	}
	keys := append([]string{"title", "level", "for", "success", "omit", "min", "x"}, string(jobad.Lead))
	key := rapid.SampledFrom(keys).Draw(t, "new key")
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return
		}
	}
	added := scalar("!!str", "mid")
	if rapid.Bool().Draw(t, "any type") {
		retype(t, added)
	}
	n.Content = append(n.Content, scalar("!!str", key), added)
}

// editList drops, doubles or adds items.
func editList(t *rapid.T, n *yaml.Node) {
	if len(n.Content) == 0 {
		n.Content = append(n.Content, scalar("!!str", "a"))
		return
	}
	i := rapid.IntRange(0, len(n.Content)-1).Draw(t, "item")
	switch rapid.IntRange(0, 2).Draw(t, "how") {
	case 0:
		n.Content = slices.Delete(n.Content, i, i+1)
	case 1:
		for range rapid.IntRange(1, 12).Draw(t, "times") {
			n.Content = append(n.Content, n.Content[i])
		}
	default:
		n.Content = nil
	}
}
