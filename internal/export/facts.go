package export

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rolewright/internal/jobad"
)

// title is the title without what law or custom wants behind it, which boards refuse there; the text begins with that.
func title(ad *jobad.Ad) string { return clean(ad.Title) }

// sectionsOf are the sections of an ad with one of the ids, in the order of the ad.
func sectionsOf(ad *jobad.Ad, ids ...string) []jobad.Section {
	var all []jobad.Section
	for _, s := range ad.Sections {
		for _, id := range ids {
			if s.ID == id {
				all = append(all, s)
			}
		}
	}
	return all
}

// filled are the sections of an ad that have lines: a template may show one whose lines are left out.
func filled(ad *jobad.Ad) []jobad.Section {
	var all []jobad.Section
	for _, s := range ad.Sections {
		if len(s.Lines) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// linesOf are the lines of the sections with one of the ids.
func linesOf(ad *jobad.Ad, ids ...string) []string {
	var all []string
	for _, s := range sectionsOf(ad, ids...) {
		for _, line := range s.Lines {
			all = append(all, clean(line.Text))
		}
	}
	return all
}

// requisition is the employer's code for the job. Without one it is 16 hexadecimal digits of the SHA-256 of what makes
// the job this one: role, level, company, title, team and kind of contract. It is the same for the same job each time, and
// changes only if one of these does. Where a job is listed once for all its places, they are the more that tell it from
// another.
func requisition(ad *jobad.Ad, places ...string) string {
	b := ad.Brief
	if reference := clean(b.Reference); reference != "" {
		return reference
	}
	return digest(16, append([]string{ad.Role.Slug, string(ad.Level), b.Company.Name, ad.Title, b.Team, string(b.Employment)}, places...)...)
}

// digest is the first hexadecimal digits of the SHA-256 of texts, divided by a zero byte.
func digest(digits int, texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:])[:digits]
}

// site is where a board lists a job: a place of work, or an area from where the work can be done.
type site struct {
	jobad.Place

	remote bool
}

// sites are where a job is listed, each once; one without any place if the brief tells none. A remote job is listed in the
// areas that it can be done from, and if the brief tells none, in the regions that its places are in.
func sites(b *jobad.Brief) []site {
	var all []site
	seen := map[string]bool{}
	add := func(s site) {
		if key := s.key(); !seen[key] {
			seen[key] = true
			all = append(all, s)
		}
	}
	remote := b.Workplace == jobad.Remote
	switch {
	case remote && len(b.RemoteFrom) > 0:
		for _, code := range b.RemoteFrom {
			country, region, _ := strings.Cut(code, "-")
			add(site{jobad.Place{Region: region, Country: country}, true})
		}
	case remote:
		for _, p := range b.Places {
			add(site{jobad.Place{Region: p.Region, Country: p.Country}, true})
		}
	default:
		for _, p := range b.Places {
			add(site{p, false})
		}
	}
	if len(all) == 0 {
		add(site{remote: remote})
	}
	return all
}

// key names a site in 8 hexadecimal digits, the same for the same place in any case of letters.
func (s *site) key() string {
	return digest(8, strings.ToLower(s.Street), strings.ToLower(s.City), strings.ToLower(s.Region), strings.ToLower(s.PostalCode),
		s.Country, strconv.FormatBool(s.remote))
}

// state is the region as boards take it, in letters: a code of digits that is not known says nothing there.
func state(ad *jobad.Ad, p *jobad.Place) string {
	if letters := ad.Regions[p.Country+"-"+p.Region]; letters != "" {
		return letters
	}
	if !strings.ContainsFunc(p.Region, unicode.IsLetter) {
		return ""
	}
	return p.Region
}

// placeText is "Berlin, BE, DE".
func placeText(ad *jobad.Ad, p *jobad.Place) string {
	var parts []string
	for _, part := range []string{p.City, state(ad, p), p.Country} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return clean(strings.Join(parts, ", "))
}

// locations are the places of a job as text, each once, or "Remote" and from where.
func locations(ad *jobad.Ad) []string {
	b := ad.Brief
	if b.Workplace == jobad.Remote {
		areas := make([]string, len(b.RemoteFrom))
		for i, code := range b.RemoteFrom {
			country, region, _ := strings.Cut(code, "-")
			areas[i] = placeText(ad, &jobad.Place{Region: region, Country: country})
		}
		if len(areas) > 0 {
			return []string{"Remote (" + strings.Join(areas, "; ") + ")"}
		}
		return []string{"Remote"}
	}
	var texts []string
	for i := range b.Places {
		if text := placeText(ad, &b.Places[i]); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// paid is the pay of a brief if it has an amount, else nil.
func paid(b *jobad.Brief) *jobad.Pay {
	if b.Pay == nil || b.Pay.Min == 0 && b.Pay.Max == 0 {
		return nil
	}
	return b.Pay
}

// amount is a sum of money in digits, with two decimals if it has any.
func amount(sum float64) string {
	if sum == math.Trunc(sum) {
		return strconv.FormatFloat(sum, 'f', 0, 64)
	}
	return strconv.FormatFloat(sum, 'f', 2, 64)
}

// date is a day in ISO 8601; empty if there is none.
func date(day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
}

// deadline is the last day to apply, or no day.
func deadline(b *jobad.Brief) time.Time {
	if b.Apply == nil {
		return time.Time{}
	}
	return b.Apply.Deadline
}

// applyURL is where to apply; empty if the brief does not tell.
func applyURL(b *jobad.Brief) string {
	if b.Apply == nil {
		return ""
	}
	return clean(b.Apply.URL)
}

// background is what the ad says of education or experience.
func background(ad *jobad.Ad, what string) string {
	var texts []string
	for _, s := range sectionsOf(ad, "background") {
		for _, line := range s.Lines {
			if strings.Contains(line.Source, "/"+what+"/") {
				texts = append(texts, clean(line.Text))
			}
		}
	}
	return strings.Join(texts, " ")
}

// payNote is what the ad says of pay besides amounts.
func payNote(ad *jobad.Ad) string {
	for _, s := range sectionsOf(ad, "pay") {
		for _, line := range s.Lines {
			if line.Source == "brief:/pay/note" {
				return clean(line.Text)
			}
		}
	}
	return ""
}
