package generate

import "rolewright/internal/jobad"

// questions asks for the facts that a brief lacks, the most useful first. The order follows what readers of job ads
// look for first (LinkedIn, n = 450: pay 61 %, qualifications 49 %, job details 49 %, performance goals 33 %), then
// what recruiters ask a hiring manager before they write.
func questions(b *jobad.Brief) []jobad.Question {
	pay, apply := b.Pay, b.Apply
	if pay == nil {
		pay = &jobad.Pay{}
	}
	if apply == nil {
		apply = &jobad.Apply{}
	}
	asked := []struct {
		missing bool
		jobad.Question
	}{
		{pay.Min == 0 && pay.Max == 0, jobad.Question{
			Pointer: "/pay", Question: "What does the job pay, from and to, and per what?",
			Why: "Pay is what most readers look for first, and many places require a range in the ad.",
		}},
		{pay.Min == 0 != (pay.Max == 0), jobad.Question{
			Pointer: "/pay", Question: "What is the other end of the pay range?",
			Why: "An open range tells readers little, and many places require both ends.",
		}},
		{len(b.Places) == 0 && len(b.RemoteFrom) == 0, jobad.Question{
			Pointer: "/places", Question: "Where is the work done, or from where may it be done?",
			Why: "Place decides for most readers whether to go on, and which law applies to the ad.",
		}},
		{b.Workplace == "", jobad.Question{
			Pointer: "/workplace", Question: "Is the work done on site, hybrid or remote?",
			Why: "Readers sort ads by it, and job boards ask for it.",
		}},
		{apply.URL == "" && apply.Email == "", jobad.Question{
			Pointer: "/apply/url", Question: "Where should people apply?",
			Why: "Without a link or an address the ad cannot be answered.",
		}},
		{b.Employment == "", jobad.Question{
			Pointer: "/employment", Question: "What kind of contract is it?",
			Why: "Full-time, part-time or temporary decides who can take the job.",
		}},
		{len(b.Responsibilities) == 0, jobad.Question{
			Pointer: "/responsibilities", Question: "What will this person do in this job that they would not do in the same job elsewhere?",
			Why: "All duties in this ad come from the catalog; one or two of your own make it about your job.",
		}},
		{b.Reason == "", jobad.Question{
			Pointer: "/reason", Question: "Why is this person hired now?",
			Why: "A reason in one sentence is what recruiters ask for first, and what no template can know.",
		}},
		{len(b.MustHave) == 0 && len(b.Skills) == 0, jobad.Question{
			Pointer: "/must_have", Question: "What must someone know for this job in particular, such as a tool or a method?",
			Why: "All requirements in this ad come from the catalog and fit any employer.",
		}},
		{len(b.Success) == 0, jobad.Question{
			Pointer: "/success", Question: "What should be different after three, six and twelve months?",
			Why: "A third of readers look for goals, and they help you agree on whom you need.",
		}},
		{len(b.Benefits) == 0, jobad.Question{
			Pointer: "/benefits", Question: "Which benefits come with the job?",
			Why: "Ads that name their benefits are answered more often, and some places require it.",
		}},
		{len(b.Flexibility) == 0, jobad.Question{
			Pointer: "/flexibility", Question: "How can hours or place of work be arranged?",
			Why: "Concrete options let people apply who otherwise could not.",
		}},
		{len(b.Process) == 0, jobad.Question{
			Pointer: "/process", Question: "Which steps does hiring have, and how long do they take?",
			Why: "People apply more readily when they know what will be asked of them.",
		}},
		{apply.Deadline.IsZero(), jobad.Question{
			Pointer: "/apply/deadline", Question: "Until when can people apply?",
			Why: "Every ad should end on a day, and some places require it.",
		}},
		{b.ReportsTo == "", jobad.Question{
			Pointer: "/reports_to", Question: "Whom does this person report to?",
			Why: "It shows where the job stands better than its title does.",
		}},
		{b.Team == "", jobad.Question{
			Pointer: "/team", Question: "Which team is it in?",
			Why: "Readers picture the people before the company.",
		}},
		{b.Company.About == "", jobad.Question{
			Pointer: "/company/about", Question: "What does the company do, in two or three sentences?",
			Why: "A reader who does not know you needs to know what the work is for.",
		}},
	}
	open := make([]jobad.Question, 0, len(asked))
	for _, q := range asked {
		if q.missing {
			open = append(open, q.Question)
		}
	}
	return open
}
