package generate

import (
	"strconv"

	"rolewright/internal/jobad"
)

// gate refuses a brief of which an ad could be made, but not one that the caller wants: one that would break a duty, or
// one that says too little that is the caller's own. The faults come with the questions that would mend them, the most
// useful first.
func (p *Plan) gate(f *faults) {
	switch p.brief.Gate {
	case jobad.GateLaw:
		p.gateLaw(f)
	case jobad.GateSpecific:
		p.gateSpecific(f)
	case jobad.GateNone, "":
	}
}

// gateLaw makes the ad and refuses it for what its review calls an error of law.
func (p *Plan) gateLaw(f *faults) {
	ad, duties, err := p.write(jobad.Everything)
	if err != nil {
		return // whoever makes the ad next will tell
	}
	p.made = ad
	p.gateStates(f)
	asked := map[string]bool{}
	for i := range duties { // by facts; those that words break are among the findings
		duty := &duties[i]
		if duty.Level != jobad.DutyRequired || duty.Status != jobad.DutyUnmet || asked[duty.Duty] {
			continue
		}
		asked[duty.Duty] = true
		*f = append(*f, jobad.Fault{
			Pointer: duty.Pointer, Code: "breaks_duty", Question: duty.Question, Why: duty.Message,
			Detail: "would break a duty: " + duty.Message,
		})
	}
	for i := range ad.Review.Findings {
		finding := &ad.Review.Findings[i]
		if finding.Severity != jobad.SeverityError || finding.Excerpt == "" || finding.Jurisdiction == "" {
			continue
		}
		*f = append(*f, jobad.Fault{
			Pointer: finding.Pointer, Code: "breaks_duty", Detail: "would break a duty in " + finding.Jurisdiction + ": " + finding.Message,
		})
	}
}

// gateStates refuses what is no state where there are some, since its law cannot be looked up.
func (p *Plan) gateStates(f *faults) {
	for i, place := range p.brief.Places {
		if hasStates(place.Country) && place.Region != "" && p.generator.places.code(place.Country, place.Region) == "" {
			f.add("/places/"+strconv.Itoa(i)+"/region", "breaks_duty",
				"is no state or province there, so its law cannot be looked up; use its letters or its name, such as %s.", someState(place.Country))
		}
	}
}

// gateSpecific refuses a brief that leaves an essential question open.
func (p *Plan) gateSpecific(f *faults) {
	for _, a := range essentials() {
		if a.open(p.brief) {
			*f = append(*f, jobad.Fault{
				Pointer: a.pointer, Code: "not_specific", Question: a.question, Why: a.why,
				Detail: "leaves the ad without a fact of its own; answer the question (" + a.question + ").",
			})
		}
	}
}
