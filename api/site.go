package api

import (
	"fmt"
	"io/fs"

	"github.com/labstack/echo/v4"

	"rolewright/internal/catalog"
	"rolewright/internal/site"
)

// pagePolicy is for the pages: everything from here, no inline script or style.
const pagePolicy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// pages are what a browser opens, and the files that its pages load.
type pages struct {
	site  *site.Site
	shelf *shelf
	fixed map[string]*reply // by name
	files map[string]*reply // by name
}

// newPages lays out the pages that are the same for everybody. Without assets there are none.
func newPages(a Assets, c *catalog.Catalog) (*pages, error) {
	p := &pages{shelf: newShelf(c), fixed: map[string]*reply{}, files: map[string]*reply{}}
	if a.Pages == nil || a.PageFiles == nil {
		return p, nil
	}
	var err error
	if p.site, err = site.New(a.Pages); err != nil {
		return nil, err
	}
	for _, name := range []string{"builder", "compare"} {
		p.fixed[name] = htmlPage(p.site.Fixed(name))
	}
	roles, err := p.site.Roles(p.shelf.all())
	if err != nil {
		return nil, err
	}
	p.fixed["roles"] = htmlPage(roles)
	files, err := fs.ReadDir(a.PageFiles, ".")
	if err != nil {
		return nil, fmt.Errorf("files of the pages: %w", err)
	}
	for _, file := range files {
		body, err := fs.ReadFile(a.PageFiles, file.Name())
		if err != nil {
			return nil, fmt.Errorf("files of the pages: %w", err)
		}
		if mediaType, ok := site.Asset(file.Name()); ok {
			p.files[file.Name()] = static(mediaType, body)
		}
	}
	return p, nil
}

func htmlPage(body []byte) *reply {
	r := static("text/html; charset=utf-8", body)
	r.csp = pagePolicy
	return r
}

// fixedPage serves a page that is the same for everybody.
func (s *server) fixedPage(name string) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, ok := s.pages.fixed[name]
		if !ok {
			return notFound("This server was built without pages; /docs/ is the documentation.")
		}
		return s.send(c, r)
	}
}

// pageFile serves a style sheet, a script or a picture of the pages.
func (s *server) pageFile(c echo.Context) error {
	r, ok := s.pages.files[c.Param("name")]
	if !ok {
		return notFound("There is no such file.")
	}
	return s.send(c, r)
}
