package law_test

import (
	"testing"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
)

func BenchmarkDuties(b *testing.B) {
	table := newTable(b)
	cases := []struct {
		name   string
		places []law.Place
	}{
		{"Berlin", []law.Place{{Country: "DE", Region: "DE-BE", City: "Berlin"}}},
		{"Denver", []law.Place{{Country: "US", Region: "US-CO", City: "Denver"}}},
		{"New York", []law.Place{{Country: "US", Region: "US-NY", City: "New York"}}},
		{"Toronto", []law.Place{{Country: "CA", Region: "CA-ON", City: "Toronto"}}},
		{"anywhere in the US", []law.Place{{Country: "US", Open: true}}},
	}
	for _, headcount := range []int{0, 120} {
		for _, bb := range cases {
			name := bb.name
			if headcount == 0 {
				name += ", headcount unknown"
			}
			b.Run(name, func(b *testing.B) {
				c := &law.Case{
					Places: bb.places, Headcount: headcount, AsOf: day(b, today), Locale: "en", Benefits: true,
					Pay: &jobad.Pay{Min: 70000, Max: 90000, Currency: "EUR", Period: jobad.PerYear},
				}
				b.ReportAllocs()
				for b.Loop() {
					table.Duties(c)
				}
			})
		}
	}
}
