package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"rolewright/internal/catalog"
	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// TestTwoProcessesAgree makes 1,000 ads in every format in two processes, the second time in the reverse order, and
// wants every byte to be the same.
func TestTwoProcessesAgree(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes two processes and a thousand ads")
	}
	briefs := randomBriefs(t, count())
	sums, refused := make([][]string, 2), 0
	for i := range sums {
		cmd, log := program(t, "--addr=127.0.0.1:0", "--admin-addr=off", "--log-level=info"), &output{}
		cmd.Stderr = log
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		url, client := "http://"+log.find(t, `"msg":"serving","addr":"([^"]+)"`), newClient(t)
		for _, brief := range briefs {
			sum := sha256.New()
			for _, format := range export.Formats() {
				res, body := call(t, client, "POST", url+"/v1/generate?format="+format.Name, brief)
				if res.StatusCode == http.StatusNotAcceptable && format.Document { // a script that the fonts do not have
					refused++
					body = ""
				} else if res.StatusCode != http.StatusOK {
					t.Fatalf("status %d: %s for %s", res.StatusCode, body, brief)
				}
				fmt.Fprintf(sum, "%s %s\n%s", format.Name, res.Header.Get("Content-Type"), body)
			}
			sums[i] = append(sums[i], hex.EncodeToString(sum.Sum(nil)))
		}
		slices.Reverse(briefs)
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, log)
		}
	}
	slices.Reverse(sums[1])
	for i := range briefs {
		if sums[0][i] != sums[1][i] {
			t.Errorf("two ads of %s", briefs[i])
		}
	}
	if refused > len(briefs)*3/2 {
		t.Errorf("%d of %d times a document was refused: there are too few left", refused, 2*len(briefs))
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(sums[0])))
	if len(distinct) < len(briefs)*99/100 {
		t.Errorf("only %d ads differ: the briefs are too much alike", len(distinct))
	}
}

// count is how many briefs are tried: 1,000, and fewer under the race detector, which is slow and has nothing to find.
func count() int {
	if isRace() {
		return 30
	}
	return 1000
}

// isRace reports whether the race detector is on, with which everything takes many times as long.
func isRace() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// randomBriefs makes the same n briefs every time.
func randomBriefs(t *testing.T, n int) []string {
	t.Helper()
	data, err := os.ReadFile("roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	roles, err := catalog.Parse("roles.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	r := &random{rand.New(rand.NewPCG(2026, 11))}
	briefs := make([]string, n)
	for i := range briefs {
		brief, err := json.Marshal(r.brief(roles.Roles()))
		if err != nil {
			t.Fatal(err)
		}
		if briefs[i] = string(brief); i%3 == 0 { // a PDF has fonts for this one
			briefs[i] = strings.NewReplacer("日本", "ω", "😀", "Ж").Replace(briefs[i])
		}
	}
	return briefs
}

// random draws parts of briefs.
type random struct{ *rand.Rand }

func pick[T any](r *random, all ...T) T { return all[r.IntN(len(all))] }

func (r *random) text() string {
	words := make([]string, 1+r.IntN(6))
	for i := range words {
		words[i] = pick(r, "Payments", "team", "of", "**bold**", "<b>", "{{.Title}}", "&amp;", `\`, "_x_", "# 1", "-", "1.", "[a](b)", "日本", "é", "😀", "\"", "C++")
	}
	return strings.Join(words, " ")
}

func (r *random) texts(most int) []string {
	all := make([]string, r.IntN(most+1))
	for i := range all {
		all[i] = r.text()
	}
	return all
}

func (r *random) brief(roles []jobad.Role) map[string]any {
	role := &roles[r.IntN(len(roles))]
	brief := map[string]any{
		"role": role.Slug, "level": pick(r, role.LevelSlugs()...), "template": pick(r, "concise", "standard", "detailed", "linkedin", "indeed", "internal"), "as_of": "2026-11-22",
		"company": map[string]any{"name": r.text(), "about": strings.Join(r.texts(4), "\n\n"), "headcount": 1 + r.IntN(5000)},
		"title":   r.text(), "team": r.text(), "reports_to": r.text(), "reason": r.text(), "reference": pick(r, "REQ-1", "REQ-2"),
		"places":    []any{map[string]any{"city": r.text(), "country": pick(r, "DE", "US", "FR")}},
		"workplace": pick(r, "on_site", "hybrid", "remote"), "employment": pick(r, "full_time", "part_time"), "hours_per_week": 1 + r.IntN(40),
		"pay":         map[string]any{"min": 1 + r.IntN(500), "max": 500 + r.IntN(9000), "currency": pick(r, "EUR", "USD", "CHF"), "period": pick(r, "hour", "month")},
		"apply":       map[string]any{"url": "https://www.example.com/" + pick(r, "a", "b_c", "d?e=f&g"), "email": "jobs@example.com", "deadline": "2026-12-31"},
		"disclosures": map[string]any{"ai_screening": r.IntN(2) == 0}, "openings": 1 + r.IntN(9), "start_date": "2027-02-01",
		"omit": pick(r, nil, []string{"success"}, []string{"skills", "team", role.Slug + "/purpose/0"}),
	}
	for _, list := range []string{"responsibilities", "must_have", "nice_to_have", "skills", "success", "extra_pay", "benefits", "flexibility", "process"} {
		brief[list] = r.texts(5)
	}
	for _, member := range []string{"title", "team", "reason", "reports_to", "pay", "apply", "places", "workplace", "omit", "disclosures", "openings"} {
		if value, ok := brief[member].([]string); r.IntN(3) == 0 || ok && value == nil {
			delete(brief, member)
		}
	}
	return brief
}
