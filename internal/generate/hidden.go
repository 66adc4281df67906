package generate

import (
	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/render"
)

// judge finds which duties the ad meets: by what the brief tells, as long as the template shows it. What the ad says because
// of the law follows from that.
func (w *writer) judge() error {
	w.duties = w.told
	w.disclosures()
	if len(w.told) == 0 {
		return nil
	}
	hidden, err := w.hidden()
	if err != nil || hidden == 0 {
		return err
	}
	told := w.generator.legalCase(w.brief, w.places)
	w.duties = w.withoutHidden(w.generator.law.Duties(seen(*told, hidden)), hidden)
	w.disclosures()
	return nil
}

// hidden are the fields on which duties depend that have words, and that the template does not show.
func (w *writer) hidden() (render.Fields, error) {
	shown, err := w.generator.renderer.Shown(w.template, &w.content)
	if err != nil {
		return 0, err
	}
	if shown.Has(render.ApplyDeadline) {
		shown |= 1 << render.FactsDeadline
	}
	var hidden render.Fields
	for _, f := range []render.Field{
		render.FactsPay, render.PayNote, render.PayExtra, render.Benefits, render.FactsDeadline, render.FactsEmployment, render.Disclosures,
	} {
		if len(w.content[f]) > 0 && !shown.Has(f) {
			hidden |= 1 << f
		}
	}
	return hidden, nil
}

// seen is a case without what readers do not see.
func seen(c law.Case, hidden render.Fields) *law.Case {
	if hidden.Has(render.FactsPay) {
		c.Pay = nil
	}
	if hidden.Has(render.FactsEmployment) {
		c.Hours, c.Employment = false, false
	}
	if hidden.Has(render.Disclosures) {
		c.AIScreening, c.ExistingVacancy = nil, nil
	}
	c.Overpay = c.Overpay && !hidden.Has(render.PayNote)
	c.ExtraPay = c.ExtraPay && !hidden.Has(render.PayExtra)
	c.Benefits = c.Benefits && !hidden.Has(render.Benefits)
	c.Deadline = c.Deadline && !hidden.Has(render.FactsDeadline)
	return &c
}

// withoutHidden marks the duties that the ad does not do only because the template does not show what would do it.
func (w *writer) withoutHidden(duties []jobad.Duty, hidden render.Fields) []jobad.Duty {
	known := make(map[string]*jobad.Duty, len(w.told))
	for i := range w.told {
		known[w.told[i].Source()] = &w.told[i]
	}
	for i := range duties {
		d := &duties[i]
		unsaid := d.Line != "" && hidden.Has(render.Disclosures)
		before := known[d.Source()]
		if !unsaid && (d.Status == jobad.DutyMet || d.Status == before.Status) || before.Status == jobad.DutyUnmet {
			continue
		}
		*d = *before
		d.Status, d.Line, d.Pointer = jobad.DutyUnmet, "", "/template"
		d.Message += " The template " + w.template.Name + " has no place for it: choose another."
		d.Question = "Which other template should the ad have?"
	}
	return duties
}
