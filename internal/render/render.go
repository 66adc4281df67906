package render

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	lru "github.com/hashicorp/golang-lru/v2"

	"rolewright/internal/jobad"
)

const (
	maxShapes = 1024 // some 30 KB each
	maxBlocks = 1024 // some 10 KB each; 90 KB if every character is one that HTML escapes
)

// Renderer lays out ads with a set of templates. It is safe for concurrent use.
type Renderer struct {
	templates map[string]*Template
	names     []string
	shapes    *lru.Cache[shapeKey, *shape]
	leaves    *lru.Cache[string, Leaf]
	blocks    *blocks
}

type shapeKey struct {
	template *Template
	counts   counts
}

// New reads every "<name>.md.tmpl" at the top of dir. All templates that cannot be used are told at once.
func New(dir fs.FS) (*Renderer, error) {
	files, err := fs.Glob(dir, "*.md.tmpl")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("no template: want files named <name>.md.tmpl")
	}
	r := &Renderer{templates: map[string]*Template{}, blocks: newBlocks()}
	var faults []error
	for _, file := range files {
		source, err := fs.ReadFile(dir, file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(file, ".md.tmpl")
		t, err := Parse(name, string(source))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		r.templates[name] = t
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	r.names = slices.Sorted(maps.Keys(r.templates))
	if r.shapes, err = lru.New[shapeKey, *shape](maxShapes); err != nil {
		return nil, err
	}
	r.leaves, err = lru.New[string, Leaf](maxBlocks)
	return r, err
}

// Names are the names of the templates, sorted.
func (r *Renderer) Names() []string { return r.names }

// Template is the template of that name.
func (r *Renderer) Template(name string) (*Template, bool) {
	t, ok := r.templates[name]
	return t, ok
}

// Block makes a leaf of a caller's Markdown of at most [jobad.MaxAbout] bytes.
func (r *Renderer) Block(markdown, source string) Leaf {
	leaf, ok := r.leaves.Get(markdown)
	if !ok {
		leaf = r.blocks.leaf(markdown, source)
		r.leaves.Add(markdown, leaf)
	}
	leaf.Source = source
	return leaf
}

// Fill writes the wanted parts of an ad: Markdown, HTML, Text, and Sections.
func (r *Renderer) Fill(ad *jobad.Ad, t *Template, c *Content, want jobad.Parts) error {
	s, err := r.shape(t, c)
	if err != nil {
		return fmt.Errorf("template %s: %w", t.Name, err)
	}
	s.fill(ad, c, want)
	return nil
}

// Describe is the words of an ad in HTML of p, ul and li alone, for readers that know no other: headings are paragraphs,
// every list is one of bullets, and links are text. It also tells which fields the template shows.
func (r *Renderer) Describe(t *Template, c *Content) (description string, shown Fields, err error) {
	s, err := r.shape(t, c)
	if err != nil {
		return "", 0, fmt.Errorf("template %s: %w", t.Name, err)
	}
	return s.description.fill(c, (*Leaf).writeDescription), s.shown, nil
}

// Shown tells which fields the template shows.
func (r *Renderer) Shown(t *Template, c *Content) (Fields, error) {
	s, err := r.shape(t, c)
	if err != nil {
		return 0, fmt.Errorf("template %s: %w", t.Name, err)
	}
	return s.shown, nil
}

func (r *Renderer) shape(t *Template, c *Content) (*shape, error) {
	key := shapeKey{t, c.counts()}
	if s, ok := r.shapes.Get(key); ok {
		return s, nil
	}
	s, err := t.newShape(key.counts)
	if err != nil {
		return nil, err
	}
	r.shapes.Add(key, s)
	return s, nil
}

func (s *shape) fill(ad *jobad.Ad, c *Content, want jobad.Parts) {
	if want.Has(jobad.Markdown) {
		ad.Markdown = s.markdown.fill(c, (*Leaf).writeMarkdown)
	}
	if want.Has(jobad.HTML) {
		ad.HTML = s.html.fill(c, (*Leaf).writeHTML)
	}
	if want.Has(jobad.Text) {
		ad.Text = s.text.fillText(c)
	}
	if want.Has(jobad.Sections) {
		ad.Sections = s.fillSections(c)
	}
}

func (s *shape) fillSections(c *Content) []jobad.Section {
	sections := make([]jobad.Section, len(s.sections))
	for i, section := range s.sections {
		lines := make([]jobad.Line, len(section.lines))
		for j, l := range section.lines {
			lines[j] = jobad.Line{Text: l.words.fillText(c), Source: l.origin(c), HTML: l.words.block(c)}
		}
		sections[i] = jobad.Section{ID: section.id, Heading: section.heading.fillText(c), Lines: lines}
	}
	return sections
}
