package api_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"rolewright/api"
	"rolewright/internal/export"
)

// batchOf is a request with lines to answer.
func batchOf(query string, lines []string, headers ...string) *http.Request {
	return request(http.MethodPost, "/v1/generate/batch"+query, strings.Join(lines, "\n"), append([]string{"Content-Type", "application/x-ndjson"}, headers...)...)
}

// answers decodes the lines of a reply.
func answers(t *testing.T, body string) []api.BatchLine {
	t.Helper()
	var all []api.BatchLine
	for line := range strings.Lines(body) {
		if !strings.HasSuffix(line, "\n") {
			t.Errorf("the last line has no end: %.100q", line)
		}
		all = append(all, into[api.BatchLine](t, line))
	}
	return all
}

// differing is a brief that no other number gives.
func differing(i int) string {
	return fmt.Sprintf(`{"role":"backend-engineer","template":"concise","company":{"name":"Acme %d"},"as_of":"2026-11-%02d"}`, i, i%28+1)
}

// TestBatchInEveryFormat wants of each line what the brief by itself gets.
func TestBatchInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, format := range export.Formats() {
		t.Run(format.Name, func(t *testing.T) {
			t.Parallel()
			var lines []string
			for i := range 20 {
				lines = append(lines, differing(i))
			}
			got := do(t, handler(), batchOf("?format="+format.Name, lines))
			if mediaType := got.header.Get("Content-Type"); got.status != http.StatusOK || mediaType != "application/x-ndjson" {
				t.Fatalf("status %d, %s: %.300s", got.status, mediaType, got.body)
			}
			all := answers(t, got.body)
			if diff := cmp.Diff(encodedLines(t, all), got.body); diff != "" {
				t.Errorf("not what the encoder makes of it (-want +got):\n%s", diff)
			}
			if len(all) != len(lines) {
				t.Fatalf("%d lines, want %d", len(all), len(lines))
			}
			for i, line := range all {
				alone := do(t, handler(), postTo("/v1/generate?format="+format.Name, lines[i]))
				if line.Line != i+1 || line.Problem != nil || contentOf(t, line) != alone.body {
					t.Errorf("line %d is not what the brief by itself gets: %+v", i+1, line)
				}
				if format.Name != "json" && line.MediaType != format.MediaType {
					t.Errorf("the media type is %q", line.MediaType)
				}
			}
		})
	}
}

// encodedLines is a reply as the encoder writes it.
func encodedLines(t *testing.T, all []api.BatchLine) string {
	t.Helper()
	var b strings.Builder
	for _, line := range all {
		b.Write(must(jsonv2.Marshal(line)))
		b.WriteByte('\n')
	}
	return b.String()
}

// contentOf is the ad in a line, in the form of a reply to one brief.
func contentOf(t *testing.T, line api.BatchLine) string {
	t.Helper()
	if line.Ad == nil {
		return line.Body + string(line.BodyBase64)
	}
	var b bytes.Buffer
	if err := export.Formats()[0].Encode(&b, line.Ad); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBatchTellsFaultsByLine mixes what can be answered with what cannot.
func TestBatchTellsFaultsByLine(t *testing.T) {
	t.Parallel()
	lines := []string{
		minimal, "", " \t\r", minimal + "\r", `{"role":`, with(`"salary":1`), with(`"pay":{"min":2,"max":1,"currency":"EUR","period":"hour"},"omit":["x"]`),
		minimal + minimal, `[]`, with(`"title":null`), with(`"title":"` + strings.Repeat("x", api.MaxBrief) + `"`),
		with(`"skills":` + strings.Repeat("[", 40) + strings.Repeat("]", 40)), "\xff", with(`"as_of":"2026-11-32"`),
		with(`"title":"` + strings.Repeat(" ", api.MaxBrief-len(with(`"title":"x"`))) + `x"`),
	}
	got := do(t, handler(), batchOf("?format=markdown", lines))
	var found []string
	for _, line := range answers(t, got.body) {
		if line.Problem == nil {
			found = append(found, fmt.Sprint(line.Line, " ", line.Body != ""))
			continue
		}
		checkLineProblem(t, got, line.Problem)
		words := []string{fmt.Sprint(line.Line, " ", line.Problem.Status)}
		for _, e := range line.Problem.Errors {
			words = append(words, *e.Pointer, e.Code)
		}
		found = append(found, strings.Join(words, " "))
	}
	want := []string{
		"1 true", "4 true", "5 400 /role truncated", "6 400 /salary unknown_member", "7 422 /pay/min too_large /omit/0 unknown_line",
		"8 400  trailing_data", "9 400  wrong_type", "10 400 /title null", "11 413", "12 400 /skills" + strings.Repeat("/0", 31) + " too_deep",
		"13 400  malformed", "14 422 /as_of invalid_date", "15 true",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestBatchAsksTheQuestionsOfAGate(t *testing.T) {
	t.Parallel()
	refused := with(`"gate":"specific"`)
	lines := answers(t, do(t, handler(), batchOf("", []string{refused}, "X-Request-Id", "test")).body)
	want := into[api.Problem](t, do(t, handler(), post(refused, "X-Request-Id", "test")).body)
	if diff := cmp.Diff(&want, lines[0].Problem); diff != "" || len(want.Questions) == 0 {
		t.Errorf("%d questions: %s", len(want.Questions), diff)
	}
}

// checkLineProblem wants of a problem in a line what holds for any, and that it speaks of the line.
func checkLineProblem(t *testing.T, got reply, p *api.Problem) {
	t.Helper()
	text := string(must(json.Marshal(p)))
	header := http.Header{"Content-Type": {"application/problem+json"}, "X-Request-Id": got.header["X-Request-Id"], "Cache-Control": {"no-store"}}
	checkProblem(t, reply{status: p.Status, header: header, body: text})
	if strings.Contains(text, "The body") {
		t.Errorf("a line is called a body: %s", text)
	}
}

// TestBatchRefused is what is wrong before there is a reply.
func TestBatchRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		query   string
		headers []string
		want    int
	}{
		"no media type":      {"", []string{"Content-Type", ""}, http.StatusUnsupportedMediaType},
		"one brief":          {"", []string{"Content-Type", "application/json"}, http.StatusUnsupportedMediaType},
		"another charset":    {"", []string{"Content-Type", "application/jsonl; charset=latin1"}, http.StatusUnsupportedMediaType},
		"compressed":         {"", []string{"Content-Encoding", "gzip"}, http.StatusUnsupportedMediaType},
		"an ad accepted":     {"", []string{"Accept", "text/markdown"}, http.StatusNotAcceptable},
		"nothing accepted":   {"", []string{"Accept", "*/*;q=0"}, http.StatusNotAcceptable},
		"unknown format":     {"?format=zip", nil, http.StatusBadRequest},
		"format twice":       {"?format=json&format=text", nil, http.StatusBadRequest},
		"another parameter":  {"?limit=1", nil, http.StatusBadRequest},
		"jsonl":              {"", []string{"Content-Type", "application/jsonl"}, http.StatusOK},
		"ndjson":             {"", []string{"Content-Type", "application/ndjson"}, http.StatusOK},
		"with charset":       {"", []string{"Content-Type", "application/x-ndjson; charset=UTF-8"}, http.StatusOK},
		"anything accepted":  {"", []string{"Accept", "application/*"}, http.StatusOK},
		"a browser's accept": {"", []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}, http.StatusOK},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := do(t, handler(), batchOf(test.query, []string{minimal}, test.headers...)); got.status != test.want {
				t.Errorf("status %d, want %d: %.300s", got.status, test.want, got.body)
			}
		})
	}
}

// TestBatchRefusalsHelp wants what a refusal advises to be of use.
func TestBatchRefusalsHelp(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]*http.Request{
		"accept application/x-ndjson or application/zip":                         batchOf("", []string{minimal}, "Accept", "text/markdown"),
		"application/x-ndjson or application/ndjson or application/jsonl in UTF": batchOf("", []string{minimal}, "Content-Type", "application/json"),
		"put each brief on a line of its own":                                    batchOf("", []string{minimal + minimal}),
	} {
		if got := record(handler(), r); !strings.Contains(got.body, want) || strings.Contains(got.body, "or use ?format=") {
			t.Errorf("no %q: %s", want, got.body)
		}
	}
}

// TestEmptyBatch is a body that was forgotten, and one of which nobody can know that before the reply begins.
func TestEmptyBatch(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"", "\n", "\n\n \n"} {
		for _, accept := range []string{"application/x-ndjson", "application/zip"} {
			got := record(handler(), batchOf("", []string{body}, "Accept", accept))
			if got.status != http.StatusBadRequest || faults(t, got)[0] != " empty" {
				t.Errorf("%q: status %d, %q", body, got.status, got.body)
			}
			checkProblem(t, got)
		}
	}
	unknown := batchOf("", []string{"\n"})
	unknown.ContentLength = -1
	if got := record(handler(), unknown); got.status != http.StatusOK || got.body != "" {
		t.Errorf("status %d, %q", got.status, got.body)
	}
}

// file is an entry of a ZIP archive.
type file struct {
	Name, Content string
	Modified      time.Time
}

// filesIn reads an archive as its directory has it, which also checks the sums.
func filesIn(t *testing.T, body string) []file {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var files []file
	for _, entry := range archive.File {
		content := must(entry.Open())
		files = append(files, file{entry.Name, string(must(io.ReadAll(content))), entry.Modified})
	}
	return files
}

func TestBatchAsZip(t *testing.T) {
	t.Parallel()
	early := `{"role":"Charge Nurse","company":{"name":"Lakeside"},"as_of":"1979-12-31"}`
	lines := []string{
		differing(3), "", `{"role":`, early, minimal, `{"role":"wizard","company":{"name":"Acme"}}`,
	}
	ask := func() *http.Request {
		return batchOf("?format=markdown", lines, "Accept", "application/zip", "X-Request-Id", "test")
	}
	got := do(t, handler(), ask())
	ad := func(brief string) string { return do(t, handler(), postTo("/v1/generate?format=markdown", brief)).body }
	epoch := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	want := []file{
		{"0001-backend-engineer-mid.md", ad(differing(3)), time.Date(2026, 11, 4, 0, 0, 0, 0, time.UTC)},
		{"0004-registered-nurse-lead.md", ad(early), epoch},
		{"0005-backend-engineer-mid.md", ad(minimal), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}, // today, as the ad says
		{"problems.ndjson", do(t, handler(), batchOf("", []string{"", "", lines[2], "", "", lines[5]}, "X-Request-Id", "test")).body, epoch},
	}
	if diff := cmp.Diff(want, filesIn(t, got.body)); diff != "" {
		t.Error(diff)
	}
	if again := do(t, handler(), ask()); again.body != got.body {
		t.Error("the archive is not the same twice")
	}
	if name := got.header.Get("Content-Disposition"); !strings.Contains(name, "ads.zip") {
		t.Errorf("Content-Disposition is %q", name)
	}
}

// TestZipInEveryFormat also has numbers of five digits.
func TestZipInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, format := range export.Formats() {
		t.Run(format.Name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), batchOf("?format="+format.Name, []string{differing(1), strings.Repeat("\n", 9_998) + differing(2)}, "Accept", "application/zip"))
			var want []file
			for i, name := range []string{"0001-backend-engineer-mid.", "10000-backend-engineer-mid."} {
				content := do(t, handler(), postTo("/v1/generate?format="+format.Name, differing(i+1))).body
				want = append(want, file{name + format.Extension, content, time.Date(2026, 11, i+2, 0, 0, 0, 0, time.UTC)})
			}
			if diff := cmp.Diff(want, filesIn(t, got.body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
