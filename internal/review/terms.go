package review

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"rolewright/internal/jobad"
	"rolewright/internal/strictyaml"
)

//go:embed terms/*.yaml
var termFiles embed.FS

// termFile is a file of terms: one category of rules that look for words.
type termFile struct {
	Category string `yaml:"category"`
	Title    string `yaml:"title"`
	About    string `yaml:"about"`
	Rules    []term `yaml:"rules"`
}

// term is a rule that looks for words.
type term struct {
	ID          string         `yaml:"id"`
	Title       string         `yaml:"title"`
	Severity    jobad.Severity `yaml:"severity"`
	Evidence    jobad.Evidence `yaml:"evidence"`
	Citation    string         `yaml:"citation"`
	Contrary    string         `yaml:"contrary"`
	Why         string         `yaml:"why"`
	Message     string         `yaml:"message"`
	Match       []string       `yaml:"match"`
	Except      []string       `yaml:"except"`
	Unless      []string       `yaml:"unless"`
	With        []string       `yaml:"with"`
	In          []string       `yaml:"in"`
	Sections    []string       `yaml:"sections"`
	Suggest     []string       `yaml:"suggest"`
	Safe        bool           `yaml:"safe"`
	Proper      bool           `yaml:"proper"`
	Vague       bool           `yaml:"vague"`  // vague on pay: none where a range of pay is beside it
	Silent      bool           `yaml:"silent"` // no finding, only a tally
	Tally       string         `yaml:"tally"`  // masculine or feminine: its words are counted as coded
	ErrorsWhere errorsWhere    `yaml:"errors_where"`
	Flagged     []string       `yaml:"flagged"`
	Clean       []string       `yaml:"clean"`

	rule  *Rule
	index int // among all terms
}

// errorsWhere says where a finding is an error, whatever it is elsewhere.
type errorsWhere struct {
	Duties []string `yaml:"duties"`
	Places []string `yaml:"places"`
}

// lexicon is every term, ready to look for.
type lexicon struct {
	vocabulary vocabulary
	patterns   []*pattern
	anchored   [][]*pattern // by the number of a word that their matches must hold
	terms      []*term
	elements   map[string]element // by how they are written; most come in several patterns
}

// someWords is about how many words there are.
const someWords = 1 << 13

// newLexicon reads the files of terms.
func newLexicon() (*lexicon, []Category, error) {
	l := &lexicon{vocabulary: make(vocabulary, someWords), elements: make(map[string]element, someWords)}
	l.vocabulary.add("and")
	names, err := fs.Glob(termFiles, "terms/*.yaml")
	if err != nil {
		return nil, nil, err
	}
	var categories []Category
	var faults []error
	for _, name := range names {
		data, err := fs.ReadFile(termFiles, name)
		if err != nil {
			return nil, nil, err
		}
		var f termFile
		d, ok := strictyaml.Decode(data, &f)
		if ok {
			l.add(d, path.Base(name), &f)
		}
		faults = append(faults, d.Err(name))
		categories = append(categories, Category{ID: f.Category, Title: f.Title, About: f.About})
	}
	l.elements = nil
	l.anchor()
	return l, categories, errors.Join(faults...)
}

// add checks a file and compiles its patterns.
func (l *lexicon) add(d *strictyaml.Document, name string, f *termFile) {
	if f.Category+".yaml" != name {
		d.Fault("category", "want the name of the file, %s", strings.TrimSuffix(name, ".yaml"))
	}
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for i := range f.Rules {
		t := &f.Rules[i]
		at := strictyaml.Index("rules", i)
		if !slug.MatchString(t.ID) || seen[t.ID] {
			d.Fault(at+".id", "%q is no slug of its own", t.ID)
		}
		seen[t.ID] = true
		t.check(d, at)
		t.index = len(l.terms)
		l.terms = append(l.terms, t)
		t.rule = t.asRule(f.Category)
		l.compile(d, at+".match", t, isMatch, t.Match)
		l.compile(d, at+".except", t, isExcept, t.Except)
		l.compile(d, at+".unless", t, isUnless, t.Unless)
		l.compile(d, at+".with", t, isWith, t.With)
	}
}

// compile makes patterns ready to look for.
func (l *lexicon) compile(d *strictyaml.Document, at string, t *term, part part, texts []string) {
	for i, text := range texts {
		p, err := parsePattern(text, l.element)
		if err != nil {
			d.Fault(strictyaml.Index(at, i), "%s", err)
			continue
		}
		p.term, p.part = t, part
		if len(p.use) == 0 {
			p.use = t.Suggest
		}
		l.patterns = append(l.patterns, p)
	}
}

// element parses an element of a pattern, unless that was done before. Nobody may write to its lists.
func (l *lexicon) element(text string) (element, error) {
	if known, ok := l.elements[text]; ok {
		return known, nil
	}
	e, err := parseElement(text, l.vocabulary)
	if err == nil {
		l.elements[text] = e
	}
	return e, err
}

func unique(words []wordID) []wordID {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// check finds what is missing or unknown in a term.
func (t *term) check(d *strictyaml.Document, at string) {
	for _, must := range [][2]string{{"title", t.Title}, {"citation", t.Citation}, {"why", t.Why}, {"message", t.Message}} {
		if must[1] == "" && (must[0] != "message" || !t.Silent) {
			d.Fault(at+"."+must[0], "is missing")
		}
	}
	check := func(ok bool, path, want string) {
		if !ok {
			d.Fault(path, "%s", want)
		}
	}
	check(slices.Contains(jobad.Severities(), t.Severity), at+".severity", fmt.Sprintf("want one of %v", jobad.Severities()))
	check(slices.Contains(jobad.Evidences(), t.Evidence), at+".evidence", fmt.Sprintf("want one of %v", jobad.Evidences()))
	check(len(t.Match) > 0, at+".match", "want at least one pattern")
	check(slices.Contains([]string{"", masculine, feminine}, t.Tally), at+".tally", "want masculine or feminine")
	check(t.Silent || len(t.Flagged) >= 2 && len(t.Clean) >= 2, at, "want at least two examples in flagged and in clean")
	for i, in := range t.In {
		check(in == inText || in == inTitle, strictyaml.Index(at+".in", i), "want text or title")
	}
}

// Where a term looks.
const (
	inText  = "text"
	inTitle = "title"
)

// looksAt reports whether a term looks at blocks of this kind in this section.
func (t *term) looksAt(k kind, section string) bool {
	if k == titleBlock {
		return slices.Contains(t.In, inTitle)
	}
	if k == heading || len(t.In) > 0 && !slices.Contains(t.In, inText) {
		return false
	}
	return len(t.Sections) == 0 || slices.Contains(t.Sections, section)
}

// asRule is the term as the documentation and SARIF show it.
func (t *term) asRule(category string) *Rule {
	r := &Rule{
		ID: category + "/" + t.ID, Category: category, Title: t.Title, Severity: t.Severity, Evidence: t.Evidence,
		Citation: t.Citation, Contrary: t.Contrary, Why: t.Why, Message: t.Message, Suggestions: t.Suggest, Safe: t.Safe,
		Silent: t.Silent, errorsWhere: t.ErrorsWhere,
	}
	title := len(t.In) == 1 && t.In[0] == inTitle
	section := ""
	if len(t.Sections) > 0 {
		section = t.Sections[0]
	}
	for _, text := range t.Flagged {
		r.Flagged = append(r.Flagged, Example{Text: text, InTitle: title, Section: section})
	}
	for _, text := range t.Clean {
		r.Clean = append(r.Clean, Example{Text: text, InTitle: title, Section: section})
	}
	return r
}
