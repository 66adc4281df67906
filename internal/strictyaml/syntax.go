package strictyaml

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"rolewright/internal/together"
)

// maxAgain is how many bytes are parsed again, at most, to find the line of a mistake.
const maxAgain = 32 << 10

// syntax turns an error of the YAML parser ("yaml: line 3: …") into a fault. It has no column, since the parser tells none.
func (d *Document) syntax(data []byte, err error) {
	if errors.Is(err, io.EOF) {
		d.add(Fault{Line: 1, Column: 1, Detail: "is empty; want one YAML document"})
		return
	}
	m := mistakeOf(err)
	f := Fault{Line: m.line, Detail: "is not YAML: " + shortened(m.detail)}
	switch {
	case m.line == 0:
		f.Line = lineOfOddBytes(data)
	case m.isInside():
		line, ok := m.find(data)
		if f.Line = line; !ok {
			f.Detail += " here or in what begins here"
		}
	}
	d.add(f)
}

// mistake is what the YAML parser says of a file that is no YAML.
type mistake struct {
	line   int // from 1; 0 if none is told
	detail string
}

func mistakeOf(err error) mistake {
	m := mistake{line: 1, detail: strings.TrimPrefix(err.Error(), "yaml: ")}
	if found := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(m.detail); found != nil {
		m.line, _ = strconv.Atoi(found[1]) // the pattern has digits only
		m.detail = found[2]
		if m.isOfGrammar() {
			m.line++ // gopkg.in/yaml.v3 v3.0.1 counts the lines of these from 0
		}
	} else if regexp.MustCompile(`UTF-8|Unicode character|control characters|unknown anchor`).MatchString(m.detail) {
		m.line = 0
	}
	return m
}

// isOfGrammar reports a mistake of words that are right by themselves, but not where they are.
func (m mistake) isOfGrammar() bool {
	return regexp.MustCompile(`^did not find expected (key|'-' indicator|',' or|node content|<)|^found (undefined|duplicate|incompatible)`).MatchString(m.detail)
}

// isInside reports a mistake of which the parser may tell where that begins which it is in.
func (m mistake) isInside() bool {
	return regexp.MustCompile(`^did not find expected (key|'-' indicator|',' or)|^found a tab character`).MatchString(m.detail)
}

// find finds the line of a mistake: that which the parser tells is where what holds the mistake begins, unless that is
// the first line. So what begins there is parsed again by itself.
func (m mistake) find(data []byte) (line int, ok bool) {
	start, end := lineAt(data, m.line)
	if beginsAtOnce(data) {
		if end > maxAgain {
			return m.line, false
		}
		again := stumble("\n" + string(data[:end]))
		if again.detail == m.detail && again.line == 2 {
			return m.line, true
		}
	}
	rest := data[start:min(len(data), start+maxAgain)]
	again := stumble(string(rest))
	line = m.line - 1 + again.line
	if _, end := lineAt(data, line); again.detail != m.detail || end > start+len(rest) {
		return m.line, false
	}
	return line, true
}

// stumble is the mistake in a text, or one that says nothing if there is none.
func stumble(text string) (m mistake) {
	err := together.Do(func() error {
		p := parse(strings.NewReader(text))
		if p.err == nil && p.behind != nil {
			p.err = p.behind
		}
		if p.err != nil {
			m = mistakeOf(p.err)
		}
		return nil
	})
	if err != nil {
		return mistake{} // the parser panicked
	}
	return m
}

// beginsAtOnce reports whether something may begin in the first line of a file.
func beginsAtOnce(data []byte) bool {
	return len(data) > 0 && bytes.IndexByte([]byte("#%\r\n"), data[0]) < 0 && !bytes.HasPrefix(data, []byte("---\n"))
}

// lineAt is where a line begins, and where the next one does.
func lineAt(data []byte, line int) (start, end int) {
	c := counter{data: data}
	for i := range data {
		if !c.endsLine(i) {
			continue
		}
		line--
		if line == 0 {
			return start, i + 1
		}
		start = i + 1
	}
	return start, len(data)
}

// lineOfOddBytes is the line of the first byte that no YAML file has; 0 if there is none.
func lineOfOddBytes(data []byte) int {
	c := counter{data: data}
	for i, line := 0, 1; i < len(data); {
		r, width := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && width == 1 || r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0x7E < r && r < 0xA0 && r != 0x85 {
			return line
		}
		i += width
		if c.endsLine(i - 1) {
			line++
		}
	}
	return 0
}
