package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/jobad"
)

// problemType is the base of the types of problem. They are names, not addresses, and described in docs/problems.md.
const problemType = "urn:rolewright:problem:"

// Problem is an error as RFC 9457 describes it.
type Problem struct {
	// What kind of problem it is; about:blank if the status says it all.
	Type string `json:"type" example:"urn:rolewright:problem:invalid-brief"`
	// The kind in words.
	Title string `json:"title" example:"The brief breaks a rule"`
	// The HTTP status.
	Status int `json:"status" example:"422"`
	// What happened this time.
	Detail string `json:"detail,omitempty" example:"One member needs a change."`
	// The id of the request, as in the header X-Request-Id.
	Instance string `json:"instance" example:"0198c1f2-7d1e-7b0a-9a52-3f6f1c2b8d10"`
	// Everything that is wrong, in the order of the document.
	Errors []ProblemError `json:"errors,omitempty"`
	// What to answer so that the brief passes its gate, most useful first.
	Questions []jobad.Question `json:"questions,omitempty"`
	// Media types that can be produced, with a 406.
	Available []string `json:"available,omitempty" example:"application/json"`
}

// ProblemError is one thing that is wrong. One of pointer, parameter and header says where.
type ProblemError struct {
	// JSON Pointer (RFC 6901) into the body of the request; empty is the whole of it.
	Pointer *string `json:"pointer,omitempty" example:"/pay/min"`
	// Name of a query parameter.
	Parameter string `json:"parameter,omitempty" example:"limit"`
	// Name of a header.
	Header string `json:"header,omitempty" example:"Content-Type"`
	// What is wrong, for programs.
	Code string `json:"code" example:"too_large"`
	// What is wrong and how to mend it, for people.
	Detail string `json:"detail" example:"min is above max (90000): lower min or raise max."`
}

// problem is the error that a handler returns if the fault is the caller's.
type problem struct {
	kind      string // the last part of the type; empty is about:blank
	title     string // empty is the text of the status
	status    int
	detail    string
	errors    []ProblemError
	questions []jobad.Question
	available []string
	header    http.Header
	cause     error // for operators
}

// Error is for the log. It leaves out where a fault is, since the caller may have made up that name.
func (p *problem) Error() string {
	words := []string{p.detail}
	for i := range p.errors {
		if code := p.errors[i].Code; !slices.Contains(words, code) {
			words = append(words, code)
		}
	}
	if p.cause != nil {
		words = append(words, p.cause.Error())
	}
	return strings.Join(words, " ")
}

func (p *problem) Unwrap() error { return p.cause }

// undecodable is a body that cannot be read as a request. The detail goes on from "The body" or the member.
func undecodable(pointer, code, detail string) *problem {
	return &problem{
		kind: "undecodable-body", title: "The body cannot be read", status: http.StatusBadRequest,
		detail: "The body cannot be read as a request.",
		errors: []ProblemError{{Pointer: &pointer, Code: code, Detail: sentence(pointer, detail)}},
	}
}

// undecodableMembers is a body that cannot be read because of some of its members: every one of faults, in the order of
// the body.
func undecodableMembers(body []byte, faults []jobad.Fault) *problem {
	p := undecodable("", "malformed", "")
	p.name(body, faults)
	p.detail = "The body cannot be read as a request. " + p.detail
	return p
}

// invalid is a request that breaks rules: every one of faults, in the order of the body.
func invalid(body []byte, faults []jobad.Fault) *problem {
	p := &problem{kind: "invalid-brief", title: "The brief breaks a rule", status: http.StatusUnprocessableEntity}
	p.ask(faults)
	p.name(body, faults)
	return p
}

// maxTold is how many faults are told of one body: each may take a few bytes of it, and a hundred times as many to be told.
const maxTold = 100

// name names the members that have faults, each once.
func (p *problem) name(body []byte, faults []jobad.Fault) {
	p.errors = nil
	seen := map[string]bool{}
	for _, f := range inOrder(body, faults) {
		if seen[f.Pointer] {
			continue
		}
		if seen[f.Pointer] = true; len(seen) > maxTold {
			p.detail = fmt.Sprintf("The first %d faults are named.", maxTold)
			return
		}
		p.errors = append(p.errors, ProblemError{Pointer: &f.Pointer, Code: f.Code, Detail: sentence(f.Pointer, f.Detail)})
	}
	p.detail = "One member needs a change."
	if n := len(p.errors); n > 1 {
		p.detail = strconv.Itoa(n) + " members need a change."
	}
}

// ask makes p the refusal of a gate if one is among the faults, with its questions in their order.
func (p *problem) ask(faults []jobad.Fault) {
	for _, f := range faults {
		if f.Code != "breaks_duty" && f.Code != "not_specific" {
			continue
		}
		*p = problem{
			kind: "refused-by-gate", title: "The brief does not pass its gate", status: p.status, detail: p.detail, questions: p.questions,
		}
		if f.Question != "" {
			p.questions = append(p.questions, jobad.Question{Pointer: f.Pointer, Question: f.Question, Why: f.Why})
		}
	}
}

// sentence puts the name of the member before a detail, which begins with a verb.
func sentence(pointer, detail string) string {
	name := "The body"
	if pointer != "" {
		name = pointer[strings.LastIndexByte(pointer, '/')+1:]
		if _, err := strconv.Atoi(name); err == nil {
			name = strings.TrimPrefix(pointer, "/")
		}
	}
	return name + " " + detail
}

// badParameter is a query parameter that cannot be used.
func badParameter(name, code, detail string) *problem {
	return &problem{
		kind: "invalid-parameter", title: "A query parameter cannot be used", status: http.StatusBadRequest,
		detail: "A query parameter needs a change.",
		errors: []ProblemError{{Parameter: name, Code: code, Detail: name + " " + detail}},
	}
}

func notFound(detail string) *problem {
	return &problem{status: http.StatusNotFound, detail: detail}
}

func notAcceptable(available []string) *problem {
	return &problem{
		status: http.StatusNotAcceptable, available: available,
		detail: "None of the media types in Accept can be produced; accept one of those in available, or use ?format=.",
	}
}

func unsupportedType(accept ...string) *problem {
	one := strings.Join(accept, " or ")
	return &problem{
		status: http.StatusUnsupportedMediaType, detail: "The body must be " + one + " in UTF-8, and Content-Type must say so.",
		errors: []ProblemError{{Header: "Content-Type", Code: "unsupported_media_type", Detail: "Content-Type must be " + one + "."}},
		header: http.Header{"Accept": {strings.Join(accept, ", ")}},
	}
}

func unsupportedCoding() *problem {
	return &problem{
		status: http.StatusUnsupportedMediaType, detail: "The body must not be compressed.",
		errors: []ProblemError{{Header: "Content-Encoding", Code: "unsupported_coding", Detail: "Content-Encoding must be identity or left out."}},
		header: http.Header{"Accept-Encoding": {"identity"}},
	}
}

// problemOf maps any error to the problem that its caller sees. What is not the caller's fault is told to operators
// only.
func problemOf(err error) *problem {
	if p, ok := errors.AsType[*problem](err); ok {
		return p
	}
	if e, ok := errors.AsType[*echo.HTTPError](err); ok && e.Code < http.StatusInternalServerError {
		return &problem{status: e.Code, detail: statusDetail(e.Code)}
	}
	return &problem{
		status: http.StatusInternalServerError, cause: err,
		detail: "Something failed on our side. Try again; if it stays, report the id in instance.",
	}
}

func statusDetail(status int) string {
	switch status {
	case http.StatusNotFound:
		return "There is nothing at this path; /docs/ lists what there is."
	case http.StatusMethodNotAllowed:
		return "This path does not take that method; Allow lists those it does."
	}
	return ""
}

// wire is the problem as it is sent.
func (p *problem) wire(instance string) *Problem {
	w := &Problem{
		Type: "about:blank", Title: p.title, Status: p.status, Detail: p.detail, Instance: instance,
		Errors: p.errors, Questions: p.questions, Available: p.available,
	}
	if p.kind != "" {
		w.Type = problemType + p.kind
	}
	if w.Title == "" {
		w.Title = http.StatusText(p.status)
	}
	return w
}

// called gives what was read another name than "The body", wherever the problem speaks of the whole of it.
func (p *problem) called(name string) *problem {
	named := *p
	say := func(text string) string {
		if rest, ok := strings.CutPrefix(text, "The body "); ok {
			return name + " " + rest
		}
		return text
	}
	named.title, named.detail = say(p.title), say(p.detail)
	named.errors = slices.Clone(p.errors)
	for i := range named.errors {
		named.errors[i].Detail = say(named.errors[i].Detail)
	}
	return &named
}
