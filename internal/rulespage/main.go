// Rulespage writes docs/rules.md, the page on the rules of a review, from the rules themselves:
//
//	go run ./internal/rulespage  # in the root of the repository
//
// What a rule says of itself, its examples and what the review finds in them come from package review, duties from
// package law. What holds for every rule is said in page.md.tmpl. Same rules, same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "rulespage:", err)
		os.Exit(1) //nolint:forbidigo // main exits
	}
}

// run writes docs/rules.md in the repository at root.
func run(root string) error {
	content, err := build()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "docs", "rules.md"), content, 0o644) //nolint:gosec // a public document
}
