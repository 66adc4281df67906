package main

import "embed"

// assets are the data files of the repository that the program carries.
//
//go:embed roles.yaml templates/*.md.tmpl web docs/openapi.json docs/openapi.yaml docs/roles.schema.json
var assets embed.FS
