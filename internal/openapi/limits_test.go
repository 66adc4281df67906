package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/api"
)

// A limit is a rule in the schema of a brief, with one value that it allows and one that it does not.
type limit struct {
	pointer   string // with 0 for the item of a list
	rule      string
	allowed   any
	forbidden any
}

// TestLimitsAreEnforced asks the server with a value at each limit of the document, and with one beyond it.
func TestLimitsAreEnforced(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(root, "docs", "openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	handler, err := newServer(root, &api.Readiness{})
	if err != nil {
		t.Fatal(err)
	}
	all := limits(doc.Components.Schemas["Brief"].Value, "")
	if len(all) < 60 {
		t.Errorf("only %d limits were found", len(all))
	}
	for _, l := range all {
		t.Run(l.rule+" of "+l.pointer, func(t *testing.T) {
			t.Parallel()
			if l.allowed != nil && slices.Contains(faulty(t, handler, l.pointer, l.allowed), l.pointer) {
				t.Errorf("%.60v is refused", l.allowed)
			}
			if l.forbidden != nil && !slices.Contains(faulty(t, handler, l.pointer, l.forbidden), l.pointer) {
				t.Errorf("%.60v is not refused", l.forbidden)
			}
		})
	}
}

// limits are those of schema and of what is in it. What the catalog or the template decides has no allowed value.
func limits(schema *openapi3.Schema, pointer string) []limit {
	var all []limit
	for name, member := range schema.Properties {
		all = append(all, limits(member.Value, pointer+"/"+name)...)
	}
	if schema.Items != nil {
		all = append(all, limits(schema.Items.Value, pointer+"/0")...)
	}
	decided := []string{"/role", "/level", "/template", "/locale", "/omit", "/omit/0", "/remote_from", "/remote_from/0"}
	semantic := slices.Contains(decided, pointer)
	add := func(rule string, allowed, forbidden any) {
		if semantic {
			allowed = nil
		}
		all = append(all, limit{pointer, rule, allowed, forbidden})
	}
	if schema.MaxLength != nil {
		allowed := any(strings.Repeat("é", int(*schema.MaxLength)))
		if schema.AnyOf != nil || pointer == "/places/0/country" || pointer == "/company/about" { // its bytes count, too
			allowed = nil
		}
		add("maxLength", allowed, strings.Repeat("e", int(*schema.MaxLength)+1))
	}
	if schema.MinLength > 0 {
		add("minLength", "e", "")
	}
	if schema.MaxItems != nil && schema.Items.Value.Type.Is("string") {
		add("maxItems", slices.Repeat([]any{"e"}, int(*schema.MaxItems)), slices.Repeat([]any{"e"}, int(*schema.MaxItems)+1))
	}
	if schema.Max != nil {
		add("maximum", *schema.Max, *schema.Max+1)
	}
	if schema.Min != nil {
		add("minimum", *schema.Min, *schema.Min-1)
	}
	if schema.Enum != nil {
		add("enum", schema.Enum[0], "other")
	}
	if schema.AnyOf != nil {
		add("form", schema.Examples[0], "other")
		add("empty", "", nil)
	}
	return all
}

// faulty sends a brief with value at pointer, and returns the pointers that the reply finds fault with.
func faulty(t *testing.T, handler http.Handler, pointer string, value any) []string {
	t.Helper()
	names := strings.Split(pointer, "/")[1:]
	for _, name := range slices.Backward(names) {
		if name == "0" {
			value = []any{value}
		} else {
			value = map[string]any{name: value}
		}
	}
	brief := map[string]any{"role": "backend-engineer"}
	member, ok := value.(map[string]any)
	if !ok {
		t.Fatalf("%s leads to a %T", pointer, value)
	}
	maps.Copy(brief, member)
	company, ok := brief["company"].(map[string]any)
	if !ok {
		company = map[string]any{}
		brief["company"] = company
	}
	if _, ok := company["name"]; !ok {
		company["name"] = "Acme"
	}
	body, err := json.Marshal(brief)
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/generate", strings.NewReader(string(body)))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	var problem api.Problem
	if err := json.Unmarshal(recorder.Body.Bytes(), &problem); err != nil {
		t.Fatal(err)
	}
	var pointers []string
	for _, e := range problem.Errors {
		pointers = append(pointers, *e.Pointer)
	}
	return pointers
}

func TestStateRuleRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, rule := range []string{"unique", "max=many"} {
		if err := stateRule(openapi3.NewStringSchema(), rule); err == nil {
			t.Errorf("no error for %s", rule)
		}
	}
}

func TestStateLimitsNeedsATypeForEachObject(t *testing.T) {
	t.Parallel()
	schemas := openapi3.Schemas{"Stranger": openapi3.NewSchemaRef("", openapi3.NewObjectSchema())}
	if err := stateLimits(schemas, types()); err == nil {
		t.Error("no error for a schema without a type")
	}
	schemas = openapi3.Schemas{"Brief": openapi3.NewSchemaRef("", openapi3.NewObjectSchema())}
	if err := stateLimits(schemas, types()); err == nil {
		t.Error("no error for a schema without the members of its type")
	}
}

func TestRequired(t *testing.T) {
	t.Parallel()
	type inner struct {
		Name string `json:"name" validate:"required"`
	}
	type outer struct {
		Plain   string   `json:"plain" validate:"max=5"`
		Needed  string   `json:"needed" validate:"max=5,required"`
		Items   []string `json:"items" validate:"max=5,dive,required"`
		Inner   inner    `json:"inner"`
		Pointer *inner   `json:"pointer"`
	}
	want := map[string]bool{"Needed": true, "Inner": true}
	for _, field := range fields(reflect.TypeFor[outer]()) {
		if got := isRequired(field); got != want[field.Name] {
			t.Errorf("%s: %v", field.Name, got)
		}
	}
}
