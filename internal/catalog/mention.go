package catalog

import (
	"slices"
	"strconv"
	"strings"

	"rolewright/internal/jobad"
	"rolewright/internal/wording"
)

// Mention is a role that a text asks for by name.
type Mention struct {
	Role *jobad.Role
	// Words are those of the text that lead to the role.
	Words []string
	// Line is the name of the role that they mean, and its source.
	Line jobad.Line
}

const (
	// leastMentioned is how likely a role has to be to be taken for one that a text names.
	leastMentioned = 0.8
	// maxPhrases is how many phrases of a text are looked at, and maxPhrase how many words of each.
	maxPhrases, maxPhrase = 32, 8
)

// Mentions returns the roles that a text asks for by name, each once and in the order of the text: at its beginning, or
// behind such a word as "a" or "need". The longest phrase counts: "a nurse practitioner" is no nurse. Who is there already
// is not asked for: "our accountant", "with a designer".
func (c *Catalog) Mentions(text string) []Mention {
	var all []Mention
	fields := strings.Fields(text)
	asked, tried := true, 0
	for i := 0; i < len(fields) && tried < maxPhrases; i++ {
		word := bareWord(fields[i])
		if asksFor(word) {
			asked = asked || i == 0 || !besides(fields[:i])
			continue
		}
		if !asked {
			continue
		}
		asked = false
		tried++
		m, n, ok := c.mention(fields[i:])
		if !ok {
			continue
		}
		if !slices.ContainsFunc(all, func(known Mention) bool { return known.Role == m.Role }) {
			all = append(all, m)
		}
		i += n - 1
		if i+1 < len(fields) && joinsAsked(bareWord(fields[i+1])) {
			i, asked = i+1, true
		}
	}
	return all
}

// mention reads the role that words begin with, and how many of them name it: the longest name of the catalog, else what
// employers may call it.
func (c *Catalog) mention(fields []string) (m Mention, n int, ok bool) {
	for n := min(len(fields), maxPhrase); n > 0; n-- {
		if known, ok := c.byName[foldTitle(strings.Join(fields[:n], ""))]; ok && known.kind != jobad.Related && closes(fields, n) {
			return Mention{known.role, wordsOf(strings.Join(fields[:n], " ")), c.nameLine(known.role, shownName(known))}, n, true
		}
	}
	named, all := phraseOfRole(fields)
	if named == 0 {
		return Mention{}, 0, false
	}
	phrase := strings.Join(fields[:all], " ")
	if m, ok := c.named(phrase, len(strings.Join(fields[:named], " "))); ok {
		return m, all, true
	}
	if all <= named+1 || bareWord(fields[named]) != "for" {
		return Mention{}, 0, false
	}
	of := fields[named+1 : all]
	if belongs(bareWord(of[0])) || asksFor(bareWord(of[0])) {
		of = of[1:]
	}
	phrase = strings.Join(slices.Concat(of, fields[:named]), " ") // a teacher for maths is a maths teacher
	m, ok = c.named(phrase, len(phrase))
	return m, all, ok
}

// closes reports words of which the first n are a phrase of their own: nothing that goes on from there follows.
func closes(fields []string, n int) bool {
	if n == len(fields) || endsClause(fields[n-1]) {
		return true
	}
	next := bareWord(fields[n])
	return endsPhrase(next) || linksBack(next)
}

func endsClause(field string) bool { return strings.ContainsAny(field[len(field)-1:], ".,;:!?") }

// wordsOf are the words of a text that say something.
func wordsOf(text string) []string {
	var words []string
	for _, word := range wording.Words(text) {
		if !word.Stop {
			words = append(words, word.Text)
		}
	}
	return words
}

// phraseOfRole is how many words may be the name of a role, and how many there are with what they are followed by.
func phraseOfRole(fields []string) (named, all int) {
	linked := false
	for all < min(len(fields), maxPhrase) {
		word := bareWord(fields[all])
		if endsPhrase(word) || asksFor(word) {
			break
		}
		linked = linked || linksBack(word)
		all++
		if !linked {
			named = all
		}
		if endsClause(fields[all-1]) {
			break
		}
	}
	return named, all
}

// named resolves a phrase. The word that ends before a byte has to say something of the job: a cleaner codebase is no
// cleaner.
func (c *Catalog) named(phrase string, end int) (m Mention, ok bool) {
	found := c.Resolve(phrase)
	if found.Role == nil || found.Confidence < leastMentioned {
		return Mention{}, false
	}
	m = Mention{Role: found.Role, Line: c.nameLine(found.Role, found.Matched)}
	at := 0
	for _, part := range found.Parts {
		if at < end && end <= at+len(part.Text) {
			ok = part.Kind != PartKind(Other)
		}
		at += len(part.Text)
		if part.Kind == PartName {
			m.Words = append(m.Words, wordsOf(part.Text)...)
		}
	}
	return m, ok && len(m.Words) > 0
}

// nameLine is a name of a role with its source.
func (c *Catalog) nameLine(role *jobad.Role, title string) jobad.Line {
	base := "catalog:" + role.Slug
	for i, alias := range role.Aliases {
		if alias.Title == title {
			return jobad.Line{Text: title, Source: base + "/aliases/" + strconv.Itoa(i)}
		}
	}
	for _, level := range role.LevelSlugs() {
		if title != role.Title && c.Title(role, level) == title {
			return jobad.Line{Text: title, Source: base + "@" + string(level) + "/title/0"}
		}
	}
	return jobad.Line{Text: role.Title, Source: base + "/title/0"}
}

// marks are what words of a text may stand between.
const marks = ".,;:!?()[]\"'“”‘’*"

func bareWord(field string) string { return strings.ToLower(strings.Trim(field, marks)) }

// asksFor reports a word before who is looked for.
func asksFor(word string) bool {
	switch word {
	case "a", "an", "another", "one", "two", "three", "four", "five", "several", "some", "more", "first", "next", "own",
		"need", "needs", "hire", "hiring", "want", "wants", "seek", "seeking", "recruit", "recruiting":
		return true
	}
	return false
}

// belongs reports a word before who or what is there already.
func belongs(word string) bool {
	switch word {
	case "the", "our", "my", "his", "her", "their", "its", "your", "this", "these", "those":
		return true
	}
	return false
}

// besides reports words behind which a text names who is there already or who somebody works with, and not who is looked
// for.
func besides(before []string) bool {
	switch bareWord(before[len(before)-1]) {
	case "with", "to", "under", "by", "from", "of", "than", "beside", "alongside", "have", "has":
		return true
	case "for":
		asked := ""
		if len(before) > 1 {
			asked = bareWord(before[len(before)-2])
		}
		return asked != "looking" && asked != "look" && asked != "searching" && asked != "search"
	}
	return false
}

// endsPhrase reports a word that is no part of a name that is not in the catalog, nor of what follows one.
func endsPhrase(word string) bool {
	switch word {
	case "", "we", "i", "they", "you", "he", "she", "it", "there", "have", "has", "and", "or", "but", "who", "whom", "whose", "that", "which", "when", "where", "because", "since", "so", "as", "while",
		"if", "with", "to", "is", "are", "was", "needed", "wanted":
		return true
	}
	return false
}

// joinsAsked reports a word behind a role before another one: a cook or barista.
func joinsAsked(word string) bool { return word == "and" || word == "or" }
