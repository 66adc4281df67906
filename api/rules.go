package api

import (
	"errors"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
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

// rules checks requests: their text, then what their validate tags say.
type rules struct {
	validate *validator.Validate
}

func newRules() (*rules, error) {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return f.Tag.Get("json") })
	mail := regexp.MustCompile(`^[A-Za-z0-9.!#$&'*+=?_~-]+@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$`)
	return &rules{validate: v}, errors.Join(
		v.RegisterValidation("weburl", func(f validator.FieldLevel) bool { return isWebURL(f.Field().String()) }),
		v.RegisterValidation("mail", func(f validator.FieldLevel) bool { return mail.MatchString(f.Field().String()) }),
	)
}

// isWebURL reports whether text is an absolute http or https URL in the characters of RFC 3986, without a password.
func isWebURL(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>[\\]^`{|}", r) })
}

// check cleans the text in a request and returns everything that breaks a rule. A fault in a text hides other faults
// of the same text.
func (r *rules) check(request any) []jobad.Fault {
	var faults []jobad.Fault
	clean(reflect.ValueOf(request).Elem(), "", false, &faults)
	err := r.validate.Struct(request)
	if broken, ok := errors.AsType[validator.ValidationErrors](err); ok {
		for _, e := range broken {
			code, detail := explain(e)
			faults = append(faults, jobad.Fault{Pointer: pointerOf(e.Namespace()), Code: code, Detail: detail})
		}
	}
	return faults
}

// clean walks the text in v, drops white space at its ends, brings it to NFC and reports what cannot be printed.
func clean(v reflect.Value, pointer string, block bool, faults *[]jobad.Fault) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			clean(v.Elem(), pointer, block, faults)
		}
	case reflect.Struct:
		t := v.Type()
		for i := range v.NumField() {
			field := t.Field(i)
			clean(v.Field(i), pointer+"/"+field.Tag.Get("json"), field.Tag.Get("text") == "block", faults)
		}
	case reflect.Slice:
		for i := range v.Len() {
			clean(v.Index(i), pointer+"/"+strconv.Itoa(i), block, faults)
		}
	case reflect.String:
		if v.Len() > 0 {
			cleanText(v, pointer, block, faults)
		}
	default: // numbers and truth values have no text
	}
}

func cleanText(v reflect.Value, pointer string, block bool, faults *[]jobad.Fault) {
	before := v.String()
	text := norm.NFC.String(strings.TrimFunc(before, unicode.IsSpace))
	if block {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if text != before {
		v.SetString(text)
	}
	switch {
	case strings.ContainsFunc(text, isUnprintable) && (!block || strings.ContainsFunc(text, isUnprintableInBlock)):
		*faults = append(*faults, jobad.Fault{
			Pointer: pointer, Code: "control_character",
			Detail: "holds a line break, a control character or a mark that changes the direction of text; take it out.",
		})
	case block && len(text) > maxBlock:
		*faults = append(*faults, jobad.Fault{
			Pointer: pointer, Code: "too_long",
			Detail: fmt.Sprintf("has %d bytes; shorten it to %d.", len(text), maxBlock),
		})
	}
}

// isUnprintable reports what one line of text must not hold: C0 but tab, C1, line and paragraph separators, what is no
// character, and bidirectional controls.
func isUnprintable(r rune) bool {
	if ' ' <= r && r <= '~' || r == '\t' {
		return false
	}
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF ||
		r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r)
}

func isUnprintableInBlock(r rune) bool {
	return r != '\n' && isUnprintable(r)
}

// pointerOf turns the validator's "Brief.places[0].country" into "/places/0/country".
func pointerOf(namespace string) string {
	_, path, _ := strings.Cut(namespace, ".")
	return "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(path)
}

// explain turns a broken rule into a code and a way to mend it.
func explain(e validator.FieldError) (code, detail string) {
	switch e.Tag() {
	case "required":
		return "required", "is missing or empty; fill it in."
	case "max", "min":
		return explainBound(e)
	case "oneof":
		return "unknown_value", "is not one of the values; use " + strings.ReplaceAll(e.Param(), " ", ", ") + "."
	case "datetime":
		return "invalid_date", "is no date; write it as 2026-12-31."
	case "weburl":
		return "invalid_url", "is no web address; use an absolute http or https URL, with other characters percent-encoded."
	case "mail":
		return "invalid_email", "is no e-mail address; write it as jobs@example.com."
	case "iso4217":
		return "unknown_currency", "is no ISO 4217 code; use one such as EUR, USD or GBP."
	}
	return "invalid", "breaks the rule " + e.Tag() + "."
}

func explainBound(e validator.FieldError) (code, detail string) {
	length := map[reflect.Kind]string{reflect.String: " characters", reflect.Slice: " items"}[e.Kind()]
	switch {
	case e.Tag() == "min" && length == "":
		return "too_small", "is too small; use " + e.Param() + " or more."
	case e.Tag() == "min":
		return "too_short", "is too short; use " + e.Param() + length + " or more."
	case length == "":
		return "too_large", "is too large; use " + e.Param() + " or less."
	}
	return "too_long", "is too long; use " + e.Param() + length + " at most."
}
