package api_test

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"rolewright/internal/contract"
	"rolewright/internal/jobad"
)

// inForm is a reading of a form, whose sections are in chunks of HTML.
func inForm(t rapid.TB, format string, ad *jobad.Ad, heading string, chunks ...string) *reading {
	t.Helper()
	r := &reading{heading: heading, sections: map[string][]string{}, members: map[string][]string{}}
	for _, chunk := range chunks {
		r.add(ad, styleOf(format), blocksOf(t, chunk))
	}
	return r
}

// put gives a fact what a member says, if it says anything.
func (r *reading) put(fact string, values ...string) {
	for _, v := range values {
		if v != "" {
			r.members[fact] = append(r.members[fact], v)
		}
	}
}

// periodOf is the time that pay is for, in any of the words that forms have for it.
func periodOf(word string) string {
	word = strings.ToLower(word)
	for _, period := range []string{"hour", "day", "dai", "week", "month", "year"} {
		if strings.Contains(word, period) {
			return strings.Replace(period, "dai", "day", 1)
		}
	}
	return word
}

// branch is an element of XML.
type branch struct {
	XMLName  xml.Name
	Text     string   `xml:",chardata"`
	Branches []branch `xml:",any"`
}

func readXML(t rapid.TB, body string) *branch {
	t.Helper()
	root := &branch{}
	if err := xml.Unmarshal([]byte(body), root); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return root
}

// all are the elements at a path.
func (b *branch) all(path string) []*branch {
	name, rest, deeper := strings.Cut(path, "/")
	var found []*branch
	for i := range b.Branches {
		switch {
		case b.Branches[i].XMLName.Local != name:
		case deeper:
			found = append(found, b.Branches[i].all(rest)...)
		default:
			found = append(found, &b.Branches[i])
		}
	}
	return found
}

// texts are those of the elements at a path.
func (b *branch) texts(path string) []string {
	var texts []string
	for _, e := range b.all(path) {
		texts = append(texts, e.Text)
	}
	return texts
}

func (b *branch) text(path string) string { return strings.Join(b.texts(path), "\n") }

func (b *branch) number(path string) float64 { f, _ := strconv.ParseFloat(b.text(path), 64); return f }

// readFeed reads the jobs of a feed. The places of all are those of each, since an ad has one job for each place.
func readFeed(t rapid.TB, format, body string, ad *jobad.Ad, place func(*branch) sentPlace) []*reading {
	t.Helper()
	var all []*reading
	var places []string
	for _, job := range readXML(t, body).all("job") {
		r := inForm(t, format, ad, job.text("title"), job.text("description"))
		all, places = append(all, r), append(places, place(job).String())
		r.put("deadline", job.text("expirationdate"), job.text("expirationDate"))
		r.put("lines of skills", job.texts("skills/skill")...)
		if format == "indeed" {
			r.put("pay", payOfFeed(job.text("salary")))
			continue
		}
		r.put("pay", payForm(job.number("salaries/salary/lowEnd/amount"), job.number("salaries/salary/highEnd/amount"),
			joined("", slices.Compact(append(job.texts("salaries/salary/lowEnd/currencyCode"), job.texts("salaries/salary/highEnd/currencyCode")...))...),
			periodOf(job.text("salaries/salary/period"))))
	}
	if len(all) == 0 {
		t.Error("the feed has no job")
	}
	for _, r := range all {
		r.put("places", places...)
	}
	return all
}

// payOfFeed reads "€70000 - €90000 per year" and the like.
func payOfFeed(text string) string {
	if text == "" {
		return ""
	}
	text = regexp.MustCompile(`([A-Z]{3}) (\d)`).ReplaceAllString(text, "$1\u00a0$2")
	return payOfText(strings.NewReplacer(" - ", " to ", "From ", "from ", "Up to ", "up to ", " per ", " a ").Replace(text))
}

func readIndeed(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	return readFeed(t, "indeed", body, ad, func(job *branch) sentPlace {
		return sentPlace{job.text("streetaddress"), job.text("city"), job.text("state"), job.text("postalcode"), job.text("country")}
	})
}

func readLinkedIn(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	return readFeed(t, "linkedin", body, ad, func(job *branch) sentPlace {
		return sentPlace{"", job.text("city"), job.text("state"), job.text("postalCode"), job.text("country")}
	})
}

func readPersonio(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	var all []*reading
	for _, job := range readXML(t, body).all("position") {
		r := inForm(t, "personio", ad, job.text("name"))
		for _, section := range job.all("jobDescriptions/jobDescription") {
			blocks := blocksOf(t, section.text("value"))
			if name := section.text("name"); name != "About the job" { // which the ad has no heading for
				blocks = slices.Insert(blocks, 0, name)
			}
			r.add(ad, styleOf("personio"), blocks)
		}
		r.put("places", job.text("office"))
		r.put("places", job.texts("additionalOffices/office")...)
		r.put("lines of skills", job.text("keywords"))
		all = append(all, r)
	}
	if len(all) != 1 {
		t.Errorf("%d positions", len(all))
	}
	return all
}

// bodyOf decodes the body for a recruiting system, which must conform to its schema.
func bodyOf(t rapid.TB, format, body string) object {
	t.Helper()
	if err := atsSchemas()[format].Validate(into[any](t, body)); err != nil {
		t.Errorf("%s: %v", format, err)
	}
	return into[object](t, body)
}

// at is what is at a path of decoded JSON, where 0 is the first item.
func at(in any, path ...string) any {
	for _, name := range path {
		switch value := in.(type) {
		case object:
			in = value[name]
		case []any:
			if len(value) == 0 {
				return nil
			}
			in = value[0]
		default:
			return nil
		}
	}
	return in
}

func textAt(in any, path ...string) string { s, _ := at(in, path...).(string); return s }

func numberAt(in any, path ...string) float64 { f, _ := at(in, path...).(float64); return f }

func listAt(in any, path ...string) []any { l, _ := at(in, path...).([]any); return l }

// textsOf are the texts of a list.
func textsOf(list []any) []string {
	var all []string
	for _, v := range list {
		all = append(all, fmt.Sprint(v))
	}
	return all
}

func readGreenhouse(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	post := bodyOf(t, "greenhouse", body)
	r := inForm(t, "greenhouse", ad, textAt(post, "title"), textAt(post, "content"))
	r.put("places", textAt(post, "location"))
	pay := at(post, "pay_input_ranges", "0")
	cents := 100.0
	if textAt(pay, "currency_type") == "JPY" { // the one currency of the briefs without cents
		cents = 1
	}
	r.put("pay", payForm(numberAt(pay, "min_cents")/cents, numberAt(pay, "max_cents")/cents, textAt(pay, "currency_type"), periodOf(textAt(pay, "title"))))
	return []*reading{r}
}

func readLever(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	post := bodyOf(t, "lever", body)
	r := inForm(t, "lever", ad, textAt(post, "text"), textAt(post, "opening"), textAt(post, "description"), textAt(post, "additional"))
	for _, list := range listAt(post, "lists") {
		r.add(ad, styleOf("lever"), append([]string{textAt(list, "text")}, blocksOf(t, "<ul>"+textAt(list, "content")+"</ul>")...))
	}
	r.put("places", textsOf(listAt(post, "categories", "allLocations"))...)
	pay := at(post, "salaryRange")
	r.put("pay", payForm(numberAt(pay, "min"), numberAt(pay, "max"), textAt(pay, "currency"), periodOf(textAt(pay, "interval"))))
	return []*reading{r}
}

func readSmartRecruiters(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	post := bodyOf(t, "smartrecruiters", body)
	r := inForm(t, "smartrecruiters", ad, textAt(post, "title"))
	for _, section := range []string{"companyDescription", "jobDescription", "qualifications", "additionalInformation"} {
		r.add(ad, styleOf("smartrecruiters"), blocksOf(t, textAt(post, "jobAd", "sections", section, "text")))
	}
	place := at(post, "location")
	r.put("places", sentPlace{
		textAt(place, "address"), textAt(place, "city"), textAt(place, "region"), textAt(place, "postalCode"), textAt(place, "country"),
	}.String())
	return []*reading{r}
}

func readHROpen(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	post := bodyOf(t, "hropen", body)
	r := inForm(t, "hropen", ad, textAt(post, "title"), textsOf(listAt(post, "formattedDescriptions"))...)
	for member, section := range map[string]string{"jobBenefits": "benefits", "disclaimers": "disclosures"} {
		for _, line := range textsOf(listAt(post, member)) {
			r.sections[section] = append(r.sections[section], "• "+line)
		}
	}
	for _, duty := range listAt(post, "responsibilities") {
		r.sections["responsibilities"] = append(r.sections["responsibilities"], "• "+textAt(duty, "name"))
	}
	for _, skill := range listAt(post, "skills") {
		section := "skills"
		switch {
		case at(skill, "annotation", "required") == true:
			section = "must_have"
		case at(skill, "annotation", "preferred") == true:
			section = "nice_to_have"
		}
		r.sections[section] = append(r.sections[section], "• "+textAt(skill, "name"))
	}
	r.put("places", textAt(post, "jobLocation", "name"))
	pay := at(post, "baseSalaries", "0")
	r.put("pay", payForm(numberAt(pay, "minValue"), numberAt(pay, "maxValue"), textAt(pay, "currency"), periodOf(textAt(pay, "unitText"))))
	r.put("deadline", textAt(post, "validThrough"))
	return []*reading{r}
}

// readJSONLD reads a posting as JSON-LD, by the full names of what it has.
func readJSONLD(t rapid.TB, body string, ad *jobad.Ad) []*reading {
	t.Helper()
	node, err := contract.Expanded([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	blocks := blocksOf(t, strings.Join(valuesOf(node, "description"), ""))
	r := laidOut(ad, styleOf("jsonld"), blocks)[0]
	if title := strings.Join(valuesOf(node, "title"), ""); !strings.HasPrefix(r.heading, title) || title != ad.Title && !strings.HasPrefix(ad.Title, title+" (") {
		t.Errorf("the title is %q in the posting, %q in the ad", title, ad.Title)
	}
	r.members = map[string][]string{}
	for _, place := range nodesOf(node, "jobLocation") {
		address := nodesOf(place, "address")[0]
		part := func(name string) string { return strings.Join(valuesOf(address, name), "") }
		r.put("places", sentPlace{part("streetAddress"), part("addressLocality"), part("addressRegion"), part("postalCode"), part("addressCountry")}.String())
	}
	for _, salary := range nodesOf(node, "baseSalary") {
		amount := nodesOf(salary, "value")[0]
		ends := append(valuesOf(amount, "minValue"), append(valuesOf(amount, "maxValue"), valuesOf(amount, "value")...)...)
		low, _ := strconv.ParseFloat(ends[0], 64)
		high, _ := strconv.ParseFloat(ends[len(ends)-1], 64)
		r.put("pay", payForm(low, high, strings.Join(valuesOf(salary, "currency"), ""), periodOf(strings.Join(valuesOf(amount, "unitText"), ""))))
	}
	for _, until := range valuesOf(node, "validThrough") {
		r.put("deadline", strings.TrimSuffix(until, "T23:59:59"))
	}
	for name, section := range map[string]string{
		"responsibilities": "responsibilities", "qualifications": "must_have", "skills": "skills", "incentiveCompensation": "pay", "jobBenefits": "benefits",
	} {
		r.put("lines of "+section, valuesOf(node, name)...)
	}
	return []*reading{r}
}

// nodesOf are the objects that an expanded object has by a name of the vocabulary.
func nodesOf(node any, name string) []any { return listAt(node, "http://schema.org/"+name) }

// valuesOf are the values that it has by a name.
func valuesOf(node any, name string) []string {
	var all []string
	for _, v := range nodesOf(node, name) {
		if f, ok := at(v, "@value").(float64); ok {
			all = append(all, strconv.FormatFloat(f, 'f', -1, 64))
			continue
		}
		all = append(all, textAt(v, "@value"))
	}
	return all
}
