package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rolewright/internal/golden"
)

// TestGenerateGuide runs each command of the guide that is followed by what it prints, on the briefs that the guide
// shows.
func TestGenerateGuide(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	guide, err := os.ReadFile("docs/generate.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, notation := range map[string]string{"brief.yaml": "yaml", "briefs.ndjson": "json"} {
		shown := regexp.MustCompile("(?s)`" + regexp.QuoteMeta(name) + "`:\n\n```" + notation + "\n(.*?)```").FindSubmatch(guide)
		if shown == nil {
			t.Fatalf("the guide does not show %s", name)
		}
		write(t, dir, name, string(shown[1]))
	}
	ran := 0
	shown := regexp.MustCompile("(?s)(```sh\nrolewright )([^\n]+)(\n```\n\n```text\n).*?(```)")
	got := shown.ReplaceAllFunc(guide, func(block []byte) []byte {
		ran++
		parts := shown.FindSubmatch(block)
		args := strings.Fields(string(parts[2]))
		for i, arg := range args {
			if strings.Contains(arg, ".") || arg == "ads" {
				args[i] = filepath.Join(dir, arg)
			}
		}
		var out bytes.Buffer
		if err := run(t.Context(), args, noEnv, nil, &out, &out); err != nil {
			if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFound {
				t.Fatal(err)
			}
		}
		printed := strings.ReplaceAll(out.String(), dir+string(filepath.Separator), "")
		return []byte(string(parts[1]) + string(parts[2]) + string(parts[3]) + printed + string(parts[4]))
	})
	if ran != 2 {
		t.Errorf("the guide shows what %d commands print; want 2", ran)
	}
	if _, err := os.Stat(filepath.Join(dir, "ads", "0001-line-cook-mid.md")); err != nil {
		t.Errorf("the file that the guide names is not there: %v", err)
	}
	golden.Equal(t, "docs/generate.md", got)
}
