package export

import "strings"

// IsText reports whether an encoded ad is text in UTF-8, which can be shown, or put into other text, as it is.
func (f *Format) IsText() bool {
	return strings.HasPrefix(f.MediaType, "text/") || strings.HasSuffix(f.MediaType, "json") || strings.HasSuffix(f.MediaType, "xml")
}
