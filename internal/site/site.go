// Package site lays out the pages that people open in a browser. It knows templates and the words on a page; it does not
// know HTTP, and it does not make ads or comparisons: the scripts of its pages ask the public interface for them.
package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
)

// Site holds the pages, ready to lay out. Nothing in it changes after New.
type Site struct {
	templates *template.Template
	fixed     map[string][]byte // pages that are the same for everybody, by name
}

// frame is what every page says of itself in its head.
type frame struct {
	Page        string // builder, roles or compare: the part of the site
	Title       string
	Description string
	Canonical   string   // the address that search engines should list, from the root; empty is the one that was opened
	Unlisted    bool     // search engines should not list the page
	Styles      []string // names of style sheets beside base
	Modules     []string // names of the modules that the script imports, so that they load at once
	Script      string   // name of the script, if the page has one
}

// New reads the templates of the pages, *.html.tmpl in files.
func New(files fs.FS) (*Site, error) {
	s := &Site{fixed: make(map[string][]byte)}
	var err error
	if s.templates, err = template.New("site").Option("missingkey=error").ParseFS(files, "*.html.tmpl"); err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	for name, f := range fixedPages() {
		if s.fixed[name], err = s.lay(name, f); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// lay fills the template of a page.
func (s *Site) lay(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name+".html.tmpl", data); err != nil {
		return nil, fmt.Errorf("pages: %s: %w", name, err)
	}
	return b.Bytes(), nil
}

// fixedPages are the pages that a script fills in, by the name of their template.
func fixedPages() map[string]frame {
	return map[string]frame{
		"builder": {
			Page: "builder", Title: "Rolewright: write a job ad",
			Description: "Write a job ad that is specific, lawful and honest: it says what you said and what a curated catalog knows of the role, and nothing else.",
			Styles:      []string{"combobox", "builder", "ad"}, Script: "builder",
			Modules: []string{"api", "dom", "fields", "brief", "form", "finder", "combobox", "roles", "controls", "preview", "lines", "review", "questions", "takeaway", "draft", "link"},
		},
		"compare": {
			Page: "compare", Title: "Compare roles, and find out whom to hire: Rolewright",
			Description: "Two to six roles side by side, line by line from the catalog, and advice on whom to hire that says why and what would change it.",
			Styles:      []string{"combobox", "compare", "advise"}, Script: "compare",
			Modules: []string{
				"api", "dom", "link", "combobox", "compare-address", "roles", "compare-chosen", "compare-table", "compare-wait",
				"advise", "advise-form", "advise-answer",
			},
		},
	}
}

// Fixed is a page that is the same for everybody: builder or compare. It is nil if there is none of that name.
func (s *Site) Fixed(name string) []byte { return s.fixed[name] }

// Asset reports the media type of a file that pages load, by its name. A file of no such type is none.
func Asset(name string) (mediaType string, ok bool) {
	mediaType, ok = map[string]string{
		".css": "text/css; charset=utf-8",
		".js":  "text/javascript; charset=utf-8",
		".svg": "image/svg+xml",
	}[path.Ext(name)]
	return mediaType, ok
}
