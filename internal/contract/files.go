package contract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// Elements are those of an XML document in their order. A document that is not well-formed to its end is an error.
func Elements(document []byte) ([]xml.StartElement, error) {
	var all []xml.StartElement
	decoder := xml.NewDecoder(bytes.NewReader(document))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			all = append(all, start.Copy())
		}
	}
}

// Parts are those of a package of Office Open XML, by their names. The types of its parts must come first, and no part may
// be there twice or have a wrong checksum.
func Parts(pack []byte) (map[string][]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for i, f := range archive.File {
		if i == 0 && f.Name != "[Content_Types].xml" {
			return nil, fmt.Errorf("the first part is %s", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r) // which compares the checksum, too
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if _, twice := parts[f.Name]; twice {
			return nil, fmt.Errorf("%s is there twice", f.Name)
		}
		parts[f.Name] = text
	}
	return parts, nil
}

// PDF is a file by its table of references.
type PDF struct {
	Objects map[int]string
	Trailer string
}

// ReadPDF finds the objects of a PDF by its table of references, as its readers do. It is an error if one is not where the
// table says, or if the file does not begin and end as it must.
func ReadPDF(data []byte) (*PDF, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) || !bytes.HasSuffix(data, []byte("\n%%EOF\n")) {
		return nil, fmt.Errorf("it begins with %.8q and ends with %q", data, data[max(0, len(data)-8):])
	}
	f := &PDF{Objects: map[int]string{}, Trailer: string(data[max(0, bytes.LastIndex(data, []byte("\ntrailer\n"))):])}
	start, err := f.number(`startxref\n(\d+)\n`)
	if err != nil {
		return nil, err
	}
	size, err := f.number(`/Size (\d+)`)
	if err != nil || start >= len(data) {
		return nil, fmt.Errorf("the table of %d bytes at %d: %w", size, start, err)
	}
	rows := strings.Split(string(data[start:]), "\n")
	if len(rows) < size+2 || rows[0] != "xref" || rows[1] != "0 "+strconv.Itoa(size) {
		return nil, fmt.Errorf("the table begins with %q", rows[:min(2, len(rows))])
	}
	for i := 1; i < size; i++ {
		at, err := strconv.Atoi(rows[2+i][:min(10, len(rows[2+i]))])
		head := strconv.Itoa(i) + " 0 obj\n"
		if err != nil || at > len(data) || !bytes.HasPrefix(data[at:], []byte(head)) {
			return nil, fmt.Errorf("object %d is not at %q", i, rows[2+i])
		}
		body, _, ok := bytes.Cut(data[at+len(head):], []byte("\nendobj"))
		if !ok {
			return nil, fmt.Errorf("object %d has no end", i)
		}
		f.Objects[i] = string(body)
	}
	return f, nil
}

func (f *PDF) number(pattern string) (int, error) {
	found := regexp.MustCompile(pattern).FindStringSubmatch(f.Trailer)
	if found == nil {
		return 0, fmt.Errorf("no %s in %q", pattern, f.Trailer)
	}
	return strconv.Atoi(found[1])
}
