#!/usr/bin/env bash
# Makes the API documents in docs/ from the comments of package api: swag writes Swagger 2.0, internal/openapi turns it
# into OpenAPI 3.1. Makes the page on the rules of a review from the rules, and the JSON Schema of roles.yaml from the
# types of the catalog, too. Tests in internal/openapi, internal/rulespage and internal/rolesschema fail if this has not
# been run.
set -euo pipefail
cd "$(dirname "$0")/.."

go tool swag init --quiet --generalInfo doc.go --dir ./api,./internal/jobad --outputTypes json,yaml --output docs
go run ./internal/openapi
go run ./internal/rulespage
go run ./internal/rolesschema
