package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

func markdownFormat() Format {
	return Format{
		Name: "markdown", MediaType: "text/markdown", Title: "Markdown", Extension: "md",
		About: "CommonMark, the single source of all other text.",
		Parts: jobad.Markdown,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error {
			b.WriteString(ad.Markdown)
			return nil
		},
	}
}
