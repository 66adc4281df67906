package render_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rolewright/internal/jobad"
	"rolewright/internal/property"
	"rolewright/internal/render"
)

// checkBlock holds what a block of Markdown became against everything that is promised of it.
func checkBlock(t failer, r *render.Renderer, markdown string) {
	t.Helper()
	const source = "brief:/About/Text/0"
	leaf := r.Block(markdown, source)
	canonical, page := render.MarkdownOf(leaf), render.HTMLOf(leaf)
	if leaf.Source != source || leaf.Text == "" || canonical == "" || page == "" {
		t.Errorf("block of %q is %+v", markdown, leaf)
	}
	again := r.Block(canonical, source)
	if again.Text != leaf.Text || render.MarkdownOf(again) != canonical || render.HTMLOf(again) != page {
		t.Errorf("block of %q is not canonical:\nonce  %+v\ntwice %+v", markdown, leaf, again)
	}
	if want := toHTML(t, canonical); page != want {
		t.Errorf("block of %q:\nHTML         %q\nfrom Markdown %q", markdown, page, want)
	}
	if again := render.Sanitized(page); again != page {
		t.Errorf("block of %q:\nHTML            %q\nsanitized again %q", markdown, page, again)
	}
	if n := len(canonical) + len(page) + len(leaf.Text); n > 16*len(markdown)+64<<10 {
		t.Errorf("block of %d bytes became %d", len(markdown), n)
	}
	for line := range strings.SplitSeq(leaf.Text, "\n") {
		if line := strings.TrimSpace(line); line != clean(line) && !strings.Contains(line, "\ufffd") {
			t.Errorf("block of %q has the line %q", markdown, line)
		}
	}
	checkElements(t, markdown, page)
	checkLine(t, leaf)
}

// checkLine wants the words of the text, in their order, in paragraphs and lists.
func checkLine(t failer, leaf render.Leaf) {
	t.Helper()
	line := render.LineOf(leaf)
	words, elements := readHTML(t, strings.ReplaceAll(line, "</", " </"))
	for _, element := range elements[3:] { // html, head, body
		if element != "p[]" && element != "ul[]" && element != "li[]" {
			t.Errorf("line %q has the element %s", line, element)
		}
	}
	rest := strings.Fields(leaf.Text)
	for word := range strings.FieldsSeq(words) {
		at := slices.Index(rest, word)
		if at < 0 || slices.ContainsFunc(rest[:at], func(skipped string) bool { return !regexp.MustCompile(`^(-|\d+\.)$`).MatchString(skipped) }) {
			t.Errorf("line %q has other words than %q", line, leaf.Text)
			return
		}
		rest = rest[at+1:]
	}
	if strings.Trim(strings.Join(rest, ""), "-.0123456789") != "" {
		t.Errorf("line %q ends before %q", line, leaf.Text)
	}
}

func checkElements(t failer, markdown, page string) {
	t.Helper()
	allowed := regexp.MustCompile(`^((p|ul|ol|li|em|strong|br)\[\]|ol\[\{ start \d{1,9}\}\]|a\[\{ href (https?|mailto):[[:graph:]]+\}\])$`)
	_, elements := readHTML(t, page)
	for _, element := range elements[3:] { // html, head, body
		if !allowed.MatchString(element) {
			t.Errorf("block of %q has the element %s", markdown, element)
		}
	}
}

// checkBlockInPlace wants a block to leave everything around it as it is.
func checkBlockInPlace(t failer, r *render.Renderer, markdown string) {
	t.Helper()
	if text := r.Block(markdown, "").Text; text != withoutMarks(text) {
		return // a character reference brought in a mark
	}
	for _, name := range r.Names() {
		c := full("words")
		c[render.AboutText] = []render.Leaf{r.Block(markdown, sourceOf(render.AboutText, 0))}
		checkAd(t, r, template(t, r, name), c)
	}
}

// blockFragments are pieces of Markdown that change what is around them.
func blockFragments() []string {
	return append(fragments(), "\n", "\n", "\n\n", "\n\n", "\n  ", "\n    ", "\n- ", "\n1. ", "\n2) ", "\n> ", "\n* ", "\n+ ", "\n# ", "\n```\n", "\n~~~\n",
		"\n---\n", "\n===\n", "\n\n- ", "\n\n1. ", "  \n", "\\\n", "[a]: https://example.com\n", "[a]", "[x](https://example.com)", "![x](https://example.com/x.png)",
		"[x](javascript:alert(1))", "<javascript:alert(1)>", "[x](<https://example.com/?a=1&b=2> 'title')", "<a@example.com>", "| a | b |\n|---|---|\n| c | d |\n",
		"- [ ] todo", "[^1]", "<div>\n", "</div>\n", "<!--", "-->", "&nbsp;", "&#10;", "&NewLine;", "&#x2028;", "\u2028", "    code", "*a*", "**b**", "***c***", "_d_", "`e`")
}

func TestBlockProperties(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	property.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom(blockFragments()), 1, 12).Draw(t, "parts")
		markdown := cleanBlock(strings.Join(parts, ""))
		if markdown == "" {
			return
		}
		checkBlock(t, r, markdown)
		checkBlockInPlace(t, r, markdown)
	})
}

// Hostile blocks are as long as the API lets them be.
func TestBlockHostile(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	for _, piece := range []string{
		"[a](", "[", "![", "> ", ">", "* ", "- ", "1. ", "`", "` ", "*", "**", "_", "*a ", "*a_", "<", "<a ", "<!--", "<?", "&", "&#", "\\", "[a]", "[a]: ",
		"```\n", "~~~\n", "# ", "#\n", "- a\n", "1. a\n\n1) b\n\n", "a\n\n", "a  \n", "<div>\n", "[a](b)", "***a** ", "<https://example.com/", "\t", "|a", "- - 1. ",
		"> - ", "\n", "é", "\U0001F600", "*a **b ", "[*a](", "`a``b```", "- a\n  ", " a\n  - ", "\"", "'", "\u0301", "1.\n",
	} {
		t.Run(piece, func(t *testing.T) {
			t.Parallel()
			markdown := strings.Repeat(piece, jobad.MaxAbout/len(piece))
			if cleanBlock(markdown) == "" {
				return
			}
			checkBlock(t, r, cleanBlock(markdown))
			checkBlock(t, r, cleanBlock(markdown+"a"))
		})
	}
}

// A block that is known already has the source of its new place.
func TestBlockSource(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	first, second := r.Block("*a*", "brief:/a"), r.Block("*a*", "brief:/b")
	if first.Source != "brief:/a" || second.Source != "brief:/b" || first.Text != second.Text {
		t.Errorf("got %+v and %+v", first, second)
	}
}
