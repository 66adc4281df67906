package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"rolewright/api"
	"rolewright/internal/config"
)

// TestReadme runs each curl command of the README and looks for what the README says it prints.
func TestReadme(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	handler := guideHandler(t)
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	ran := 0
	for i, block := range blocks {
		if block[1] != "sh" || !strings.HasPrefix(block[2], "curl") {
			continue
		}
		if i+1 == len(blocks) {
			t.Fatalf("nothing is shown for %s", block[2])
		}
		compare(t, runCurl(t, handler, block[2]), blocks[i+1][1], blocks[i+1][2])
		ran++
	}
	if ran < 3 {
		t.Errorf("the README has %d curl commands; want 3 or more", ran)
	}
}

// guideHandler is the program as it comes, on the day of the documentation.
func guideHandler(t *testing.T) http.Handler {
	t.Helper()
	generator, err := newGenerator(config.Config{})
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	handler, err := newHandler(generator, api.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// runCurl sends the request of a curl command and returns the body of the reply.
func runCurl(t *testing.T, handler http.Handler, command string) string {
	t.Helper()
	var url, body string
	header := http.Header{}
	words := regexp.MustCompile(`(?s)'([^']*)'|(\S+)`).FindAllStringSubmatch(strings.ReplaceAll(command, "\\\n", " "), -1)
	for i := 1; i < len(words); i++ {
		switch word := words[i][2]; word {
		case "-s":
		case "-o":
			i++
		case "-d":
			i++
			body = words[i][1]
		case "-H":
			i++
			name, value, _ := strings.Cut(words[i][1], ": ")
			header.Set(name, value)
		default:
			url = words[i][1]
		}
	}
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	request := httptest.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	request.Header = header
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	reply, err := io.ReadAll(recorder.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(reply)
}

// compare wants all of Markdown, of XML and HTML every line that is shown, in its order, and of JSON every string.
func compare(t *testing.T, got, language, shown string) {
	t.Helper()
	if language == "markdown" {
		if got != shown {
			t.Errorf("the README shows\n%s\nbut the program prints\n%s", shown, got)
		}
		return
	}
	if language == "xml" || language == "html" {
		rest := got
		for line := range strings.Lines(shown) {
			_, after, found := strings.Cut(rest, strings.TrimSpace(line))
			if !found {
				t.Errorf("%s is shown, which is not in the rest of\n%s", line, rest)
			}
			rest = after
		}
		return
	}
	var reply bytes.Buffer
	if err := json.Compact(&reply, []byte(got)); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	for _, text := range regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).FindAllString(shown, -1) {
		if !strings.Contains(reply.String(), text) {
			t.Errorf("%s is shown, which is not in\n%s", text, got)
		}
	}
}
