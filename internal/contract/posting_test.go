package contract_test

import (
	"strings"
	"testing"

	"rolewright/internal/contract"
)

// goodPosting is a JobPosting with nothing wrong, and one of each kind of object.
const goodPosting = `{"@context":"https://schema.org","@type":"JobPosting","title":"Cook","description":"<p>Cook</p>\n",
"datePosted":"2026-11-22","validThrough":"2026-12-31T23:59:59","employmentType":"FULL_TIME",
"hiringOrganization":{"@type":"Organization","name":"Acme","sameAs":"https://www.example.com"},
"identifier":{"@type":"PropertyValue","name":"Acme","value":"1"},
"jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Bonn","addressCountry":"DE"}},
"jobLocationType":"TELECOMMUTE","applicantLocationRequirements":{"@type":"AdministrativeArea","name":"Texas, United States"},
"baseSalary":{"@type":"MonetaryAmount","currency":"EUR","value":{"@type":"QuantitativeValue","minValue":1,"maxValue":2,"unitText":"HOUR"}},
"occupationalCategory":{"@type":"CategoryCode","codeValue":"35-2014.00","inCodeSet":{"@type":"CategoryCodeSet","name":"O*NET-SOC 2019"}}}`

func newPostings(t *testing.T) *contract.Postings {
	t.Helper()
	p, err := contract.NewPostings("../../docs/job-posting.schema.json", "../export/testdata/schemaorg-terms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPostings changes a good posting in the ways that are seen in the wild.
func TestPostings(t *testing.T) {
	t.Parallel()
	p := newPostings(t)
	if listable, err := p.Check([]byte(goodPosting)); err != nil || !listable {
		t.Fatalf("the good posting: listable %t, %v", listable, err)
	}
	for _, tt := range []struct{ name, old, with string }{
		{"a marker", `"title":"Cook"`, `"title":"Cook (m/w/d)"`},
		{"a heading", `<p>Cook</p>`, `<h2>Cook</h2>`},
		{"no elements", `<p>Cook</p>\n`, `Cook`},
		{"no employer", `"hiringOrganization":{"@type":"Organization","name":"Acme","sameAs":"https://www.example.com"},`, ``},
		{"an employer without a name", `"name":"Acme","sameAs"`, `"sameAs"`},
		{"an employer as text", `{"@type":"Organization","name":"Acme","sameAs":"https://www.example.com"}`, `"Acme"`},
		{"a date as people write it", `2026-11-22`, `22/11/2026`},
		{"a day that is none", `2026-11-22`, `2026-02-30`},
		{"the start of the last day", `2026-12-31T23:59:59`, `2026-12-31`},
		{"another kind of contract", `FULL_TIME`, `FULLTIME`},
		{"hybrid", `TELECOMMUTE`, `HYBRID`},
		{"areas without remote work", `"jobLocationType":"TELECOMMUTE",`, ``},
		{"an area alone", `Texas, United States`, `Texas`},
		{"a country in words", `"addressCountry":"DE"`, `"addressCountry":"Germany"`},
		{"a place without address", `,"address":{"@type":"PostalAddress","addressLocality":"Bonn","addressCountry":"DE"}`, ``},
		{"a currency in words", `"EUR"`, `"EURO"`},
		{"a unit in words", `"HOUR"`, `"HOURLY"`},
		{"half a range", `"minValue":1,`, ``},
		{"a range and an amount", `"minValue":1,`, `"minValue":1,"value":2,`},
		{"pay as text", `{"@type":"QuantitativeValue","minValue":1,"maxValue":2,"unitText":"HOUR"}`, `"1 to 2"`},
		{"another code", `35-2014.00`, `35-2014`},
		{"a guess", `"title"`, `"directApply":true,"title"`},
	} {
		changed := strings.Replace(goodPosting, tt.old, tt.with, 1)
		if changed == goodPosting {
			t.Errorf("%s: nothing has changed", tt.name)
		}
		if _, err := p.Check([]byte(changed)); err == nil {
			t.Errorf("%s is let through", tt.name)
		}
	}
}

func TestPostingsThatNobodyLists(t *testing.T) {
	t.Parallel()
	p := newPostings(t)
	noPlace := strings.Replace(goodPosting, `"jobLocation":{"@type":"Place","address":{"@type":"PostalAddress","addressLocality":"Bonn","addressCountry":"DE"}},`, "", 1)
	areas := `,"applicantLocationRequirements":{"@type":"AdministrativeArea","name":"Texas, United States"}`
	for _, tt := range []struct {
		name, posting string
		want          bool
	}{
		{"remote without a place", noPlace, true},
		{"a place without areas", strings.Replace(goodPosting, areas, "", 1), true},
		{"neither", strings.Replace(noPlace, areas, "", 1), false},
		{"a place without a country", strings.Replace(goodPosting, `,"addressCountry":"DE"`, "", 1), false},
	} {
		if got, err := p.Check([]byte(tt.posting)); err != nil || got != tt.want {
			t.Errorf("%s: listable is %t, %v", tt.name, got, err)
		}
	}
}

func TestPostingsKnowTheVocabulary(t *testing.T) {
	t.Parallel()
	p := newPostings(t)
	for _, tt := range []struct{ old, with, want string }{
		{`"title"`, `"tittle"`, "JobPosting has no property http://schema.org/tittle"},
		{`"jobLocationType"`, `"benefits":"x","jobLocationType"`, "JobPosting has no property http://schema.org/benefits"},
		{`"addressLocality"`, `"city"`, "PostalAddress has no property http://schema.org/city"},
		{`"PropertyValue"`, `"Code"`, "no type Code"},
		{`"@type":"Place",`, ``, "has the types"},
		{`https://schema.org"`, `https://www.example.com"`, "no known context"},
	} {
		err := p.Expand([]byte(strings.Replace(goodPosting, tt.old, tt.with, 1)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v; want %q", tt.with, err, tt.want)
		}
	}
}
