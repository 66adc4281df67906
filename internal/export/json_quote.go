package export

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Quoter writes texts as JSON strings, each character in the shortest way there is, but for those that need more care. It
// copies eight characters at a time, as far as they stand for themselves, since most of what a reply takes is in texts.
type Quoter struct {
	// escapes are what each character of ASCII is written as, from the lowest byte on, and in the highest byte how many
	// bytes that is.
	escapes [utf8.RuneSelf]uint64

	// A character is escaped if it is special with the bit of the same index set: one more bit covers two characters.
	bit, special [2]uint64

	noSeparators bool // U+2028 and U+2029 are escaped
}

// What a Quoter makes room for: several characters at a time, all escaped if need be, and what a step writes in vain.
const (
	severalQuoted = 1 << 8
	longestEscape = 6
	spareQuoted   = 4 * 8
)

// eightfold times a byte is eight of that byte.
const eightfold = 0x0101010101010101

// NewQuoter makes a Quoter that escapes what it must.
func NewQuoter() *Quoter {
	q := &Quoter{special: [2]uint64{'"' * eightfold, '"' * eightfold}}
	for c := range q.escapes {
		q.write(byte(c), string(rune(c)))
	}
	const digits = "0123456789abcdef"
	for c := range byte(' ') {
		q.write(c, `\u00`+digits[c>>4:c>>4+1]+digits[c&15:c&15+1])
	}
	for c, escape := range map[byte]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`} {
		q.write(c, escape)
	}
	return q
}

// newPageQuoter is for what stands in a script element: no "<", ">" and "&", and no line separators of older JavaScript.
func newPageQuoter() *Quoter {
	q := NewQuoter()
	for c, escape := range map[byte]string{'<': `\u003c`, '>': `\u003e`, '&': `\u0026`} {
		q.write(c, escape)
	}
	q.bit, q.special = [2]uint64{0x02 * eightfold, 0x04 * eightfold}, [2]uint64{'>' * eightfold, '&' * eightfold}
	q.noSeparators = true
	return q
}

// write sets what a character is written as, at most seven bytes.
func (q *Quoter) write(c byte, escape string) {
	var b [8]byte
	copy(b[:], escape)
	b[7] = byte(len(escape)) //nolint:gosec // G115: at most seven
	q.escapes[c] = binary.LittleEndian.Uint64(b[:])
}

// look finds what does not stand for itself in eight bytes: if that is nothing it is 0, and otherwise the lowest bit that
// is set is the highest of the first such byte.
func (q *Quoter) look(word uint64) uint64 {
	// What is less than a bound borrows from its highest bit, and so does what is zero if one is taken away. A borrow may
	// reach the bytes above, so that only the lowest one found is sure to be one.
	found := word | (word - ' '*eightfold) | ((word ^ '\\'*eightfold) - eightfold) |
		(((word | q.bit[0]) ^ q.special[0]) - eightfold) | (((word | q.bit[1]) ^ q.special[1]) - eightfold)
	return found & (0x80 * eightfold)
}

// errNotUTF8 is told of a text that JSON cannot carry.
var errNotUTF8 = errors.New("a text of the ad is not valid UTF-8")

// Quote appends a text to a buffer. It fails if the text is no UTF-8, and what it appended is then of no use.
func (q *Quoter) Quote(b *bytes.Buffer, text []byte) error {
	b.Grow(len(text) + len(text)/16 + longestEscape*severalQuoted + spareQuoted) // enough for most texts, so that b grows and not a copy
	quoted, valid := quote(q, b.AvailableBuffer(), text)
	b.Write(quoted)
	if !valid {
		return errNotUTF8
	}
	return nil
}

// quote appends a text to b. If it is no UTF-8, it is not valid, and what stands in b is of no use.
func quote[T string | []byte](q *Quoter, b []byte, text T) (_ []byte, valid bool) {
	b = append(b, '"')
	for i := 0; i < len(text); {
		stop := min(i+severalQuoted, len(text))
		b = slices.Grow(b, longestEscape*(stop-i)+spareQuoted)
		b, i = quotePart(q, b, text, i, stop)
		if i < 0 {
			return b, false
		}
	}
	return append(b, '"'), true
}

// quotePart appends text[i:stop] and up to eight bytes more, and tells how far it came: -1 is no UTF-8. b has room for it.
func quotePart[T string | []byte](q *Quoter, b []byte, text T, i, stop int) (_ []byte, came int) {
	n := len(b)
	b = b[:cap(b)]
	for i < stop {
		if len(text)-i >= 8 {
			word := eight(text[i : i+8])
			binary.LittleEndian.PutUint64(b[n:], word)
			found := q.look(word)
			if found == 0 { // mostly, and then the next eight need not wait for how many these were
				i, n = i+8, n+8
				continue
			}
			plain := bits.TrailingZeros64(found) / 8
			i, n = i+plain, n+plain
		}
		if c := text[i]; c < utf8.RuneSelf {
			escape := q.escapes[c]
			binary.LittleEndian.PutUint64(b[n:], escape)
			i, n = i+1, n+int(escape>>56)
			continue
		}
		size, written := q.wide(b[n:], string(text[i:min(i+utf8.UTFMax, len(text))]))
		if size == 0 {
			return b[:n], -1
		}
		i, n = i+size, n+written
	}
	return b[:n], i
}

// eight are eight bytes, the first one the lowest.
func eight[T string | []byte](s T) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wide writes the character that is not ASCII at the beginning of text. A size of 0 is none.
func (q *Quoter) wide(b []byte, text string) (size, written int) {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case r == utf8.RuneError && size == 1:
		return 0, 0
	case q.noSeparators && r == '\u2028':
		return size, copy(b, `\u2028`)
	case q.noSeparators && r == '\u2029':
		return size, copy(b, `\u2029`)
	}
	return size, copy(b, text[:size])
}
