// Package contract holds a reply, and the request it answers, against the OpenAPI document, for tests.
//
//	v := contract.New(t, openapiJSON)                  // once; the document as the server hands it out
//	v.Check(t, request, requestBody, reply, replyBody) // after each exchange; reports with t.Errorf
//	err := v.Verify(request, requestBody, reply, replyBody)
//
// Parse and Verify do the same without a testing.TB.
//
// Every reply must be one that the document states for its operation: status, headers, media type and body. A request
// that was answered with success must be one that the document allows. A request that was refused may break the
// document, that being the reason. A path or method that is not in the document must be answered with a problem, but
// for the pages under /docs and the redirects to them. HEAD is held against GET, and must have no body.
//
// The bodies are handed over apart, since those of the request and the reply are read by then; nil is none. A body
// with Content-Encoding gzip is decompressed. A *Validator may be used by parallel tests.
//
// [Postings] likewise holds a JobPosting against its JSON Schema and the vocabulary. [Elements], [Parts] and [ReadPDF] read
// the files that an ad can be, and tell what is wrong with their form.
//
// The package does not know how the document is made, and no part of the program uses it.
package contract

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// Validator holds exchanges against one document.
type Validator struct {
	router  routers.Router
	bodies  *bodies
	options *openapi3filter.Options
}

// New reads an OpenAPI document in JSON, which must be valid, examples included, and have a schema named Problem.
func New(tb testing.TB, document []byte) *Validator {
	tb.Helper()
	v, err := Parse(tb.Context(), document)
	if err != nil {
		tb.Fatalf("OpenAPI document: %v", err)
	}
	return v
}

// Parse is New for where no test is at hand.
func Parse(ctx context.Context, document []byte) (*Validator, error) {
	loader := &openapi3.Loader{Context: ctx}
	doc, err := loader.LoadFromData(document)
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(ctx, openapi3.EnableExamplesValidation()); err != nil {
		return nil, err
	}
	if doc.Components == nil || doc.Components.Schemas["Problem"] == nil {
		return nil, errors.New("there is no schema Problem")
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		return nil, err
	}
	bodies, err := compile(document, doc)
	if err != nil {
		return nil, err
	}
	return &Validator{
		router: router,
		bodies: bodies,
		options: &openapi3filter.Options{
			AuthenticationFunc:    openapi3filter.NoopAuthenticationFunc,
			ExcludeRequestBody:    true, // bodies checks it
			ExcludeResponseBody:   true, // bodies checks it
			IncludeResponseStatus: true,
			MultiError:            true,
			SkipSettingDefaults:   true,
		},
	}, nil
}

// Check is Verify for tests: it reports what breaks the document and lets the test go on.
func (v *Validator) Check(tb testing.TB, request *http.Request, requestBody []byte, reply *http.Response, replyBody []byte) {
	tb.Helper()
	if err := v.Verify(request, requestBody, reply, replyBody); err != nil {
		tb.Errorf("%s %s answered %d: %v", request.Method, request.URL.RequestURI(), reply.StatusCode, err)
	}
}

// Verify returns an error that says what in an exchange breaks the document.
func (v *Validator) Verify(request *http.Request, requestBody []byte, reply *http.Response, replyBody []byte) error {
	replyBody, err := decompress(reply.Header, replyBody)
	if err != nil {
		return err
	}
	asked := request.Clone(request.Context())
	asked.Body = http.NoBody
	if asked.Method == http.MethodHead {
		asked.Method = http.MethodGet
		if len(replyBody) > 0 {
			return errors.New("a reply to HEAD has a body")
		}
	}
	route, parameters, err := v.router.FindRoute(asked)
	if err != nil {
		return v.outside(request, reply, replyBody)
	}
	input := &openapi3filter.RequestValidationInput{Request: asked, PathParams: parameters, Route: route, Options: v.options}
	if reply.StatusCode < http.StatusMultipleChoices {
		err := openapi3filter.ValidateRequest(request.Context(), input)
		err = errors.Join(err, v.bodies.checkRequest(route.Operation.RequestBody, request.Header, requestBody))
		if err != nil {
			return fmt.Errorf("the request breaks the document, but was taken: %w", err)
		}
	}
	return v.reply(request, input, reply, replyBody)
}

// reply checks the reply of an operation that is in the document.
func (v *Validator) reply(request *http.Request, asked *openapi3filter.RequestValidationInput, reply *http.Response, body []byte) error {
	stated := asked.Route.Operation.Responses.Status(reply.StatusCode)
	if stated == nil || stated.Value == nil {
		return errors.New("the document does not state this status")
	}
	if err := checkHeaders(stated.Value, reply.Header); err != nil {
		return err
	}
	if len(stated.Value.Content) == 0 && len(body) > 0 {
		return errors.New("there is a body where the document has none")
	}
	err := openapi3filter.ValidateResponse(request.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: asked, Status: reply.StatusCode, Header: reply.Header, Options: v.options,
	})
	if request.Method == http.MethodHead {
		return err
	}
	return errors.Join(err, v.bodies.check(stated.Value.Content, reply.Header, body))
}

// checkHeaders reports a header that must be there and is not. The library passes over 304 and HEAD.
func checkHeaders(stated *openapi3.Response, header http.Header) error {
	for name, h := range stated.Headers {
		if h.Value.Required && header.Get(name) == "" {
			return fmt.Errorf("the header %s is missing", name)
		}
	}
	return nil
}

// outside checks the reply to what is not in the document.
func (v *Validator) outside(request *http.Request, reply *http.Response, body []byte) error {
	path := request.URL.Path
	switch {
	case reply.StatusCode >= http.StatusBadRequest:
		if reply.StatusCode == http.StatusMethodNotAllowed && reply.Header.Get("Allow") == "" {
			return errors.New("the header Allow is missing")
		}
		return v.isProblem(request, reply, body)
	case request.Method == http.MethodOptions && reply.StatusCode == http.StatusNoContent:
		return nil
	case isPage(path):
		return nil
	}
	return errors.New("the document does not state this operation")
}

// isPage reports whether a path is for browsers: a page, or what pages load.
func isPage(path string) bool {
	if slices.Contains([]string{"/", "/compare", "/docs", "/favicon.ico", "/roles"}, path) {
		return true
	}
	return slices.ContainsFunc([]string{"/assets/", "/docs/", "/roles/"}, func(folder string) bool { return strings.HasPrefix(path, folder) })
}

// isProblem checks that a reply is a problem of its status.
func (v *Validator) isProblem(request *http.Request, reply *http.Response, body []byte) error {
	mediaType, _, err := mime.ParseMediaType(reply.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/problem+json" {
		return fmt.Errorf("the media type of an error is %q", reply.Header.Get("Content-Type"))
	}
	if request.Method == http.MethodHead {
		return nil
	}
	if err := conforms(v.bodies.problem, mediaType, body); err != nil {
		return err
	}
	var problem struct {
		Status int `json:"status"`
	}
	if err := json.Unmarshal(body, &problem); err != nil || problem.Status != reply.StatusCode {
		return fmt.Errorf("the problem has the status %d", problem.Status)
	}
	return nil
}

func decompress(header http.Header, body []byte) ([]byte, error) {
	if header.Get("Content-Encoding") != "gzip" || len(body) == 0 {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("the reply is not compressed as it says: %w", err)
	}
	return io.ReadAll(z)
}
