package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rolewright/internal/export"
	"rolewright/internal/golden"
	"rolewright/internal/jobad"
)

// sarif is what the tests read of a log.
type sarif struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Version         string `json:"version"`
				SemanticVersion string `json:"semanticVersion"`
				Rules           []struct {
					ID string `json:"id"`
				} `json:"rules"`
			} `json:"driver"`
		} `json:"tool"`
		Artifacts []struct {
			Location struct {
				URI string `json:"uri"`
			} `json:"location"`
			Contents struct {
				Text   string `json:"text"`
				Binary []byte `json:"binary"`
			} `json:"contents"`
		} `json:"artifacts"`
		Results []sarifResult `json:"results"`
	} `json:"runs"`
}

type sarifResult struct {
	RuleID    string `json:"ruleId"`
	RuleIndex int    `json:"ruleIndex"`
	Level     string `json:"level"`
	Message   struct {
		Text string `json:"text"`
	} `json:"message"`
	Locations []struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI   string `json:"uri"`
				Index int    `json:"index"`
			} `json:"artifactLocation"`
			Region *region `json:"region"`
		} `json:"physicalLocation"`
	} `json:"locations"`
	Fixes []struct {
		ArtifactChanges []struct {
			Replacements []struct {
				DeletedRegion   region `json:"deletedRegion"`
				InsertedContent struct {
					Text string `json:"text"`
				} `json:"insertedContent"`
			} `json:"replacements"`
		} `json:"artifactChanges"`
	} `json:"fixes"`
	PartialFingerprints map[string]string `json:"partialFingerprints"`
}

type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
	ByteOffset  int `json:"byteOffset"`
	ByteLength  int `json:"byteLength"`
}

// bytesOf finds a region by its lines and columns alone.
func (r region) bytesOf(text string) (start, end int) {
	return offsetOf(text, r.StartLine, r.StartColumn), offsetOf(text, r.EndLine, r.EndColumn)
}

func offsetOf(text string, line, column int) int {
	offset := 0
	for ; line > 1; line-- {
		offset += strings.Index(text[offset:], "\n") + 1
	}
	if offset == 0 && strings.HasPrefix(text, "\ufeff") {
		offset = len("\ufeff")
	}
	units := utf16.Encode([]rune(text[offset:]))
	return offset + len(string(utf16.Decode(units[:column-1])))
}

// schema is the standard's own.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	s, err := compiler.Compile(filepath.Join("testdata", "sarif-2.1.0.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fataler is what testing.T and rapid.T share.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

func write(t fataler, s *jsonschema.Schema, rules []jobad.Rule, reviewed ...export.Reviewed) ([]byte, sarif) {
	t.Helper()
	var b bytes.Buffer
	if err := export.SARIF(&b, "v1.2.3", rules, reviewed); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(value); err != nil {
		t.Fatal(err)
	}
	var log sarif
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), log
}

func rules() []jobad.Rule {
	return []jobad.Rule{
		{ID: "title/noise", Title: "Noise in a title", Severity: jobad.SeverityError, Category: "title"},
		{
			ID: "age/digital-native", Title: "Digital native", Why: "It points to an age.", Citation: "Burn and others, 2022",
			Severity: jobad.SeverityWarning, Category: "age", HelpURI: "https://example.com/rules#age",
		},
		{ID: "readability/grade", Title: "Hard to read", Why: "Fewer people read on.", Severity: jobad.SeverityInfo},
	}
}

func found(text, excerpt string, suggestions ...string) jobad.Finding {
	start := strings.Index(text, excerpt)
	return jobad.Finding{
		Rule: "age/digital-native", Category: "age", Severity: jobad.SeverityWarning, Evidence: jobad.EvidenceTrial,
		Message: "“Digital native” points to an age.", Citation: "Burn and others, 2022",
		Start: start, End: start + len(excerpt), Excerpt: excerpt, Suggestions: suggestions,
	}
}

func reviewOf(findings ...jobad.Finding) *jobad.Review { return &jobad.Review{Findings: findings} }

func TestSARIF(t *testing.T) {
	t.Parallel()
	text := "# Chef 👩‍🍳\r\n\r\n- Für uns: a digital native, & a <digital native>\n"
	second := found(text, "digital native>", "")
	grade := jobad.Finding{Rule: "readability/grade", Severity: jobad.SeverityInfo, Message: "Grade 14.", Suggestions: []string{}}
	law := jobad.Finding{Rule: "law/pay_range", Severity: jobad.SeverityError, Message: "State the pay.", Pointer: "/pay", Jurisdiction: "US-CO"}
	review := reviewOf(found(text, "digital native", "at ease with digital tools", "used to a till"), second, grade, law)
	review.Notice = "This is no legal advice."
	reviewed := []export.Reviewed{
		{Name: "ads/head chef & café.md", Text: []byte(text), Review: review},
		{Text: []byte("A digital native."), Review: reviewOf(found("A digital native.", "digital native"))},
		{Name: "clean.md", Text: []byte("Clean."), Review: reviewOf()},
	}
	got, _ := write(t, schema(t), rules(), reviewed...)
	golden.Equal(t, filepath.Join("testdata", "review.sarif"), got)
	again, _ := write(t, schema(t), rules(), reviewed...)
	if !bytes.Equal(got, again) {
		t.Error("the log is not the same twice")
	}
}

func TestSARIFOfNothing(t *testing.T) {
	t.Parallel()
	s := schema(t)
	for name, reviewed := range map[string][]export.Reviewed{
		"no text":               nil,
		"no review":             {{Name: "a.md", Text: []byte("a")}, {}},
		"no finding":            {{Review: reviewOf()}},
		"the same text twice":   {{Text: []byte("a"), Review: reviewOf()}, {Text: []byte("a"), Review: reviewOf()}},
		"the same file twice":   {{Name: "a.md", Review: reviewOf()}, {Name: "./a.md", Review: reviewOf()}},
		"a text that is binary": {{Text: []byte("\xff\xfe"), Review: reviewOf()}},
	} {
		got, log := write(t, s, rules(), reviewed...)
		if len(log.Runs) != 1 || !bytes.Contains(got, []byte(`"results": []`)) || len(log.Runs[0].Tool.Driver.Rules) > 0 {
			t.Errorf("%s: %s", name, got)
		}
		if len(reviewed) > 1 && strings.HasPrefix(name, "the same") && len(log.Runs[0].Artifacts) != 1 {
			t.Errorf("%s is listed twice: %s", name, got)
		}
	}
}

func TestSARIFLevels(t *testing.T) {
	t.Parallel()
	want := map[jobad.Severity]string{
		jobad.SeverityError: "error", jobad.SeverityWarning: "warning", jobad.SeveritySuggestion: "note",
		jobad.SeverityInfo: "note", "": "none",
	}
	got := map[jobad.Severity]string{}
	for _, severity := range append(jobad.Severities(), "") {
		_, log := write(t, schema(t), nil, export.Reviewed{Review: reviewOf(jobad.Finding{Rule: "a", Severity: severity})})
		got[severity] = log.Runs[0].Results[0].Level
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFNamesFilesByURI(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"ad.md":             "ad.md",
		"./ads//chef.md":    "ads/chef.md",
		"../ad.md":          "../ad.md",
		"a b/100% #1?.md":   "a%20b/100%25%20%231%3F.md",
		"café.md":           "caf%C3%A9.md",
		"a:b.md":            "./a:b.md",
		"//host/ad.md":      "/host/ad.md",
		"https://a.example": "./https:/a.example",
		"\xff.md":           "%FF.md",
	}
	got := map[string]string{}
	for name := range want {
		_, log := write(t, schema(t), nil, export.Reviewed{Name: name, Review: reviewOf(jobad.Finding{Rule: "a"})})
		got[name] = log.Runs[0].Artifacts[0].Location.URI
		if at := log.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation; at.URI != got[name] || at.Index != 0 {
			t.Errorf("the finding in %s is at %+v", name, at)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFCarriesTextsWithoutName(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"A digital native", "", "a\x00\xff"} {
		_, log := write(t, schema(t), nil, export.Reviewed{Name: "a.md"}, export.Reviewed{Text: []byte(text), Review: reviewOf(jobad.Finding{Rule: "a"})})
		contents := log.Runs[0].Artifacts[1].Contents
		if got := contents.Text + string(contents.Binary); got != text {
			t.Errorf("the log carries %q for %q", got, text)
		}
		if at := log.Runs[0].Results[0].Locations[0].PhysicalLocation; at.ArtifactLocation.URI != "" || at.ArtifactLocation.Index != 1 {
			t.Errorf("the finding is at %+v", at)
		}
	}
}

func TestSARIFListsRulesThatOccur(t *testing.T) {
	t.Parallel()
	given := append(rules(), rules()...)
	_, log := write(t, schema(t), given, export.Reviewed{Name: "a.md", Review: reviewOf(
		jobad.Finding{Rule: "unknown"}, jobad.Finding{Rule: "readability/grade"}, jobad.Finding{Rule: "title/noise"}, jobad.Finding{Rule: "unknown"})})
	var ids []string
	for _, r := range log.Runs[0].Tool.Driver.Rules {
		ids = append(ids, r.ID)
	}
	if diff := cmp.Diff([]string{"title/noise", "readability/grade", "unknown"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, r := range log.Runs[0].Results {
		if ids[r.RuleIndex] != r.RuleID {
			t.Errorf("the index of %s is that of %s", r.RuleID, ids[r.RuleIndex])
		}
	}
}

func TestSARIFVersions(t *testing.T) {
	t.Parallel()
	want := map[string]string{"v1.2.3": "1.2.3", "1.2.3-rc.1+abc": "1.2.3-rc.1+abc", "dev": "", "": "", "(devel)": ""}
	got := map[string]string{}
	for version := range want {
		var b bytes.Buffer
		var log sarif
		if err := errors.Join(export.SARIF(&b, version, nil, nil), json.Unmarshal(b.Bytes(), &log)); err != nil {
			t.Fatal(err)
		}
		got[version] = log.Runs[0].Tool.Driver.SemanticVersion
		if log.Runs[0].Tool.Driver.Version != version {
			t.Errorf("%q became %q", version, log.Runs[0].Tool.Driver.Version)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFLeavesOutPlacesThatAreNotThere(t *testing.T) {
	t.Parallel()
	for _, f := range []jobad.Finding{
		{Rule: "a", Start: 0, End: 1, Suggestions: []string{"b"}},
		{Rule: "a", Excerpt: "x", Start: -1, End: 1},
		{Rule: "a", Excerpt: "x", Start: 2, End: 1},
		{Rule: "a", Excerpt: "x", Start: 1, End: 9},
	} {
		_, log := write(t, schema(t), nil, export.Reviewed{Name: "a.md", Text: []byte("text"), Review: reviewOf(f)})
		if r := log.Runs[0].Results[0]; r.Locations[0].PhysicalLocation.Region != nil || r.Fixes != nil {
			t.Errorf("%+v has a place: %+v", f, r)
		}
	}
}

func TestSARIFMessageSuggests(t *testing.T) {
	t.Parallel()
	want := map[string]string{"": "No.", "a": "No. Suggestions: “a”.", "a|b": "No. Suggestions: “a”, “b”.", "|a": "No. Suggestions: “a”."}
	got := map[string]string{}
	for list := range want {
		f := jobad.Finding{Rule: "a", Message: "No.", Suggestions: strings.Split(list, "|")}
		_, log := write(t, schema(t), nil, export.Reviewed{Review: reviewOf(f)})
		got[list] = log.Runs[0].Results[0].Message.Text
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFMessageIsNoMarkup(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		"Pay for [City].":            "Pay for [City].",
		"“{0}” is no title.":         "“{{0}}” is no title.",
		"“[pay](https://a.example)”": `“\[pay\](https://a.example)”`,
	}
	got := map[string]string{}
	for message := range want {
		_, log := write(t, schema(t), nil, export.Reviewed{Review: reviewOf(jobad.Finding{Rule: "a", Message: message})})
		got[message] = log.Runs[0].Results[0].Message.Text
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSARIFFingerprintsStay(t *testing.T) {
	t.Parallel()
	prints := func(name, text string) []string {
		first, last := found(text, "native"), found(text, "native")
		last.Start = strings.LastIndex(text, "native")
		last.End = last.Start + len("native")
		_, log := write(t, schema(t), nil, export.Reviewed{Name: name, Text: []byte(text), Review: reviewOf(first, last)})
		var list []string
		for _, r := range log.Runs[0].Results {
			list = append(list, r.PartialFingerprints["rolewrightFinding/v1"])
		}
		return list
	}
	before := prints("a.md", "native, native")
	if diff := cmp.Diff(before, prints("b.md", "A line more.\nnative and native")); diff != "" {
		t.Errorf("a fingerprint depends on what is around it (-before +after):\n%s", diff)
	}
	if before[0] == "" || before[0] == before[1] {
		t.Errorf("two findings have the fingerprints %q", before)
	}
}

func TestSARIFTellsWhenItCannotWrite(t *testing.T) {
	t.Parallel()
	if err := export.SARIF(closed{}, "1.0.0", nil, nil); !errors.Is(err, os.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
}

// closed is a writer that takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }
