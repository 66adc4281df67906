package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
	"rolewright/internal/config"
	"rolewright/internal/export"
)

// nurse is a brief in YAML, with the day that makes its ad the same on any.
const nurse = "role: Charge Nurse\ncompany: {name: Lakeside}\nas_of: 2026-11-22\ntemplate: concise\n"

// nurseJSON is the same in JSON.
const nurseJSON = `{"role":"Charge Nurse","company":{"name":"Lakeside"},"as_of":"2026-11-22","template":"concise"}`

// cook is another brief.
const cook = `{"role":"line-cook","company":{"name":"Bistro"},"as_of":"2026-11-22","template":"concise"}`

// generating is a call of the command generate.
type generating struct {
	stdout, stderr string
	status         int
}

// generateIn runs the command generate. Names of files in args, and behind -o, are those in dir; what is printed is
// without it.
func generateIn(t *testing.T, dir, stdin string, args ...string) generating {
	t.Helper()
	full := append([]string{"generate"}, args...)
	for i, arg := range full {
		if i > 0 && !strings.HasPrefix(arg, "-") {
			full[i] = dir + string(filepath.Separator) + arg
		}
	}
	var stdout, stderr bytes.Buffer
	g := generating{}
	if err := run(t.Context(), full, noEnv, strings.NewReader(stdin), &stdout, &stderr); err != nil {
		g.status = exitStatus(&stderr, err)
	}
	without := strings.NewReplacer(dir+string(filepath.Separator), "")
	g.stdout, g.stderr = without.Replace(stdout.String()), without.Replace(stderr.String())
	return g
}

// smallCatalog is a file with the catalog of the guide: a program that starts often starts sooner with it.
func smallCatalog(t *testing.T) string {
	t.Helper()
	guide, err := os.ReadFile("docs/catalog.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(guide), "```yaml\n")
	text, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("the guide shows no catalog")
	}
	dir := t.TempDir()
	write(t, dir, "small.yaml", text)
	return filepath.Join(dir, "small.yaml")
}

// briefReader reads briefs for all tests; to make one takes time.
var briefReader = sync.OnceValues(func() (*api.BriefReader, error) {
	generator, err := newGenerator(config.Config{})
	if err != nil {
		return nil, err
	}
	return api.NewBriefReader(generator)
})

// adOf is what the API answers to a brief.
func adOf(t *testing.T, format, brief string) string {
	t.Helper()
	reader, err := briefReader()
	if err != nil {
		t.Fatal(err)
	}
	plan, faults := reader.Plan([]byte(brief))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	formats := export.Formats()
	f := &formats[slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == format })]
	ad, err := plan.Ad(f.Parts)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Encode(&b, ad); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestGenerateReadsEveryNotation makes the same ad of the same brief however it is written and called.
func TestGenerateReadsEveryNotation(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := t.TempDir()
	spread := strings.ReplaceAll(nurseJSON, ",", ",\n")
	for name, text := range map[string]string{
		"a.json": nurseJSON, "a.yaml": nurse, "a.YML": nurse, "a.jsonl": nurseJSON, "a.ndjson": "\n" + nurseJSON + "\n\n",
		"brief": nurse, "-": nurseJSON, "spread.txt": "\n \n" + spread, "line.txt": nurseJSON + "\n\n", "mark.json": byteOrderMark + nurseJSON, "mark.txt": byteOrderMark + nurse,
		"flow.yaml": "{role: Charge Nurse, company: {name: Lakeside}, as_of: 2026-11-22, template: concise}",
	} {
		write(t, dir, name, text)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := generating{stdout: adOf(t, "markdown", nurseJSON)}
			if diff := cmp.Diff(want, generateIn(t, dir, text, name), cmp.AllowUnexported(generating{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestGenerateTellsFaultsAsTheAPIDoes compares with the replies of a server.
func TestGenerateTellsFaultsAsTheAPIDoes(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	p, client := start(t), newClient(t)
	briefs := map[string]string{
		"rules":   `{"role":"x","company":{},"pay":{"min":2,"max":1,"currency":"EUR","period":"hour"},"skills":["a\u202eb"]}`,
		"unknown": `{"role":"line-cook","salary":1}`, "twice": `{"role":"a","role":"b"}`, "null": `{"role":null}`, "type": `{"openings":"1"}`,
		"gate": `{"role":"line-cook","company":{"name":"a"},"gate":"specific"}`,
	}
	problems := map[string]api.Problem{}
	for name, brief := range briefs {
		_, body := call(t, client, "POST", p.url+"/v1/generate", brief)
		var problem api.Problem
		if err := json.Unmarshal([]byte(body), &problem); err != nil || len(problem.Errors) == 0 {
			t.Fatal(name, err, body)
		}
		problems[name] = problem
	}
	for extension, place := range map[string]string{".json": "", ".yaml": "", ".ndjson": ":1"} {
		dir, files := t.TempDir(), []string{}
		var lines strings.Builder
		for _, name := range slices.Sorted(maps.Keys(briefs)) {
			file := name + extension
			write(t, dir, file, briefs[name])
			files = append(files, file)
			for _, e := range problems[name].Errors {
				fmt.Fprintf(&lines, "%s%s: %s: %s\n", file, place, *e.Pointer, oneLine(e.Detail))
			}
		}
		got := generateIn(t, dir, "", files...)
		if diff := cmp.Diff(generating{stderr: lines.String(), status: statusFound}, got, cmp.AllowUnexported(generating{})); diff != "" {
			t.Errorf("in %s: %s", extension, diff)
		}
	}
	p.stop()
	if err := p.end(t); err != nil {
		t.Error(err)
	}
}

// TestGenerateRefuses is everything that can be wrong. Ads of what is right are made beside it.
func TestGenerateRefuses(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.json": cook, "empty.json": "", "empty.yaml": "", "syntax.json": "{", "tab.yaml": "a: b\n\tc: d\n", "two.yaml": "role: a\n---\nrole: b\n",
		"large.json": strings.Repeat(" ", api.MaxBrief) + cook, "large.ndjson": cook + "\n" + strings.Repeat("x", api.MaxBrief+1) + "\n" + cook + "\n",
		"hebrew.ndjson": strings.Replace(cook, "Bistro", "ביסטרו", 1) + "\n{\n",
		"lines.ndjson":  cook + "\n\n{\n" + cook + "\n", "file.txt": "", "latin.yaml": "role: caf\xe9\n", "sub/good.yaml": nurse, "Good.yaml": nurse,
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o750); err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, text)
	}
	ad := adOf(t, "markdown", cook)
	for name, test := range map[string]struct {
		args   []string
		status int
		stderr string // part of it
		stdout string
	}{
		"empty":             {[]string{"empty.json"}, 1, "empty.json: The brief is empty; send a JSON object.\n", ""},
		"empty YAML":        {[]string{"empty.yaml"}, 1, "empty.yaml:1:1: is empty; want one YAML document\n", ""},
		"syntax":            {[]string{"syntax.json"}, 1, "syntax.json: The brief ends too early; close every string, list and object.\n", ""},
		"syntax of YAML":    {[]string{"tab.yaml"}, 1, "tab.yaml:2: is not YAML: ", ""},
		"two documents":     {[]string{"two.yaml"}, 1, "two.yaml:2:1: a second document begins here; keep one\n", ""},
		"not UTF-8":         {[]string{"latin.yaml"}, 1, "latin.yaml:1: is not YAML: ", ""},
		"large":             {[]string{"large.json"}, 1, "large.json: The brief is larger than 262144 bytes; make it shorter.\n", ""},
		"large line":        {[]string{"large.ndjson"}, 1, "large.ndjson:2: The brief is larger than 262144 bytes; make it shorter.\n", ad + "\n" + ad},
		"line":              {[]string{"lines.ndjson"}, 1, "lines.ndjson:3: The brief ends too early; ", ad + "\n" + ad},
		"beside a good one": {[]string{"syntax.json", "good.json"}, 1, "syntax.json: ", ad},
		"missing":           {[]string{"none.json", "good.json"}, 2, "rolewright: none.json: cannot be read: no such file", ad},
		"folder":            {[]string{"sub"}, 2, "rolewright: sub: is a folder; name the files in it\n", ""},
		"both":              {[]string{"none.json", "syntax.json"}, 2, "syntax.json: The brief", ""},
		"twice":             {[]string{"-", "-"}, 2, "standard input can be read only once; name - once", ""},
		"format":            {[]string{"--format=xyz", "good.json"}, 2, `rolewright: settings: --format: "xyz" is not known; use json, markdown, html, `, ""},
		"another script":    {[]string{"--format=pdf", "hebrew.ndjson"}, 1, "hebrew.ndjson:1: The format pdf has no glyph for U+05D1, ", ""},
		"and the rest":      {[]string{"--format=pdf", "hebrew.ndjson"}, 1, "\nhebrew.ndjson:2: The brief ends too early; ", ""},
		"a name in .xml":    {[]string{"good.json", "-o", "ad.xml"}, 2, "a name in .xml does not tell the format; name one of indeed, linkedin, ", ""},
		"several documents": {[]string{"--format=docx", "lines.ndjson"}, 2, "several ads as docx cannot stand in one file; name a folder with -o", ""},
		"no file":           {nil, 2, "rolewright: settings: ", ""},
		"setting":           {[]string{"--roles=/none.yaml", "good.json"}, 2, "rolewright: settings: --roles: /none.yaml cannot be read", ""},
		"several pages":     {[]string{"--format=html", "lines.ndjson"}, 2, "rolewright: several ads as html cannot stand in one file; name a folder with -o", ""},
		"several in a file": {[]string{"lines.ndjson", "-o", "file.txt"}, 2, "rolewright: file.txt: is one file, and there are several ads; name a folder\n", ""},
		"the same name":     {[]string{"good.json", "sub/good.yaml", "-o", "out"}, 2, "the ads of good.json and sub/good.yaml would have the same name", ""},
		"nearly the same":   {[]string{"good.json", "Good.yaml", "-o", "out"}, 2, "would have the same name", ""},
		"over a brief":      {[]string{"good.json", "-o", "good.json"}, 2, "rolewright: good.json: is a brief and would be lost; write elsewhere", ""},
		"beside a brief":    {[]string{"--format=json", "good.json", "-o", "sub/.."}, 2, "good.json: is a brief and would be lost", ""},
		"no such folder":    {[]string{"good.json", "-o", "none/ad.md"}, 2, "none/ad.md: cannot be written: no such file", ""},
		"below a file":      {[]string{"good.json", "-o", "file.txt/"}, 2, "file.txt/: cannot be made: ", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := generateIn(t, dir, cook, test.args...)
			if got.status != test.status || !strings.Contains(got.stderr, test.stderr) || got.stdout != test.stdout {
				t.Errorf("status %d, prints %q and %.300q", got.status, got.stderr, got.stdout)
			}
		})
	}
	t.Cleanup(func() {
		if text, err := os.ReadFile(filepath.Join(dir, "good.json")); err != nil || string(text) != cook {
			t.Errorf("a brief is lost: %q, %v", text, err)
		}
	})
}

// TestGenerateWrites is what ends up where.
func TestGenerateWrites(t *testing.T) {
	t.Parallel()
	page, text, full := adOf(t, "html", nurseJSON), adOf(t, "text", cook), adOf(t, "json", cook)
	for name, test := range map[string]struct {
		args []string
		want map[string]string // with names in the folder "ads"
	}{
		"a file":                  {[]string{"a.yaml", "-o", "ads/x.html"}, map[string]string{"x.html": page}},
		"a file of any name":      {[]string{"--format=html", "a.yaml", "-o", "ads/x"}, map[string]string{"x": page}},
		"the format that is told": {[]string{"--format=text", "b.json", "-o", "ads/x.text"}, map[string]string{"x.text": text}},
		"a folder":                {[]string{"--format=html", "a.yaml", "-o", "ads"}, map[string]string{"a.html": page}},
		"a folder to be made":     {[]string{"--format=html", "a.yaml", "-o", "ads/x/y/"}, map[string]string{"x/y/a.html": page}},
		"standard input":          {[]string{"--format=text", "-", "-o", "ads"}, map[string]string{"line-cook-mid.txt": text}},
		"several":                 {[]string{"--format=json", "a.yaml", "b.json", "-o", "ads/x"}, map[string]string{"x/a.json": adOf(t, "json", nurseJSON), "x/b.json": full}},
		"lines":                   {[]string{"--format=json", "c.jsonl", "-o", "ads/x"}, map[string]string{"x/0002-line-cook-mid.json": full, "x/0003-line-cook-mid.json": full}},
		"lines of several": {
			[]string{"--format=text", "c.jsonl", "b.json", "-", "-o", "ads"},
			map[string]string{"c-0002-line-cook-mid.txt": text, "c-0003-line-cook-mid.txt": text, "b.txt": text, "line-cook-mid.txt": text},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := adsIn(t, map[string]string{"a.yaml": nurse, "b.json": cook, "c.jsonl": "\n" + cook + "\n" + cook})
			if err := os.Mkdir(filepath.Join(dir, "ads"), 0o750); err != nil {
				t.Fatal(err)
			}
			if got := generateIn(t, dir, cook, test.args...); got != (generating{}) {
				t.Errorf("got %+v", got)
			}
			if diff := cmp.Diff(test.want, filesBelow(t, filepath.Join(dir, "ads"))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// filesBelow are the files in a folder and those in it, by name.
func filesBelow(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		found[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestGenerateInEveryFormat puts the ads of lines where an archive has them.
func TestGenerateInEveryFormat(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	roles := "--roles=" + smallCatalog(t)
	p, client := start(t, roles), newClient(t)
	grill := strings.Replace(cook, "{", `{"title":"Cook, Grill",`, 1)
	dir := adsIn(t, map[string]string{"briefs.ndjson": cook + "\n" + grill + "\n"})
	for _, format := range export.Formats() {
		res, body := call(t, client, "POST", p.url+"/v1/generate/batch?format="+format.Name, cook+"\n"+grill,
			"Content-Type", "application/x-ndjson", "Accept", "application/zip")
		archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatal(format.Name, err, res.Status)
		}
		want := map[string]string{}
		for _, entry := range archive.File {
			content, err := fs.ReadFile(archive, entry.Name)
			if err != nil {
				t.Fatal(err)
			}
			want[entry.Name] = string(content)
		}
		if got := generateIn(t, dir, "", roles, "--format="+format.Name, "briefs.ndjson", "-o", format.Name); got != (generating{}) {
			t.Errorf("%s: %+v", format.Name, got)
		}
		if diff := cmp.Diff(want, filesBelow(t, filepath.Join(dir, format.Name))); diff != "" || len(want) != 2 {
			t.Errorf("%s: %d files\n%s", format.Name, len(want), diff)
		}
	}
	p.stop()
	if err := p.end(t); err != nil {
		t.Error(err)
	}
}

// TestGenerateReadsNoFurther is input that fails, and output that does.
func TestGenerateReadsNoFurther(t *testing.T) {
	t.Parallel()
	failing := iotest.ErrReader(errors.New("broken"))
	err := run(t.Context(), []string{"generate", "-"}, noEnv, failing, &bytes.Buffer{}, &bytes.Buffer{})
	if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFailed || !strings.Contains(err.Error(), "<stdin>: cannot be read: broken") {
		t.Errorf("input that fails: %v", err)
	}
	lines := &endlessBriefs{}
	err = run(t.Context(), []string{"generate", "-"}, noEnv, lines, &fullDisk{room: 20_000}, &bytes.Buffer{})
	if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFailed || !strings.Contains(err.Error(), "print the ads: no room") {
		t.Errorf("output that fails: %v", err)
	}
}

// endlessBriefs are lines without an end.
type endlessBriefs struct{}

func (endlessBriefs) Read(p []byte) (int, error) { return copy(p, cook+"\n"), nil }

// fullDisk takes some bytes and no more.
type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errors.New("no room")
	}
	return len(p), nil
}

// TestGenerateAsAProcess looks at what a shell sees.
func TestGenerateAsAProcess(t *testing.T) {
	t.Parallel()
	cmd := program(t, "generate", "-", "-o", "ad.html")
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = t.TempDir(), strings.NewReader(`{"role":"line-cook"}`), &stdout, &stderr
	err := cmd.Run()
	if cmd.ProcessState.ExitCode() != statusFound || stdout.Len() > 0 || stderr.String() != "<stdin>: /company/name: name is missing or empty; fill it in.\n" {
		t.Errorf("%v, prints %q and %q", err, &stdout, &stderr)
	}
}
