package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
)

// member is a place in a brief. Its pointer leads through item 0 of lists.
type member struct {
	pointer string
	kind    reflect.Kind // String, Bool, Int, Float64, Slice or Struct
	rules   string       // what the validate tag says of it
	block   bool         // Markdown
}

// members walks the type of the brief, so that a new member is swept without a word.
func members() []member { return membersOf(reflect.TypeFor[api.Brief](), "") }

func membersOf(t reflect.Type, at string) []member {
	var all []member
	for f := range t.Fields() {
		all = append(all, memberOf(f.Type, at+"/"+f.Tag.Get("json"), f.Tag.Get("validate"), f.Tag.Get("text") == "block")...)
	}
	return all
}

func memberOf(t reflect.Type, at, rules string, block bool) []member {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	own, item, _ := strings.Cut(rules, ",dive")
	all := []member{{at, t.Kind(), own, block}}
	if t.Kind() == reflect.Slice {
		all = append(all, memberOf(t.Elem(), at+"/0", item, block)...)
	}
	if t.Kind() == reflect.Struct {
		all = append(all, membersOf(t, at)...)
	}
	return all
}

// limit is the number that the rules state by that name, or -1.
func (m member) limit(name string) float64 {
	found := regexp.MustCompile(`\b` + name + `=([0-9.]+)`).FindStringSubmatch(m.rules)
	if found == nil {
		return -1
	}
	return must(strconv.ParseFloat(found[1], 64))
}

// brief is the smallest brief with a value at the member.
func (m member) brief(value any) string {
	brief := map[string]any{"role": "backend-engineer", "company": map[string]any{"name": "Acme"}}
	put(brief, strings.Split(m.pointer, "/")[1:], value)
	return string(must(json.Marshal(brief)))
}

func put(object map[string]any, path []string, value any) {
	name, rest := path[0], path[1:]
	if len(rest) > 0 && rest[0] == "0" {
		if len(rest) == 1 {
			object[name] = []any{value}
			return
		}
		items, ok := object[name].([]any)
		if !ok {
			items = []any{map[string]any{}}
			object[name] = items
		}
		put(items[0].(map[string]any), rest[1:], value) //nolint:forcetypeassert // made here
		return
	}
	if len(rest) == 0 {
		object[name] = value
		return
	}
	inner, ok := object[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		object[name] = inner
	}
	put(inner, rest, value)
}

func (m member) expect(t *testing.T, value any, status int, want string) {
	t.Helper()
	got := do(t, handler(), post(m.brief(value)))
	if got.status != status || !slices.Contains(faults(t, got), m.pointer+" "+want) {
		t.Errorf("%s = %.60v: status %d, %.400s", m.pointer, value, got.status, got.body)
	}
}

// TestWrongTypes puts each JSON type where another is wanted.
func TestWrongTypes(t *testing.T) {
	t.Parallel()
	values := map[string]any{
		"text": "x", "true": true, "false": false, "object": map[string]any{"a": nil}, "list": []any{nil},
		"number": 1, "fraction": 1.5, "null": nil,
	}
	fits := map[reflect.Kind][]string{
		reflect.String: {"text"}, reflect.Bool: {"true", "false"}, reflect.Int: {"number"},
		reflect.Float64: {"number", "fraction"}, reflect.Slice: {"list"}, reflect.Struct: {"object"},
	}
	for _, m := range members() {
		t.Run(m.pointer, func(t *testing.T) {
			t.Parallel()
			for name, value := range values {
				switch {
				case slices.Contains(fits[m.kind], name):
				case name == "null":
					m.expect(t, value, http.StatusBadRequest, "null")
				default:
					m.expect(t, value, http.StatusBadRequest, "wrong_type")
				}
			}
		})
	}
}

// TestControlCharacters puts each kind of character that cannot be printed in the middle of all texts at once.
func TestControlCharacters(t *testing.T) {
	t.Parallel()
	hostile := []string{
		"\x00", "\x01", "\b", "\v", "\f", "\r", "\x1b", "\x1f", "\x7f", "\u0080", "\u0085", "\u009f",
		"\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
		"\u2028", "\u2029", "\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff",
	}
	for _, character := range append(hostile, "\n", "\r\n") {
		t.Run(strconv.QuoteToASCII(character), func(t *testing.T) {
			t.Parallel()
			brief := map[string]any{}
			var want []string
			for _, m := range members() {
				if m.kind == reflect.String {
					put(brief, strings.Split(m.pointer, "/")[1:], "a"+character+"b")
					if !m.block || !strings.Contains(character, "\n") {
						want = append(want, m.pointer+" control_character")
					}
				}
			}
			got := do(t, handler(), post(string(must(json.Marshal(brief)))))
			all := faults(t, got)
			slices.Sort(all)
			slices.Sort(want)
			if diff := cmp.Diff(want, all); got.status != http.StatusUnprocessableEntity || diff != "" {
				t.Errorf("status %d: %s", got.status, diff)
			}
		})
	}
}

// TestLengths is about the limits of texts and lists, in runes and, for Markdown, in bytes.
func TestLengths(t *testing.T) {
	t.Parallel()
	for _, m := range members() {
		limit := int(m.limit("max"))
		if limit < 0 || m.kind != reflect.String && m.kind != reflect.Slice {
			continue
		}
		t.Run(m.pointer, func(t *testing.T) {
			t.Parallel()
			for _, text := range []string{"x", "é", "😀"} {
				limit := limit
				if m.block {
					limit /= len(text)
				}
				if got := do(t, handler(), post(m.brief(m.filled(text, limit)))); strings.Contains(got.body, `"too_long"`) {
					t.Errorf("%d of %s: %s", limit, text, got.body)
				}
				m.expect(t, m.filled(text, limit+1), http.StatusUnprocessableEntity, "too_long")
			}
		})
	}
}

// filled is a text of n runes, or a list of n items.
func (m member) filled(text string, n int) any {
	if m.kind == reflect.String {
		return strings.Repeat(text, n)
	}
	items := make([]any, n)
	for i := range items {
		items[i] = any(fmt.Sprint(text, i))
		if m.pointer == "/places" {
			items[i] = map[string]any{"city": text}
		}
	}
	return items
}

// TestNumbers is about the limits of numbers.
func TestNumbers(t *testing.T) {
	t.Parallel()
	for _, m := range members() {
		if m.kind != reflect.Int && m.kind != reflect.Float64 {
			continue
		}
		t.Run(m.pointer, func(t *testing.T) {
			t.Parallel()
			low, high := m.limit("min"), m.limit("max")
			if low < 0 || high < 0 {
				t.Fatalf("%s states no limits", m.pointer)
			}
			for _, n := range []float64{low, high} {
				got := do(t, handler(), post(m.brief(n)))
				if strings.Contains(got.body, `"too_small"`) || strings.Contains(got.body, `"too_large"`) {
					t.Errorf("%v: %s", n, got.body)
				}
			}
			step := 1.0
			if m.kind == reflect.Float64 {
				step = 0.01
			}
			m.expect(t, low-step, http.StatusUnprocessableEntity, "too_small")
			m.expect(t, -1, http.StatusUnprocessableEntity, "too_small")
			m.expect(t, high+step, http.StatusUnprocessableEntity, "too_large")
		})
	}
}

// TestEveryTextHasALimit wants a limit of length, or a list of values, for all that a caller may write.
func TestEveryTextHasALimit(t *testing.T) {
	t.Parallel()
	var unbounded []string
	for _, m := range members() {
		if (m.kind == reflect.String || m.kind == reflect.Slice) && m.limit("max") < 0 &&
			!strings.Contains(m.rules, "oneof=") && !strings.Contains(m.rules, ",date") && !strings.Contains(m.rules, "currency") {
			unbounded = append(unbounded, m.pointer)
		}
	}
	if diff := cmp.Diff([]string(nil), unbounded); diff != "" {
		t.Error(diff)
	}
}

// TestTextIsNormalized wants composed and decomposed letters to be the same, and white space at the ends to go.
func TestTextIsNormalized(t *testing.T) {
	t.Parallel()
	composed := do(t, handler(), post(with(`"title":"Caf\u00e9 Manager","skills":["\u00c5ngstr\u00f6m"]`)))
	decomposed := do(t, handler(), post(with(`"title":" Cafe\u0301 Manager\u2003","skills":["\n\u212bngstro\u0308m\t"]`)))
	if composed.status != http.StatusOK || composed.body != decomposed.body {
		t.Error(cmp.Diff(composed.body, decomposed.body))
	}
}
