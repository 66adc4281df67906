package export

import (
	"bytes"
	"encoding/xml"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

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

// writeXML writes a document with its declaration.
func writeXML(b *bytes.Buffer, document any) error {
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(b)
	encoder.Indent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	return b.WriteByte('\n')
}

// writeJSON writes a body on one line. As in encodeJSON, "<" and "&" stay as they are.
func writeJSON(b *bytes.Buffer, body any) error {
	if err := json.MarshalWrite(b, body, jsontext.AllowInvalidUTF8(true)); err != nil {
		return err
	}
	return b.WriteByte('\n')
}
