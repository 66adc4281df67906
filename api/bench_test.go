package api

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"os"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
)

// benchRequest is a request to /v1/generate that can be sent again after rewind, and a writer that drops the reply, so
// that the harness allocates nothing per request.
type benchRequest struct {
	request *http.Request
	body    *bytes.Reader
	size    int64
	status  int
	written int
	header  http.Header
}

// newBenchRequest sends one of the briefs of the load test.
func newBenchRequest(b *testing.B, name, accept string) *benchRequest {
	b.Helper()
	brief, err := os.ReadFile("../internal/loadtest/" + name + ".json")
	if err != nil {
		b.Fatal(err)
	}
	r := &benchRequest{body: bytes.NewReader(brief), size: int64(len(brief)), header: http.Header{}}
	r.request, err = http.NewRequestWithContext(b.Context(), http.MethodPost, "/v1/generate", r.body)
	if err != nil {
		b.Fatal(err)
	}
	r.request.RemoteAddr = "192.0.2.1:1234"
	r.request.Header.Set("Content-Type", "application/json")
	r.request.Header.Set("Accept", accept)
	r.rewind()
	return r
}

func (r *benchRequest) rewind() {
	_, _ = r.body.Seek(0, io.SeekStart) // the start is always there
	clear(r.header)
	r.status, r.written = 0, 0
}

func (r *benchRequest) Header() http.Header { return r.header }

func (r *benchRequest) WriteHeader(status int) { r.status = status }

func (r *benchRequest) Write(p []byte) (int, error) {
	r.written += len(p)
	return len(p), nil
}

// BenchmarkDecode reads a brief, decodes it strictly and checks the rules.
func BenchmarkDecode(b *testing.B) {
	r := newBenchRequest(b, "full", "*/*")
	rules, err := newRules[Brief](newCurrencies())
	if err != nil {
		b.Fatal(err)
	}
	c := echo.New().NewContext(r.request, nil)
	b.SetBytes(r.size)
	b.ReportAllocs()
	for b.Loop() {
		r.rewind()
		decoded, err := decode[Brief](c, rules)
		if err != nil || len(decoded.faults) > 0 {
			b.Fatal(err, decoded)
		}
	}
}

func BenchmarkGenerateMarkdown(b *testing.B) { benchGenerate(b, "text/markdown") }

func BenchmarkGenerateHTML(b *testing.B) { benchGenerate(b, "text/html") }

func BenchmarkGenerateJSON(b *testing.B) { benchGenerate(b, "application/json") }

func BenchmarkGenerateText(b *testing.B) { benchGenerate(b, "text/plain") }

// benchGenerate sends whole requests through the handler. Bytes are those of the reply.
func benchGenerate(b *testing.B, accept string) {
	for _, brief := range []string{"short", "full"} {
		b.Run(brief, func(b *testing.B) { benchBrief(b, brief, accept) })
	}
}

func benchBrief(b *testing.B, brief, accept string) {
	r := newBenchRequest(b, brief, accept)
	handler := newBenchHandler(b)
	handler.ServeHTTP(r, r.request)
	b.SetBytes(int64(r.written))
	b.ReportAllocs()
	for b.Loop() {
		r.rewind()
		handler.ServeHTTP(r, r.request)
		if r.status != http.StatusOK {
			b.Fatal(r.status)
		}
	}
}

func BenchmarkBatchMarkdown(b *testing.B) { benchBatch(b, "markdown", ndjsonType) }

func BenchmarkBatchHTML(b *testing.B) { benchBatch(b, "html", ndjsonType) }

func BenchmarkBatchJSON(b *testing.B) { benchBatch(b, "json", ndjsonType) }

func BenchmarkBatchText(b *testing.B) { benchBatch(b, "text", ndjsonType) }

func BenchmarkBatchZip(b *testing.B) { benchBatch(b, "markdown", zipType) }

// BenchmarkTogether sends single requests on every processor at once, the rate to which that of a batch is compared: 80 %
// of it is the goal.
func BenchmarkTogether(b *testing.B) {
	for format, accept := range map[string]string{"markdown": "text/markdown", "html": "text/html", "json": "application/json", "text": "text/plain"} {
		b.Run(format, func(b *testing.B) { benchTogether(b, accept) })
	}
}

func benchTogether(b *testing.B, accept string) {
	handler := newBenchHandler(b)
	requests := make(chan *benchRequest, processors())
	for range processors() {
		requests <- newBenchRequest(b, "full", accept)
	}
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(each *testing.PB) {
		r := <-requests
		for each.Next() {
			r.rewind()
			handler.ServeHTTP(r, r.request)
			if r.status != http.StatusOK {
				b.Error(r.status)
			}
		}
		b.SetBytes(int64(r.written))
	})
}

// newBenchHandler writes its log to nowhere.
func newBenchHandler(b *testing.B) http.Handler {
	b.Helper()
	logger := slog.New(slog.NewJSONHandler(io.Discard, nil)) //nolint:sloglint // a DiscardHandler would not format the log
	return newTestHandler(b, Options{Logger: logger, Now: time.Now})
}

// benchBatch sends one request with as many lines as there are operations, so that what is measured is one line.
func benchBatch(b *testing.B, format, accept string) {
	r := newBenchRequest(b, "full", accept)
	brief, err := os.ReadFile("../internal/loadtest/full.json")
	if err != nil {
		b.Fatal(err)
	}
	var line bytes.Buffer
	if err := json.Compact(&line, brief); err != nil {
		b.Fatal(err)
	}
	line.WriteByte('\n')
	handler := newBenchHandler(b)
	r.request.URL.Path, r.request.URL.RawQuery = "/v1/generate/batch", "format="+format
	r.request.Header.Set("Content-Type", ndjsonType)
	send := func(lines int) {
		r.rewind()
		r.request.Body = io.NopCloser(io.LimitReader(&repeating{text: line.Bytes()}, int64(lines)*int64(line.Len())))
		handler.ServeHTTP(r, r.request)
	}
	send(1)
	b.ReportAllocs()
	b.ResetTimer()
	send(b.N)
	b.SetBytes(int64(r.written / b.N))
}

// repeating is a text again and again.
type repeating struct {
	text []byte
	at   int
}

func (r *repeating) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}
