package export_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// feeds are the formats of documents that hold all jobs.
func feeds(t *testing.T) []export.Format {
	t.Helper()
	var all []export.Format
	for _, f := range export.Formats() {
		if _, ok := f.NewFeed(); ok {
			all = append(all, f)
		}
	}
	if len(all) != 3 {
		t.Fatalf("%d formats are feeds; want 3", len(all))
	}
	return all
}

// feedOf is the feed of all jobs of ads.
func feedOf(t *testing.T, f *export.Format, ads ...*jobad.Ad) []byte {
	t.Helper()
	feed, _ := f.NewFeed()
	for _, ad := range ads {
		if err := feed.Add(ad); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if n, err := feed.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes are told of %d, error %v", n, b.Len(), err)
	}
	return b.Bytes()
}

// TestFeedOfSeveral has the jobs of each ad in their order, their number, and the latest of their days.
func TestFeedOfSeveral(t *testing.T) {
	t.Parallel()
	early, late, tricky := boardBriefs()["places"], minimal(), minimal()
	early.AsOf, late.AsOf = day("2026-11-01"), day("2026-11-23")
	tricky.Title = "Cook\n  </job>\n  <job>\n</source>]]>"
	one, two, three := made(t, early), made(t, late), made(t, tricky)
	for _, f := range feeds(t) {
		got := feedOf(t, &f, one, two, three)
		if f.Name == "personio" {
			var all struct {
				Names []string `xml:"position>name"`
			}
			if err := xml.Unmarshal(got, &all); err != nil || len(all.Names) != 3 || all.Names[0] != personio(t, encoded(t, &f, one)).Name {
				t.Errorf("%q, %v", all.Names, err)
			}
			continue
		}
		want := feed(t, encoded(t, &f, one))
		want.Built = "Mon, 23 Nov 2026 00:00:00 GMT"
		want.Jobs = append(want.Jobs, append(feed(t, encoded(t, &f, two)).Jobs, feed(t, encoded(t, &f, three)).Jobs...)...)
		if f.Name == "linkedin" {
			want.Count = len(want.Jobs)
		}
		if diff := cmp.Diff(want, feed(t, got)); diff != "" || len(want.Jobs) != 5 {
			t.Errorf("%s of %d jobs: %s", f.Name, len(want.Jobs), diff)
		}
	}
}

// TestFeedKnowsItsJobs refuses an ad of which one job is there already, and goes on.
func TestFeedKnowsItsJobs(t *testing.T) {
	t.Parallel()
	first, other, same, last := minimal(), minimal(), minimal(), minimal()
	first.Reference, other.Reference, same.Reference, last.Reference = "A", "B", "B", "C"
	other.Places, same.Places = []jobad.Place{{Country: "US"}}, []jobad.Place{{Country: "DE"}, {Country: "US"}}
	for _, f := range feeds(t) {
		feed, _ := f.NewFeed()
		for _, b := range []*jobad.Brief{first, other} {
			if err := feed.Add(made(t, b)); err != nil {
				t.Fatal(err)
			}
		}
		err := feed.Add(made(t, same))
		if twice, ok := errors.AsType[*export.DuplicateError](err); !ok || twice.First != 1 || !strings.HasPrefix(twice.ID, "B") {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err := feed.Add(made(t, last)); err != nil {
			t.Error(err)
		}
		var b bytes.Buffer
		if _, err := feed.WriteTo(&b); err != nil || !bytes.Equal(b.Bytes(), feedOf(t, &f, made(t, first), made(t, other), made(t, last))) {
			t.Errorf("%s: %v, or other jobs", f.Name, err)
		}
	}
}

// TestFeedOfNone is a document that readers take.
func TestFeedOfNone(t *testing.T) {
	t.Parallel()
	for _, f := range feeds(t) {
		var document struct {
			XMLName xml.Name
			Jobs    []string `xml:",any"`
		}
		if err := xml.Unmarshal(feedOf(t, &f), &document); err != nil || (len(document.Jobs) > 0) != (f.Name == "linkedin") {
			t.Errorf("%s: %v, %v", f.Name, document, err)
		}
	}
}
