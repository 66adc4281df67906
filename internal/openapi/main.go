// Openapi makes the OpenAPI 3.1 document of the API, in JSON and in YAML, out of the Swagger 2.0 document that swag reads
// from the comments of package api:
//
//	go tool swag init …        # see scripts/generate.sh
//	go run ./internal/openapi  # in the root of the repository
//
// Paths, parameters, members and their descriptions come from the comments; limits and required members from the types
// themselves, as package api enforces them; examples from the server, which is asked for them. What is the same for
// every operation, such as problems and headers, is said here. Same repository, same bytes.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run(context.Background(), "."); err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// run reads docs/swagger.json in the repository at root and writes docs/openapi.json and docs/openapi.yaml.
func run(ctx context.Context, root string) error {
	swagger, err := os.ReadFile(filepath.Join(root, "docs", "swagger.json")) //nolint:gosec // a path in the repository
	if err != nil {
		return err
	}
	made, err := build(ctx, root, swagger)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"openapi.json": made.json, "openapi.yaml": made.yaml} {
		if err := os.WriteFile(filepath.Join(root, "docs", name), content, 0o644); err != nil { //nolint:gosec // a public document
			return err
		}
	}
	return nil
}
