package export

import (
	"bytes"
	"math"
	"strconv"
)

// jsonWriter appends JSON member by member, the bytes that the encoder of package json makes of the same structs: a page
// holds a JobPosting and the JSON form a whole ad, and finding every member by reflection and each character on its own
// took about two fifths of their time. A property test holds the two to each other, so that a member that is missing here,
// or in another place, fails.
type jsonWriter struct {
	b       []byte
	quoter  *Quoter
	invalid bool // a text was no UTF-8
}

// appendJSON appends what write writes to a buffer.
func appendJSON(b *bytes.Buffer, q *Quoter, write func(*jsonWriter)) error {
	w := jsonWriter{b: b.AvailableBuffer(), quoter: q}
	write(&w)
	b.Write(w.b)
	if w.invalid {
		return errNotUTF8
	}
	return nil
}

func (w *jsonWriter) raw(text string) { w.b = append(w.b, text...) }

// comma parts a value from the one before it, if there is one.
func (w *jsonWriter) comma() {
	if last := w.b[len(w.b)-1]; last != '{' && last != '[' {
		w.b = append(w.b, ',')
	}
}

// name begins a member. The name is one of ours, which need no escape.
func (w *jsonWriter) name(name string) {
	w.comma()
	w.b = append(w.b, '"')
	w.b = append(w.b, name...)
	w.b = append(w.b, '"', ':')
}

func (w *jsonWriter) quote(text string) {
	var valid bool
	if w.b, valid = quote(w.quoter, w.b, text); !valid {
		w.invalid = true
	}
}

func (w *jsonWriter) text(name, text string) {
	w.name(name)
	w.quote(text)
}

// textIfAny leaves out a member without text.
func (w *jsonWriter) textIfAny(name, text string) {
	if text != "" {
		w.text(name, text)
	}
}

func (w *jsonWriter) integer(name string, n int) {
	w.name(name)
	w.b = strconv.AppendInt(w.b, int64(n), 10)
}

// decimal writes a number as ECMAScript does (RFC 8785 section 3.2.2.3).
func (w *jsonWriter) decimal(name string, f float64) {
	w.name(name)
	if abs := math.Abs(f); abs == 0 || 1e-6 <= abs && abs < 1e21 {
		w.b = strconv.AppendFloat(w.b, f, 'f', -1, 64)
		return
	}
	w.b = strconv.AppendFloat(w.b, f, 'e', -1, 64)
	if n := len(w.b); w.b[n-2] == '0' && w.b[n-3] == '-' {
		w.b = append(w.b[:n-2], w.b[n-1]) // e-09 is e-9
	}
}

// decimalIfAny leaves out a member that is zero.
func (w *jsonWriter) decimalIfAny(name string, f float64) {
	if f != 0 {
		w.decimal(name, f)
	}
}

// decimalIfKnown leaves out a member that is nil.
func (w *jsonWriter) decimalIfKnown(name string, f *float64) {
	if f != nil {
		w.decimal(name, *f)
	}
}

func (w *jsonWriter) texts(name string, texts []string) {
	w.name(name)
	w.raw("[")
	for _, text := range texts {
		w.comma()
		w.quote(text)
	}
	w.raw("]")
}

// textsIfAny leaves out a member without a list.
func (w *jsonWriter) textsIfAny(name string, texts []string) {
	if texts != nil {
		w.texts(name, texts)
	}
}

// object writes what is in an object.
func (w *jsonWriter) object(write func()) {
	w.raw("{")
	write()
	w.raw("}")
}

// writeList writes a list of objects, with what write puts in each.
func writeList[T any](w *jsonWriter, name string, all []T, write func(*T)) {
	w.name(name)
	w.raw("[")
	for i := range all {
		w.comma()
		w.object(func() { write(&all[i]) })
	}
	w.raw("]")
}
