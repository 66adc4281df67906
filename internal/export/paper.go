package export

import (
	"strings"

	"rolewright/internal/jobad"
)

// paper is the size of a page in points, upright.
type paper struct {
	width, height float64
}

// paperOf is what people print on where the job is: Letter in the territories where Unicode CLDR (territoryInfo,
// paperSize) has it as usual, A4 elsewhere and wherever nothing is known.
func paperOf(brief *jobad.Brief) paper {
	country := ""
	switch {
	case len(brief.Places) > 0:
		country = brief.Places[0].Country
	case len(brief.RemoteFrom) > 0:
		country, _, _ = strings.Cut(brief.RemoteFrom[0], "-")
	}
	switch country {
	case "BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE":
		return paper{width: 612, height: 792}
	}
	return paper{width: 595.28, height: 841.89}
}

// briefOf is the brief of an ad, or an empty one.
func briefOf(ad *jobad.Ad) *jobad.Brief {
	if ad.Brief == nil {
		return &jobad.Brief{}
	}
	return ad.Brief
}
