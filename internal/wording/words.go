package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is a word of a text.
type Word struct {
	// Text is the word as the text has it.
	Text string
	// Folded is the word in lower case, without accents and with straight apostrophes.
	Folded string
	// Stop is whether the word, such as "the", says nothing about what the text is about.
	Stop bool
}

// Words are the words of a text in their order: runs of letters and digits, which may hold apostrophes ("nurse's") and
// end in signs ("C++", "C#"). A dot is part of ".NET", and an ampersand of short names such as "R&D". "IT" in capitals is
// a field of work and no stop word, unless the whole text is in capitals.
func Words(text string) []Word {
	all := make([]Word, 0, len(text)/6)
	for start := 0; start < len(text); {
		length := wordLength(text[start:])
		if length == 0 {
			_, size := utf8.DecodeRuneInString(text[start:])
			start += size
			continue
		}
		word := Word{Text: text[start : start+length]}
		word.Folded = fold(word.Text)
		if word.Folded == "net" && start > 0 && text[start-1] == '.' {
			word.Folded = "dotnet"
		}
		word.Stop = isStopWord(word.Folded) && (word.Text != "IT" || text == strings.ToUpper(text))
		if word.Folded != "" {
			all = append(all, word)
		}
		start += length
	}
	return all
}

// wordLength is how many bytes of text its first word takes, if text starts with one.
func wordLength(text string) int {
	length, letters := 0, 0
	for length < len(text) {
		if b := text[length]; 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' {
			length++
			letters++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[length:])
		if !inWord(r) && (letters == 0 || !joins(r, text[length+size:], letters)) {
			break
		}
		length += size
		letters++
	}
	if letters > 0 && length < len(text) {
		length += len(text[length:]) - len(strings.TrimLeft(text[length:], "+#"))
	}
	return length
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joins reports whether r, behind so many letters, binds the word before it to rest.
func joins(r rune, rest string, letters int) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case '\'', '’':
		return unicode.IsLetter(next)
	case '&':
		return letters == 1 && unicode.IsLetter(next)
	}
	return false
}

// fold makes words equal that differ in case and accents only.
func fold(word string) string {
	if isASCII(word) {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case unicode.Is(unicode.Mn, r):
			return -1
		}
		return unicode.ToLower(unicode.ToUpper(r))
	}, norm.NFKD.String(word))
}

func isASCII(word string) bool {
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Stems are the stems of the words of a text that are no stop words, in their order.
func Stems(text string) []string {
	var all []string
	for _, word := range Words(text) {
		if !word.Stop {
			all = append(all, word.Stem())
		}
	}
	return all
}

// isStopWord reports the words that hold sentences together.
func isStopWord(word string) bool {
	switch word {
	case "a", "about", "above", "across", "after", "again", "all", "along", "already", "also", "although", "always", "am", "among",
		"an", "and", "another", "any", "anything", "are", "around", "as", "at", "be", "because", "been", "before", "being",
		"below", "between", "both", "but", "by", "can", "cannot", "could", "did", "do", "does", "doing", "done", "down",
		"during", "each", "either", "else", "etc", "even", "ever", "every", "everything", "few", "for", "from", "further",
		"had", "has", "have", "having", "he", "her", "hers", "him", "his", "how", "however", "i", "if", "in", "into", "is",
		"it", "it's", "its", "itself", "just", "less", "like", "many", "may", "me", "might", "mine", "more", "most", "much",
		"must", "my", "neither", "never", "no", "nor", "not", "nothing", "of", "off", "often", "on", "once", "one", "only",
		"onto", "or", "other", "others", "our", "ours", "out", "over", "own", "per", "quite", "rather", "same", "several",
		"shall", "she", "should", "since", "so", "some", "something", "sometimes", "soon", "still", "such", "than", "that",
		"that's", "the", "their", "theirs", "them", "themselves", "then", "there", "these", "they", "this", "those",
		"though", "through", "to", "too", "toward", "towards", "under", "until", "up", "upon", "us", "usually", "very",
		"was", "we", "we're", "were", "what", "when", "where", "whether", "which", "while", "who", "who's", "whom", "whose",
		"why", "will", "with", "within", "without", "would", "yes", "yet", "you", "you're", "your", "yours", "yourself":
		return true
	}
	return false
}
