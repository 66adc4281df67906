package review

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"rolewright/internal/jobad"
)

// Format is how a text is written.
type Format string

// The formats of texts.
const (
	Markdown Format = "markdown"
	HTML     Format = "html"
	Text     Format = "text"
)

// Formats returns every format of texts.
func Formats() []Format { return []Format{Markdown, HTML, Text} }

// Input is a text and what is known of the job beside it. Only Text must be there.
type Input struct {
	Text   string // valid UTF-8
	Format Format // empty is Markdown
	Title  string // the title of the job; empty is the first heading of the first level

	Level     jobad.Level
	Names     []string // of the company, the team, the role and its skills: never a finding
	Apart     []string // what does not belong in the title: the name of the company, its cities
	Words     int      // how many words Text has, if that is known
	MinWords  int      // how many words the channel takes; 0 is that of a careers site
	MaxWords  int
	PayStated bool // pay is given beside the text, or there is none

	Sections []jobad.Section // of an ad of ours, which says where each line comes from
	Memory   *Memory         // of lines that may be in the text; nil is none
}

// Reviewer reviews texts. It is safe for concurrent use.
type Reviewer struct {
	lexicon    *lexicon
	rules      []*Rule
	checks     []*Rule // those that are more than words
	sections   []sectionWords
	categories []Category
	classes    []class
	facts      *factFinder
	readers    sync.Pool // of *reader
}

// key is what a passage depends on.
type key struct {
	kind    kind
	section string
	text    string
}

// New reads the rules. The error names every fault of the files of terms.
func New() (*Reviewer, error) {
	l, categories, err := newLexicon()
	if err != nil {
		return nil, err
	}
	r := &Reviewer{
		lexicon: l, rules: allRules(l), categories: allCategories(categories),
		classes: classesOf(l.vocabulary), facts: newFactFinder(), sections: allSectionWords(),
	}
	for _, rule := range r.rules {
		if rule.check != nil {
			r.checks = append(r.checks, rule)
		}
	}
	r.readers.New = func() any {
		return &reader{scanner: scanner{vocabulary: l.vocabulary, classes: r.classes, lexemes: map[string]lexeme{}}, lexicon: l}
	}
	return r, nil
}

// Memory keeps what was read of lines that come again in many ads, from the first time that one of them is read.
type Memory struct {
	places   map[key]int
	passages []atomic.Pointer[passage]
}

// NewMemory makes room for lines, by their section: those that ads show as items, and whole sentences.
func NewMemory(items, sentences map[string][]string) *Memory {
	m := &Memory{places: map[key]int{}}
	for k, lines := range map[kind]map[string][]string{item: items, paragraph: sentences} {
		for section, texts := range lines {
			for _, text := range texts {
				if at := (key{k, section, text}); m.places[at] == 0 {
					m.places[at] = len(m.places) + 1
				}
			}
		}
	}
	m.passages = make([]atomic.Pointer[passage], len(m.places)+1)
	return m
}

// read reads a block, unless that was done before.
func (m *Memory) read(rd *reader, b *block) *passage {
	if m == nil {
		return rd.read(b.text, b.kind, b.section)
	}
	place := m.places[key{b.kind, b.section, b.text}]
	if place == 0 {
		return rd.read(b.text, b.kind, b.section)
	}
	if p := m.passages[place].Load(); p != nil {
		return p
	}
	p := rd.read(b.text, b.kind, b.section)
	m.passages[place].Store(p)
	return p
}

// Rules are all rules, sorted by id.
func (r *Reviewer) Rules() []*Rule { return r.rules }

// Rule is the rule of that id; without a name if there is none.
func (r *Reviewer) Rule(id string) *Rule {
	i, ok := slices.BinarySearchFunc(r.rules, id, func(rule *Rule, id string) int { return strings.Compare(rule.ID, id) })
	if !ok {
		return &Rule{}
	}
	return r.rules[i]
}

// Categories are the groups of rules, sorted by id.
func (r *Reviewer) Categories() []Category { return r.categories }

func (r *Reviewer) reader() *reader {
	rd, ok := r.readers.Get().(*reader)
	if !ok {
		panic("review: a pool holds something else") // cannot be: only readers are put there
	}
	return rd
}

// Review reads a text and says what it found where the law demands nothing.
func (r *Reviewer) Review(in *Input) *jobad.Review { return r.Read(in).Review(nil, nil) }

// Draft is a text that was read and can be reviewed.
type Draft struct {
	*Input

	reviewer *Reviewer
	due      []string // duties that bind
	places   []string // codes of the places that the ad reaches
	blocks   []block
	passages []*passage
	total    counts
	bullets  int // items
	bulleted int // words in items
	longest  int
	you, we  int
	title    block // without text if there is no title
	heading  *passage
	lost     bool // line breaks were lost
	measured *jobad.Metrics
	findings []jobad.Finding
}

// Review says what was found in a text. due are the duties that bind the ad and places the codes of the places that it
// reaches, either of which can make a finding an error. The duties and the notice of the review are empty: what the law
// asks beside words is not known here.
func (d *Draft) Review(due, places []string) *jobad.Review {
	d.due, d.places, d.findings = due, places, []jobad.Finding{}
	for _, rule := range d.reviewer.checks {
		rule.check(d, rule)
	}
	d.hits()
	return &jobad.Review{
		Score: Score(d.findings), Metrics: *d.metrics(), Findings: d.sorted(), Duties: []jobad.Duty{},
	}
}

// Read reads a text, which costs the most of a review.
func (r *Reviewer) Read(in *Input) *Draft {
	d := &Draft{Input: in, reviewer: r}
	switch in.Format {
	case HTML:
		d.blocks = htmlBlocks(in.Text)
	case Text:
		d.blocks = r.plainBlocks(in.Text)
	case Markdown, "":
		d.blocks = markdownBlocks(in.Text)
	}
	r.assignSections(d.blocks, in.Sections)
	rd := r.reader()
	defer r.readers.Put(rd)
	d.findTitle(r, rd)
	d.passages = make([]*passage, len(d.blocks))
	var nothing passage // there is in headings
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.kind == heading {
			d.passages[i] = &nothing
			continue
		}
		p := in.Memory.read(rd, b)
		d.passages[i] = p
		d.add(b, p)
	}
	d.lost = d.lostBreaks()
	return d
}

// add counts a block.
func (d *Draft) add(b *block, p *passage) {
	d.you += p.you
	d.we += p.we
	if !b.kind.isProse() {
		return
	}
	d.total = d.total.add(p.counts)
	d.longest = max(d.longest, p.longest)
	if b.kind == item {
		d.bullets++
		d.bulleted += p.words
	}
}

// findTitle reads the title: the one that was given, or what the text is headed by.
func (d *Draft) findTitle(r *Reviewer, rd *reader) {
	d.title = block{text: d.Title, from: -1}
	if len(d.blocks) > 0 && d.blocks[0].kind == heading {
		top := d.blocks[0]
		switch {
		case d.Title != "" && strings.HasPrefix(top.text, d.Title):
			d.title = block{text: d.Title, from: top.from, pieces: top.pieces}
		case d.Title == "" && (top.level == 1 || top.level == 0 && r.sectionOf(top.text) == ""):
			d.title = top
		}
	}
	d.title.kind = titleBlock
	if d.title.text != "" {
		d.heading = rd.read(d.title.text, titleBlock, "")
	}
}

// hits turns what the terms found into findings.
func (d *Draft) hits() {
	if d.heading != nil {
		for i := range d.heading.hits {
			d.reportTerm(&d.title, &d.heading.hits[i])
		}
	}
	for i, p := range d.passages {
		if len(p.hits) > 0 {
			d.hitsIn(&d.blocks[i], p)
		}
	}
}

// hitsIn turns those of a block into findings, but for names and for what is vague on pay beside a range of it.
func (d *Draft) hitsIn(b *block, p *passage) {
	names := d.namesIn(b.text)
	ranged := slices.ContainsFunc(p.money, func(m money) bool { return m.high > 0 })
	for i := range p.hits {
		h := &p.hits[i]
		named := slices.ContainsFunc(names, func(n span) bool { return n.start <= h.start && h.end <= n.end })
		if !named && (!h.term.Vague || !ranged) {
			d.reportTerm(b, h)
		}
	}
}

// namesIn are the places of names in a text, as whole words.
func (d *Draft) namesIn(text string) []span {
	const most = 1000 // places; a text with more is no ad
	var all []span
	for _, name := range d.Names {
		for at := 0; name != "" && len(all) < most; {
			i := strings.Index(text[at:], name)
			if i < 0 {
				break
			}
			s := span{at + i, at + i + len(name)}
			if (s.start == 0 || !isASCIIWord(text[s.start-1])) && (s.end == len(text) || !isASCIIWord(text[s.end])) {
				all = append(all, s)
			}
			at = s.end
		}
	}
	return all
}
