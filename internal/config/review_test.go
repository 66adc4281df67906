package config_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/config"
)

// reviewing is what the command review does with one file if nothing is set, after change.
func reviewing(change func(*config.ReviewOptions)) config.Config {
	return with(func(c *config.Config) {
		c.Command = config.Review
		c.Review = config.ReviewOptions{Files: []string{"ad.md"}, Format: "text", FailOn: "error"}
		change(&c.Review)
	})
}

func TestParseReview(t *testing.T) {
	t.Parallel()
	everything := reviewing(func(o *config.ReviewOptions) {
		o.Input, o.Format, o.FailOn, o.Title, o.Level, o.Headcount = "html", "sarif", "never", "Cook", "senior", 120
		o.Places = []config.Place{{Country: "DE"}, {Country: "US", Region: "CO", City: "Denver"}}
		o.AsOf = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	})
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want config.Config
	}{
		{"nothing", nil, nil, reviewing(func(*config.ReviewOptions) {})},
		{
			"every flag",
			[]string{
				"--input=html", "--format=sarif", "--fail-on=never", "--title= Cook ", "--level=senior", "--place=DE", "--place=US-CO/Denver",
				"--headcount=120", "--as-of=2026-11-22",
			},
			nil, everything,
		},
		{
			"every variable", nil,
			map[string]string{
				"ROLEWRIGHT_INPUT": "html", "ROLEWRIGHT_FORMAT": "sarif", "ROLEWRIGHT_FAIL_ON": "never", "ROLEWRIGHT_TITLE": "Cook",
				"ROLEWRIGHT_LEVEL": "senior", "ROLEWRIGHT_PLACE": "DE,US-CO/Denver", "ROLEWRIGHT_HEADCOUNT": "120", "ROLEWRIGHT_AS_OF": "2026-11-22",
			},
			everything,
		},
		{
			"flag over variable",
			[]string{"--fail-on=info"},
			map[string]string{"ROLEWRIGHT_FAIL_ON": "never"},
			reviewing(func(o *config.ReviewOptions) { o.FailOn = "info" }),
		},
		{
			"several files and standard input",
			[]string{"-", "b.md", "--format=json"},
			nil,
			reviewing(func(o *config.ReviewOptions) { o.Files, o.Format = []string{"ad.md", "-", "b.md"}, "json" }),
		},
		{
			"flag of all commands",
			[]string{"--addr=:9000"},
			nil,
			func() config.Config {
				c := reviewing(func(*config.ReviewOptions) {})
				c.Addr = ":9000"
				return c
			}(),
		},
		{
			"places as people write them",
			[]string{"--place=us-ny/ New York City ", "--place=CH/Biel/Bienne", "--place= de ", "--place=GB-ENG"},
			nil,
			reviewing(func(o *config.ReviewOptions) {
				o.Places = []config.Place{
					{Country: "US", Region: "NY", City: "New York City"}, {Country: "CH", City: "Biel/Bienne"}, {Country: "DE"}, {Country: "GB", Region: "ENG"},
				}
			}),
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := config.Parse(append([]string{"review", "ad.md"}, test.args...), environment(test.env), io.Discard)
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

// TestParseReviewRefuses also wants the command beside each error, so that the program can end with a status of its own.
func TestParseReviewRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		args []string
		want []string // what the error says
	}{
		{"input", []string{"ad.md", "--input=pdf"}, []string{`--input: "pdf" is not known; use markdown, html or text`}},
		{"format", []string{"ad.md", "--format=xml"}, []string{`--format: "xml" is not known; use text, json or sarif`}},
		{"no format", []string{"ad.md", "--format="}, []string{`--format: "" is not known`}},
		{"severity", []string{"ad.md", "--fail-on=ERROR"}, []string{`--fail-on: "ERROR" is not known; use error, warning, suggestion, info or never`}},
		{"level", []string{"ad.md", "--level=guru"}, []string{`--level: "guru" is not known; use intern, entry,`, "principal or executive"}},
		{"name of a place", []string{"ad.md", "--place=Denver"}, []string{`--place: "Denver" is no place`, "US-CO/Denver"}},
		{"no place", []string{"ad.md", "--place=,"}, []string{`--place: "" is no place`}},
		{"place without a region", []string{"ad.md", "--place=US-"}, []string{`--place: "US-" is no place`}},
		{"place without a city", []string{"ad.md", "--place=US-CO/ "}, []string{`--place: "US-CO/ " is no place`}},
		{"nobody", []string{"ad.md", "--headcount=0"}, []string{`--headcount: "0" is no number from 1 up`}},
		{"no number", []string{"ad.md", "--headcount=many"}, []string{`--headcount: "many" is no number`}},
		{"day", []string{"ad.md", "--as-of=2026-02-30"}, []string{`--as-of: "2026-02-30" is no day; use one such as 2026-11-22`}},
		{"no file", nil, []string{"<file>"}},
		{"flag between files", []string{"ad.md", "--format=json", "b.md"}, []string{"unexpected argument b.md"}},
		{"unknown flag", []string{"ad.md", "--port=80"}, []string{"unknown flag --port"}},
		{
			"all at once",
			[]string{
				"ad.md", "--input=a", "--format=b", "--fail-on=c", "--level=d", "--place=e,f", "--headcount=g", "--as-of=h", "--roles=/none",
			},
			[]string{"--input", "--format", "--fail-on", "--level", `"e" is no`, `"f" is no`, "--headcount", "--as-of", "--roles"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := config.Parse(append([]string{"review"}, test.args...), unset, io.Discard)
			if err == nil {
				t.Fatal("no error")
			}
			if c.Command != config.Review {
				t.Errorf("the command is %q", c.Command)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}

// TestFlagsOfReviewAreItsOwn refuses them beside other commands, and ignores their variables there.
func TestFlagsOfReviewAreItsOwn(t *testing.T) {
	t.Parallel()
	for _, name := range config.NamesOf(config.Review) {
		flag, variable, _ := strings.Cut(name, " ")
		if _, err := config.Parse([]string{"serve", flag + "=x"}, unset, io.Discard); err == nil || !strings.Contains(err.Error(), "unknown flag "+flag) {
			t.Errorf("%s beside serve: %v", flag, err)
		}
		got, err := config.Parse(nil, environment(map[string]string{variable: "?"}), io.Discard)
		if diff := cmp.Diff(defaults(), got); err != nil || diff != "" {
			t.Errorf("%s changes serve: %v %s", variable, err, diff)
		}
	}
}

func TestParseReviewOfFilesLikeFlags(t *testing.T) {
	t.Parallel()
	got, err := config.Parse([]string{"review", "--fail-on=info", "--", "--format=json", "ad.md"}, unset, io.Discard)
	want := reviewing(func(o *config.ReviewOptions) { o.Files, o.FailOn = []string{"--format=json", "ad.md"}, "info" })
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

func TestHelpOfReview(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if _, err := config.Parse([]string{"review", "--help"}, unset, &out); !errors.Is(err, config.ErrHelp) {
		t.Fatalf("got error %v, want ErrHelp", err)
	}
	for _, name := range config.NamesOf(config.Review) {
		flag, variable, _ := strings.Cut(name, " ")
		if !strings.Contains(out.String(), flag+"=") || !strings.Contains(out.String(), "$"+variable) {
			t.Errorf("help does not name %s and %s:\n%s", flag, variable, &out)
		}
	}
}

func TestNamesOf(t *testing.T) {
	t.Parallel()
	if got := config.NamesOf(config.Health); got != nil {
		t.Errorf("health has flags of its own: %v", got)
	}
	own := config.NamesOf(config.Review)
	if !slices.Contains(own, "--fail-on ROLEWRIGHT_FAIL_ON") {
		t.Errorf("review has only %v of its own", own)
	}
	for _, name := range config.Names() {
		if slices.Contains(own, name) {
			t.Errorf("%s is a flag of every command", name)
		}
	}
}
