package review

import (
	"strconv"
	"strings"

	"rolewright/internal/jobad"
)

// money is an amount of pay that a text states.
type money struct {
	span

	low, high float64 // high is 0 if only one amount is given
	open      bool    // "up to", "from", "and up"
	upTo      bool    // it is the upper end that is given
	currency  string  // ISO 4217; a dollar sign alone is that of the United States
	period    jobad.Period
}

// Sizes of amounts, in any of the currencies that are known here, by which pay is told from small sums.
const (
	yearly = 10_000
	hourly = 200
)

// findMoney finds the amounts of pay in a block: numbers with a currency whose sentence speaks of pay, or of nothing else
// if they are as large as a year's pay.
func (r *reader) findMoney(tokens []token) []money {
	var all []money
	for i := 0; i < len(tokens); i++ {
		currency, start := r.currencyAt(tokens, i)
		if currency == "" {
			continue
		}
		m := money{span: span{start, int(tokens[i].end)}, currency: currency}
		m.low = r.amountAt(tokens, i)
		first, last := i, r.amountEnd(tokens, i)
		if next := r.secondAmount(tokens, last); next > 0 {
			m.high = r.amountAt(tokens, next)
			if m.high >= 1000 && m.low < 1000 {
				m.low *= 1000 // "$60-70k"
			}
			last = r.amountEnd(tokens, next)
		}
		m.end = int(tokens[last].end)
		r.ends(&m, tokens, first, last)
		m.period = r.periodOf(tokens, first, m.low)
		if r.isPay(tokens, first, last, &m) {
			all = append(all, m)
		}
		i = last
	}
	return all
}

// currencyAt is the currency of the number that is token i, and where it is written; empty if that is none.
func (r *reader) currencyAt(tokens []token, i int) (currency string, start int) {
	t := &tokens[i]
	if !t.flags.has(number) {
		return "", 0
	}
	if currency, start = r.signBefore(tokens, i); currency != "" {
		return currency, start
	}
	if i > 0 && tokens[i-1].class&isCurrency != 0 {
		return strings.ToUpper(r.text[tokens[i-1].start:tokens[i-1].end]), int(tokens[i-1].start)
	}
	if next := r.amountEnd(tokens, i) + 1; next < len(tokens) && tokens[next].class&isCurrency != 0 && !tokens[next].flags.has(afterMark|comma) {
		return strings.ToUpper(r.text[tokens[next].start:tokens[next].end]), int(t.start)
	}
	if strings.HasPrefix(strings.TrimLeft(r.text[t.end:], " "), "€") {
		return "EUR", int(t.start)
	}
	return "", 0
}

// signBefore is the currency whose sign is right before token i, with the letters before a dollar sign.
func (r *reader) signBefore(tokens []token, i int) (currency string, start int) {
	from := 0
	if i > 0 {
		from = int(tokens[i-1].end)
	}
	before := strings.TrimRight(r.text[from:tokens[i].start], " ")
	for _, sign := range [][2]string{{"€", "EUR"}, {"£", "GBP"}, {"$", "USD"}} {
		if !strings.HasSuffix(before, sign[0]) {
			continue
		}
		if start = from + len(before) - len(sign[0]); i > 0 && start == from && sign[1] == "USD" {
			if dollar := dollars()[strings.ToUpper(r.text[tokens[i-1].start:from])]; dollar != "" {
				return dollar, int(tokens[i-1].start)
			}
		}
		return sign[1], start
	}
	return "", 0
}

// dollars are the currencies of what may stand before a dollar sign.
func dollars() map[string]string {
	return map[string]string{"US": "USD", "CA": "CAD", "C": "CAD", "AU": "AUD", "A": "AUD", "NZ": "NZD"}
}

// amountAt is the value of the number at token i, such as "70,000", "90k" or "25.50"; 0 if it has none.
func (r *reader) amountAt(tokens []token, i int) float64 {
	t := &tokens[i]
	text := strings.TrimRight(r.text[t.start:t.end], "+")
	digits := strings.TrimRight(text, "kK")
	factor := 1.0
	if digits != text || r.amountEnd(tokens, i) > i {
		factor = 1000
	}
	digits = strings.ReplaceAll(digits, ",", "")
	if dot := strings.LastIndexByte(digits, '.'); dot >= 0 && len(digits)-dot == 4 {
		digits = strings.ReplaceAll(digits, ".", "") // 70.000, as it is written in much of Europe
	}
	value, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0 // such as "2nd"
	}
	return value * factor
}

// amountEnd is the last token of the amount that begins with token i: a "k" may stand apart.
func (r *reader) amountEnd(tokens []token, i int) int {
	if i+1 < len(tokens) && !tokens[i+1].flags.has(afterMark|comma) && strings.EqualFold(r.text[tokens[i+1].start:tokens[i+1].end], "k") {
		return i + 1
	}
	return i
}

// secondAmount is the token of the amount that ends a range whose first amount ends with token i, or 0.
func (r *reader) secondAmount(tokens []token, i int) int {
	joined := false
	for next := i + 1; next < min(len(tokens), i+4); next++ {
		t := &tokens[next]
		gap := r.text[tokens[next-1].end:t.start]
		if strings.ContainsAny(gap, ",;:.!?()") {
			return 0
		}
		joined = joined || strings.ContainsAny(gap, "-–—")
		word := r.text[t.start:t.end]
		switch {
		case t.flags.has(number) && joined:
			return next
		case word == "to" || word == "and":
			joined = true
		case t.class&isCurrency == 0 && dollars()[strings.ToUpper(word)] == "":
			return 0
		}
	}
	return 0
}

// ends says whether an amount is one end of a range only, by the words before and behind it, which it takes into its span.
func (r *reader) ends(m *money, tokens []token, first, last int) {
	if m.high > 0 {
		return
	}
	if strings.HasSuffix(r.text[tokens[last].start:tokens[last].end], "+") || strings.HasPrefix(strings.TrimLeft(r.text[tokens[last].end:], " "), "+") {
		m.open = true
	}
	begin := first
	for back := 1; back <= 3 && first-back >= 0 && tokens[first-back].sentence == tokens[first].sentence; back++ {
		t := &tokens[first-back]
		word := strings.ToLower(r.text[t.start:t.end])
		up := word == "up" || word == "much" && back <= 2
		switch {
		case t.class&isCurrency != 0 || word == "of" || word == "a" || word == "to" || word == "at" || word == "than" || word == "as" && back <= 2 || dollars()[strings.ToUpper(word)] != "":
			continue
		case up || t.class&isUpTo != 0:
			m.open, m.upTo, begin = true, true, first-back
		case t.class&isOpener != 0:
			m.open, begin = true, first-back
		}
		break
	}
	if begin < first {
		m.start = int(tokens[begin].start)
	}
	r.behind(m, tokens, last)
}

// behind looks for "and up", "plus" and "or more" behind an amount and its period.
func (r *reader) behind(m *money, tokens []token, last int) {
	for next := last + 1; next < min(len(tokens), last+5); next++ {
		t := &tokens[next]
		if t.sentence != tokens[last].sentence || t.flags.has(comma) {
			return
		}
		word := strings.ToLower(r.text[t.start:t.end])
		switch word {
		case "a", "an", "per", "hour", "year", "annum", "month", "week", "day", "hr", "yr", "p.a", "and", "or":
			continue
		case "up", "upwards", "above", "more":
			before := strings.ToLower(r.text[tokens[next-1].start:tokens[next-1].end])
			m.open = m.open || before == "and" || before == "or" || word == "upwards"
		}
		if m.open && (word == "up" || word == "upwards" || word == "above" || word == "more") {
			m.end = int(t.end)
		}
		return
	}
}

// isPay reports whether an amount is pay: its sentence speaks of pay and no word beside it of other money; or the amount is
// large and its sentence speaks of no other money.
func (r *reader) isPay(tokens []token, first, last int, m *money) bool {
	const reach = 15
	if last+1 < len(tokens) && tokens[last+1].class&isMillions != 0 || strings.HasSuffix(strings.ToLower(r.text[tokens[last].start:tokens[last].end]), "m") {
		return false
	}
	pay, other := false, false
	for i := max(0, first-reach); i < min(len(tokens), last+reach); i++ {
		if tokens[i].sentence == tokens[first].sentence {
			pay = pay || tokens[i].class&isPay != 0
			other = other || tokens[i].class&isOther != 0
		}
	}
	if pay {
		return !r.isBeside(tokens, first, last)
	}
	return m.low >= yearly && !other
}

// isBeside reports whether a word beside an amount says that it is no pay: "a budget of $500", "$500 bonus". What comes
// behind "plus" is another thing.
func (r *reader) isBeside(tokens []token, first, last int) bool {
	const before, behind = 5, 2
	for i := first - 1; i >= max(0, first-before) && tokens[i].sentence == tokens[first].sentence; i-- {
		if tokens[i].class&isOther != 0 {
			return true
		}
		if tokens[i].class&isPay != 0 {
			break
		}
	}
	for i := last + 1; i < min(len(tokens), last+1+behind) && tokens[i].sentence == tokens[last].sentence; i++ {
		if tokens[i].class&isOther != 0 {
			return true
		}
		if word := r.text[tokens[i].start:tokens[i].end]; word == "plus" || word == "and" || word == "with" {
			break
		}
	}
	return false
}

// periodOf is what an amount of pay is for, by the words around it or else by its size.
func (r *reader) periodOf(tokens []token, first int, amount float64) jobad.Period {
	const reach = 6
	for i := max(0, first-reach); i < min(len(tokens), first+reach); i++ {
		if tokens[i].sentence != tokens[first].sentence {
			continue
		}
		switch strings.ToLower(r.text[tokens[i].start:tokens[i].end]) {
		case "hour", "hr", "h", "hourly":
			return jobad.PerHour
		case "year", "yr", "annum", "annual", "annually", "yearly", "p.a":
			return jobad.PerYear
		case "month", "monthly":
			return jobad.PerMonth
		case "week", "weekly":
			return jobad.PerWeek
		case "day", "daily":
			return jobad.PerDay
		}
	}
	switch {
	case amount >= yearly:
		return jobad.PerYear
	case amount <= hourly:
		return jobad.PerHour
	}
	return jobad.PerMonth
}
