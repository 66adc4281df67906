package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

func TestReviewPrintsText(t *testing.T) {
	t.Parallel()
	oneByOne(t)
	dir := adsIn(t, map[string]string{
		"open.md": openRange, "clean.md": clean, "wide.md": "# Köchin\n\nÜber 東京 😀: $50,000+ a year.\n",
		"marked.md": "\ufeff" + openRange, "first.txt": "\ufeffPay is $50,000+ a year.\r\n", "dos.md": strings.ReplaceAll(openRange, "\n", "\r\n"),
		"page.html": "<h1>Cook</h1>\n<p>Pay is\n  <b>$50,000+</b> a year.</p>\n",
	})
	const finding = " warning: “$50,000+” is an open range: give the least and the most that you expect to pay. [pay/open-range]\n"
	const sum = "1 file reviewed, 1 finding: 1 warning\n"
	for _, test := range []struct{ name, want string }{
		{"clean.md", "clean.md: score 100 of 100\n1 file reviewed, 0 findings\n"},
		{"open.md", "open.md:3:8:" + finding + "open.md: score 94 of 100\n" + sum},
		{"wide.md", "wide.md:3:12:" + finding + "wide.md: score 94 of 100\n" + sum},
		{"marked.md", "marked.md:3:8:" + finding + "marked.md: score 94 of 100\n" + sum},
		{"first.txt", "first.txt:1:8:" + finding + "first.txt: score 94 of 100\n" + sum},
		{"dos.md", "dos.md:3:8:" + finding + "dos.md: score 94 of 100\n" + sum},
		{"page.html", "page.html:3:6:" + finding + "page.html: score 94 of 100\n" + sum},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, reviewIn(t, dir, "", test.name).stdout); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// reviewedFiles is what the command prints as JSON.
type reviewedFiles struct {
	Files []struct {
		Name   string       `json:"name"`
		Review jobad.Review `json:"review"`
	} `json:"files"`
}

// reviewJSON runs the command and reads the JSON that it prints.
func reviewJSON(t *testing.T, dir, stdin string, args ...string) reviewedFiles {
	t.Helper()
	got := reviewIn(t, dir, stdin, append([]string{"--format=json"}, args...)...)
	var files reviewedFiles
	decoder := json.NewDecoder(strings.NewReader(got.stdout))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&files); err != nil {
		t.Fatalf("%v: %s%s", err, got.stdout, got.says)
	}
	return files
}

func TestReviewPrintsJSON(t *testing.T) {
	t.Parallel()
	dir := adsIn(t, map[string]string{"open.md": "\ufeff" + openRange, "clean.md": clean})
	got := reviewJSON(t, dir, openRange, "--input=markdown", "open.md", "-", "clean.md")
	if len(got.Files) != 3 {
		t.Fatalf("%d files; want 3", len(got.Files))
	}
	for i, test := range []struct {
		name, text string
		score      int
	}{{"open.md", "\ufeff" + openRange, 94}, {"-", openRange, 94}, {"clean.md", clean, 100}} {
		file := got.Files[i]
		if file.Name != test.name || file.Review.Score != test.score {
			t.Errorf("got %s with score %d, want %s with %d", file.Name, file.Review.Score, test.name, test.score)
		}
		for _, f := range file.Review.Findings {
			if at := test.text[f.Start:f.End]; at != f.Excerpt {
				t.Errorf("%s: the finding on %q points to %q", file.Name, f.Excerpt, at)
			}
		}
	}
	if none := reviewIn(t, dir, "", "--format=json", "none.md"); none.stdout != "{\n  \"files\": []\n}\n" {
		t.Errorf("without a file it prints %q", none.stdout)
	}
}

func TestReviewPrintsSARIF(t *testing.T) {
	t.Parallel()
	dir := adsIn(t, map[string]string{"open.md": openRange, "clean.md": clean})
	got := reviewIn(t, dir, openRange, "--format=sarif", "--input=markdown", "open.md", "clean.md", "-")
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI   string
				Index int
			}
			Region struct{ StartLine, StartColumn int }
		}
	}
	var log struct {
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Version string
					Rules   []struct {
						ID               string
						ShortDescription struct{ Text string }
					}
				}
			}
			Artifacts []struct{ Contents struct{ Text string } }
			Results   []struct {
				RuleID    string
				Level     string
				Locations []location
			}
		}
	}
	if err := json.Unmarshal([]byte(got.stdout), &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v: %s%s", err, got.stdout, got.says)
	}
	r := log.Runs[0]
	if log.Version != "2.1.0" || r.Tool.Driver.Version != programVersion() || len(r.Results) != 2 || len(r.Artifacts) != 3 {
		t.Fatal(got.stdout)
	}
	if rules := r.Tool.Driver.Rules; len(rules) != 1 || rules[0].ID != "pay/open-range" || rules[0].ShortDescription.Text == "" {
		t.Errorf("rules are %+v", rules)
	}
	for i, result := range r.Results {
		at := result.Locations[0].PhysicalLocation
		if result.RuleID != "pay/open-range" || result.Level != "warning" || at.Region.StartLine != 3 || at.Region.StartColumn != 8 || at.ArtifactLocation.Index != 2*i {
			t.Errorf("result %+v", result)
		}
	}
	if uri := r.Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI; !strings.HasSuffix(uri, "open.md") {
		t.Errorf("the first result is in %q", uri)
	}
	if text := r.Artifacts[2].Contents.Text; text != openRange {
		t.Errorf("standard input is carried as %q", text)
	}
}

// TestCursor compares the cursor with counting from the beginning, wherever it is sent.
func TestCursor(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab\n\r é日😀")), 0, 40, -1).Draw(t, "text")
		at := newCursor([]byte(text))
		for _, offset := range rapid.SliceOfN(rapid.IntRange(0, len(text)), 1, 5).Draw(t, "offsets") {
			for offset < len(text) && text[offset]&0xc0 == 0x80 {
				offset++ // to the next character
			}
			lines := strings.Split(text[:offset], "\n")
			wantLine, wantColumn := len(lines), 1+len([]rune(lines[len(lines)-1]))
			if line, column := at.move(offset); line != wantLine || column != wantColumn {
				t.Fatalf("byte %d of %q is at %d:%d, want %d:%d", offset, text, line, column, wantLine, wantColumn)
			}
		}
	})
}

// TestOneLine keeps what others wrote from looking like lines of ours, or from moving the cursor of a terminal.
func TestOneLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain":              "plain",
		"two\nlines\r\n":     "two lines  ",
		"red\x1b[31m":        "red\ufffd[31m",
		"a\u202eb\u2066c":    "a\ufffdb\ufffdc",
		"日本 é 👩\u200d💻 “ok”": "日本 é 👩\u200d💻 “ok”",
	} {
		if got := oneLine(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
