package api_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProblemsAreDocumented holds docs/problems.md against the types and codes in the source.
func TestProblemsAreDocumented(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/problems.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, match := range regexp.MustCompile(`(?m)^### (\S+)$`).FindAllSubmatch(text, -1) {
		name := string(match[1])
		if documented[name] {
			t.Errorf("docs/problems.md has two sections for %s", name)
		}
		documented[name] = true
	}
	delete(documented, "about:blank")
	used := map[string]bool{}
	for _, folder := range []string{".", "../internal/generate"} {
		for _, file := range parseFolder(t, folder) {
			ast.Inspect(file, func(node ast.Node) bool {
				for _, name := range problemNames(node) {
					used[name] = true
				}
				return true
			})
		}
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(used)), slices.Sorted(maps.Keys(documented))); diff != "" {
		t.Errorf("types and codes in the source (-) and in docs/problems.md (+):\n%s", diff)
	}
}

func parseFolder(t *testing.T, folder string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// problemNames are the types and codes that a node makes a problem of: an argument of the functions that make
// a fault, the fields that hold one, and what a function named explain returns first.
func problemNames(node ast.Node) []string {
	switch node := node.(type) {
	case *ast.CallExpr:
		if i := codeOfFault(node.Fun); i < len(node.Args) {
			return literals(node.Args[i])
		}
	case *ast.KeyValueExpr:
		if key, ok := node.Key.(*ast.Ident); ok && (key.Name == "kind" || key.Name == "Code") {
			return literals(node.Value)
		}
	case *ast.FuncDecl:
		if strings.HasPrefix(node.Name.Name, "explain") {
			return returned(node)
		}
	}
	return nil
}

// codeOfFault is which argument of a function is the code of a fault that it makes; a function that makes none has less.
func codeOfFault(function ast.Expr) int {
	switch function := function.(type) {
	case *ast.Ident:
		if function.Name == "undecodable" || function.Name == "badParameter" {
			return 1
		}
	case *ast.SelectorExpr:
		receiver, ok := function.X.(*ast.Ident)
		switch {
		case ok && receiver.Name == "f" && function.Sel.Name == "add":
			return 1
		case ok && receiver.Name == "r" && (function.Sel.Name == "tell" || function.Sel.Name == "skip"):
			return 0
		}
	}
	return math.MaxInt
}

func returned(function *ast.FuncDecl) []string {
	var names []string
	ast.Inspect(function, func(node ast.Node) bool {
		if statement, ok := node.(*ast.ReturnStmt); ok && len(statement.Results) > 1 {
			names = append(names, literals(statement.Results[0])...)
		}
		return true
	})
	return names
}

func literals(expression ast.Expr) []string {
	literal, ok := expression.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return nil
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return nil
	}
	return []string{text}
}
