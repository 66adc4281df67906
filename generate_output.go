package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rolewright/internal/config"
	"rolewright/internal/export"
)

// source is the brief that an ad was made of, as far as it names the ad's file.
type source struct {
	file        string
	line        int // 0 if the brief is the whole file
	slug, level string
}

// writeError is why ads cannot be written.
type writeError struct{ cause error }

func (e *writeError) Error() string { return e.cause.Error() }

func (e *writeError) Unwrap() error { return e.cause }

// adWriter writes ads where the user wants them.
type adWriter struct {
	options *config.GenerateOptions
	format  *export.Format
	stdout  io.Writer
	inputs  []os.FileInfo // files that must not be written to
	printed bool          // an ad was
}

func newAdWriter(o *config.GenerateOptions, format *export.Format, stdout io.Writer) *adWriter {
	w := &adWriter{options: o, format: format, stdout: stdout}
	for _, name := range o.Files {
		if info, err := os.Stat(name); err == nil && name != standardInput {
			w.inputs = append(w.inputs, info)
		}
	}
	return w
}

// write writes an ad to standard output, a file or a folder.
func (w *adWriter) write(ad []byte, from *source) error {
	if w.options.Output == "" {
		return w.print(ad)
	}
	name, err := w.place(from)
	if err == nil {
		err = w.save(name, ad)
	}
	if err != nil {
		return &writeError{fmt.Errorf("%s: %w", printedName(w.options.Output), err)}
	}
	return nil
}

// print writes ads one behind the other, if that is of use to anyone.
func (w *adWriter) print(ad []byte) error {
	joined := strings.HasSuffix(w.format.MediaType, "json")
	if w.printed {
		divided := w.format.Name == "markdown" || w.format.Name == "text"
		if !joined && !divided {
			return &writeError{fmt.Errorf("several ads as %s cannot stand in one file; name a folder with -o", w.format.Name)}
		}
		if divided {
			ad = append([]byte("\n"), ad...)
		}
	}
	if w.printed = true; w.format.IsText() && !bytes.HasSuffix(ad, []byte("\n")) {
		ad = append(ad, '\n')
	}
	if _, err := w.stdout.Write(ad); err != nil {
		return &writeError{fmt.Errorf("print the ads: %w", err)}
	}
	return nil
}

// place is the name of the file to write. A folder that is needed is made.
func (w *adWriter) place(from *source) (string, error) {
	output, several := w.options.Output, len(w.options.Files) > 1 || from.line > 0
	info, err := os.Stat(output)
	isFolder := err == nil && info.IsDir()
	switch {
	case isFolder:
	case err == nil && several:
		return "", errors.New("is a file, and there are several ads; name a folder")
	case several || os.IsPathSeparator(output[len(output)-1]):
		if err := os.MkdirAll(output, 0o755); err != nil { //nolint:gosec // ads are for others to read
			return "", fmt.Errorf("cannot be made: %w", cause(err))
		}
	default:
		return output, nil
	}
	return filepath.Join(output, w.fileName(from)), nil
}

// fileName is the name of an ad in a folder: that of its brief or, of a line, what the API calls it in an archive.
func (w *adWriter) fileName(from *source) string {
	name := stem(from.file)
	switch ad := from.slug + "-" + from.level; {
	case from.line == 0 && from.file == standardInput:
		name = ad
	case from.line > 0:
		line := fmt.Sprintf("%04d-%s", from.line, ad)
		if name += "-" + line; len(w.options.Files) == 1 || from.file == standardInput {
			name = line
		}
	}
	return name + "." + w.format.Extension
}

// save writes a file, but none of those that are read.
func (w *adWriter) save(name string, ad []byte) error {
	if there, err := os.Stat(name); err == nil {
		for _, input := range w.inputs {
			if os.SameFile(there, input) {
				return fmt.Errorf("%s is a brief and would be lost; write elsewhere", printedName(name))
			}
		}
	}
	if err := os.WriteFile(name, ad, 0o644); err != nil { //nolint:gosec // ads are for others to read
		return fmt.Errorf("cannot be written: %w", cause(err))
	}
	return nil
}
