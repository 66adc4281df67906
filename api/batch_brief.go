package api

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"rolewright/internal/generate"
)

// MaxBrief is the size of a brief in bytes, at most.
const MaxBrief = maxBody

// ErrLongLine is a line that is longer than any brief.
var ErrLongLine = errors.New("the line is longer than any brief may be")

// BriefReader reads briefs and plans their ads, as strictly as the API does. It is safe for concurrent use.
type BriefReader struct {
	generator *generate.Generator
	rules     *rules[Brief]
}

// NewBriefReader makes a reader of briefs for a catalog and its templates.
func NewBriefReader(g *generate.Generator) (*BriefReader, error) {
	rules, err := newRules[Brief](newCurrencies())
	if err != nil {
		return nil, err
	}
	return &BriefReader{generator: g, rules: rules}, nil
}

// Plan plans the ad of a brief in JSON. If that cannot be done, it returns everything that is wrong with the brief, as
// POST /v1/generate tells it.
func (r *BriefReader) Plan(brief []byte) (*generate.Plan, []ProblemError) {
	plan, err := r.plan(brief)
	if err != nil {
		return nil, problemOf(err).called("The brief").errors
	}
	return plan, nil
}

// plan is Plan with the problem that the caller is sent.
func (r *BriefReader) plan(brief []byte) (*generate.Plan, error) {
	read, err := decodeBody(brief, r.rules)
	if err != nil {
		return nil, err
	}
	plan, faults := r.generator.Plan(read.value.brief())
	if p := read.refused(faults); p != nil {
		return nil, p
	}
	return plan, nil
}

// BriefLines reads briefs that stand one on each line. It holds one line at a time, and none that is too long.
type BriefLines struct {
	from   *bufio.Reader
	number int
	ahead  *readLine // was read already
}

// readLine is what Next returns.
type readLine struct {
	text []byte
	err  error
}

// NewBriefLines reads from r.
func NewBriefLines(r io.Reader) *BriefLines {
	return &BriefLines{from: bufio.NewReaderSize(r, 32<<10)}
}

// Number is that of the line read last, from 1. Blank lines count.
func (l *BriefLines) Number() int { return l.number }

// areNone reports that there is no line to answer. It waits for the first.
func (l *BriefLines) areNone() bool {
	text, err := l.Next(nil)
	l.ahead = &readLine{text, err}
	return errors.Is(err, io.EOF)
}

// Next returns the next line that is not blank, without its end, in the place of room. Behind the last line it returns
// io.EOF; a line above MaxBrief is [ErrLongLine], and those behind it can be read.
func (l *BriefLines) Next(room []byte) ([]byte, error) {
	if first := l.ahead; first != nil {
		l.ahead = nil
		return append(room[:0], first.text...), first.err
	}
	for {
		line, err := l.line(room[:0])
		if err != nil {
			return line, err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return line, nil
		}
		room = line
	}
}

// line returns the next line, blank or not.
func (l *BriefLines) line(line []byte) ([]byte, error) {
	long, begun := false, false
	for {
		part, err := l.from.ReadSlice('\n')
		if len(part) > 0 && !begun {
			l.number++
			begun = true
		}
		if long = long || len(line)+len(bytes.TrimSuffix(part, []byte("\n"))) > MaxBrief; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (!errors.Is(err, io.EOF) || !begun):
			return line, err
		case long:
			return line, ErrLongLine
		}
		return bytes.TrimSuffix(line, []byte("\n")), nil
	}
}
