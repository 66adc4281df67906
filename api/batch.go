package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// Media types of a batch.
const (
	ndjsonType = "application/x-ndjson"
	zipType    = "application/zip"
)

// lineTypes are the names that one JSON text on each line goes by. None is registered.
func lineTypes() []string {
	return []string{ndjsonType, "application/ndjson", "application/jsonl"}
}

// BatchLine is what came of one line of a batch: a problem or an ad, which is in ad if the format is json, in body if it
// is other text, and in body_base64 if it is not text.
type BatchLine struct {
	// Number of the line that it answers, from 1. Blank lines count, and are not answered.
	Line int `json:"line" example:"1"`
	// The ad in full.
	Ad *jobad.Ad `json:"ad,omitempty"`
	// Media type of the body.
	MediaType string `json:"media_type,omitempty" example:"text/markdown"`
	// The ad as text.
	Body string `json:"body,omitempty"`
	// The ad in Base64 (RFC 4648 section 4).
	BodyBase64 []byte `json:"body_base64,omitempty" swaggertype:"string" format:"byte"`
	// Why there is no ad, as the brief by itself would be answered.
	Problem *Problem `json:"problem,omitempty"`
}

// generateBatch makes a job ad of each line.
//
//	@Summary		Make job ads from many briefs
//	@Description	Takes one brief a line, any number of them, and answers each as soon as it can, in their order: read the reply while you send. A line that no ad can be made of is answered with a problem, and the others go on. With Accept: application/zip the ads are files in a ZIP archive, and problems.ndjson, if there is one, is its last. A reply that breaks off is not whole: send the lines that were not answered again.
//	@ID				generateBatch
//	@Tags			ads
//	@Accept			application/x-ndjson,application/ndjson,application/jsonl
//	@Produce		application/x-ndjson,application/zip
//	@Param			format	query		string	false	"Format of each ad"	Enums(json)
//	@Param			briefs	body		Brief	true	"One brief a line, each of at most 256 KiB. Blank lines are skipped."
//	@Success		200		{object}	BatchLine	"What came of each line"
//	@Failure		400,406,415	{object}	Problem
//	@Router			/generate/batch [post]
func (s *server) generateBatch(c echo.Context) error {
	if err := checkQuery(c, "format"); err != nil {
		return err
	}
	c.Response().Header().Set("Vary", "Accept, Accept-Encoding")
	format, err := s.formatOfLines(c)
	if err != nil {
		return err
	}
	r := c.Request()
	offers := []string{ndjsonType, zipType}
	offer := negotiate(r.Header.Values("Accept"), offers)
	switch {
	case offer < 0:
		p := notAcceptable(offers)
		p.detail = "Accept says how the ads are put together: accept application/x-ndjson or application/zip, and name the format of each ad by ?format=."
		return p
	case isEncoded(r):
		return unsupportedCoding()
	case !isUTF8(r.Header.Get("Content-Type"), lineTypes()...):
		return unsupportedType(lineTypes()...)
	}
	return s.stream(c, format, offers[offer])
}

// formatOfLines is the format that ?format= names, or the first. Accept says how the ads are put together.
func (s *server) formatOfLines(c echo.Context) (*export.Format, error) {
	if c.QueryParam("format") == "" {
		return &s.formats[0], nil
	}
	return s.format(c)
}

// stream begins the reply and runs the batch. From here on the status is 200, and what fails can only cut off the reply.
func (s *server) stream(c echo.Context, format *export.Format, mediaType string) error {
	w, r := c.Response(), c.Request()
	// The server cancels a request once all of it was read and nothing more can come. That is no sign that the caller is
	// gone, who may have closed the way here and no more; whoever is gone cannot be written to.
	c.SetRequest(r.WithContext(context.WithoutCancel(r.Context())))
	conn := &batchConn{control: http.NewResponseController(w.Writer), from: r.Body, to: w, patience: s.options.Patience}
	_ = conn.control.EnableFullDuplex() // if it is not supported, there is nothing to enable
	if r.ProtoMajor == 1 && strings.EqualFold(r.Header.Get("Expect"), "100-continue") {
		w.Writer.WriteHeader(http.StatusContinue) // before the header of the reply, behind which it may not come
	}
	b := &batch{
		server: s, instance: w.Header().Get(echo.HeaderXRequestID), format: format, conn: conn,
		lines: NewBriefLines(conn), workers: processors(),
	}
	// Whoever tells no length may wait for the status before the first line.
	if r.ContentLength >= 0 && b.lines.areNone() {
		return undecodable("", "empty", "is empty; send one brief on each line.")
	}
	switch {
	case mediaType == zipType:
		b.sink = newZipSink(conn)
		w.Header().Set("Content-Disposition", `attachment; filename="ads.zip"`)
	case acceptsGzip(r.Header.Values("Accept-Encoding")):
		b.sink = newZippedLineSink(conn)
		w.Header().Set("Content-Encoding", "gzip")
	default:
		b.sink = newLineSink(conn)
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", mediaType)
	w.WriteHeader(http.StatusOK)
	if err := b.run(c.Request().Context()); err != nil {
		return aborted(err)
	}
	conn.end()
	return nil
}

// aborted is how a reply is cut off: as that of a caller who left, unless the cause is ours. Nobody but us closes our end
// of a connection, which is how a server stops.
func aborted(cause error) error {
	status := http.StatusInternalServerError
	if _, ok := errors.AsType[*callerError](cause); ok {
		status = statusClientGone
	}
	if errors.Is(cause, net.ErrClosed) {
		status = http.StatusServiceUnavailable
	}
	return &abortError{status: status, cause: cause}
}
