package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// browserAccept is what a browser sends to open a page.
const browserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"

// visit opens a page as a browser does. Pages are not in the OpenAPI document, so it is not do.
func visit(t *testing.T, h http.Handler, target string) reply {
	t.Helper()
	r := get(target, "Accept", browserAccept)
	got := record(h, r)
	checkHeaders(t, r, got)
	if got.status < http.StatusMultipleChoices || got.status >= http.StatusBadRequest {
		if mediaType := got.header.Get("Content-Type"); mediaType != "text/html; charset=utf-8" {
			t.Errorf("%s: Content-Type is %q", target, mediaType)
		}
		if policy := got.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'self';") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: the policy is %q", target, policy)
		}
	}
	return got
}

// webPage is a page that was read.
type webPage struct {
	*html.Node
}

func parsePage(t *testing.T, body string) webPage {
	t.Helper()
	return webPage{must(html.Parse(strings.NewReader(body)))}
}

// all are the elements of a name, in their order.
func (p webPage) all(names ...string) []webPage {
	var found []webPage
	for node := range p.Descendants() {
		if node.Type == html.ElementNode && slices.Contains(names, node.Data) {
			found = append(found, webPage{node})
		}
	}
	return found
}

func (p webPage) attr(name string) string {
	for _, a := range p.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// text is what the element says, with single spaces.
func (p webPage) text() string {
	var b strings.Builder
	for node := range p.Descendants() {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// meta is the content of a meta element, or the address of a link element.
func (p webPage) meta(name string) string {
	for _, element := range p.all("meta", "link") {
		if element.attr("name") == name || element.attr("rel") == name {
			return element.attr("content") + element.attr("href")
		}
	}
	return ""
}

// checkPage wants what every page of roles has.
func checkPage(t *testing.T, where string, p webPage) {
	t.Helper()
	if n := len(p.all("script", "style")); n > 0 {
		t.Errorf("%s has %d scripts and styles", where, n)
	}
	if h1, mains := len(p.all("h1")), len(p.all("main")); h1 != 1 || mains != 1 {
		t.Errorf("%s has %d first headings and %d main parts", where, h1, mains)
	}
	last := 0
	for _, heading := range p.all("h1", "h2", "h3", "h4", "h5", "h6") {
		step := int(heading.Data[1] - '0')
		if step > last+1 || heading.text() == "" {
			t.Errorf("%s has the heading %q of step %d after one of %d", where, heading.text(), step, last)
		}
		last = step
	}
	ids := map[string]bool{}
	for node := range p.Descendants() {
		id := (webPage{node}).attr("id")
		if id != "" && ids[id] {
			t.Errorf("%s has the id %q twice", where, id)
		}
		ids[id] = true
	}
	if p.all("title")[0].text() == "" || p.meta("description") == "" {
		t.Errorf("%s has the title %q and the description %q", where, p.all("title")[0].text(), p.meta("description"))
	}
}
