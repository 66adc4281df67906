package api

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
)

const briefOfTests = `{"role":"backend-engineer","company":{"name":"Acme"}}`

// sharedGenerator is one for all tests of batches; to make one takes time.
var sharedGenerator = sync.OnceValue(func() *generate.Generator { return newTestGenerator(&testing.T{}) })

// runBatch sends lines through a batch in a format of the test's own.
func runBatch(t *testing.T, format export.Format, mediaType, lines string) (reply, log string, err error) {
	t.Helper()
	var logged bytes.Buffer
	metrics, err := NewMetrics(prometheus.NewRegistry())
	if err != nil {
		t.Fatal(err)
	}
	briefs, err := NewBriefReader(sharedGenerator())
	if err != nil {
		t.Fatal(err)
	}
	s := &server{
		logger: slog.New(slog.NewJSONHandler(&logged, nil)), metrics: metrics, briefs: briefs, options: Options{}.withDefaults(),
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/generate/batch", strings.NewReader(lines))
	w := httptest.NewRecorder()
	err = s.stream(echo.New().NewContext(r, w), &format, mediaType)
	return w.Body.String(), logged.String(), err
}

// writing is a format that writes what the test says.
func writing(mediaType string, encode func(*bytes.Buffer, *jobad.Ad) error) export.Format {
	return export.Format{Name: "test", MediaType: mediaType, Extension: "test", Parts: jobad.Markdown, Encode: encode}
}

// TestBatchOfAnyFormat tells text from what is none by its media type.
func TestBatchOfAnyFormat(t *testing.T) {
	t.Parallel()
	const content = "<&>\u2028\x01"
	for mediaType, text := range map[string]bool{
		"text/x": true, "application/json": true, "application/ld+json": true, "application/xml": true, "application/x+xml": true,
		"application/pdf": false, "application/vnd.openxmlformats-officedocument.wordprocessingml.document": false,
	} {
		format := writing(mediaType, func(b *bytes.Buffer, _ *jobad.Ad) error { b.WriteString(content); return nil })
		reply, _, err := runBatch(t, format, ndjsonType, briefOfTests)
		var line BatchLine
		if err := errors.Join(err, json.Unmarshal([]byte(reply), &line)); err != nil {
			t.Fatal(mediaType, err)
		}
		if line.MediaType != mediaType || text != (line.Body == content) || text == (string(line.BodyBase64) == content) {
			t.Errorf("%s: %s", mediaType, reply)
		}
		archive, _, err := runBatch(t, format, zipType, briefOfTests)
		if err != nil {
			t.Fatal(mediaType, err)
		}
		files, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
		if err != nil {
			t.Fatal(mediaType, err)
		}
		if stored := files.File[0].Method == zip.Store; stored == text {
			t.Errorf("%s: stored is %v", mediaType, stored)
		}
	}
}

// TestBatchGoesOnAfterAFailure is a format that cannot encode, fails or panics on one line.
func TestBatchGoesOnAfterAFailure(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fail   func() error
		status int
		logs   string
	}{
		"refused": {func() error { return &problem{status: http.StatusNotAcceptable, detail: "It cannot be said so."} }, 406, ""},
		"failed":  {func() error { return errors.New("broken") }, 500, `"error":"broken"`},
		"panics":  {func() error { panic("broken") }, 500, `panic: broken`},
		"no text": {func() error { return nil }, 500, "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			format := writing("text/x", func(b *bytes.Buffer, ad *jobad.Ad) error {
				b.WriteString("\xff")
				if ad.Brief.Team == "no" {
					return test.fail()
				}
				b.Reset()
				b.WriteString("yes")
				return nil
			})
			lines := strings.Repeat(briefOfTests+"\n"+strings.Replace(briefOfTests, "{", `{"team":"no",`, 1)+"\n", 30)
			got, log, err := runBatch(t, format, ndjsonType, lines)
			if err != nil {
				t.Fatal(err)
			}
			decoder := json.NewDecoder(strings.NewReader(got))
			for i := range 60 {
				var line BatchLine
				if err := decoder.Decode(&line); err != nil {
					t.Fatal(err)
				}
				if fails := i%2 == 1; line.Line != i+1 || fails != (line.Problem != nil) || fails && line.Problem.Status != test.status {
					t.Fatalf("line %d: %+v", i+1, line)
				}
			}
			if (test.logs == "") != (log == "") || !strings.Contains(log, test.logs) {
				t.Errorf("the log is %.500s", log)
			}
		})
	}
}

// TestBatchCutOff is what fails in the stream itself, which is not told as if it were in a line.
func TestBatchCutOff(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		sink   sink
		from   io.Reader
		status int
	}{
		"reading":  {&brokenSink{}, io.MultiReader(strings.NewReader(briefOfTests+"\n"), errorReader{broken}), statusClientGone},
		"writing":  {&brokenSink{write1: broken}, strings.NewReader(briefOfTests), statusClientGone},
		"the end":  {&brokenSink{close1: broken}, strings.NewReader(briefOfTests), statusClientGone},
		"problems": {&brokenSink{problem1: broken}, strings.NewReader("{}"), http.StatusInternalServerError},
		"panics":   {&brokenSink{panics: true}, strings.NewReader(briefOfTests), http.StatusInternalServerError},
		"a worker": {&brokenSink{panics: true}, strings.NewReader("{}"), http.StatusInternalServerError},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			metrics, err := NewMetrics(prometheus.NewRegistry())
			if err != nil {
				t.Fatal(err)
			}
			briefs, err := NewBriefReader(sharedGenerator())
			if err != nil {
				t.Fatal(err)
			}
			s := &server{logger: slog.New(slog.DiscardHandler), metrics: metrics, briefs: briefs}
			conn := &batchConn{control: http.NewResponseController(httptest.NewRecorder()), from: test.from}
			format := writing("text/x", func(*bytes.Buffer, *jobad.Ad) error { return nil })
			b := &batch{server: s, format: &format, conn: conn, lines: NewBriefLines(conn), sink: test.sink, workers: 2}
			err = aborted(b.run(t.Context()))
			got, ok := errors.AsType[*abortError](err)
			if !ok || got.status != test.status || !strings.Contains(err.Error(), "broken") {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

// TestBatchAborts wants the connection cut once the request was logged and counted.
func TestBatchAborts(t *testing.T) {
	t.Parallel()
	var logged bytes.Buffer
	handler := newTestHandler(t, Options{Logger: slog.New(slog.NewJSONHandler(&logged, nil)), Now: time.Now})
	broken := io.MultiReader(strings.NewReader(briefOfTests), errorReader{io.ErrUnexpectedEOF})
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/generate/batch", broken)
	r.Header.Set("Content-Type", ndjsonType)
	defer func() {
		if v := recover(); v != http.ErrAbortHandler { //nolint:errorlint // a panic is compared as net/http does
			t.Errorf("the handler panics with %v", v)
		}
		if !strings.Contains(logged.String(), `"status":499`) {
			t.Errorf("the log is %s", &logged)
		}
	}()
	handler.ServeHTTP(httptest.NewRecorder(), r)
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

// brokenSink fails where it is told to.
type brokenSink struct {
	write1, close1, problem1 error
	panics                   bool
}

func (s *brokenSink) ad(*batchJob, *jobad.Ad, *export.Format) error { return nil }
func (s *brokenSink) flush() error                                  { return nil }
func (s *brokenSink) close() error                                  { return s.close1 }

func (s *brokenSink) problem(*batchJob, *Problem) error {
	if s.panics {
		panic("broken")
	}
	return s.problem1
}

func (s *brokenSink) write(*batchJob) error {
	if s.panics {
		panic("broken")
	}
	return s.write1
}

// TestProblemsOfAZipAreBounded sends problems that do not compress.
func TestProblemsOfAZipAreBounded(t *testing.T) {
	t.Parallel()
	f, random := &problemFile{}, rand.New(rand.NewPCG(1, 2))
	const lines = 2000
	for i := range lines {
		noise := make([]byte, 4000)
		for i := range noise {
			noise[i] = byte('!' + random.IntN(90))
		}
		j := &batchJob{number: i + 1}
		p := &Problem{Type: "about:blank", Status: 400, Errors: []ProblemError{{Code: "x", Detail: string(noise)}}}
		j.entry.problem = p
		if err := errors.Join(problemLine(j, p), f.add(j)); err != nil {
			t.Fatal(err)
		}
	}
	entry, content, err := f.close()
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > maxProblems+1<<17 {
		t.Errorf("%d bytes are kept", len(content))
	}
	var archive bytes.Buffer
	s := &zipSink{zip: zip.NewWriter(&archive)}
	if err := errors.Join(s.entry(entry, content), s.zip.Close()); err != nil {
		t.Fatal(err)
	}
	read, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	text, err := read.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	all, found := bufio.NewScanner(text), 0
	for all.Scan() {
		found++
		var line BatchLine
		if err := json.Unmarshal(all.Bytes(), &line); err != nil || line.Line != found || line.Problem.Status != 400 {
			t.Fatalf("line %d: %v %.200s", found, err, all.Bytes())
		}
	}
	if found != lines {
		t.Errorf("%d problems, want %d", found, lines)
	}
}

// TestBriefLines reads lines of every length around the limit and the size of what is read at once.
func TestBriefLines(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	lengths := []int{1, 0, 32<<10 - 1, 32 << 10, 32<<10 + 1, MaxBrief - 1, MaxBrief, MaxBrief + 1, 5, 4 * MaxBrief, 6}
	var want []string
	for i, n := range lengths {
		text.WriteString(strings.Repeat("x", n) + "\n")
		switch {
		case n > MaxBrief:
			want = append(want, fmt.Sprint(i+1, " long"))
		case n > 0:
			want = append(want, fmt.Sprint(i+1, " ", n))
		}
	}
	for _, end := range []string{"", "x", strings.Repeat("x", MaxBrief+1)} {
		all := want
		switch len(end) {
		case 0:
		case 1:
			all = append(slices.Clip(all), "12 1")
		default:
			all = append(slices.Clip(all), "12 long")
		}
		lines := NewBriefLines(strings.NewReader(text.String() + end))
		var got []string
		var room []byte
		for {
			line, err := lines.Next(room)
			if errors.Is(err, io.EOF) {
				break
			}
			if room = line; errors.Is(err, ErrLongLine) {
				got = append(got, fmt.Sprint(lines.Number(), " long"))
			} else if err == nil {
				got = append(got, fmt.Sprint(lines.Number(), " ", len(line)))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(all) {
			t.Errorf("got %v\nwant %v", got, all)
		}
	}
}
