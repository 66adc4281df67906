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
	"rolewright/internal/jobad"
)

// source is the brief that an ad was made of, as far as faults and the ad's file tell of it.
type source struct {
	name        string // for people
	file        string
	notation    notation
	line        int // 0 if the brief is the whole file
	slug, level string
}

// writeError is why ads cannot be written.
type writeError struct{ cause error }

func (e *writeError) Error() string { return e.cause.Error() }

func (e *writeError) Unwrap() error { return e.cause }

// sameJobError is an ad that a feed cannot have beside another.
type sameJobError struct {
	id, other string // the other one's brief
}

func (e *sameJobError) Error() string {
	return fmt.Sprintf("The feed has a job with the id %q already, that of %s; give each job a reference of its own.", e.id, e.other)
}

// adWriter writes ads where the user wants them: each into a file of its own in a folder, or all to standard output or to
// a file.
type adWriter struct {
	options *config.GenerateOptions
	format  *export.Format
	stdout  io.Writer
	inputs  []os.FileInfo // files that must not be written to

	number int          // of the ads that do not go into a folder
	held   []byte       // the only one, as long as no other comes; nil if there is none
	feed   *export.Feed // of them, if their format is one
	listed []string     // the names of the briefs in the feed
	file   *os.File     // that they go to; nil as long as it is not open
}

func newAdWriter(o *config.GenerateOptions, format *export.Format, stdout io.Writer) *adWriter {
	w := &adWriter{options: o, format: format, stdout: stdout}
	w.feed, _ = format.NewFeed()
	for _, name := range o.Files {
		if info, err := os.Stat(name); err == nil && name != standardInput {
			w.inputs = append(w.inputs, info)
		}
	}
	return w
}

// checkNames refuses briefs whose ads would be written to the same file, and standard input that is read twice.
func (w *adWriter) checkNames() error {
	o, seen := w.options, map[string]string{}
	foldered := o.Output != "" && (isFolder(o.Output) || !fits(w.format, extensionOf(o.Output)))
	for _, name := range o.Files {
		key := name
		if foldered && name != standardInput {
			key = strings.ToLower(stem(name))
		}
		other, ok := seen[key]
		switch seen[key] = name; {
		case ok && name == standardInput:
			return errors.New("standard input can be read only once; name - once")
		case ok && foldered:
			return fmt.Errorf("the ads of %s and %s would have the same name; call the command once for each", printedName(other), printedName(name))
		}
	}
	return nil
}

// write writes an ad, or keeps it for [adWriter.finish].
func (w *adWriter) write(ad *jobad.Ad, from *source) error {
	foldered := w.intoFolder(from)
	if w.feed != nil && !foldered {
		return w.list(ad, from)
	}
	var b bytes.Buffer
	if err := w.format.Encode(&b, ad); err != nil {
		return w.unencoded(err)
	}
	if foldered {
		return w.save(b.Bytes(), from)
	}
	w.number++
	return w.add(b.Bytes())
}

// list adds an ad to the feed.
func (w *adWriter) list(ad *jobad.Ad, from *source) error {
	err := w.feed.Add(ad)
	if same, ok := errors.AsType[*export.DuplicateError](err); ok {
		return &sameJobError{same.ID, w.listed[same.First]}
	}
	w.number++
	w.listed = append(w.listed, from.name)
	return w.unencoded(err)
}

// unencoded is why an ad cannot be written in its format, or nil.
func (w *adWriter) unencoded(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("cannot be written as %s: %w", w.format.Name, err)
}

// add writes an ad behind those before it, if they can stand in one file.
func (w *adWriter) add(ad []byte) error {
	divided := w.format.Name == "markdown" || w.format.Name == "text"
	switch {
	case isJSON(w.format) && (w.options.Output == "" || extensionOf(w.options.Output) == linesExtension):
		return w.print(ended(ad))
	case divided && w.options.Output == "":
		if w.number > 1 {
			ad = append([]byte("\n"), ad...)
		}
		return w.print(ended(ad))
	case w.number > 1:
		w.held = nil
		return &writeError{w.tooMany()}
	}
	w.held = ad
	return nil
}

// tooMany is why several ads cannot be written.
func (w *adWriter) tooMany() error {
	switch {
	case w.options.Output == "":
		return fmt.Errorf("several ads as %s cannot stand in one file; name a folder with -o", w.format.Name)
	case isJSON(w.format):
		return fmt.Errorf("%s: is one file, and there are several ads; name a folder, or a file in .%s", printedName(w.options.Output), linesExtension)
	}
	return fmt.Errorf("%s: is one file, and there are several ads; name a folder", printedName(w.options.Output))
}

// finish writes what was kept. It is called once, behind all ads.
func (w *adWriter) finish() error {
	var err error
	switch {
	case w.held != nil && w.options.Output == "" && w.format.IsText():
		err = w.print(ended(w.held))
	case w.held != nil:
		err = w.print(w.held)
	case w.feed != nil && w.number > 0:
		var to io.Writer
		if to, err = w.open(); err == nil {
			_, err = w.feed.WriteTo(to)
			err = w.failure(err)
		}
	}
	return errors.Join(err, w.close())
}

func (w *adWriter) close() error {
	if w.file == nil {
		return nil
	}
	return w.failure(w.file.Close())
}

// print writes an ad to standard output or the file.
func (w *adWriter) print(ad []byte) error {
	to, err := w.open()
	if err != nil {
		return err
	}
	_, err = to.Write(ad)
	return w.failure(err)
}

// ended is a text that others may stand behind.
func ended(text []byte) []byte {
	if bytes.HasSuffix(text, []byte("\n")) {
		return text
	}
	return append(text, '\n')
}

// open is where ads go that do not go into a folder.
func (w *adWriter) open() (io.Writer, error) {
	switch {
	case w.options.Output == "":
		return w.stdout, nil
	case w.file != nil:
		return w.file, nil
	}
	err := w.spare(w.options.Output)
	if err != nil {
		return nil, err
	}
	w.file, err = os.Create(w.options.Output)
	return w.file, w.failure(err)
}

// failure is why the file or standard output cannot be written, or nil.
func (w *adWriter) failure(err error) error {
	switch {
	case err == nil:
		return nil
	case w.options.Output == "":
		return &writeError{fmt.Errorf("print the ads: %w", err)}
	}
	return unwritable(w.options.Output, err)
}

func unwritable(name string, err error) error {
	return &writeError{fmt.Errorf("%s: cannot be written: %w", printedName(name), cause(err))}
}

// spare refuses to write over files that are read.
func (w *adWriter) spare(name string) error {
	there, err := os.Stat(name)
	if err != nil {
		return nil //nolint:nilerr // what is not there cannot be lost
	}
	for _, input := range w.inputs {
		if os.SameFile(there, input) {
			return &writeError{fmt.Errorf("%s: is a brief and would be lost; write elsewhere", printedName(name))}
		}
	}
	return nil
}

// isFolder reports whether a name is, or asks for, a folder.
func isFolder(name string) bool {
	if name == "" {
		return false
	}
	info, err := os.Stat(name) //nolint:gosec // the user names it
	return err == nil && info.IsDir() || os.IsPathSeparator(name[len(name)-1])
}

// intoFolder reports whether an ad goes into a folder. One that is missing is made for several ads, unless its name is one
// for a file.
func (w *adWriter) intoFolder(from *source) bool {
	output, several := w.options.Output, len(w.options.Files) > 1 || from.line > 0
	if output == "" || isFolder(output) {
		return output != ""
	}
	_, err := os.Stat(output)
	return err != nil && several && !fits(w.format, extensionOf(output))
}

// save writes an ad into the folder, which is made if it is missing.
func (w *adWriter) save(ad []byte, from *source) error {
	folder := w.options.Output
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // ads are for others to read
		return &writeError{fmt.Errorf("%s: cannot be made: %w", printedName(folder), cause(err))}
	}
	name := filepath.Join(folder, w.fileName(from))
	if err := w.spare(name); err != nil {
		return err
	}
	if err := os.WriteFile(name, ad, 0o644); err != nil { //nolint:gosec // ads are for others to read
		return unwritable(name, err)
	}
	return nil
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

// stem is the name of a file without its folder and its extension.
func stem(name string) string {
	name = filepath.Base(name)
	return strings.TrimSuffix(name, filepath.Ext(name))
}
