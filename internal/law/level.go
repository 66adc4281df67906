package law

import (
	"slices"

	"rolewright/internal/jobad"
)

// Values of the table that decide something.
const (
	topicPay      = "pay"
	topicAINotice = "ai_notice"
	topicMarker   = "marker"

	statusDeferred      = "enforcement_deferred"
	statusFuture        = "future"
	statusPartial       = "partial"
	statusPending       = "pending"
	statusDirective     = "directive"
	statusNotProclaimed = "not_proclaimed"

	timingPosting  = "posting"
	timingOptional = "posting_optional"
	timingIfStated = "posting_if_stated"
	timingNone     = "none"

	confidenceLow = "low"

	genderNeutral = "gender_neutral"
	fairChance    = "fair_chance_statement"
	aiUse         = "ai_use_disclosure"
	underpay      = "underpay"
)

func topics() []string {
	return []string{topicPay, "fair_chance", topicAINotice, "language", topicMarker}
}

func statuses() []string {
	return []string{
		"in_force", statusDeferred, statusFuture, statusPartial, statusPending, statusDirective, statusNotProclaimed,
	}
}

func directives() []string { return []string{"transposed", "partial", "pending"} }

func timings() []string {
	return []string{
		timingPosting, timingOptional, timingIfStated, "pre_interview", "pre_offer", "on_request", "unspecified", timingNone,
	}
}

func scopes() []string { return []string{"in_place", "total", "total_with_1_in_place", "unclear"} }

func confidences() []string { return []string{"high", "medium", confidenceLow} }

// dueOf is when what a rule is about has to be told.
func dueOf(j *jobad.Jurisdiction, name string) string {
	if due, ok := j.TimingOverrides[name]; ok {
		return due
	}
	return j.Timing
}

// levelOf is how much a duty binds once its row is in force.
func levelOf(j *jobad.Jurisdiction, r *rule) jobad.DutyLevel {
	inAd := slices.Contains([]string{timingPosting, timingIfStated}, dueOf(j, r.name)) ||
		r.always && j.Status != statusPartial
	switch {
	case slices.Contains([]string{statusPending, statusDirective, statusNotProclaimed}, j.Status):
		return jobad.DutyInfo
	case j.Confidence == confidenceLow || !inAd:
		return jobad.DutyRecommended
	}
	return jobad.DutyRequired
}

// whenOf ends the sentence of what is asked for.
func whenOf(due string) string {
	return map[string]string{
		timingPosting:   " in the ad",
		timingOptional:  ", and the ad is one place for it",
		timingIfStated:  " in an ad that states pay",
		"pre_interview": " before the interview, so the ad is a good place for it",
		"pre_offer":     " before an offer, so the ad is a good place for it",
		"on_request":    " on request, so the ad is a good place for it",
		"unspecified":   " without a fixed time, so the ad is a good place for it",
	}[due]
}

// standing tells why a row does not bind, or not for sure.
func standing(j *jobad.Jurisdiction) string {
	text := map[string]string{
		statusPending:       " There is no rule of this place yet.",
		statusDirective:     " It binds states, not employers.",
		statusNotProclaimed: " It was passed, but is not in force.",
	}[j.Status]
	if j.EffectiveExpected != "" {
		text += " It is expected from " + j.EffectiveExpected + "."
	}
	if j.Confidence == confidenceLow {
		text += " The source is weak: verify it."
	}
	return text
}

// newItem puts a duty into words.
func newItem(j *jobad.Jurisdiction, asOf string, r rule) item {
	asked := j.Name + ": " + r.what + " is asked for" + whenOf(dueOf(j, r.name))
	switch {
	case r.forbids:
		asked = j.Name + ": " + r.what + " is forbidden in the ad"
	case r.always:
		asked = j.Name + ": " + r.what + " is asked for" + whenOf(timingPosting)
	}
	end := "." + standing(j)
	one := item{
		duty: jobad.Duty{
			Jurisdiction: j.Code, Name: j.Name, Duty: r.name, Level: levelOf(j, &r), Pointer: r.pointer,
			Statute: j.Statute, Confidence: j.Confidence, AsOf: asOf,
		},
		texts: texts{
			met:        words{message: asked + end},
			unmet:      words{message: asked + "; " + r.mend + end, question: r.question},
			unverified: words{message: asked + "; " + r.doubt + end, question: r.doubtQuestion},
		},
		line:  r.line,
		said:  r.said,
		check: r.check,
		aside: r.aside,
		ofPay: r.ofPay,
	}
	if r.name == fairChance {
		one.line = j.Statement
	}
	one.onlyStated = r.name == underpay || !r.always && dueOf(j, r.name) == timingIfStated
	return one
}
