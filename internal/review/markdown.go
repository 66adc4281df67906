package review

import "strings"

// markdownBlocks cuts Markdown into blocks. It knows what ads are written in: headings, paragraphs, lists, quotes, tables,
// fences, emphasis, code, links, entities and tags; it reads each byte a bounded number of times.
func markdownBlocks(source string) []block {
	m := &markdown{
		builder: builder{source: source},
		bracket: next{source: source, char: ')'},
		angle:   next{source: source, char: '>'},
		tick:    next{source: source, char: '`'},
	}
	m.blocks = make([]block, 0, min(strings.Count(source, "\n")+1, 4096))
	for at := len(source) - len(strings.TrimPrefix(source, byteOrderMark)); at < len(source); {
		end := strings.IndexByte(source[at:], '\n')
		if end < 0 {
			end = len(source) - at
		}
		m.line(at, at+len(strings.TrimRight(source[at:at+end], "\r")))
		at += end + 1
	}
	m.flush()
	return m.blocks
}

// byteOrderMark may be at the very beginning of a text, where nobody sees it.
const byteOrderMark = "\uFEFF"

// markdown reads Markdown line by line.
type markdown struct {
	builder

	blocks  []block
	kind    kind
	fence   string // what closes the code that is being read
	bracket next
	angle   next
	tick    next
}

func (m *markdown) flush() {
	if made, ok := m.take(m.kind); ok {
		m.blocks = append(m.blocks, made)
	}
	m.kind = paragraph
}

// line reads source[at:end], a line without its break.
func (m *markdown) line(at, end int) {
	for at < end && (m.source[at] == ' ' || m.source[at] == '\t' || m.source[at] == '>') {
		at++
	}
	for at < end && (m.source[end-1] == ' ' || m.source[end-1] == '\t') {
		end--
	}
	line := m.source[at:end]
	switch {
	case m.fence != "":
		if strings.HasPrefix(line, m.fence) {
			m.fence = ""
		}
	case strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~"):
		m.flush()
		m.fence = line[:3]
	case line == "":
		m.flush()
	case isUnderline(line) && m.kind == paragraph && !m.isEmpty():
		m.kind = heading
		m.flush()
	case isRule(line):
		m.flush()
	case headingMark(line) > 0:
		m.flush()
		m.kind = heading
		mark := headingMark(line)
		m.inline(at+mark, at+len(strings.TrimRight(line, "# \t")))
		m.flush()
		if n := len(m.blocks); n > 0 {
			m.blocks[n-1].level = mark
		}
	case line[0] == '|':
		m.flush()
		m.kind = fact
		m.inline(at, end)
		m.flush()
	default:
		m.prose(at, end)
	}
}

// prose reads a line of a paragraph or of an item.
func (m *markdown) prose(at, end int) {
	if mark := itemMark(m.source[at:end]); mark > 0 {
		m.flush()
		m.kind = item
		at += mark
	} else {
		m.space(at - 1)
	}
	if m.isEmpty() && isLabel(m.source[at:end]) {
		m.kind = fact
	}
	m.inline(at, end)
}

// headingMark is the length of "## ", or 0.
func headingMark(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "#"))
	if n == 0 || n > 6 || n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}

// itemMark is the length of what begins an item of a list, such as "- " or "1. ", or 0.
func itemMark(line string) int {
	if line == "" || isASCIIWord(line[0]) && !isDigit(line[0]) {
		return 0 // as most lines begin
	}
	for _, mark := range []string{"-", "*", "+", "•", "–", "·", "●", "○", "▪", "‣", "◦", "✓", "✔", "→", "►"} {
		if rest, ok := strings.CutPrefix(line, mark); ok && rest != "" && (rest[0] == ' ' || rest[0] == '\t' || len(mark) > 1) {
			return len(line) - len(strings.TrimLeft(rest, " \t"))
		}
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits == 0 || digits > 3 || digits+1 >= len(line) || line[digits] != '.' && line[digits] != ')' || line[digits+1] != ' ' {
		return 0
	}
	return len(line) - len(strings.TrimLeft(line[digits+1:], " "))
}

// isLabel reports "**Pay:** …", a fact rather than a sentence.
func isLabel(line string) bool {
	if !strings.HasPrefix(line, "**") {
		return false
	}
	end := strings.Index(line[2:], "**")
	return end > 0 && end < 40 && (line[2+end-1] == ':' || strings.HasPrefix(line[2+end+2:], ":"))
}

func isUnderline(line string) bool {
	return len(line) >= 3 && (strings.Trim(line, "=") == "" || strings.Trim(line, "-") == "")
}

func isRule(line string) bool {
	if strings.IndexByte("*-_", line[0]) < 0 || line[len(line)-1] != line[0] {
		return false
	}
	bare := strings.ReplaceAll(line, " ", "")
	return len(bare) >= 3 && (strings.Trim(bare, "*") == "" || strings.Trim(bare, "-") == "" || strings.Trim(bare, "_") == "")
}

// inline adds the text of source[at:end] without its marks.
func (m *markdown) inline(at, end int) {
	from := at
	for i := at; i < end; {
		if !isMark(m.source[i]) {
			i++
			continue
		}
		skip := m.mark(i, end, from)
		if skip > 0 {
			i += skip
			from = i
		} else {
			i++
		}
	}
	m.copy(from, end)
}

// isMark reports a byte that may be a mark. It is a set in two words; a shift that is too far leaves nothing, so that no
// branch depends on whether it is a letter or a space.
func isMark(c byte) bool {
	const (
		low = 1<<'!' | 1<<'&' | 1<<'*' | 1<<'<'
		// A shift counts from the 64th character on.
		high = 1<<('['-64) | 1<<('\\'-64) | 1<<(']'-64) | 1<<('_'-64) | 1<<('`'-64) | 1<<('~'-64)
	)
	return (uint64(low)>>c|uint64(high)>>(c-64))&1 != 0
}

// mark reads the mark at i, if it is one: it adds the text before it, from from, and what the mark stands for, and returns
// the length of the mark. 0 says that it is a character like others.
func (m *markdown) mark(i, end, from int) int {
	text := m.source
	follows := func(c byte) bool { return i+1 < end && text[i+1] == c }
	switch text[i] {
	case '\\':
		if i+1 < end && !isASCIIWord(text[i+1]) && text[i+1] > ' ' && text[i+1] < 0x7F {
			m.copy(from, i)
			m.copy(i+1, i+2)
			return 2
		}
	case '*', '~', '[':
		return m.drop(from, i, 1)
	case '_':
		if i == 0 || i+1 >= len(text) || !isASCIIWord(text[i-1]) || !isASCIIWord(text[i+1]) {
			return m.drop(from, i, 1)
		}
	case '!':
		if follows('[') {
			return m.drop(from, i, 1)
		}
	case ']':
		if closing, ok := m.bracket.from(i + 1); ok && follows('(') && closing < end {
			return m.drop(from, i, closing+1-i)
		}
		return m.drop(from, i, 1)
	case '`':
		return m.code(i, end, from)
	case '<':
		return m.tag(i, end, from)
	case '&':
		m.copy(from, i)
		behind := m.entity(i, end)
		if behind == i {
			m.copy(i, i+1)
			behind++
		}
		return behind - i
	}
	return 0
}

// code leaves out a span of code.
func (m *markdown) code(i, end, from int) int {
	closing, ok := m.tick.from(i + 1)
	if !ok || closing >= end {
		return 0
	}
	m.copy(from, i)
	m.put(hidden, i)
	return closing + 1 - i
}

// drop adds the text before a mark and leaves the mark out.
func (m *markdown) drop(from, i, length int) int {
	m.copy(from, i)
	return length
}

// tag leaves out a tag such as "<b>", and keeps the address in "<https://…>".
func (m *markdown) tag(i, end, from int) int {
	closing, ok := m.angle.from(i + 1)
	if !ok || closing >= end || i+1 >= end || !isASCIIWord(m.source[i+1]) && m.source[i+1] != '/' && m.source[i+1] != '!' {
		return 0
	}
	m.copy(from, i)
	if inner := m.source[i+1 : closing]; strings.Contains(inner, "://") || strings.Contains(inner, "@") {
		m.copy(i+1, closing)
	}
	return closing + 1 - i
}
