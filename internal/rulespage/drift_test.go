package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPageIsUpToDate(t *testing.T) {
	t.Parallel()
	kept, err := os.ReadFile(filepath.Join("..", "..", "docs", "rules.md"))
	if err != nil {
		t.Fatalf("%v; run `make generate`", err)
	}
	if made := built(t); !bytes.Equal(made, kept) {
		diff := cmp.Diff(bytes.Split(made, []byte("\n")), bytes.Split(kept, []byte("\n")))
		t.Errorf("docs/rules.md is out of date; run `make generate`. Made anew (-), in the repository (+):\n%.2000s", diff)
	}
}

func TestPageIsDeterministic(t *testing.T) {
	t.Parallel()
	first := built(t)
	for range 3 {
		if !bytes.Equal(first, built(t)) {
			t.Fatal("the page differs from one time to the next")
		}
	}
}

func TestRunWritesThePage(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := run(root); err == nil {
		t.Error("no error without a folder for documents")
	}
	if err := os.Mkdir(filepath.Join(root, "docs"), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := run(root); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(root, "docs", "rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written, built(t)) {
		t.Error("the file is not the page")
	}
}

func built(t *testing.T) []byte {
	t.Helper()
	content, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return content
}
