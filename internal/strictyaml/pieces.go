package strictyaml

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"

	"rolewright/internal/together"
)

// pieces is in how many pieces a file is parsed at the same time.
const pieces = 8

// The piece that has the first fault is parsed anew, so a file with one costs about an eighth more in pieces than as a
// whole. Files that the bounds leave no room for that are parsed as a whole.
const (
	maxCutFile  = MaxFile * (pieces - 1) / pieces
	maxCutMarks = maxMarks * (pieces - 1) / pieces
)

// parsed is what the parser makes of a stream.
type parsed struct {
	root   *yaml.Node
	err    error      // why there is no root
	second *yaml.Node // another document
	behind error      // why there is none: io.EOF if nothing is behind the first
}

func (p parsed) alone() bool { return errors.Is(p.behind, io.EOF) }

// parse parses a stream up to the end of its first document.
func parse(r io.Reader) (p parsed) {
	decoder := yaml.NewDecoder(r)
	var first, second yaml.Node
	if p.err = decoder.Decode(&first); p.err != nil {
		return p
	}
	p.root = first.Content[0]
	if p.behind = decoder.Decode(&second); p.behind == nil {
		p.second = &second
	}
	return p
}

func mayBeCut(size, marks int) bool { return size <= maxCutFile && marks <= maxCutMarks }

// parseAll parses a file, in as many pieces if it can be cut.
func parseAll(data []byte, marks, pieces int) parsed {
	if mayBeCut(len(data), marks) {
		if p, ok := parsePieces(data, cuts(data, pieces)); ok {
			return p
		}
	}
	return parse(bytes.NewReader(data))
}

// parsePieces parses a file that is cut somewhere, all pieces at the same time. What it returns is, but for comments,
// what parsing the file as a whole would have returned; ok is false if it has to be.
func parsePieces(data []byte, at []cut) (p parsed, ok bool) {
	if len(at) == 0 {
		return p, false
	}
	parts := make([]parsed, len(at)+1)
	tasks := []func() error{func() error {
		parts[0] = parse(bytes.NewReader(data[:at[0].at]))
		return nil
	}}
	for i, c := range at {
		end := len(data)
		if i+1 < len(at) {
			end = at[i+1].at
		}
		tasks = append(tasks, func() error {
			parts[i+1] = c.parse(data[c.at:end])
			return nil
		})
	}
	if together.Do(tasks...) != nil {
		return p, false // the parser panicked
	}
	for i := range parts {
		switch {
		case parts[i].err != nil && i > 0:
			// All before is sound, so this is the first fault. What exactly it is may depend on what follows.
			if i < len(at) {
				parts[i] = at[i-1].parse(data[at[i-1].at:])
			}
			return parts[i], parts[i].err != nil
		case !parts[i].alone():
			return p, false
		}
	}
	return join(parts, at)
}

// parse parses a part of a file, with the lines before it left empty but for what it is inside of.
func (c cut) parse(part []byte) parsed {
	return parse(io.MultiReader(strings.NewReader(c.opening()), bytes.NewReader(part)))
}

// join puts the pieces of a file together. The first becomes the whole.
func join(parts []parsed, at []cut) (p parsed, ok bool) {
	p = parts[0]
	for i, c := range at {
		keys, filler := parts[i+1].root.Content, c.filler()
		if p.root.Kind != yaml.MappingNode || len(p.root.Content) == 0 || len(keys) < filler {
			return p, false
		}
		list, rest := p.root.Content[len(p.root.Content)-1], keys[filler-1]
		if list.Kind != yaml.SequenceNode || rest.Kind != yaml.SequenceNode || len(rest.Content) == 0 {
			return p, false
		}
		list.Content = append(list.Content, rest.Content[1:]...)
		p.root.Content = append(p.root.Content, keys[filler:]...)
	}
	return p, true
}
