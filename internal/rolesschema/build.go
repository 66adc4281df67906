package main

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rolewright/internal/catalog"
	"rolewright/internal/jobad"
)

// build makes the schema.
func build() ([]byte, error) {
	notes, err := readNotes()
	if err != nil {
		return nil, err
	}
	b := &builder{notes: notes}
	root := b.object(catalog.FileType(), "file")
	root.Schema, root.Title = "https://json-schema.org/draft/2020-12/schema", "A role catalog of Rolewright (roles.yaml)"
	root.Defs = b.defs
	slices.SortFunc(root.Defs, func(a, b property) int { return strings.Compare(a.name, b.name) })
	if len(b.faults) > 0 {
		return nil, fmt.Errorf("descriptions.yaml: %s", strings.Join(b.faults, "; "))
	}
	return encode(root)
}

// builder makes a definition of each type.
type builder struct {
	notes  map[string]typeNote
	defs   properties
	faults []string
}

// note is what descriptions.yaml says of a key.
func (b *builder) note(of, key string) keyNote {
	note := b.notes[of].Keys[key]
	if note.Text == "" {
		b.faults = append(b.faults, of+"."+key+" has no text")
	}
	return note
}

// ref refers to the definition of that name, which is made if there is none.
func (b *builder) ref(name string, define func() *schema) *schema {
	if b.defs.named(name) == nil {
		b.defs = append(b.defs, property{name, &schema{}}) // for types that hold their own kind
		*b.defs.named(name) = *define()
	}
	return &schema{Ref: "#/$defs/" + name}
}

// object is the schema of a struct; as is the name of its definition.
func (b *builder) object(t reflect.Type, as string) *schema {
	s := &schema{Description: b.notes[t.Name()].Text, Type: "object", AdditionalProperties: new(false)}
	if s.Description == "" {
		b.faults = append(b.faults, t.Name()+" has no text")
	}
	for field := range t.Fields() {
		key := field.Tag.Get("yaml")
		if !hasKey(as, key) {
			continue
		}
		member := b.member(t.Name(), key, field.Type)
		s.Properties = append(s.Properties, property{key, member})
		switch {
		case isRequired(as, t.Name()+"."+key, field.Type):
			s.Required = append(s.Required, key)
		case !isCondition(t):
			member.Description += " May be left out."
		}
	}
	if isCondition(t) {
		s.MinProperties, s.AnyOf = 1, says(s.Properties)
	}
	if as == "LevelRule" {
		s.Properties.named("levels").MinItems = 1
	}
	return s
}

// hasKey reports whether a rule may have a key where it stands: only the rules of a comparison are for a role.
func hasKey(as, key string) bool {
	return key != "for" || as == "ComparisonRule"
}

// isRequired reports whether a key must be there.
func isRequired(as, key string, t reflect.Type) bool {
	limit := catalog.LimitOf(key)
	switch {
	case limit.Optional:
		return false
	case as == "LevelRule" && key == "HireRule.levels", key == "levels.scale":
		return true
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Map:
		return limit.Min > 0
	}
	return true
}

// isCondition reports a type of which any key may be left out, but not all of them.
func isCondition(t reflect.Type) bool {
	return t == reflect.TypeFor[jobad.Condition]() || t == reflect.TypeFor[jobad.Between]()
}

// says are the ways in which members can say something: one of them is there, and no empty list or zero.
func says(members properties) []*schema {
	var ways []*schema
	for _, member := range members {
		way := &schema{Required: []string{member.name}}
		switch member.of.Type {
		case "array":
			way.Properties = properties{{member.name, &schema{MinItems: 1}}}
		case "integer":
			way.Properties = properties{{member.name, &schema{Minimum: new(1)}}}
		}
		ways = append(ways, way)
	}
	return ways
}

// member is the schema of what stands under a key, described.
func (b *builder) member(of, key string, t reflect.Type) *schema {
	s, note := b.value(of+"."+key, t), b.note(of, key)
	s.Description = strings.TrimSpace(note.Text + " " + limitText(of+"."+key, t))
	if s.Type == "array" && note.Examples != nil {
		s.Examples = []any{note.Examples}
		return s
	}
	for _, example := range note.Examples {
		s.Examples = append(s.Examples, example)
	}
	return s
}

// value is the schema of what stands under key, such as "Role.title".
func (b *builder) value(key string, t reflect.Type) *schema {
	limit := catalog.LimitOf(key)
	switch t.Kind() { //nolint:exhaustive // a type of another kind has no place in the file, see below
	case reflect.Pointer:
		return b.value(key, t.Elem())
	case reflect.Struct:
		name := defName(key, t)
		return b.ref(name, func() *schema { return b.object(t, name) })
	case reflect.Map:
		return b.byLevel(limit, t.Elem())
	case reflect.Slice:
		return b.list(key, limit, t.Elem())
	case reflect.Bool:
		return &schema{Type: "boolean"}
	case reflect.Int:
		return number(limit)
	case reflect.String:
		if values := valuesOf(t); values != nil {
			return b.ref(t.Name(), func() *schema { return b.enum(t.Name(), values) })
		}
		return b.line(limit)
	}
	b.faults = append(b.faults, key+" has a type that no schema is known for")
	return &schema{}
}

// defName is the name of the definition of a struct. Rules differ by where they stand.
func defName(key string, t reflect.Type) string {
	switch key {
	case "Role.hire_when":
		return "RoleRule"
	case "Comparison.rules":
		return "ComparisonRule"
	case "advice.levels":
		return "LevelRule"
	case "file.advice", "file.levels": // whose types are named in lower case
		return strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
	}
	return t.Name()
}

func (b *builder) list(key string, limit catalog.Limit, item reflect.Type) *schema {
	s := &schema{Type: "array", MinItems: limit.Min, MaxItems: limit.Max, UniqueItems: limit.Once, Items: b.value(key, item)}
	if key == "levels.scale" {
		for _, level := range jobad.Levels() {
			s.PrefixItems = append(s.PrefixItems, &schema{Properties: properties{{"slug", &schema{Const: level}}}})
		}
		s.MinItems, s.MaxItems = len(s.PrefixItems), len(s.PrefixItems)
		for i, first := range s.PrefixItems {
			s.PrefixItems[i] = &schema{AllOf: []*schema{{Ref: s.Items.Ref}, first}}
		}
	}
	return s
}

// byLevel is an object with the names of levels for its keys.
func (b *builder) byLevel(limit catalog.Limit, t reflect.Type) *schema {
	s := &schema{Type: "object", MinProperties: limit.Min, AdditionalProperties: new(false)}
	for _, level := range jobad.Levels() {
		member := b.value("", t)
		member.Description = b.note("Level", string(level)).Text
		s.Properties = append(s.Properties, property{string(level), member})
	}
	return s
}

// enum is a text that is one of values.
func (b *builder) enum(name string, values []string) *schema {
	s := &schema{Description: b.notes[name].Text, Type: "string"}
	if s.Description == "" {
		b.faults = append(b.faults, name+" has no text")
	}
	for _, value := range values {
		s.Enum = append(s.Enum, value)
		s.EnumDescriptions = append(s.EnumDescriptions, b.note(name, value).Text)
	}
	return s
}

// valuesOf are the values of an enumeration; other types have none.
func valuesOf(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[jobad.Level]():
		return texts(jobad.Levels())
	case reflect.TypeFor[jobad.AliasKind]():
		return texts(jobad.AliasKinds())
	case reflect.TypeFor[jobad.NeedProblem]():
		return texts(jobad.Problems())
	case reflect.TypeFor[jobad.Stage]():
		return texts(jobad.Stages())
	case reflect.TypeFor[jobad.Budget]():
		return texts(jobad.Budgets())
	}
	return nil
}

func texts[S ~string](values []S) []string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = string(value)
	}
	return all
}

// number is a whole number within its limit but not 0, or one from 0 up if it has none.
func number(limit catalog.Limit) *schema {
	s := &schema{Type: "integer"}
	if limit.Min == limit.Max {
		s.Minimum = new(0)
		return s
	}
	for n := limit.Min; n <= limit.Max; n++ {
		if n != 0 {
			s.Enum = append(s.Enum, n)
		}
	}
	return s
}

// line is a text.
func (b *builder) line(limit catalog.Limit) *schema {
	if limit.Chars == 0 {
		return &schema{Type: "string", Pattern: limit.Pattern}
	}
	s := b.ref("Line", func() *schema {
		return &schema{
			Description: "One line of text.", Type: "string", MinLength: 1, Pattern: linePattern(),
			PatternErrorMessage: "Write one line, without white space at its ends and without control characters.",
		}
	})
	s.MaxLength = limit.Chars
	if limit.Holds != "" {
		s.AllOf = []*schema{{
			Pattern: regexp.QuoteMeta(limit.Holds), PatternErrorMessage: "Write a pattern with " + limit.Holds + " in it.",
		}}
	}
	return s
}

// limitText is the limit of a key in words.
func limitText(key string, t reflect.Type) string {
	limit, words := catalog.LimitOf(key), []string{}
	say := func(format string, args ...any) { words = append(words, fmt.Sprintf(format, args...)) }
	switch {
	case t.Kind() == reflect.Slice && limit.Chars > 0:
		say("%s lines of at most %d characters each.", rangeText(limit), limit.Chars)
	case t.Kind() == reflect.Slice && limit.Max > 0:
		say("%s items.", rangeText(limit))
	case limit.Chars > 0:
		say("At most %d characters.", limit.Chars)
	}
	if of, section, _ := strings.Cut(key, "."); of == "Role" || of == "RoleLevel" {
		if merged := catalog.MergedLimitOf(section); merged.Max > 0 {
			say("A level and its role must have %s together.", strings.ToLower(rangeText(merged)))
		}
	}
	return strings.Join(words, " ")
}

// rangeText is "1 to 8", or "Up to 4" if there may be none.
func rangeText(limit catalog.Limit) string {
	if limit.Min == 0 {
		return "Up to " + strconv.Itoa(limit.Max)
	}
	return fmt.Sprintf("%s to %s", grouped(limit.Min), grouped(limit.Max))
}

// grouped is a number as it is read: 2,000.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	if len(digits) < 4 {
		return digits
	}
	return digits[:len(digits)-3] + "," + digits[len(digits)-3:]
}
