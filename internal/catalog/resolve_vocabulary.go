package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"rolewright/internal/jobad"
)

//go:embed titlewords/*.tsv
var titleWords embed.FS

// vocabulary is what titles are written with besides the names of a catalog. Everything in it is keyed by words in
// their plain form, with a space between them.
type vocabulary struct {
	spellings map[string][]string
	spelt     map[string]int // the first word of a spelling → the longest that begins with it, in words
	entries   map[string]*entry
	longest   map[string]int // the same for entries
	known     map[string]bool
}

// entry is what the vocabulary holds of a phrase.
type entry struct {
	kind   IgnoredKind
	class  class
	levels []levelWord
	near   []nearby
	title  *nearby // what the catalog may call it
	other  bool    // it is a job of its own
	ids    []int32 // of its words, if names have them all
	means  []int32 // of the words of title that names have
	field  bool    // it is where people work and not what they are
	whole  bool    // its words may be read one by one as well
	leads  bool    // it is the name of one who leads others
	learns bool    // it is the name of one who learns the job
}

// nearby are words that stand for others, and how nearly.
type nearby struct {
	words  []string
	factor float64
}

// levelWord is a level that a phrase says where it stands in a title.
type levelWord struct {
	level jobad.Level
	where position
}

// position is where a level is said, seen from the word that says what the job is.
type position string

const (
	anywhere   position = "any"
	beforeHead position = "before"
	afterHead  position = "after"
	isHead     position = "head"
	asExpert   position = "expert"
)

// forLearners reports a phrase such as "apprentice", "trainee" or "intern".
func (e *entry) forLearners() bool {
	return e != nil && slices.ContainsFunc(e.levels, func(l levelWord) bool {
		return l.where == anywhere && l.level.Rank() <= jobad.Entry.Rank()
	})
}

// class is what a word does in a title.
type class string

const (
	unclassed  class = ""
	stop       class = "stop"
	generic    class = "generic"
	sentence   class = "sentence"
	occupation class = "occupation"
	plain      class = "plain"
	field      class = "field"
	leader     class = "leader"
	learner    class = "learner"
)

// shippedVocabulary is the one that the program carries. It is read when the first title is resolved, which keeps the
// start cheap; a fault in it is one of the program, and tests read it, so that it panics.
func shippedVocabulary() *vocabulary {
	v, err := newVocabulary(titleWords)
	if err != nil {
		panic(err)
	}
	return v
}

// newVocabulary reads the files of words. The error names every line that is wrong.
func newVocabulary(files fs.FS) (*vocabulary, error) {
	v := &vocabulary{
		spellings: make(map[string][]string, 512), spelt: make(map[string]int, 512),
		entries: make(map[string]*entry, 6000), longest: make(map[string]int, 4000), known: make(map[string]bool, 5000),
	}
	var faults []error
	for _, file := range []struct {
		name    string
		columns int
		add     func(row []string) error
	}{
		{"spellings", 2, v.addSpelling}, // before all that is read with them
		{"levels", 3, v.addLevel},
		{"ignored", 2, v.addIgnored},
		{"places", 1, func(row []string) error { return v.addIgnored([]string{string(Place), row[0]}) }},
		{"technologies", 2, v.addTechnology},
		{"near", 2, v.addNear},
		{"titles", 3, v.addTitle},
		{"classes", 2, v.addClass},
	} {
		faults = append(faults, eachRow(files, "titlewords/"+file.name+".tsv", file.columns, file.add))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return v, nil
}

// eachRow calls add with the columns of each row of a file and gathers what is wrong.
func eachRow(files fs.FS, name string, columns int, add func([]string) error) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var faults []error
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns || slices.Contains(row, "") {
			err = fmt.Errorf("want %d columns, none of them empty", columns)
		} else {
			err = add(row)
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: %w", name, i+1, err))
		}
	}
	return errors.Join(faults...)
}

func (v *vocabulary) addSpelling(row []string) error {
	words := tokenWords(row[0])
	key := strings.Join(words, " ")
	if _, ok := v.spellings[key]; ok {
		return fmt.Errorf("%q is there twice", row[0])
	}
	for _, word := range tokenWords(row[1]) {
		v.spellings[key] = append(v.spellings[key], stem(word))
	}
	v.spelt[words[0]] = max(v.spelt[words[0]], len(words))
	return nil
}

func (v *vocabulary) addLevel(row []string) error {
	level, where := jobad.Level(row[1]), position(row[2])
	if level.Rank() < 0 {
		return fmt.Errorf("%q is no level", row[1])
	}
	if !slices.Contains([]position{anywhere, beforeHead, afterHead, isHead, asExpert}, where) {
		return fmt.Errorf("%q is no position", row[2])
	}
	e, err := v.entry(row[0])
	if err != nil {
		return err
	}
	e.levels = append(e.levels, levelWord{level, where})
	return nil
}

func (v *vocabulary) addIgnored(row []string) error {
	kind := IgnoredKind(row[0])
	if !slices.Contains(IgnoredKinds(), kind) {
		return fmt.Errorf("%q is no kind", row[0])
	}
	for phrase := range strings.SplitSeq(row[1], ", ") {
		e, err := v.entry(phrase)
		if err != nil {
			return err
		}
		if e.kind == "" {
			e.kind = kind
		}
	}
	return nil
}

// technologyFactor is how nearly a technology says the words that it speaks for.
const technologyFactor = 0.7

func (v *vocabulary) addTechnology(row []string) error {
	e, err := v.entry(row[0])
	if err != nil {
		return err
	}
	e.kind = Technology
	for words := range strings.SplitSeq(row[1], ", ") {
		e.near = append(e.near, nearby{v.forms(words), technologyFactor})
	}
	return nil
}

func (v *vocabulary) addNear(row []string) error {
	e, err := v.entry(row[0])
	if err != nil {
		return err
	}
	for part := range strings.SplitSeq(row[1], ", ") {
		at := strings.LastIndexByte(part, ' ')
		if at < 0 {
			return fmt.Errorf("%q does not say how nearly", part)
		}
		n, err := v.nearby(part[:at], part[at+1:])
		if err != nil {
			return err
		}
		e.near = append(e.near, n)
	}
	return nil
}

func (v *vocabulary) addTitle(row []string) error {
	e, err := v.entry(row[0])
	if err != nil {
		return err
	}
	if row[1] == "-" {
		e.other = true
		return nil
	}
	n, err := v.nearby(row[1], row[2])
	e.title = &n
	return err
}

func (v *vocabulary) nearby(words, factor string) (nearby, error) {
	f, err := strconv.ParseFloat(factor, 64)
	if err != nil || f <= 0 || f > 1 {
		return nearby{}, fmt.Errorf("%q is not how nearly, from 0 to 1", factor)
	}
	return nearby{v.forms(words), f}, nil
}

func (v *vocabulary) addClass(row []string) error {
	c := class(row[0])
	if !slices.Contains([]class{stop, generic, sentence, occupation, plain, field, leader, learner}, c) {
		return fmt.Errorf("%q is no class", row[0])
	}
	for phrase := range strings.SplitSeq(row[1], ", ") {
		e, err := v.entry(phrase)
		if err != nil {
			return err
		}
		e.classify(c)
	}
	return nil
}

// classify gives a phrase a class. It has the first that it is given, and any of those that say more of it.
func (e *entry) classify(c class) {
	switch {
	case c == field:
		e.field = true
	case c == leader:
		e.leads = true
	case c == learner:
		e.learns = true
	case e.class == unclassed:
		e.class = c
	}
}

// entry returns what the vocabulary holds of a phrase, to be added to.
func (v *vocabulary) entry(phrase string) (*entry, error) {
	forms := v.forms(phraseOf(phrase))
	if len(forms) == 0 {
		return nil, fmt.Errorf("%q has no word", phrase)
	}
	key := strings.Join(forms, " ")
	e := v.entries[key]
	if e == nil {
		e = &entry{}
		v.entries[key] = e
		v.longest[forms[0]] = max(v.longest[forms[0]], len(forms))
		for _, form := range forms {
			v.known[form] = true
		}
	}
	return e, nil
}

// anyNumber stands for every number in the phrases of the vocabulary, where the files have "#".
const anyNumber = "0"

func phraseOf(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		if w == "#" {
			words[i] = anyNumber
		}
	}
	return strings.Join(words, " ")
}

// forms are the words of a text in their plain form: spelled one way, in the singular.
func (v *vocabulary) forms(text string) []string {
	var forms []string
	for _, w := range v.spell(scan(text)) {
		forms = append(forms, w.form)
	}
	return forms
}

// forLearners reports words of which one is for learners.
func (v *vocabulary) forLearners(words []word) bool {
	return slices.ContainsFunc(words, func(w word) bool { return v.entries[w.form].forLearners() })
}

// word is a word of a title in its plain form, and the tokens that it was read from.
type word struct {
	form        string
	first, last int
	misspelt    bool // and was mended
}

// spell reads tokens with the spellings of the vocabulary. A spelling does not reach from one segment into another.
func (v *vocabulary) spell(tokens []token) []word {
	words := make([]word, 0, len(tokens)+4)
	for i := 0; i < len(tokens); {
		read, n := v.spellingAt(tokens[i:])
		if n == 0 {
			words = append(words, word{form: stem(tokens[i].text), first: i, last: i})
			i++
			continue
		}
		for _, form := range read {
			words = append(words, word{form: form, first: i, last: i + n - 1})
		}
		i += n
	}
	return words
}

// spellingAt finds the longest spelling that tokens begin with, and its length.
func (v *vocabulary) spellingAt(tokens []token) (read []string, n int) {
	for n := min(v.spelt[tokens[0].text], len(tokens)); n > 0; n-- {
		if tokens[n-1].segment != tokens[0].segment {
			continue
		}
		var buffer [64]byte
		key := buffer[:0]
		for i := range n {
			if i > 0 {
				key = append(key, ' ')
			}
			key = append(key, tokens[i].text...)
		}
		if read, ok := v.spellings[string(key)]; ok {
			return read, n
		}
	}
	return nil, 0
}

// stem takes the mark of the plural from a word. It need not be right, only alike for all titles.
func stem(word string) string {
	n := len(word)
	switch {
	case n < 4 || word[n-1] != 's' || strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "ies") && n > 4:
		return word[:n-3] + "y"
	}
	return word[:n-1]
}
