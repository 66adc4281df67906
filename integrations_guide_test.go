package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolewright/internal/export"
)

// TestIntegrationGuides runs each command of a guide that asks a local server, with the brief that the guide shows, and
// looks for what it says is printed. Every form for a board or a recruiting system needs a guide.
func TestIntegrationGuides(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	handler := guideHandler(t)
	paths, err := filepath.Glob("docs/integrations/*.md")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, path := range paths {
		if filepath.Base(path) != "README.md" {
			runGuide(t, handler, path, asked)
		}
	}
	for _, f := range export.Formats() {
		if f.ByNameOnly && !asked[f.Name] {
			t.Errorf("no guide in docs/integrations asks for format=%s", f.Name)
		}
	}
}

// runGuide runs the commands of a guide, and notes the formats that they ask for.
func runGuide(t *testing.T, handler http.Handler, path string, asked map[string]bool) {
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
	saved := map[string]bool{}
	for _, name := range regexp.MustCompile("Save [^`]* as `(\\S+)`").FindAllStringSubmatch(string(guide), -1) {
		saved[name[1]] = true
	}
	for i, block := range blocks {
		for _, name := range regexp.MustCompile(`(?:-o|>) (\S+)`).FindAllStringSubmatch(block[2], -1) {
			saved[name[1]] = true
		}
		for _, name := range regexp.MustCompile(`(?:-d @|jq '[^']+' )(\S+)`).FindAllStringSubmatch(block[2], -1) {
			if !saved[name[1]] {
				t.Errorf("%s reads %s, which nothing before it writes", path, name[1])
			}
		}
		if command, isOurs := strings.CutPrefix(block[2], "rolewright "); isOurs {
			generateAll(t, command, string(brief[1]))
		}
		found := regexp.MustCompile(`^curl -s 'http://localhost:8080/v1/generate\?format=(\w+)'`).FindStringSubmatch(block[2])
		if found == nil {
			continue
		}
		if asked[found[1]] || i+1 == len(blocks) {
			t.Fatalf("%s asks the server twice, or does not show the reply", path)
		}
		asked[found[1]] = true
		got := runCurl(t, handler, strings.ReplaceAll(block[2], "@brief.json", string(brief[1])))
		compare(t, got, blocks[i+1][1], blocks[i+1][2])
	}
}

// generateAll runs a command that makes ads of briefs.ndjson, for the brief and one like it, and looks for both.
func generateAll(t *testing.T, command, brief string) {
	t.Helper()
	brief = strings.ReplaceAll(brief, "\n", "")
	dir := adsIn(t, map[string]string{"briefs.ndjson": brief + "\n" + strings.ReplaceAll(brief, "REQ-42", "REQ-43") + "\n"})
	command, _, _ = strings.Cut(command, " && ")
	if got := generateIn(t, dir, "", strings.Fields(command)[1:]...); got != (generating{}) {
		t.Fatalf("%s: %+v", command, got)
	}
	var all strings.Builder
	for name, text := range filesBelow(t, dir) {
		if name != "briefs.ndjson" {
			all.WriteString(text)
		}
	}
	if !strings.Contains(all.String(), "REQ-42") || !strings.Contains(all.String(), "REQ-43") {
		t.Errorf("%s makes %.300s", command, &all)
	}
}
