package main

import (
	"testing"
	"time"

	"rolewright/api"
	"rolewright/internal/config"
)

// BenchmarkStart measures what is between the settings and the first request.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		generator, err := newGenerator(config.Config{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := newHandler(generator, api.Options{Now: time.Now}); err != nil {
			b.Fatal(err)
		}
	}
}
