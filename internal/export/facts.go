package export

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"rolewright/internal/jobad"
)

// title is the title without the marker that law or custom wants behind it, which boards refuse there; the text begins with
// that. A marker that the caller wrote into the title stays there.
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
// changes only if one of these does. Where a job is listed once for all its places, their keys are the more that tell it from
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

// sites are where a job is listed; one without any place if the ad has none.
func sites(ad *jobad.Ad) []jobad.Site {
	if len(ad.Sites) == 0 {
		return []jobad.Site{{}}
	}
	return ad.Sites
}

// key names a site in 8 hexadecimal digits, the same for the same place in any case of letters and with any spelling of its
// region.
func key(ad *jobad.Ad, at *jobad.Site) string {
	return digest(8, strings.ToLower(at.Street), strings.ToLower(at.City), strings.ToLower(at.Code), strings.ToLower(at.PostalCode),
		at.Country, strconv.FormatBool(isRemote(ad)))
}

// keys name all sites of an ad.
func keys(ad *jobad.Ad) []string {
	names := make([]string, len(ad.Sites))
	for i := range ad.Sites {
		names[i] = key(ad, &ad.Sites[i])
	}
	return names
}

func isRemote(ad *jobad.Ad) bool { return ad.Brief.Workplace == jobad.Remote }

// locations are the places of a job for people to read, each once, or "Remote" and from where.
func locations(ad *jobad.Ad) []string {
	switch {
	case isRemote(ad) && ad.RemoteFrom != "":
		return []string{"Remote: " + ad.RemoteFrom}
	case isRemote(ad):
		return []string{"Remote"}
	}
	var all []string
	for i := range ad.Sites {
		if text := clean(ad.Sites[i].Words); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
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
