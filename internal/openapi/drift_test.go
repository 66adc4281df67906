package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/swaggo/swag/gen"

	"rolewright/internal/contract"
)

const root = "../.."

// silent keeps swag from telling what it does.
type silent struct{}

func (silent) Printf(string, ...any) {}

// swagger runs swag as scripts/generate.sh does, and returns the documents it writes by name.
func swagger(t *testing.T) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	err := gen.New().Build(&gen.Config{
		Debugger: silent{}, SearchDir: root + "/api," + root + "/internal/jobad", MainAPIFile: "doc.go",
		OutputDir: folder, OutputTypes: []string{"json", "yaml"}, PropNamingStrategy: "camelcase", ParseDepth: 100,
		CollectionFormat: "csv", LeftTemplateDelim: "{{", RightTemplateDelim: "}}",
	})
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"swagger.json": read(t, filepath.Join(folder, "swagger.json")),
		"swagger.yaml": read(t, filepath.Join(folder, "swagger.yaml")),
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestDocumentsAreUpToDate(t *testing.T) {
	t.Parallel()
	want := swagger(t)
	made, err := build(t.Context(), root, want["swagger.json"])
	if err != nil {
		t.Fatal(err)
	}
	want["openapi.json"], want["openapi.yaml"] = made.json, made.yaml
	for name, content := range want {
		if diff := cmp.Diff(string(content), string(read(t, filepath.Join(root, "docs", name)))); diff != "" {
			t.Errorf("docs/%s is out of date; run `make generate`. Made anew (-), in the repository (+):\n%.2000s", name, diff)
		}
	}
}

func TestDocumentIsDeterministic(t *testing.T) {
	t.Parallel()
	source := read(t, filepath.Join(root, "docs", "swagger.json"))
	first, err := build(t.Context(), root, source)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		next, err := build(t.Context(), root, source)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(first.json), string(next.json)); diff != "" {
			t.Fatalf("JSON differs from one time to the next:\n%s", diff)
		}
		if diff := cmp.Diff(string(first.yaml), string(next.yaml)); diff != "" {
			t.Fatalf("YAML differs from one time to the next:\n%s", diff)
		}
	}
}

func TestDocumentFitsTheContractCheck(t *testing.T) {
	t.Parallel()
	contract.New(t, read(t, filepath.Join(root, "docs", "openapi.json")))
}

func TestRunWritesBothDocuments(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "docs"), 0o750); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"roles.yaml", "templates", "internal", "api", "docs/integrations"} {
		target, err := filepath.Abs(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(t.Context(), folder); err == nil {
		t.Error("no error without docs/swagger.json")
	}
	source := read(t, filepath.Join(root, "docs", "swagger.json"))
	if err := os.WriteFile(filepath.Join(folder, "docs", "swagger.json"), source, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), folder); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"openapi.json", "openapi.yaml"} {
		if len(read(t, filepath.Join(folder, "docs", name))) == 0 {
			t.Errorf("docs/%s is empty", name)
		}
	}
}
