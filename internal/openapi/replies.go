package main

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"rolewright/internal/export"
)

const problemType = "application/problem+json"

// problem is a reply that several operations give when something is wrong.
type problem struct {
	status      int
	name        string
	description string
	headers     []string
}

// problems are those that operations share. A reply of swag's with the same status is replaced.
func problems() []problem {
	return []problem{
		{http.StatusBadRequest, "InvalidParameter", "A query parameter is not known, is there twice or has a value that cannot be used.", nil},
		{http.StatusNotFound, "NotFound", "There is no such thing.", nil},
		{http.StatusMethodNotAllowed, "MethodNotAllowed", "The path does not take the method; Allow lists those it does.", []string{"Allow"}},
		{http.StatusNotAcceptable, "NotAcceptable", "None of the media types in Accept can be produced, or the format asked for cannot show the ad; available lists those that can.", nil},
		{http.StatusRequestEntityTooLarge, "BodyTooLarge", "The body is larger than 256 KiB.", nil},
		{http.StatusUnsupportedMediaType, "UnsupportedMediaType", "By its Content-Type the body is not what the path takes, which is JSON unless it says otherwise, or not in UTF-8; or it is compressed. Accept or Accept-Encoding says what is taken.", []string{"Accept", "Accept-Encoding"}},
		{http.StatusUnprocessableEntity, "InvalidBrief", "The body can be read but breaks rules, all of which are named; or the brief does not pass its gate, and the questions say what would mend it.", nil},
		{http.StatusInternalServerError, "InternalError", "Something failed in the server. Report the id in instance if it stays.", nil},
	}
}

// headers are those of replies, by name. Only Accept, Accept-Encoding and Content-Disposition can be missing where they
// are stated.
func headers() map[string]string {
	return map[string]string{
		"Accept":              "The media type that the body must have, if it is that which is wrong.",
		"Accept-Encoding":     "The content coding that the body must have, if it is that which is wrong.",
		"Allow":               "The methods that the path takes.",
		"Cache-Control":       "Whether the reply may be kept: no-cache is kept but asked for again, no-store is not kept.",
		"Catalog-Version":     "Digest of the catalog that the reply was made with, as in the provenance of an ad.",
		"Content-Disposition": "The name of the file, if the format is one that people keep as a file.",
		"ETag":                "A tag of exactly these bytes, for If-None-Match.",
		"Link":                "The pages first, prev and next of the list as relative references (RFC 8288).",
		"Vary":                "The request headers that the reply depends on.",
		"X-Request-Id":        "The id of the request: that of the request itself if it is a plain token, else a new one.",
	}
}

// everywhere are the headers that every reply has.
func everywhere() []string {
	return []string{"Cache-Control", "Catalog-Version", "Vary", "X-Request-Id"}
}

// stateReplies writes down every reply of every operation.
func stateReplies(doc *openapi3.T) error {
	stateShared(doc.Components)
	for path, item := range doc.Paths.Map() {
		for method, operation := range item.Operations() {
			operation.AddResponse(http.StatusMethodNotAllowed, openapi3.NewResponse())
			operation.AddResponse(http.StatusInternalServerError, openapi3.NewResponse())
			switch operation.OperationID {
			case "generate":
				stateFormats(operation)
			case "generateBatch":
				stateBatch(operation)
			case "compare":
				stateText(operation, "text/markdown")
				stateText(operation, "text/html")
			case "review":
				stateSARIF(operation)
			}
			if method == http.MethodGet && !isProbe(path) {
				stateCaching(operation)
			}
			if err := stateErrors(operation, method); err != nil {
				return fmt.Errorf("%s %s: %w", method, path, err)
			}
		}
	}
	if list := doc.Paths.Value("/roles"); list != nil {
		ok := list.Get.Responses.Status(http.StatusOK).Value
		ok.Headers["Link"] = headerRef("Link")
	}
	return nil
}

// stateShared adds the headers, and the problems that operations point to.
func stateShared(components *openapi3.Components) {
	components.Headers = openapi3.Headers{}
	for name, description := range headers() {
		header := &openapi3.Header{}
		header.Description = description
		header.Required = !strings.HasPrefix(name, "Accept") && name != "Content-Disposition"
		header.Schema = openapi3.NewSchemaRef("", openapi3.NewStringSchema())
		components.Headers[name] = &openapi3.HeaderRef{Value: header}
	}
	components.Responses = openapi3.ResponseBodies{}
	for _, p := range problems() {
		components.Responses[p.name] = &openapi3.ResponseRef{Value: problemReply(p)}
	}
	components.Responses["InvalidBody"] = &openapi3.ResponseRef{Value: problemReply(problem{
		description: "The body cannot be read as what the path takes; or a query parameter cannot be used.",
	})}
	condition := openapi3.NewHeaderParameter("If-None-Match").WithSchema(openapi3.NewStringSchema()).
		WithDescription("An ETag that you have; if it is still right, the reply is 304 without a body.")
	components.Parameters = openapi3.ParametersMap{"IfNoneMatch": {Value: condition}}
}

func problemReply(p problem) *openapi3.Response {
	reply := openapi3.NewResponse().WithDescription(p.description)
	reply.Content = openapi3.Content{problemType: openapi3.NewMediaType().WithSchemaRef(openapi3.NewSchemaRef("#/components/schemas/Problem", nil))}
	reply.Headers = openapi3.Headers{}
	for _, name := range append(everywhere(), p.headers...) {
		reply.Headers[name] = headerRef(name)
	}
	return reply
}

func headerRef(name string) *openapi3.HeaderRef {
	return &openapi3.HeaderRef{Ref: "#/components/headers/" + name}
}

// stateErrors points every reply to an error to the shared one, and gives all others their headers.
func stateErrors(operation *openapi3.Operation, method string) error {
	shared := map[int]string{}
	for _, p := range problems() {
		shared[p.status] = p.name
	}
	if method == http.MethodPost {
		shared[http.StatusBadRequest] = "InvalidBody"
	}
	for _, code := range slices.Sorted(maps.Keys(operation.Responses.Map())) {
		status, err := strconv.Atoi(code)
		if err != nil {
			return err
		}
		if name, ok := shared[status]; ok {
			operation.Responses.Set(code, &openapi3.ResponseRef{Ref: "#/components/responses/" + name})
			continue
		}
		reply := operation.Responses.Value(code).Value
		if reply.Headers == nil {
			reply.Headers = openapi3.Headers{}
		}
		for _, name := range everywhere() {
			reply.Headers[name] = headerRef(name)
		}
	}
	return nil
}

// stateCaching adds that a reply can be kept and asked for again.
func stateCaching(operation *openapi3.Operation) {
	operation.Parameters = append(operation.Parameters, &openapi3.ParameterRef{Ref: "#/components/parameters/IfNoneMatch"})
	operation.AddResponse(http.StatusNotModified, openapi3.NewResponse().WithDescription("What If-None-Match names is still right."))
	for _, status := range []int{http.StatusOK, http.StatusNotModified} {
		operation.Responses.Status(status).Value.Headers = openapi3.Headers{"ETag": headerRef("ETag")}
	}
}

// stateSARIF says that a review as SARIF is an object of a form that is described elsewhere.
func stateSARIF(operation *openapi3.Operation) {
	log := openapi3.NewObjectSchema().WithAnyAdditionalProperties()
	log.Description = "A log in SARIF 2.1.0."
	log.ExternalDocs = &openapi3.ExternalDocs{URL: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"}
	operation.Responses.Status(http.StatusOK).Value.Content["application/sarif+json"] = openapi3.NewMediaType().WithSchema(log)
}

// stateFormats gives each format of an ad its own schema: only JSON is an ad, JSON-LD is a part of one, and XML is described by
// its own schemas.
func stateFormats(operation *openapi3.Operation) {
	reply := operation.Responses.Status(http.StatusOK).Value
	reply.Headers = openapi3.Headers{"Content-Disposition": headerRef("Content-Disposition")}
	for _, format := range export.Formats() {
		switch {
		case format.Document: // bytes, which have no schema in OpenAPI 3.1
			reply.Content[format.MediaType] = openapi3.NewMediaType()
		case strings.HasPrefix(format.MediaType, "text/"), format.MediaType == "application/xml":
			stateText(operation, format.MediaType)
		}
		if format.Name == "jsonld" {
			posting := openapi3.NewMediaType().WithSchemaRef(openapi3.NewSchemaRef("#/components/schemas/JobPosting", nil))
			operation.Responses.Status(http.StatusOK).Value.Content[format.MediaType] = posting
		}
	}
}

// stateText says that an operation answers with text of a media type, too.
func stateText(operation *openapi3.Operation, mediaType string) {
	content := operation.Responses.Status(http.StatusOK).Value.Content
	content[mediaType] = openapi3.NewMediaType().WithSchema(openapi3.NewStringSchema())
}
