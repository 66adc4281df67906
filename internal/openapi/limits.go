package main

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/api"
	"rolewright/internal/jobad"
)

// object is a Go type that is a schema.
type object struct {
	of      reflect.Type
	request bool // closed, and its limits are those of its validate tags
}

// types are the Go types behind the schemas, by the name of the schema.
func types() map[string]object {
	known := map[string]object{}
	collect(known, reflect.TypeFor[api.Brief](), true)
	collect(known, reflect.TypeFor[api.ReviewRequest](), true)
	collect(known, reflect.TypeFor[api.AdviceRequest](), true)
	for _, t := range []reflect.Type{
		reflect.TypeFor[jobad.Ad](), reflect.TypeFor[api.BatchLine](), reflect.TypeFor[api.Problem](), reflect.TypeFor[api.Health](),
		reflect.TypeFor[api.RoleList](), reflect.TypeFor[api.Role](), reflect.TypeFor[api.FamilyList](),
		reflect.TypeFor[api.LevelList](), reflect.TypeFor[api.TemplateList](), reflect.TypeFor[api.FormatList](),
		reflect.TypeFor[api.Catalog](), reflect.TypeFor[api.FixResult](), reflect.TypeFor[api.JurisdictionList](),
		reflect.TypeFor[jobad.SideBySide](), reflect.TypeFor[jobad.Advice](),
		reflect.TypeFor[api.Resolution](),
	} {
		collect(known, t, false)
	}
	return known
}

// collect adds t and the structs in its members.
func collect(known map[string]object, t reflect.Type, request bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[time.Time]() {
		return
	}
	known[t.Name()] = object{t, request}
	for _, field := range fields(t) {
		collect(known, field.Type, request)
	}
}

// fields are the members of t in their order, those of embedded structs in place. What has no name in JSON is none.
func fields(t reflect.Type) []reflect.StructField {
	return slices.DeleteFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool {
		return f.Anonymous || f.Tag.Get("json") == "-"
	})
}

// memberName is the name of a field in JSON, and whether it may be left out.
func memberName(field reflect.StructField) (name string, optional bool) {
	name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name, options == "omitempty" || options == "omitzero"
}

// members are the names of the members of each schema in the order of the type.
func members(known map[string]object) map[string][]string {
	all := map[string][]string{}
	for name, o := range known {
		for _, field := range fields(o.of) {
			member, _ := memberName(field)
			all[name] = append(all[name], member)
		}
	}
	return all
}

// stateLimits writes into each schema which members are required, and for requests what package api checks.
func stateLimits(schemas openapi3.Schemas, known map[string]object) error {
	for name, ref := range schemas {
		o, ok := known[name]
		if !ok {
			if ref.Value.Type.Is("object") {
				return fmt.Errorf("no Go type for the schema %s; name one in types", name)
			}
			continue
		}
		if err := o.stateLimits(ref.Value); err != nil {
			return fmt.Errorf("%s.%w", name, err)
		}
	}
	return nil
}

// stateLimits writes those of one type into its schema.
func (o object) stateLimits(schema *openapi3.Schema) error {
	schema.Required = nil
	if o.request {
		schema.AdditionalProperties = openapi3.AdditionalProperties{Has: new(false)}
	}
	partial := o.of == reflect.TypeFor[api.PartialBrief]()
	for _, field := range fields(o.of) {
		if partial {
			field.Tag = notRequired(field.Tag)
		}
		if err := stateMember(schema, field, o.request); err != nil {
			return fmt.Errorf("%s: %w", field.Name, err)
		}
	}
	if partial {
		schema.Required = nil
	}
	return nil
}

// notRequired is a tag without the rule that the member must be there.
func notRequired(tag reflect.StructTag) reflect.StructTag {
	return reflect.StructTag(strings.Replace(string(tag), `validate:"required,`, `validate:"`, 1))
}

func stateMember(schema *openapi3.Schema, field reflect.StructField, request bool) error {
	name, optional := memberName(field)
	member, ok := schema.Properties[name]
	if !ok {
		return fmt.Errorf("the schema has no member %s", name)
	}
	if required := request && isRequired(field) || !request && !optional; required {
		schema.Required = append(schema.Required, name)
	}
	if field.Type == reflect.TypeFor[time.Time]() {
		member.Value.Format = "date-time"
	}
	if field.Type.Kind() == reflect.Slice && field.Type.Implements(reflect.TypeFor[json.Marshaler]()) {
		oneOrMore(member.Value)
	}
	if !request && !optional && field.Type.Kind() == reflect.Pointer && member.Ref == "" {
		allowNull(member.Value)
	}
	if !request || member.Ref != "" {
		return nil
	}
	tag := field.Tag.Get("validate")
	if err := stateRules(member.Value, tag); err != nil {
		return err
	}
	if strings.HasPrefix(tag, "omitempty") && member.Value.Type.Is("string") {
		allowEmpty(member.Value)
	}
	return nil
}

// oneOrMore lets a list of one be that one.
func oneOrMore(schema *openapi3.Schema) {
	list := openapi3.NewArraySchema()
	list.Items, list.MinItems = schema.Items, 2
	schema.OneOf = openapi3.SchemaRefs{schema.Items, {Value: list}}
	schema.Type, schema.Items = nil, nil
}

// allowNull lets a member be null, which is there all the same.
func allowNull(schema *openapi3.Schema) {
	types := append(slices.Clone(*schema.Type), "null")
	schema.Type = &types
	if schema.Enum != nil {
		schema.Enum = append(schema.Enum, nil)
	}
}

// allowEmpty lets text be empty, which says as much as leaving it out.
func allowEmpty(schema *openapi3.Schema) {
	if schema.Enum != nil {
		schema.Enum = append(schema.Enum, "")
	}
	if schema.Format == "" && schema.Pattern == "" {
		return
	}
	said := &openapi3.Schema{Type: &openapi3.Types{"string"}, Format: schema.Format, Pattern: schema.Pattern}
	schema.AnyOf = openapi3.SchemaRefs{
		{Value: said}, {Value: &openapi3.Schema{Type: &openapi3.Types{"string"}, MaxLength: new(uint64(0))}},
	}
	schema.Format, schema.Pattern = "", ""
}

// isRequired reports whether a member of a request must be there: it says so, or an object cannot do without it.
func isRequired(field reflect.StructField) bool {
	if field.Type.Kind() == reflect.Struct {
		return slices.ContainsFunc(fields(field.Type), isRequired)
	}
	own, _, _ := strings.Cut(field.Tag.Get("validate"), "dive")
	return slices.Contains(strings.Split(own, ","), "required")
}

// stateRules writes the rules of a validate tag into schema; those behind dive are for its items.
func stateRules(schema *openapi3.Schema, tag string) error {
	for rule := range strings.SplitSeq(tag, ",") {
		if rule == "dive" {
			if schema.Items.Ref != "" {
				return nil // it states its own
			}
			schema = schema.Items.Value
			continue
		}
		if err := stateRule(schema, rule); err != nil {
			return err
		}
	}
	return nil
}

func stateRule(schema *openapi3.Schema, rule string) error {
	name, argument, _ := strings.Cut(rule, "=")
	switch name {
	case "", "omitempty":
	case "required":
		schema.MinLength = 1
	case "min", "max":
		return stateBound(schema, name, argument)
	case "oneof":
		schema.Enum = nil
		for value := range strings.SplitSeq(argument, " ") {
			schema.Enum = append(schema.Enum, value)
		}
	case "date":
		schema.Format = "date"
	case "weburl":
		schema.Format, schema.Pattern = "uri", "^[Hh][Tt][Tt][Pp][Ss]?://"
	case "mail":
		schema.Format = "email"
	case "currency":
		schema.Pattern = "^[A-Z]{3}$"
	default:
		return fmt.Errorf("the rule %q has no words in JSON Schema here; add them", rule)
	}
	return nil
}

func stateBound(schema *openapi3.Schema, name, argument string) error {
	bound, err := strconv.ParseFloat(argument, 64)
	if err != nil {
		return err
	}
	length := uint64(math.Max(0, bound))
	switch {
	case schema.Type.Is("string") && name == "max":
		schema.MaxLength = &length
	case schema.Type.Is("string"):
		schema.MinLength = length
	case schema.Type.Is("array") && name == "max":
		schema.MaxItems = &length
	case schema.Type.Is("array"):
		schema.MinItems = length
	case name == "max":
		schema.Max = &bound
	default:
		schema.Min = &bound
	}
	return nil
}
