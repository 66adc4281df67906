package api

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/labstack/echo/v4"
)

// docsPolicy is for Swagger UI: everything from here, no inline script. Its styles are set inline, its icons are data.
const docsPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; " +
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// maxDoc is the size of a file of the documentation in bytes, at most.
const maxDoc = 8 << 20

// newDocs prepares the OpenAPI document, the schema of catalogs and the files of Swagger UI, by path.
func newDocs(a Assets) (map[string]*reply, error) {
	docs := map[string]*reply{
		"openapi.json":      static("application/openapi+json", a.OpenAPIJSON),
		"openapi.yaml":      static("application/openapi+yaml", a.OpenAPIYAML),
		"roles.schema.json": static("application/schema+json", a.RolesSchema),
	}
	if a.Docs == nil {
		return docs, nil
	}
	files, err := fs.ReadDir(a.Docs, ".")
	if err != nil {
		return nil, fmt.Errorf("documentation: %w", err)
	}
	for _, file := range files {
		body, err := readDoc(a.Docs, file.Name())
		if err != nil {
			return nil, fmt.Errorf("documentation: %s: %w", file.Name(), err)
		}
		name := strings.TrimSuffix(file.Name(), ".gz")
		r := static(docType(name), body)
		r.csp = docsPolicy
		docs["docs/"+name] = r
	}
	return docs, nil
}

// readDoc reads a file, decompressed.
func readDoc(files fs.FS, name string) ([]byte, error) {
	body, err := fs.ReadFile(files, name)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return body, err
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, maxDoc))
}

func docType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".png":
		return "image/png"
	case ".svg":
		return "image/svg+xml"
	}
	return "text/plain; charset=utf-8"
}

// doc serves one document.
func (s *server) doc(name string) echo.HandlerFunc {
	return func(c echo.Context) error {
		r, ok := s.docs[name]
		if !ok {
			return notFound("This server was built without it.")
		}
		return s.send(c, r)
	}
}

// docFile serves a file of Swagger UI.
func (s *server) docFile(c echo.Context) error {
	r, ok := s.docs["docs/"+c.Param("name")]
	if !ok {
		return notFound("There is no such file; /docs/ is the documentation.")
	}
	return s.send(c, r)
}
