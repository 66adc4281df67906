package generate

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// writer puts a plan into words. The caller's lines come first in their section, then those of the catalog. Writers are
// used again, since what they write is copied into the ad.
type writer struct {
	*Plan

	content render.Content
	leaves  []render.Leaf // where the fields of content are cut from
	duties  []jobad.Duty  // by what the brief tells and the template shows
}

// withContent lends the words of the ad to use.
func (p *Plan) withContent(use func(*writer) error) error {
	w, ok := p.generator.writers.Get().(*writer)
	if !ok {
		w = &writer{}
	}
	w.Plan = p
	w.write()
	err := w.judge()
	if err == nil {
		err = use(w)
	}
	clear(w.leaves)
	*w = writer{leaves: w.leaves[:0]}
	p.generator.writers.Put(w)
	return err
}

// fill puts the words into the wanted parts of an ad.
func (w *writer) fill(ad *jobad.Ad, want jobad.Parts) error {
	ad.Title = w.content[render.Title][0].Text
	if marker := w.content[render.Marker]; len(marker) > 0 {
		ad.Marker = marker[0].Text
	}
	if want.Has(jobad.Posting) {
		description, shown, err := w.generator.renderer.Describe(w.template, &w.content)
		if err != nil {
			return err
		}
		ad.JobPosting = w.posting(ad.Title, description, shown)
	}
	if want.Has(jobad.Sections) {
		if err := w.forBoards(ad); err != nil {
			return err
		}
	}
	return w.generator.renderer.Fill(ad, w.template, &w.content, want)
}

// forBoards fills in what the forms of boards and recruiting systems are made of besides sections.
func (w *writer) forBoards(ad *jobad.Ad) error {
	ad.Sites = w.generator.places.sites(w.brief)
	if areas := w.content[render.FactsRemoteFrom]; len(areas) > 0 {
		ad.RemoteFrom = areas[0].Text
	}
	if w.brief.Pay == nil && w.brief.Openings == 0 {
		return nil
	}
	shown, err := w.generator.renderer.Shown(w.template, &w.content)
	if err != nil {
		return err
	}
	silent := *w.brief // what readers do not see, boards may not show
	if !shown.Has(render.FactsPay) {
		silent.Pay = nil
	}
	if !shown.Has(render.FactsOpenings) {
		silent.Openings = 0
	}
	ad.Brief = &silent
	return nil
}

// write fills the content.
func (w *writer) write() {
	b := w.brief
	w.content[render.Title] = w.profile.lines[render.Title]
	w.text(render.Title, b.Title, "brief:/title")
	w.marker()
	w.text(render.Company, b.Company.Name, "brief:/company/name")
	w.facts()
	w.text(render.PurposeReason, b.Reason, "brief:/reason")
	w.sentences("purpose", render.PurposeRole, render.PurposeScope, render.PurposeAutonomy)
	w.list(render.Responsibilities, "responsibilities", b.Responsibilities)
	w.list(render.Success, "success", b.Success)
	w.list(render.MustHave, "must_have", b.MustHave)
	w.list(render.NiceToHave, "nice_to_have", b.NiceToHave)
	w.list(render.Skills, "skills", b.Skills)
	w.sentences("background", render.BackgroundEducation, render.BackgroundExperience)
	w.list(render.PayExtra, "extra_pay", b.ExtraPay)
	w.list(render.Benefits, "benefits", b.Benefits)
	w.list(render.Flexibility, "flexibility", b.Flexibility)
	w.sentences("team", render.TeamRole, render.TeamFocus)
	w.company()
	w.list(render.Process, "process", b.Process)
	if !slices.Contains(b.Omit, "encouragement") {
		w.set(render.Encouragement, render.Leaf{})
	}
	w.apply()
}

// set gives a field leaves of its own.
func (w *writer) set(f render.Field, leaves ...render.Leaf) {
	start := len(w.leaves)
	w.leaves = append(w.leaves, leaves...)
	w.content[f] = w.leaves[start:len(w.leaves):len(w.leaves)]
}

// text gives a field its one leaf, if there is text.
func (w *writer) text(f render.Field, text, source string) {
	if text != "" {
		w.set(f, render.Plain(text, source))
	}
}

// link is text for a web address.
func (w *writer) link(f render.Field, url, source string) {
	if url != "" {
		w.set(f, render.Link(url, source))
	}
}

func (w *writer) facts() {
	b := w.brief
	w.text(render.FactsEmployer, b.Company.Name, "brief:/company/name")
	if b.Pay != nil {
		w.text(render.FactsPay, w.generator.currencies.payText(b.Pay), "brief:/pay")
		w.text(render.PayNote, b.Pay.Note, "brief:/pay/note")
	}
	w.text(render.FactsPlaces, w.generator.places.list(b.Places), "brief:/places")
	w.text(render.FactsWorkplace, workplaceText(b.Workplace), "brief:/workplace")
	w.text(render.FactsRemoteFrom, w.generator.places.areas(b.RemoteFrom), "brief:/remote_from")
	employment := "brief:/employment"
	if b.Employment == "" {
		employment = "brief:/hours_per_week"
	}
	w.text(render.FactsEmployment, employmentText(b), employment)
	w.text(render.FactsTeam, b.Team, "brief:/team")
	w.text(render.FactsReportsTo, b.ReportsTo, "brief:/reports_to")
	w.text(render.FactsReference, b.Reference, "brief:/reference")
	if !b.StartDate.IsZero() {
		w.text(render.FactsStart, dateText(b.StartDate), "brief:/start_date")
	}
	if b.Openings > 0 {
		w.text(render.FactsOpenings, strconv.Itoa(b.Openings), "brief:/openings")
	}
}

func (w *writer) company() {
	company := &w.brief.Company
	if company.About != "" {
		w.set(render.AboutText, w.generator.renderer.Block(company.About, "brief:/company/about"))
	}
	w.text(render.AboutIndustry, company.Industry, "brief:/company/industry")
	if company.Headcount > 0 {
		w.text(render.AboutSize, headcountText(company.Headcount), "brief:/company/headcount")
	}
	w.link(render.AboutWebsite, company.Website, "brief:/company/website")
}

// marker is what is customary behind a title at the places of the ad, unless the title has it or the brief leaves it out.
func (w *writer) marker() {
	if len(w.places) == 0 || slices.Contains(w.brief.Omit, titleMarker) {
		return
	}
	marker, source := w.generator.law.Marker(w.places)
	if marker == "" || hasMarker(w.brief.Title) {
		return
	}
	w.text(render.Marker, marker, source)
}

// disclosures are statements that some places ask for: those of the brief, and those that the law lets the ad make by
// itself. A statement of the brief that a law asks for has that for its source.
func (w *writer) disclosures() {
	start := len(w.leaves)
	add := func(text, source string) {
		if !slices.ContainsFunc(w.leaves[start:], func(l render.Leaf) bool { return l.Text == text }) {
			w.leaves = append(w.leaves, render.Plain(text, source))
		}
	}
	if v := w.brief.Disclosures.AIScreening; v != nil {
		add(aiScreeningText(*v), w.sourceOf("ai_use_disclosure", "brief:/disclosures/ai_screening"))
	}
	if v := w.brief.Disclosures.ExistingVacancy; v != nil {
		add(vacancyText(*v), w.sourceOf("vacancy_status", "brief:/disclosures/existing_vacancy"))
	}
	for i := range w.duties {
		if duty := &w.duties[i]; duty.Line != "" {
			add(duty.Line, duty.Source())
		}
	}
	w.content[render.Disclosures] = w.leaves[start:len(w.leaves):len(w.leaves)]
}

// sourceOf is the law that asks for a statement, or where the brief makes it.
func (w *writer) sourceOf(duty, otherwise string) string {
	for i := range w.duties {
		if w.duties[i].Duty == duty && w.duties[i].Level != jobad.DutyInfo {
			return w.duties[i].Source()
		}
	}
	return otherwise
}

func (w *writer) apply() {
	a := w.brief.Apply
	if a == nil {
		a = &jobad.Apply{}
	}
	w.link(render.ApplyURL, a.URL, "brief:/apply/url")
	if a.Email != "" {
		w.set(render.ApplyEmail, render.Mail(a.Email, "brief:/apply/email"))
	}
	w.text(render.ApplyContact, a.Contact, "brief:/apply/contact")
	if !a.Deadline.IsZero() {
		w.text(render.FactsDeadline, dateText(a.Deadline), "brief:/apply/deadline")
	}
	if *a != (jobad.Apply{}) {
		w.content[render.ApplyDeadline] = w.content[render.FactsDeadline]
		w.content[render.ApplyReference] = w.content[render.FactsReference]
	}
}

// sentences gives fields of a section the catalog's one sentence for each.
func (w *writer) sentences(section string, fields ...render.Field) {
	for _, f := range fields {
		w.list(f, section, nil)
	}
}

// list gives a field the caller's lines and those of the catalog that the section still takes: not what the brief
// leaves out or says itself, and no more than the template has room for.
func (w *writer) list(f render.Field, section string, own []string) {
	known := w.profile.lines[f]
	room := len(known)
	if limit, ok := w.template.CatalogLines[section]; ok {
		room = min(room, max(0, limit-len(own)))
	}
	if len(own) == 0 && len(w.brief.Omit) == 0 {
		w.content[f] = known[:room]
		return
	}
	start := len(w.leaves)
	for i, text := range own {
		w.leaves = append(w.leaves, render.Plain(text, w.generator.pointers.source(section, i)))
	}
	for i := 0; i < len(known) && room > 0; i++ {
		if !w.omits(section, known[i].Source) && !says(own, known[i].Text) {
			w.leaves = append(w.leaves, known[i])
			room--
		}
	}
	w.content[f] = w.leaves[start:len(w.leaves):len(w.leaves)]
}

// omits reports whether the brief leaves out a whole section or the line with that source.
func (w *writer) omits(section, source string) bool {
	return slices.ContainsFunc(w.brief.Omit, func(omit string) bool {
		return omit == section || "catalog:"+strings.TrimPrefix(omit, "catalog:") == source
	})
}

// says reports whether one of the lines is text, but for case, spaces and punctuation.
func says(lines []string, text string) bool {
	return slices.ContainsFunc(lines, func(line string) bool { return sameWords(line, text) })
}

func sameWords(a, b string) bool {
	for {
		var one, other rune
		one, a = nextLetter(a)
		other, b = nextLetter(b)
		if one != other {
			return false
		}
		if one == 0 {
			return true
		}
	}
}

// nextLetter is the first letter, digit or sign of a short name such as "C++" in a text, in lower case, and what is behind
// it; 0 if there is none.
func nextLetter(text string) (letter rune, rest string) {
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' {
			return unicode.ToLower(r), text[i+utf8.RuneLen(r):]
		}
	}
	return 0, ""
}
