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

// request is a decoded body: the value, and what is wrong with it.
type request[T any] struct {
	value  T
	body   []byte
	unread unread        // what could not be read
	faults []jobad.Fault // what breaks a rule that the type states
}

// decode reads the body of a request as one JSON object of type T, strictly. What is no JSON or too deep is an error;
// members that are unknown, doubled, null, of another type or letter case are told with all else that is wrong.
func decode[T any](c echo.Context, rules *rules[T]) (*request[T], error) {
	body, err := readBody(c.Request())
	if err != nil {
		return nil, err
	}
	return decodeBody(body, rules)
}

// decodeBody is decode of a body that was read. A body is read a second time, with patience, only if it seems to have a
// fault.
func decodeBody[T any](body []byte, rules *rules[T]) (*request[T], error) {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	if err := refuseDepth(body); err != nil {
		return nil, err
	}
	r := &request[T]{body: body}
	err := json.Unmarshal(body, &r.value, json.RejectUnknownMembers(true))
	if err != nil || bytes.Contains(body, []byte("null")) {
		r.value = *new(T)
		p := &patientReader{decoder: jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))}
		if last := p.readBody(body, reflect.ValueOf(&r.value).Elem()); last != nil {
			return nil, last
		}
		if err != nil && len(p.faults) == 0 {
			return nil, undecodable("", "malformed", "is not JSON that this endpoint takes; send one object.")
		}
		r.unread = p.unread
	}
	r.faults = rules.check(&r.value)
	return r, nil
}

// refused is the problem of a request with everything that is wrong: what could not be read, what breaks a rule, and
// further faults that its handler found. It is nil if there is nothing.
func (r *request[T]) refused(further []jobad.Fault) *problem {
	faults := slices.Concat(r.faults, further)
	switch {
	case len(r.unread.faults) > 0:
		return undecodableMembers(r.body, append(r.unread.faults, r.unread.sound(faults)...))
	case len(faults) == 0:
		return nil
	}
	p := invalid(r.body, faults)
	if _, ok := any(&r.value).(*Brief); ok {
		return p
	}
	return &problem{
		kind: "invalid-request", title: "The request breaks a rule", status: p.status, detail: p.detail, errors: p.errors,
	}
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

// badSyntax says what is no JSON. It never shows the words of a parser.
func badSyntax(err *jsontext.SyntacticError, body []byte) *problem {
	pointer := string(err.JSONPointer)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return undecodable(pointer, "truncated", "ends too early; close every string, list and object.")
	case strings.Contains(err.Err.Error(), "UTF-8") || strings.Contains(err.Err.Error(), "surrogate"):
		return undecodable(pointer, "invalid_utf8", "holds bytes or escapes that are no character; send UTF-8.")
	case bytes.IndexByte(body, 0) >= 0: // as in every character of ASCII in UTF-16
		return undecodable("", "invalid_utf8", "holds bytes of zero, as UTF-16 does; send UTF-8.")
	}
	return undecodable(pointer, "malformed", fmt.Sprintf("is not JSON at or near byte %d; mend it there.", err.ByteOffset))
}
