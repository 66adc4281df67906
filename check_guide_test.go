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

// TestCatalogGuide runs each command of the guide that is followed by what it prints, on the catalog that the guide shows.
func TestCatalogGuide(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	guide, err := os.ReadFile("docs/catalog.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(guide)
	if shown == nil {
		t.Fatal("the guide shows no catalog")
	}
	dir, text := t.TempDir(), string(shown[1])
	write(t, dir, "team.yaml", text)
	ran := 0
	command := regexp.MustCompile("(?s)(```sh\n(?:sed '([^']*)' team.yaml \\| )?rolewright )([^\n]+)(\n```\n\n```text\n).*?(```)")
	got := command.ReplaceAllFunc(guide, func(block []byte) []byte {
		ran++
		parts := command.FindSubmatch(block)
		args := strings.Fields(strings.ReplaceAll(string(parts[3]), "team.yaml", filepath.Join(dir, "team.yaml")))
		var out bytes.Buffer
		if err := run(t.Context(), args, noEnv, strings.NewReader(edit(t, text, string(parts[2]))), &out, &bytes.Buffer{}); err != nil {
			if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFound {
				t.Fatal(err)
			}
		}
		printed := strings.ReplaceAll(out.String(), dir+string(filepath.Separator), "")
		return bytes.Join([][]byte{parts[1], parts[3], parts[4], []byte(printed), parts[5]}, nil)
	})
	if ran < 3 {
		t.Errorf("the guide shows what %d commands print; want 3 or more", ran)
	}
	golden.Equal(t, "docs/catalog.md", got)
}

// edit does what sed does with commands such as "s/a/b/; s/c/d/".
func edit(t *testing.T, text, commands string) string {
	t.Helper()
	for _, command := range regexp.MustCompile("s/([^/]*)/([^/]*)/").FindAllStringSubmatch(commands, -1) {
		if strings.Count(text, command[1]) != 1 {
			t.Fatalf("%q is not in the text once", command[1])
		}
		text = strings.Replace(text, command[1], command[2], 1)
	}
	return text
}
