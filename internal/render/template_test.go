package render_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

const header = "{{- /*\ntitle: Short\nabout: In few words.\nwords: 100-200\n*/ -}}\n"

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const outside, filled = "stands outside a section: put it inside {{with}} or {{if}} of one", "words cannot be filled in"
	body := func(text string) string { return header + "# {{.Title}}\n\n" + text }
	tests := []struct {
		name, source string
		want         []string // all in the message
	}{
		{"too large", body(strings.Repeat(" ", 64<<10)), []string{"is larger than 65536 bytes"}},
		{"private-use token", body("\ue000"), []string{"private-use character"}},
		{"private-use mark", body("\U000f0000"), []string{"private-use character"}},
		{"last private-use character", body("\U0010fffd"), []string{"private-use character"}},

		{"empty", "", []string{`"title:", "about:" and "words:"`}},
		{"no header", "# {{.Title}}", []string{"begins with no comment"}},
		{"no title", "{{- /*\nabout: A.\nwords: 1-2\n*/ -}}", []string{`header: "title:", "about:" and "words:" must be there`}},
		{"no about", "{{- /*\ntitle: T\nwords: 1-2\n*/ -}}", []string{"must be there"}},
		{"no words", "{{- /*\ntitle: T\nabout: A.\n*/ -}}", []string{"must be there"}},
		{"unknown key", "{{- /*\nname: T\n*/ -}}", []string{`header line "name: T": unknown key; use title, about, words or catalog_lines`}},
		{"no key", "{{- /*\ntitle: T\n\nabout: A.\n*/ -}}", []string{`header line ""`}},
		{"words without range", "{{- /*\nwords: 300\n*/ -}}", []string{`header line "words: 300": want a range such as "300-700"`}},
		{"words not numbers", "{{- /*\nwords: few-many\n*/ -}}", []string{`want a range such as "300-700"`}},
		{"words turned round", "{{- /*\nwords: 700-300\n*/ -}}", []string{`want a range such as "300-700"`}},
		{"words negative", "{{- /*\nwords: -5-10\n*/ -}}", []string{`want a range such as "300-700"`}},
		{"catalog lines without number", "{{- /*\ncatalog_lines: must_have\n*/ -}}", []string{"want section ids and numbers"}},
		{"catalog lines negative", "{{- /*\ncatalog_lines: must_have -1\n*/ -}}", []string{"want section ids and numbers"}},
		{"catalog lines of no section", "{{- /*\ncatalog_lines: title 3\n*/ -}}", []string{"want section ids and numbers"}},

		{"syntax", body("{{if .Title"), []string{"short:8", "unclosed action"}},
		{"unclosed", body("{{if .Title}}"), []string{"short:8", "unexpected EOF"}},
		{"function", body("{{len .Skills}}"), []string{"short:8", `function "len" not defined`}},
		{"pipeline", body("{{.Title | .Company}}"), []string{"short:8", ".Title | .Company", "without functions or variables"}},
		{"parentheses", body("{{(.Title)}}"), []string{"short:8", "without functions or variables"}},
		{"arguments", body("{{.Title .Company}}"), []string{"short:8", "without functions or variables"}},
		{"variable", body("{{$x := .Title}}"), []string{"short:8", "$x := .Title", "without functions or variables"}},
		{"variables of range", body("{{range $i, $x := .Skills}}{{end}}"), []string{"short:8", "without functions or variables"}},
		{"assignment in if", body("{{if $x := .Title}}{{end}}"), []string{"short:8", "without functions or variables"}},
		{"text", body("{{`text`}}"), []string{"short:8", "without functions or variables"}},
		{"number", body("{{1}}"), []string{"short:8", "without functions or variables"}},
		{"page", body("{{$}}"), []string{"short:8", "without functions or variables"}},
		{"define", body(`{{define "x"}}a{{end}}`), []string{"{{define}} or {{block}}: use fields, if, with and range only"}},
		{"template", body(`{{template "x"}}`), []string{"short:8", `{{template "x"}}: use fields, if, with and range only`}},
		{"block", body(`{{block "x" .}}a{{end}}`), []string{"{{define}} or {{block}}: use fields, if, with and range only"}},
		{"break", body("{{with .Skills}}{{range .}}{{break}}{{end}}{{end}}"), []string{"short:8", "{{break}}: use fields, if, with and range only"}},
		{"continue", body("{{with .Skills}}{{range .}}{{continue}}{{end}}{{end}}"), []string{"short:8", "{{continue}}: use fields, if, with and range only"}},

		{"unknown field", body("{{.Name}}"), []string{"short:8", ".Name: there is no such field; use Title, Marker, Company, Facts, "}},
		{"unknown field of the page", body("{{with .Facts}}{{$.Name}}{{end}}"), []string{"$.Name: there is no such field; use Title"}},
		{"unknown field of a section", body("{{with .Facts}}{{.Name}}{{end}}"), []string{".Name: there is no such field; use Employer, Pay, "}},
		{"unknown field in a condition", body("{{if .Name}}{{end}}"), []string{".Name: there is no such field"}},
		{"unknown field in a branch that is rarely taken", body("{{if .Skills}}{{if .Success}}{{else}}{{.Name}}{{end}}{{end}}"), []string{"short:8", ".Name: there is no such field"}},
		{"field of a line", body("{{with .Skills}}{{range .}}- {{.Name}}\n{{end}}{{end}}"), []string{".Name: the dot has no fields here; use {{.}}"}},
		{"through a section that may be absent", body("{{with .Pay}}{{$.Facts.Pay}}{{end}}"), []string{"short:8", "$.Facts.Pay: may be absent; use {{with .Facts}}{{.Pay}}{{end}}"}},
		{"through a section", body("{{if .Facts}}{{.Facts.Pay}}{{end}}"), []string{".Facts.Pay: may be absent"}},
		{"section as text", body("{{with .Facts}}{{.}}{{end}}"), []string{"short:8", "{{.}}: is not text itself"}},
		{"list as text", body("{{if .Skills}}{{.Skills}}{{end}}"), []string{"{{.Skills}}: is not text itself"}},
		{"condition as text", body("{{if .Encouragement}}{{.Encouragement}}{{end}}"), []string{"{{.Encouragement}}: is not text itself"}},
		{"range over text", body("{{range .Title}}{{end}}"), []string{"short:8", ".Title: is not a list"}},
		{"several at once", body("{{.A}}\n{{.B}}\n{{len .Title}}"), []string{`function "len" not defined`}},
		{"several fields at once", body("{{.A}}\n{{.B}}\n"), []string{"short:8:2: .A: ", "short:9:2: .B: "}},

		{"words outside a section", body("Join us."), []string{`"Join us." ` + outside}},
		{"field outside a section", body("{{.Company}}"), []string{outside}},
		{"list outside a section", body("{{range .Skills}}- {{.}}\n{{end}}"), []string{outside}},
		{"words before the title", header + "Job: {{.Title}}", []string{`"Job: …" ` + outside}},
		{"HTML outside a section", body("<div>us</div>"), []string{`"<div>us</div>" ` + outside}},

		{"block in a list item", body("{{with .About}}- {{.Text}}{{end}}"), []string{"{{.About.Text}} is a block of Markdown and must stand in a paragraph of its own"}},
		{"block in a sentence", body("{{with .About}}We: {{.Text}}{{end}}"), []string{"must stand in a paragraph of its own"}},
		{"block in a heading", body("{{with .About}}## {{.Text}}{{end}}"), []string{"must stand in a paragraph of its own"}},
		{"block after a list", body("{{with .About}}- us\n\n{{.Text}}{{end}}"), []string{filled}},
		{"block after a numbered list", body("{{with .About}}1. us\n\n{{.Text}}{{end}}"), []string{filled}},
		{"block before a list", body("{{with .About}}{{.Text}}\n\n- us{{end}}"), []string{filled}},
		{"code span", body("{{with .Facts}}`{{.Pay}}`{{end}}"), []string{filled, "near"}},
		{"indented code", body("{{with .Facts}}a\n\n    {{.Pay}}{{end}}"), []string{filled}},
		{"fenced code", body("{{with .Facts}}\n```\n{{.Pay}}\n```\n{{end}}"), []string{filled}},
		{"target of a link", body("{{with .Facts}}[us](https://example.com/{{.Reference}}){{end}}"), []string{filled}},
		{"title of a link", body("{{with .Facts}}[us](https://example.com \"{{.Reference}}\"){{end}}"), []string{filled}},
		{"definition of a link", body("{{with .Facts}}a\n\n[{{.Reference}}]: https://example.com{{end}}"), []string{filled}},
		{"HTML block", body("{{with .Facts}}a\n\n<div>{{.Pay}}</div>{{end}}"), []string{filled}},
		{"attribute", body("{{with .Facts}}a <b title=\"{{.Pay}}\">b</b>{{end}}"), []string{filled}},
		{"comment", body("{{with .Facts}}a <!-- {{.Pay}} -->{{end}}"), []string{filled}},
		{"emphasis inside a word", body("{{with .Facts}}a**{{.Pay}}**b{{end}}"), []string{filled}},
		{"full stop after a number", body("{{with .Facts}}{{.Openings}}. We hire{{end}}"), []string{filled}},
		{"fields side by side", body("{{with .Facts}}{{.Openings}}{{.Deadline}}{{end}}"), []string{filled}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := render.Parse("short", test.source)
			if err == nil {
				t.Fatal("is accepted")
			}
			for _, want := range append(test.want, "template short: ") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	const source = "{{- /*\ntitle: Short\nabout: In few words: these.\nwords: 0-200\ncatalog_lines: must_have 3, skills 0\n*/ -}}\n" +
		"# {{.Title}} at {{$.Company}}\n\n" +
		"{{with .Skills}}\n## Skills\n\n{{range .}}- {{.}}\n{{else}}none{{end}}\n{{end}}" +
		"{{if .Facts}}{{with .Facts}}{{with .Pay}}*{{.}}*{{else with .Places}}{{.}}{{else}}{{if .Team}}{{.Team}}{{else if .Start}}{{$.Company}}{{end}}{{end}}{{end}}{{end}}"
	got, err := render.Parse("short", source)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(got.Digest, "sha256:") || len(got.Digest) != 71 {
		t.Errorf("digest is %q", got.Digest)
	}
	got.Digest = ""
	want := &render.Template{
		Name: "short", Title: "Short", About: "In few words: these.", MinWords: 0, MaxWords: 200,
		CatalogLines: map[string]int{"must_have": 3, "skills": 0}, Sections: []string{"skills", "facts"},
		Own: map[string][]string{},
	}
	unexported := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".layout" }, cmp.Ignore())
	if diff := cmp.Diff(want, got, unexported); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	good := &fstest.MapFile{Data: []byte(header + "# {{.Title}}")}
	tests := []struct {
		name  string
		files fstest.MapFS
		want  []string
	}{
		{"nothing", fstest.MapFS{}, []string{"no template: want files named <name>.md.tmpl"}},
		{"other names", fstest.MapFS{"a.txt": good, "b/c.md.tmpl": good}, []string{"no template"}},
		{"two bad ones", fstest.MapFS{"a.md.tmpl": good, "b.md.tmpl": {Data: []byte("b")}, "c.md.tmpl": {Data: []byte("{{")}}, []string{"template b: ", "template c: "}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := render.New(test.files)
			for _, want := range test.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("got error %v, want one that says %q", err, want)
				}
			}
		})
	}
}

// Every section that a page can have is shown by the template that leaves nothing out.
func TestDetailedShowsEverySection(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	layout := template(t, r, "detailed")
	ad := fill(t, r, layout, realistic(r))
	shown := map[string]bool{}
	for _, s := range ad.Sections {
		shown[s.ID] = len(s.Lines) > 0
	}
	for id := range render.Sections() {
		if !shown[id] {
			t.Errorf("section %s has no lines", id)
		}
	}
}

// What the template says itself, and what stands in the page but not in a section, has a source too.
func TestLinesOfTheTemplate(t *testing.T) {
	t.Parallel()
	layout, err := render.Parse("short", header+"# {{.Title}}\n\n{{with .Facts}}\n## Facts about *us*\n\nFirst &amp; \\*last*:\n\n{{.Pay}}, {{.Places}}\n\n**Of {{.Team}}** or {{.Start}}\n{{end}}")
	if err != nil {
		t.Fatal(err)
	}
	c := full("w")
	ad := fill(t, renderer(t), layout, c)
	want := []jobad.Section{{ID: "facts", Heading: "Facts about us", Lines: []jobad.Line{
		{Text: "First & *last*:", Source: "template:short/facts"},
		{Text: "w", Source: "brief:/Facts/Pay/0"},
		{Text: "w", Source: "brief:/Facts/Places/0"},
		{Text: "Of w or w", Source: "brief:/Facts/Team/0"},
	}}}
	if diff := cmp.Diff(want, ad.Sections); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestOwnLines finds the lines without fields, those of conditions too.
func TestOwnLines(t *testing.T) {
	t.Parallel()
	template, err := render.Parse("short", header+`# {{.Title}}

{{with .Skills}}
## Skills

Bring {{range .}}{{.}}, {{end}} or learn them.
{{end}}

{{if .Encouragement}}
## Before you apply

{{if .Skills}}Nobody has *all* of the skills.{{end}}

- Ask
{{end}}
`)
	if err != nil {
		t.Fatal(err)
	}
	for section, want := range map[string][]string{
		"encouragement": {"Nobody has all of the skills.", "Ask"}, "skills": nil, "facts": nil,
	} {
		if diff := cmp.Diff(want, template.Own[section]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", section, diff)
		}
	}
}
