package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"rolewright/internal/render"
)

// checkTemplates checks the templates in folder, each as a file, and makes a renderer of them; of those in the program if
// folder is empty. There is no renderer if a template has faults or, with an error, if they cannot be read.
func checkTemplates(folder string) ([]checked, *render.Renderer, error) {
	if folder == "" {
		templates, err := fs.Sub(assets, "templates")
		if err != nil {
			return nil, nil, err
		}
		renderer, err := render.New(templates)
		return nil, renderer, err
	}
	files, err := readTemplates(folder)
	if err != nil {
		return files, nil, err
	}
	if anyFaulty(files) {
		return files, nil, nil
	}
	renderer, err := render.New(os.DirFS(folder))
	if err != nil {
		return files, nil, fmt.Errorf("%s: %w", printedName(folder), err)
	}
	return files, renderer, nil
}

// readTemplates checks each template in folder that it can read. The error is about the others.
func readTemplates(folder string) ([]checked, error) {
	names, err := fs.Glob(os.DirFS(folder), "*.md.tmpl")
	if err != nil {
		return nil, err
	}
	var files []checked
	var failed []error
	for _, name := range names {
		path := filepath.Join(folder, name)
		data, err := os.ReadFile(path) //nolint:gosec // the user names the folder
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: cannot be read: %w", printedName(path), cause(err)))
			continue
		}
		file := checked{name: path, data: data}
		short := strings.TrimSuffix(name, ".md.tmpl")
		if _, err := render.Parse(short, string(data)); err != nil {
			file.refuse(strings.TrimPrefix(err.Error(), "template "+short+": "))
		}
		files = append(files, file)
	}
	return files, errors.Join(failed...)
}
