package contract_test

import (
	"archive/zip"
	"bytes"
	"strconv"
	"strings"
	"testing"

	"rolewright/internal/contract"
)

func TestElements(t *testing.T) {
	t.Parallel()
	all, err := contract.Elements([]byte(`<?xml version="1.0"?><a b="c"><d/></a>`))
	if err != nil || len(all) != 2 || all[0].Attr[0].Value != "c" || all[1].Name.Local != "d" {
		t.Errorf("%v, %v", all, err)
	}
	for _, document := range []string{"", "  ", "<a>", "<a></b>", "<a>\x01</a>", "<a>&nbsp;</a>", "<a/><b"} {
		if all, err := contract.Elements([]byte(document)); err == nil && len(all) > 0 {
			t.Errorf("%q has the elements %v", document, all)
		}
	}
}

// packed is a package with empty parts.
func packed(names ...string) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := archive.Create(name); err != nil {
			panic(err)
		}
	}
	if err := archive.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestParts(t *testing.T) {
	t.Parallel()
	if parts, err := contract.Parts(packed("[Content_Types].xml", "a")); err != nil || len(parts) != 2 || parts["a"] == nil {
		t.Errorf("%v, %v", parts, err)
	}
	for name, pack := range map[string][]byte{
		"nothing": nil, "cut": packed("[Content_Types].xml", "a")[:60], "order": packed("a", "[Content_Types].xml"),
		"twice": packed("[Content_Types].xml", "a", "a"),
	} {
		if parts, err := contract.Parts(pack); err == nil {
			t.Errorf("%s: %v", name, parts)
		}
	}
}

func TestReadPDF(t *testing.T) {
	t.Parallel()
	const head = "%PDF-1.3\n"
	whole := head + "1 0 obj\n<</a 1>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n\ntrailer\n<</Size 2>>\nstartxref\n" +
		strconv.Itoa(strings.Index(head+"1 0 obj\n<</a 1>>\nendobj\nxref", "xref")) + "\n%%EOF\n"
	if f, err := contract.ReadPDF([]byte(whole)); err != nil || f.Objects[1] != "<</a 1>>" || !strings.Contains(f.Trailer, "/Size 2") {
		t.Errorf("%v, %v", f, err)
	}
	for _, change := range [][2]string{
		{head, ""},
		{"%%EOF\n", ""},
		{"0000000009", "0000000008"},
		{"0000000009", "9999999999"},
		{"0000000009 00000 n \n", ""},
		{"xref\n0 2", "xref\n0 3"},
		{"/Size 2", "/Size 9"},
		{"/Size 2", ""},
		{"startxref\n", "startxref\n9999"},
		{"startxref\n", "start\n"},
		{"endobj", "end"},
	} {
		if f, err := contract.ReadPDF([]byte(strings.Replace(whole, change[0], change[1], 1))); err == nil {
			t.Errorf("%q for %q: %v", change[1], change[0], f.Objects)
		}
	}
}
