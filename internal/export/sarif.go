package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"rolewright/internal/jobad"
)

// Reviewed is a review of one file or text.
type Reviewed struct {
	Name   string // of the file as given, "" for a text without one
	Text   []byte // as it was reviewed, since findings point into it
	Review *jobad.Review
}

// These are the objects of SARIF 2.1.0, with those of their members that a review needs.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool          `json:"tool"`
		ColumnKind string             `json:"columnKind"`
		Artifacts  []sarifArtifact    `json:"artifacts"`
		Results    []sarifResult      `json:"results"`
		Properties sarifRunProperties `json:"properties,omitzero"`
	}
	sarifRunProperties struct {
		Notice string `json:"notice,omitempty"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		Version         string      `json:"version,omitempty"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string               `json:"id"`
		Short         *sarifText           `json:"shortDescription,omitempty"`
		Full          *sarifText           `json:"fullDescription,omitempty"`
		Help          *sarifText           `json:"help,omitempty"`
		HelpURI       string               `json:"helpUri,omitempty"`
		Configuration *sarifConfiguration  `json:"defaultConfiguration,omitempty"`
		Properties    *sarifRuleProperties `json:"properties,omitempty"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Tags []string `json:"tags"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifArtifact struct {
		Location *sarifFile    `json:"location,omitempty"`
		Contents *sarifContent `json:"contents,omitempty"`
		Encoding string        `json:"encoding"`
		Roles    []string      `json:"roles"`
	}
	sarifFile struct {
		URI string `json:"uri"`
	}
	sarifContent struct {
		Text   *string `json:"text,omitzero"`
		Binary string  `json:"binary,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
		Fingerprints sarifFingerprints `json:"partialFingerprints"`
		Properties   sarifProperties   `json:"properties,omitzero"`
	}
	sarifFingerprints struct {
		Finding string `json:"rolewrightFinding/v1"`
	}
	sarifProperties struct {
		Category     string `json:"category,omitempty"`
		Severity     string `json:"severity,omitempty"`
		Evidence     string `json:"evidence,omitempty"`
		Citation     string `json:"citation,omitempty"`
		Contrary     string `json:"contrary,omitempty"`
		Section      string `json:"section,omitempty"`
		Source       string `json:"source,omitempty"`
		Pointer      string `json:"pointer,omitempty"`
		Jurisdiction string `json:"jurisdiction,omitempty"`
	}
	sarifLocation struct {
		Place sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		File   sarifArtifactLocation `json:"artifactLocation"`
		Region *sarifRegion          `json:"region,omitempty"`
	}
	sarifArtifactLocation struct {
		URI   string `json:"uri,omitempty"`
		Index int    `json:"index"`
	}
	sarifRegion struct {
		StartLine   int  `json:"startLine"`
		StartColumn int  `json:"startColumn"`
		EndLine     int  `json:"endLine"`
		EndColumn   int  `json:"endColumn"`
		ByteOffset  *int `json:"byteOffset,omitempty"`
		ByteLength  *int `json:"byteLength,omitempty"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		File         sarifArtifactLocation `json:"artifactLocation"`
		Replacements []sarifReplacement    `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted *sarifText  `json:"insertedContent,omitempty"`
	}
)

// SARIF writes reviews as one run of SARIF 2.1.0, the OASIS standard for what linters find. Same input, same bytes. The
// log lists the rules that found something, in the order of rules; a finding of any other rule lists its id alone.
//
// A finding points to its place by line and column, in UTF-16 code units, and by byte. One without an excerpt, or with
// a place outside the text, points to the text as a whole. A text without a name is carried in the log itself, since
// no reader of the log could open it. Each suggestion for an excerpt is a fix.
func SARIF(w io.Writer, version string, rules []jobad.Rule, reviewed []Reviewed) error {
	l := sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{{Tool: sarifTool{Driver: newSARIFDriver(version)}, ColumnKind: "utf16CodeUnits"}},
	}
	l.Runs[0].fill(rules, reviewed)
	return json.MarshalWrite(w, &l, jsontext.WithIndent("  "), jsontext.AllowInvalidUTF8(true))
}

func newSARIFDriver(version string) sarifDriver {
	d := sarifDriver{Name: "Rolewright", Version: version}
	semantic := strings.TrimPrefix(version, "v")
	if regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`).MatchString(semantic) {
		d.SemanticVersion = semantic
	}
	return d
}

func (run *sarifRun) fill(rules []jobad.Rule, reviewed []Reviewed) {
	ruleIndex := run.listRules(rules, reviewed)
	files := map[string]int{}
	for i := range reviewed {
		r := &reviewed[i]
		file := newSARIFArtifact(r)
		index, listed := files[file.key()]
		if !listed {
			index = len(run.Artifacts)
			files[file.key()] = index
			run.Artifacts = append(run.Artifacts, file)
		}
		if r.Review != nil {
			place := sarifArtifactLocation{Index: index}
			if file.Location != nil {
				place.URI = file.Location.URI
			}
			run.Results = append(run.Results, newSARIFResults(r, place, ruleIndex)...)
			run.Properties.Notice = cmp.Or(run.Properties.Notice, r.Review.Notice)
		}
	}
}

// listRules lists the rules that found something and returns where each is in the list.
func (run *sarifRun) listRules(rules []jobad.Rule, reviewed []Reviewed) map[string]int {
	found, ids := map[string]bool{}, []string{}
	for i := range reviewed {
		if reviewed[i].Review == nil {
			continue
		}
		for j := range reviewed[i].Review.Findings {
			if id := reviewed[i].Review.Findings[j].Rule; !found[id] {
				found[id] = true
				ids = append(ids, id)
			}
		}
	}
	index, list := map[string]int{}, &run.Tool.Driver.Rules
	for i := range rules {
		if _, listed := index[rules[i].ID]; found[rules[i].ID] && !listed {
			index[rules[i].ID] = len(*list)
			*list = append(*list, newSARIFRule(&rules[i]))
		}
	}
	for _, id := range ids {
		if _, listed := index[id]; !listed {
			index[id] = len(*list)
			*list = append(*list, sarifRule{ID: id})
		}
	}
	return index
}

func newSARIFRule(r *jobad.Rule) sarifRule {
	help := r.Why
	if r.Citation != "" {
		help = strings.TrimSpace(help + "\n\nSource: " + r.Citation)
	}
	rule := sarifRule{
		ID: r.ID, Short: newSARIFText(r.Title), Full: newSARIFText(r.Why), Help: newSARIFText(help), HelpURI: r.HelpURI,
		Configuration: &sarifConfiguration{sarifLevel(r.Severity)},
	}
	if r.Category != "" {
		rule.Properties = &sarifRuleProperties{Tags: []string{r.Category}}
	}
	return rule
}

// sarifLevel is the level of a severity. SARIF has one level for what may be left as it is.
func sarifLevel(s jobad.Severity) string {
	switch s {
	case jobad.SeverityError:
		return "error"
	case jobad.SeverityWarning:
		return "warning"
	case jobad.SeveritySuggestion, jobad.SeverityInfo:
		return "note"
	}
	return "none"
}

// newSARIFArtifact names the file of a review, or holds the text if it has no name.
func newSARIFArtifact(r *Reviewed) sarifArtifact {
	a := sarifArtifact{Roles: []string{"analysisTarget"}, Encoding: "UTF-8"}
	switch {
	case r.Name != "":
		a.Location = &sarifFile{URI: sarifURI(r.Name)}
	case utf8.Valid(r.Text):
		text := string(r.Text)
		a.Contents = &sarifContent{Text: &text}
	default:
		a.Contents = &sarifContent{Binary: base64.StdEncoding.EncodeToString(r.Text)}
	}
	return a
}

// key tells artifacts apart, since SARIF lists none twice.
func (a *sarifArtifact) key() string {
	switch {
	case a.Location != nil:
		return "file " + a.Location.URI
	case a.Contents.Text != nil:
		return "text " + *a.Contents.Text
	}
	return "binary " + a.Contents.Binary
}

// sarifURI is the name of a file as a relative reference, which readers resolve against the root of what was reviewed.
// An absolute name stays one on the same host.
func sarifURI(name string) string {
	u := url.URL{Path: path.Clean(filepath.ToSlash(name))}
	return u.String()
}

// newSARIFResults makes a result of each finding of a review.
func newSARIFResults(r *Reviewed, file sarifArtifactLocation, ruleIndex map[string]int) []sarifResult {
	lines := newSARIFLines(r.Text)
	before := map[string]int{}
	results := make([]sarifResult, len(r.Review.Findings))
	for i := range r.Review.Findings {
		f := &r.Review.Findings[i]
		same := sarifFingerprint(f, 0)
		results[i] = sarifResult{
			RuleID: f.Rule, RuleIndex: ruleIndex[f.Rule], Level: sarifLevel(f.Severity), Message: sarifPlain(sarifMessage(f)),
			Fingerprints: sarifFingerprints{sarifFingerprint(f, before[same])},
			Properties: sarifProperties{
				Category: f.Category, Severity: string(f.Severity), Evidence: string(f.Evidence), Citation: f.Citation,
				Contrary: f.Contrary, Section: f.Section, Source: f.Source, Pointer: f.Pointer, Jurisdiction: f.Jurisdiction,
			},
		}
		before[same]++
		place := sarifPlace{File: file}
		if f.Excerpt != "" && 0 <= f.Start && f.Start < f.End && f.End <= len(r.Text) {
			region := lines.region(f.Start, f.End)
			results[i].Fixes = newSARIFFixes(f.Suggestions, file, region)
			length := f.End - f.Start
			region.ByteOffset, region.ByteLength = &f.Start, &length
			place.Region = &region
		}
		results[i].Locations = []sarifLocation{{place}}
	}
	return results
}

// sarifMessage is the message of a finding with what may be written instead.
func sarifMessage(f *jobad.Finding) string {
	var quoted []string
	for _, s := range f.Suggestions {
		if s != "" {
			quoted = append(quoted, "“"+s+"”")
		}
	}
	if quoted == nil {
		return f.Message
	}
	return f.Message + " Suggestions: " + strings.Join(quoted, ", ") + "."
}

// newSARIFFixes makes a fix of each suggestion; an empty one deletes the region. They are alternatives.
func newSARIFFixes(suggestions []string, file sarifArtifactLocation, region sarifRegion) []sarifFix {
	var fixes []sarifFix
	for i, s := range suggestions {
		if slices.Contains(suggestions[:i], s) {
			continue
		}
		description, replacement := "Delete it.", sarifReplacement{Deleted: region}
		if s != "" {
			description, replacement.Inserted = "Replace it with “"+s+"”.", newSARIFText(s)
		}
		fixes = append(fixes, sarifFix{
			Description: sarifPlain(description),
			Changes:     []sarifChange{{File: file, Replacements: []sarifReplacement{replacement}}},
		})
	}
	return fixes
}

// sarifFingerprint tells the finding from others of the same text and stays the same while the text around it changes:
// it depends on what was found, and on how many findings before it are just like it, but not on the place.
func sarifFingerprint(f *jobad.Finding, before int) string {
	h := sha256.New()
	for _, part := range []string{f.Rule, f.Excerpt, f.Pointer, f.Jurisdiction, strconv.Itoa(before)} {
		h.Write([]byte(strconv.Quote(part)))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
