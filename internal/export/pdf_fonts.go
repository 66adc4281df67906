package export

import (
	"embed"
	"fmt"
	"io/fs"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fontFiles are Source Sans 3, which has Latin, Greek and Cyrillic; see fonts/OFL.txt.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is a font of one weight and slope.
type face struct {
	style    string // as fpdf calls it
	file     string
	advances []uint16 // of each character of the basic plane in thousandths of the size, plus 1; 0 has no glyph
}

// The faces, in the order of typeface.
const (
	regular = iota
	bold
	italic
	boldItalic
)

// typeface is the faces that a document is set in.
type typeface [4]face

const (
	basicPlane   = 1 << 16
	thousandths  = 1000
	maxUnencoded = 12 // characters that a refusal names
)

// newTypeface reads how wide each character is, since lines are broken before anything is drawn.
func newTypeface() (*typeface, error) {
	t := &typeface{
		regular:    {style: "", file: "regular.ttf"},
		bold:       {style: "B", file: "bold.ttf"},
		italic:     {style: "I", file: "italic.ttf"},
		boldItalic: {style: "BI", file: "bold-italic.ttf"},
	}
	for i := range t {
		if err := t[i].measure(); err != nil {
			return nil, fmt.Errorf("font %s: %w", t[i].file, err)
		}
	}
	return t, nil
}

// data is a copy of the font's file for one document: fpdf appends to slices of what it was given.
func (f *face) data() ([]byte, error) { return fs.ReadFile(fontFiles, "fonts/"+f.file) }

func (f *face) measure() error {
	data, err := f.data()
	if err != nil {
		return err
	}
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return err
	}
	f.advances = make([]uint16, basicPlane)
	var buffer sfnt.Buffer
	for r := range rune(basicPlane) {
		glyph, err := parsed.GlyphIndex(&buffer, r)
		if err != nil {
			return err
		}
		if glyph == 0 {
			continue
		}
		advance, err := parsed.GlyphAdvance(&buffer, glyph, fixed.I(thousandths), font.HintingNone)
		if err != nil {
			return err
		}
		f.advances[r] = uint16(advance.Round() + 1) //nolint:gosec // no glyph is 65 times as wide as high
	}
	return nil
}

// has reports whether the face has a glyph for r.
func (f *face) has(r rune) bool { return r < basicPlane && f.advances[r] > 0 }

// width is that of text at a size, in the unit of the size.
func (f *face) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if f.has(r) {
			sum += int(f.advances[r]) - 1
		}
	}
	return float64(sum) * size / thousandths
}

// unencodable are the characters of texts that no glyph is there for, each once, and the first few only.
func (t *typeface) unencodable(texts []string) []rune {
	var missing []rune
	seen := map[rune]bool{}
	for _, text := range texts {
		for _, r := range text {
			if r == '\n' || t.hasAll(r) || seen[r] {
				continue
			}
			seen[r] = true
			if missing = append(missing, r); len(missing) == maxUnencoded {
				return missing
			}
		}
	}
	return missing
}

func (t *typeface) hasAll(r rune) bool {
	for i := range t {
		if !t[i].has(r) {
			return false
		}
	}
	return true
}

// plain leaves out what has no look of its own, and puts common spaces in place of those that the face may lack.
func plain(r rune) rune {
	switch {
	case r == '\u2007' || r == '\u202f':
		return '\u00a0'
	case r == '\u00ad', r == '\u200b', unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Variation_Selector, r),
		r >= '\u2060' && r <= '\u2064', r == '\ufeff':
		return -1
	}
	return r
}
