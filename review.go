package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolewright/internal/config"
	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// Exit statuses of the commands that read files, as users of linters know them.
const (
	statusFound  = 1 // a finding is as severe as --fail-on, or more; or a catalog or a brief has a fault
	statusFailed = 2 // a setting is wrong, or a file could not be read
)

const (
	maxReviewed   = 1 << 20 // bytes of a file, at most
	standardInput = "-"     // in place of the name of a file
	byteOrderMark = "\ufeff"
)

// exitError ends the program with a status of its own.
type exitError struct {
	status int
	err    error // nil if everything there is to say was printed
}

func (e *exitError) Error() string {
	if e.err == nil {
		return "exit status " + strconv.Itoa(e.status)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// exitStatus prints what an error of run has to say, and returns the status that the program exits with.
func exitStatus(stderr io.Writer, err error) int {
	status := 1
	if exit, ok := errors.AsType[*exitError](err); ok {
		if exit.err == nil {
			return exit.status
		}
		status = exit.status
	}
	fmt.Fprintln(stderr, "rolewright:", err)
	return status
}

// badSettings is the error of a program whose settings are wrong. Commands that find faults in files tell it from those.
func badSettings(command config.Command, err error) error {
	err = fmt.Errorf("settings: %w", err)
	if command == config.Generate || command == config.Review || command == config.Check {
		return &exitError{statusFailed, err}
	}
	return err
}

// reviewFiles is the command review: it reviews every file and prints what it found. A file that cannot be reviewed does
// not keep it from the others. The error holds the exit status.
func reviewFiles(cfg config.Config, stdin io.Reader, stdout io.Writer) error {
	generator, err := newGenerator(cfg)
	if err != nil {
		return &exitError{statusFailed, err}
	}
	if err := checkPlaces(generator, cfg.Variables.Name("--place"), cfg.Review.Places); err != nil {
		return badSettings(config.Review, err)
	}
	c := &fileReviewer{generator: generator, options: &cfg.Review, stdin: stdin}
	files, failed := c.reviewAll()
	var out bytes.Buffer
	if err := c.print(&out, files); err != nil {
		return &exitError{statusFailed, err}
	}
	if _, err := stdout.Write(out.Bytes()); err != nil {
		failed = errors.Join(failed, fmt.Errorf("print the reviews: %w", err))
	}
	switch {
	case failed != nil:
		return &exitError{statusFailed, failed}
	case anyFails(files, cfg.Review.FailOn):
		return &exitError{status: statusFound}
	}
	return nil
}

// checkPlaces reports codes that ISO 3166 does not have. They are looked at as those of places where a remote hire may
// live: of a place of work, a region may also be a name, so one that is unknown would go unnoticed.
func checkPlaces(generator *generate.Generator, setting string, places []config.Place) error {
	var faults []error
	for _, place := range places {
		code := place.Country
		if place.Region != "" {
			code += "-" + place.Region
		}
		_, found := generator.Review(&generate.Text{Brief: &jobad.Brief{RemoteFrom: []string{code}}})
		for i := range found {
			faults = append(faults, fmt.Errorf("%s: %q %s", setting, code, strings.TrimSuffix(found[i].Detail, ".")))
		}
	}
	return errors.Join(faults...)
}

// fileReviewer reviews files.
type fileReviewer struct {
	generator *generate.Generator
	options   *config.ReviewOptions
	stdin     io.Reader
}

// reviewAll reviews the files that it can, in their order. The error is about the others.
func (c *fileReviewer) reviewAll() ([]export.Reviewed, error) {
	var files []export.Reviewed
	var faults []error
	for i, name := range c.options.Files {
		if name == standardInput && slices.Contains(c.options.Files[:i], name) {
			faults = append(faults, errors.New(printedName(name)+": can be read only once; name - once"))
			continue
		}
		file, err := c.reviewFile(name)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", printedName(name), err))
			continue
		}
		files = append(files, file)
	}
	return files, errors.Join(faults...)
}

// reviewFile reads and reviews a file.
func (c *fileReviewer) reviewFile(name string) (export.Reviewed, error) {
	text, err := c.read(name)
	if err != nil {
		return export.Reviewed{}, err
	}
	brief := c.brief()
	found, faults := c.generator.Review(&generate.Text{
		Text: string(text), Format: c.formatOf(name), Title: c.options.Title, Brief: &brief,
	})
	if len(faults) > 0 {
		return export.Reviewed{}, fmt.Errorf("cannot be reviewed: %s %s", faults[0].Pointer, faults[0].Detail)
	}
	return export.Reviewed{Name: name, Text: text, Review: found}, nil
}

// read reads a file whole, or refuses it if it cannot hold an ad.
func (c *fileReviewer) read(name string) ([]byte, error) {
	text, err := readInput(name, c.stdin, maxReviewed)
	if err != nil {
		return nil, err
	}
	return text, checkText(text)
}

// readInput reads a file, or standard input by its name, whole, or so much of it that it is known to be larger than limit.
func readInput(name string, stdin io.Reader, limit int64) ([]byte, error) {
	from := stdin
	if name != standardInput {
		file, err := openFile(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	data, err := io.ReadAll(io.LimitReader(from, limit+1))
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	return data, nil
}

// openFile opens a file that the user names.
func openFile(name string) (*os.File, error) {
	file, err := os.Open(name) //nolint:gosec // the user names it
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", cause(err))
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(errors.New("is a folder; name the files in it"), file.Close())
	}
	return file, nil
}

// cause is an error without the name of the file, which stands before it already.
func cause(err error) error {
	if wrapped, ok := errors.AsType[*os.PathError](err); ok {
		return wrapped.Err
	}
	return err
}

// checkText says why a text cannot be reviewed, and how to mend it.
func checkText(text []byte) error {
	switch {
	case len(text) > maxReviewed:
		return errors.New("is above 1 MiB; review the ad alone, without what is around it")
	case !utf8.Valid(text):
		line := 1
		for rest := range bytes.Lines(text) {
			if !utf8.Valid(rest) {
				break
			}
			line++
		}
		return fmt.Errorf("is no text in UTF-8, as line %d shows; save it as text, Markdown or HTML in UTF-8", line)
	case len(bytes.TrimSpace(bytes.TrimPrefix(text, []byte(byteOrderMark)))) == 0:
		return errors.New("is empty; there is nothing to review")
	}
	return nil
}

// formatOf is how a file is written.
func (c *fileReviewer) formatOf(name string) review.Format {
	if c.options.Input != "" {
		return review.Format(c.options.Input)
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return review.Markdown
	case ".html", ".htm":
		return review.HTML
	}
	return review.Text
}

// brief is what the flags tell of the job.
func (c *fileReviewer) brief() jobad.Brief {
	b := jobad.Brief{
		Level: jobad.Level(c.options.Level), AsOf: c.options.AsOf, Company: jobad.Company{Headcount: c.options.Headcount},
	}
	for _, place := range c.options.Places {
		b.Places = append(b.Places, jobad.Place{Country: place.Country, Region: place.Region, City: place.City})
	}
	return b
}

// anyFails reports whether a finding is as severe as the least that fails, or more. None is if that is "never".
func anyFails(files []export.Reviewed, least string) bool {
	severities := jobad.Severities()
	failing := severities[:slices.Index(severities, jobad.Severity(least))+1]
	return slices.ContainsFunc(files, func(file export.Reviewed) bool {
		return slices.ContainsFunc(file.Review.Findings, func(f jobad.Finding) bool { return slices.Contains(failing, f.Severity) })
	})
}
