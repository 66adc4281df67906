package review

import "strings"

// plainBlocks cuts plain text into blocks: an empty line ends one, and so does a line that is a heading or an item. Other
// lines go on with the one before if that is long, as mail programs break them; a short line ends where it ends.
func (r *Reviewer) plainBlocks(source string) []block {
	const wrapped = 55 // bytes: what breaks lines for width breaks them behind this
	b := &builder{source: source}
	var all []block
	k := paragraph
	flush := func() {
		if made, ok := b.take(k); ok {
			all = append(all, made)
		}
		k = paragraph
	}
	before := 0
	for at := len(source) - len(strings.TrimPrefix(source, byteOrderMark)); at < len(source); {
		end := strings.IndexByte(source[at:], '\n')
		if end < 0 {
			end = len(source) - at
		}
		line := strings.TrimSpace(source[at : at+end])
		start := at + strings.Index(source[at:at+end], line)
		at += end + 1
		switch mark := itemMark(line); {
		case line == "":
			flush()
		case mark > 0:
			flush()
			k = item
			b.copy(start+mark, start+len(line))
		case r.isPlainHeading(line):
			flush()
			k = heading
			b.copy(start, start+len(line))
			flush()
		default:
			if before < wrapped || start > 1 && strings.HasSuffix(strings.TrimRight(source[:start], " \t\r\n"), ":") {
				flush()
			}
			b.space(start - 1)
			b.copy(start, start+len(line))
		}
		before = len(line)
	}
	flush()
	return all
}

// isPlainHeading reports a short line that names a section, or is written in capitals.
func (r *Reviewer) isPlainHeading(line string) bool {
	if len(line) > 60 || strings.HasSuffix(line, ".") || strings.Count(line, " ") > 6 {
		return false
	}
	if line == strings.ToUpper(line) && line != strings.ToLower(line) && strings.Contains(line, " ") {
		return !strings.ContainsAny(line, "0123456789!")
	}
	return r.namesSection(line)
}
