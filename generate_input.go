package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/go-json-experiment/json/jsontext"

	"rolewright/api"
)

// notation is how briefs are written in a file.
type notation int

const (
	inJSON notation = iota
	inYAML
	oneOnEachLine // in JSON
)

// notationOf is how a file is written: --input or else its name tells or, if it does not, what is in it. The reader is at
// its beginning again, behind a byte order mark.
func notationOf(input, name string, from io.Reader) (notation, io.Reader, error) {
	file := bufio.NewReaderSize(from, api.MaxBrief+1)
	if mark, err := file.Peek(len(byteOrderMark)); err == nil && string(mark) == byteOrderMark {
		if _, err := file.Discard(len(mark)); err != nil {
			return inJSON, nil, err
		}
	}
	extension := "." + input
	if input == "" {
		extension = strings.ToLower(filepath.Ext(name))
	}
	switch extension {
	case ".json":
		return inJSON, file, nil
	case ".yaml", ".yml":
		return inYAML, file, nil
	case ".ndjson", ".jsonl":
		return oneOnEachLine, file, nil
	}
	return notationIn(file)
}

// notationIn looks at as much of a file as it takes: what does not begin like a JSON object is YAML; it is one on each
// line if the first line is a whole object and there is more, or if the next line begins an object, too: the first may
// have a fault.
func notationIn(file *bufio.Reader) (notation, io.Reader, error) {
	var head []byte
	whole := func() io.Reader { return io.MultiReader(bytes.NewReader(head), file) }
	var isBrief bool
	for {
		line, err := file.ReadSlice('\n')
		head = append(head, line...)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
			return inJSON, nil, err
		}
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0 && err == nil && len(head) <= api.MaxBrief:
			continue
		case len(line) == 0 || line[0] != '{':
			return inYAML, whole(), nil
		}
		isBrief = jsontext.Value(line).IsValid()
		break
	}
	next, err := skipSpace(file, &head)
	switch {
	case errors.Is(err, io.EOF):
		return inJSON, bytes.NewReader(head), nil
	case err != nil:
		return inJSON, nil, err
	}
	in := inJSON
	if isBrief || next == '{' && bytes.HasSuffix(head, []byte("\n")) {
		in = oneOnEachLine
	}
	return in, whole(), file.UnreadRune()
}

// skipSpace appends white space to head, and reads what stands behind it, or behind as much of it as no brief has.
func skipSpace(file *bufio.Reader, head *[]byte) (next rune, err error) {
	for {
		next, _, err = file.ReadRune()
		if err != nil || !unicode.IsSpace(next) || len(*head) > 2*api.MaxBrief {
			return next, err
		}
		*head = append(*head, string(next)...)
	}
}
