package review_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"

	"rolewright/internal/jobad"
	"rolewright/internal/review"
)

// What the review has to reach on each set of labelled sentences: the share of faults that it finds, and that of sound
// sentences that it finds fault with.
const (
	leastRecall = 0.85
	mostAlarms  = 0.05
)

// The sets. Nobody reads the one that is held out, so tests do not print what is in it.
const (
	development = "development"
	heldOut     = "held-out"
)

// TestAccuracy measures the review on sentences that were written without sight of its rules. Run it with -v for the
// figures by category.
func TestAccuracy(t *testing.T) {
	t.Parallel()
	for _, set := range []string{development, heldOut} {
		rows := labelledSentences(t, set)
		all := measure(rows, ours())[everyCategory]
		if all.recall() < leastRecall {
			t.Errorf("%s: %d of %d faults are found; want %.0f %%", set, all.found, all.faults, leastRecall*100)
		}
		if all.alarms() > mostAlarms {
			t.Errorf("%s: fault is found with %d of %d sound sentences; want at most %.0f %%", set, all.alarmed, all.sound, mostAlarms*100)
		}
		if t.Failed() && set == development {
			t.Log(mistakes(rows))
		}
	}
	t.Log(table(t, append([]judge{ours()}, alex(t)...)))
}

// TestAccuracyBesideAlex compares the review with alex: it must find more and raise fewer false alarms.
func TestAccuracyBesideAlex(t *testing.T) {
	t.Parallel()
	others := alex(t)
	if len(others) == 0 {
		t.Skip("ROLEWRIGHT_ALEX names no file of what alex says; run make accuracy")
	}
	for _, set := range []string{development, heldOut} {
		rows := labelledSentences(t, set)
		mine := measure(rows, ours())[everyCategory]
		for _, other := range others {
			its := measure(rows, other)[everyCategory]
			if mine.found <= its.found {
				t.Errorf("%s: %s finds %d of %d faults, and we %d", set, other.name, its.found, its.faults, mine.found)
			}
			if mine.alarmed >= its.alarmed {
				t.Errorf("%s: %s finds fault with %d of %d sound sentences, and we with %d", set, other.name, its.alarmed, its.sound, mine.alarmed)
			}
		}
	}
}

// labelled is a sentence of an ad and what is right to say of it.
type labelled struct {
	id       int
	fault    bool   // a review should object to it
	category string // on what ground, or whose words it nearly trips
	sentence string
	input    review.Input
	places   []string
}

// labelledSentences reads a set.
func labelledSentences(t *testing.T, set string) []labelled {
	t.Helper()
	name := filepath.Join("testdata", "labelled", set+".tsv")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != "id\tlabel\tcategory\tcontext\tsentence\tafter" {
		t.Fatalf("%s has another header", name)
	}
	rows := make([]labelled, len(lines)-1)
	for i, line := range lines[1:] {
		if rows[i], err = parseLabelled(strings.Split(line, "\t")); err != nil {
			t.Fatalf("%s:%d: %v", name, i+2, err)
		}
	}
	return rows
}

// parseLabelled reads a row. Its errors say nothing of the sentence.
func parseLabelled(fields []string) (row labelled, err error) {
	if len(fields) != 6 {
		return row, fmt.Errorf("%d fields instead of 6", len(fields))
	}
	if row.id, err = strconv.Atoi(fields[0]); err != nil {
		return row, err
	}
	if fields[1] != "flag" && fields[1] != "clean" {
		return row, fmt.Errorf("label %q is neither flag nor clean", fields[1])
	}
	row.fault, row.category, row.sentence = fields[1] == "flag", fields[2], fields[4]
	row.input.Text = row.sentence
	for part := range strings.SplitSeq(fields[3], ";") {
		if err := row.learn(part); err != nil {
			return row, err
		}
	}
	return row, nil
}

// learn puts a part of what a reader knows beside the sentence into the input.
func (row *labelled) learn(part string) error {
	key, value, _ := strings.Cut(part, "=")
	switch key {
	case "":
	case "title":
		row.input.Title, row.input.Text = row.sentence, ""
	case "section":
		row.input.Sections = []jobad.Section{{ID: value, Heading: "Section"}}
		row.input.Text = "## Section\n\n" + row.sentence
	case "level":
		row.input.Level = jobad.Level(value)
		if !slices.Contains(jobad.Levels(), row.input.Level) {
			return fmt.Errorf("level %q is none", value)
		}
	case "place":
		row.places = append(row.places, value)
	default:
		return fmt.Errorf("context %q is not known", key)
	}
	return nil
}

// judge says whether something objects to a sentence, for a fault on the right ground.
type judge struct {
	name    string
	objects func(*labelled) bool
}

// ours is the judgement of the review.
func ours() judge { return judge{name: "ours", objects: objects} }

// objects wants a finding of the category of a fault. In a title any finding on the title will do, since what is wrong
// with it may be of another category too: "Waitress" is a title and a gender.
func objects(row *labelled) bool {
	return slices.ContainsFunc(onWording(row), func(f jobad.Finding) bool {
		return !row.fault || f.Category == row.category || row.category == "title" && f.Pointer == "/title"
	})
}

// onWording are the findings on a sentence, without those that are about an ad as a whole.
func onWording(row *labelled) []jobad.Finding {
	return slices.DeleteFunc(reviewer().Read(&row.input).Review(nil, row.places).Findings, func(f jobad.Finding) bool {
		return f.Category == "structure" || f.Category == "readability" || f.Rule == "style/second-person"
	})
}

// alexSays is what e2e/accuracy/run.mjs prints.
type alexSays struct {
	Runs []struct {
		Sureness int `json:"profanity_sureness"`
		Rows     []struct {
			ID    int  `json:"id"`
			Found bool `json:"found"`
		} `json:"rows"`
	} `json:"runs"`
}

// alex is the judgement of alex, once for each bound for profanity that it was run with; none if it was not run. It has
// no categories of ours, so any message of its counts.
func alex(t *testing.T) []judge {
	t.Helper()
	path := os.Getenv("ROLEWRIGHT_ALEX")
	if path == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var says alexSays
	if err := json.Unmarshal(data, &says); err != nil || len(says.Runs) == 0 {
		t.Fatalf("%s holds no runs of alex: %v", path, err)
	}
	judges := make([]judge, len(says.Runs))
	for i, run := range says.Runs {
		found := map[int]bool{}
		for _, row := range run.Rows {
			found[row.ID] = row.Found
		}
		name := fmt.Sprintf("alex %d", run.Sureness)
		judges[i] = judge{name: name, objects: func(row *labelled) bool {
			objects, judged := found[row.id]
			if !judged {
				t.Errorf("%s says nothing of row %d", name, row.id)
			}
			return objects
		}}
	}
	return judges
}

// tally counts sentences and those that were objected to.
type tally struct {
	faults, found  int
	sound, alarmed int
}

func (c tally) recall() float64 { return share(c.found, c.faults) }

func (c tally) alarms() float64 { return share(c.alarmed, c.sound) }

func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }

// everyCategory is the key of the sum.
const everyCategory = "all"

// measure counts by category, and in all.
func measure(rows []labelled, by judge) map[string]tally {
	counts := map[string]tally{}
	for i := range rows {
		row := &rows[i]
		objects := 0
		if by.objects(row) {
			objects = 1
		}
		for _, category := range []string{row.category, everyCategory} {
			c := counts[category]
			if row.fault {
				c.faults++
				c.found += objects
			} else {
				c.sound++
				c.alarmed += objects
			}
			counts[category] = c
		}
	}
	return counts
}

// mistakes lists what the review gets wrong.
func mistakes(rows []labelled) string {
	var b strings.Builder
	for i := range rows {
		row := &rows[i]
		switch objects := objects(row); {
		case row.fault && !objects:
			fmt.Fprintf(&b, "\nmissed %d, %s: %s", row.id, row.category, row.sentence)
		case !row.fault && objects:
			f := onWording(row)[0]
			fmt.Fprintf(&b, "\nfalse alarm %d, %s at “%s”: %s", row.id, f.Rule, f.Excerpt, row.sentence)
		}
	}
	return b.String()
}

// table shows the figures of both sets by category.
func table(t *testing.T, by []judge) string {
	t.Helper()
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	names := make([]string, len(by))
	for i, j := range by {
		names[i] = j.name
	}
	fmt.Fprintf(w, "\nset\tcategory\tfaults\t%[1]s\tsound\t%[1]s\n", strings.Join(names, "\t"))
	for _, set := range []string{development, heldOut} {
		rows := labelledSentences(t, set)
		counts := make([]map[string]tally, len(by))
		for i, j := range by {
			counts[i] = measure(rows, j)
		}
		categories := slices.DeleteFunc(slices.Sorted(maps.Keys(counts[0])), func(c string) bool { return c == everyCategory })
		for _, category := range append(categories, everyCategory) {
			tableRow(w, set, category, counts)
		}
	}
	w.Flush()
	return b.String()
}

func tableRow(w io.Writer, set, category string, counts []map[string]tally) {
	fmt.Fprintf(w, "%s\t%s\t%d", set, category, counts[0][category].faults)
	for _, c := range counts {
		fmt.Fprint(w, "\t", cell(category, c[category].found, c[category].recall()))
	}
	fmt.Fprintf(w, "\t%d", counts[0][category].sound)
	for _, c := range counts {
		fmt.Fprint(w, "\t", cell(category, c[category].alarmed, c[category].alarms()))
	}
	fmt.Fprintln(w)
}

// cell is a count, with its share in the row of the sum.
func cell(category string, count int, share float64) string {
	if category != everyCategory {
		return strconv.Itoa(count)
	}
	return fmt.Sprintf("%d (%.1f %%)", count, share*100)
}
