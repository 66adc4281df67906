package config_test

import (
	"io"
	"os"
	"path/filepath"
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

// readSettings reads the rows "| `--flag` | `VARIABLE` | `default` | …" of a guide. A default of a dash is none.
func readSettings(t *testing.T, guide string) []documented {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", guide))
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
	for guide, want := range map[string][]string{
		"operations.md": config.Names(), "review.md": config.NamesOf(config.Review), "catalog.md": config.NamesOf(config.Check),
		"generate.md": config.NamesOf(config.Generate),
	} {
		var got []string
		for _, d := range readSettings(t, guide) {
			got = append(got, d.flag+" "+d.variable)
		}
		for _, name := range want {
			if !slices.Contains(got, name) {
				t.Errorf("docs/%s has no row for %s", guide, name)
			}
		}
		for _, name := range got {
			if !slices.Contains(want, name) {
				t.Errorf("docs/%s has a row for %s, which is no setting", guide, name)
			}
		}
	}
}

func TestDocumentedDefaultsAreTheDefaults(t *testing.T) {
	t.Parallel()
	reviewing := defaults()
	reviewing.Command = config.Review
	reviewing.Review = config.ReviewOptions{Files: []string{"-"}, Format: "text", FailOn: "error"}
	generating := defaults()
	generating.Command, generating.Generate = config.Generate, config.GenerateOptions{Files: []string{"-"}}
	checks := defaults()
	checks.Command, checks.Check = config.Check, config.CheckOptions{Files: []string{"-"}, Format: "text"}
	for _, guide := range []struct {
		name string
		args []string
		want config.Config
	}{
		{"operations.md", nil, defaults()},
		{"review.md", []string{"review", "-"}, reviewing},
		{"generate.md", []string{"generate", "-"}, generating},
		{"catalog.md", []string{"check", "-"}, checks},
	} {
		for _, d := range readSettings(t, guide.name) {
			t.Run(d.flag, func(t *testing.T) {
				t.Parallel()
				args := slices.Clone(guide.args)
				if lists := []string{"--trusted-proxies", "--place"}; d.preset != "" || !slices.Contains(lists, d.flag) { // a list has no empty value
					args = append(args, d.flag+"="+d.preset)
				}
				got, err := config.Parse(args, unset, io.Discard)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(got, guide.want) {
					t.Errorf("%v makes %+v\nbut nothing makes %+v", args, got, guide.want)
				}
			})
		}
	}
}
