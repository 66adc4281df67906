// Package render lays out ads: text/template files become Markdown, and the Markdown becomes HTML and plain text.
//
// An ad's words are opaque to its layout. A template sees one [Page] whose every leaf is a display-ready string; it
// may ask whether a leaf is there and how long a list is, and nothing else. So the template and the number of leaves
// in each field, the ad's [shape], decide everything but the words. A shape is therefore rendered once, with a token
// (one private-use character) in place of each leaf:
//
//	template ──► Markdown with tokens ──► goldmark ──► HTML, text and sections with tokens
//
// and kept, cut at its tokens, in a bounded cache. An ad is then made by copying: the pieces between the tokens, and
// in place of each token the leaf, escaped for the format. Three things follow:
//
//   - an ad costs little more than its bytes;
//   - words never pass through the template or the Markdown parser, so nothing they hold can become markup;
//   - the sections of an ad, and the source of each line, are read off the very Markdown that was laid out.
//
// Filling a shape gives the same bytes as rendering the template with the escaped words and parsing the result. That
// holds for every template that [Parse] accepts: it lays each out both ways with hostile words and compares.
//
// The package does not know what the words mean, where they come from, or which role an ad is for.
package render
