package generate

import (
	"slices"
	"strconv"
	"strings"

	"rolewright/internal/render"
)

// content puts the brief and the profile into words. The caller's lines come first in their section.
func (p *Plan) content() *render.Content {
	c := &render.Content{}
	b := p.brief
	c[render.Title] = p.profile.lines[render.Title]
	if b.Title != "" {
		c[render.Title] = []render.Leaf{render.Plain(b.Title, "brief:/title")}
	}
	set(c, render.Company, b.Company.Name, "brief:/company/name")
	p.facts(c)
	set(c, render.PurposeReason, b.Reason, "brief:/reason")
	for _, f := range []render.Field{
		render.PurposeRole, render.PurposeScope, render.PurposeAutonomy, render.TeamRole, render.TeamFocus,
		render.BackgroundEducation, render.BackgroundExperience,
	} {
		c[f] = p.catalogLines(f, nil, sectionOf(f))
	}
	p.list(c, render.Responsibilities, "responsibilities", b.Responsibilities)
	p.list(c, render.Success, "success", b.Success)
	p.list(c, render.MustHave, "must_have", b.MustHave)
	p.list(c, render.NiceToHave, "nice_to_have", b.NiceToHave)
	p.list(c, render.Skills, "skills", b.Skills)
	p.list(c, render.PayExtra, "extra_pay", b.ExtraPay)
	p.list(c, render.Benefits, "benefits", b.Benefits)
	p.list(c, render.Flexibility, "flexibility", b.Flexibility)
	p.list(c, render.Process, "process", b.Process)
	p.company(c)
	p.closing(c)
	return c
}

// set gives a field its one leaf, if there is text.
func set(c *render.Content, f render.Field, text, source string) {
	if text != "" {
		c[f] = []render.Leaf{render.Plain(text, source)}
	}
}

func (p *Plan) facts(c *render.Content) {
	b := p.brief
	set(c, render.FactsEmployer, b.Company.Name, "brief:/company/name")
	if b.Pay != nil {
		set(c, render.FactsPay, payText(b.Pay), "brief:/pay")
		set(c, render.PayNote, b.Pay.Note, "brief:/pay/note")
	}
	set(c, render.FactsPlaces, p.generator.places.list(b.Places), "brief:/places")
	set(c, render.FactsWorkplace, workplaceText(b.Workplace), "brief:/workplace")
	set(c, render.FactsRemoteFrom, p.generator.places.areas(b.RemoteFrom), "brief:/remote_from")
	employment := "brief:/employment"
	if b.Employment == "" {
		employment = "brief:/hours_per_week"
	}
	set(c, render.FactsEmployment, employmentText(b), employment)
	set(c, render.FactsTeam, b.Team, "brief:/team")
	set(c, render.FactsReportsTo, b.ReportsTo, "brief:/reports_to")
	set(c, render.FactsReference, b.Reference, "brief:/reference")
	if !b.StartDate.IsZero() {
		set(c, render.FactsStart, dateText(b.StartDate), "brief:/start_date")
	}
	if b.Openings > 0 {
		set(c, render.FactsOpenings, strconv.Itoa(b.Openings), "brief:/openings")
	}
}

func (p *Plan) company(c *render.Content) {
	company := &p.brief.Company
	if company.About != "" {
		c[render.AboutText] = []render.Leaf{p.generator.renderer.Block(company.About, "brief:/company/about")}
	}
	set(c, render.AboutIndustry, company.Industry, "brief:/company/industry")
	if company.Headcount > 0 {
		set(c, render.AboutSize, headcountText(company.Headcount), "brief:/company/headcount")
	}
	if company.Website != "" {
		c[render.AboutWebsite] = []render.Leaf{render.Link(company.Website, "brief:/company/website")}
	}
}

// closing is how to apply and what must be known before.
func (p *Plan) closing(c *render.Content) {
	b := p.brief
	if !slices.Contains(b.Omit, "encouragement") {
		c[render.Encouragement] = []render.Leaf{{}}
	}
	if v := b.Disclosures.AIScreening; v != nil {
		c[render.Disclosures] = append(c[render.Disclosures], render.Plain(aiScreeningText(*v), "brief:/disclosures/ai_screening"))
	}
	if v := b.Disclosures.ExistingVacancy; v != nil {
		c[render.Disclosures] = append(c[render.Disclosures], render.Plain(vacancyText(*v), "brief:/disclosures/existing_vacancy"))
	}
	if b.Apply == nil {
		return
	}
	if b.Apply.URL != "" {
		c[render.ApplyURL] = []render.Leaf{render.Link(b.Apply.URL, "brief:/apply/url")}
	}
	if b.Apply.Email != "" {
		c[render.ApplyEmail] = []render.Leaf{render.Mail(b.Apply.Email, "brief:/apply/email")}
	}
	set(c, render.ApplyContact, b.Apply.Contact, "brief:/apply/contact")
	if !b.Apply.Deadline.IsZero() {
		set(c, render.FactsDeadline, dateText(b.Apply.Deadline), "brief:/apply/deadline")
		c[render.ApplyDeadline] = c[render.FactsDeadline]
	}
	set(c, render.ApplyReference, b.Reference, "brief:/reference")
}

// list gives a field the caller's lines and then the catalog's.
func (p *Plan) list(c *render.Content, f render.Field, name string, own []string) {
	if len(own) == 0 {
		c[f] = p.catalogLines(f, nil, name)
		return
	}
	leaves := make([]render.Leaf, 0, len(own)+len(p.profile.lines[f]))
	for i, text := range own {
		leaves = append(leaves, render.Plain(text, p.generator.pointers.source(name, i)))
	}
	c[f] = append(leaves, p.catalogLines(f, own, name)...)
}

// catalogLines are the lines of the catalog that a section still takes: not those that the brief leaves out or says
// itself, and no more than the template has room for beside the caller's own.
func (p *Plan) catalogLines(f render.Field, own []string, section string) []render.Leaf {
	lines := p.profile.lines[f]
	if len(lines) > 0 && (len(own) > 0 || len(p.brief.Omit) > 0) {
		lines = slices.DeleteFunc(slices.Clone(lines), func(l render.Leaf) bool {
			return p.omits(section, l.Source) ||
				slices.ContainsFunc(own, func(text string) bool { return strings.EqualFold(text, l.Text) })
		})
	}
	if limit, ok := p.template.CatalogLines[section]; ok {
		lines = lines[:min(len(lines), max(0, limit-len(own)))]
	}
	return lines
}

// omits reports whether the brief leaves out a whole section or the line with that source.
func (p *Plan) omits(section, source string) bool {
	return slices.ContainsFunc(p.brief.Omit, func(omit string) bool {
		return omit == section || "catalog:"+strings.TrimPrefix(omit, "catalog:") == source
	})
}

// sectionOf is the section id of the fields that hold one sentence of the catalog.
func sectionOf(f render.Field) string {
	switch f {
	case render.TeamRole, render.TeamFocus:
		return "team"
	case render.BackgroundEducation, render.BackgroundExperience:
		return "background"
	default:
		return "purpose"
	}
}
