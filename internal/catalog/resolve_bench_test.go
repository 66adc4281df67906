package catalog_test

import (
	"testing"

	"rolewright/internal/catalog"
)

// BenchmarkResolve resolves titles as they come, in turn.
func BenchmarkResolve(b *testing.B) {
	c := shipped(b)
	rows := labelledTitles(b, development)
	c.Resolve("")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		c.Resolve(rows[i%len(rows)].title)
		i++
	}
}

// BenchmarkResolveMisspelt resolves a title of which nearly every word is misspelt.
func BenchmarkResolveMisspelt(b *testing.B) {
	c, title := shipped(b), misspelt(b)[0][0]
	c.Resolve("")
	b.ReportAllocs()
	for b.Loop() {
		c.Resolve(title)
	}
}

// BenchmarkFirstResolve resolves the first title after a catalog was read, which makes the index.
func BenchmarkFirstResolve(b *testing.B) {
	data := []byte(read(b, "../../roles.yaml"))
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		c, err := catalog.Parse("roles.yaml", data)
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		c.Resolve("Nurse")
	}
}
