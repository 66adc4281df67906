package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolewright/internal/config"
)

// goodCatalog is a catalog without faults, after pairs of old and new text were replaced.
func goodCatalog(t *testing.T, edits ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("internal", "catalog", "testdata", "good.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("the catalog does not hold %q", edits[i])
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

// checkIn runs the command check in the way that reviewIn runs review.
func checkIn(t *testing.T, dir, stdin string, args ...string) reviewing {
	t.Helper()
	full := append([]string{"check"}, args...)
	for i, arg := range full {
		if filepath.Ext(arg) == ".yaml" && !strings.HasPrefix(arg, "--") {
			full[i] = filepath.Join(dir, arg)
		}
	}
	var stdout, stderr, log bytes.Buffer
	r := reviewing{}
	if err := run(t.Context(), full, noEnv, strings.NewReader(stdin), &stdout, &stderr); err != nil {
		r.status = exitStatus(&log, err)
	}
	if stderr.Len() > 0 {
		t.Errorf("run prints %q; its error is for main to print", &stderr)
	}
	without := strings.NewReplacer(dir+string(filepath.Separator), "")
	r.stdout, r.says = without.Replace(stdout.String()), without.Replace(log.String())
	return r
}

const (
	badKind = `bad.yaml:26:27: roles[0].aliases[0].kind: "nickname" is not a kind of alias; use one of [synonym search_only narrower related]` + "\n"
	badSlug = `bad.yaml:68:11: roles[1].slug: "Home Carer" is no slug: use lower-case letters, digits and single hyphens` + "\n"
)

// catalogsIn writes a good and a bad catalog and some that are none.
func catalogsIn(t *testing.T) string {
	t.Helper()
	good := goodCatalog(t)
	dir := adsIn(t, map[string]string{
		"good.yaml": good, "bad.yaml": goodCatalog(t, "slug: carer", "slug: Home Carer", "kind: synonym", "kind: nickname"),
		"empty.yaml": "", "latin.yaml": "# Caf\xe9\n", "large.yaml": good + strings.Repeat("#", 2<<20), "one.yaml": goodCatalog(t, "adds: A whole shift.", "adds: \"\""),
	})
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCheck(t *testing.T) {
	t.Parallel()
	dir := catalogsIn(t)
	const clean = "good.yaml: 2 roles, 7 titles, no faults\n"
	for _, test := range []struct {
		name  string
		args  []string
		stdin string
		want  reviewing
	}{
		{"clean", []string{"good.yaml"}, "", reviewing{stdout: clean}},
		{"standard input", []string{"-"}, goodCatalog(t), reviewing{stdout: "<stdin>: 2 roles, 7 titles, no faults\n"}},
		{"every fault", []string{"bad.yaml"}, "", reviewing{stdout: badKind + badSlug + "2 faults in 1 file\n", status: statusFound}},
		{"several files", []string{"bad.yaml", "good.yaml", "one.yaml"}, "", reviewing{
			stdout: badKind + badSlug + clean + "one.yaml:16:38: levels.tracks[0].levels.mid.adds: is missing\n3 faults in 2 files\n", status: statusFound,
		}},
		{"empty", []string{"empty.yaml"}, "", reviewing{stdout: "empty.yaml:1:1: is empty; want one YAML document\n1 fault in 1 file\n", status: statusFound}},
		{"large", []string{"large.yaml"}, "", reviewing{stdout: "large.yaml: the file is larger than 2097152 bytes\n1 fault in 1 file\n", status: statusFound}},
		{"missing", []string{"good.yaml", "none.yaml"}, "", reviewing{
			stdout: clean, status: statusFailed, says: "rolewright: none.yaml: cannot be read: no such file or directory\n",
		}},
		{"missing beside faults", []string{"none.yaml", "bad.yaml"}, "", reviewing{
			stdout: badKind + badSlug + "2 faults in 1 file\n", status: statusFailed, says: "rolewright: none.yaml: cannot be read: no such file or directory\n",
		}},
		{"folder", []string{"folder.yaml"}, "", reviewing{status: statusFailed, says: "rolewright: folder.yaml: is a folder; name the files in it\n"}},
		{"standard input twice", []string{"-", "-"}, "", reviewing{
			stdout: "<stdin>:1:1: is empty; want one YAML document\n1 fault in 1 file\n", status: statusFailed, says: "rolewright: <stdin>: can be read only once; name - once\n",
		}},
		{"nothing", nil, "", reviewing{
			status: statusFailed, says: "rolewright: settings: nothing to check: name catalogs, or a folder of templates with --templates\n",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, checkIn(t, dir, test.stdin, test.args...), cmp.AllowUnexported(reviewing{})); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := checkIn(t, dir, "", "latin.yaml"); got.status != statusFound || !strings.HasPrefix(got.stdout, "latin.yaml:1: is not YAML: ") {
		t.Errorf("%+v", got)
	}
}

// TestCheckOfTheShippedCatalog is what a fresh copy of it must pass.
func TestCheckOfTheShippedCatalog(t *testing.T) {
	t.Parallel()
	got := checkIn(t, ".", "", "roles.yaml", "--templates=templates")
	if got.status != 0 || !strings.HasPrefix(got.stdout, "roles.yaml: ") || !strings.HasSuffix(got.stdout, "standard.md.tmpl: no faults\n") {
		t.Errorf("%+v", got)
	}
}

func TestCheckOfTemplates(t *testing.T) {
	t.Parallel()
	dir := catalogsIn(t)
	concise, err := os.ReadFile(filepath.Join("templates", "concise.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}
	for folder, files := range map[string]map[string]string{
		"ok":   {"own.md.tmpl": string(concise), "notes.txt": "?"},
		"bad":  {"a.md.tmpl": "Hello", "own.md.tmpl": string(concise)},
		"none": {"a.md": "Hello"},
	} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
		for name, text := range files {
			write(t, filepath.Join(dir, folder), name, text)
		}
	}
	own, bad := filepath.Join("ok", "own.md.tmpl"), filepath.Join("bad", "a.md.tmpl")
	for _, test := range []struct {
		folder string
		args   []string
		want   reviewing
	}{
		{"ok", nil, reviewing{stdout: own + ": no faults\n"}},
		{"ok", []string{"good.yaml"}, reviewing{stdout: "good.yaml: 2 roles, 7 titles, no faults\n" + own + ": no faults\n"}},
		{"bad", nil, reviewing{
			stdout: bad + `: begins with no comment of "title:", "about:" and "words:"` + "\n" + filepath.Join("bad", "own.md.tmpl") + ": no faults\n1 fault in 1 file\n",
			status: statusFound,
		}},
		{"none", nil, reviewing{status: statusFailed, says: "rolewright: none: no template: want files named <name>.md.tmpl\n"}},
	} {
		t.Run(test.folder, func(t *testing.T) {
			t.Parallel()
			got := checkIn(t, dir, "", append(test.args, "--templates="+filepath.Join(dir, test.folder))...)
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(reviewing{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCheckPrintsJSON(t *testing.T) {
	t.Parallel()
	dir := catalogsIn(t)
	got := checkIn(t, dir, goodCatalog(t), "--format=json", "bad.yaml", "-", "large.yaml")
	var reply struct{ Files []checkedFile }
	decoder := json.NewDecoder(strings.NewReader(got.stdout))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&reply); err != nil || got.status != statusFound {
		t.Fatalf("%v: %+v", err, got)
	}
	digest := reply.Files[1].Digest
	if len(digest) != 71 || digest == reply.Files[0].Digest || len(reply.Files[0].Digest) != 71 {
		t.Errorf("digests of %+v", reply.Files)
	}
	reply.Files[0].Digest, reply.Files[1].Digest = "", ""
	want := []checkedFile{
		{Name: "bad.yaml", Faults: []checkedFault{
			{26, 27, "roles[0].aliases[0].kind", `"nickname" is not a kind of alias; use one of [synonym search_only narrower related]`},
			{68, 11, "roles[1].slug", `"Home Carer" is no slug: use lower-case letters, digits and single hyphens`},
		}},
		{Name: "-", Roles: 2, Titles: 7, Faults: []checkedFault{}},
		{Name: "large.yaml", Faults: []checkedFault{{Detail: "the file is larger than 2097152 bytes"}}},
	}
	if diff := cmp.Diff(want, reply.Files); diff != "" {
		t.Error(diff)
	}
}

func TestCheckPrintsSARIF(t *testing.T) {
	t.Parallel()
	dir := catalogsIn(t)
	got := checkIn(t, dir, goodCatalog(t, "title: Carer", "title: 7"), "--format=sarif", "bad.yaml", "good.yaml", "-", "large.yaml")
	standard, err := jsonschema.NewCompiler().Compile(filepath.Join("internal", "export", "testdata", "sarif-2.1.0.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(got.stdout))
	if err != nil {
		t.Fatalf("%v: %+v", err, got)
	}
	if err := standard.Validate(value); err != nil {
		t.Error(err)
	}
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ Index int }
			Region           struct{ StartLine, StartColumn, EndColumn int }
		}
	}
	var log struct {
		Runs []struct {
			Artifacts []struct{ Contents struct{ Text string } }
			Results   []struct {
				RuleID    string
				Message   struct{ Text string }
				Locations []location
			}
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &log); err != nil || len(log.Runs) != 1 {
		t.Fatal(err, got.stdout)
	}
	var places [][4]int
	for _, r := range log.Runs[0].Results {
		at := r.Locations[0].PhysicalLocation
		places = append(places, [4]int{at.ArtifactLocation.Index, at.Region.StartLine, at.Region.StartColumn, at.Region.EndColumn})
		if r.RuleID != catalogRule || r.Message.Text == "" {
			t.Errorf("%+v", r)
		}
	}
	want := [][4]int{{0, 26, 27, 36}, {0, 68, 11, 21}, {2, 69, 12, 13}, {3, 0, 0, 0}}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Errorf("places of the faults: %s", diff)
	}
	if text := log.Runs[0].Artifacts[2].Contents.Text; text != goodCatalog(t, "title: Carer", "title: 7") {
		t.Errorf("standard input is carried as %q", text)
	}
}

// TestPlace shows what a fault points to in the text.
func TestPlace(t *testing.T) {
	t.Parallel()
	const text = "\ufeffa: é😀 b  \r\nc:\rd\u2028e: f\n\n"
	for at, want := range map[[2]int]string{
		{1, 1}: "a: é😀 b", {1, 4}: "é😀 b", {1, 6}: " b", {1, 99}: "a: é😀 b", {2, 1}: "c:", {2, 3}: "c:", {3, 1}: "d", {4, 4}: "f", {5, 1}: "", {99, 1}: "",
	} {
		start, end := place([]byte(text), at[0], at[1])
		if got := text[start:end]; got != want {
			t.Errorf("line %d, column %d is at %q, want %q", at[0], at[1], got, want)
		}
	}
	long := strings.Repeat("é", 60)
	if start, end := place([]byte("x"+long), 1, 1); ("x" + long)[start:end] != "x"+strings.Repeat("é", 39) {
		t.Errorf("a long line is cut to %q", ("x" + long)[start:end])
	}
}

func TestGrouped(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0 roles", 1: "1 role", 999: "999 roles", 1000: "1,000 roles", 1234567: "1,234,567 roles"} {
		if got := grouped(n, "role"); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}

// TestCheckOfBrokenStreams fails with a status that is not that of faults.
func TestCheckOfBrokenStreams(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		stdin  io.Reader
		stdout io.Writer
	}{
		"standard input":  {iotest.ErrReader(broken), io.Discard},
		"standard output": {strings.NewReader(""), brokenWriter{broken}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), []string{"check", "-"}, noEnv, test.stdin, test.stdout, io.Discard)
			if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFailed || !errors.Is(err, broken) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCheckRefusesSettings(t *testing.T) {
	t.Parallel()
	dir := catalogsIn(t)
	for _, args := range [][]string{{"--format=xml", "good.yaml"}, {"--nope", "good.yaml"}, {"--roles=/none.yaml", "good.yaml"}, {"--templates=none"}, {"--fail-on=error", "good.yaml"}} {
		if got := checkIn(t, dir, "", args...); got.status != statusFailed || got.stdout != "" || !strings.HasPrefix(got.says, "rolewright: settings: ") {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if err := badSettings(config.Check, errors.New("x")); exitStatus(io.Discard, err) != statusFailed {
		t.Errorf("%v", err)
	}
}
