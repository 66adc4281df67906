package export

import (
	"slices"
	"strconv"
	"strings"
)

// Lengths are in points.
const (
	pdfSide, pdfTop, pdfBottom = 62.0, 66.0, 64.0 // margins
	bodySize, bodyLeading      = 10.5, 15.0
	listIndent                 = 15.0
	markGap                    = 3.0  // between the number of an item and its text
	factGap                    = 16.0 // between a label and what it is
	ruleHeight                 = 7.0
)

// color is 0xRRGGBB.
type color uint32

// The colors keep a contrast of 7:1 or more on white, but for the rules.
const (
	inkColor  color = 0x1d2433
	softColor color = 0x4a5468
	linkColor color = 0x0b4f8a
	ruleColor color = 0xc9d2de
)

// chunk is what stays together on a page: lines of a block, or a rule across the page.
type chunk struct {
	lines    []line
	rule     bool
	leading  float64 // height of a line
	size     float64 // of its text
	before   float64 // space above, unless it begins a page
	keep     bool    // on the page of what follows
	bookmark string
	level    int // of the bookmark, from 0
}

func (c *chunk) height() float64 {
	if c.rule {
		return ruleHeight
	}
	return float64(len(c.lines)) * c.leading
}

// layout turns the blocks of a document into chunks.
type layout struct {
	face    *typeface
	width   float64                      // of a line
	marks   []float64                    // the room that the numbers of each numbered list take
	indents [deepestDOCXList + 1]float64 // of what is in lists, by how many there are around it
	chunks  []chunk
	last    blockKind
}

func newLayout(face *typeface, d *document, page paper) *layout {
	l := &layout{face: face, width: page.width - 2*pdfSide}
	l.measureMarks(d)
	for i := 0; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		switch b.kind {
		case headingBlock:
			l.heading(b)
		case itemBlock, more:
			l.item(b)
		case fact:
			end := i
			for end < len(d.blocks) && d.blocks[end].kind == fact {
				end++
			}
			l.facts(d.blocks[i:end])
			i = end - 1
		case paragraphBlock:
			l.paragraph(b)
		}
		l.last = b.kind
	}
	return l
}

// measureMarks makes room for the marks of lists, so that all items of one begin at the same place.
func (l *layout) measureMarks(d *document) {
	for depth := range l.indents {
		l.indents[depth] = listIndent * float64(depth)
	}
	l.marks = make([]float64, len(d.lists))
	for i := range d.blocks {
		if b := &d.blocks[i]; b.list > 0 {
			room := l.face[0].width(b.mark(), bodySize) + markGap
			l.marks[b.list-1] = max(l.marks[b.list-1], room)
		}
	}
}

// indent is how far from the margin the text of an item begins, or of a further paragraph of the item before.
func (l *layout) indent(b *block) float64 {
	depth := min(b.level, deepestDOCXList)
	if b.kind == itemBlock {
		room := listIndent
		if b.list > 0 {
			room = max(room, l.marks[b.list-1])
		}
		l.indents[depth] = min(l.indents[depth-1]+room, l.width/2)
	}
	return l.indents[depth]
}

// mark is what stands before an item.
func (b *block) mark() string {
	if b.list > 0 {
		return strconv.Itoa(b.number) + "."
	}
	return "•"
}

func (l *layout) heading(b *block) {
	c := chunk{keep: true, bookmark: strings.ReplaceAll(b.text(), "\n", " ")}
	base := look{face: bold, color: linkColor}
	switch b.level {
	case 1:
		base.size, base.color, c.leading, c.before = 25, inkColor, 30, 24
		c.bookmark = ""
	case 2:
		base.size, c.leading, c.before = 13.5, 18, 20
	default:
		base.size, base.color, c.leading, c.before = 11.5, inkColor, 16, 14
		c.level = 1
	}
	c.size = base.size
	l.put(c, breakLines(l.face, b.runs, base, pdfSide, l.width))
}

func (l *layout) paragraph(b *block) {
	lines := breakLines(l.face, b.runs, look{size: bodySize, color: inkColor}, pdfSide, l.width)
	c := l.body(7)
	c.keep = b.keep
	l.put(c, lines)
}

// body is a chunk of common text. What follows a heading is close to it.
func (l *layout) body(before float64) chunk {
	if l.last == headingBlock {
		before = 4
	}
	return chunk{size: bodySize, leading: bodyLeading, before: before}
}

// item sets an item of a list behind its mark, or a further paragraph of one.
func (l *layout) item(b *block) {
	indent := l.indent(b)
	base := look{size: bodySize, color: inkColor}
	lines := breakLines(l.face, b.runs, base, pdfSide+indent, l.width-indent)
	c := l.body(3.5)
	c.keep = b.keep
	if l.last == paragraphBlock {
		c.before = 7
	}
	if b.kind == itemBlock {
		base.color = linkColor
		mark := b.mark()
		width := l.face[base.face].width(mark, base.size)
		x := min(pdfSide+indent-listIndent+2, pdfSide+indent-width-markGap)
		lines[0].spans = append([]span{{look: base, text: mark, x: x, width: width}}, lines[0].spans...)
	}
	l.put(c, lines)
}

// facts sets labels and what they are side by side, between two rules.
func (l *layout) facts(facts []block) {
	base := look{size: bodySize, color: softColor}
	column := 0.0
	for i := range facts {
		label, _ := facts[i].label()
		column = max(column, l.face[bold].width(label.text, bodySize))
	}
	column = min(column+factGap, l.width/2)
	l.chunks = append(l.chunks, chunk{rule: true, before: 12, keep: true})
	for i := range facts {
		label, value := facts[i].label()
		lines := breakLines(l.face, []run{label}, base, pdfSide, column-factGap/2)
		base.color = inkColor
		for j, right := range breakLines(l.face, value, base, pdfSide+column, l.width-column) {
			if j == len(lines) {
				lines = append(lines, line{})
			}
			lines[j].spans = append(lines[j].spans, right.spans...)
		}
		base.color = softColor
		l.put(chunk{size: bodySize, leading: bodyLeading, before: 2, keep: true}, lines)
	}
	l.chunks = append(l.chunks, chunk{rule: true, before: 1})
}

// put adds lines as they may be parted: short blocks and items of common length not at all, others so that two lines
// stay at either end.
func (l *layout) put(c chunk, lines []line) {
	const whole, end = 8, 2
	if len(lines) <= whole {
		c.lines = lines
		l.chunks = append(l.chunks, c)
		return
	}
	keep := c.keep
	c.keep = false
	add := func(part []line) {
		c.lines = part
		l.chunks = append(l.chunks, c)
		c.before, c.bookmark = 0, ""
	}
	add(lines[:end])
	for i := end; i < len(lines)-end; i++ {
		add(lines[i : i+1])
	}
	c.keep = keep
	add(lines[len(lines)-end:])
}

// placed is a chunk on a page.
type placed struct {
	*chunk
	y float64 // of its top, from the top of the page
}

// fit is pages, with less space between lines if that spares a last page with hardly anything on it.
func (l *layout) fit(height float64) [][]placed {
	const little, spacing, leading = 0.2, 0.7, 0.96
	pages := l.pages(height)
	last := pages[len(pages)-1]
	if len(pages) == 1 || last[len(last)-1].y > little*height {
		return pages
	}
	tight := layout{chunks: slices.Clone(l.chunks)}
	for i := range tight.chunks {
		tight.chunks[i].before *= spacing
		tight.chunks[i].leading *= leading
	}
	if fewer := tight.pages(height); len(fewer) < len(pages) {
		return fewer
	}
	return pages
}

// pages puts chunks on pages that text may take up to height of. Chunks that are kept together go to the next page if
// they fit there and not here.
func (l *layout) pages(height float64) [][]placed {
	pages := [][]placed{nil}
	y := 0.0
	turn := func() {
		pages = append(pages, nil)
		y = 0
	}
	for start := 0; start < len(l.chunks); {
		end, needed := l.together(start)
		if y > 0 && y+needed > height && needed <= height {
			turn()
		}
		for ; start < end; start++ {
			c := &l.chunks[start]
			if y > 0 && y+c.before+c.height() > height {
				turn()
			}
			if y > 0 {
				y += c.before
			}
			pages[len(pages)-1] = append(pages[len(pages)-1], placed{chunk: c, y: y})
			y += c.height()
		}
	}
	return pages
}

// together is where the chunks end that are to be on one page with the one at start, and how high they are.
func (l *layout) together(start int) (end int, height float64) {
	for i := start; i < len(l.chunks); i++ {
		height += l.chunks[i].before + l.chunks[i].height()
		if !l.chunks[i].keep {
			return i + 1, height
		}
	}
	return len(l.chunks), height
}
