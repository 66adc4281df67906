#!/usr/bin/env bash
# Holds the OpenAPI document, in both notations, against the rules of Redocly and Spectral. Any finding fails.
set -euo pipefail
cd "$(dirname "$0")"

export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
documents=(../docs/openapi.json ../docs/openapi.yaml)
node_modules/.bin/redocly lint --config redocly.yaml "${documents[@]}"
node_modules/.bin/spectral lint --ruleset spectral.yaml --fail-severity hint "${documents[@]}"
