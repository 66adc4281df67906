package export

import (
	"bytes"

	"github.com/go-json-experiment/json"

	"rolewright/internal/jobad"
)

func jsonFormat() Format {
	return Format{
		Name: "json", MediaType: "application/json", Title: "JSON", Extension: "json",
		About:  "The ad in full: every text form, its sections with the source of each line, and the questions that are open.",
		Parts:  jobad.Everything,
		Encode: encodeJSON,
	}
}

// encodeJSON writes the ad on one line. It leaves "<" and "&" as they are, since the reply is never read as a page.
func encodeJSON(b *bytes.Buffer, ad *jobad.Ad) error {
	if err := json.MarshalWrite(b, ad); err != nil {
		return err
	}
	return b.WriteByte('\n')
}
