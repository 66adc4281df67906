package config_test

import (
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"rolewright/internal/config"
)

// documented is a row of the table of settings in the documentation.
type documented struct {
	flag, variable, preset string
}

// readSettings reads the rows "| `--flag` | `VARIABLE` | `default` | …" of the operator's guide. A default of a dash
// is none.
func readSettings(t *testing.T) []documented {
	t.Helper()
	text, err := os.ReadFile("../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `(--[a-z-]+)` \\| `([A-Z_]+)` \\| (?:`([^`]*)`|–) \\| .+ \\|$")
	var all []documented
	for _, m := range row.FindAllStringSubmatch(string(text), -1) {
		all = append(all, documented{flag: m[1], variable: m[2], preset: m[3]})
	}
	return all
}

func TestEverySettingIsDocumented(t *testing.T) {
	t.Parallel()
	var got []string
	for _, d := range readSettings(t) {
		got = append(got, d.flag+" "+d.variable)
	}
	want := config.Names()
	for _, name := range want {
		if !slices.Contains(got, name) {
			t.Errorf("docs/operations.md has no row for %s", name)
		}
	}
	for _, name := range got {
		if !slices.Contains(want, name) {
			t.Errorf("docs/operations.md has a row for %s, which is no setting", name)
		}
	}
}

func TestDocumentedDefaultsAreTheDefaults(t *testing.T) {
	t.Parallel()
	for _, d := range readSettings(t) {
		t.Run(d.flag, func(t *testing.T) {
			t.Parallel()
			args := []string{d.flag + "=" + d.preset}
			if d.preset == "" && d.flag == "--trusted-proxies" {
				args = nil // a list has no empty value
			}
			got, err := config.Parse(args, unset, io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, defaults()) {
				t.Errorf("%v makes %+v\nbut nothing makes %+v", args, got, defaults())
			}
		})
	}
}
