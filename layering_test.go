package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// everything is the row of a package that may import any other of the module.
const everything = "*"

// layers is who may import whom within the module. A row names a package by its folder and lists the packages that it
// may import; it knows nothing of any other. A new package needs a row, so that its place is decided and not found.
func layers() map[string][]string {
	return map[string][]string{
		".":                   {everything},
		"api":                 {"internal/catalog", "internal/compare", "internal/export", "internal/generate", "internal/jobad", "internal/review", "internal/site", "internal/together"},
		"internal/catalog":    {"internal/jobad", "internal/strictyaml", "internal/wording"},
		"internal/compare":    {"internal/catalog", "internal/jobad", "internal/wording"},
		"internal/config":     {},
		"internal/export":     {"internal/jobad"},
		"internal/generate":   {"internal/catalog", "internal/jobad", "internal/law", "internal/render", "internal/review", "internal/together"},
		"internal/jobad":      {},
		"internal/law":        {"internal/jobad", "internal/strictyaml"},
		"internal/reload":     {"internal/together"},
		"internal/render":     {"internal/jobad"},
		"internal/review":     {"internal/jobad", "internal/strictyaml"},
		"internal/site":       {"internal/jobad"},
		"internal/strictyaml": {"internal/together"},
		"internal/together":   {},
		"internal/wording":    {},

		// Support for tests, which only tests import.
		"internal/contract": {},
		"internal/golden":   {},
		"internal/property": {},

		// Tools of their own, which nobody imports.
		"internal/loadtest":    {},
		"internal/openapi":     {everything},
		"internal/rolesschema": {"internal/catalog", "internal/jobad", "internal/strictyaml"},
		"internal/rulespage":   {"internal/jobad", "internal/law", "internal/review"},
	}
}

// offTheProgram are the packages that the program must not contain: support for tests, and tools.
func offTheProgram() []string {
	return []string{"internal/contract", "internal/golden", "internal/loadtest", "internal/openapi", "internal/property", "internal/rolesschema", "internal/rulespage"}
}

// confined are modules that only some packages may import, so that leaving them stays a bounded change.
func confined() map[string][]string {
	return map[string][]string{
		"github.com/kljensen/snowball": {"internal/wording"},
		"github.com/labstack/echo":     {"api"},
		"gopkg.in/yaml.v3":             {"internal/openapi", "internal/strictyaml"},
	}
}

// processPackages are those that may read the environment and arguments, and end the process.
func processPackages() []string {
	return []string{".", "internal/loadtest", "internal/openapi", "internal/property", "internal/rolesschema", "internal/rulespage"}
}

// processNames are what they may use of package os.
func processNames() []string {
	return []string{"Args", "Environ", "Exit", "ExpandEnv", "Getenv", "LookupEnv", "Setenv", "Unsetenv"}
}

func TestEveryPackageHasALayer(t *testing.T) {
	t.Parallel()
	for _, name := range slices.Sorted(maps.Keys(program(t))) {
		if _, ok := layers()[name]; !ok {
			t.Errorf("package %s has no row in layers(); decide what it may import and add one", name)
		}
	}
}

func TestPackagesImportDownwardsOnly(t *testing.T) {
	t.Parallel()
	for name, files := range program(t) {
		allowed := layers()[name]
		for imported, position := range imports(files) {
			folder, ours := inModule(imported)
			switch {
			case !ours:
			case slices.Contains(offTheProgram(), folder):
				t.Errorf("%s: %s is for tests or a tool of its own; the program must not import it", position, folder)
			case !slices.Contains(allowed, folder) && !slices.Contains(allowed, everything):
				t.Errorf("%s: %s must not import %s; it may import %v", position, name, folder, allowed)
			}
		}
	}
}

func TestJobadImportsTheStandardLibraryOnly(t *testing.T) {
	t.Parallel()
	files := program(t)["internal/jobad"]
	if len(files) == 0 {
		t.Fatal("package internal/jobad has no files")
	}
	for imported, position := range imports(files) {
		if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") || first == "rolewright" {
			t.Errorf("%s: internal/jobad imports %s; it may import the standard library only", position, imported)
		}
	}
}

func TestConfinedModules(t *testing.T) {
	t.Parallel()
	for name, files := range program(t) {
		for imported, position := range imports(files) {
			for module, users := range confined() {
				if (imported == module || strings.HasPrefix(imported, module+"/")) && !slices.Contains(users, name) {
					t.Errorf("%s: %s imports %s; only %v may", position, name, imported, users)
				}
			}
		}
	}
}

func TestOnlyMainTouchesTheProcess(t *testing.T) {
	t.Parallel()
	for name, files := range program(t) {
		if slices.Contains(processPackages(), name) {
			continue
		}
		for _, f := range files {
			for _, use := range usesOfOS(f) {
				t.Errorf("%s: %s uses os.%s; take the value as an argument, as run does", f.position(use.Pos()), name, use.Sel.Name)
			}
		}
	}
}

// sourceFile is a parsed file of the program.
type sourceFile struct {
	fset   *token.FileSet
	syntax *ast.File
}

func (f sourceFile) position(p token.Pos) string { return f.fset.Position(p).String() }

// program parses every Go file of the module that is no test, by the folder of its package.
func program(t *testing.T) map[string][]sourceFile {
	t.Helper()
	fset := token.NewFileSet()
	packages := map[string][]sourceFile{}
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if file != "." && isNoSource(entry.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(file))
		packages[folder] = append(packages[folder], sourceFile{fset: fset, syntax: syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

// isNoSource reports a folder that the go command passes over, or that holds what was built or installed.
func isNoSource(folder string) bool {
	return strings.HasPrefix(folder, ".") || strings.HasPrefix(folder, "_") ||
		slices.Contains([]string{"bin", "node_modules", "testdata", "vendor"}, folder)
}

// imports are the import paths of files, each with the place of one import.
func imports(files []sourceFile) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		for _, spec := range f.syntax.Imports {
			if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
				all[imported] = f.position(spec.Pos())
			}
		}
	}
	return all
}

// inModule is the folder of a package of this module.
func inModule(imported string) (folder string, ok bool) {
	if imported == "rolewright" {
		return ".", true
	}
	return strings.CutPrefix(imported, "rolewright/")
}

// usesOfOS finds os.Exit and its like, under whatever name os is imported.
func usesOfOS(f sourceFile) []*ast.SelectorExpr {
	name := ""
	for _, spec := range f.syntax.Imports {
		if spec.Path.Value == `"os"` {
			name = "os"
			if spec.Name != nil {
				name = spec.Name.Name
			}
		}
	}
	var uses []*ast.SelectorExpr
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok || name == "" {
			return true
		}
		if on, ok := selector.X.(*ast.Ident); ok && on.Name == name && slices.Contains(processNames(), selector.Sel.Name) {
			uses = append(uses, selector)
		}
		return true
	})
	return uses
}
