package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rolewright/api"
	"rolewright/internal/config"
	"rolewright/internal/export"
)

// TestIntegrationGuides runs each command of a guide that asks a local server, with the brief that the guide shows, and
// looks for what it says is printed. Every form for a board or a recruiting system needs a guide.
func TestIntegrationGuides(t *testing.T) {
	t.Parallel()
	generator, err := newGenerator(config.Config{})
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
	handler, err := newHandler(generator, api.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("docs/integrations/*.md")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, path := range paths {
		if filepath.Base(path) != "README.md" {
			asked[runGuide(t, handler, path)] = true
		}
	}
	for _, f := range export.Formats() {
		if f.ByNameOnly && !asked[f.Name] {
			t.Errorf("no guide in docs/integrations asks for format=%s", f.Name)
		}
	}
}

// runGuide runs the command of a guide, and returns the format that it asks for.
func runGuide(t *testing.T, handler http.Handler, path string) string {
	t.Helper()
	guide, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	brief := regexp.MustCompile("(?s)Save this as `brief.json`:\n\n```json\n(.*?)```").FindSubmatch(guide)
	if len(brief) != 2 || strings.Contains(string(brief[1]), "'") {
		t.Fatalf("%s shows no brief.json, or one with an apostrophe", path)
	}
	blocks := regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	format := ""
	for i, block := range blocks {
		found := regexp.MustCompile(`^curl -s 'http://localhost:8080/v1/generate\?format=(\w+)'`).FindStringSubmatch(block[2])
		if found == nil {
			continue
		}
		if format != "" || i+1 == len(blocks) {
			t.Fatalf("%s asks the server twice, or does not show the reply", path)
		}
		format = found[1]
		got := runCurl(t, handler, strings.ReplaceAll(block[2], "@brief.json", string(brief[1])))
		compare(t, got, blocks[i+1][1], blocks[i+1][2])
	}
	return format
}
