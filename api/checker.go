package api

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
	"golang.org/x/text/unicode/norm"

	"rolewright/internal/jobad"
)

// maxBlock is the length of a block of Markdown in bytes, at most.
const maxBlock = 4 << 10

// checker is what a type and its validate tags ask of a value, found once and kept: it cleans text, and says whether
// the rules are kept, as the validator would. It does not say which is broken.
type checker struct {
	block    bool                       // text is a block of Markdown
	optional bool                       // the rules are for a value that is not zero
	rules    []func(reflect.Value) bool // of the value itself
	elem     *checker                   // of a pointer or a list
	members  []member                   // of a struct
}

type member struct {
	*checker

	index int
	name  string
}

// report is what a walk finds.
type report struct {
	path   []string
	faults []jobad.Fault // in text
	broken bool          // a rule is
}

// inside walks a part of a value.
func (r *report) inside(name string, k *checker, v reflect.Value) {
	r.path = append(r.path, name)
	k.walk(v, r)
	r.path = r.path[:len(r.path)-1]
}

// add adds a fault of the part that is being walked.
func (r *report) add(f jobad.Fault) {
	f.Pointer = "/" + strings.Join(r.path, "/")
	r.faults = append(r.faults, f)
}

// walk cleans and checks v and all that is in it.
func (k *checker) walk(v reflect.Value, r *report) {
	switch kind := v.Kind(); {
	case kind == reflect.Pointer && v.IsNil():
		return
	case kind == reflect.Pointer:
		k.elem.walk(v.Elem(), r)
	case kind == reflect.Slice:
		for i := range v.Len() {
			r.inside(strconv.Itoa(i), k.elem, v.Index(i))
		}
	case kind == reflect.Struct:
		for i := range k.members {
			m := &k.members[i]
			r.inside(m.name, m.checker, v.Field(m.index))
		}
	case kind == reflect.String && v.Len() > 0:
		k.clean(v, r)
	}
	if k.optional && v.IsZero() {
		return
	}
	for _, keeps := range k.rules {
		r.broken = r.broken || !keeps(v)
	}
}

// clean drops white space at the ends of text, brings it to NFC and reports what cannot be printed.
func (k *checker) clean(v reflect.Value, r *report) {
	before := v.String()
	text := norm.NFC.String(strings.TrimFunc(before, unicode.IsSpace))
	if k.block {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if text != before {
		v.SetString(text)
	}
	switch {
	case !isPrintable(text, k.block):
		r.add(jobad.Fault{
			Code:   "control_character",
			Detail: "holds a line break, a control character or a mark that changes the direction of text; take it out.",
		})
	case k.block && len(text) > maxBlock:
		r.add(jobad.Fault{Code: "too_long", Detail: fmt.Sprintf("has %d bytes; shorten it to %d.", len(text), maxBlock)})
	}
}

// isPrintable reports whether text holds none of what one line must not hold: C0 but tab, C1, line and paragraph
// separators, what is no character, and bidirectional controls. A block may have line breaks.
func isPrintable(text string, block bool) bool {
	for _, r := range text {
		switch {
		case ' ' <= r && r <= '~', r == '\t', r == '\n' && block:
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF,
			r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return false
		}
	}
	return true
}

// compiler makes checkers.
type compiler struct {
	validate *validator.Validate
	own      map[string]func(string) bool // rules of text that the validator does not bring
}

// checker makes the checker of a type with a validate tag.
func (c *compiler) checker(t reflect.Type, tag string, block bool) *checker {
	k := &checker{block: block}
	if t.Kind() == reflect.Pointer {
		k.elem = c.checker(t.Elem(), strings.TrimPrefix(tag, "omitempty,"), block)
		return k
	}
	own, ofElem, _ := strings.Cut(tag, ",dive")
	for rule := range strings.SplitSeq(own, ",") {
		switch rule {
		case "", "dive":
		case "omitempty":
			k.optional = true
		default:
			k.rules = append(k.rules, c.rule(t, rule))
		}
	}
	if t.Kind() == reflect.Slice {
		k.elem = c.checker(t.Elem(), strings.TrimPrefix(ofElem, ","), block)
	}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			f := t.Field(i)
			inner := c.checker(f.Type, f.Tag.Get("validate"), f.Tag.Get("text") == "block")
			k.members = append(k.members, member{checker: inner, index: i, name: f.Tag.Get("json")})
		}
	}
	return k
}

// rule is one rule of a validate tag. One that is not known here is asked of the validator.
func (c *compiler) rule(t reflect.Type, rule string) func(reflect.Value) bool {
	name, parameter, _ := strings.Cut(rule, "=")
	limit, err := strconv.ParseFloat(parameter, 64)
	isText := t.Kind() == reflect.String
	switch {
	case name == "required" && isText:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case name == "max" && err == nil && isText:
		return func(v reflect.Value) bool {
			return v.Len() <= int(limit) || utf8.RuneCountInString(v.String()) <= int(limit)
		}
	case name == "max" && err == nil && t.Kind() == reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() <= int(limit) }
	case name == "oneof" && isText:
		values := strings.Fields(parameter)
		return func(v reflect.Value) bool { return slices.Contains(values, v.String()) }
	case c.own[name] != nil && isText:
		return func(v reflect.Value) bool { return c.own[name](v.String()) }
	}
	return func(v reflect.Value) bool { return c.validate.Var(v.Interface(), rule) == nil }
}
