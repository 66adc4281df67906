package jobad

// Ad is a job ad made from a brief. JSON names are those of the public contract.
type Ad struct {
	Title      string      `json:"title"      example:"Senior Backend Engineer"`
	Role       AdRole      `json:"role"`
	Level      Level       `json:"level"      example:"senior"`
	Template   string      `json:"template"   example:"standard"`
	Locale     string      `json:"locale"     example:"en"`
	Markdown   string      `json:"markdown"`
	HTML       string      `json:"html"`
	Text       string      `json:"text"`
	Words      int         `json:"words"      example:"412"`
	Sections   []Section   `json:"sections"`
	JobPosting *JobPosting `json:"job_posting"`
	Review     Review      `json:"review"`
	Questions  []Question  `json:"questions"`
	Provenance Provenance  `json:"provenance"`

	// Brief is what the ad was made from, with the day, the language and the template filled in, for formats whose fields
	// hold facts rather than words. Nobody may write to it.
	Brief *Brief `json:"-"`
	// Codes are the numbers of the role in public classifications.
	Codes Codes `json:"-"`
	// Marker is what law or custom wants behind the title, such as "(m/w/d)". The heading of the ad shows it, Title does not.
	Marker string `json:"-"`
	// Sites are where boards list the job, each once; none if the brief tells no place.
	Sites []Site `json:"-"`
	// RemoteFrom is where a remote hire may live, as the ad says it: "Germany or Colorado (United States)".
	RemoteFrom string `json:"-"`
}

// AdRole names the role that an ad is for.
type AdRole struct {
	Slug   string `json:"slug"   example:"backend-engineer"`
	Title  string `json:"title"  example:"Backend Engineer"`
	Family string `json:"family" example:"software-engineering"`
}

// Section is a named part of an ad. The id never changes with the language or the template.
type Section struct {
	ID      string `json:"id"      example:"responsibilities"`
	Heading string `json:"heading" example:"What you will do"`
	Lines   []Line `json:"lines"`
}

// Line is one bullet, sentence or fact of an ad and where it came from: "catalog:<slug>/<section>/<i>", with
// "<slug>@<level>" for a line that belongs to one level, "brief:<JSON pointer>", "template:<name>/<section>" or
// "law:<jurisdiction>/<duty>".
type Line struct {
	// The line as plain text.
	Text string `json:"text" example:"Design services that other teams can rely on"`
	// Where the line came from: catalog:<slug>/<section>/<i>, with <slug>@<level> for a line of one level, catalog:comparisons/<slug>/… for one of a curated comparison, brief:<JSON pointer>, template:<name>/<section> or law:<jurisdiction>/<duty>.
	Source string `json:"source" example:"catalog:backend-engineer/responsibilities/0"`
	// HTML is a text with paragraphs and lists in HTML of p, ul and li without attributes, in which only "<", ">" and "&" are
	// references; empty if the line is one bullet or sentence.
	HTML string `json:"-"`
}

// Question asks for a fact that is missing from a brief and would make the ad better.
type Question struct {
	Pointer  string `json:"pointer"  example:"/pay"`
	Question string `json:"question" example:"What does the job pay?"`
	Why      string `json:"why"      example:"Readers look for pay first."`
}

// Provenance pins what an ad was made from. The digests are "sha256:" and 64 hexadecimal digits.
type Provenance struct {
	Catalog  string `json:"catalog"`  // of roles.yaml
	Template string `json:"template"` // of the template file
	Version  string `json:"version"`  // of Rolewright
	Digest   string `json:"digest"`   // of the ad's Markdown
}

// Parts says which parts of an ad are wanted; parts nobody asked for are not made.
type Parts uint8

// The parts that cost time to make.
const (
	Markdown Parts = 1 << iota
	HTML
	Text
	Sections
	Details // words, review, questions and provenance
	Posting // the JobPosting

	Everything = Markdown | HTML | Text | Sections | Details | Posting
)

// Has reports whether p holds all of q.
func (p Parts) Has(q Parts) bool { return p&q == q }

// Template is a way to lay out an ad.
type Template struct {
	Name     string   `json:"name"      example:"standard"`
	Title    string   `json:"title"     example:"Standard"`
	About    string   `json:"about"     example:"For a careers site."`
	MinWords int      `json:"min_words" example:"300"`
	MaxWords int      `json:"max_words" example:"700"`
	Sections []string `json:"sections"  example:"facts,purpose,responsibilities"`
	Digest   string   `json:"digest"`
}
