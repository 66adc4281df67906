package config_test

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/config"
)

// checking is what the command check does with one file if nothing is set, after change.
func checking(change func(*config.Config)) config.Config {
	return with(func(c *config.Config) {
		c.Command = config.Check
		c.Check = config.CheckOptions{Files: []string{"roles.yaml"}, Format: "text"}
		change(c)
	})
}

func TestParseCheck(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want config.Config
	}{
		{"nothing set", []string{"roles.yaml"}, nil, checking(func(*config.Config) {})},
		{"format", []string{"--format=sarif", "roles.yaml"}, nil, checking(func(c *config.Config) { c.Check.Format = "sarif" })},
		{"variable", []string{"roles.yaml"}, map[string]string{"ROLEWRIGHT_FORMAT": "json"}, checking(func(c *config.Config) { c.Check.Format = "json" })},
		{"several files", []string{"roles.yaml", "-"}, nil, checking(func(c *config.Config) { c.Check.Files = []string{"roles.yaml", "-"} })},
		{"templates beside a file", []string{"roles.yaml", "--templates=" + folder}, nil, checking(func(c *config.Config) { c.Templates = folder })},
		{"templates alone", []string{"--templates=" + folder}, nil, checking(func(c *config.Config) { c.Check.Files, c.Templates = nil, folder })},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := config.Parse(append([]string{"check"}, test.args...), environment(test.env), io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			got.Variables = nil // another test looks at them
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseCheckRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		args []string
		want []string
	}{
		{"format", []string{"roles.yaml", "--format=xml"}, []string{`--format: "xml" is not known; use text, json or sarif`}},
		{"nothing to check", nil, []string{"nothing to check", "--templates"}},
		{"all at once", []string{"--format=xml", "--roles=/none"}, []string{"--format", "nothing to check", "--roles"}},
		{"flag of review", []string{"roles.yaml", "--fail-on=error"}, []string{"unknown flag --fail-on"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := config.Parse(append([]string{"check"}, test.args...), unset, io.Discard)
			if err == nil || c.Command != config.Check {
				t.Fatalf("command %q, error %v", c.Command, err)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}
