package api_test

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// TestWholeBriefIsWhole wants a brief of a role to have every member that there is, so that a new one is compared as well.
func TestWholeBriefIsWhole(t *testing.T) {
	t.Parallel()
	roles := shared().catalog.Roles()
	for i := range roles {
		brief := wholeBrief(t, &roles[i], i)
		decoded := into[any](t, encoded(brief))
		for _, m := range members() {
			switch {
			case m.pointer == "/omit" || m.pointer == "/omit/0" || m.pointer == "/gate": // they take away
			case strings.HasPrefix(m.pointer, "/remote_from") && brief["workplace"] == "on_site": // not both
			default:
				if !there(decoded, strings.Split(m.pointer, "/")[1:]) {
					t.Errorf("the brief of %s has no %s", roles[i].Slug, m.pointer)
				}
			}
		}
	}
}

// there reports whether a path leads to something in decoded JSON, through any item of its lists.
func there(in any, path []string) bool {
	if len(path) == 0 {
		return true
	}
	switch value := in.(type) {
	case object:
		inner, ok := value[path[0]]
		return ok && there(inner, path[1:])
	case []any:
		return slices.ContainsFunc(value, func(item any) bool { return there(item, path[1:]) })
	}
	return false
}

// checkWords holds the JSON form of an ad against its brief: where, pay, last day, and each line of the caller.
func checkWords(t rapid.TB, brief object, s *sent, ad jobad.Ad) {
	t.Helper()
	checkLines(t, brief, ad)
	checkOrigins(t, brief, ad)
	deadline := s.Apply.Deadline
	if deadline != "" {
		deadline = must(time.Parse(time.DateOnly, deadline)).Format("2 January 2006")
	}
	sources := linesBySource(ad)
	for source, want := range map[string]string{"places": s.placesText(), "remote_from": s.areasText(), "apply/deadline": deadline, "pay": s.pay()} {
		got := sources["brief:/"+source]
		if (len(got) > 0) != (want != "") {
			t.Errorf("%s is %q, its lines are %q", source, want, got)
		}
		for _, line := range got {
			_, value, labeled := strings.Cut(line, ": ")
			if source == "pay" {
				line, value = payOfText(line), payOfText(value)
			}
			if line != want && (!labeled || value != want) {
				t.Errorf("%s is %q, its lines are %q", source, want, got)
			}
		}
	}
	for _, member := range listMembers() {
		own, _ := brief[member].([]string)
		section := member
		if member == "extra_pay" {
			section = "pay"
		}
		lines := itemsOf(&ad, section)
		if slices.Contains(shown(ad.Template), member) && !slices.Equal(lines[:min(len(own), len(lines))], own) {
			t.Errorf("%s is %q, its lines are %q", member, own, lines)
		}
	}
}

// inFormat sends a brief for a format by its name.
func inFormat(t rapid.TB, body, format string) reply {
	t.Helper()
	got := record(handler(), postTo("/v1/generate?format="+format, body))
	if got.status != http.StatusOK && (format != "pdf" || got.status != http.StatusNotAcceptable) {
		t.Fatalf("%s: status %d: %.500s", format, got.status, got.body)
	}
	return got
}

// TestEqualFacts reads title, places, pay, last day and each line of a list back from every format, with a reader of that
// format, and wants them to be those of the brief and the same everywhere. The one that needs a program to read it, PDF, and
// DOCX as another program sees it are for TestFactsInReaders.
func TestEqualFacts(t *testing.T) {
	t.Parallel()
	briefs := factBriefs(t)
	for i, name := range slices.Sorted(maps.Keys(briefs)) {
		brief := briefs[name]
		if testing.Short() && i%10 > 0 { // as with the race detector, which has enough of some
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := encoded(brief)
			s := into[sent](t, body)
			ad := into[jobad.Ad](t, inFormat(t, body, "json").body)
			checkWords(t, brief, &s, ad)
			if lists := listed(&ad, styleOf("html")); !strings.Contains(name, " ") && len(lists) != len(listMembers())+3 { // facts, disclosures, apply
				t.Errorf("the ad of everything has the lists %q", slices.Sorted(maps.Keys(lists)))
			}
			for format, read := range factReaders() {
				for _, got := range read(t, inFormat(t, body, format).body, &ad) {
					checkReading(t, format, &s, &ad, got)
				}
			}
		})
	}
}

// TestEveryFormatHasAReader wants every format to be compared.
func TestEveryFormatHasAReader(t *testing.T) {
	t.Parallel()
	want := []string{"json", "pdf"} // which the others are compared with, and which TestFactsInReaders reads
	want = slices.AppendSeq(want, maps.Keys(factReaders()))
	var got []string
	for _, f := range export.Formats() {
		got = append(got, f.Name)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// checkReading compares what a reader found with what the brief and the JSON form of the ad say.
func checkReading(t rapid.TB, format string, s *sent, ad *jobad.Ad, got *reading) {
	t.Helper()
	first, _, _ := strings.Cut(ad.Text, "\n")
	marker, ok := strings.CutPrefix(first, ad.Title)
	if !ok || !slices.Contains([]string{"", " (m/w/d)", " (m/w/x)", " (m/v/x)", " (H/F)"}, marker) {
		t.Fatalf("the text begins with %q, the title is %q", first, ad.Title)
	}
	style := styleOf(format)
	if boardMembers()[format] != nil && marker != "" { // boards refuse it in the title, so it begins the text
		facts := got.sections["facts"]
		if at := slices.Index(facts, style.normal(first)); at < 0 {
			t.Errorf("%s does not say %q", format, first)
		} else {
			got.sections["facts"] = slices.Delete(facts, at, at+1)
		}
		first = ad.Title
	}
	if got.heading != style.normal(first) {
		t.Errorf("%s is headed %q, want %q", format, got.heading, first)
	}
	want := listed(ad, style)
	if diff := cmp.Diff(want, got.listed(want), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: lines of the ad (-) and of the format (+):\n%s", format, diff)
	}
	if diff := cmp.Diff(wantMembers(format, s, ad), got.members, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: members by the brief (-) and of the format (+):\n%s", format, diff)
	}
}

// TestMembersAreDocumented holds the table of what has a member of its own against docs/formats.md: a fact that a format is
// said to have in its text alone is one that the page says so of, and the same members are named.
func TestMembersAreDocumented(t *testing.T) {
	t.Parallel()
	page := string(must(os.ReadFile("../docs/formats.md")))
	rows := map[string]map[string]string{}
	var columns []string
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch {
		case cells[0] == "brief" && len(cells) > 3:
			columns = cells
		case columns != nil && len(cells) == len(columns):
			rows[cells[0]] = map[string]string{}
			for i := range cells {
				rows[cells[0]][columns[i]] = cells[i]
			}
		}
	}
	for _, fact := range []string{"title", "places", "pay", "deadline"} {
		for format, members := range boardMembers() {
			cell := rows[fact][format]
			var named []string
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
				named = append(named, m[1])
			}
			if diff := cmp.Diff(members[fact], named); diff != "" || (named == nil) != (cell == "in the text") {
				t.Errorf("%s of %s: docs/formats.md says %q, tests read %q", fact, format, cell, members[fact])
			}
		}
	}
	if len(columns) != len(boardMembers())+1 {
		t.Errorf("docs/formats.md has the columns %q", columns)
	}
}

// atsSchemas are those of the bodies for recruiting systems, by the name of the format.
var atsSchemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	all := map[string]*jsonschema.Schema{}
	for _, format := range []string{"greenhouse", "lever", "smartrecruiters", "hropen"} {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		all[format] = must(c.Compile(fmt.Sprintf("../docs/integrations/schemas/%s.schema.json", format)))
	}
	return all
})
