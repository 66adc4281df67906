package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"rolewright/internal/catalog"
	"rolewright/internal/config"
	"rolewright/internal/render"
	"rolewright/internal/strictyaml"
)

// checked is a catalog or a template that was checked.
type checked struct {
	name    string
	data    []byte
	catalog *catalog.Catalog  // nil if it has faults, or is none
	faults  *strictyaml.Error // nil if there is none
}

// digest is that of the file, as the program has it in Catalog-Version and in the provenance of an ad. A file that is too
// large has none, since it was not read to its end.
func (c *checked) digest() string {
	if len(c.data) > catalog.MaxFile {
		return ""
	}
	sum := sha256.Sum256(c.data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func (c *checked) isFaulty() bool { return c.faults != nil }

// refuse adds a fault that has no place in the file.
func (c *checked) refuse(detail string) {
	c.faults = &strictyaml.Error{Name: c.name, Faults: []strictyaml.Fault{{Detail: detail}}}
}

// checkFiles is the command check: it makes every check that is made before a catalog or templates are put to use, and
// prints what is wrong. A file that cannot be read does not keep it from the others. The error holds the exit status.
func checkFiles(cfg config.Config, stdin io.Reader, stdout io.Writer) error {
	files, failed := readCatalogs(cfg.Check.Files, stdin)
	templates, renderer, err := checkTemplates(cfg.Templates)
	files, failed = append(files, templates...), errors.Join(failed, err)
	if err := tryCatalogs(cfg, files, renderer); err != nil {
		return &exitError{statusFailed, err}
	}
	var out bytes.Buffer
	if err := printChecked(&out, cfg.Check.Format, files); err != nil {
		return &exitError{statusFailed, err}
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		failed = errors.Join(failed, fmt.Errorf("print the faults: %w", err))
	}
	switch {
	case failed != nil:
		return &exitError{statusFailed, failed}
	case anyFaulty(files):
		return &exitError{status: statusFound}
	}
	return nil
}

func anyFaulty(files []checked) bool {
	return slices.ContainsFunc(files, func(file checked) bool { return file.isFaulty() })
}

// readCatalogs checks the catalogs that it can read, in their order. The error is about the others.
func readCatalogs(names []string, stdin io.Reader) ([]checked, error) {
	var files []checked
	var failed []error
	for i, name := range names {
		if name == standardInput && slices.Contains(names[:i], name) {
			failed = append(failed, errors.New(printedName(name)+": can be read only once; name - once"))
			continue
		}
		data, err := readCatalog(name, stdin)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", printedName(name), err))
			continue
		}
		file := checked{name: name, data: data}
		if file.catalog, err = catalog.Parse(name, data); err != nil {
			if faults, ok := errors.AsType[*strictyaml.Error](err); ok {
				file.faults = faults
			} else {
				file.refuse(err.Error())
			}
		}
		files = append(files, file)
	}
	return files, errors.Join(failed...)
}

// readCatalog reads a file whole, or so much of it that it is known to be too large.
func readCatalog(name string, stdin io.Reader) ([]byte, error) {
	from := stdin
	if name != standardInput {
		file, err := os.Open(name) //nolint:gosec // the user names it
		if err != nil {
			return nil, fmt.Errorf("cannot be read: %w", cause(err))
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return nil, errors.New("is a folder; name the files in it")
		}
		from = file
	}
	data, err := io.ReadAll(io.LimitReader(from, catalog.MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	return data, nil
}

// tryCatalogs makes an ad of each role of each good catalog with each template, as a server does before it uses them.
func tryCatalogs(cfg config.Config, files []checked, renderer *render.Renderer) error {
	good := slices.ContainsFunc(files, func(file checked) bool { return file.catalog != nil })
	if renderer == nil || !good {
		return nil
	}
	lasting, err := newLasting(cfg)
	if err != nil {
		return err
	}
	for i := range files {
		if files[i].catalog == nil {
			continue
		}
		p := &parts{catalog: files[i].catalog, renderer: renderer, table: lasting.table, reviewer: lasting.reviewer}
		if err := tryOut(p.generator()); err != nil {
			files[i].refuse(err.Error())
		}
	}
	return nil
}
