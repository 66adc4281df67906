package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"rolewright/api"
	"rolewright/internal/config"
	"rolewright/internal/export"
	"rolewright/internal/strictyaml"
)

// generateAds is the command generate: it makes an ad of every brief that it can, and tells what is wrong with the
// others on stderr. The error holds the exit status.
func generateAds(cfg config.Config, stdin io.Reader, stdout, stderr io.Writer) error {
	format, err := formatOfAds(&cfg.Generate)
	if err != nil {
		return badSettings(config.Generate, err)
	}
	if err := checkNames(&cfg.Generate); err != nil {
		return badSettings(config.Generate, err)
	}
	generator, err := newGenerator(cfg)
	if err != nil {
		return &exitError{statusFailed, err}
	}
	reader, err := api.NewBriefReader(generator)
	if err != nil {
		return &exitError{statusFailed, err}
	}
	out := newAdWriter(&cfg.Generate, format, stdout)
	m := &adMaker{reader: reader, format: format, options: &cfg.Generate, stdin: stdin, stderr: stderr, out: out}
	switch err := m.makeAll(); {
	case err != nil:
		return &exitError{statusFailed, err}
	case m.faulty:
		return &exitError{status: statusFound}
	}
	return nil
}

// formatOfAds is the format that is named, or that the name of the file to write tells, or else Markdown.
func formatOfAds(o *config.GenerateOptions) (*export.Format, error) {
	formats := export.Formats()
	byName := func(name string) int {
		return slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == name })
	}
	if o.Format != "" {
		i := byName(o.Format)
		if i < 0 {
			return nil, fmt.Errorf("--format: %q is not known; use %s", o.Format, strings.Join(formatNames(formats), ", "))
		}
		return &formats[i], nil
	}
	extension := strings.TrimPrefix(strings.ToLower(filepath.Ext(o.Output)), ".")
	var several []export.Format
	for i := range formats {
		switch {
		case formats[i].Extension != extension:
		case !formats[i].ByNameOnly:
			return &formats[i], nil
		default:
			several = append(several, formats[i])
		}
	}
	if len(several) > 0 {
		return nil, fmt.Errorf("--format: a name in .%s does not tell the format; name one of %s", extension, strings.Join(formatNames(several), ", "))
	}
	return &formats[byName("markdown")], nil
}

func formatNames(formats []export.Format) []string {
	var names []string
	for i := range formats {
		names = append(names, formats[i].Name)
	}
	return names
}

// checkNames refuses briefs whose ads would be written to the same file, and standard input that is read twice.
func checkNames(o *config.GenerateOptions) error {
	seen := map[string]string{}
	for _, name := range o.Files {
		key := name
		if o.Output != "" && name != standardInput {
			key = strings.ToLower(stem(name))
		}
		other, ok := seen[key]
		switch seen[key] = name; {
		case ok && name == standardInput:
			return errors.New("standard input can be read only once; name - once")
		case ok && o.Output != "":
			return fmt.Errorf("the ads of %s and %s would have the same name; call the command once for each", printedName(other), printedName(name))
		}
	}
	return nil
}

// stem is the name of a file without its folder and its extension.
func stem(name string) string {
	name = filepath.Base(name)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// adMaker makes ads of the briefs in files.
type adMaker struct {
	reader  *api.BriefReader
	format  *export.Format
	options *config.GenerateOptions
	stdin   io.Reader
	stderr  io.Writer
	out     *adWriter
	faulty  bool // a brief was
}

// makeAll goes on after what is wrong with single files, and stops when ads cannot be written. The error is about all
// but the faults of briefs, which are printed.
func (m *adMaker) makeAll() error {
	var failed []error
	for _, name := range m.options.Files {
		err := m.makeOf(name)
		if _, ok := errors.AsType[*writeError](err); ok {
			return errors.Join(append(failed, err)...)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", printedName(name), err))
		}
	}
	return errors.Join(failed...)
}

// makeOf makes the ads of one file.
func (m *adMaker) makeOf(name string) error {
	from := m.stdin
	if name != standardInput {
		file, err := openFile(name)
		if err != nil {
			return err
		}
		defer file.Close()
		from = file
	}
	notation, from, err := notationOf(name, from)
	if err != nil {
		return fmt.Errorf("cannot be read: %w", cause(err))
	}
	if notation == oneOnEachLine {
		return m.makeOfLines(name, from)
	}
	text, err := io.ReadAll(io.LimitReader(from, api.MaxBrief+1))
	switch {
	case err != nil:
		return fmt.Errorf("cannot be read: %w", cause(err))
	case len(text) > api.MaxBrief:
		m.tell(printedName(name), tooLarge())
		return nil
	}
	if notation == inYAML {
		if text, err = strictyaml.ToJSON(printedName(name), text); err != nil {
			m.faulty = true
			fmt.Fprintln(m.stderr, err)
			return nil
		}
	}
	return m.makeAd(text, printedName(name), &source{file: name})
}

// makeOfLines makes an ad of each line.
func (m *adMaker) makeOfLines(name string, from io.Reader) error {
	lines := api.NewBriefLines(from)
	var line []byte
	for {
		next, err := lines.Next(line)
		at := fmt.Sprintf("%s:%d", printedName(name), lines.Number())
		switch line = next; {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, api.ErrLongLine):
			m.tell(at, tooLarge())
			continue
		case err != nil:
			return fmt.Errorf("cannot be read: %w", cause(err))
		}
		if err := m.makeAd(line, at, &source{file: name, line: lines.Number()}); err != nil {
			return err
		}
	}
}

// makeAd makes an ad of a brief in JSON and writes it, or tells what is wrong. The name of the brief is for people.
func (m *adMaker) makeAd(brief []byte, name string, from *source) error {
	plan, faults := m.reader.Plan(brief)
	if len(faults) > 0 {
		m.tell(name, faults...)
		return nil
	}
	ad, err := plan.Ad(m.format.Parts)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	err = m.format.Encode(&b, ad)
	if refused, ok := errors.AsType[*export.UnencodableError](err); ok {
		m.tell(name, api.ProblemError{Detail: refused.Error()})
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot be written as %s: %w", m.format.Name, err)
	}
	from.slug, from.level = ad.Role.Slug, string(ad.Level)
	return m.out.write(b.Bytes(), from)
}

// tell prints a line for each fault of a brief.
func (m *adMaker) tell(name string, faults ...api.ProblemError) {
	m.faulty = true
	for _, f := range faults {
		if f.Pointer != nil && *f.Pointer != "" {
			fmt.Fprintf(m.stderr, "%s: %s: %s\n", name, oneLine(*f.Pointer), oneLine(f.Detail))
			continue
		}
		fmt.Fprintf(m.stderr, "%s: %s\n", name, oneLine(f.Detail))
	}
}

func tooLarge() api.ProblemError {
	return api.ProblemError{Detail: fmt.Sprintf("The brief is larger than %d bytes; make it shorter.", api.MaxBrief)}
}
