package generate_test

import (
	"os"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"rolewright/internal/jobad"
)

// benchBrief is the brief of the load test. The names of its members are those of the fields, but for letter case and
// underscores.
func benchBrief(b *testing.B) *jobad.Brief {
	b.Helper()
	data, err := os.ReadFile("../loadtest/full.json")
	if err != nil {
		b.Fatal(err)
	}
	day := json.UnmarshalFunc(func(text []byte, day *time.Time) (err error) {
		*day, err = time.Parse(`"`+time.DateOnly+`"`, string(text))
		return err
	})
	brief := &jobad.Brief{}
	err = json.Unmarshal(data, brief, json.MatchCaseInsensitiveNames(true), json.RejectUnknownMembers(true), json.WithUnmarshalers(day))
	if err != nil {
		b.Fatal(err)
	}
	return brief
}

func BenchmarkPlan(b *testing.B) {
	g, brief := newGenerator(b), benchBrief(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, faults := g.Plan(brief); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}

// BenchmarkAd makes the parts that each format wants, from a layout that is in the cache. Bytes are those of the ad.
func BenchmarkAd(b *testing.B) {
	plan, faults := newGenerator(b).Plan(benchBrief(b))
	if len(faults) > 0 {
		b.Fatal(faults)
	}
	for _, bench := range []struct {
		name string
		want jobad.Parts
	}{
		{"Markdown", jobad.Markdown},
		{"HTML", jobad.HTML},
		{"Text", jobad.Text},
		{"Everything", jobad.Everything},
	} {
		b.Run(bench.name, func(b *testing.B) {
			ad, err := plan.Ad(bench.want)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(ad.Markdown) + len(ad.HTML) + len(ad.Text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := plan.Ad(bench.want); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
