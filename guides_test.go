package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// oneByOne skips a test that makes one call after another under the race detector, which has nothing to say of them; without
// -short it runs in full.
func oneByOne(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one call after another")
	}
}

// TestGuides runs each curl command of guides and looks for what they say it prints.
func TestGuides(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	handler := guideHandler(t)
	for file, atLeast := range map[string]int{"docs/resolve.md": 3, "docs/hiring.md": 2} {
		guide, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		blocks := regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
		if len(blocks) < 2*atLeast || len(blocks)%2 != 0 {
			t.Fatalf("%s has %d blocks; want commands, each with what it prints", file, len(blocks))
		}
		for i := 0; i < len(blocks); i += 2 {
			command, language, shown := blocks[i][2], blocks[i+1][1], blocks[i+1][2]
			got := runCurl(t, handler, command)
			if language != "text" {
				compare(t, got, language, shown)
			} else if !strings.HasPrefix(got, shown) {
				t.Errorf("%s shows\n%s\nbut the program begins with\n%.200s", file, shown, got)
			}
		}
	}
}
