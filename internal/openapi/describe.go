package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// describe gives schemas the comments of their types, which swag passes over, and members of the program's own types
// the words that their comments leave to the reader of Go.
func describe(schemas openapi3.Schemas, known map[string]object, root string) error {
	comments, err := typeComments(root, "api", "internal/jobad")
	if err != nil {
		return err
	}
	for name, o := range known {
		if ref, ok := schemas[name]; ok {
			ref.Value.Description = comments[path.Base(o.of.PkgPath())+"."+o.of.Name()]
		}
	}
	for at, text := range memberTexts() {
		name, member, _ := strings.Cut(at, ".")
		if ref, ok := schemas[name]; ok && ref.Value.Properties[member] != nil {
			ref.Value.Properties[member].Value.Description = text
		}
	}
	return nil
}

// typeComments are the comments of the types in folders, by package and name.
func typeComments(root string, folders ...string) (map[string]string, error) {
	comments := map[string]string{}
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			for name, text := range commentsIn(file) {
				comments[path.Base(folder)+"."+name] = text
			}
		}
	}
	return comments, nil
}

// commentsIn are the comments of the types in a file, by name, in one line each.
func commentsIn(file *ast.File) map[string]string {
	comments := map[string]string{}
	for _, declaration := range file.Decls {
		d, ok := declaration.(*ast.GenDecl)
		if !ok || d.Tok != token.TYPE || len(d.Specs) != 1 {
			continue
		}
		if spec, ok := d.Specs[0].(*ast.TypeSpec); ok {
			comments[spec.Name.Name] = strings.Join(strings.Fields(d.Doc.Text()), " ")
		}
	}
	return comments
}

// memberTexts describe members, by schema and name.
func memberTexts() map[string]string {
	all := reviewTexts()
	maps.Copy(all, lawTexts())
	maps.Copy(all, map[string]string{
		"Ad.html":             "The ad as a fragment of HTML that is safe to put into a page.",
		"Ad.locale":           "Language of the ad as a BCP 47 tag.",
		"Ad.markdown":         "The ad in CommonMark, the source of all other text.",
		"Ad.questions":        "What is missing from the brief and would make the ad better.",
		"Ad.review":           "What was found in the ad, by its words and by the law of its places.",
		"Ad.sections":         "The sections of the ad in their order.",
		"Ad.template":         "Name of the template.",
		"Ad.text":             "The ad in words and line breaks.",
		"Ad.title":            "What the job is called in the ad.",
		"Ad.words":            "How many words the text has.",
		"AdRole.family":       "Slug of the family of the role.",
		"AdRole.slug":         "Slug of the role.",
		"AdRole.title":        "What the role is called without a level.",
		"Alias.title":         "The other name.",
		"Family.slug":         "For the parameter family.",
		"Family.summary":      "The family in a sentence.",
		"Family.title":        "What the family is called.",
		"Level.summary":       "The level in a sentence, for every role.",
		"Level.title":         "What the level is called.",
		"Provenance.catalog":  "Digest of the catalog.",
		"Provenance.digest":   "Digest of the Markdown of the ad.",
		"Provenance.template": "Digest of the template.",
		"Provenance.version":  "Version of Rolewright.",
		"Question.pointer":    "JSON Pointer (RFC 6901) to the member of the brief that would answer it.",
		"Question.question":   "What to ask the one who hires.",
		"Question.why":        "Why the answer makes the ad better.",
		"Section.heading":     "What stands above the section; empty if it has none.",
		"Section.id":          "Never changes with the language or the template.",
		"Section.lines":       "The lines of the section in their order.",
		"Template.about":      "What the template is good for.",
		"Template.digest":     "Digest of the template, as in the provenance of an ad.",
		"Template.max_words":  "Length of a typical ad, at most.",
		"Template.min_words":  "Length of a typical ad, at least.",
		"Template.name":       "Names the template in a brief.",
		"Template.sections":   "The sections that it shows, in their order.",
		"Template.title":      "What the template is called.",
	})
	return all
}
