package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/labstack/echo/v4"

	"rolewright/internal/jobad"
)

const (
	maxBody  = 256 << 10
	maxDepth = 32
)

// request is a decoded body: the value, and what is wrong with it by the rules that its type states.
type request[T any] struct {
	value  T
	body   []byte
	faults []jobad.Fault
}

// decode reads the body of a request as one JSON object of type T, strictly: what is unknown, doubled, null, of
// another type or letter case, or too deep is a 400, and the first of it is told; faults hold what breaks a rule.
func decode[T any](c echo.Context, rules *rules[T]) (*request[T], error) {
	body, err := readBody(c.Request())
	if err != nil {
		return nil, err
	}
	return decodeBody(body, rules)
}

// decodeBody is decode of a body that was read.
func decodeBody[T any](body []byte, rules *rules[T]) (*request[T], error) {
	if err := refuseDepth(body); err != nil {
		return nil, err
	}
	r := &request[T]{body: body}
	err := json.Unmarshal(body, &r.value, json.RejectUnknownMembers(true))
	if null := refuseNull(before(body, err)); null != nil {
		return nil, null
	}
	if err != nil {
		return nil, malformed(reflect.TypeFor[T](), body, err)
	}
	r.faults = rules.check(&r.value)
	return r, nil
}

// readBody returns the body if it is JSON by its media type, not encoded, and small enough to be decoded.
func readBody(r *http.Request) ([]byte, error) {
	if isEncoded(r) {
		return nil, unsupportedCoding()
	}
	if !isJSON(r.Header.Get("Content-Type")) {
		return nil, unsupportedType("application/json")
	}
	body := bytes.NewBuffer(make([]byte, 0, min(max(r.ContentLength, 0), maxBody)+bytes.MinRead))
	if _, err := body.ReadFrom(http.MaxBytesReader(nil, r.Body, maxBody)); err != nil {
		return nil, unreadable(err)
	}
	return body.Bytes(), nil
}

// isEncoded reports a body in a content coding, such as gzip.
func isEncoded(r *http.Request) bool {
	coding := strings.Join(r.Header.Values("Content-Encoding"), ",")
	return coding != "" && !strings.EqualFold(coding, "identity")
}

func isJSON(contentType string) bool {
	return contentType == "application/json" || isUTF8(contentType, "application/json")
}

// isUTF8 reports whether a Content-Type is one of some media types in UTF-8.
func isUTF8(contentType string, mediaTypes ...string) bool {
	mediaType, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || !slices.Contains(mediaTypes, mediaType) {
		return false
	}
	charset, ok := parameters["charset"]
	return !ok || strings.EqualFold(charset, "utf-8")
}

// unreadable maps what went wrong while the body was read.
func unreadable(err error) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &problem{status: http.StatusRequestEntityTooLarge, detail: fmt.Sprintf("The body is larger than %d bytes; send less.", tooLarge.Limit)}
	}
	p := undecodable("", "incomplete", "ended before all of it had arrived; send it again.")
	p.cause = err
	return p
}

// refuseDepth refuses what is nested deeper than any request is.
func refuseDepth(body []byte) error {
	if bytes.Count(body, []byte{'{'})+bytes.Count(body, []byte{'['}) <= maxDepth {
		return nil
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(body))
	for {
		if _, err := decoder.ReadToken(); err != nil {
			return nil //nolint:nilerr // the decoding proper tells what is wrong, or the end was reached
		}
		if decoder.StackDepth() > maxDepth {
			return undecodable(string(decoder.StackPointer()), "too_deep", fmt.Sprintf("is nested deeper than %d levels; no request is.", maxDepth))
		}
	}
}

// before is the part of body in front of the fault that err tells; without one, all of it.
func before(body []byte, err error) []byte {
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return body[:e.ByteOffset]
	}
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return body[:e.ByteOffset]
	}
	return body
}

// refuseNull refuses null: a member that is not said is left out.
func refuseNull(body []byte) error {
	if !bytes.Contains(body, []byte("null")) {
		return nil
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.ReadToken()
		if err != nil {
			return nil //nolint:nilerr // all of it was decoded before, so this is its end
		}
		if token.Kind() == 'n' {
			return undecodable(string(decoder.StackPointer()), "null", "is null; give it a value or leave it out.")
		}
	}
}

// malformed says why a body could not be decoded into t. It never shows the words of a parser.
func malformed(t reflect.Type, body []byte, err error) error {
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return badSyntax(syntactic, body)
	}
	semantic, ok := errors.AsType[*json.SemanticError](err)
	if !ok {
		return undecodable("", "malformed", "is not JSON that this endpoint takes; send one object.")
	}
	pointer := string(semantic.JSONPointer)
	if errors.Is(err, json.ErrUnknownName) {
		return undecodable(pointer, "unknown_member", unknownMember(t, pointer))
	}
	if errors.Is(err, strconv.ErrRange) {
		return undecodable(pointer, "out_of_range", "is too large or too small a number; send one nearer to zero.")
	}
	return undecodable(pointer, "wrong_type", fmt.Sprintf("is %s; send %s.", kindName(semantic.JSONKind), typeName(semantic.GoType)))
}

func badSyntax(err *jsontext.SyntacticError, body []byte) error {
	pointer := string(err.JSONPointer)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return undecodable("", "empty", "is empty; send a JSON object.")
	case errors.Is(err, jsontext.ErrDuplicateName):
		return undecodable(pointer, "duplicate_member", "is there twice; keep one.")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return undecodable(pointer, "truncated", "ends too early; close every string, list and object.")
	case strings.Contains(err.Err.Error(), "UTF-8") || strings.Contains(err.Err.Error(), "surrogate"):
		return undecodable(pointer, "invalid_utf8", "holds bytes or escapes that are no character; send UTF-8.")
	case strings.Contains(err.Err.Error(), "after top-level value"):
		return undecodable("", "trailing_data", "goes on behind the object; send one object and nothing else.")
	}
	return undecodable(pointer, "malformed", fmt.Sprintf("is not JSON at or near byte %d; mend it there.", err.ByteOffset))
}

// unknownMember names the member that was probably meant, if its name differs in letter case or punctuation only,
// and the known ones otherwise.
func unknownMember(t reflect.Type, pointer string) string {
	names := memberNames(t, jsontext.Pointer(pointer).Parent())
	last := jsontext.Pointer(pointer).LastToken()
	for _, name := range names {
		if fold(name) == fold(last) {
			return fmt.Sprintf("is not a member here; write it as %s.", name)
		}
	}
	return "is not a member here; use one of " + strings.Join(names, ", ") + "."
}

func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", "ſ", "s", "K", "k").Replace(name))
}

// memberNames are the members of the object at pointer in a value of type t, in order.
func memberNames(t reflect.Type, pointer jsontext.Pointer) []string {
	for token := range pointer.Tokens() {
		t = indirect(t)
		if t.Kind() == reflect.Slice {
			t = t.Elem()
			continue
		}
		i := slices.IndexFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Tag.Get("json") == token })
		if i < 0 {
			return nil
		}
		t = t.Field(i).Type
	}
	var names []string
	if t = indirect(t); t.Kind() == reflect.Struct {
		for field := range t.Fields() {
			names = append(names, field.Tag.Get("json"))
		}
	}
	return names
}

func indirect(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func kindName(kind jsontext.Kind) string {
	name, ok := map[jsontext.Kind]string{
		'"': "text", '0': "a number", 't': "true or false", 'f': "true or false",
		'{': "an object", '[': "a list", 'n': "null",
	}[kind]
	if !ok {
		return "of another type"
	}
	return name
}

func typeName(t reflect.Type) string {
	if t == nil {
		return "another type"
	}
	name, ok := map[reflect.Kind]string{
		reflect.String: "text", reflect.Bool: "true or false", reflect.Slice: "a list",
		reflect.Int: "a whole number", reflect.Float64: "a number",
	}[indirect(t).Kind()]
	if !ok {
		return "an object"
	}
	return name
}
