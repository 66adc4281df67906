package api_test

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"rolewright/internal/contract"
	"rolewright/internal/jobad"
)

// reading is what a reader of a format finds in an ad, or in one job of a feed.
type reading struct {
	heading  string
	sections map[string][]string // what stands in them, by id; items begin with their marks
	members  map[string][]string // facts that have members of their own
}

// factReader reads an ad in one format. Of the ad in JSON it takes headings of sections only, to tell them apart.
type factReader func(t rapid.TB, body string, ad *jobad.Ad) []*reading

// factReaders are the readers of formats that need nothing but Go.
func factReaders() map[string]factReader {
	return map[string]factReader{
		"markdown": readMarkdown, "html": readPage, "text": readText, "docx": readDOCX, "jsonld": readJSONLD,
		"indeed": readIndeed, "linkedin": readLinkedIn, "personio": readPersonio,
		"greenhouse": readGreenhouse, "lever": readLever, "smartrecruiters": readSmartRecruiters, "hropen": readHROpen,
	}
}

// style is how a format shows lines.
type style struct {
	item, fact, step string // what items, facts below the title and steps begin with; "#" is a number
	layout           bool   // laid out by the template, which may have facts on one line
	normal           func(string) string
}

// styleOf is the style of a format. What readers lay out loses white space that says nothing.
func styleOf(format string) style {
	exact := func(s string) string { return s }
	spaced := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	switch format {
	case "markdown", "html":
		return style{"• ", "• ", "#. ", true, exact}
	case "text":
		return style{"- ", "- ", "#. ", true, exact}
	case "docx":
		return style{"• ", "", "#. ", true, spaced}
	case "pdf":
		return style{"•", "", "#.", true, squeezed}
	case "jsonld":
		return style{"• ", "• ", "• ", true, exact}
	}
	return style{"• ", "• ", "#. ", false, exact}
}

// squeezed is text without white space and characters without a look of their own, which a PDF leaves out.
func squeezed(text string) string {
	return strings.Join(strings.Fields(regexp.MustCompile(`\p{Cf}`).ReplaceAllString(text, "")), "")
}

// isProse reports whether a section has sentences and no list.
func isProse(section string) bool {
	return slices.Contains([]string{"purpose", "background", "team", "company", "encouragement"}, section)
}

// listed are the facts and the sections with lists, as a format should show them.
func listed(ad *jobad.Ad, s style) map[string][]string {
	all := map[string][]string{}
	for _, section := range ad.Sections {
		var row []string
		for i, line := range section.Lines {
			mark := s.item
			switch {
			case isProse(section.ID) || len(section.Lines) == 0:
				continue
			case line.Source == "brief:/pay/note":
				mark = ""
			case section.ID == "process":
				mark = strings.ReplaceAll(s.step, "#", strconv.Itoa(i+1))
			case section.ID == "facts" && s.layout && dotted(ad.Template, line.Source):
				row = append(row, line.Text)
				continue
			case section.ID == "facts" && s.layout && ad.Template == "concise":
				mark = ""
			case section.ID == "facts" && ad.Template != "linkedin":
				mark = s.fact
			}
			all[section.ID] = append(all[section.ID], s.normal(mark+line.Text))
		}
		if len(row) > 0 {
			all["facts"] = slices.Insert(all["facts"], 0, s.normal(strings.Join(row, " · ")))
		}
	}
	return all
}

// dotted reports whether a template has a fact on the one line below the title.
func dotted(template, source string) bool {
	return slices.Contains([]string{"concise", "linkedin"}, template) && slices.Contains([]string{
		"brief:/company/name", "brief:/pay", "brief:/places", "brief:/workplace", "brief:/employment", "brief:/hours_per_week",
	}, source)
}

// listed are the sections that want has. What stands behind the facts without a heading is the purpose.
func (r *reading) listed(want map[string][]string) map[string][]string {
	got := map[string][]string{}
	for id, lines := range r.sections {
		if id == "facts" {
			lines = lines[:min(len(lines), len(want[id]))]
		}
		if !isProse(id) && len(lines) > 0 {
			got[id] = lines
		}
	}
	return got
}

// add sorts blocks from top to bottom into sections by headings. Those before the first are facts.
func (r *reading) add(ad *jobad.Ad, s style, blocks []string) {
	current := "facts"
	for _, block := range blocks {
		block = s.normal(block)
		heading := slices.IndexFunc(ad.Sections, func(section jobad.Section) bool {
			_, found := r.sections[section.ID]
			return !found && section.Heading != "" && s.normal(section.Heading) == block
		})
		if heading >= 0 {
			current = ad.Sections[heading].ID
			r.sections[current] = []string{}
			continue
		}
		r.sections[current] = append(r.sections[current], block)
	}
}

// laidOut is a reading of blocks that begin with the title.
func laidOut(ad *jobad.Ad, s style, blocks []string) []*reading {
	r := &reading{heading: s.normal(blocks[0]), sections: map[string][]string{}}
	r.add(ad, s, blocks[1:])
	return []*reading{r}
}

func readMarkdown(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.Convert([]byte(body), &page); err != nil {
		t.Fatal(err)
	}
	return laidOut(ad, styleOf("markdown"), blocksOf(t, page.String()))
}

func readPage(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	return laidOut(ad, styleOf("html"), blocksOf(t, body))
}

func readText(_ rapid.TB, body string, ad *jobad.Ad) []*reading {
	blocks := slices.DeleteFunc(strings.Split(body, "\n"), func(line string) bool { return line == "" })
	return laidOut(ad, styleOf("text"), blocks)
}

// blocksOf are headings, items with their marks, and paragraphs of HTML.
func blocksOf(t rapid.TB, text string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	steps := map[*html.Node]int{}
	for n := range doc.Descendants() {
		switch n.Data {
		case "h1", "h2", "h3", "h4", "h5", "h6", "p":
			if n.Type == html.ElementNode && n.Parent.Data != "li" {
				blocks = append(blocks, wordsIn(n))
			}
		case "li":
			mark := "• "
			if n.Parent.Data == "ol" {
				steps[n.Parent]++
				mark = strconv.Itoa(steps[n.Parent]) + ". "
			}
			blocks = append(blocks, mark+wordsIn(n))
		}
	}
	return blocks
}

// wordsIn are the words inside of an element.
func wordsIn(n *html.Node) string {
	var b strings.Builder
	for below := range n.Descendants() {
		switch {
		case below.Type == html.TextNode:
			b.WriteString(below.Data)
		case below.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// readDOCX reads the paragraphs of a document by its XML.
func readDOCX(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	parts, err := contract.Parts([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Paragraphs []wordParagraph `xml:"body>p"`
	}
	if err := xml.Unmarshal(parts["word/document.xml"], &document); err != nil {
		t.Fatal(err)
	}
	var blocks []string
	steps := map[string]int{}
	for i := range document.Paragraphs {
		p := &document.Paragraphs[i]
		mark := ""
		switch p.Number.Value {
		case "":
		case "1":
			mark = "• "
		default:
			steps[p.Number.Value]++
			mark = strconv.Itoa(steps[p.Number.Value]) + ". "
		}
		blocks = append(blocks, mark+p.words(t))
	}
	return laidOut(ad, styleOf("docx"), blocks)
}

// wordParagraph is a paragraph of a document, with the number of the list that it is in.
type wordParagraph struct {
	Number struct {
		Value string `xml:"val,attr"`
	} `xml:"pPr>numPr>numId"`
	Inner []byte `xml:",innerxml"`
}

// words are those of the paragraph; a tab and a line break are white space.
func (p *wordParagraph) words(t rapid.TB) string {
	t.Helper()
	var b strings.Builder
	inText := false
	decoder := xml.NewDecoder(bytes.NewReader(p.Inner))
	for token, err := decoder.Token(); err == nil; token, err = decoder.Token() { // it was read before
		switch token := token.(type) {
		case xml.StartElement:
			inText = token.Name.Local == "t"
			if token.Name.Local == "tab" || token.Name.Local == "br" {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				b.Write(token)
			}
		}
	}
	return b.String()
}
