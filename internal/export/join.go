package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// IsFeed reports whether boards read the ads of this format as one document with all jobs, which [Feed] makes.
func (f *Format) IsFeed() bool { return f.MediaType == "application/xml" }

// Feed joins the documents that a format encodes of single ads. Its zero value is empty. What it holds grows with the jobs,
// since a feed says first how many there are.
type Feed struct {
	root   string
	latest time.Time // when any of the documents was made
	counts bool      // the feed says how many jobs it has
	count  int
	jobs   bytes.Buffer
}

// Add takes the jobs of a document over, byte for byte.
func (f *Feed) Add(document []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(document))
	for inside := false; ; {
		from := decoder.InputOffset()
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("join feeds: %w", err)
		}
		element, begins := token.(xml.StartElement)
		switch {
		case begins && !inside:
			f.root, inside = element.Name.Local, true
		case begins:
			if err := decoder.Skip(); err != nil {
				return fmt.Errorf("join feeds: %w", err)
			}
			if err := f.take(element.Name.Local, document[from:decoder.InputOffset()]); err != nil {
				return err
			}
		}
	}
}

// take takes an element over that is right below the root.
func (f *Feed) take(name string, element []byte) error {
	switch name {
	case "lastBuildDate":
		text := strings.TrimSuffix(strings.TrimPrefix(string(element), "<lastBuildDate>"), "</lastBuildDate>")
		made, err := time.Parse(http.TimeFormat, text)
		if err != nil {
			return fmt.Errorf("join feeds: %w", err)
		}
		if made.After(f.latest) {
			f.latest = made
		}
	case "expectedJobCount":
		f.counts = true
	case "job", "position":
		f.count++
		f.jobs.WriteString("  ")
		f.jobs.Write(element)
		f.jobs.WriteByte('\n')
	default:
		return fmt.Errorf("join feeds: what to do with %s is not known", name)
	}
	return nil
}

// WriteTo writes the feed, which has the day of the latest ad in it.
func (f *Feed) WriteTo(w io.Writer) (int64, error) {
	var head strings.Builder
	head.WriteString(xml.Header + "<" + f.root + ">\n")
	if !f.latest.IsZero() {
		head.WriteString("  <lastBuildDate>" + f.latest.Format(http.TimeFormat) + "</lastBuildDate>\n")
	}
	if f.counts {
		fmt.Fprintf(&head, "  <expectedJobCount>%d</expectedJobCount>\n", f.count)
	}
	return io.Copy(w, io.MultiReader(strings.NewReader(head.String()), &f.jobs, strings.NewReader("</"+f.root+">\n")))
}
