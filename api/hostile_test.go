package api_test

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
)

// hostileBodies are faulty bodies by the path that they are sent to, as large as they may be, that are dear to those who
// look at all of them for each fault.
func hostileBodies() map[string][2]string {
	const size = 200_000
	list := func(item string) string { return strings.TrimSuffix(strings.Repeat(item+",", size/(len(item)+1)), ",") }
	brief := func(members string) string { return `{"role":"chef","company":{"name":"A"},` + members + "}" }
	return map[string][2]string{
		"a long name":             {"/v1/generate", brief(`"` + strings.Repeat("n", size/2) + `":[` + strings.Repeat("0,", size/4) + "0]")},
		"a long name of an inner": {"/v1/generate", `{"company":{"` + strings.Repeat("n", size/2) + `":[` + strings.Repeat("0,", size/4) + "0]}}"},
		"quotes in a text":        {"/v1/generate", `{"role":"chef","gate":"law","company":{"name":"A","about":"` + strings.Repeat("> ", size/2) + `"}}`},
		"brackets in a text":      {"/v1/generate", `{"role":"chef","gate":"law","company":{"name":"A","about":"` + strings.Repeat("![a](", size/5) + `"}}`},
		"a long role":             {"/v1/generate", `{"role":"` + strings.Repeat("chef ", size/5) + `","company":{"name":"A"}}`},
		"many areas":              {"/v1/generate", brief(`"remote_from":[` + list(`"US-XX"`) + "]")},
		"much left out":           {"/v1/generate", brief(`"omit":["x",` + list(`"x/1"`) + "]")},
		"many lines":              {"/v1/generate", brief(`"skills":[` + list(`"x"`) + "]")},
		"control characters":      {"/v1/generate", brief(`"a":null,"b":null,"skills":[` + list("\"\u0085\"") + "]")},
		"many nulls":              {"/v1/generate", brief(`"skills":[` + list("null") + "]")},
		"many candidates":         {"/v1/advise", `{"candidates":[` + list(`"chef de partie"`) + "]}"},
		"a team of many":          {"/v1/advise", `{"description":"a cook","need":{"team":[` + list(`"cook"`) + "]}}"},
		"a long text to review":   {"/v1/review", `{"brief":{"skills":[` + list(`"x"`) + `]},"format":"markdown","text":"[a](b"}`},
	}
}

// TestHostileBodies wants each to be refused with a short answer, without much work. It runs alone, since it counts what is
// allocated.
func TestHostileBodies(t *testing.T) { //nolint:paralleltest // what others allocate would count
	h := handler()
	for name, path := range hostileBodies() {
		t.Run(name, func(t *testing.T) {
			request := postTo(path[0], path[1])
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := record(h, request)
			runtime.ReadMemStats(&after)
			if got.status != http.StatusBadRequest && got.status != http.StatusUnprocessableEntity {
				t.Errorf("status %d: %.300s", got.status, got.body)
			}
			if len(got.body) > len(path[1])+32<<10 {
				t.Errorf("%d bytes are answered with %d", len(path[1]), len(got.body))
			}
			if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 64 {
				t.Errorf("%d MiB were allocated", took)
			}
		})
	}
}
