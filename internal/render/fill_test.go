package render_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/golden"
	"rolewright/internal/jobad"
	"rolewright/internal/render"
)

// realistic is content such as a careful employer sends.
func realistic(r *render.Renderer) *render.Content {
	c := &render.Content{}
	for field, texts := range map[render.Field][]string{
		render.Title: {"Senior Backend Engineer (C++/Go), Payments"}, render.Company: {"Acme & Sons GmbH"},
		render.FactsEmployer: {"Acme & Sons GmbH"}, render.FactsPay: {"€70,000 to €90,000 a year"}, render.FactsPlaces: {"Berlin, Germany"},
		render.FactsWorkplace: {"Hybrid"}, render.FactsRemoteFrom: {"Germany or Colorado (United States)"},
		render.FactsEmployment: {"Full-time, 40 hours a week"}, render.FactsTeam: {"Payments"}, render.FactsReportsTo: {"Head of Platform"},
		render.FactsStart: {"1 February 2027"}, render.FactsOpenings: {"2"}, render.FactsDeadline: {"31 December 2026"}, render.FactsReference: {"REQ_42"},
		render.PurposeReason:       {"We are moving card payments out of the old shop system into services of their own."},
		render.PurposeRole:         {"You build the services and data stores behind the product."},
		render.PurposeScope:        {"You own the design and health of a whole system made of several services."},
		render.PurposeAutonomy:     {"You set your own direction within agreed goals."},
		render.Responsibilities:    {"Design the ledger that every payment goes through", "Set reliability targets (SLOs) and lead the work to reach them", "Keep p99 < 200 ms & say why"},
		render.Success:             {"By month six, every card payment runs through the new ledger", "By month three, the team agrees to a plan"},
		render.MustHave:            {"Experience with a payment provider's API", "Solid knowledge of C#, Go or *one* more language", "5+ years with SQL"},
		render.NiceToHave:          {"Knowledge of PSD2"},
		render.Skills:              {"Go", "PostgreSQL", "C#", ".NET", "snake_case"},
		render.BackgroundEducation: {"A degree is one common way in."}, render.BackgroundExperience: {"Usually five or more years of backend work."},
		render.PayNote: {"Where you start in the range depends on how much of the work you have done before."}, render.PayExtra: {"Yearly bonus of up to 10 % of pay"},
		render.Benefits: {"30 days of paid leave", "Company pension (4 % of pay)"}, render.Flexibility: {"Two days a week from home"},
		render.TeamRole: {"You work with product, frontend and operations colleagues."}, render.TeamFocus: {"Most of the week goes into how services are structured."},
		render.AboutIndustry: {"Software for retail"}, render.AboutSize: {"120 people"},
		render.Process:      {"Call with the hiring manager (30 minutes)", "Working session on a design (90 minutes)", "Offer within a week"},
		render.ApplyContact: {"The hiring team, +49 30 123456"}, render.ApplyDeadline: {"31 December 2026"}, render.ApplyReference: {"REQ_42"},
		render.Disclosures: {"This ad is for an existing vacancy"},
	} {
		for i, text := range texts {
			c[field] = append(c[field], render.Plain(text, sourceOf(field, i)))
		}
	}
	c[render.AboutText] = []render.Leaf{r.Block(about+"more.", sourceOf(render.AboutText, 0))}
	c[render.AboutWebsite] = []render.Leaf{render.Link("https://www.example.com", sourceOf(render.AboutWebsite, 0))}
	c[render.ApplyURL] = []render.Leaf{render.Link("https://www.example.com/jobs?id=42&from=ad", sourceOf(render.ApplyURL, 0))}
	c[render.ApplyEmail] = []render.Leaf{render.Mail("jobs@example.com", sourceOf(render.ApplyEmail, 0))}
	c[render.Encouragement] = []render.Leaf{{}}
	return c
}

// shaped is c with lists of other lengths: the i-th of 2²⁴ shapes.
func shaped(c *render.Content, i int) *render.Content {
	other := *c
	for _, f := range []render.Field{
		render.Responsibilities, render.Success, render.MustHave, render.NiceToHave,
		render.Skills, render.Benefits, render.Flexibility, render.Process,
	} {
		other[f] = make([]render.Leaf, i%8)
		for j := range other[f] {
			other[f][j] = render.Plain("Line", sourceOf(f, j))
		}
		i /= 8
	}
	return &other
}

func TestGolden(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	for _, name := range r.Names() {
		ad := fill(t, r, template(t, r, name), realistic(r))
		golden.Equal(t, filepath.Join("testdata", name+".md.golden"), []byte(ad.Markdown))
		golden.Equal(t, filepath.Join("testdata", name+".html.golden"), []byte(ad.HTML))
		golden.Equal(t, filepath.Join("testdata", name+".txt.golden"), []byte(ad.Text))
		var lines strings.Builder
		for _, s := range ad.Sections {
			lines.WriteString(s.ID + ": " + s.Heading + "\n")
			for _, l := range s.Lines {
				lines.WriteString("\t" + l.Source + "\t" + l.Text + "\n")
			}
		}
		golden.Equal(t, filepath.Join("testdata", name+".sections.golden"), []byte(lines.String()))
	}
}

// A part that is not wanted is not made.
func TestFillParts(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	layout, c := template(t, r, "standard"), realistic(r)
	all := fill(t, r, layout, c)
	tests := []struct {
		name string
		want jobad.Parts
		ad   jobad.Ad
	}{
		{"nothing", 0, jobad.Ad{}},
		{"markdown", jobad.Markdown, jobad.Ad{Markdown: all.Markdown}},
		{"html", jobad.HTML, jobad.Ad{HTML: all.HTML}},
		{"text", jobad.Text, jobad.Ad{Text: all.Text}},
		{"sections", jobad.Sections, jobad.Ad{Sections: all.Sections}},
		{"everything", jobad.Everything, *all},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var ad jobad.Ad
			if err := r.Fill(&ad, layout, c, test.want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.ad, ad); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Long lists are laid out whole, and lists that are too long are refused rather than cut.
func TestFillLongLists(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	layout := template(t, r, "concise")
	c := full("words")
	c[render.MustHave] = make([]render.Leaf, 1000)
	for i := range c[render.MustHave] {
		c[render.MustHave][i] = render.Plain("Line", sourceOf(render.MustHave, i))
	}
	ad := fill(t, r, layout, c)
	if n := strings.Count(ad.Markdown, "\n- Line\n"); n < 500 {
		t.Errorf("%d of 1,000 lines are shown", n)
	}
	checkAd(t, r, layout, c)
	c[render.MustHave] = make([]render.Leaf, 7000)
	if err := r.Fill(&jobad.Ad{}, layout, c, jobad.Everything); err == nil || !strings.Contains(err.Error(), "too many lines") {
		t.Errorf("7,000 lines: got error %v", err)
	}
}

// A flood of shapes from many callers fills the cache and no more, and every ad is right.
func TestFlood(t *testing.T) {
	t.Parallel()
	shapes := 20_000
	if testing.Short() || raceEnabled {
		shapes = 2000
	}
	r, err := render.New(os.DirFS(templates))
	if err != nil {
		t.Fatal(err)
	}
	layout, c := template(t, r, "concise"), &render.Content{render.Title: {render.Plain("Title", "")}, render.Company: {render.Plain("Company", "")}}
	before := heap()
	var callers sync.WaitGroup
	const callerCount = 4
	for caller := range callerCount {
		callers.Go(func() {
			for i := caller; i < shapes; i += callerCount {
				flood(t, r, layout, c, i)
			}
		})
	}
	callers.Wait()
	if n := r.Shapes(); n != render.MaxShapes {
		t.Errorf("%d shapes are kept, want %d", n, render.MaxShapes)
	}
	if after := heap(); after > before+96<<20 {
		t.Errorf("the heap grew from %d to %d MiB", before>>20, after>>20)
	}
	runtime.KeepAlive(r)
}

// flood makes an ad of the i-th shape and compares one in 500 with the ordinary rendering.
func flood(t *testing.T, r *render.Renderer, layout *render.Template, c *render.Content, i int) {
	t.Helper()
	var ad jobad.Ad
	content := shaped(c, i)
	if err := r.Fill(&ad, layout, content, jobad.Markdown|jobad.HTML); err != nil {
		t.Errorf("shape %d: %v", i, err)
		return
	}
	if i%500 != 0 {
		return
	}
	markdown, page, err := layout.Ordinary(content)
	if err != nil || markdown != ad.Markdown || page != ad.HTML {
		t.Errorf("shape %d is not what rendering gives (error %v)", i, err)
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
