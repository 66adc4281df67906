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

// TestReviewGuide runs each command of the guide that is followed by what it prints, on the ad that the guide shows.
func TestReviewGuide(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	guide, err := os.ReadFile("docs/review.md")
	if err != nil {
		t.Fatal(err)
	}
	ad := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindSubmatch(guide)
	if ad == nil {
		t.Fatal("the guide shows no ad")
	}
	dir := t.TempDir()
	write(t, dir, "ad.md", string(ad[1]))
	ran := 0
	shown := regexp.MustCompile("(?s)(```sh\nrolewright )([^\n]+)(\n```\n\n```text\n).*?(```)")
	got := shown.ReplaceAllFunc(guide, func(block []byte) []byte {
		ran++
		parts := shown.FindSubmatch(block)
		args := strings.Fields(strings.ReplaceAll(string(parts[2]), "ad.md", filepath.Join(dir, "ad.md")))
		var out bytes.Buffer
		if err := run(t.Context(), args, noEnv, nil, &out, &bytes.Buffer{}); err != nil {
			if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFound {
				t.Fatal(err)
			}
		}
		printed := strings.ReplaceAll(out.String(), dir+string(filepath.Separator), "")
		return []byte(string(parts[1]) + string(parts[2]) + string(parts[3]) + printed + string(parts[4]))
	})
	if ran < 2 {
		t.Errorf("the guide shows what %d commands print; want 2 or more", ran)
	}
	golden.Equal(t, "docs/review.md", got)
}
