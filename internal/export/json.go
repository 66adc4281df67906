package export

import (
	"bytes"
	"encoding/json"

	"rolewright/internal/jobad"
)

func jsonFormat() Format {
	return Format{
		Name: "json", MediaType: "application/json", Title: "JSON", Extension: "json",
		About: "The ad in full: every text form, its sections with the source of each line, and the questions that are open.",
		Parts: jobad.Everything,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error {
			encoder := json.NewEncoder(b)
			encoder.SetEscapeHTML(false) // the reply is never read as a page
			return encoder.Encode(ad)
		},
	}
}
