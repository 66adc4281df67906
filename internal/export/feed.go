package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// feedForm is a document in XML that holds all jobs of an employer.
type feedForm struct {
	root, job string // names of elements
	dated     bool   // it says when it was made
	counted   bool   // it says how many jobs it has
	// jobs of an ad.
	jobs func(*jobad.Ad) []feedJob
}

// feedJob is an element of a feed.
type feedJob struct {
	id      string // that boards know the job by
	element any    // to be marshaled
}

// DuplicateError is an ad with a job that a feed already has by its id: boards would take one of the two for the other.
type DuplicateError struct {
	ID    string
	First int // the ad with that job, as counted from 0
}

func (e *DuplicateError) Error() string {
	return fmt.Sprintf("the feed already has a job with the id %q", e.ID)
}

// format makes a format of the form: the feed with the jobs of a single ad.
func (form *feedForm) format(f Format) Format {
	f.MediaType, f.Extension, f.ByNameOnly, f.Parts, f.feed = "application/xml", "xml", true, jobad.Sections, form
	f.Encode = func(b *bytes.Buffer, ad *jobad.Ad) error {
		feed := newFeed(form)
		if err := feed.Add(ad); err != nil {
			return err
		}
		_, err := feed.WriteTo(b)
		return err
	}
	return f
}

// Feed is the document with the jobs of many ads. What it holds grows with them, since it says first how many there are.
type Feed struct {
	form   *feedForm
	latest time.Time      // day of the ads
	ads    int            // how many were added
	ids    map[string]int // of the jobs, with the number of the ad
	jobs   bytes.Buffer
}

// NewFeed returns an empty feed if boards read the ads of this format as one document with all jobs.
func (f *Format) NewFeed() (feed *Feed, ok bool) {
	if f.feed == nil {
		return nil, false
	}
	return newFeed(f.feed), true
}

func newFeed(form *feedForm) *Feed { return &Feed{form: form, ids: map[string]int{}} }

// Add adds the jobs of an ad behind those of the ads before. With a [DuplicateError] it adds none.
func (f *Feed) Add(ad *jobad.Ad) error {
	jobs := f.form.jobs(ad)
	for i := range jobs {
		if first, ok := f.ids[jobs[i].id]; ok {
			return &DuplicateError{jobs[i].id, first}
		}
	}
	if ad.Brief.AsOf.After(f.latest) {
		f.latest = ad.Brief.AsOf
	}
	encoder := xml.NewEncoder(&f.jobs)
	encoder.Indent("  ", "  ")
	name := xml.StartElement{Name: xml.Name{Local: f.form.job}}
	for i := range jobs {
		if err := encoder.EncodeElement(jobs[i].element, name); err != nil {
			return err
		}
		f.ids[jobs[i].id] = f.ads
	}
	f.ads++
	return f.jobs.WriteByte('\n')
}

// WriteTo writes the feed, which has the day of the latest ad in it. It can be called once, behind all ads.
func (f *Feed) WriteTo(w io.Writer) (int64, error) {
	var head strings.Builder
	head.WriteString(xml.Header + "<" + f.form.root + ">\n")
	if f.form.dated && !f.latest.IsZero() { // by RFC 822 with a year of four digits
		head.WriteString("  <lastBuildDate>" + f.latest.UTC().Format(http.TimeFormat) + "</lastBuildDate>\n")
	}
	if f.form.counted {
		fmt.Fprintf(&head, "  <expectedJobCount>%d</expectedJobCount>\n", len(f.ids))
	}
	return io.Copy(w, io.MultiReader(strings.NewReader(head.String()), &f.jobs, strings.NewReader("</"+f.form.root+">\n")))
}

// cdata is text that a feed has in a CDATA section. The encoder splits what would end the section.
type cdata struct {
	Text string `xml:",cdata"`
}

// words is text for an element of a feed; nil, which leaves the element out, if there is none.
func words(text string) *cdata {
	if text = clean(text); text == "" {
		return nil
	}
	return &cdata{text}
}
