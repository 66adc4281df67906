package main

import (
	_ "embed"

	"rolewright/internal/strictyaml"
)

//go:embed descriptions.yaml
var descriptions []byte

// typeNote is what descriptions.yaml says of a Go type and its keys, or of an enumeration and its values.
type typeNote struct {
	Text string             `yaml:"text"`
	Keys map[string]keyNote `yaml:"keys"`
}

// keyNote is what it says of a key: what goes there, in words that need no limits, and how it may look.
type keyNote struct {
	Text     string   `yaml:"text"`
	Examples []string `yaml:"examples"`
}

// readNotes reads descriptions.yaml.
func readNotes() (map[string]typeNote, error) {
	var notes struct {
		Types map[string]typeNote `yaml:"types"`
	}
	d, _ := strictyaml.Decode(descriptions, &notes)
	return notes.Types, d.Err("descriptions.yaml")
}
