// Rolesschema writes docs/roles.schema.json, the JSON Schema (draft 2020-12) of roles.yaml, with which editors complete
// and check a catalog while it is written:
//
//	go run ./internal/rolesschema  # in the root of the repository
//
// Which keys there are comes from the Go types that package catalog reads, their limits from catalog.LimitOf, and what
// they are for from descriptions.yaml. What refers from one place of a file to another, no schema can check: that is left
// to catalog.Parse. Same types, limits and descriptions, same bytes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "rolesschema:", err)
		os.Exit(1) //nolint:forbidigo // main exits
	}
}

// run writes docs/roles.schema.json in the repository at root.
func run(root string) error {
	content, err := build()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(root, "docs", "roles.schema.json"), content, 0o644) //nolint:gosec // a public document
}
