package generate

import (
	"slices"

	"rolewright/internal/jobad"
)

// ask is a question and whether a brief leaves it open.
type ask struct {
	open     func(*jobad.Brief) bool
	pointer  string
	question string
	why      string
}

// asks are all questions, the most useful first. The order follows what readers of job ads look for first (LinkedIn,
// n = 450: pay 61 %, qualifications 49 %, job details 49 %, performance goals 33 %), then what recruiters ask a hiring
// manager before they write.
func asks() []ask {
	return slices.Concat(essentials(), locations(), details())
}

// essentials are the facts without which readers cannot decide.
func essentials() []ask {
	return []ask{
		{
			func(b *jobad.Brief) bool { return !settlesPay(b) },
			"/pay", "What does the job pay, from and to, and per what?",
			"Pay is what most readers look for first, and many places require a range in the ad.",
		},
		{
			func(b *jobad.Brief) bool { return b.Pay != nil && (b.Pay.Min == 0) != (b.Pay.Max == 0) },
			"/pay", "What is the other end of the pay range?",
			"An open range tells readers little, and many places require both ends.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.Places) == 0 && len(b.RemoteFrom) == 0 },
			"/places", "Where is the work done, or from where may it be done?",
			"Place decides for most readers whether to go on, and which law applies to the ad.",
		},
		{
			func(b *jobad.Brief) bool { return b.Workplace == "" },
			"/workplace", "Is the work done on site, hybrid or remote?",
			"Readers sort ads by it, and job boards ask for it.",
		},
		{
			func(b *jobad.Brief) bool { return b.Apply == nil || b.Apply.URL == "" && b.Apply.Email == "" },
			"/apply/url", "Where should people apply?",
			"Without a link or an address the ad cannot be answered.",
		},
		{
			func(b *jobad.Brief) bool { return b.Employment == "" },
			"/employment", "What kind of contract is it?",
			"Full-time, part-time or temporary decides who can take the job.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.Responsibilities) == 0 },
			"/responsibilities", "What will this person do in this job that they would not do in the same job elsewhere?",
			"All duties in this ad come from the catalog; one or two of your own make it about your job.",
		},
		{
			func(b *jobad.Brief) bool { return b.Reason == "" },
			"/reason", "Why is this person hired now?",
			"A reason in one sentence is what recruiters ask for first, and what no template can know.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.MustHave) == 0 && len(b.Skills) == 0 },
			"/must_have", "What must someone know for this job in particular, such as a tool or a method?",
			"All requirements in this ad come from the catalog and fit any employer.",
		},
	}
}

// locations are the facts without which search engines and job boards do not list an ad that has a place.
func locations() []ask {
	return []ask{
		{
			func(b *jobad.Brief) bool {
				return slices.ContainsFunc(b.Places, func(at jobad.Place) bool { return at.Country == "" })
			},
			"/places", "In which country is each of the places?",
			"Search engines and job boards list no job without its country, and the law goes by it.",
		},
		{
			func(b *jobad.Brief) bool {
				return slices.ContainsFunc(b.Places, func(at jobad.Place) bool { return hasStates(at.Country) && at.Region == "" })
			},
			"/places", "In which state or province is each of the places?",
			"Job boards ask for it, and much of the law on ads there is that of the state.",
		},
		{
			func(b *jobad.Brief) bool {
				return len(b.Places) == 0 && len(b.RemoteFrom) > 0 && b.Workplace != jobad.Remote
			},
			"/places", "Where is the office that the work belongs to?",
			"Search engines and job boards list work by its place, unless all of it may be done remotely.",
		},
		{
			func(b *jobad.Brief) bool {
				return b.Workplace == jobad.Remote && len(b.Places) > 0 && len(b.RemoteFrom) == 0
			},
			"/remote_from", "In which countries, or parts of them, may a remote hire live?",
			"Search engines show remote work to people who live there, and job boards ask for it.",
		},
	}
}

// details are the facts that make an ad better.
func details() []ask {
	return []ask{
		{
			func(b *jobad.Brief) bool { return len(b.Success) == 0 },
			"/success", "What should be different after three, six and twelve months?",
			"A third of readers look for goals, and they help you agree on whom you need.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.Benefits) == 0 },
			"/benefits", "Which benefits come with the job?",
			"Ads that name their benefits are answered more often, and some places require it.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.Flexibility) == 0 },
			"/flexibility", "How can hours or place of work be arranged?",
			"Concrete options let people apply who otherwise could not.",
		},
		{
			func(b *jobad.Brief) bool { return len(b.Process) == 0 },
			"/process", "Which steps does hiring have, and how long do they take?",
			"People apply more readily when they know what will be asked of them.",
		},
		{
			func(b *jobad.Brief) bool { return b.Apply == nil || b.Apply.Deadline.IsZero() },
			"/apply/deadline", "Until when can people apply?",
			"Every ad should end on a day, and some places require it.",
		},
		{
			func(b *jobad.Brief) bool { return b.ReportsTo == "" },
			"/reports_to", "Whom does this person report to?",
			"It shows where the job stands better than its title does.",
		},
		{
			func(b *jobad.Brief) bool { return b.Team == "" },
			"/team", "Which team is it in?",
			"Readers picture the people before the company.",
		},
		{
			func(b *jobad.Brief) bool { return b.Company.About == "" },
			"/company/about", "What does the company do, in two or three sentences?",
			"A reader who does not know you needs to know what the work is for.",
		},
		{
			func(b *jobad.Brief) bool {
				return b.Apply != nil && b.Apply.Email != "" && b.Apply.URL == ""
			},
			"/apply/url", "On which web page can people apply?",
			"Indeed and LinkedIn list no job without a link, and many people would rather fill in a form than write.",
		},
	}
}

// questions asks for what a brief lacks.
func (g *Generator) questions(b *jobad.Brief) []jobad.Question {
	open := []jobad.Question{}
	for _, a := range g.asks {
		if a.open(b) {
			open = append(open, jobad.Question{Pointer: a.pointer, Question: a.question, Why: a.why})
		}
	}
	return open
}
