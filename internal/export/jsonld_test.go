package export_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"rolewright/internal/contract"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

// posting is a small one with text that no script may hold as it is.
func posting() *jobad.JobPosting {
	return &jobad.JobPosting{
		Context: "https://schema.org", Type: "JobPosting", Title: `Cook & "Chef" <b>`, DatePosted: "2026-11-22",
		Description:        "<p>Cook</p>\n<ul>\n<li>&lt;b&gt;</li>\n</ul>\n",
		HiringOrganization: jobad.PostingOrganization{Type: "Organization", Name: "</script><!--<script>\u2028\u2029"},
	}
}

// whole is a posting with every member that there is, of the remote job and of the range of pay.
func whole() *jobad.JobPosting {
	p := posting()
	p.Title, p.ValidThrough, p.EmploymentType = "Cook", "2026-12-31T23:59:59", "FULL_TIME"
	p.Identifier = &jobad.PostingIdentifier{Type: "PropertyValue", Name: "Acme", Value: "REQ-42"}
	p.HiringOrganization = jobad.PostingOrganization{
		Type: "Organization", Name: "Acme", SameAs: "https://www.example.com", Logo: "https://www.example.com/logo.png", Description: "We bake.",
	}
	p.EmploymentUnit = &jobad.PostingOrganization{Type: "Organization", Name: "Kitchen", SameAs: "https://www.example.com", Logo: "https://www.example.com/logo.png", Description: "We bake."}
	p.WorkHours, p.JobLocationType = "40 hours a week", "TELECOMMUTE"
	p.JobLocation = []jobad.PostingPlace{{Type: "Place", Address: jobad.PostingAddress{
		Type: "PostalAddress", StreetAddress: "Main Street 1", AddressLocality: "Austin", AddressRegion: "TX", PostalCode: "73301", AddressCountry: "US",
	}}}
	p.ApplicantLocationRequirements = []jobad.PostingArea{
		{Type: "Country", Name: "Germany"}, {Type: "AdministrativeArea", Name: "Texas, United States"},
	}
	p.BaseSalary = &jobad.PostingSalary{
		Type: "MonetaryAmount", Currency: "USD",
		Value: jobad.PostingAmount{Type: "QuantitativeValue", MinValue: 20.5, MaxValue: 1_000_000_000, UnitText: "HOUR"},
	}
	p.OccupationalCategory = &jobad.PostingCategory{
		Type: "CategoryCode", CodeValue: "35-2014.00", InCodeSet: jobad.PostingCodeSet{Type: "CategoryCodeSet", Name: "O*NET-SOC 2019"},
	}
	p.IncentiveCompensation, p.JobBenefits, p.Skills = []string{"Tips"}, []string{"Meals"}, []string{"Knives", "Fire"}
	p.Industry, p.Responsibilities, p.Qualifications = "Food", []string{"Cook"}, []string{"Taste"}
	p.JobStartDate, p.TotalJobOpenings = "2027-02-01", 2
	return p
}

// isFull reports members of a value that are left out, but for the amount, which a range has not.
func isFull(t *testing.T, at string, v reflect.Value) {
	t.Helper()
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Slice && v.Len() > 0 {
		if v.Kind() == reflect.Slice {
			v = v.Index(0)
			continue
		}
		v = v.Elem()
	}
	if !v.IsValid() || v.IsZero() && at != ".BaseSalary.Value.Value" {
		t.Errorf("whole() has no %s", at)
		return
	}
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			isFull(t, at+"."+v.Type().Field(i).Name, v.Field(i))
		}
	}
}

// TestJSONLDInFull has every name that a posting can have be one of the vocabulary.
func TestJSONLDInFull(t *testing.T) {
	t.Parallel()
	isFull(t, "", reflect.ValueOf(whole()))
	postings, err := contract.NewPostings("../../docs/job-posting.schema.json", "testdata/schemaorg-terms.tsv")
	if err != nil {
		t.Fatal(err)
	}
	got := encode(t, format(t, "jsonld"), &jobad.Ad{JobPosting: whole()})
	golden.Equal(t, filepath.Join("testdata", "jsonld", "full.jsonld"), got)
	if listable, err := postings.Check(got); err != nil || !listable {
		t.Errorf("listable %t, %v", listable, err)
	}
	fixed := whole()
	fixed.BaseSalary.Value = jobad.PostingAmount{Type: "QuantitativeValue", Value: 0.01, UnitText: "HOUR"}
	if _, err := postings.Check(encode(t, format(t, "jsonld"), &jobad.Ad{JobPosting: fixed})); err != nil {
		t.Error(err)
	}
}

func TestJSONLDIsSafeInAScript(t *testing.T) {
	t.Parallel()
	got := encode(t, format(t, "jsonld"), ad())
	if bytes.ContainsAny(got, "<>&\u2028\u2029") {
		t.Errorf("holds what may end a script or a line: %s", got)
	}
	var back jobad.JobPosting
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(posting(), &back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	doc, err := html.Parse(strings.NewReader("<script>" + string(got) + "</script><p>after</p>"))
	if err != nil {
		t.Fatal(err)
	}
	scripts := 0
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "script" {
			scripts++
			if n.FirstChild.Data != string(got) {
				t.Errorf("the script holds %q", n.FirstChild.Data)
			}
		}
	}
	if scripts != 1 {
		t.Errorf("there are %d scripts", scripts)
	}
}
