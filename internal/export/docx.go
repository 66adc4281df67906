package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"embed"
	"encoding/xml"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"rolewright/internal/jobad"
)

// docxFiles are parts of a document, whole or up to what depends on the ad.
//
//go:embed docx/*.xml
var docxFiles embed.FS

func docxFormat() Format {
	return Format{
		Name: "docx", Title: "Word document", Extension: "docx", Document: true,
		MediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		About:     "A document in Office Open XML, with styles to edit it by. It takes every script.",
		Parts:     jobad.Markdown,
		Encode:    newDOCXWriter().encode,
	}
}

// docxWriter makes documents in Office Open XML (ECMA-376, transitional). It is safe for concurrent use.
type docxWriter struct {
	reader  *documentReader
	parts   func() ([]docxPart, error) // those that are the same in every document
	bullets func() (docxPart, error)   // the numbering of most documents without numbered lists
	styles  sync.Map                   // the docxPart of each locale
	zips    sync.Pool                  // *flate.Writer
}

// docxPart is a part of a package, compressed.
type docxPart struct {
	header zip.FileHeader
	data   []byte
}

func newDOCXWriter() *docxWriter {
	w := &docxWriter{reader: newDocumentReader()}
	w.parts = sync.OnceValues(w.fixedParts)
	w.bullets = sync.OnceValues(func() (docxPart, error) { return w.packNumbering(&docxBody{}) })
	return w
}

// fixedParts are in the order of the package: the types of its parts must come first.
func (w *docxWriter) fixedParts() ([]docxPart, error) {
	var parts []docxPart
	for _, p := range [][2]string{
		{"[Content_Types].xml", "content-types"},
		{"_rels/.rels", "package-rels"},
		{"docProps/app.xml", "app"},
		{"word/settings.xml", "settings"},
		{"word/fontTable.xml", "fontTable"},
		{"word/footer.xml", "footer"},
	} {
		data, err := docxFile(p[1])
		if err != nil {
			return nil, err
		}
		part, err := w.pack(p[0], data)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return parts, nil
}

func docxFile(name string) ([]byte, error) {
	return docxFiles.ReadFile(path.Join("docx", name+".xml"))
}

// encode writes the package. Its dates are those of the brief, and those of its entries the first that there can be.
func (w *docxWriter) encode(b *bytes.Buffer, ad *jobad.Ad) error {
	parts, err := w.parts()
	if err != nil {
		return err
	}
	body := newDOCXBody(w.reader.read(ad.Markdown), ad)
	styles, err := w.stylesIn(ad.Locale)
	if err != nil {
		return err
	}
	numbering, err := w.numberingOf(body)
	if err != nil {
		return err
	}
	parts = append(slices.Clip(parts), styles, numbering)
	archive := zip.NewWriter(b)
	for _, p := range []struct {
		name string
		data []byte
	}{
		{"docProps/core.xml", docxCore(ad)},
		{"word/header.xml", docxHeader(ad)},
		{"word/_rels/document.xml.rels", body.relationships()},
		{"word/document.xml", body.xml.Bytes()},
	} {
		if len(p.data) < worthPacking {
			parts = append(parts, storedPart(p.name, p.data))
			continue
		}
		part, err := w.pack(p.name, p.data)
		if err != nil {
			return err
		}
		parts = append(parts, part)
	}
	for i := range parts {
		header := parts[i].header
		entry, err := archive.CreateRaw(&header)
		if err != nil {
			return err
		}
		if _, err := entry.Write(parts[i].data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// stylesIn is the part with the styles of texts in a locale, of which there are few.
func (w *docxWriter) stylesIn(locale string) (docxPart, error) {
	known, _ := w.styles.Load(locale)
	if part, ok := known.(docxPart); ok {
		return part, nil
	}
	styles, err := docxFile("styles")
	if err != nil {
		return docxPart{}, err
	}
	part, err := w.pack("word/styles.xml", bytes.Replace(styles, []byte("LANGUAGE"), []byte(xmlText(locale)), 1))
	if err != nil {
		return docxPart{}, err
	}
	w.styles.Store(locale, part)
	return part, nil
}

func (w *docxWriter) numberingOf(body *docxBody) (docxPart, error) {
	if len(body.lists) == 0 && !body.rtl {
		return w.bullets()
	}
	return w.packNumbering(body)
}

func (w *docxWriter) packNumbering(body *docxBody) (docxPart, error) {
	definitions, err := docxFile("numbering")
	if err != nil {
		return docxPart{}, err
	}
	return w.pack("word/numbering.xml", body.numbering(definitions))
}

// worthPacking is how many bytes a part has at least for its compressing to be worth its time: below, to choose a code for
// its characters takes longer than to write the part.
const worthPacking = 2 << 10

// storedPart is a part as it is.
func storedPart(name string, data []byte) docxPart {
	return docxPart{header: partHeader(name, zip.Store, data, data), data: data}
}

// partHeader describes a part whose bytes are data, and packed in the file.
func partHeader(name string, method uint16, data, packed []byte) zip.FileHeader {
	return zip.FileHeader{
		Name: name, Method: method, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(data)),
	}
}

// pack compresses a part.
func (w *docxWriter) pack(name string, data []byte) (docxPart, error) {
	var packed bytes.Buffer
	z, ok := w.zips.Get().(*flate.Writer)
	if !ok {
		var err error
		if z, err = flate.NewWriter(io.Discard, flate.BestSpeed); err != nil {
			return docxPart{}, err
		}
	}
	defer w.zips.Put(z)
	z.Reset(&packed)
	if _, err := z.Write(data); err != nil {
		return docxPart{}, err
	}
	if err := z.Close(); err != nil {
		return docxPart{}, err
	}
	return docxPart{header: partHeader(name, zip.Deflate, data, packed.Bytes()), data: packed.Bytes()}, nil
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// docxCore is what the document says of itself.
func docxCore(ad *jobad.Ad) []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	brief := briefOf(ad)
	for _, p := range [][2]string{
		{"dc:title", ad.Title},
		{"dc:subject", ad.Role.Title},
		{"dc:creator", brief.Company.Name},
		{"cp:keywords", keywords(ad)},
		{"dc:language", ad.Locale},
	} {
		if p[1] != "" {
			b.WriteString("<" + p[0] + ">" + xmlText(p[1]) + "</" + p[0] + ">")
		}
	}
	if !brief.AsOf.IsZero() {
		day := brief.AsOf.UTC().Format(time.RFC3339)
		for _, name := range []string{"created", "modified"} {
			b.WriteString("<dcterms:" + name + ` xsi:type="dcterms:W3CDTF">` + day + "</dcterms:" + name + ">")
		}
	}
	b.WriteString("</cp:coreProperties>\n")
	return b.Bytes()
}

// keywords are names that people look for an ad by.
func keywords(ad *jobad.Ad) string {
	var words []string
	for _, word := range []string{ad.Role.Title, briefOf(ad).Company.Name} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

// docxHeader is the top of every page but the first.
func docxHeader(ad *jobad.Ad) []byte {
	var b docxBody
	b.xml.WriteString(xmlHead + "<w:hdr " + wordNamespace + ">")
	b.paragraph(`<w:pStyle w:val="Header"/>`, []run{{text: pageHead(ad)}})
	b.xml.WriteString("</w:hdr>\n")
	return b.xml.Bytes()
}

// pageHead names the ad on its later pages.
func pageHead(ad *jobad.Ad) string {
	head := printable(ad.Title)
	if name := printable(briefOf(ad).Company.Name); name != "" {
		head = name + " · " + head
	}
	return strings.ReplaceAll(head, "\n", " ")
}

// xmlText escapes text for XML, where it may be anything: what XML cannot hold becomes U+FFFD.
func xmlText(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
