package render

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
)

// maxTemplate is the size of a template file in bytes, at most.
const maxTemplate = 64 << 10

// Template lays out ads. It is made by [Parse] and safe for concurrent use.
type Template struct {
	Name   string
	Title  string // for people
	About  string // what it is for, in a sentence
	Digest string // "sha256:" and 64 hexadecimal digits, of the file

	// MinWords and MaxWords are the length of a typical ad.
	MinWords, MaxWords int
	// CatalogLines says how long a section may get by lines from the catalog; a section that is not named takes all.
	CatalogLines map[string]int
	// Sections are the ids of the sections it shows, in order.
	Sections []string
	// Own are the lines of each section that hold no field, so that every ad that has them says the same.
	Own map[string][]string

	layout *template.Template
}

// Parse reads a template file. It begins with a comment of "key: value" lines (title, about, words, and optionally
// catalog_lines); what follows may use the fields of [Page] in {{.Field}}, {{if}}, {{with}} and {{range}}, and no
// functions, variables or other templates. A template that names a field that is not there, or puts a leaf where
// words cannot be filled in, is an error.
func Parse(name, source string) (*Template, error) {
	t, err := parseTemplate(name, source)
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("template %s: %w", name, err)
	}
	return t, nil
}

func parseTemplate(name, source string) (*Template, error) {
	if len(source) > maxTemplate {
		return nil, fmt.Errorf("is larger than %d bytes", maxTemplate)
	}
	if strings.ContainsFunc(source, isPrivate) {
		return nil, errors.New("holds a private-use character; those are tokens here")
	}
	tree := parse.New(name)
	tree.Mode = parse.ParseComments
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(source, "", "", trees); err != nil {
		return nil, err
	}
	if len(trees) > 1 {
		return nil, errors.New("{{define}} or {{block}}: use fields, if, with and range only")
	}
	sum := sha256.Sum256([]byte(source))
	t := &Template{Name: name, Digest: "sha256:" + hex.EncodeToString(sum[:])}
	if err := t.readHeader(tree.Root); err != nil {
		return nil, err
	}
	if err := (grammar{tree}).allow(tree.Root, reflect.TypeFor[*Page]()); err != nil {
		return nil, err
	}
	t.markSections(tree.Root)
	layout, err := template.New(name).Option("missingkey=error").AddParseTree(name, tree)
	if err != nil {
		return nil, err
	}
	t.layout = layout
	return t, nil
}

// readHeader reads the leading comment.
func (t *Template) readHeader(root *parse.ListNode) error {
	var comment *parse.CommentNode
	for _, node := range root.Nodes {
		if c, ok := node.(*parse.CommentNode); ok {
			comment = c
			break
		}
	}
	if comment == nil {
		return errors.New(`begins with no comment of "title:", "about:" and "words:"`)
	}
	text := strings.TrimSuffix(strings.TrimPrefix(comment.Text, "/*"), "*/")
	for line := range strings.Lines(strings.TrimSpace(text)) {
		key, value, _ := strings.Cut(line, ":")
		if err := t.setHeader(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return fmt.Errorf("header line %q: %w", strings.TrimSpace(line), err)
		}
	}
	if t.Title == "" || t.About == "" || t.MaxWords == 0 {
		return errors.New(`header: "title:", "about:" and "words:" must be there`)
	}
	return nil
}

func (t *Template) setHeader(key, value string) error {
	var err error
	switch key {
	case "title":
		t.Title = value
	case "about":
		t.About = value
	case "words":
		low, high, _ := strings.Cut(value, "-")
		t.MinWords, err = strconv.Atoi(low)
		if err == nil {
			t.MaxWords, err = strconv.Atoi(high)
		}
		if err != nil || t.MinWords > t.MaxWords {
			return errors.New(`want a range such as "300-700"`)
		}
	case "catalog_lines":
		return t.setCatalogLines(value)
	default:
		return errors.New("unknown key; use title, about, words or catalog_lines")
	}
	return nil
}

func (t *Template) setCatalogLines(value string) error {
	t.CatalogLines = map[string]int{}
	for part := range strings.SplitSeq(value, ",") {
		id, number, _ := strings.Cut(strings.TrimSpace(part), " ")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || Sections()[id] == nil {
			return errors.New(`want section ids and numbers, such as "responsibilities 3, must_have 3"`)
		}
		t.CatalogLines[id] = n
	}
	return nil
}

// markSections puts a mark before and after what each section at the top of the template shows.
func (t *Template) markSections(root *parse.ListNode) {
	page := reflect.TypeFor[Page]()
	for _, node := range root.Nodes {
		branch := sectionBranch(node)
		if branch == nil {
			continue
		}
		field, ok := branch.Pipe.Cmds[0].Args[0].(*parse.FieldNode)
		if !ok {
			continue
		}
		info, ok := page.FieldByName(field.Ident[0])
		if !ok || info.Tag.Get("section") == "" {
			continue
		}
		n := len(t.Sections)
		t.Sections = append(t.Sections, info.Tag.Get("section"))
		branch.List.Nodes = slices.Concat(mark(sectionStart+rune(n)), branch.List.Nodes, mark(sectionEnd)) //nolint:gosec // G115: a template has few sections
	}
}

// mark is a text node of one character.
func mark(r rune) []parse.Node {
	return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Text: []byte(string(r))}}
}

func sectionBranch(node parse.Node) *parse.BranchNode {
	switch n := node.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	}
	return nil
}

// execute runs the layout over page.
func (t *Template) execute(page *Page) (string, error) {
	var b strings.Builder
	if err := t.layout.Execute(&b, page); err != nil {
		return "", err
	}
	return b.String(), nil
}
