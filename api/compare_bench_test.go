package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"rolewright/api"
)

// BenchmarkHiring measures the calls that tell roles apart, from the request to the reply. The goal is 2 ms for each.
func BenchmarkHiring(b *testing.B) {
	h := newHandler(b, api.Options{})
	six := "/v1/compare?roles=backend-engineer,backend-developer,software-engineer,full-stack-engineer,go-developer,java-developer&format="
	for _, bench := range []struct {
		name    string
		request func() *http.Request
	}{
		{"CompareTwo", func() *http.Request { return get("/v1/compare?roles=backend-engineer,backend-developer") }},
		{"CompareSix", func() *http.Request { return get(six + "json") }},
		{"CompareSixMarkdown", func() *http.Request { return get(six + "markdown") }},
		{"CompareSixHTML", func() *http.Request { return get(six + "html") }},
		{"AdvisePair", func() *http.Request {
			return postTo("/v1/advise", `{"candidates":["backend-engineer","backend-developer"],"description":"Requests time out on campaign days",
				"need":{"problem":"scaling","stage":"growth","team_size":12,"has_architect":false,"can_mentor":true,"budget":"medium"}}`)
		}},
		{"AdviseCatalog", func() *http.Request {
			return postTo("/v1/advise", `{"description":"Our books are a mess, invoices pile up and nobody files the VAT return","need":{"stage":"startup","budget":"low"}}`)
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			h.ServeHTTP(httptest.NewRecorder(), bench.request()) // what the first call makes ready stays
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				h.ServeHTTP(w, bench.request())
				if w.Code != http.StatusOK {
					b.Fatal(fmt.Sprint(w.Code, w.Body))
				}
			}
		})
	}
}
