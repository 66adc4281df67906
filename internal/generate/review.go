package generate

import (
	"slices"

	"rolewright/internal/jobad"
	"rolewright/internal/law"
	"rolewright/internal/review"
)

// Text is an ad of anybody's that is to be reviewed, and what is known of the job beside it.
type Text struct {
	Text   string
	Format review.Format
	Title  string
	Brief  *jobad.Brief // may lack any member; nil is nothing known
}

// Review reviews a text: its words, its structure and what the law of the places in the brief asks of it. What readers do
// not see meets no duty, so all facts are looked for in the text; the brief tells what the text is about. The faults are what is wrong with the brief; with any, there is no review.
func (g *Generator) Review(t *Text) (*jobad.Review, []jobad.Fault) {
	known, f := g.known(t)
	if len(f) > 0 {
		return nil, f
	}
	draft := g.reviewer.Read(known.input)
	duties := g.dutiesOf(known, draft)
	r := draft.Review(due(duties), codes(known.places))
	r.Findings = bounded(r.Findings)
	g.addDuties(r, duties, known.places)
	r.Score = review.Score(r.Findings)
	return r, nil
}

// maxOfRule is how many findings of one rule are told, so that a text of one word over and over does not become a reply of
// many times its size.
const maxOfRule = 100

// bounded leaves out what is more of a rule than anybody reads.
func bounded(findings []jobad.Finding) []jobad.Finding {
	if len(findings) <= maxOfRule {
		return findings
	}
	told := map[string]int{}
	return slices.DeleteFunc(findings, func(f jobad.Finding) bool {
		told[f.Rule]++
		return told[f.Rule] > maxOfRule
	})
}

// Fix puts the safe suggestions for a text in place, and reviews what comes of it.
func (g *Generator) Fix(t *Text) (fixed string, edits []jobad.Edit, after *jobad.Review, f []jobad.Fault) {
	known, f := g.known(t)
	if len(f) > 0 {
		return "", nil, nil, f
	}
	fixed, edits = g.reviewer.Fix(known.input)
	again := *t
	again.Text = fixed
	after, f = g.Review(&again)
	return fixed, edits, after, f
}

// Rules are the rules of a review, sorted by id.
func (g *Generator) Rules() []jobad.Rule {
	rules := g.reviewer.Rules()
	all := make([]jobad.Rule, len(rules))
	for i, r := range rules {
		all[i] = jobad.Rule{ID: r.ID, Title: r.Title, Category: r.Category, Severity: r.Severity, Why: r.Why, Citation: r.Citation}
	}
	return all
}

// job is what is known of the job of a text.
type job struct {
	input  *review.Input
	brief  *jobad.Brief
	places []law.Place
}

// known checks the brief of a text and fills in what it leaves out.
func (g *Generator) known(t *Text) (*job, faults) {
	var f faults
	c := &job{brief: &jobad.Brief{}, input: &review.Input{Text: t.Text, Format: t.Format, Title: t.Title}}
	if t.Brief != nil {
		*c.brief = *t.Brief
	}
	b := c.brief
	g.fillIn(b)
	if b.Role != "" {
		p := Plan{generator: g, brief: b}
		p.resolveRole(&f)
		if p.profile != nil {
			c.input.Level = p.profile.level
			c.input.Names = append(c.input.Names, p.profile.role.Title)
		}
	}
	g.checkPay(b.Pay, &f)
	g.checkPlaces(b, &f)
	if b.Level != "" {
		c.input.Level = b.Level
	}
	if c.input.Title == "" {
		c.input.Title = b.Title
	}
	c.input.Names = append(append(c.input.Names, b.Company.Name, b.Team, b.Title), b.Skills...)
	c.input.Apart = apart(b)
	c.input.PayStated = b.Employment == jobad.Volunteer
	c.places = g.legalPlaces(b)
	return c, f
}

// statesPay reports whether a brief gives an amount of pay.
func statesPay(b *jobad.Brief) bool { return b.Pay != nil && (b.Pay.Min > 0 || b.Pay.Max > 0) }

// settlesPay reports whether a brief leaves nothing to ask on what the job pays, as there is an amount, or no pay.
func settlesPay(b *jobad.Brief) bool { return statesPay(b) || b.Employment == jobad.Volunteer }

// apart is what does not belong into a title, since it is told beside it.
func apart(b *jobad.Brief) []string {
	all := make([]string, 0, 1+len(b.Places))
	all = append(all, b.Company.Name)
	for i := range b.Places {
		all = append(all, b.Places[i].City)
	}
	return all
}

// dutiesOf are the duties of a text that may not be ours: what meets them must be in the text, also what our own ads say by
// themselves.
func (g *Generator) dutiesOf(c *job, draft *review.Draft) []jobad.Duty {
	if len(c.places) == 0 {
		return nil
	}
	said := draft.Facts()
	duties := g.law.Duties(g.saidCase(c, draft, &said))
	missing := map[string]bool{
		"fair_chance_statement": !said.FairChance, "overpay_willingness": !said.Overpay, "job_description": !said.Tasks,
	}
	for i := range duties {
		d := &duties[i]
		if d.Status != jobad.DutyMet || !missing[d.Duty] {
			continue
		}
		d.Status = jobad.DutyUnmet
		if d.Line != "" {
			d.Message += " Say, for example: " + d.Line
		}
	}
	return duties
}

// saidCase is what a text says of the things that laws ask for. What is said in the words of the brief counts as the brief
// means it.
func (g *Generator) saidCase(c *job, draft *review.Draft, said *review.Facts) *law.Case {
	b := c.brief
	one := g.legalCase(b, c.places)
	if b.Pay == nil || !draft.Says(g.currencies.payText(b.Pay)) && !draft.Pays(b.Pay) {
		one.Pay = said.Pay
		if one.Pay != nil && one.Pay.Currency == "USD" && one.Places[0].Country == "CA" {
			one.Pay.Currency = "CAD" // a dollar sign in Canada
		}
	}
	one.Benefits = said.Benefits || draft.Says(b.Benefits...)
	one.ExtraPay = said.ExtraPay || draft.Says(b.ExtraPay...)
	one.Deadline, one.Hours, one.Employment, one.Overpay = said.Deadline, said.Hours, said.Employment, said.Overpay
	one.AIScreening, one.ExistingVacancy = nil, nil
	if said.AIUse {
		one.AIScreening = new(true)
	}
	if said.VacancyState {
		one.ExistingVacancy = new(true)
	}
	return one
}

// reviewAd reviews an ad of ours, of which it is known how far it does its duties.
func (p *Plan) reviewAd(ad *jobad.Ad, duties []jobad.Duty) jobad.Review {
	b, g := p.brief, p.generator
	in := &review.Input{
		Text: ad.Markdown, Title: ad.Title, Level: ad.Level, Names: p.names(ad), Apart: apart(b),
		Words: ad.Words, MinWords: p.template.MinWords, MaxWords: p.template.MaxWords,
		PayStated: settlesPay(b), Sections: ad.Sections, Memory: g.read,
	}
	r := g.reviewer.Read(in).Review(due(duties), codes(p.places))
	g.addDuties(r, duties, p.places)
	r.Score = review.Score(r.Findings)
	return *r
}

// names are the names in an ad that no finding is about.
func (p *Plan) names(ad *jobad.Ad) []string {
	names := []string{p.brief.Company.Name, p.brief.Team, ad.Title, ad.Role.Title}
	for i := range ad.Sections {
		if ad.Sections[i].ID != "skills" {
			continue
		}
		for _, line := range ad.Sections[i].Lines {
			names = append(names, line.Text)
		}
	}
	return names
}
