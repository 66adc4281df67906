package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/config"
	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

const (
	// openRange is an ad with a warning on its pay, which is an error where the law wants both ends.
	openRange = "# Cook\n\nPay is $50,000+ a year.\n"
	// clean is an ad without findings.
	clean = "# Cook\n\nYou cook lunch for 60 guests.\n"
)

// reviewing is a call of the command review.
type reviewing struct {
	stdout string
	status int
	says   string // what the error says beside the status; empty if all was printed
}

// reviewIn runs the command review. Names of files in args are those in dir; what is printed is without it.
func reviewIn(t *testing.T, dir, stdin string, args ...string) reviewing {
	t.Helper()
	full := append([]string{"review"}, args...)
	for i, arg := range full {
		if ext := filepath.Ext(arg); !filepath.IsAbs(arg) && (ext == ".md" || ext == ".txt" || ext == ".html") {
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

// adsIn writes files into a folder of the test's own.
func adsIn(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, dir, name, text)
	}
	return dir
}

// TestReviewOfSeveralFiles is how hooks call the command: options, then the files that changed.
func TestReviewOfSeveralFiles(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"b.md": openRange, "a.md": clean, "c.txt": "Pay is $50,000+ a year.\n"})
	got := reviewIn(t, dir, "", "--fail-on=warning", "b.md", "a.md", "c.txt")
	const message = ": warning: “$50,000+” is an open range: give the least and the most that you expect to pay. [pay/open-range]\n"
	want := reviewing{status: statusFound, stdout: "b.md:3:8" + message + "c.txt:1:8" + message +
		"b.md: score 94 of 100\na.md: score 100 of 100\nc.txt: score 94 of 100\n3 files reviewed, 2 findings: 2 warnings\n"}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(reviewing{})); diff != "" {
		t.Error(diff)
	}
}

func TestReviewExitStatus(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"open.md": openRange, "clean.md": clean, "latin.md": "# Caf\xe9\n"})
	colorado := "--place=US-CO"
	for _, test := range []struct {
		name string
		args []string
		want int
	}{
		{"no findings", []string{"--fail-on=info", "clean.md"}, 0},
		{"less than an error", []string{"open.md"}, 0},
		{"as severe as asked", []string{"--fail-on=warning", "open.md"}, statusFound},
		{"more severe than asked", []string{"--fail-on=info", "open.md"}, statusFound},
		{"an error in its place", []string{colorado, "open.md"}, statusFound},
		{"never", []string{colorado, "--fail-on=never", "open.md"}, 0},
		{"in any of the files", []string{"--fail-on=warning", "open.md", "clean.md"}, statusFound},
		{"whatever the format", []string{"--fail-on=warning", "--format=sarif", "open.md"}, statusFound},
		{"a bad file", []string{"latin.md"}, statusFailed},
		{"a bad file among others", []string{"clean.md", "latin.md"}, statusFailed},
		{"a bad file beside findings", []string{"--fail-on=warning", "open.md", "latin.md"}, statusFailed},
		{"a bad file where findings never fail", []string{"--fail-on=never", "latin.md"}, statusFailed},
		{"no file", nil, statusFailed},
		{"an unknown flag", []string{"--nope", "clean.md"}, statusFailed},
		{"a bad setting", []string{"--format=xml", "clean.md"}, statusFailed},
		{"a bad setting of all commands", []string{"--roles=/none.yaml", "clean.md"}, statusFailed},
		{"an unknown place", []string{"--place=US-XX", "clean.md"}, statusFailed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := reviewIn(t, dir, "", test.args...)
			if got.status != test.want {
				t.Errorf("status %d, want %d\n%s%s", got.status, test.want, got.stdout, got.says)
			}
			if said := got.says != ""; said != (test.want == statusFailed) {
				t.Errorf("main prints %q", got.says)
			}
		})
	}
}

// TestReviewAsAProcess looks at what a shell sees.
func TestReviewAsAProcess(t *testing.T) {
	t.Parallel()
	dir := adsIn(t, map[string]string{"open.md": openRange, "clean.md": clean})
	for name, test := range map[string]struct {
		args, env      []string
		code           int
		stdout, stderr string // parts of it
	}{
		"clean":         {[]string{"clean.md"}, nil, 0, "clean.md: score 100", ""},
		"found":         {[]string{"--fail-on=warning", "open.md"}, nil, 1, "open.md:3:8: warning: ", ""},
		"missing":       {[]string{"clean.md", "none.md"}, nil, 2, "clean.md: score 100", "rolewright: none.md: cannot be read: "},
		"standard":      {[]string{"-"}, nil, 0, "<stdin>: score 100", ""},
		"by variable":   {[]string{"open.md"}, []string{"ROLEWRIGHT_FAIL_ON=warning"}, 1, "open.md:3:8: ", ""},
		"bad variable":  {[]string{"open.md"}, []string{"ROLEWRIGHT_FAIL_ON=x"}, 2, "", `rolewright: settings: ROLEWRIGHT_FAIL_ON: "x"`},
		"of the server": {[]string{"--jurisdictions=none.yaml", "clean.md"}, nil, 2, "", "--jurisdictions: none.yaml cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := program(t, append([]string{"review"}, test.args...)...)
			var stdout, stderr bytes.Buffer
			cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, strings.NewReader(clean), &stdout, &stderr
			cmd.Env = append(cmd.Env, test.env...)
			_ = cmd.Run() // the code is looked at below
			if cmd.ProcessState.ExitCode() != test.code || !strings.Contains(stdout.String(), test.stdout) || !strings.Contains(stderr.String(), test.stderr) {
				t.Errorf("code %d\n%s\n%s", cmd.ProcessState.ExitCode(), &stdout, &stderr)
			}
			if test.stderr == "" && stderr.Len() > 0 || test.stdout == "" && stdout.Len() > 0 || strings.Count(stderr.String(), "\n") > 1 {
				t.Errorf("on the wrong stream, or twice: %s%s", &stdout, &stderr)
			}
		})
	}
}

func TestReviewReadsByName(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	const text = "<p title=\"Your work here\">You serve them, too.</p>\n\n* You cook lunch for 60 guests.\n"
	names := []string{"a.md", "b.MARKDOWN", "c.html", "d.Htm", "e.txt", "f", "g.docx"}
	files := map[string]string{}
	for _, name := range names {
		files[name] = text
	}
	dir := adsIn(t, files)
	args := []string{"-"}
	for _, name := range names {
		args = append(args, filepath.Join(dir, name))
	}
	type counts struct{ words, bullets int }
	count := func(args ...string) []counts {
		var all []counts
		for _, file := range reviewJSON(t, dir, text, args...).Files {
			all = append(all, counts{file.Review.Metrics.Words, file.Review.Metrics.Bullets})
		}
		return all
	}
	markdown, page, plain := count("--input=markdown", "-")[0], count("--input=html", "-", "a.md"), count("--input=text", "-")[0]
	if markdown == page[0] || page[0] == plain || plain == markdown {
		t.Fatalf("%v, %v and %v do not tell the formats apart", markdown, page[0], plain)
	}
	if page[0] != page[1] {
		t.Errorf("as HTML a.md has %v, want %v", page[1], page[0])
	}
	want := []counts{plain, markdown, markdown, page[0], page[0], plain, plain, plain}
	if diff := cmp.Diff(want, count(args...), cmp.AllowUnexported(counts{})); diff != "" {
		t.Errorf("of - and %v: %s", names, diff)
	}
}

// TestReviewRefusesFiles wants the name of each bad file, what is wrong and what to do, and a review of the good one.
func TestReviewRefusesFiles(t *testing.T) {
	t.Parallel()
	fits := clean + strings.Repeat(" ", maxReviewed-len(clean))
	dir := adsIn(t, map[string]string{
		"latin.md": "# Caf\n\nCaf\xe9\n", "empty.md": "", "blank.md": "\ufeff \r\n", "large.md": fits + " ", "fits.md": fits, "line\nbreak.md": "\xff",
	})
	if err := os.Mkdir(filepath.Join(dir, "ads.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	got := reviewIn(t, dir, "\xff", "none.md", "latin.md", "empty.md", "blank.md", "fits.md", "large.md", "ads.md", "line\nbreak.md", "-", "-")
	want := reviewing{
		stdout: "fits.md: score 100 of 100\n1 file reviewed, 0 findings\n", status: statusFailed,
		says: "rolewright: none.md: cannot be read: no such file or directory\n" +
			"latin.md: is no text in UTF-8, as line 3 shows; save it as text, Markdown or HTML in UTF-8\n" +
			"empty.md: is empty; there is nothing to review\n" +
			"blank.md: is empty; there is nothing to review\n" +
			"large.md: is above 1 MiB; review the ad alone, without what is around it\n" +
			"ads.md: is a folder; name the files in it\n" +
			"line break.md: is no text in UTF-8, as line 1 shows; save it as text, Markdown or HTML in UTF-8\n" +
			"<stdin>: is no text in UTF-8, as line 1 shows; save it as text, Markdown or HTML in UTF-8\n" +
			"<stdin>: can be read only once; name - once\n",
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(reviewing{})); diff != "" {
		t.Error(diff)
	}
}

// TestReviewOfBrokenStreams fails with a status that is not that of findings.
func TestReviewOfBrokenStreams(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, test := range map[string]struct {
		stdin  io.Reader
		stdout io.Writer
	}{
		"standard input":  {iotest.ErrReader(broken), io.Discard},
		"standard output": {strings.NewReader(openRange), brokenWriter{broken}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), []string{"review", "--fail-on=info", "-"}, noEnv, test.stdin, test.stdout, io.Discard)
			if exit, ok := errors.AsType[*exitError](err); !ok || exit.status != statusFailed || !errors.Is(err, broken) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// brokenWriter is a stream that nothing can be written to.
type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestReviewOfPlaces(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"a.md": clean, "b.md": clean})
	const notice = "This is not legal advice."
	for name, test := range map[string]struct {
		args []string
		want []string // parts of what is printed
	}{
		"a country":         {[]string{"--place=de"}, []string{"Checked for DE against"}},
		"a region":          {[]string{"--place=US-CO"}, []string{"a.md: error: Colorado: ", "[law/application-deadline]", "Checked for US, US-CO against"}},
		"a city":            {[]string{"--place=US-NY/New York City"}, []string{"Checked for US, US-NY against"}},
		"several":           {[]string{"--place=DE", "--place=US-CO/Denver,CA-ON"}, []string{"Colorado: ", "Checked for DE, US, US-CO, CA, CA-ON against"}},
		"before its law":    {[]string{"--place=US-CO", "--as-of=2020-01-01"}, []string{"a.md: info: Colorado: "}},
		"a small employer":  {[]string{"--place=US-NY", "--headcount=3"}, []string{"2 files reviewed, 0 findings"}},
		"a larger employer": {[]string{"--place=US-NY", "--headcount=4"}, []string{"a.md: error: New York"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := reviewIn(t, dir, "", append(test.args, "a.md", "b.md")...)
			for _, want := range test.want {
				if !strings.Contains(got.stdout, want) {
					t.Errorf("%q is not in\n%s%s", want, got.stdout, got.says)
				}
			}
			if n := strings.Count(got.stdout, notice); n != 1 {
				t.Errorf("the notice is there %d times", n)
			}
		})
	}
	if got := reviewIn(t, dir, "", "a.md"); strings.Contains(got.stdout, notice) {
		t.Errorf("a notice without a place:\n%s", got.stdout)
	}
}

func TestReviewRefusesPlaces(t *testing.T) {
	t.Parallel()
	dir := adsIn(t, map[string]string{"a.md": clean})
	got := reviewIn(t, dir, "", "--place=US-XX/Denver", "--place=US-CO,QQ", "a.md")
	const remedy = " is no ISO 3166 code; use a country such as DE or a part of one such as US-CO\n"
	if want := `rolewright: settings: --place: "US-XX"` + remedy + `--place: "QQ"` + remedy; got.says != want || got.stdout != "" {
		t.Errorf("got  %s%s\nwant %s", got.stdout, got.says, want)
	}
}

// TestReviewOfTitles finds what is wrong with a title that is not in the text, and says no place in the text for it.
func TestReviewOfTitles(t *testing.T) {
	t.Parallel()
	dir := adsIn(t, map[string]string{"a.md": clean})
	if got := reviewIn(t, dir, "", "--title=COOK (URGENT)!!", "a.md"); !strings.HasPrefix(got.stdout, "a.md: error: “COOK (URGENT)!!” shouts") {
		t.Error(got.stdout)
	}
}

// TestReviewWithOwnLaws uses a table of laws of the user's own.
func TestReviewWithOwnLaws(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{"a.md": clean, "laws.yaml": `schema_version: 1
as_of: "2026-11-22"
jurisdictions:
  - code: "NO"
    name: Norway
    status: in_force
    timing: posting
    requires: [pay_range]
    sources: [our counsel]
    confidence: high
`})
	args := []string{"--jurisdictions=" + filepath.Join(dir, "laws.yaml"), "--place=NO", "a.md"}
	if got := reviewIn(t, dir, "", args...); got.status != statusFound || !strings.HasPrefix(got.stdout, "a.md: error: Norway: ") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.says)
	}
	write(t, dir, "laws.yaml", "schema_version: 2\n")
	if got := reviewIn(t, dir, "", args...); got.status != statusFailed || !strings.Contains(got.says, "the table of laws has faults:\nlaws.yaml:") {
		t.Errorf("status %d\n%s%s", got.status, got.stdout, got.says)
	}
}

// TestReviewKnowsEveryValue compares the values that settings allow with those that the packages behind them know.
func TestReviewKnowsEveryValue(t *testing.T) {
	t.Parallel()
	var args []string
	for _, format := range review.Formats() {
		args = append(args, "--input="+string(format))
	}
	for _, severity := range jobad.Severities() {
		args = append(args, "--fail-on="+string(severity))
	}
	for _, level := range jobad.Levels() {
		args = append(args, "--level="+string(level))
	}
	for _, arg := range args {
		if _, err := config.Parse([]string{"review", arg, "-"}, noEnv, io.Discard); err != nil {
			t.Error(err)
		}
	}
}

func TestExitStatus(t *testing.T) {
	t.Parallel()
	inner := errors.New("inner")
	for _, test := range []struct {
		err     error
		status  int
		printed string
	}{
		{inner, 1, "rolewright: inner\n"},
		{&exitError{status: statusFound}, 1, ""},
		{&exitError{statusFailed, inner}, 2, "rolewright: inner\n"},
		{badSettings(config.Serve, inner), 1, "rolewright: settings: inner\n"},
		{badSettings(config.Review, inner), 2, "rolewright: settings: inner\n"},
	} {
		var out bytes.Buffer
		if status := exitStatus(&out, test.err); status != test.status || out.String() != test.printed {
			t.Errorf("%v: status %d, printed %q", test.err, status, &out)
		}
	}
	if text := (&exitError{status: statusFound}).Error(); text != "exit status 1" {
		t.Errorf("an error without words says %q", text)
	}
}
