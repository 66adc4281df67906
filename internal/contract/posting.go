package contract

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// vocabulary is where the names of a JobPosting lead to.
const vocabulary = "http://schema.org/"

// Postings checks JobPostings. It may be used by parallel tests.
type Postings struct {
	made, listable *jsonschema.Schema
	types          map[string]postingType
}

// postingType is a type of the vocabulary.
type postingType struct {
	parents, properties []string
}

// NewPostings reads the JSON Schema of what is made, which has a definition Listable, and a table of the vocabulary: a
// line for each type with the types that it is a kind of and its own properties, divided by tabs and those by spaces.
func NewPostings(schemaFile, termsFile string) (*Postings, error) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	p := &Postings{types: map[string]postingType{}}
	var err error
	if p.made, err = compiler.Compile(schemaFile); err != nil {
		return nil, err
	}
	if p.listable, err = compiler.Compile(schemaFile + "#/$defs/Listable"); err != nil {
		return nil, err
	}
	terms, err := os.ReadFile(termsFile) //nolint:gosec // a path in the repository
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(terms)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) == 3 && !strings.HasPrefix(line, "#") {
			p.types[cells[0]] = postingType{strings.Fields(cells[1]), strings.Fields(cells[2])}
		}
	}
	return p, nil
}

// Check reports what is wrong with a JobPosting: it must be valid by the schema, and expand as JSON-LD to nothing but
// types of the vocabulary with properties that those have. It also reports whether search engines can list the job.
func (p *Postings) Check(posting []byte) (listable bool, err error) {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(posting))
	if err != nil {
		return false, err
	}
	if err := p.made.Validate(value); err != nil {
		return false, err
	}
	return p.listable.Validate(value) == nil, p.Expand(posting)
}

// Expand expands a JobPosting as JSON-LD and checks its terms.
func (p *Postings) Expand(posting []byte) error {
	node, err := Expanded(posting)
	if err != nil {
		return err
	}
	return p.checkNode(node)
}

// Expanded is a JobPosting as readers of JSON-LD see it: its one object with every name in full.
func Expanded(posting []byte) (any, error) {
	document, err := ld.DocumentFromReader(bytes.NewReader(posting))
	if err != nil {
		return nil, err
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = localContext{}
	expanded, err := ld.NewJsonLdProcessor().Expand(document, options)
	if err != nil {
		return nil, err
	}
	if len(expanded) != 1 {
		return nil, fmt.Errorf("expands to %d objects", len(expanded))
	}
	return expanded[0], nil
}

// localContext answers for the context of schema.org: without one of its own, every name is one of the vocabulary.
type localContext struct{}

// LoadDocument returns the context, and an error for any other address.
func (localContext) LoadDocument(address string) (*ld.RemoteDocument, error) {
	if address != "https://schema.org" {
		return nil, fmt.Errorf("%s is no known context", address)
	}
	context := map[string]any{"@context": map[string]any{"@vocab": vocabulary}}
	return &ld.RemoteDocument{DocumentURL: address, Document: context}, nil
}

// checkNode checks an expanded object and those in it.
func (p *Postings) checkNode(value any) error {
	node, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("%v is no object", value)
	}
	if _, isText := node["@value"]; isText {
		return nil
	}
	types, ok := node["@type"].([]any)
	if !ok || len(types) != 1 {
		return fmt.Errorf("an object has the types %v", node["@type"])
	}
	name := strings.TrimPrefix(fmt.Sprint(types[0]), vocabulary)
	if _, known := p.types[name]; !known {
		return fmt.Errorf("there is no type %s", name)
	}
	var faults []error
	for property, values := range node {
		if property == "@type" {
			continue
		}
		if !p.has(name, strings.TrimPrefix(property, vocabulary)) {
			faults = append(faults, fmt.Errorf("a %s has no property %s", name, property))
		}
		all, ok := values.([]any)
		if !ok {
			faults = append(faults, fmt.Errorf("%s of %s is %v", property, name, values))
		}
		for _, inner := range all {
			faults = append(faults, p.checkNode(inner))
		}
	}
	return errors.Join(faults...)
}

// has reports whether a type has a property, of its own or of a type that it is a kind of.
func (p *Postings) has(name, property string) bool {
	t := p.types[name]
	return slices.Contains(t.properties, property) ||
		slices.ContainsFunc(t.parents, func(parent string) bool { return p.has(parent, property) })
}
