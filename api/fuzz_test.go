package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// markup reads an HTML page but for its JSON-LD: its elements with their attributes, and its text.
func markup(page string) (elements []string, text string) {
	var words strings.Builder
	_, page = cutPosting(page)
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.TextToken {
			words.WriteString(token.Data)
			continue
		}
		for i := range token.Attr {
			if token.Attr[i].Key == "href" {
				token.Attr[i].Val = ""
			}
		}
		elements = append(elements, token.String())
	}
	return elements, words.String()
}

// checkMarkup wants no element, besides the JSON-LD, but those that ads are made of, no attribute but a link's, and no link but to the web.
func checkMarkup(t rapid.TB, page string) {
	t.Helper()
	allowed := strings.Fields("html head meta title style body main h1 h2 p ul ol li strong em a br")
	_, page = cutPosting(page)
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.TextToken {
			continue
		}
		if kind != html.DoctypeToken && !slices.Contains(allowed, token.Data) {
			t.Errorf("there is %s", token)
		}
		for _, a := range token.Attr {
			switch {
			case a.Key == "href" && (strings.HasPrefix(strings.ToLower(a.Val), "http") || strings.HasPrefix(strings.ToLower(a.Val), "mailto:")):
			case token.Data == "ol" && a.Key == "start", token.Data == "html" || token.Data == "meta":
			default:
				t.Errorf("there is %s", token)
			}
		}
	}
}

// textMembers are the members of a brief that the detailed template shows, one text each.
func textMembers() []string {
	return append(listMembers(), "title", "team", "reports_to", "reason", "reference", "company/name", "company/industry", "pay/note",
		"apply/contact", "places/city", "places/street", "places/postal_code")
}

// briefOf puts a text made of text in every member, and returns those texts.
func briefOf(text string) (brief object, texts []string) {
	place, company, pay, apply := object{}, object{}, object{}, object{}
	inner := object{"places": []object{place}, "company": company, "pay": pay, "apply": apply}
	brief = object{
		"role": "backend-engineer", "template": "detailed", "places": []object{place}, "company": company, "pay": pay, "apply": apply,
		"omit": []string{"background", "must_have", "nice_to_have", "purpose", "responsibilities", "skills", "success", "team"},
	}
	objects := map[string]object{"places": place, "company": company, "pay": pay, "apply": apply, "": brief}
	for i, member := range textMembers() {
		own := fmt.Sprint(text, i)
		if i%2 == 0 {
			own = fmt.Sprint(i, text)
		}
		texts = append(texts, own)
		first, second, nested := strings.Cut(member, "/")
		switch {
		case nested && inner[first] != nil:
			objects[first][second] = own
		case slices.Contains(listMembers(), member):
			brief[member] = []string{own}
		default:
			brief[member] = own
		}
	}
	return brief, texts
}

// FuzzText puts any text everywhere. It is refused, or it stands in the ad as it is and is no markup.
func FuzzText(f *testing.F) {
	for _, text := range nasty() {
		f.Add(text)
	}
	plain, _ := briefOf("x")
	wantElements, _ := markup(record(handler(), post(encoded(plain), "Accept", "text/html")).body)
	f.Fuzz(func(t *testing.T, text string) {
		brief, texts := briefOf(text)
		page := do(t, handler(), post(encoded(brief), "Accept", "text/html"))
		if page.status == http.StatusUnprocessableEntity {
			return
		}
		if page.status != http.StatusOK {
			t.Fatalf("status %d: %s", page.status, page.body)
		}
		plain := do(t, handler(), post(encoded(brief), "Accept", "text/plain"))
		elements, words := markup(page.body)
		if !slices.Equal(elements, wantElements) {
			t.Errorf("elements %q, want %q", elements, wantElements)
		}
		for _, own := range texts {
			own = norm.NFC.String(strings.TrimFunc(own, unicode.IsSpace))
			if !strings.Contains(plain.body, own) || !strings.Contains(words, own) {
				t.Errorf("%q is not in the ad: %s", own, page.body)
			}
		}
	})
}

// FuzzAbout puts any text in the one member that is Markdown: nothing but its few elements comes of it.
func FuzzAbout(f *testing.F) {
	for _, text := range nasty() {
		f.Add(text)
		f.Add("a\n\n" + text + "\n\n- b\n  " + text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		body := encoded(object{"role": "backend-engineer", "company": object{"name": "Acme", "about": text}})
		got := do(t, handler(), post(body, "Accept", "text/html"))
		if got.status == http.StatusOK {
			checkMarkup(t, got.body)
			return
		}
		if got.status != http.StatusUnprocessableEntity {
			t.Errorf("status %d: %s", got.status, got.body)
		}
	})
}

// FuzzGenerate sends any body: the reply is one that the document states, and never a fault of ours.
func FuzzGenerate(f *testing.F) {
	for _, text := range nasty() {
		f.Add([]byte(text))
		f.Add([]byte(with(`"title":` + text)))
	}
	for _, m := range members() {
		f.Add([]byte(m.brief("a")))
		f.Add([]byte(m.brief(1)))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		got := record(handler(), post(string(body)))
		if got.status == http.StatusOK {
			return // it may be laxer than the document: see TestEmptyIsNotSaid
		}
		do(t, handler(), post(string(body)))
		if got.status != http.StatusBadRequest && got.status != http.StatusUnprocessableEntity && got.status != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d: %s", got.status, got.body)
		}
	})
}

// FuzzAccept negotiates with any headers.
func FuzzAccept(f *testing.F) {
	for _, accept := range []string{"", "*/*", "text/html;q=0.5, */*;q=0.1", ";q=", "a/b;c=\"d,e\";q=1", "text/*;q=0,*/*", "*;q=0", "gzip, br"} {
		f.Add(accept, accept)
	}
	f.Fuzz(func(t *testing.T, accept, coding string) {
		got := do(t, handler(), post(minimal, "Accept", accept, "Accept-Encoding", coding))
		if got.status != http.StatusOK && got.status != http.StatusNotAcceptable {
			t.Fatalf("status %d", got.status)
		}
		if got.header.Get("Content-Encoding") == "gzip" {
			if !strings.Contains(strings.ToLower(coding), "gzip") && !strings.Contains(coding, "*") {
				t.Errorf("compressed for %q", coding)
			}
			unzip(t, got.body)
		}
		checkVary(t, got, "Accept", "Accept-Encoding")
	})
}

// FuzzCursor goes on from any cursor: only those that the list gave are taken.
func FuzzCursor(f *testing.F) {
	given := []string{""}
	for next := "?limit=1"; next != ""; {
		page, got := roles(f, next)
		given = append(given, page.NextCursor)
		next = links(got)["next"]
	}
	for _, cursor := range given {
		f.Add(cursor)
		f.Add(strings.ToUpper(cursor))
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		r := get("/v1/roles")
		query := r.URL.Query()
		query.Set("cursor", cursor)
		r.URL.RawQuery = query.Encode()
		got := do(t, handler(), r)
		if want := slices.Contains(given, cursor) && cursor != ""; want != (got.status == http.StatusOK) || !want && got.status != http.StatusBadRequest {
			t.Errorf("%q: status %d", cursor, got.status)
		}
	})
}
