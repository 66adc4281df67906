package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

func textFormat() Format {
	return Format{
		Name: "text", MediaType: "text/plain", Title: "Plain text", Extension: "txt",
		About: "Words and line breaks only, for mail and forms that take no markup.",
		Parts: jobad.Text,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error {
			b.WriteString(ad.Text)
			return nil
		},
	}
}
