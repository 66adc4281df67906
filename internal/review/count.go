package review

import (
	"unicode"
	"unicode/utf8"
)

// maxSentence is the length of a sentence in words from which it is called long. It is our bound; readers of ads mind
// long sentences, but no study of ads gives a number.
const maxSentence = 25

// count adds up the words and sentences of a block. "High-quality" is one word, as Flesch counted it.
func (r *reader) count(p *passage, tokens []token, k kind) {
	words, from := 0, 0
	for i := range tokens {
		t := &tokens[i]
		if i > 0 && t.sentence != tokens[i-1].sentence {
			p.sentenceEnds(words, tokens[from].start, tokens[i-1].end)
			words, from = 0, i
		}
		if t.flags.has(opaque) {
			continue
		}
		if t.flags.has(spaced) || i == 0 {
			words++
		}
		p.syllables += int(t.syllables)
		p.characters += int(t.characters)
		if t.class != 0 {
			p.classify(t.class)
		}
		if t.flags.has(glued) {
			p.glued++
		}
	}
	if len(tokens) > 0 {
		p.sentenceEnds(words, tokens[from].start, tokens[len(tokens)-1].end)
	}
	p.inline = r.bullets
	if k == item {
		p.sentences = max(p.sentences, 1)
	}
}

func (p *passage) sentenceEnds(words int, start, end int32) {
	if words == 0 {
		return
	}
	p.words += words
	p.sentences++
	p.longest = max(p.longest, words)
	if words > maxSentence {
		p.long = append(p.long, span{int(start), int(end)})
	}
}

func (p *passage) classify(c class) {
	if c&isYou != 0 {
		p.you++
	}
	if c&isWe != 0 {
		p.we++
	}
	p.dated = p.dated || c&isYears != 0
}

// characters counts letters and digits, as the Automated Readability Index wants.
func characters(word string) int {
	n := 0
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if isASCIIWord(c) {
				n++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
		i += size
	}
	return n
}

// isGlued reports a word such as "teamResponsibilities" or "do.You", which two words became when a line break was lost.
// Names such as JavaScript and GitHub are written so too, so one alone means nothing.
func isGlued(word string) bool {
	for i := 1; i+2 < len(word); i++ {
		upper := 'A' <= word[i] && word[i] <= 'Z' && 'a' <= word[i+1] && word[i+1] <= 'z'
		if upper && 'a' <= word[i-1] && word[i-1] <= 'z' && i >= 3 && len(word)-i >= 4 {
			return true
		}
		if upper && word[i-1] == '.' && i >= 3 {
			return true
		}
	}
	return false
}
