package render_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// guide is the guide to writing templates.
func guide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/templates.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// examples are the templates and the parts of templates in the guide.
func examples(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, m := range regexp.MustCompile("(?s)```gotemplate\n(.*?)```").FindAllStringSubmatch(guide(t), -1) {
		all = append(all, m[1])
	}
	if len(all) == 0 {
		t.Fatal("docs/templates.md has no examples")
	}
	return all
}

const guideHeader = "{{- /*\ntitle: Part\nabout: A part of a template.\nwords: 1-2\n*/ -}}\n\n# {{.Title}}\n\n"

func TestGuideExamplesParse(t *testing.T) {
	t.Parallel()
	for _, example := range examples(t) {
		source := example
		if !strings.HasPrefix(source, "{{- /*") {
			source = guideHeader + source
		}
		if _, err := render.Parse("example", source); err != nil {
			t.Errorf("%v\n%s", err, example)
		}
	}
}

func TestGuideExampleLaysOutAnAd(t *testing.T) {
	t.Parallel()
	template, err := render.Parse("short", examples(t)[0])
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]int{"responsibilities": 3, "must_have": 2}; !reflect.DeepEqual(template.CatalogLines, want) {
		t.Errorf("catalog lines are %v; want %v", template.CatalogLines, want)
	}
	renderer, err := render.New(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	var c render.Content
	c[render.Title] = []render.Leaf{render.Plain("Plumber", "brief:/title")}
	c[render.Company] = []render.Leaf{render.Plain("Pipe & Sons", "brief:/company/name")}
	c[render.FactsEmployer] = c[render.Company]
	c[render.FactsPlaces] = []render.Leaf{render.Plain("Leeds", "brief:/places")}
	c[render.Responsibilities] = []render.Leaf{render.Plain("Fix [what] leaks", "brief:/responsibilities/0")}
	c[render.AboutText] = []render.Leaf{renderer.Block("A *small* firm.", "brief:/company/about")}
	var ad jobad.Ad
	if err := renderer.Fill(&ad, template, &c, jobad.Everything); err != nil {
		t.Fatal(err)
	}
	want := "# Plumber\n\nPipe & Sons in Leeds\n\n## The work\n\n- Fix \\[what\\] leaks\n\n## About Pipe & Sons\n\nA *small* firm.\n"
	if ad.Markdown != want {
		t.Errorf("got  %q\nwant %q", ad.Markdown, want)
	}
}

// TestGuideNamesEveryField compares the table of fields with Page.
func TestGuideNamesEveryField(t *testing.T) {
	t.Parallel()
	row := regexp.MustCompile("(?m)^\\| (?:`([a-z_]+)`|–) \\| (`\\.[^|]+) \\| [^|]+ \\|$")
	var got []string
	for _, m := range row.FindAllStringSubmatch(guide(t), -1) {
		got = append(got, fieldsOfRow(m[1], m[2])...)
	}
	want := fieldsOfPage()
	for _, field := range want {
		if !slices.Contains(got, field) {
			t.Errorf("docs/templates.md does not name %s", field)
		}
	}
	for _, field := range got {
		if !slices.Contains(want, field) {
			t.Errorf("docs/templates.md names %s, which is no field", field)
		}
	}
}

// fieldsOfRow reads "`.Facts.Employer` `.Pay`" as "facts .Facts.Employer" and "facts .Facts.Pay".
func fieldsOfRow(section, cell string) []string {
	var all []string
	parent := ""
	for _, m := range regexp.MustCompile("`\\.([A-Za-z.]+)`").FindAllStringSubmatch(cell, -1) {
		name := m[1]
		if before, _, nested := strings.Cut(name, "."); nested {
			parent = before + "."
		} else {
			name = parent + name
		}
		all = append(all, strings.TrimSpace(section+" ."+name))
	}
	return all
}

// fieldsOfPage is every field that a template can show, as "section .Path".
func fieldsOfPage() []string {
	var all []string
	for field := range reflect.TypeFor[render.Page]().Fields() {
		section := field.Tag.Get("section")
		if field.Type.Kind() != reflect.Pointer {
			all = append(all, strings.TrimSpace(section+" ."+field.Name))
			continue
		}
		for inner := range field.Type.Elem().Fields() {
			all = append(all, section+" ."+field.Name+"."+inner.Name)
		}
	}
	return all
}

// TestGuideIsRightAboutRefusals tries what the guide says is refused.
func TestGuideIsRightAboutRefusals(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body, want string }{
		{"function", "{{with .Benefits}}{{len .}}{{end}}", `function "len" not defined`},
		{"pipe", "{{with .Facts}}{{.Employer | .Pay}}{{end}}", "without functions"},
		{"variable", "{{with $b := .Benefits}}{{$b}}{{end}}", "without functions or variables"},
		{"comparison", `{{if eq .Title "x"}}x{{end}}`, `function "eq" not defined`},
		{"other template", `{{template "x"}}`, "fields, if, with and range only"},
		{"block", `{{block "x" .}}x{{end}}`, "fields, if, with and range only"},
		{"unknown field", "{{with .Facts}}{{.Salary}}{{end}}", "Salary"},
		{"reached from outside", "{{if .Facts.Pay}}x{{end}}", "use {{with .Facts}}"},
		{"before a full stop", "{{with .Facts}}{{.Openings}}. x{{end}}", "before a full stop"},
		{"other definition", `{{define "x"}}a{{end}}`, "fields, if, with and range only"},
		{"footer", "Made with care.", "outside a section"},
		{"code span", "{{with .Facts}}`{{.Employer}}`{{end}}", "cannot be filled in"},
		{"code block", "{{with .Facts}}\n```\n{{.Employer}}\n```\n{{end}}", "cannot be filled in"},
		{"link", "{{with .Facts}}[us](https://{{.Employer}}){{end}}", "cannot be filled in"},
		{"tag", "{{with .Facts}}x <a title=\"{{.Employer}}\">y</a>{{end}}", "cannot be filled in"},
		{"block in a sentence", "{{with .About}}We are {{.Text}}{{end}}", "a paragraph of its own"},
		{"private-use character", "{{with .Facts}}\uE000{{end}}", "private-use"},
		{"size", strings.Repeat("{{/* long */}}", 8<<10), "larger than 65536 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := render.Parse("refused", guideHeader+test.body)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v; want one that says %q", err, test.want)
			}
		})
	}
	for _, header := range []string{"", "{{- /*\ntitle: A\nabout: B\n*/ -}}\n", "{{- /*\ntitle: A\nabout: B\nwords: 1-2\nby: C\n*/ -}}\n"} {
		if _, err := render.Parse("refused", header+"# {{.Title}}\n"); err == nil {
			t.Errorf("header %q is accepted", header)
		}
	}
}

// TestGuideNamesEveryTemplate compares the table of templates with the folder.
func TestGuideNamesEveryTemplate(t *testing.T) {
	t.Parallel()
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\| [^|]+ \\| [0-9a-z, ]+ (?:words|prose)[^|]* \\|").FindAllStringSubmatch(guide(t), -1) {
		got = append(got, m[1])
	}
	slices.Sort(got)
	if want := renderer(t).Names(); !slices.Equal(got, want) {
		t.Errorf("docs/templates.md lists %q; the folder has %q", got, want)
	}
}
