package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"gopkg.in/yaml.v3"
)

// encode writes the document in an order that reads well, the same each time, once it is known to be valid.
func encode(ctx context.Context, doc *openapi3.T, members map[string][]string) (*documents, error) {
	plain, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	loader := &openapi3.Loader{Context: ctx}
	read, err := loader.LoadFromData(plain)
	if err != nil {
		return nil, err
	}
	if err := read.Validate(ctx, openapi3.EnableExamplesValidation()); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(plain))
	decoder.UseNumber()
	root, err := readNode(decoder)
	if err != nil {
		return nil, err
	}
	(&sorter{members}).sort(root, nil)
	var asJSON bytes.Buffer
	if err := writeJSON(&asJSON, root, "\n"); err != nil {
		return nil, err
	}
	asJSON.WriteByte('\n')
	var asYAML bytes.Buffer
	encoder := yaml.NewEncoder(&asYAML)
	encoder.SetIndent(2)
	if err := encoder.Encode(root); err != nil {
		return nil, err
	}
	return &documents{asJSON.Bytes(), asYAML.Bytes()}, encoder.Close()
}

// readNode reads one JSON value and keeps the order of its members.
func readNode(decoder *json.Decoder) (*yaml.Node, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		return readItems(decoder, token)
	case string:
		node := &yaml.Node{}
		node.SetString(token)
		return node, nil
	case json.Number:
		tag := "!!int"
		if strings.ContainsAny(token.String(), ".eE") {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: token.String()}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(token)}, nil
	case nil:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}, nil
	}
	return nil, fmt.Errorf("a %T, which has lost how the number was written", token)
}

// readItems reads what stands in an object or a list, and its end.
func readItems(decoder *json.Decoder, begin json.Delim) (*yaml.Node, error) {
	node := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	if begin == '{' {
		node = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	}
	for decoder.More() {
		item, err := readNode(decoder)
		if err != nil {
			return nil, err
		}
		node.Content = append(node.Content, item)
	}
	_, err := decoder.Token()
	return node, err
}

// writeJSON writes a node with two spaces for each level; newline is the line break with the spaces of this one.
func writeJSON(b *bytes.Buffer, node *yaml.Node, newline string) error {
	switch {
	case node.Kind == yaml.ScalarNode && node.Tag == "!!str":
		return writeString(b, node.Value)
	case node.Kind == yaml.ScalarNode:
		b.WriteString(node.Value)
		return nil
	case node.Kind == yaml.MappingNode:
		return writeItems(b, node, newline, "{}", 2)
	}
	return writeItems(b, node, newline, "[]", 1)
}

// writeItems writes an object, whose items come in pairs, or a list, whose items do not.
func writeItems(b *bytes.Buffer, node *yaml.Node, newline, brackets string, width int) error {
	if len(node.Content) == 0 {
		b.WriteString(brackets)
		return nil
	}
	b.WriteByte(brackets[0])
	for i, item := range node.Content {
		switch {
		case i%width == 1:
			b.WriteString(": ")
		case i > 0:
			b.WriteString("," + newline + "  ")
		default:
			b.WriteString(newline + "  ")
		}
		if err := writeJSON(b, item, newline+"  "); err != nil {
			return err
		}
	}
	b.WriteString(newline)
	b.WriteByte(brackets[1])
	return nil
}

func writeString(b *bytes.Buffer, text string) error {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line break
	return nil
}

// sorter puts members in the order that people look for them.
type sorter struct {
	members map[string][]string // of each schema
}

// sort orders the members of node, which stands at path. The value of an example stays as it is.
func (s *sorter) sort(node *yaml.Node, path []string) {
	if len(path) > 0 && (path[len(path)-1] == "value" || path[len(path)-1] == "enum") {
		return
	}
	if node.Kind == yaml.SequenceNode {
		for _, item := range node.Content {
			s.sort(item, path)
		}
		return
	}
	if node.Kind != yaml.MappingNode {
		return
	}
	type pair [2]*yaml.Node
	pairs := make([]pair, 0, len(node.Content)/2)
	for i := 0; i < len(node.Content); i += 2 {
		pairs = append(pairs, pair{node.Content[i], node.Content[i+1]})
	}
	first := s.first(path)
	rank := func(p pair) int {
		if i := slices.Index(first, p[0].Value); i >= 0 {
			return i
		}
		return len(first)
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a[0].Value, b[0].Value)
	})
	for i, p := range pairs {
		node.Content[2*i], node.Content[2*i+1] = p[0], p[1]
		s.sort(p[1], append(slices.Clone(path), p[0].Value))
	}
}

// first are the members that come first in the object at path; others follow by name.
func (s *sorter) first(path []string) []string {
	n := len(path)
	switch {
	case n == 0:
		return []string{"openapi", "info", "servers", "security", "tags", "paths", "components"}
	case n == 1 && path[0] == "paths":
		return []string{"/generate", "/templates", "/formats", "/roles", "/roles/{slug}", "/families", "/levels", "/catalog", "/livez", "/readyz"}
	case n == 4 && path[1] == "schemas" && path[3] == "properties":
		return s.members[path[2]]
	case path[n-1] == "content":
		return []string{"application/json"}
	}
	return []string{
		"servers", "name", "in", "tags", "title", "summary", "description", "required", "operationId", "parameters",
		"requestBody", "responses", "headers", "content", "schema", "type", "format",
	}
}
