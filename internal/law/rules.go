package law

import (
	"slices"
	"strings"

	"rolewright/internal/jobad"
)

// rule is one thing that a row of the table can require or prohibit.
type rule struct {
	name    string
	forbids bool   // it is prohibited, not required
	ofPay   bool   // it is about pay, so that it does not bind who looks for volunteers
	always  bool   // it binds the ad whatever the timing of its row is
	pointer string // the member of the brief that it is about
	what    string // what is asked for or forbidden, as the subject of a sentence

	mend, question       string // how to mend an ad that does not do it, and what to ask
	doubt, doubtQuestion string // what nobody but the caller can tell, and how to ask for it

	line  string             // what the ad says by itself to meet it
	said  func(c *Case) bool // whether the ad says so already; nil is never
	check func(c *Case) jobad.DutyStatus
	aside func(c *Case) string
}

const (
	payPointer  = "/pay"
	notePointer = "/pay/note"
	mendPay     = "give pay.min and pay.max with currency and period"
	askPay      = "What does the job pay: from, to, in which currency and for which period?"
)

// rules are all that a row can require or prohibit.
func rules() []rule {
	return slices.Concat(payRules(), factRules(), wordRules(), prohibitions())
}

func rulesByName() map[string]rule {
	known := map[string]rule{}
	for _, r := range rules() {
		known[r.name] = r
	}
	return known
}

// ruleFor is the rule that a row requires by that name. Where a place asks for a notice of AI only, silence is no fault,
// since none may be used; elsewhere the answer is due, be it yes or no.
func ruleFor(j *jobad.Jurisdiction, name string, known map[string]rule) rule {
	if name == aiUse && j.Topic == topicAINotice {
		return aiNotice()
	}
	return known[name]
}

func payRules() []rule {
	all := []rule{
		{
			name: "pay_range", pointer: payPointer, what: "a range of pay with both its ends",
			mend: mendPay, question: askPay,
			doubt:         "one figure will do only if the pay is fixed, so give a range if there is one",
			doubtQuestion: "Is the pay fixed at this one figure? If not, what is the range?",
			check:         payRange,
		},
		{
			name: "pay_range_or_fixed", pointer: payPointer, what: "the pay, as a range or as one fixed amount,",
			mend: mendPay, question: askPay,
			check: payRangeOrFixed,
		},
		{
			name: "pay_minimum", pointer: payPointer, what: "the minimum pay in figures, with its period,",
			mend: "give pay.min with currency and period", question: "What is the least that the job pays, and for which period?",
			check: payMinimum,
		},
		{
			name: "overpay_willingness", pointer: payPointer, what: "a word on whether more than the minimum can be paid",
			mend:     "give a pay.max above pay.min, and the ad says so, or say it in pay.note",
			question: "Do you pay more than the minimum to the right person, and up to which amount?",
			line:     "We can pay more than the minimum, up to the top of the range.",
			said:     func(c *Case) bool { return c.Overpay },
			check:    overpay,
		},
		{
			name: "pay_basis_statement", pointer: notePointer, what: "a word on pay by commission or tips, if there is any,",
			doubt:         "say it in pay.note if so",
			doubtQuestion: "Is any of the pay by commission or tips? If by tips, what is the base wage?",
			check:         unverified,
		},
		{
			name: "cba_pay_provisions", pointer: notePointer, what: "what a collective agreement says of the pay, if one applies,",
			doubt:         "name it in pay.note if so",
			doubtQuestion: "Does a collective agreement set the pay, and what does it say?",
			check:         unverified,
		},
		{
			name: "other_comp_general", pointer: "/extra_pay", what: "bonus, commission or equity in general words, if there is any,",
			doubt:         "give extra_pay if so",
			doubtQuestion: "Is there a bonus, commission or equity besides the pay?",
			check:         func(c *Case) jobad.DutyStatus { return metIf(c.ExtraPay, jobad.DutyUnverified) },
		},
	}
	for i := range all {
		all[i].ofPay = true
	}
	return all
}

func factRules() []rule {
	return []rule{
		{
			name: "benefits_general", pointer: "/benefits", what: "a general description of the benefits",
			mend: "give benefits", question: "Which benefits come with the job?",
			check: func(c *Case) jobad.DutyStatus { return metIf(c.Benefits, jobad.DutyUnmet) },
		},
		{
			name: "health_benefits_exist", pointer: "/benefits", what: "a word on the health benefits, if there are any,",
			mend: "name them in benefits", question: "Which health benefits come with the job?",
			check: func(c *Case) jobad.DutyStatus { return metIf(c.Benefits, jobad.DutyUnmet) },
		},
		{
			name: "application_deadline", pointer: "/apply/deadline", what: "the day on which applications are expected to close",
			mend: "give apply.deadline", question: "Until which day can people apply?",
			check: func(c *Case) jobad.DutyStatus { return metIf(c.Deadline, jobad.DutyUnmet) },
		},
		{
			name: "job_description", pointer: "/responsibilities", what: "a description of the job", check: met,
		},
		{
			name: "work_conditions", pointer: "/hours_per_week",
			what:     "a statement of the working conditions (tasks, term, trial period, place, hours, wages, insurance)",
			mend:     "give hours_per_week, employment and pay",
			question: "What are the hours, the kind of contract and the pay?",
			doubt:    "say what the brief has no place for in pay.note or benefits",
			doubtQuestion: "Which contract term, rules of renewal, trial period and insurance apply, and how may " +
				"tasks and place change?",
			check: workConditions,
		},
		{
			name: aiUse, pointer: "/disclosures/ai_screening",
			what:     "a word on whether AI screens, assesses or selects applicants",
			mend:     "give disclosures.ai_screening, true or false",
			question: "Does AI screen, assess or select applicants?",
			check:    func(c *Case) jobad.DutyStatus { return metIf(c.AIScreening != nil, jobad.DutyUnmet) },
		},
		{
			name: "vacancy_status", pointer: "/disclosures/existing_vacancy",
			what:     "a word on whether the ad is for a vacancy that exists",
			mend:     "give disclosures.existing_vacancy, true or false",
			question: "Is the ad for a vacancy that exists now?",
			check:    func(c *Case) jobad.DutyStatus { return metIf(c.ExistingVacancy != nil, jobad.DutyUnmet) },
		},
	}
}

// aiNotice is the rule of places that ask for a notice only if AI is used.
func aiNotice() rule {
	return rule{
		name: aiUse, pointer: "/disclosures/ai_screening", what: "a notice, if AI is used to select people,",
		doubt:         "give disclosures.ai_screening, true or false",
		doubtQuestion: "Does AI screen, assess or select applicants?",
		check:         func(c *Case) jobad.DutyStatus { return metIf(c.NoAI || c.AIScreening != nil, jobad.DutyUnverified) },
	}
}

func wordRules() []rule {
	return []rule{
		{
			name: genderNeutral, always: true, pointer: "/title", what: "wording that favors no gender, the title included,",
			check: met,
		},
		{
			name: "language_fr", always: true, pointer: "/locale", what: "a French version, published at the same time,",
			doubt:         "publish one, of the same reach",
			doubtQuestion: "Does a French version of the ad appear at the same time and in the same way?",
			check: func(c *Case) jobad.DutyStatus {
				language, _, _ := strings.Cut(c.Locale, "-")
				return metIf(strings.EqualFold(language, "fr"), jobad.DutyUnverified)
			},
		},
		{
			name: fairChance, what: "a statement that people with an arrest or conviction record are considered",
			mend:  "the ad says so once that is due",
			check: met,
		},
	}
}

func prohibitions() []rule {
	all := []rule{
		{
			name: "open_ended_range", ofPay: true, pointer: payPointer, what: "a range of pay with an open end",
			mend: "give pay.min and pay.max", question: "What are the lowest and the highest pay?",
			check: closedRange,
		},
		{name: "salary_history_questions", what: "a question about earlier pay", check: met},
		{name: "sex_preference", what: "a preference for one sex", check: met},
		{name: "age_limit", what: "an age limit or a preference for an age", check: met},
		{name: "canadian_experience", what: "a demand for Canadian experience", check: met},
		{
			name: underpay, ofPay: true, pointer: payPointer, what: "a rate of pay below the legal floor",
			doubt:         "compare the pay with the award, the agreement or the minimum wage",
			doubtQuestion: "Is the pay at or above the award, the agreement or the minimum wage that applies?",
			check:         unverified,
		},
	}
	for i := range all {
		all[i].forbids, all[i].always = true, true
	}
	return all
}

func met(*Case) jobad.DutyStatus { return jobad.DutyMet }

func unverified(*Case) jobad.DutyStatus { return jobad.DutyUnverified }

// metIf is otherwise, unless ok.
func metIf(ok bool, otherwise jobad.DutyStatus) jobad.DutyStatus {
	if ok {
		return jobad.DutyMet
	}
	return otherwise
}

// workConditions can be unmet for sure, but never met: a brief has no place for some of them.
func workConditions(c *Case) jobad.DutyStatus {
	if c.Hours && c.Employment && (c.Volunteer || payMinimum(c) == jobad.DutyMet) {
		return jobad.DutyUnverified
	}
	return jobad.DutyUnmet
}
