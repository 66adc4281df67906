package main

import (
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

// TestResolveGuide runs each curl command of the guide and looks for what the guide says it prints.
func TestResolveGuide(t *testing.T) {
	t.Parallel()
	generator, err := newGenerator(config.Config{})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := newHandler(generator, api.Options{Now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	guide, err := os.ReadFile("docs/resolve.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	if len(blocks) < 6 || len(blocks)%2 != 0 {
		t.Fatalf("the guide has %d blocks; want commands, each with what it prints", len(blocks))
	}
	for i := 0; i < len(blocks); i += 2 {
		command, language, shown := blocks[i][2], blocks[i+1][1], blocks[i+1][2]
		if language == "text" {
			if got := runCurl(t, handler, command); !strings.HasPrefix(got, shown) {
				t.Errorf("the guide shows\n%s\nbut the program begins with\n%.200s", shown, got)
			}
			continue
		}
		url := regexp.MustCompile(`'([^']*)'`).FindStringSubmatch(command)
		if url == nil {
			t.Fatalf("no address in %s", command)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, url[1], http.NoBody))
		compare(t, recorder.Body.String(), language, shown)
	}
}
