package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

func TestContextOfAnExample(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		example review.Example
		want    string
	}{
		{review.Example{Text: "Nurse"}, ""},
		{review.Example{Text: "Nurse", InTitle: true}, "as the title"},
		{review.Example{Text: "Go", Section: "must_have", Level: jobad.Junior}, "in the section `must_have`, at the level `junior`"},
	} {
		if got := contextOf(c.example); got != c.want {
			t.Errorf("%+v: %q, want %q", c.example, got, c.want)
		}
	}
}

func TestMends(t *testing.T) {
	t.Parallel()
	r := reviewer(t)
	for _, c := range []struct {
		name, rule string
		example    review.Example
		want       []string
	}{
		{"what a phrase is replaced with", "culture/rockstar", review.Example{Text: "We want a rockstar."}, []string{"“rockstar” → “expert”"}},
		{"the same words once", "culture/rockstar", review.Example{Text: "A rockstar. Another rockstar."}, []string{"“rockstar” → “expert”"}},
		{"nothing of other rules", "culture/ninja", review.Example{Text: "We want a rockstar."}, nil},
		{"nothing for the title that is only in the text", "title/symbols", review.Example{Text: "★ Chef ★"}, nil},
	} {
		if diff := cmp.Diff(c.want, mends(r, r.Rule(c.rule), c.example)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestErrorWhere(t *testing.T) {
	t.Parallel()
	r := reviewer(t)
	for id, want := range map[string]string{
		"pay/wide-range":             "",
		"pay/open-range":             "where `pay_range` or `pay_range_or_fixed` or `open_ended_range` binds",
		"origin/native-speaker":      "in AT, DE, FR",
		"origin/canadian-experience": "where `canadian_experience` binds",
	} {
		if got := (rule{Rule: r.Rule(id)}).ErrorWhere(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
