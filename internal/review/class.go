package review

import "strings"

// class sorts words that are counted, or that tell what an amount is.
type class uint16

const (
	isYou class = 1 << iota
	isWe
	isYears
	isCurrency // the code of a currency
	isPay      // speaks of pay
	isOther    // speaks of money that is no pay
	isOpener   // gives one end of a range: "from"
	isUpTo     // gives the upper end of one
	isMillions
	isExperience
	isSpent // leads to what time was spent on: "years in sales"
	isTerm  // speaks of how long something lasts, or how old it is
)

// classWords are the words of each class.
func classWords() map[class]string {
	return map[class]string{
		isYou:      "you your yours you'll you're you've you'd yourself",
		isWe:       "we our ours us we'll we're we've we'd ourselves",
		isYears:    "year years yrs yr years'",
		isCurrency: "usd eur gbp cad aud nzd chf",
		isPay: "salary salaries pay pays paying wage wages compensation remuneration base ote earn earns earning earnings hourly " +
			"rate hour hr year annum month day week annual annually yearly monthly package p.a",
		isOther: "bonus bonuses budget budgets stipend stipends allowance allowances deal deals revenue revenues worth client clients " +
			"customer customers fund funds funded funding raised refund refunds discount discounts voucher vouchers reimbursement " +
			"reimburse training learning equipment signing referral referrals grant grants pension pensions 401 turnover sales order " +
			"orders loan loans premium premiums cost costs saving savings donation donations fee fees invoice invoices payment payments " +
			"transaction transactions tuition relocation insurance insured credit expense expenses toward towards spend portfolio asset " +
			"assets project projects claim claims account accounts contract contracts sell sells selling sold home homes house houses property properties goods stock",
		isOpener:     "from starting starts start over above least minimum min more upwards",
		isUpTo:       "upto maximum max",
		isMillions:   "m mn bn million billion millions billions",
		isExperience: "experience experienced",
		isSpent:      "of in as with",
		isTerm: "contract contracts term program programme apprenticeship training lasts last duration warranty degree course studies " +
			"project projects old aged age company business market founded children pupils toddlers growth history",
	}
}

// classesOf sorts the words of a vocabulary, to which it adds its own.
func classesOf(v vocabulary) []class {
	classes := map[wordID]class{}
	for class, words := range classWords() {
		for word := range strings.FieldsSeq(words) {
			classes[v.add(word)] |= class
		}
	}
	all := make([]class, len(v)+1)
	for id, c := range classes {
		all[id] = c
	}
	return all
}
