package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"rolewright/api"
	"rolewright/internal/config"
	"rolewright/internal/export"
	"rolewright/internal/strictyaml"
)

// generateAds is the command generate: it makes an ad of every brief that it can, and tells what is wrong with the
// others on stderr. The error holds the exit status.
func generateAds(cfg config.Config, stdin io.Reader, stdout, stderr io.Writer) error {
	format, err := formatOfAds(&cfg)
	if err != nil {
		return badSettings(config.Generate, err)
	}
	out := newAdWriter(&cfg.Generate, format, stdout)
	if err := out.checkNames(); err != nil {
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
	m := &adMaker{reader: reader, format: format, options: &cfg.Generate, stdin: stdin, stderr: stderr, out: out}
	switch err := m.makeAll(); {
	case err != nil:
		return &exitError{statusFailed, err}
	case m.faulty:
		return &exitError{status: statusFound}
	}
	return nil
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
			return errors.Join(append(failed, err, m.out.close())...)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", printedName(name), err))
		}
	}
	return errors.Join(append(failed, m.out.finish())...)
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
	notation, from, err := notationOf(m.options.Input, name, from)
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
	return m.makeAd(text, &source{name: printedName(name), file: name, notation: notation})
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
		if err := m.makeAd(line, &source{name: at, file: name, notation: oneOnEachLine, line: lines.Number()}); err != nil {
			return err
		}
	}
}

// makeAd makes an ad of a brief in JSON and writes it, or tells what is wrong.
func (m *adMaker) makeAd(brief []byte, from *source) error {
	plan, faults := m.reader.Plan(brief)
	if len(faults) > 0 {
		for i := range faults {
			faults[i].Detail = onCommandLine(&faults[i], from.notation)
		}
		m.tell(from.name, faults...)
		return nil
	}
	ad, err := plan.Ad(m.format.Parts)
	if err != nil {
		return err
	}
	from.slug, from.level = ad.Role.Slug, string(ad.Level)
	err = m.out.write(ad, from)
	if refused, ok := errors.AsType[*export.UnencodableError](err); ok {
		m.tell(from.name, api.ProblemError{Detail: refused.Error()})
		return nil
	}
	if same, ok := errors.AsType[*sameJobError](err); ok {
		pointer := "/reference"
		m.tell(from.name, api.ProblemError{Pointer: &pointer, Detail: same.Error()})
		return nil
	}
	return err
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

// onCommandLine is what the API says of a fault in words for one who sends nothing.
func onCommandLine(fault *api.ProblemError, in notation) string {
	isWhole := fault.Pointer == nil || *fault.Pointer == ""
	what, isText := strings.CutSuffix(fault.Detail, "; send text.")
	switch {
	case fault.Code == "wrong_type" && isWhole:
		what, _, _ = strings.Cut(fault.Detail, "; send")
		return what + `; write members, such as "role: line cook" in YAML, or {"role": "line cook"} in JSON.`
	case fault.Code == "wrong_type" && isText && in == inYAML && (strings.HasSuffix(what, "a number") || strings.HasSuffix(what, "true or false")):
		return what + "; put it in quotes."
	case fault.Code == "trailing_data" && in == inJSON:
		return "The file goes on behind the brief; keep one brief, or if there is one on each line, use --input=ndjson."
	}
	return fault.Detail
}

func tooLarge() api.ProblemError {
	return api.ProblemError{Detail: fmt.Sprintf("The brief is larger than %d bytes; make it shorter.", api.MaxBrief)}
}
