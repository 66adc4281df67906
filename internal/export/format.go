package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

// Format is one encoding of an ad.
type Format struct {
	Name      string // for ?format=
	MediaType string // without parameters
	Title     string // for people
	About     string
	Extension string // of a file, without the dot
	// ByNameOnly formats share their media type with others: Accept does not choose them, only their name does.
	ByNameOnly bool
	// Document is set for a file that people keep: it gets a name, and is compressed already.
	Document bool
	// Parts of the ad that Encode reads.
	Parts jobad.Parts
	// Encode appends the ad to a buffer. Same ad, same bytes. An [UnencodableError] says that this format cannot carry it.
	Encode func(*bytes.Buffer, *jobad.Ad) error

	feed *feedForm // of a format that is one
}

// Formats returns every format; the first is the default, and the order settles ties.
func Formats() []Format {
	return []Format{
		jsonFormat(),
		markdownFormat(),
		htmlFormat(),
		textFormat(),
		docxFormat(),
		pdfFormat(),
		jsonLDFormat(),
		indeedFormat(),
		linkedInFormat(),
		greenhouseFormat(),
		leverFormat(),
		smartRecruitersFormat(),
		personioFormat(),
		hrOpenFormat(),
	}
}
