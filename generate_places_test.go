package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/config"
	"rolewright/internal/export"
)

// ads is what a call of generate leaves in a folder that had only its briefs.
func ads(t *testing.T, stdin string, args ...string) (got generating, files map[string]string) {
	t.Helper()
	briefs := map[string]string{"a.yaml": nurse, "b.json": cook, "c.jsonl": cook + "\n" + nurseJSON + "\n"}
	dir := adsIn(t, briefs)
	got = generateIn(t, dir, stdin, args...)
	files = filesBelow(t, dir)
	for name := range briefs {
		delete(files, name)
	}
	return got, files
}

// feedOf is the feed of all jobs of briefs on one day: that of the first, and the jobs of the others behind its own.
func feedOf(t *testing.T, format string, briefs ...string) string {
	t.Helper()
	var all, end string
	for i, brief := range briefs {
		feed := adOf(t, format, brief)
		from, to := strings.Index(feed, "  <job>\n"), strings.LastIndex(feed, "</")
		if i == 0 {
			all, end = feed[:from], feed[to:]
		}
		all += feed[from:to]
	}
	return strings.Replace(all, "<expectedJobCount>1<", fmt.Sprintf("<expectedJobCount>%d<", len(briefs)), 1) + end
}

// TestGenerateJoins is what makes one file of several ads.
func TestGenerateJoins(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	lines := adOf(t, "json", cook) + adOf(t, "json", nurseJSON)
	linkedIn := feedOf(t, "linkedin", nurseJSON, cook)
	if !strings.Contains(linkedIn, "<expectedJobCount>2<") {
		t.Fatalf("%.300s", linkedIn)
	}
	for name, test := range map[string]struct {
		args   []string
		stdout string
		files  map[string]string
	}{
		"a feed in a file":      {[]string{"a.yaml", "b.json", "--format=linkedin", "-o", "feed.xml"}, "", map[string]string{"feed.xml": linkedIn}},
		"a feed of one job":     {[]string{"b.json", "--format=personio", "-o", "feed.xml"}, "", map[string]string{"feed.xml": adOf(t, "personio", cook)}},
		"a feed that is shown":  {[]string{"c.jsonl", "--format=indeed"}, feedOf(t, "indeed", cook, nurseJSON), map[string]string{}},
		"feeds in a folder":     {[]string{"a.yaml", "b.json", "--format=indeed", "-o", "x"}, "", map[string]string{"x/a.xml": adOf(t, "indeed", nurseJSON), "x/b.xml": adOf(t, "indeed", cook)}},
		"feeds in a new folder": {[]string{"b.json", "--format=indeed", "-o", "x.xml/"}, "", map[string]string{"x.xml/b.xml": adOf(t, "indeed", cook)}},
		"lines":                 {[]string{"c.jsonl", "-o", "ads.ndjson"}, "", map[string]string{"ads.ndjson": lines}},
		"lines of a board":      {[]string{"b.json", "a.yaml", "--format=lever", "-o", "ads.JSONL"}, "", map[string]string{"ads.JSONL": adOf(t, "lever", cook) + adOf(t, "lever", nurseJSON)}},
		"the only line":         {[]string{"-", "--input=ndjson", "-o", "ad.htm"}, "", map[string]string{"ad.htm": adOf(t, "html", cook)}},
		"standard output":       {[]string{"b.json", "-o", "-"}, adOf(t, "markdown", cook), map[string]string{}},
		"a document that shows": {[]string{"b.json", "--format=docx", "-o", "-"}, adOf(t, "docx", cook), map[string]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, files := ads(t, cook, test.args...)
			if diff := cmp.Diff(generating{stdout: test.stdout}, got, cmp.AllowUnexported(generating{})); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.files, files); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestGenerateListsAJobOnce has the first of two briefs with one id in the feed, and tells the other.
func TestGenerateListsAJobOnce(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	for format, id := range map[string]string{"indeed": "A1-469f8cd0", "linkedin": "A1-469f8cd0", "personio": "A1"} {
		dir := adsIn(t, map[string]string{
			"a.yaml":  "{role: chef, reference: A1, company: {name: Inn}, places: [{country: US}]}",
			"b.jsonl": cook + "\n" + `{"role": "line-cook", "reference": "A1", "company": {"name": "Inn"}, "places": [{"country": "US"}]}`,
		})
		got := generateIn(t, dir, "", "a.yaml", "b.jsonl", "--format="+format, "-o", "feed.xml")
		want := fmt.Sprintf("b.jsonl:2: /reference: The feed has a job with the id %q already, that of a.yaml; give each job a reference of its own.\n", id)
		if got.status != statusFound || got.stderr != want {
			t.Errorf("%s: %+v", format, got)
		}
		feed := filesBelow(t, dir)["feed.xml"]
		if strings.Count(feed, "<job>")+strings.Count(feed, "<position>") != 2 || !strings.Contains(feed, "Chef") {
			t.Errorf("%s: %.1000s", format, feed)
		}
	}
}

// TestGenerateRefusesNames is names that ads cannot have. Nothing is written.
func TestGenerateRefusesNames(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	for want, args := range map[string][]string{
		"x.md: is one file, and there are several ads; name a folder\n":                            {"c.jsonl", "-o", "x.md"},
		"x.json: is one file, and there are several ads; name a folder, or a file in .ndjson\n":    {"c.jsonl", "-o", "x.json"},
		"several ads as pdf cannot stand in one file; name a folder with -o\n":                     {"a.yaml", "b.json", "--format=pdf"},
		"--output: x.html is no name for an ad as text; use one in .txt, or another --format\n":    {"b.json", "--format=text", "-o", "x.html"},
		"--output: x.ndjson is no name for an ad as html; use one in .html, or another --format\n": {"b.json", "--format=html", "-o", "x.ndjson"},
		"--output: x.md is no name for an ad as indeed; use one in .xml, or another --format\n":    {"b.json", "--format=indeed", "-o", "x.md"},
		"rolewright: settings: --output: no archives are made; name a folder, and pack it\n":       {"b.json", "-o", "out.zip"},
		"settings: --output: no archives are made; name a folder, and pack it\n":                   {"b.json", "--format=docx", "-o", "out.zip"},
		"settings: --output: no ads are made in .doc; use a name in .docx\n":                       {"b.json", "-o", "ad.doc"},
		"rolewright: none/feed.xml: cannot be written: no such file or directory\n":                {"c.jsonl", "--format=indeed", "-o", "none/feed.xml"},
		"rolewright: none/ads.ndjson: cannot be written: no such file or directory\n":              {"c.jsonl", "-o", "none/ads.ndjson"},
		"rolewright: c.jsonl: is a brief and would be lost; write elsewhere\n":                     {"c.jsonl", "-o", "c.jsonl"},
		"\"xml\" is not known; use json, yaml or ndjson":                                           {"b.json", "--input=xml"},
		"settings: unexpected argument b.json: put flags before or behind all files":               {"c.jsonl", "--format=json", "b.json"},
	} {
		got, files := ads(t, "", args...)
		if got.status != statusFailed || !strings.Contains(strings.ReplaceAll(got.stderr, "/b.json", "b.json"), want) || got.stdout != "" || len(files) > 0 {
			t.Errorf("%v: %+v, %d files; want %s", args, got, len(files), want)
		}
	}
}

// TestGenerateNamesTheFile tells which file of a folder cannot be written.
func TestGenerateNamesTheFile(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"brief.yaml": nurse})
	if err := os.MkdirAll(filepath.Join(dir, "clash", "brief.md"), 0o750); err != nil {
		t.Fatal(err)
	}
	got := generateIn(t, dir, "", "brief.yaml", "-o", "clash")
	if want := "rolewright: clash/brief.md: cannot be written: is a directory\n"; got.status != statusFailed || got.stderr != want {
		t.Errorf("%+v", got)
	}
}

// TestGenerateNamesTheVariable blames what the value came from.
func TestGenerateNamesTheVariable(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"b.json": cook})
	for want, env := range map[string]map[string]string{
		`settings: ROLEWRIGHT_FORMAT: "sarif" is not known; use json, `:              {"ROLEWRIGHT_FORMAT": "sarif"},
		`settings: ROLEWRIGHT_GENERATE_FORMAT: "x" is not known; use json, `:         {"ROLEWRIGHT_FORMAT": "html", "ROLEWRIGHT_GENERATE_FORMAT": "x"},
		"settings: ROLEWRIGHT_OUTPUT: no archives are made; name a folder":           {"ROLEWRIGHT_OUTPUT": "a.zip"},
		"ROLEWRIGHT_OUTPUT: a.md is no name for an ad as html; use one in .html, or": {"ROLEWRIGHT_OUTPUT": "a.md", "ROLEWRIGHT_FORMAT": "html", "ROLEWRIGHT_ADDR": "x"},
	} {
		getenv := func(name string) string { return env[name] }
		err := run(t.Context(), []string{"generate", filepath.Join(dir, "b.json")}, getenv, nil, &bytes.Buffer{}, &bytes.Buffer{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestGenerateLooksAtLines is input whose name does not tell how it is written.
func TestGenerateLooksAtLines(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	ad := adOf(t, "markdown", cook)
	for name, test := range map[string]struct {
		stdin, stdout, stderr string
		args                  []string
	}{
		"the first has a fault":     {`{"role": "x"` + "\n\n" + cook + "\n", ad, "<stdin>:1: The brief ends too early; close every string, list and object.\n", nil},
		"one in several lines":      {"{\"company\": {\"name\": \"B\"}, \"role\":\n {\"x\": 1}}", "", "<stdin>: /role: role is an object; send text.\n", nil},
		"lines that are told":       {"x\n" + cook, ad, "<stdin>:1: The brief is not JSON at or near byte 0; mend it there.\n", []string{"--input=ndjson"}},
		"YAML that is told":         {strings.ReplaceAll(cook, ",", ", # a\n "), ad, "", []string{"--input=yaml"}},
		"lines as one":              {cook + "\n" + cook, "", "<stdin>: The file goes on behind the brief; keep one brief, or if there is one on each line, use --input=ndjson.\n", []string{"--input=json"}},
		"a number":                  {nurse + "reference: 42\n", "", "<stdin>: /reference: reference is a number; put it in quotes.\n", nil},
		"a truth":                   {nurse + "team: true\n", "", "<stdin>: /team: team is true or false; put it in quotes.\n", nil},
		"a number in JSON":          {`{"company": {"name": "B"}, "role": 1}`, "", "<stdin>: /role: role is a number; send text.\n", nil},
		"something else altogether": {"role,company\ncook,Bistro\n", "", "<stdin>: The brief is text; write members, such as \"role: line cook\" in YAML, or {\"role\": \"line cook\"} in JSON.\n", nil},
		"a list":                    {"[" + cook + "]", "", "<stdin>: The brief is a list; write members, such as ", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := generateIn(t, t.TempDir(), test.stdin, append([]string{"-"}, test.args...)...)
			if got.stdout != test.stdout || test.stderr == "" && got.stderr != "" || !strings.HasPrefix(got.stderr, test.stderr) {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestHelpOfGenerateNamesEveryFormat holds the help, which knows no formats, against them.
func TestHelpOfGenerateNamesEveryFormat(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if _, err := config.Parse([]string{"generate", "--help"}, noEnv, &out); !errors.Is(err, config.ErrHelp) {
		t.Fatal(err)
	}
	help := strings.FieldsFunc(out.String(), func(r rune) bool { return strings.ContainsRune(" ,.;\n", r) })
	for _, f := range export.Formats() {
		found := false
		for _, word := range help {
			found = found || word == f.Name
		}
		if !found {
			t.Errorf("help does not name %s:\n%s", f.Name, &out)
		}
	}
	for _, want := range []string{"rolewright generate briefs.ndjson --format=indeed -o feed.xml\n", "exit status"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("help does not say %s:\n%s", want, &out)
		}
	}
}

// TestGenerateFeedIsXML reads a feed back as a board does.
func TestGenerateFeedIsXML(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	got, _ := ads(t, "", "a.yaml", "b.json", "--format=linkedin")
	var feed struct {
		Count int        `xml:"expectedJobCount"`
		Jobs  []struct{} `xml:"job"`
	}
	if err := xml.Unmarshal([]byte(got.stdout), &feed); err != nil || feed.Count != 2 || len(feed.Jobs) != 2 {
		t.Errorf("%+v, %v: %+v", feed, err, got)
	}
}
