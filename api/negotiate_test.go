package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/api"
)

const (
	asJSON     = "application/json"
	asMarkdown = "text/markdown; charset=utf-8"
	asHTML     = "text/html; charset=utf-8"
	asText     = "text/plain; charset=utf-8"
	asJSONLD   = "application/ld+json"
	asXML      = "application/xml; charset=utf-8"
	asDOCX     = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	asPDF      = "application/pdf"
)

// TestAccept chooses the format by the header.
func TestAccept(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		accept []string
		want   string // empty is 406
	}{
		"none":                        {nil, asJSON},
		"empty":                       {[]string{""}, asJSON},
		"commas only":                 {[]string{" , ,"}, asJSON},
		"anything":                    {[]string{"*/*"}, asJSON},
		"json":                        {[]string{"application/json"}, asJSON},
		"markdown":                    {[]string{"text/markdown"}, asMarkdown},
		"html":                        {[]string{"text/html"}, asHTML},
		"text":                        {[]string{"text/plain"}, asText},
		"capitals":                    {[]string{"TEXT/Html"}, asHTML},
		"a browser":                   {[]string{"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}, asHTML},
		"any text":                    {[]string{"text/*"}, asMarkdown},
		"any application":             {[]string{"application/*"}, asJSON},
		"the heavier":                 {[]string{"text/plain;q=0.5, text/html;q=0.9"}, asHTML},
		"the heavier by a thousandth": {[]string{"text/plain;q=0.998, text/html;q=0.999"}, asHTML},
		"space around":                {[]string{"  text/plain ; q=0.5 ,\ttext/html ; Q=0.9 "}, asHTML},
		"a tie goes to our order":     {[]string{"text/html, text/markdown"}, asMarkdown},
		"a tie with json":             {[]string{"text/html;q=0.7, application/json;q=0.7"}, asJSON},
		"several headers":             {[]string{"text/plain;q=0.1", "text/html;q=0.2"}, asHTML},
		"specific beats general":      {[]string{"text/*;q=0.9, text/markdown;q=0.1, text/plain;q=0.5"}, asHTML},
		"general behind specific":     {[]string{"*/*;q=0.9, application/*;q=0.1, text/*;q=0.2"}, asMarkdown},
		"json-ld":                     {[]string{"application/ld+json"}, asJSONLD},
		"all but json":                {[]string{"application/json;q=0, */*"}, asMarkdown},
		"all but text":                {[]string{"*/*, text/*;q=0"}, asJSON},
		"nothing by weight":           {[]string{"*/*;q=0"}, ""},
		"only refused":                {[]string{"application/json;q=0"}, ""},
		"q=0.000":                     {[]string{"application/json;q=0.000, text/plain;q=0.001"}, asText},
		"other type":                  {[]string{"application/rtf"}, ""},
		"document":                    {[]string{"application/pdf"}, asPDF},
		"other types":                 {[]string{"image/*, application/xml"}, ""},
		"other type and anything":     {[]string{"application/rtf, */*;q=0.1"}, asJSON},
		"broken weight":               {[]string{"text/html;q=high, text/plain;q=0.1"}, asText},
		"weight above one":            {[]string{"text/html;q=7, text/plain;q=0.1"}, asText},
		"weight below zero":           {[]string{"text/html;q=-1, text/plain;q=0.1"}, asText},
		"weight that is no number":    {[]string{"text/html;q=NaN, text/plain;q=0.1"}, asText},
		"parameter":                   {[]string{"text/plain;charset=utf-8"}, asText},
		"parameter before weight":     {[]string{"text/plain;charset=utf-8;q=0.1, text/html;q=0.2"}, asHTML},
		"part of a type":              {[]string{"text"}, ""},
		"star for the subtype only":   {[]string{"*/html"}, ""},
		"nonsense":                    {[]string{"…"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := post(minimal)
			for _, accept := range test.accept {
				r.Header.Add("Accept", accept)
			}
			got := do(t, handler(), r)
			checkVary(t, got, "Accept", "Accept-Encoding")
			if test.want == "" {
				checkNotAcceptable(t, got)
				return
			}
			if got.status != http.StatusOK || got.header.Get("Content-Type") != test.want {
				t.Errorf("status %d, %s", got.status, got.header.Get("Content-Type"))
			}
		})
	}
}

func checkNotAcceptable(t *testing.T, got reply) {
	t.Helper()
	if got.status != http.StatusNotAcceptable {
		t.Fatalf("status %d", got.status)
	}
	want := []string{"application/json", "text/markdown", "text/html", "text/plain", asDOCX, asPDF, asJSONLD}
	if diff := cmp.Diff(want, into[api.Problem](t, got.body).Available); diff != "" {
		t.Error(diff)
	}
}

func checkVary(t *testing.T, got reply, want ...string) {
	t.Helper()
	vary := strings.Join(got.header.Values("Vary"), ", ")
	for _, name := range want {
		if strings.Count(", "+vary+",", ", "+name+",") != 1 {
			t.Errorf("Vary is %q, want %s once", vary, name)
		}
	}
}

// TestFormat chooses the format by the parameter, whatever the header says.
func TestFormat(t *testing.T) {
	t.Parallel()
	for _, accept := range []string{"", "application/json", "text/html", "application/pdf", "*/*;q=0"} {
		for name, want := range map[string]string{
			"json": asJSON, "markdown": asMarkdown, "html": asHTML, "text": asText, "docx": asDOCX, "pdf": asPDF, "jsonld": asJSONLD,
			"indeed": asXML, "linkedin": asXML, "personio": asXML,
			"greenhouse": asJSON, "lever": asJSON, "smartrecruiters": asJSON, "hropen": asJSON,
		} {
			r := post(minimal, "Accept", accept)
			r.URL.RawQuery = "format=" + name
			got := do(t, handler(), r)
			if got.status != http.StatusOK || got.header.Get("Content-Type") != want {
				t.Errorf("format %s with Accept %q: status %d, %s", name, accept, got.status, got.header.Get("Content-Type"))
			}
			checkVary(t, got, "Accept", "Accept-Encoding")
		}
	}
	for query, want := range map[string]string{
		"format=doc":              "format unknown_value",
		"format=HTML":             "format unknown_value",
		"format=text/html":        "format unknown_value",
		"format=":                 "format empty_parameter",
		"format=html&format=html": "format repeated_parameter",
		"Format=html":             "Format unknown_parameter",
		"format[]=html":           "format[] unknown_parameter",
		"a=1":                     "a unknown_parameter",
	} {
		r := post(minimal)
		r.URL.RawQuery = query
		got := do(t, handler(), r)
		if got.status != http.StatusBadRequest || faults(t, got)[0] != want {
			t.Errorf("%s: status %d, %.300s", query, got.status, got.body)
		}
		if strings.HasSuffix(want, "unknown_value") && !strings.Contains(got.body, "json, markdown, html, text, docx, pdf, jsonld, indeed, ") {
			t.Errorf("%s: no list in %s", query, got.body)
		}
	}
}

// TestPolicies lets a browser do nothing with a reply, and with an ad no more than show it.
func TestPolicies(t *testing.T) {
	t.Parallel()
	const none = "default-src 'none'; frame-ancestors 'none'"
	for query, want := range map[string]string{
		"format=json": none, "format=markdown": none, "format=text": none, "format=pdf": none, "format=docx": none, "format=jsonld": none,
		"format=html": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
	} {
		r := post(minimal, "Accept", "text/html")
		r.URL.RawQuery = query
		if got := do(t, handler(), r); got.header.Get("Content-Security-Policy") != want {
			t.Errorf("%s: %q", query, got.header.Get("Content-Security-Policy"))
		}
	}
	if got := do(t, handler(), post(`{}`, "Accept", "text/html")); got.header.Get("Content-Security-Policy") != none {
		t.Errorf("problem: %q", got.header.Get("Content-Security-Policy"))
	}
}

// TestDocuments are files with a name, and compressed once.
func TestDocuments(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]string{
		asPDF:  `inline; filename="backend-engineer-mid.pdf"`,
		asDOCX: `inline; filename="backend-engineer-mid.docx"`,
		asHTML: "",
	} {
		got := do(t, handler(), post(minimal, "Accept", accept, "Accept-Encoding", "gzip"))
		if got.status != http.StatusOK || got.header.Get("Content-Disposition") != want {
			t.Errorf("%s: status %d, Content-Disposition %q", accept, got.status, got.header.Get("Content-Disposition"))
		}
		if zipped := got.header.Get("Content-Encoding") == "gzip"; zipped != (want == "") {
			t.Errorf("%s: Content-Encoding %q", accept, got.header.Get("Content-Encoding"))
		}
	}
}

// TestUnencodable offers other formats for an ad that the one asked for cannot show.
func TestUnencodable(t *testing.T) {
	t.Parallel()
	const brief = `{"role":"chef","company":{"name":"東京亭"}}`
	got := do(t, handler(), post(brief, "Accept", asPDF))
	problem := into[api.Problem](t, got.body)
	if got.status != http.StatusNotAcceptable || !strings.Contains(problem.Detail, "U+6771, U+4EAC, U+4EAD") {
		t.Errorf("status %d, %s", got.status, got.body)
	}
	if diff := cmp.Diff([]string{"text/html", asDOCX}, problem.Available); diff != "" {
		t.Errorf("available (-want +got):\n%s", diff)
	}
	for _, accept := range problem.Available {
		if got := do(t, handler(), post(brief, "Accept", accept)); got.status != http.StatusOK {
			t.Errorf("%s: status %d", accept, got.status)
		}
	}
}
