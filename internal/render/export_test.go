package render

import "strings"

// MaxShapes is the size of the cache of shapes.
const MaxShapes = maxShapes

// Ordinary renders t with the words in place and parses the result, without a shape.
func (t *Template) Ordinary(c *Content) (markdown, html string, err error) { return t.ordinary(c) }

// Shapes is how many shapes r keeps.
func (r *Renderer) Shapes() int { return r.shapes.Len() }

// FieldName is the path of f in a Page.
func FieldName(f Field) string { return paths()[f] }

// IsList reports whether f may have more than one leaf.
func IsList(f Field) bool { return isList(f) }

// MarkdownOf is the leaf in Markdown.
func MarkdownOf(l Leaf) string {
	var b strings.Builder
	l.writeMarkdown(&b)
	return b.String()
}

// HTMLOf is the leaf in HTML.
func HTMLOf(l Leaf) string {
	var b strings.Builder
	l.writeHTML(&b)
	return b.String()
}

// LineOf is the HTML that a line of a section has of a leaf.
func LineOf(l Leaf) string { return l.forms.line }

// Sanitized is html after another run through the policy for blocks.
func Sanitized(html string) string { return newBlocks().sanitize(html) }
