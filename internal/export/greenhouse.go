package export

import (
	"bytes"
	"math"
	"strings"

	"rolewright/internal/jobad"
)

func greenhouseFormat() Format {
	return Format{
		Name: "greenhouse", MediaType: "application/json", Title: "Greenhouse job post", Extension: "json", ByNameOnly: true,
		About:  "The body that updates a job post with Greenhouse's Harvest API, and the pay as its Job Board API shows it.",
		Parts:  jobad.Sections,
		Encode: encodeGreenhouse,
	}
}

// greenhousePost is the body of PATCH /v2/job_posts/{id} of the Harvest API: title, location and content, which is sure.
// Whether version 3 takes the same is not verified. The pay has the form of the Job Board API, where amounts are in cents,
// here taken for the minor unit of the currency; whether Harvest reads it there, and whether Greenhouse means that, is to verify.
type greenhousePost struct {
	Title    string            `json:"title"`
	Location string            `json:"location,omitempty"`
	Content  string            `json:"content"`
	Pay      []greenhouseRange `json:"pay_input_ranges,omitempty"`
}

type greenhouseRange struct {
	Min      int64  `json:"min_cents,omitzero"`
	Max      int64  `json:"max_cents,omitzero"`
	Currency string `json:"currency_type"`
	Title    string `json:"title"`
	Blurb    string `json:"blurb,omitempty"`
}

// encodeGreenhouse writes the whole ad as content, on one line of JSON as Harvest wants it.
func encodeGreenhouse(b *bytes.Buffer, ad *jobad.Ad) error {
	post := &greenhousePost{
		Title: title(ad), Location: strings.Join(locations(ad), "; "), Content: adHTML(ad),
	}
	if p := paid(ad.Brief); p != nil {
		post.Pay = []greenhouseRange{{
			Min: minorUnits(p.Min, p.Currency), Max: minorUnits(p.Max, p.Currency), Currency: p.Currency, Title: "Per " + string(p.Period), Blurb: payNote(ad),
		}}
	}
	return writeJSON(b, post)
}

// minorUnits is a sum in the minor unit of its currency by ISO 4217, as of 2025: in hundredths but for a few currencies. The
// digits in Unicode CLDR will not do, since they are those that people write: none for the dinars of Serbia and Iraq.
func minorUnits(sum float64, currency string) int64 {
	const (
		whole       = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
		thousandths = "BHD IQD JOD KWD LYD OMR TND"
		tenThousand = "CLF UYW"
	)
	units := 100.0
	switch {
	case strings.Contains(whole, currency):
		units = 1
	case strings.Contains(thousandths, currency):
		units = 1000
	case strings.Contains(tenThousand, currency):
		units = 10000
	}
	return int64(math.Round(sum * units))
}
