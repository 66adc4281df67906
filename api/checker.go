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

// checker is what a type and its validate tags ask of a value, found once and kept: it cleans text, and says whether
// the rules are kept, as the validator would. It does not say which is broken.
type checker struct {
	block    bool                       // text is a block of Markdown
	raw      bool                       // text is taken as it is
	optional bool                       // the rules are for a value that is not zero
	absent   bool                       // the same, for a struct
	texts    []func(string) bool        // rules of the value, if it is text
	rules    []func(reflect.Value) bool // rules of any other value
	elem     *checker                   // of a pointer or a list
	members  []member                   // of a struct
}

type member struct {
	*checker

	index      int
	name       string
	zeroIsFine bool // a zero value keeps all rules
}

// report is what a walk finds.
type report struct {
	path   []string
	room   [4]string     // for path, deep enough for any request
	faults []jobad.Fault // in text
	broken bool          // a rule is
}

func newReport() *report {
	r := &report{}
	r.path = r.room[:0]
	return r
}

// add adds a fault of the part that is being walked, if there are not more than can be told already.
func (r *report) add(f jobad.Fault) {
	if len(r.faults) > maxTold && f.Code != "too_long" { // which shorten must know of
		return
	}
	f.Pointer = "/" + strings.Join(r.path, "/")
	r.faults = append(r.faults, f)
}

// inside walks a part of a value.
func (r *report) inside(name string, k *checker, v reflect.Value) {
	r.path = append(r.path, name)
	k.walk(v, r)
	r.path = r.path[:len(r.path)-1]
}

// walk cleans and checks v and all that is in it.
func (k *checker) walk(v reflect.Value, r *report) {
	switch kind := v.Kind(); {
	case kind == reflect.String:
		k.walkText(v, r)
		return
	case kind == reflect.Pointer && v.IsNil(), k.absent && v.IsZero():
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
			if part := v.Field(m.index); !m.zeroIsFine || !part.IsZero() {
				r.inside(m.name, m.checker, part)
			}
		}
	}
	for _, keeps := range k.rules {
		r.broken = r.broken || !keeps(v)
	}
}

// walkText cleans and checks text.
func (k *checker) walkText(v reflect.Value, r *report) {
	text := v.String()
	if text != "" && !k.raw && !isClean(text) {
		if clean := k.clean(text, r); clean != text {
			v.SetString(clean)
			text = clean
		}
	}
	if text == "" && k.optional {
		return
	}
	if k.block && len(text) > jobad.MaxAbout {
		r.add(jobad.Fault{Code: "too_long", Detail: fmt.Sprintf("has %d bytes; shorten it to %d.", len(text), jobad.MaxAbout)})
	}
	for _, keeps := range k.texts {
		r.broken = r.broken || !keeps(text)
	}
}

// isClean reports whether text is printable ASCII without white space at its ends, as most is.
func isClean(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return text[0] != ' ' && text[len(text)-1] != ' '
}

// clean drops white space at the ends of text, brings it to NFC and reports what cannot be printed.
func (k *checker) clean(text string, r *report) string {
	text = norm.NFC.String(strings.TrimFunc(text, unicode.IsSpace))
	if k.block {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if !isPrintable(text, k.block) {
		r.add(jobad.Fault{
			Code:   "control_character",
			Detail: "holds a line break, a control character or a mark that changes the direction of text; take it out.",
		})
	}
	return text
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
		switch {
		case rule == "" || rule == "dive":
		case rule == "omitempty":
			k.optional = true
		case t.Kind() == reflect.String:
			k.texts = append(k.texts, c.textRule(rule))
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
			inner := c.member(t, &f)
			ofZero := newReport()
			inner.walk(reflect.New(f.Type).Elem(), ofZero)
			k.members = append(k.members, member{checker: inner, index: i, name: f.Tag.Get("json"), zeroIsFine: !ofZero.broken})
		}
	}
	return k
}

// member makes the checker of a member. In a brief that may be partial, role and company may be missing.
func (c *compiler) member(of reflect.Type, f *reflect.StructField) *checker {
	tag := f.Tag.Get("validate")
	partial := of == reflect.TypeFor[PartialBrief]()
	if partial {
		tag = strings.TrimPrefix(tag, "required,")
	}
	k := c.checker(f.Type, tag, f.Tag.Get("text") == "block")
	k.raw = f.Tag.Get("text") == "raw"
	k.absent = partial && f.Type == reflect.TypeFor[Company]()
	return k
}

// textRule is one rule of a validate tag on text. One that is not known here is asked of the validator.
func (c *compiler) textRule(rule string) func(string) bool {
	name, parameter, _ := strings.Cut(rule, "=")
	limit, err := strconv.Atoi(parameter)
	switch {
	case name == "required":
		return func(text string) bool { return text != "" }
	case name == "max" && err == nil:
		return func(text string) bool { return len(text) <= limit || utf8.RuneCountInString(text) <= limit }
	case name == "oneof":
		values := strings.Fields(parameter)
		return func(text string) bool { return slices.Contains(values, text) }
	case c.own[name] != nil:
		return c.own[name]
	}
	return func(text string) bool { return c.validate.Var(text, rule) == nil }
}

// rule is textRule for any other value.
func (c *compiler) rule(t reflect.Type, rule string) func(reflect.Value) bool {
	name, parameter, _ := strings.Cut(rule, "=")
	limit, err := strconv.ParseFloat(parameter, 64)
	kind := t.Kind()
	switch {
	case err != nil || name != "min" && name != "max" || name == "min" && kind == reflect.Slice:
		return func(v reflect.Value) bool { return c.validate.Var(v.Interface(), rule) == nil }
	case kind == reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() <= int(limit) }
	case name == "min":
		return func(v reflect.Value) bool { return number(v) >= limit }
	}
	return func(v reflect.Value) bool { return number(v) <= limit }
}

func number(v reflect.Value) float64 {
	if v.CanInt() {
		return float64(v.Int())
	}
	return v.Float()
}
