package export

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"rolewright/internal/jobad"
)

func pdfFormat() Format {
	return Format{
		Name: "pdf", MediaType: "application/pdf", Title: "PDF", Extension: "pdf", Document: true,
		About:  "Pages to print or to attach, with bookmarks and links. For Latin, Greek and Cyrillic; other scripts need docx or html.",
		Parts:  jobad.Markdown,
		Encode: newPDFWriter().encode,
	}
}

// pdfWriter makes documents in PDF. It is safe for concurrent use.
type pdfWriter struct {
	reader   *documentReader
	typeface func() (*typeface, error) // read when it is first needed
}

func newPDFWriter() *pdfWriter {
	return &pdfWriter{reader: newDocumentReader(), typeface: sync.OnceValues(newTypeface)}
}

// encode lays the ad out and only then draws it, so that the number of pages is known from the start.
func (w *pdfWriter) encode(b *bytes.Buffer, ad *jobad.Ad) error {
	face, err := w.typeface()
	if err != nil {
		return err
	}
	d := w.reader.read(ad.Markdown)
	head := strings.Map(plain, pageHead(ad))
	texts := []string{head}
	for i := range d.blocks {
		for j := range d.blocks[i].runs {
			r := &d.blocks[i].runs[j]
			r.text = strings.Map(plain, r.text)
			texts = append(texts, r.text)
		}
	}
	if missing := face.unencodable(texts); len(missing) > 0 {
		return &UnencodableError{Format: "pdf", Characters: missing, Instead: []string{"docx", "html"}}
	}
	page := paperOf(briefOf(ad))
	pages := newLayout(face, d, page).fit(page.height - pdfTop - pdfBottom)
	draw := newPDFDrawing(face, ad, page)
	for i, content := range pages {
		draw.pdf.AddPage()
		if i > 0 {
			draw.head(head)
		}
		draw.foot(strconv.Itoa(i+1) + " / " + strconv.Itoa(len(pages)))
		for _, c := range content {
			draw.chunk(c)
		}
	}
	if draw.err != nil {
		return draw.err
	}
	return draw.pdf.Output(b)
}

// pdfDrawing draws what has been laid out.
type pdfDrawing struct {
	pdf    *fpdf.Fpdf
	face   *typeface
	page   paper
	added  [4]bool // faces that the document has
	marked bool    // a bookmark of the first level is there
	err    error
}

// newPDFDrawing begins a document. What fpdf would take from the clock is taken from the brief.
func newPDFDrawing(face *typeface, ad *jobad.Ad, page paper) *pdfDrawing {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: page.width, Ht: page.height}})
	brief := briefOf(ad)
	day := brief.AsOf
	if day.IsZero() {
		day = time.Unix(0, 0).UTC()
	}
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(day)
	pdf.SetModificationDate(day)
	pdf.SetProducer("Rolewright", false)
	pdf.SetCreator("Rolewright", false)
	pdf.SetTitle(pdfText(ad.Title), false)
	pdf.SetAuthor(pdfText(brief.Company.Name), false)
	pdf.SetSubject(pdfText(ad.Role.Title), false)
	pdf.SetKeywords(pdfText(keywords(ad)), false)
	if isLanguageTag(ad.Locale) {
		pdf.SetLang(ad.Locale)
	}
	pdf.SetDisplayMode("default", "default")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	return &pdfDrawing{pdf: pdf, face: face, page: page}
}

// pdfText is text as the properties of a document have it: UTF-16 behind a byte order mark. That of fpdf is wrong for
// characters beyond the basic plane.
func pdfText(s string) string {
	if s == "" {
		return ""
	}
	b := []byte{0xfe, 0xff}
	for _, unit := range utf16.Encode([]rune(s)) {
		b = binary.BigEndian.AppendUint16(b, unit)
	}
	return string(b)
}

// isLanguageTag reports whether a tag can stand in a document as it is.
func isLanguageTag(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == "" &&
		!slices.Contains(strings.Split(s, "-"), "")
}

// use sets the font and the color of what is drawn next. A face comes into the document with its first use.
func (d *pdfDrawing) use(l look) {
	f := &d.face[l.face]
	if !d.added[l.face] {
		data, err := f.data()
		if err != nil {
			d.err = err
			return
		}
		d.pdf.AddUTF8FontFromBytes("text", f.style, data)
		d.added[l.face] = true
	}
	d.pdf.SetFont("text", f.style, l.size)
	d.pdf.SetTextColor(l.color.parts())
}

func (c color) parts() (r, g, b int) { return int(c >> 16), int(c >> 8 & 0xff), int(c & 0xff) }

// head names the ad on a page, in one line.
func (d *pdfDrawing) head(text string) {
	l := look{size: 8.5, color: softColor}
	width := d.page.width - 2*pdfSide
	for cut := []rune(text); d.face[l.face].width(text, l.size) > width; {
		cut = cut[:len(cut)-max(1, len(cut)/20)]
		text = strings.TrimRight(string(cut), " ") + "…"
	}
	d.use(l)
	d.pdf.Text(pdfSide, pdfTop-28, text)
}

func (d *pdfDrawing) foot(text string) {
	l := look{size: 8.5, color: softColor}
	d.use(l)
	d.pdf.Text((d.page.width-d.face[l.face].width(text, l.size))/2, d.page.height-pdfBottom+32, text)
}

func (d *pdfDrawing) chunk(c placed) {
	y := pdfTop + c.y
	if c.rule {
		d.pdf.SetDrawColor(ruleColor.parts())
		d.pdf.SetLineWidth(0.75)
		d.pdf.Line(pdfSide, y+ruleHeight/2, d.page.width-pdfSide, y+ruleHeight/2)
		return
	}
	if c.bookmark != "" {
		level := c.level
		if !d.marked { // fpdf makes a circle of a first bookmark that is not of the first level
			level, d.marked = 0, true
		}
		d.pdf.Bookmark(c.bookmark, level, y)
	}
	for i := range c.lines {
		base := y + float64(i)*c.leading + (c.leading-c.size)/2 + 0.8*c.size
		for _, s := range c.lines[i].spans {
			d.span(s, base)
		}
	}
}

// span draws text on its base line; a link is underlined.
func (d *pdfDrawing) span(s span, base float64) {
	d.use(s.look)
	d.pdf.Text(s.x, base, s.text)
	if s.link == "" {
		return
	}
	d.pdf.LinkString(s.x, base-s.size, s.width, 1.3*s.size, s.link)
	d.pdf.SetDrawColor(s.color.parts())
	d.pdf.SetLineWidth(0.5)
	d.pdf.Line(s.x, base+1.6, s.x+s.width, base+1.6)
}
