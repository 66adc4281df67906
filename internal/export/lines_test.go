package export_test

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// checkLines wants every line of the ad to be in each body exactly once, whole, and nothing else but headings.
func checkLines(tb rapid.TB, f *export.Format, ad *jobad.Ad, got []byte) {
	tb.Helper()
	for _, body := range bodiesOf(tb, f.Name, got) {
		if diff := cmp.Diff(wantLines(ad, f.Name == "linkedin"), body.lines); diff != "" {
			tb.Errorf("%s: lines of the ad (-) and of the body (+):\n%s", f.Name, diff)
		}
		if f.Name == "hropen" { // most of its members have no heading
			continue
		}
		if diff := cmp.Diff(wantHeadings(ad), body.headings, cmpopts.EquateEmpty()); diff != "" {
			tb.Errorf("%s: headings of the ad (-) and of the body (+):\n%s", f.Name, diff)
		}
	}
}

// body is what a reader sees of an ad, sorted.
type body struct{ lines, headings []string }

// wantLines are the paragraphs of the lines of an ad as XML can have them, sorted.
func wantLines(ad *jobad.Ad, numbered bool) []string {
	var all []string
	for _, s := range ad.Sections {
		for i, line := range s.Lines {
			text := legal(line.Text)
			if numbered && s.ID == "process" {
				text = strconv.Itoa(i+1) + ". " + text
			}
			if line.Source == "brief:/company/about" {
				all = append(all, partsOf(text)...)
				continue
			}
			if isProse(s.ID) || numbered && s.ID == "process" || line.Source == "brief:/pay/note" {
				all = append(all, regexp.MustCompile(`\n{2,}`).Split(text, -1)...)
				continue
			}
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

// partsOf are the paragraphs and the items, without their marks, of plain text.
func partsOf(text string) []string {
	return regexp.MustCompile(`\n+(?:- )?`).Split(strings.TrimPrefix(text, "- "), -1)
}

func isProse(section string) bool {
	return slices.Contains([]string{"purpose", "background", "team", "company", "encouragement"}, section)
}

func wantHeadings(ad *jobad.Ad) []string {
	var all []string
	if ad.Marker != "" {
		all = append(all, legal(ad.Title+" "+ad.Marker))
	}
	for _, s := range ad.Sections {
		if s.Heading != "" && len(s.Lines) > 0 {
			all = append(all, legal(s.Heading))
		}
	}
	slices.Sort(all)
	return all
}

// legal is text without what XML 1.0 forbids, by a pattern of its own.
func legal(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	text = regexp.MustCompile(`\r\n?`).ReplaceAllString(text, "\n")
	return regexp.MustCompile(`[^\t\n\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]`).ReplaceAllString(text, "")
}

// bodiesOf reads what an encoding says: one body for each job in a feed.
func bodiesOf(tb rapid.TB, format string, got []byte) []body {
	tb.Helper()
	var b body
	switch format {
	case "indeed", "linkedin":
		return feedBodies(tb, got)
	case "personio":
		for i, d := range personio(tb, got).Descriptions {
			b.add(tb, d.Value)
			if i > 0 || d.Name != "About the job" { // which the ad has no heading for
				b.headings = append(b.headings, d.Name)
			}
		}
	case "greenhouse":
		b.add(tb, text(object(tb, got)["content"]))
	case "lever":
		posting := object(tb, got)
		for _, member := range []string{"opening", "description", "additional"} {
			b.add(tb, text(posting[member]))
		}
		for _, list := range list(posting["lists"]) {
			b.add(tb, "<ul>"+text(list["content"])+"</ul>")
			b.headings = append(b.headings, text(list["text"]))
		}
	case "smartrecruiters":
		ad, _ := object(tb, got)["jobAd"].(map[string]any)
		sections, _ := ad["sections"].(map[string]any)
		for _, section := range sections {
			section, _ := section.(map[string]any)
			b.add(tb, text(section["text"]))
		}
	case "hropen":
		b.addPosting(tb, object(tb, got))
	}
	return []body{b.sorted()}
}

func feedBodies(tb rapid.TB, got []byte) []body {
	tb.Helper()
	var all []body
	for _, job := range feed(tb, got).Jobs {
		var b body
		b.add(tb, job.Description)
		all = append(all, b.sorted())
	}
	if len(all) == 0 {
		tb.Error("the feed has no job")
	}
	return all
}

func (b *body) addPosting(tb rapid.TB, posting map[string]any) {
	tb.Helper()
	for _, member := range []string{"employerOverview", "qualificationSummary", "jobBenefits", "disclaimers", "formattedDescriptions"} {
		texts, _ := posting[member].([]any)
		for _, t := range texts {
			switch member {
			case "formattedDescriptions":
				b.add(tb, text(t))
			case "employerOverview", "qualificationSummary":
				overview := text(t)
				if !strings.HasPrefix(overview, "Industry: ") {
					b.lines = append(b.lines, partsOf(overview)...)
					continue
				}
				b.lines = append(b.lines, regexp.MustCompile(`\n{2,}`).Split(overview, -1)...)
			default:
				b.lines = append(b.lines, text(t))
			}
		}
	}
	for _, member := range []string{"responsibilities", "skills"} {
		for _, term := range list(posting[member]) {
			b.lines = append(b.lines, text(term["name"]))
		}
	}
}

func (b body) sorted() body {
	b.headings = slices.DeleteFunc(b.headings, func(s string) bool { return s == "" })
	slices.Sort(b.lines)
	slices.Sort(b.headings)
	return b
}

// add reads the items, paragraphs and headings of HTML, which may have no other element and no attribute.
func (b *body) add(tb rapid.TB, fragment string) {
	tb.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		tb.Fatal(err)
	}
	root := &html.Node{Type: html.ElementNode, Data: "root"}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode && n.Type != html.TextNode || len(n.Attr) > 0 {
			tb.Errorf("the HTML holds %q %v", n.Data, n.Attr)
		}
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "li":
			b.lines = append(b.lines, textOf(n))
		case "p":
			if n.FirstChild == nil || n.FirstChild.Data != "strong" {
				b.lines = append(b.lines, textOf(n))
			}
		case "strong":
			b.headings = append(b.headings, textOf(n))
		case "ul", "ol", "br":
		default:
			tb.Errorf("the HTML holds <%s>", n.Data)
		}
	}
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for child := range n.Descendants() {
		switch {
		case child.Type == html.TextNode:
			b.WriteString(child.Data)
		case child.Data == "br":
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func text(v any) string { s, _ := v.(string); return s }

func list(v any) []map[string]any {
	values, _ := v.([]any)
	all := make([]map[string]any, len(values))
	for i, value := range values {
		all[i], _ = value.(map[string]any)
	}
	return all
}

// boardFeed reads back what the feeds of Indeed and LinkedIn share, and what each has of its own.
type boardFeed struct {
	XMLName xml.Name   `xml:"source"`
	Built   string     `xml:"lastBuildDate"`
	Count   int        `xml:"expectedJobCount"`
	Jobs    []boardJob `xml:"job"`
}

type boardJob struct {
	Title       string `xml:"title"`
	Company     string `xml:"company"`
	Description string `xml:"description"`
	City        string `xml:"city"`
	State       string `xml:"state"`
	Country     string `xml:"country"`
	JobType     string `xml:"jobtype"`

	Date        string `xml:"date"`
	Reference   string `xml:"referencenumber"`
	Requisition string `xml:"requisitionid"`
	URL         string `xml:"url"`
	Source      string `xml:"sourcename"`
	PostalCode  string `xml:"postalcode"`
	Street      string `xml:"streetaddress"`
	Email       string `xml:"email"`
	Salary      string `xml:"salary"`
	RemoteType  string `xml:"remotetype"`
	Expires     string `xml:"expirationdate"`
	Education   string `xml:"education"`
	Experience  string `xml:"experience"`

	ID        string   `xml:"partnerJobId"`
	ApplyURL  string   `xml:"applyUrl"`
	Postcode  string   `xml:"postalCode"`
	Workplace string   `xml:"workplaceTypes"`
	Level     string   `xml:"experienceLevel"`
	Skills    []string `xml:"skills>skill"`
	High      string   `xml:"salaries>salary>highEnd>amount"`
	Low       string   `xml:"salaries>salary>lowEnd>amount"`
	Currency  string   `xml:"salaries>salary>lowEnd>currencyCode"`
	Period    string   `xml:"salaries>salary>period"`
	Listed    string   `xml:"listDate"`
	Until     string   `xml:"expirationDate"`
}

func feed(tb rapid.TB, got []byte) *boardFeed {
	tb.Helper()
	f := &boardFeed{}
	if err := xml.Unmarshal(got, f); err != nil {
		tb.Fatalf("%v in\n%s", err, got)
	}
	return f
}

// position reads back what Personio's feed says.
type position struct {
	ID           string   `xml:"id"`
	Company      string   `xml:"subcompany"`
	Office       string   `xml:"office"`
	Offices      []string `xml:"additionalOffices>office"`
	Name         string   `xml:"name"`
	Descriptions []struct {
		Name  string `xml:"name"`
		Value string `xml:"value"`
	} `xml:"jobDescriptions>jobDescription"`
	Employment string `xml:"employmentType"`
	Seniority  string `xml:"seniority"`
	Schedule   string `xml:"schedule"`
	Keywords   string `xml:"keywords"`
	Created    string `xml:"createdAt"`
}

func personio(tb rapid.TB, got []byte) *position {
	tb.Helper()
	var jobs struct {
		XMLName   xml.Name   `xml:"workzag-jobs"`
		Positions []position `xml:"position"`
	}
	if err := xml.Unmarshal(got, &jobs); err != nil {
		tb.Fatalf("%v in\n%s", err, got)
	}
	if len(jobs.Positions) != 1 {
		tb.Fatalf("%d positions", len(jobs.Positions))
	}
	return &jobs.Positions[0]
}

// TestAnyText puts any text into every member of a brief that holds words.
func TestAnyText(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		anyText := func(label string) string {
			return "x" + rapid.StringOf(rapid.OneOf(
				rapid.Rune(), rapid.SampledFrom([]rune("]]>&<\x00\x0b\r\n\t\u2028\ufffe😀")),
			)).Draw(t, label) + "x"
		}
		brief := full()
		brief.Title, brief.Team, brief.Reference, brief.Reason = anyText("title"), anyText("team"), anyText("reference"), anyText("reason")
		brief.Company = jobad.Company{Name: anyText("company"), Industry: anyText("industry")}
		brief.Benefits, brief.Flexibility, brief.ExtraPay = []string{anyText("benefit")}, []string{anyText("flexibility")}, []string{anyText("extra")}
		brief.Responsibilities, brief.MustHave, brief.NiceToHave = []string{anyText("duty")}, []string{anyText("must")}, []string{anyText("nice")}
		brief.Skills, brief.Success, brief.Process = []string{anyText("skill")}, []string{anyText("success")}, []string{anyText("step")}
		brief.Places = []jobad.Place{{City: anyText("city"), Region: anyText("region"), Country: "DE"}}
		ad := made(t, brief)
		for _, f := range boards() {
			got := encoded(t, &f, ad)
			checkForm(t, &f, got)
			checkLines(t, &f, ad, got)
		}
	})
}
