package export

import (
	"bytes"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/jobad"
)

func jsonLDFormat() Format {
	return Format{
		Name: "jsonld", MediaType: "application/ld+json", Title: "JSON-LD", Extension: "jsonld",
		About: "A JobPosting of schema.org, for search engines and job boards.",
		Parts: jobad.Posting,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error {
			if err := writePosting(b, ad.JobPosting); err != nil {
				return err
			}
			return b.WriteByte('\n')
		},
	}
}

// writePosting writes a JobPosting so that it may stand in a script element as it is: "<", ">" and "&" are escaped,
// and so are the line separators U+2028 and U+2029, which end a line in older JavaScript.
func writePosting(b *bytes.Buffer, p *jobad.JobPosting) error {
	return json.MarshalWrite(b, p, jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true))
}
