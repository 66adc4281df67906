package config_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/config"
)

func TestParseGenerate(t *testing.T) {
	t.Parallel()
	generating := func(o config.GenerateOptions) config.Config {
		return with(func(c *config.Config) { c.Command, c.Generate = config.Generate, o })
	}
	both := map[string]string{"ROLEWRIGHT_FORMAT": "html", "ROLEWRIGHT_OUTPUT": "ads", "ROLEWRIGHT_INPUT": "yaml"}
	for _, test := range []struct {
		name string
		args []string
		env  map[string]string
		want config.GenerateOptions
	}{
		{"nothing", []string{"a.json"}, nil, config.GenerateOptions{Files: []string{"a.json"}}},
		{"every flag", []string{"a.json", "--input=ndjson", "--format=html", "--output=ads"}, nil, config.GenerateOptions{Files: []string{"a.json"}, Input: "ndjson", Format: "html", Output: "ads"}},
		{"short", []string{"-o", "ads", "a.json"}, nil, config.GenerateOptions{Files: []string{"a.json"}, Output: "ads"}},
		{"every variable", []string{"a.json"}, both, config.GenerateOptions{Files: []string{"a.json"}, Input: "yaml", Format: "html", Output: "ads"}},
		{"flag over variable", []string{"--format=text", "a.json"}, both, config.GenerateOptions{Files: []string{"a.json"}, Input: "yaml", Format: "text", Output: "ads"}},
		{"standard output", []string{"a.json", "-o", "-"}, nil, config.GenerateOptions{Files: []string{"a.json"}}},
		{"several", []string{"-", "a.json", "b.yaml"}, nil, config.GenerateOptions{Files: []string{"-", "a.json", "b.yaml"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := config.Parse(append([]string{"generate"}, test.args...), environment(test.env), io.Discard)
			got.Variables = nil // another test looks at them
			if diff := cmp.Diff(generating(test.want), got); err != nil || diff != "" {
				t.Errorf("%v %s", err, diff)
			}
		})
	}
}

func TestParseGenerateRefuses(t *testing.T) {
	t.Parallel()
	for want, args := range map[string][]string{
		"<file>": nil, "unknown flag --fail-on": {"a.json", "--fail-on=error"}, "--input: \"csv\" is not known; use json, yaml or ndjson": {"a.json", "--input=csv"},
		"unexpected argument b.json: put flags before or behind all files": {"a.json", "--format=text", "b.json"},
		"--format: has no value; write it as --format=VALUE":               {"a.json", "--format"}, "--output: has no value": {"a.json", "-o"},
	} {
		c, err := config.Parse(append([]string{"generate"}, args...), unset, io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) || c.Command != config.Generate {
			t.Errorf("%v: command %q, error %v", args, c.Command, err)
		}
	}
}

func TestHelpOfGenerate(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if _, err := config.Parse([]string{"generate", "--help"}, unset, &out); !errors.Is(err, config.ErrHelp) {
		t.Fatalf("got error %v, want ErrHelp", err)
	}
	for _, name := range config.NamesOf(config.Generate) {
		flag, variable, _ := strings.Cut(name, " ")
		if !strings.Contains(out.String(), flag+"=") || !strings.Contains(out.String(), "$"+variable) {
			t.Errorf("help does not name %s and %s:\n%s", flag, variable, &out)
		}
	}
}
