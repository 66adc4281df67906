package render_test

import (
	"os"
	"strings"
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// FuzzWords puts a line in every field of every template.
func FuzzWords(f *testing.F) {
	for _, s := range append(fragments(), "# *a* _b_ `c` [d](e) <f> &amp; {{.Title}} ~g~ \\ |h| #", strings.Repeat("*_`[", 500)) {
		f.Add(s)
	}
	r := renderer(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = clean(withoutMarks(s))
		if s == "" {
			t.Skip("nothing is left of the line")
		}
		for _, name := range r.Names() {
			checkAd(t, r, template(t, r, name), full(s))
		}
	})
}

// FuzzBlock reads a block of Markdown by itself and in every template.
func FuzzBlock(f *testing.F) {
	for _, s := range append(blocksOfMarkdown(), blockFragments()...) {
		f.Add(s)
	}
	r := renderer(f)
	f.Fuzz(func(t *testing.T, s string) {
		s = cleanBlock(withoutMarks(s))
		if s == "" {
			t.Skip("nothing is left of the block")
		}
		checkBlock(t, r, s)
		checkBlockInPlace(t, r, s)
	})
}

// FuzzTemplate reads any template; one that is accepted can be filled with anything, whatever is left out.
func FuzzTemplate(f *testing.F) {
	for _, name := range []string{"concise", "standard", "detailed", "linkedin", "indeed", "internal"} {
		source, err := os.ReadFile(templates + "/" + name + ".md.tmpl")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source))
	}
	for _, body := range []string{
		"", "{{.Title}}", "# {{.Title}}", "{{with .Facts}}{{.Pay}}{{.Places}}{{end}}", "{{with .Skills}}{{range .}}1. {{.}}\n{{end}}{{end}}",
		"{{with .About}}{{.Text}}{{end}}", "{{with .Facts}}[{{.Pay}}]({{.Places}}){{end}}", "{{with .Facts}}`{{.Pay}}`{{end}}", "{{if .Skills}}a{{else}}b{{end}}",
		"{{with .Facts}}**{{.Pay}}**b_{{.Team}}_\n===\n{{end}}", "{{with .Facts}}{{.Pay}}\n---\n> {{.Team}}\n{{end}}", "{{with .Facts}}{{.Pay}}&{{.Team}};\\{{.Start}}{{end}}",
	} {
		f.Add(header + body)
	}
	r := renderer(f)
	f.Fuzz(func(t *testing.T, source string) {
		layout, err := render.Parse("fuzz", source)
		if err != nil {
			t.Skip(err)
		}
		for _, c := range []*render.Content{full("1. *a*"), full("word"), full("#"), realistic(r), sparse(), {render.Title: {render.Plain("T", "s")}}} {
			var ad jobad.Ad
			if err := r.Fill(&ad, layout, c, jobad.Everything); err != nil {
				t.Fatal(err)
			}
			markdown, page, err := layout.Ordinary(c)
			if err != nil || ad.Markdown != markdown || ad.HTML != page {
				t.Errorf("filled   %q\nrendered %q (error %v)\nfilled   %q\nrendered %q", ad.Markdown, markdown, err, ad.HTML, page)
			}
		}
	})
}

// sparse is content that has every other field.
func sparse() *render.Content {
	c := full("-")
	for f := range c {
		if f%2 == 1 {
			c[f] = nil
		}
	}
	return c
}
