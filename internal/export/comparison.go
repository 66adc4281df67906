package export

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strings"
	texttemplate "text/template"

	"github.com/go-json-experiment/json"

	"rolewright/internal/jobad"
)

// ComparisonFormat is one encoding of a comparison of roles.
type ComparisonFormat struct {
	Name      string // for ?format=
	MediaType string // without parameters
	// Encode appends the comparison to a buffer. Same comparison, same bytes.
	Encode func(*bytes.Buffer, *jobad.SideBySide) error
}

// The layouts of a comparison.
var (
	//go:embed comparison.html.tmpl
	comparisonPage string
	//go:embed comparison.md.tmpl
	comparisonText string
)

// ComparisonFormats returns every format of a comparison; the first is the default.
func ComparisonFormats() ([]ComparisonFormat, error) {
	page, err := template.New("page").Parse(comparisonPage)
	if err != nil {
		return nil, err
	}
	text, err := texttemplate.New("text").Funcs(texttemplate.FuncMap{"md": markdownWords}).Parse(comparisonText)
	if err != nil {
		return nil, err
	}
	return []ComparisonFormat{
		{"json", "application/json", func(b *bytes.Buffer, s *jobad.SideBySide) error {
			if err := json.MarshalWrite(b, s, json.Deterministic(true)); err != nil {
				return err
			}
			return b.WriteByte('\n')
		}},
		{"markdown", "text/markdown", func(b *bytes.Buffer, s *jobad.SideBySide) error { return text.Execute(b, newComparisonView(s)) }},
		{"html", "text/html", func(b *bytes.Buffer, s *jobad.SideBySide) error { return page.Execute(b, newComparisonView(s)) }},
	}, nil
}

// comparisonView is a comparison as it is laid out.
type comparisonView struct {
	*jobad.SideBySide

	Title   string
	Style   template.CSS
	Aspects []aspectView
	Advised []adviceView
	names   map[string]string // of columns and roles
}

// aspectView is a row: texts, then lines that mean the same beside each other, then what only one column has.
type aspectView struct {
	Title  string
	Texts  []viewCell
	Common [][]viewCell
	Only   []viewCell
}

// viewCell is what one column says.
type viewCell struct {
	Column string
	Text   string
	Source string
	Items  []jobad.Line
}

// adviceView is a curated comparison with the names of its roles.
type adviceView struct {
	jobad.CuratedComparison

	Named       string
	Differences []namedText
	Hire        []namedList
}

type namedText struct{ Name, Text, Source string }

type namedList struct {
	Name string
	When []jobad.Line
}

func newComparisonView(s *jobad.SideBySide) *comparisonView {
	v := &comparisonView{SideBySide: s, Style: template.CSS(pageStyle + comparisonStyle), names: map[string]string{}} //nolint:gosec // ours
	var titles []string
	for _, column := range s.Roles {
		titles = append(titles, column.Title)
		v.names[column.ID] = column.Title
		if _, ok := v.names[column.Role]; !ok {
			v.names[column.Role] = column.Title
		}
	}
	v.Title = strings.Join(titles, " or ") + "?"
	if levelsOfOne(s) {
		v.Title = strings.Join(titles, ", ")
	}
	for i := range s.Rows {
		v.Aspects = append(v.Aspects, v.aspect(&s.Rows[i]))
	}
	for _, curated := range s.Advice.Comparisons {
		v.Advised = append(v.Advised, v.advice(curated))
	}
	return v
}

// levelsOfOne reports whether levels of one role are compared.
func levelsOfOne(s *jobad.SideBySide) bool {
	return !slices.ContainsFunc(s.Roles, func(c jobad.Compared) bool { return c.Role != s.Roles[0].Role })
}

func (v *comparisonView) aspect(row *jobad.Aspect) aspectView {
	a := aspectView{Title: row.Title}
	shared, listed := v.Shared[row.Aspect], false
	for _, cell := range row.Cells {
		column := v.names[cell.Role]
		if cell.Text != "" {
			a.Texts = append(a.Texts, viewCell{Column: column, Text: cell.Text, Source: cell.Source})
		}
		only := viewCell{Column: column, Items: v.Only[cell.Role][row.Aspect]}
		if cell.Text != "" {
			only.Items = cell.Items // of a count, which nobody compares
		}
		listed = listed || len(only.Items) > 0
		a.Only = append(a.Only, only)
	}
	if !listed {
		a.Only = nil
	}
	for _, alike := range shared {
		var cells []viewCell
		for _, cell := range row.Cells {
			one := viewCell{Column: v.names[cell.Role]}
			if i := slices.IndexFunc(alike.Lines, func(l jobad.AlikeLine) bool { return l.Role == cell.Role }); i >= 0 {
				one.Text, one.Source = alike.Lines[i].Text, alike.Lines[i].Source
			}
			cells = append(cells, one)
		}
		a.Common = append(a.Common, cells)
	}
	return a
}

func (v *comparisonView) advice(c jobad.CuratedComparison) adviceView {
	a := adviceView{CuratedComparison: c}
	var titles []string
	for _, slug := range c.Roles {
		titles = append(titles, v.names[slug])
	}
	a.Named = strings.Join(titles, " or ")
	words := map[string]string{"education": "Education", "experience": "Experience", "team_role": "Role in the team", "focus": "Focus"}
	for _, difference := range c.Differences {
		a.Differences = append(a.Differences, namedText{words[difference.Aspect], difference.Text, difference.Source})
	}
	for _, hire := range c.Hire {
		a.Hire = append(a.Hire, namedList{v.names[hire.Role], hire.When})
	}
	return a
}

// markdownWords escapes what could be markup in a line of text.
func markdownWords(text string) string {
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune("\\`*_[]<>&#|~", r) || i == 0 && strings.ContainsRune("+-=", r) || (r == '.' || r == ')') && i > 0 && isDigits(text[:i]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isDigits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// comparisonStyle adds to that of a page what a table of roles needs. On a phone the cells of a row stand below each
// other, each with the name of its column.
const comparisonStyle = `
main{max-width:72rem}
.lead{max-width:46rem}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;table-layout:fixed}
caption{text-align:left;color:var(--soft);padding:.25rem 0 .75rem}
th,td{text-align:left;vertical-align:top;padding:.55rem .9rem .55rem 0;font-weight:400;min-width:13rem;overflow-wrap:anywhere}
thead th{font-weight:700;border-bottom:2px solid var(--ink)}
tbody{break-inside:avoid-page}
.aspect th{font-weight:700;padding-top:1.6rem;border-bottom:1px solid var(--line)}
.part th{color:var(--soft);font-size:.9rem;padding-bottom:.1rem}
td ul{margin:0}
.hire{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:0 2rem}
.hire h4{margin:.5rem 0 0}
h3{margin:1.6rem 0 .3rem;font-size:1.05rem}
dl{margin:.5rem 0 1rem}dt{font-weight:600;margin-top:.6rem}dd{margin:0}
@media (max-width:44rem){
table,thead,tbody,tr,th,td,caption{display:block;min-width:0}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
td{padding:.35rem 0}
td::before{content:attr(data-column);display:block;font-weight:600;color:var(--soft);font-size:.9rem}
td.none{display:none}
}
@media print{main{max-width:none}.scroll{overflow:visible}th,td{min-width:0}}
`
