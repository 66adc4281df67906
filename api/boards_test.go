package api_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// TestRandomBriefsByName makes ads of any valid brief in the forms that only a name chooses: the same each time, well-formed,
// with each line of the ad. That JSON conforms to its schema is for do.
func TestRandomBriefsByName(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		body := encoded(randomBrief().Draw(t, "brief"))
		ad := into[jobad.Ad](t, generated(t, body, "application/json"))
		for _, f := range export.Formats() {
			if !f.ByNameOnly {
				continue
			}
			ask := func() *http.Request { return postTo("/v1/generate?format="+f.Name, body) }
			got := do(t, handler(), ask())
			if got.status != http.StatusOK {
				t.Fatalf("%s: status %d: %.500s", f.Name, got.status, got.body)
			}
			if again := record(handler(), ask()); again.body != got.body {
				t.Errorf("%s is another the second time", f.Name)
			}
			if f.MediaType == "application/xml" {
				checkXML(t, f.Name, got.body, ad)
			}
		}
	})
}

// checkXML wants a document to be well-formed, and its text to hold the title and every line.
func checkXML(t rapid.TB, name, document string, ad jobad.Ad) {
	t.Helper()
	var text strings.Builder
	for decoder := xml.NewDecoder(strings.NewReader(document)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if words, ok := token.(xml.CharData); ok {
			text.Write(words)
		}
	}
	all := text.String()
	if !strings.Contains(all, ad.Title) {
		t.Errorf("%s lacks the title %q", name, ad.Title)
	}
	asHTML := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for _, section := range ad.Sections {
		for _, line := range section.Lines {
			for part := range strings.FieldsFuncSeq(line.Text, func(r rune) bool { return r == '\n' }) {
				if want := asHTML.Replace(withoutMark(part)); !strings.Contains(all, want) {
					t.Errorf("%s lacks %q of %s", name, want, section.ID)
				}
			}
		}
	}
}

// withoutMark is a line of plain text without what stands before an item, which HTML has no words for.
func withoutMark(line string) string {
	return regexp.MustCompile(`^ *(?:- |\d+\. )+`).ReplaceAllString(line, "")
}
