package catalog_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rolewright/internal/catalog"
)

// titleWords are the files of words, to be spoiled.
func titleWords(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := filepath.Glob("titlewords/*.tsv")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no files of words", err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		files[filepath.ToSlash(name)] = &fstest.MapFile{Data: []byte(read(t, name))}
	}
	return files
}

// Every fault of the files of words is told, with its line.
func TestTitleWordsAreStrict(t *testing.T) {
	t.Parallel()
	if err := catalog.ReadTitleWords(titleWords(t)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ file, line, fault string }{
		{"spellings", "dev\tdeveloper", `"dev" is there twice`},
		{"spellings", "dev", "want 2 columns"},
		{"levels", "boss\tchief\tany", `"chief" is no level`},
		{"levels", "boss\tlead\tthere", `"there" is no position`},
		{"ignored", "weather\train", `"weather" is no kind`},
		{"ignored", "place\t?!", `"?!" has no word`},
		{"places", "", "want 1 columns"},
		{"technologies", "go\t", "want 2 columns, none of them empty"},
		{"near", "boss\tmanager", `"manager" does not say how nearly`},
		{"near", "boss\tmanager 2", `"2" is not how nearly`},
		{"titles", "boss\tmanager\tx", `"x" is not how nearly`},
		{"classes", "verb\tgo", `"verb" is no class`},
	} {
		files := titleWords(t)
		name := "titlewords/" + test.file + ".tsv"
		files[name] = &fstest.MapFile{Data: []byte("# A comment.\n" + test.line + "\n" + test.line + "\n")}
		err := catalog.ReadTitleWords(files)
		if err == nil || !strings.Contains(err.Error(), name+":3: ") || !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%q in %s: %v; want %q", test.line, test.file, err, test.fault)
		}
	}
	files := titleWords(t)
	delete(files, "titlewords/near.tsv")
	if err := catalog.ReadTitleWords(files); err == nil {
		t.Error("a file is missing, and nobody says so")
	}
}

// The rows of titles.tsv lead to roles of the shipped catalog, or name a job that it does not have.
func TestTitleWordsLeadSomewhere(t *testing.T) {
	t.Parallel()
	c := shipped(t)
	data, err := os.ReadFile("titlewords/titles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "# ") || row[1] == "-" {
			continue
		}
		if target := c.Resolve(row[1]); target.Role == nil && len(target.Alternatives) == 0 {
			t.Errorf("%s leads to %s, which is nothing", row[0], row[1])
		}
		if got := c.Resolve(row[0]); row[2] == "1" && got.Role == nil && !slices.ContainsFunc(got.Alternatives, func(a catalog.Alternative) bool { return a.Confidence > 0.3 }) {
			t.Errorf("%s leads to nothing; want %s", row[0], row[1])
		}
	}
}
