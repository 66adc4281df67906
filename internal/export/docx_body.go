package export

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"rolewright/internal/jobad"
)

const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// Relationships of the document that are always there; those of links come after them.
const (
	docxRelationshipType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	firstDOCXLink        = 6
	firstDOCXList        = 2  // number 1 is for bullets
	deepestDOCXList      = 9  // levels that numbering.xml has
	twipsPerPoint        = 20 // the unit of lengths
	docxListIndent       = 360
	docxMarkMiddle       = 200 // how far before its text the middle of a mark is, where items read from right to left
)

// docxBody is the main part of a document, with what other parts must know of it.
type docxBody struct {
	xml   bytes.Buffer
	lists []list
	links []string
	known map[string]int // index in links
	last  blockKind
	rtl   bool // an item of a list reads from right to left
}

func newDOCXBody(d *document, ad *jobad.Ad) *docxBody {
	b := &docxBody{lists: d.lists, known: map[string]int{}}
	b.xml.WriteString(xmlHead + "<w:document " + wordNamespace + "><w:body>")
	for i := range d.blocks {
		b.add(&d.blocks[i])
		b.last = d.blocks[i].kind
	}
	page := paperOf(briefOf(ad))
	fmt.Fprintf(&b.xml, `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>`+
		`<w:footerReference w:type="first" r:id="rId5"/><w:pgSz w:w="%.0f" w:h="%.0f"/>`+
		`<w:pgMar w:top="1304" w:right="1247" w:bottom="1304" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>`,
		page.width*twipsPerPoint, page.height*twipsPerPoint)
	b.xml.WriteString("</w:body></w:document>\n")
	return b
}

func (b *docxBody) add(block *block) {
	if block.kind != fact {
		base := b.paragraph(b.properties(block), block.runs)
		b.rtl = b.rtl || base && block.kind == itemBlock
		return
	}
	label, value := block.label()
	cut, base := pieces(append([]run{label, {text: "\t"}}, value...))
	b.open(`<w:pStyle w:val="Facts"/>`+keepNext(block), base)
	for i, p := range cut {
		if i == 0 {
			p.bold = false // by its style
			b.run(p, "FactLabel")
			continue
		}
		b.run(p, "")
	}
	b.xml.WriteString("</w:p>")
}

// properties are the style of a block, and its list.
func (b *docxBody) properties(block *block) string {
	depth := min(block.level, deepestDOCXList)
	switch block.kind {
	case headingBlock:
		return `<w:pStyle w:val="` + docxHeading(block.level) + `"/>`
	case itemBlock:
		style, number := "ListBullet", 1
		if block.list > 0 {
			style, number = "ListNumber", firstDOCXList+block.list-1
		}
		return `<w:pStyle w:val="` + style + `"/>` + keepNext(block) + `<w:numPr><w:ilvl w:val="` + strconv.Itoa(depth-1) +
			`"/><w:numId w:val="` + strconv.Itoa(number) + `"/></w:numPr>`
	case more:
		return `<w:pStyle w:val="ListContinue"/>` + keepNext(block) + `<w:ind w:left="` + strconv.Itoa(docxListIndent*depth) + `"/>`
	case paragraphBlock:
		if b.last == itemBlock || b.last == more { // items are closer to each other than to what follows
			return keepNext(block) + `<w:spacing w:before="120"/>`
		}
		return keepNext(block)
	case fact:
	}
	return ""
}

// keepNext keeps a block on the page of the next; headings have that in their style.
func keepNext(block *block) string {
	if block.keep {
		return "<w:keepNext/>"
	}
	return ""
}

func docxHeading(level int) string {
	switch level {
	case 1:
		return "Title"
	case 2:
		return "Heading1"
	}
	return "Heading2"
}

// paragraph writes runs in a row, and tells whether they read from right to left. The order of its properties is set by
// the standard, with w:bidi before w:spacing and w:ind.
func (b *docxBody) paragraph(properties string, runs []run) (base bool) {
	cut, base := pieces(runs)
	b.open(properties, base)
	for _, p := range cut {
		b.run(p, "")
	}
	b.xml.WriteString("</w:p>")
	return base
}

func (b *docxBody) open(properties string, base bool) {
	b.xml.WriteString("<w:p>")
	if base {
		at := len(properties)
		for _, name := range []string{"<w:spacing ", "<w:ind "} {
			if i := strings.Index(properties, name); i >= 0 {
				at = min(at, i)
			}
		}
		properties = properties[:at] + "<w:bidi/>" + properties[at:]
	}
	if properties != "" {
		b.xml.WriteString("<w:pPr>" + properties + "</w:pPr>")
	}
}

// run writes a piece of text, with a link around it if it is one.
func (b *docxBody) run(p piece, style string) {
	if p.link != "" {
		style = "Hyperlink"
		b.xml.WriteString(`<w:hyperlink r:id="rId` + strconv.Itoa(firstDOCXLink+b.link(p.link)) + `" w:history="1">`)
		defer b.xml.WriteString("</w:hyperlink>")
	}
	b.xml.WriteString("<w:r>")
	b.look(p, style)
	b.words(p.text)
	b.xml.WriteString("</w:r>")
}

func (b *docxBody) look(p piece, style string) {
	if style == "" && !p.bold && !p.italic && !p.rtl {
		return
	}
	b.xml.WriteString("<w:rPr>")
	if style != "" {
		b.xml.WriteString(`<w:rStyle w:val="` + style + `"/>`)
	}
	if p.bold {
		b.xml.WriteString("<w:b/><w:bCs/>")
	}
	if p.italic {
		b.xml.WriteString("<w:i/><w:iCs/>")
	}
	if p.rtl {
		b.xml.WriteString("<w:rtl/>")
	}
	b.xml.WriteString("</w:rPr>")
}

// words writes text, with its line breaks and the tab behind a label.
func (b *docxBody) words(text string) {
	for text != "" {
		end := strings.IndexAny(text, "\n\t")
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			b.xml.WriteString(`<w:t xml:space="preserve">` + xmlText(text[:end]) + "</w:t>")
		}
		if end == len(text) {
			return
		}
		if text[end] == '\t' {
			b.xml.WriteString("<w:tab/>")
		} else {
			b.xml.WriteString("<w:br/>")
		}
		text = text[end+1:]
	}
}

func (b *docxBody) link(target string) int {
	i, ok := b.known[target]
	if !ok {
		i = len(b.links)
		b.known[target] = i
		b.links = append(b.links, target)
	}
	return i
}

// relationships says where the other parts and the links lead.
func (b *docxBody) relationships() []byte {
	var x bytes.Buffer
	x.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, name := range []string{"styles", "numbering", "settings", "header", "footer"} {
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%s%s" Target="%s.xml"/>`, i+1, docxRelationshipType, name, name)
	}
	for i, target := range b.links {
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`,
			firstDOCXLink+i, docxRelationshipType, xmlText(target))
	}
	fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%sfontTable" Target="fontTable.xml"/></Relationships>`+"\n",
		firstDOCXLink+len(b.links), docxRelationshipType)
	return x.Bytes()
}

// numbering adds to the definitions of lists one for each numbered list, so that each begins anew.
//
// Where items read from right to left, marks are set by their middles. LibreOffice up to 7.4 at least takes the left of a
// mark for that of the page, as ECMA-376 has it, and draws such marks outside of the margin; Word takes it for the side
// where the paragraph begins. The middle is the same to both.
func (b *docxBody) numbering(definitions []byte) []byte {
	const end = "</w:numbering>"
	if b.rtl {
		definitions = bytes.ReplaceAll(definitions, []byte(`<w:lvlJc w:val="left"/>`), []byte(`<w:lvlJc w:val="center"/>`))
		definitions = bytes.ReplaceAll(definitions, []byte(` w:hanging="360"/>`), fmt.Appendf(nil, ` w:hanging="%d"/>`, docxMarkMiddle))
	}
	x := bytes.NewBuffer(bytes.TrimSuffix(definitions, []byte(end+"\n")))
	for i, l := range b.lists {
		fmt.Fprintf(x, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`,
			firstDOCXList+i, min(l.depth, deepestDOCXList)-1, l.start)
	}
	x.WriteString(end + "\n")
	return x.Bytes()
}
