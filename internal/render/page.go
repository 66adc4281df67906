package render

import (
	"math"
	"reflect"
	"strings"
)

// Page is what a template sees. A string is display-ready; an empty string, an empty list and a nil section are
// absent. A field with a section tag is a section of the ad: a template shows it inside {{with}} or {{if}}, which
// gives the lines in it their section id.
type Page struct {
	Title   string // the job's title
	Marker  string // what law or custom wants behind the title, such as "(m/w/d)"
	Company string // the employer's name

	Facts            *Facts      `section:"facts"`
	Purpose          *Purpose    `section:"purpose"`
	Responsibilities []string    `section:"responsibilities"`
	Success          []string    `section:"success"`
	MustHave         []string    `section:"must_have"`
	NiceToHave       []string    `section:"nice_to_have"`
	Skills           []string    `section:"skills"`
	Background       *Background `section:"background"`
	Pay              *Pay        `section:"pay"`
	Benefits         []string    `section:"benefits"`
	Flexibility      []string    `section:"flexibility"`
	Team             *Team       `section:"team"`
	About            *About      `section:"company"`
	Process          []string    `section:"process"`
	Apply            *Apply      `section:"apply"`
	Disclosures      []string    `section:"disclosures"`
	Encouragement    bool        `section:"encouragement"` // the template's own words; false if left out
}

// Facts are what a reader looks for first.
type Facts struct {
	Employer   string
	Pay        string // "€70,000 to €90,000 a year"
	Places     string // "Berlin, Germany"
	Workplace  string // "Hybrid"
	RemoteFrom string // "Germany or Colorado (United States)"
	Employment string // "Full-time, 40 hours a week"
	Team       string
	ReportsTo  string
	Start      string // "1 February 2027"
	Openings   string // "2"
	Deadline   string // "31 December 2026"
	Reference  string // the employer's own code for the job
}

// Purpose says why the job exists, in whole sentences.
type Purpose struct {
	Reason   string // the employer's own reason for this hire
	Role     string
	Scope    string
	Autonomy string
}

// Background says what leads into the job, in whole sentences.
type Background struct {
	Education  string
	Experience string
}

// Pay is what there is to say of pay beyond the amount.
type Pay struct {
	Note  string
	Extra []string
}

// Team says where the job stands in its team, in whole sentences.
type Team struct {
	Role  string
	Focus string
}

// About is the employer's text on itself. Text is a block of Markdown and stands in a paragraph of its own.
type About struct {
	Text     string
	Industry string
	Size     string // "120 people"
	Website  string
}

// Apply says how to apply.
type Apply struct {
	URL       string
	Email     string
	Contact   string
	Deadline  string
	Reference string
}

// Field is a leaf, or a list of leaves, of a [Page].
type Field uint8

// The fields, in the order of the page.
const (
	Title Field = iota
	Marker
	Company
	FactsEmployer
	FactsPay
	FactsPlaces
	FactsWorkplace
	FactsRemoteFrom
	FactsEmployment
	FactsTeam
	FactsReportsTo
	FactsStart
	FactsOpenings
	FactsDeadline
	FactsReference
	PurposeReason
	PurposeRole
	PurposeScope
	PurposeAutonomy
	Responsibilities
	Success
	MustHave
	NiceToHave
	Skills
	BackgroundEducation
	BackgroundExperience
	PayNote
	PayExtra
	Benefits
	Flexibility
	TeamRole
	TeamFocus
	AboutText
	AboutIndustry
	AboutSize
	AboutWebsite
	Process
	ApplyURL
	ApplyEmail
	ApplyContact
	ApplyDeadline
	ApplyReference
	Disclosures
	Encouragement
	fieldCount
)

// Fields is a set of fields.
type Fields uint64

// Has reports whether f is in the set.
func (s Fields) Has(f Field) bool { return s>>f&1 != 0 }

// paths says where each field is in a Page.
func paths() [fieldCount]string {
	return [fieldCount]string{
		Title: "Title", Marker: "Marker", Company: "Company",
		FactsEmployer: "Facts.Employer", FactsPay: "Facts.Pay", FactsPlaces: "Facts.Places", FactsWorkplace: "Facts.Workplace",
		FactsRemoteFrom: "Facts.RemoteFrom", FactsEmployment: "Facts.Employment", FactsTeam: "Facts.Team",
		FactsReportsTo: "Facts.ReportsTo", FactsStart: "Facts.Start", FactsOpenings: "Facts.Openings",
		FactsDeadline: "Facts.Deadline", FactsReference: "Facts.Reference",
		PurposeReason: "Purpose.Reason", PurposeRole: "Purpose.Role",
		PurposeScope: "Purpose.Scope", PurposeAutonomy: "Purpose.Autonomy",
		Responsibilities: "Responsibilities", Success: "Success",
		MustHave: "MustHave", NiceToHave: "NiceToHave", Skills: "Skills",
		BackgroundEducation: "Background.Education", BackgroundExperience: "Background.Experience",
		PayNote: "Pay.Note", PayExtra: "Pay.Extra",
		Benefits: "Benefits", Flexibility: "Flexibility",
		TeamRole: "Team.Role", TeamFocus: "Team.Focus",
		AboutText: "About.Text", AboutIndustry: "About.Industry", AboutSize: "About.Size", AboutWebsite: "About.Website",
		Process:  "Process",
		ApplyURL: "Apply.URL", ApplyEmail: "Apply.Email", ApplyContact: "Apply.Contact",
		ApplyDeadline: "Apply.Deadline", ApplyReference: "Apply.Reference",
		Disclosures: "Disclosures", Encouragement: "Encouragement",
	}
}

// Sections returns every section id with its fields.
func Sections() map[string][]Field {
	page := reflect.TypeFor[Page]()
	sections := map[string][]Field{}
	for f, path := range paths() {
		name, _, _ := strings.Cut(path, ".")
		field, _ := page.FieldByName(name)
		if id := field.Tag.Get("section"); id != "" {
			sections[id] = append(sections[id], Field(f))
		}
	}
	return sections
}

// Content is the words of one ad: the leaves of each field. A field that is not a list has at most one leaf.
type Content [fieldCount][]Leaf

// isList reports whether f may have more than one leaf.
func isList(f Field) bool {
	t := reflect.TypeFor[Page]()
	for name := range strings.SplitSeq(paths()[f], ".") {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		field, _ := t.FieldByName(name)
		t = field.Type
	}
	return t.Kind() == reflect.Slice
}

// counts are the lengths of the fields of a Content.
type counts [fieldCount]uint16

func (c *Content) counts() (n counts) {
	for f := range c {
		n[f] = uint16(min(len(c[f]), math.MaxUint16))
	}
	return n
}

// newPage makes a page of n's lengths with the words that word gives.
func newPage(n counts, word func(f Field, i int) string) *Page {
	page := &Page{}
	for f, path := range paths() {
		if n[f] == 0 {
			continue
		}
		words := make([]string, n[f])
		for i := range words {
			words[i] = word(Field(f), i)
		}
		setField(reflect.ValueOf(page).Elem(), path, words)
	}
	return page
}

// setField sets the field at path to words and allocates the section it is in.
func setField(v reflect.Value, path string, words []string) {
	name, rest, nested := strings.Cut(path, ".")
	v = v.FieldByName(name)
	if nested {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		setField(v.Elem(), rest, words)
		return
	}
	switch v.Interface().(type) {
	case string:
		v.SetString(words[0])
	case bool:
		v.SetBool(true)
	default:
		v.Set(reflect.ValueOf(words))
	}
}
