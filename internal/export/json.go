package export

import (
	"bytes"

	"rolewright/internal/jobad"
)

func jsonFormat() Format {
	q := NewQuoter()
	return Format{
		Name: "json", MediaType: "application/json", Title: "JSON", Extension: "json",
		About:  "The ad in full: every text form, its sections with the source of each line, and the questions that are open.",
		Parts:  jobad.Everything,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error { return encodeJSON(b, q, ad) },
	}
}

// encodeJSON writes the ad on one line. It leaves "<" and "&" as they are, since the reply is never read as a page.
func encodeJSON(b *bytes.Buffer, q *Quoter, ad *jobad.Ad) error {
	return appendJSON(b, q, func(w *jsonWriter) {
		w.object(func() { w.ad(ad) })
		w.raw("\n")
	})
}

func (w *jsonWriter) ad(ad *jobad.Ad) {
	w.text("title", ad.Title)
	w.name("role")
	w.object(func() {
		w.text("slug", ad.Role.Slug)
		w.text("title", ad.Role.Title)
		w.text("family", ad.Role.Family)
	})
	w.text("level", string(ad.Level))
	w.text("template", ad.Template)
	w.text("locale", ad.Locale)
	w.text("markdown", ad.Markdown)
	w.text("html", ad.HTML)
	w.text("text", ad.Text)
	w.integer("words", ad.Words)
	writeList(w, "sections", ad.Sections, w.section)
	w.name("job_posting")
	w.posting(ad.JobPosting)
	w.name("review")
	w.object(func() { w.review(&ad.Review) })
	writeList(w, "questions", ad.Questions, func(q *jobad.Question) {
		w.text("pointer", q.Pointer)
		w.text("question", q.Question)
		w.text("why", q.Why)
	})
	w.name("provenance")
	w.object(func() {
		w.text("catalog", ad.Provenance.Catalog)
		w.text("template", ad.Provenance.Template)
		w.text("version", ad.Provenance.Version)
		w.text("digest", ad.Provenance.Digest)
	})
}

func (w *jsonWriter) section(s *jobad.Section) {
	w.text("id", s.ID)
	w.text("heading", s.Heading)
	writeList(w, "lines", s.Lines, func(l *jobad.Line) {
		w.text("text", l.Text)
		w.text("source", l.Source)
	})
}

func (w *jsonWriter) review(r *jobad.Review) {
	w.integer("score", r.Score)
	w.name("metrics")
	w.object(func() { w.metrics(&r.Metrics) })
	writeList(w, "findings", r.Findings, w.finding)
	writeList(w, "duties", r.Duties, w.duty)
	w.text("notice", r.Notice)
}

func (w *jsonWriter) metrics(m *jobad.Metrics) {
	w.integer("words", m.Words)
	w.integer("sentences", m.Sentences)
	w.integer("bullets", m.Bullets)
	w.decimal("bullet_share", m.BulletShare)
	w.integer("longest_sentence", m.LongestSentence)
	w.decimalIfKnown("flesch_reading_ease", m.ReadingEase)
	w.decimalIfKnown("flesch_kincaid_grade", m.KincaidGrade)
	w.decimalIfKnown("automated_readability_index", m.ARI)
	w.decimalIfKnown("you_we_ratio", m.YouWeRatio)
	w.name("gender")
	w.object(func() {
		w.texts("masculine", m.Gender.Masculine)
		w.texts("feminine", m.Gender.Feminine)
		w.text("coding", m.Gender.Coding)
	})
}

func (w *jsonWriter) finding(f *jobad.Finding) {
	w.text("rule", f.Rule)
	w.text("category", f.Category)
	w.text("severity", string(f.Severity))
	w.text("message", f.Message)
	w.text("evidence", string(f.Evidence))
	w.text("citation", f.Citation)
	w.textIfAny("contrary", f.Contrary)
	w.textIfAny("section", f.Section)
	w.textIfAny("source", f.Source)
	w.textIfAny("pointer", f.Pointer)
	w.textIfAny("jurisdiction", f.Jurisdiction)
	w.integer("start", f.Start)
	w.integer("end", f.End)
	w.text("excerpt", f.Excerpt)
	w.texts("suggestions", f.Suggestions)
}

func (w *jsonWriter) duty(d *jobad.Duty) {
	w.text("jurisdiction", d.Jurisdiction)
	w.text("name", d.Name)
	w.text("duty", d.Duty)
	w.text("level", string(d.Level))
	w.text("status", string(d.Status))
	w.text("pointer", d.Pointer)
	w.text("message", d.Message)
	w.textIfAny("question", d.Question)
	w.text("statute", d.Statute)
	w.text("confidence", d.Confidence)
	w.text("as_of", d.AsOf)
}
