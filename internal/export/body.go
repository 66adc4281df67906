package export

import (
	"bytes"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// writeJSON writes a body on one line. As in encodeJSON, "<" and "&" stay as they are.
func writeJSON(b *bytes.Buffer, body any) error {
	if err := json.MarshalWrite(b, body, jsontext.AllowInvalidUTF8(true)); err != nil {
		return err
	}
	return b.WriteByte('\n')
}
