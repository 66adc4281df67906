package config

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ReviewOptions is what the command review is asked to do. Other commands have its zero value.
type ReviewOptions struct {
	Files     []string // to review; "-" is standard input
	Input     string   // how they are written: markdown, html or text; empty goes by the name of each
	Format    string   // of what is printed: text, json or sarif
	FailOn    string   // the least severity that fails: error, warning, suggestion, info or never
	Title     string   // of the job
	Level     string   // of the job
	Places    []Place  // where the work is done
	Headcount int      // of the employer; 0 is not known
	AsOf      time.Time
}

// Place is where work is done. Whether there is such a place is not known here.
type Place struct {
	Country string // ISO 3166-1 alpha-2, in capitals
	Region  string // the part of an ISO 3166-2 code behind the country, in capitals; may be empty
	City    string // may be empty
}

// reviewFlags are the flags that only the command review has.
type reviewFlags struct {
	Files []string `arg:"" name:"file" help:"A file to review; - is standard input."`

	Input     string   `help:"How the files are written: markdown, html or text. Without it, the name of each file tells." placeholder:"FORMAT"`
	Format    string   `default:"text" help:"How to print what was found: text, json or sarif." placeholder:"FORMAT"`
	FailOn    string   `default:"error" help:"The least severity that makes the exit status 1: error, warning, suggestion, info or never." placeholder:"SEVERITY"`
	Title     string   `help:"The title of the job, if it is not the first heading." placeholder:"TEXT"`
	Level     string   `help:"The level of the job: intern, entry, junior, mid, senior, lead, principal or executive." placeholder:"LEVEL"`
	Place     []string `help:"Where the work is done, so that the law there is checked: DE, US-CO or US-CO/Denver. May be repeated." placeholder:"CODE"`
	Headcount string   `help:"How many people the employer has; some laws bind large ones only." placeholder:"N"`
	AsOf      string   `help:"The day the ad is for, such as 2026-11-22. Without it, today." placeholder:"DATE"`
}

// build checks what the types of the flags do not, and names everything that is wrong.
func (f *reviewFlags) build(variables Variables) (ReviewOptions, error) {
	o := ReviewOptions{Files: f.Files, Input: f.Input, Format: f.Format, FailOn: f.FailOn, Title: strings.TrimSpace(f.Title), Level: f.Level}
	faults := []error{
		oneOf(variables.Name("--input"), f.Input, "", "markdown", "html", "text"),
		oneOf(variables.Name("--format"), f.Format, "text", "json", "sarif"),
		oneOf(variables.Name("--fail-on"), f.FailOn, "error", "warning", "suggestion", "info", "never"),
		oneOf(variables.Name("--level"), f.Level, "", "intern", "entry", "junior", "mid", "senior", "lead", "principal", "executive"),
	}
	for _, text := range f.Place {
		place, err := parsePlace(text)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", variables.Name("--place"), err))
			continue
		}
		o.Places = append(o.Places, place)
	}
	var err error
	if o.Headcount, err = strconv.Atoi(f.Headcount); f.Headcount != "" && (err != nil || o.Headcount < 1) {
		faults = append(faults, fmt.Errorf("%s: %q is no number from 1 up; use one such as 120", variables.Name("--headcount"), f.Headcount))
	}
	if o.AsOf, err = time.Parse(time.DateOnly, f.AsOf); f.AsOf != "" && err != nil {
		faults = append(faults, fmt.Errorf("%s: %q is no day; use one such as 2026-11-22", variables.Name("--as-of"), f.AsOf))
	}
	return o, errors.Join(faults...)
}

// oneOf reports a value that is none of those known. An empty one among them, which is first, is a flag that is not set.
func oneOf(flag, value string, known ...string) error {
	if slices.Contains(known, value) {
		return nil
	}
	if known[0] == "" {
		known = known[1:]
	}
	last := len(known) - 1
	return fmt.Errorf("%s: %q is not known; use %s or %s", flag, value, strings.Join(known[:last], ", "), known[last])
}

// parsePlace reads a code of ISO 3166 and, behind a slash, the name of a city.
func parsePlace(text string) (Place, error) {
	parts := regexp.MustCompile(`^\s*([A-Za-z]{2})(?:-([0-9A-Za-z]{1,3}))?(?:/\s*(\S.*?))?\s*$`).FindStringSubmatch(text)
	if parts == nil {
		return Place{}, fmt.Errorf("%q is no place; use a code of ISO 3166 such as DE or US-CO, or one with a city such as US-CO/Denver", text)
	}
	return Place{Country: strings.ToUpper(parts[1]), Region: strings.ToUpper(parts[2]), City: parts[3]}, nil
}
