package api

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/jobad"
)

// inOrder sorts faults as their members stand in the body; a member that is not there comes with the object it is
// missing from.
func inOrder(body []byte, faults []jobad.Fault) []jobad.Fault {
	p := placer{above: map[string]bool{}, places: map[string]int64{}}
	p.decoder = jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))
	for _, f := range faults {
		p.places[f.Pointer] = nowhere
		for _, i := range slashes(f.Pointer) {
			p.above[f.Pointer[:i]] = true
			p.places[f.Pointer[:i]] = nowhere
		}
	}
	_ = p.value("") // what ended the reading of the body before ends it here
	sorted := slices.Clone(faults)
	slices.SortStableFunc(sorted, func(a, b jobad.Fault) int {
		return cmp.Or(cmp.Compare(p.place(a.Pointer), p.place(b.Pointer)), cmp.Compare(a.Pointer, b.Pointer))
	})
	return sorted
}

// slashes are where the parts of a pointer begin.
func slashes(pointer string) []int {
	var all []int
	for i := range len(pointer) {
		if pointer[i] == '/' {
			all = append(all, i)
		}
	}
	return all
}

// nowhere is the place of what is not in a body.
const nowhere = -1

// placer finds where in a body some members stand. It skips what holds none of them, so that to find them takes no longer
// than to read the body.
type placer struct {
	decoder *jsontext.Decoder
	above   map[string]bool  // pointers of what holds members that are looked for
	places  map[string]int64 // by pointer, of these and of what holds them
}

// place is where a member stands, or else what it is missing from.
func (p *placer) place(pointer string) int64 {
	for {
		if at := p.places[pointer]; at != nowhere || pointer == "" {
			return at
		}
		pointer = pointer[:strings.LastIndexByte(pointer, '/')]
	}
}

// value reads the next value, which a pointer leads to.
func (p *placer) value(pointer jsontext.Pointer) error {
	kind := p.decoder.PeekKind()
	if at, ok := p.places[string(pointer)]; ok && at == nowhere { // the first of those with one name
		p.places[string(pointer)] = p.decoder.InputOffset()
	}
	if kind != '{' && kind != '[' || !p.above[string(pointer)] {
		return p.decoder.SkipValue()
	}
	if _, err := p.decoder.ReadToken(); err != nil {
		return err
	}
	for i := 0; p.decoder.PeekKind() != ']' && p.decoder.PeekKind() != '}'; i++ {
		name, err := p.name(kind, i)
		if err != nil {
			return err
		}
		if err := p.value(pointer.AppendToken(name)); err != nil {
			return err
		}
	}
	_, err := p.decoder.ReadToken()
	return err
}

// name is that of the next part of an object, or of a list.
func (p *placer) name(kind jsontext.Kind, i int) (string, error) {
	if kind == '[' {
		return strconv.Itoa(i), nil
	}
	token, err := p.decoder.ReadToken()
	if err != nil {
		return "", err
	}
	return token.String(), nil
}
