package export_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/export"
)

// feeds are the formats of documents that hold all jobs.
func feeds(t *testing.T) []export.Format {
	t.Helper()
	var all []export.Format
	for _, f := range export.Formats() {
		if f.IsFeed() {
			all = append(all, f)
		}
	}
	if len(all) != 3 {
		t.Fatalf("%d formats are feeds; want 3", len(all))
	}
	return all
}

// joined is the feed of documents.
func joined(t *testing.T, documents ...[]byte) string {
	t.Helper()
	var f export.Feed
	for _, document := range documents {
		if err := f.Add(document); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if n, err := f.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes are told of %d, error %v", n, b.Len(), err)
	}
	return b.String()
}

// TestFeedOfOne is what the format encodes of the one ad, whatever its words are.
func TestFeedOfOne(t *testing.T) {
	t.Parallel()
	for _, f := range feeds(t) {
		for name, brief := range boardBriefs() {
			document := encoded(t, &f, made(t, brief))
			if diff := cmp.Diff(string(document), joined(t, document)); diff != "" {
				t.Errorf("%s as %s: %s", name, f.Name, diff)
			}
		}
	}
}

// TestFeedOfSeveral has the jobs of each ad in their order, their number, and the latest of their days.
func TestFeedOfSeveral(t *testing.T) {
	t.Parallel()
	early, late, tricky := boardBriefs()["places"], minimal(), minimal()
	early.AsOf, late.AsOf = day("2026-11-01"), day("2026-11-23")
	tricky.Title = "Cook\n  </job>\n  <job>\n</source>]]>"
	for _, f := range feeds(t) {
		one, two, three := encoded(t, &f, made(t, early)), encoded(t, &f, made(t, late)), encoded(t, &f, made(t, tricky))
		got := []byte(joined(t, one, two, three))
		if f.Name == "personio" {
			var all struct {
				Names []string `xml:"position>name"`
			}
			if err := xml.Unmarshal(got, &all); err != nil || len(all.Names) != 3 || all.Names[0] != personio(t, one).Name {
				t.Errorf("%q, %v", all.Names, err)
			}
			continue
		}
		want := feed(t, one)
		want.Built = "Mon, 23 Nov 2026 00:00:00 GMT"
		want.Jobs = append(want.Jobs, append(feed(t, two).Jobs, feed(t, three).Jobs...)...)
		if f.Name == "linkedin" {
			want.Count = len(want.Jobs)
		}
		if diff := cmp.Diff(want, feed(t, got)); diff != "" || len(want.Jobs) != 5 {
			t.Errorf("%s of %d jobs: %s", f.Name, len(want.Jobs), diff)
		}
	}
}

// TestFeedRefuses is what none of the formats encodes.
func TestFeedRefuses(t *testing.T) {
	t.Parallel()
	for _, document := range []string{"<source><job>", "<source><job></source>", "<source><other/></source>", "<source><lastBuildDate>x</lastBuildDate></source>"} {
		if err := new(export.Feed).Add([]byte(document)); err == nil || !strings.HasPrefix(err.Error(), "join feeds: ") {
			t.Errorf("%s: %v", document, err)
		}
	}
}
