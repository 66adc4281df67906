package export

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// quoter writes texts as JSON strings, each character in the shortest way there is, but for those that need more care. It
// copies eight characters at a time, as far as they stand for themselves, since most of what a reply takes is in texts.
type quoter struct {
	// escapes are what each character of ASCII is written as, from the lowest byte on, and in the highest byte how many
	// bytes that is.
	escapes [utf8.RuneSelf]uint64

	// A character is escaped if it is special with the bit of the same index set: one more bit covers two characters.
	bit, special [2]uint64

	noSeparators bool // U+2028 and U+2029 are escaped
}

// eightfold times a byte is eight of that byte.
const eightfold = 0x0101010101010101

// newQuoter escapes what it must.
func newQuoter() *quoter {
	q := &quoter{special: [2]uint64{'"' * eightfold, '"' * eightfold}}
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
func newPageQuoter() *quoter {
	q := newQuoter()
	for c, escape := range map[byte]string{'<': `\u003c`, '>': `\u003e`, '&': `\u0026`} {
		q.write(c, escape)
	}
	q.bit, q.special = [2]uint64{0x02 * eightfold, 0x04 * eightfold}, [2]uint64{'>' * eightfold, '&' * eightfold}
	q.noSeparators = true
	return q
}

// write sets what a character is written as, at most seven bytes.
func (q *quoter) write(c byte, escape string) {
	var b [8]byte
	copy(b[:], escape)
	b[7] = byte(len(escape)) //nolint:gosec // G115: at most seven
	q.escapes[c] = binary.LittleEndian.Uint64(b[:])
}

// look finds what does not stand for itself in eight bytes: if that is nothing it is 0, and otherwise the lowest bit that
// is set is the highest of the first such byte.
func (q *quoter) look(word uint64) uint64 {
	// What is less than a bound borrows from its highest bit, and so does what is zero if one is taken away. A borrow may
	// reach the bytes above, so that only the lowest one found is sure to be one.
	found := word | (word - ' '*eightfold) | ((word ^ '\\'*eightfold) - eightfold) |
		(((word | q.bit[0]) ^ q.special[0]) - eightfold) | (((word | q.bit[1]) ^ q.special[1]) - eightfold)
	return found & (0x80 * eightfold)
}

// append appends a text to b. If it is no UTF-8, it is not valid, and what stands in b is of no use.
func (q *quoter) append(b []byte, text string) (_ []byte, valid bool) {
	const (
		several = 1 << 10
		longest = 6 // bytes of an escape
		spare   = 4 * 8
	)
	b = append(b, '"')
	for i := 0; i < len(text); {
		stop := min(i+several, len(text))
		b = slices.Grow(b, longest*(stop-i)+spare)
		b, i = q.appendPart(b, text, i, stop)
		if i < 0 {
			return b, false
		}
	}
	return append(b, '"'), true
}

// appendPart appends text[i:stop] and up to eight bytes more, and tells how far it came: -1 is no UTF-8. b has room for it.
func (q *quoter) appendPart(b []byte, text string, i, stop int) (_ []byte, came int) {
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
		size, written := q.wide(b[n:], text[i:])
		if size == 0 {
			return b[:n], -1
		}
		i, n = i+size, n+written
	}
	return b[:n], i
}

// eight are eight bytes, the first one the lowest.
func eight(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wide writes the character that is not ASCII at the beginning of text. A size of 0 is none.
func (q *quoter) wide(b []byte, text string) (size, written int) {
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
