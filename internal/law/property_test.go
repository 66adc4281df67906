package law_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/property"
)

func places() *rapid.Generator[law.Place] {
	return rapid.Custom(func(t *rapid.T) law.Place {
		return law.Place{
			Country: rapid.SampledFrom([]string{"", "US", "CA", "AT", "DE", "FR", "NL", "CH", "GB", "AU", "JP", "NO", "EU", "us"}).Draw(t, "country"),
			Region:  rapid.SampledFrom([]string{"", "", "US-NY", "US-CA", "US-OH", "US-CO", "CA-ON", "DE-BE", "US", "-", "x"}).Draw(t, "region"),
			City: rapid.OneOf(
				rapid.SampledFrom([]string{"", "New York", "Columbus", "l.a.", "Yonkers", "Berlin", ",", ".", " - "}), rapid.String(),
			).Draw(t, "city"),
			Open: rapid.Bool().Draw(t, "open"),
		}
	})
}

func pays() *rapid.Generator[*jobad.Pay] {
	return rapid.Custom(func(t *rapid.T) *jobad.Pay {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		end := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 300000))
		return &jobad.Pay{
			Min: end.Draw(t, "min"), Max: end.Draw(t, "max"),
			Currency: rapid.SampledFrom([]string{"", "CAD", "EUR"}).Draw(t, "currency"),
			Period: rapid.SampledFrom([]jobad.Period{
				"", jobad.PerHour, jobad.PerDay, jobad.PerWeek, jobad.PerMonth, jobad.PerYear, "fortnight",
			}).Draw(t, "period"),
		}
	})
}

func cases() *rapid.Generator[*law.Case] {
	return rapid.Custom(func(t *rapid.T) *law.Case {
		flag := rapid.Bool()
		answer := rapid.Ptr(rapid.Bool(), true)
		start := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
		c := &law.Case{
			Places:    rapid.SliceOfN(places(), 0, 5).Draw(t, "places"),
			Headcount: rapid.IntRange(0, 60).Draw(t, "headcount"),
			Pay:       pays().Draw(t, "pay"),
			Benefits:  flag.Draw(t, "benefits"), ExtraPay: flag.Draw(t, "extra pay"), Deadline: flag.Draw(t, "deadline"),
			Hours: flag.Draw(t, "hours"), Employment: flag.Draw(t, "employment"),
			AIScreening: answer.Draw(t, "AI"), ExistingVacancy: answer.Draw(t, "vacancy"),
			Locale: rapid.SampledFrom([]string{"", "en", "fr", "fr-CA"}).Draw(t, "locale"),
		}
		if flag.Draw(t, "dated") {
			c.AsOf = start.AddDate(0, 0, rapid.IntRange(0, 7000).Draw(t, "day"))
		}
		return c
	})
}

func TestDutiesOfAnyCase(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	var order []string
	for _, j := range table.Jurisdictions() {
		order = append(order, j.Code)
	}
	levels := []jobad.DutyLevel{jobad.DutyRequired, jobad.DutyRecommended, jobad.DutyInfo}
	statuses := []jobad.DutyStatus{jobad.DutyMet, jobad.DutyUnmet, jobad.DutyUnverified}
	property.Check(t, func(t *rapid.T) {
		c := cases().Draw(t, "case")
		duties := table.Duties(c)
		if duties == nil {
			t.Fatal("duties are nil")
		}
		for i := range duties {
			d := &duties[i]
			if d.Name == "" || d.Duty == "" || d.Message == "" || d.AsOf == "" || d.Confidence == "" {
				t.Errorf("something is empty: %+v", d)
			}
			if !slices.Contains(levels, d.Level) || !slices.Contains(statuses, d.Status) {
				t.Errorf("level %q, status %q", d.Level, d.Status)
			}
			if d.Line != "" && (d.Status != jobad.DutyMet || d.Level == jobad.DutyInfo) {
				t.Errorf("the ad says a line for what is not due: %+v", d)
			}
			if i > 0 && slices.Index(order, d.Jurisdiction) < slices.Index(order, duties[i-1].Jurisdiction) {
				t.Errorf("%s stands behind %s", d.Jurisdiction, duties[i-1].Jurisdiction)
			}
		}
		if diff := cmp.Diff(duties, table.Duties(c)); diff != "" {
			t.Errorf("not the same twice:\n%s", diff)
		}
	})
}

func TestAPlaceMoreNeverRemovesADuty(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	keys := func(duties []jobad.Duty) []string {
		var all []string
		for i := range duties {
			all = append(all, duties[i].Source()+" "+string(duties[i].Level)+" "+string(duties[i].Status))
		}
		return all
	}
	property.Check(t, func(t *rapid.T) {
		c := cases().Draw(t, "case")
		before := keys(table.Duties(c))
		c.Places = slices.Insert(c.Places, rapid.IntRange(0, len(c.Places)).Draw(t, "at"), places().Draw(t, "place"))
		after := keys(table.Duties(c))
		for _, key := range before {
			if !slices.Contains(after, key) {
				t.Errorf("%s is gone", key)
			}
		}
	})
}

// A larger employer owes no less.
func TestAHigherHeadcountNeverRemovesADuty(t *testing.T) {
	t.Parallel()
	table := newTable(t)
	property.Check(t, func(t *rapid.T) {
		c := cases().Draw(t, "case")
		c.Headcount = max(1, c.Headcount)
		before := codes(table.Duties(c))
		c.Headcount += rapid.IntRange(0, 100).Draw(t, "more")
		after := codes(table.Duties(c))
		for _, code := range before {
			if !slices.Contains(after, code) {
				t.Errorf("%s is gone", code)
			}
		}
	})
}
