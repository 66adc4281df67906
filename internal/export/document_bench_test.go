package export_test

import (
	"bytes"
	"testing"

	"rolewright/internal/export"
)

func BenchmarkDOCX(b *testing.B) { benchmark(b, "docx") }

func BenchmarkPDF(b *testing.B) { benchmark(b, "pdf") }

func benchmark(b *testing.B, name string) {
	b.Helper()
	f := formatNamed(b, name)
	a := fullAd(b)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := f.Encode(&out, a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes/file")
}

func formatNamed(t testing.TB, name string) export.Format {
	t.Helper()
	for _, f := range export.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no format %s", name)
	return export.Format{}
}
