package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// schema is a JSON Schema, with the words that this one needs. EnumDescriptions and PatternErrorMessage are no words of
// the standard; editors know them, and validators pass over them.
type schema struct {
	Schema      string `json:"$schema,omitempty"`
	Ref         string `json:"$ref,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`

	Type             string   `json:"type,omitempty"`
	Const            any      `json:"const,omitempty"`
	Enum             []any    `json:"enum,omitempty"`
	EnumDescriptions []string `json:"enumDescriptions,omitempty"`

	MinLength           int    `json:"minLength,omitzero"`
	MaxLength           int    `json:"maxLength,omitzero"`
	Pattern             string `json:"pattern,omitempty"`
	PatternErrorMessage string `json:"patternErrorMessage,omitempty"`
	Minimum             *int   `json:"minimum,omitempty"`

	MinItems    int       `json:"minItems,omitzero"`
	MaxItems    int       `json:"maxItems,omitzero"`
	UniqueItems bool      `json:"uniqueItems,omitzero"`
	PrefixItems []*schema `json:"prefixItems,omitempty"`
	Items       *schema   `json:"items,omitempty"`

	MinProperties        int        `json:"minProperties,omitzero"`
	Required             []string   `json:"required,omitempty"`
	Properties           properties `json:"properties,omitempty"`
	AdditionalProperties *bool      `json:"additionalProperties,omitempty"`

	AllOf    []*schema  `json:"allOf,omitempty"`
	AnyOf    []*schema  `json:"anyOf,omitempty"`
	Examples []any      `json:"examples,omitempty"`
	Defs     properties `json:"$defs,omitempty"`
}

// properties are named schemas in their order.
type properties []property

type property struct {
	name string
	of   *schema
}

// MarshalJSONTo writes an object.
func (p properties) MarshalJSONTo(out *jsontext.Encoder) error {
	if err := out.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, one := range p {
		if err := out.WriteToken(jsontext.String(one.name)); err != nil {
			return err
		}
		if err := json.MarshalEncode(out, one.of); err != nil {
			return err
		}
	}
	return out.WriteToken(jsontext.EndObject)
}

func (p properties) named(name string) *schema {
	for _, one := range p {
		if one.name == name {
			return one.of
		}
	}
	return nil
}

// encode writes a schema for people to read. Characters that cannot be seen, as patterns have some, are escaped.
func encode(s *schema) ([]byte, error) {
	plain, err := json.Marshal(s, jsontext.WithIndent("  "))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, r := range string(plain) {
		if r == '\n' || unicode.IsPrint(r) {
			out.WriteRune(r)
			continue
		}
		fmt.Fprintf(&out, `\u%04x`, r) // none is above U+FFFF, see linePattern
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// linePattern is one line without white space around it and without characters that would not stand in an ad as they
// are: control characters, line and paragraph separators, marks that change the direction of text, private use. They are
// written as themselves, since the notations of engines for them differ. Private use above U+FFFF is left out, since
// not every engine would read it as characters.
func linePattern() string {
	const (
		unprintable = `\x00-\x1f\x7f-\x9f` + "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ue000-\uf8ff"
		blank       = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
	)
	return strings.NewReplacer("EDGE", "[^"+unprintable+blank+"]", "INNER", "[^"+unprintable+"]").Replace(`^EDGE(INNER*EDGE)?$`)
}
