package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/api"
	"rolewright/internal/property"
)

// TestUnreadableMembersAreToldTogether sends members that cannot be read beside some that break rules. What may only
// follow from a member that was not read is not told.
func TestUnreadableMembersAreToldTogether(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ target, body, want string }{
		"five of a brief": {
			"/v1/generate", `{"role":"line cok","company":{"name":""},"hours_per_week":"40","sallary":1,"team":["a"]}`,
			"/role unknown_role; /company/name required; /hours_per_week wrong_type; /sallary unknown_member; /team wrong_type",
		},
		"of every kind": {
			"/v1/generate", with(`"openings":99999999999999999999,"title":null,"pay":{"min":"1","amount":2},"places":[{"city":1},5,{"country":"XX"}],"skills":["Go",7],"team":"a","team":"b"`),
			"/openings out_of_range; /title null; /pay/min wrong_type; /pay/amount unknown_member; /places/0/city wrong_type; /places/1 wrong_type; " +
				"/places/2/country unknown_country; /skills/1 wrong_type; /team duplicate_member",
		},
		"a company that is text":       {"/v1/generate", `{"role":"line cook","company":"Acme","team":1}`, "/company wrong_type; /team wrong_type"},
		"a member in camel case":       {"/v1/generate", `{"Role":"line cook","company":{"name":"Acme"}}`, "/Role unknown_member"},
		"a member within, misspelt":    {"/v1/generate", `{"role":"line cook","company":{"Name":"Acme"}}`, "/company/Name unknown_member"},
		"a line of an unknown level":   {"/v1/generate", with(`"level":5,"omit":["backend-engineer/responsibilities/99"]`), "/level wrong_type"},
		"a line of a known level":      {"/v1/generate", with(`"team":5,"omit":["backend-engineer/responsibilities/99"]`), "/team wrong_type; /omit/0 unknown_line"},
		"a deadline and an odd day":    {"/v1/generate", with(`"as_of":5,"apply":{"deadline":"2020-01-01"}`), "/as_of wrong_type"},
		"a deadline before a day":      {"/v1/generate", with(`"team":5,"as_of":"2026-01-01","apply":{"deadline":"2020-01-01"}`), "/team wrong_type; /apply/deadline too_early"},
		"a gate":                       {"/v1/generate", with(`"gate":"specific","team":5`), "/team wrong_type"},
		"behind the end of the object": {"/v1/generate", `{"role":1} x`, "/role wrong_type;  trailing_data"},
		"before a fault of syntax":     {"/v1/generate", `{"role":1,"salary":2,"title" "x"}`, "/role wrong_type; /salary unknown_member; /title malformed"},
		"of a review":                  {"/v1/review", `{"text":5,"colour":1,"brief":{"places":[{"country":"XX"}],"pay":7}}`, "/text wrong_type; /colour unknown_member; /brief/places/0/country unknown_country; /brief/pay wrong_type"},
		"of a need":                    {"/v1/advise", `{"candidates":"cook","need":{"stage":"odd","team_size":"4","CanMentor":true}}`, "/candidates wrong_type; /need/stage unknown_value; /need/team_size wrong_type; /need/CanMentor unknown_member"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), postTo(test.target, test.body))
			if got.status != http.StatusBadRequest || !strings.Contains(got.body, `"urn:rolewright:problem:undecodable-body"`) {
				t.Fatalf("status %d: %.300s", got.status, got.body)
			}
			if diff := cmp.Diff(strings.Split(test.want, "; "), faults(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUnreadableMembersAreBounded sends more than anybody wants to be told.
func TestUnreadableMembersAreBounded(t *testing.T) {
	t.Parallel()
	var members []string
	for i := range 20_000 {
		members = append(members, fmt.Sprintf(`"x%d":1`, i))
	}
	got := do(t, handler(), post(with(strings.Join(members, ","))))
	p := into[api.Problem](t, got.body)
	if len(p.Errors) != 100 || !strings.Contains(p.Detail, "first 100") || got.status != http.StatusBadRequest {
		t.Errorf("status %d, %d faults: %s", got.status, len(p.Errors), p.Detail)
	}
}

// TestReadWithPatience wants a body that is read with patience, as one with the word null is, to mean what it always does.
func TestReadWithPatience(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		brief := fullBrief()
		for _, name := range slices.Sorted(maps.Keys(brief)) {
			if name != "role" && name != "company" && rapid.Bool().Draw(t, name) {
				delete(brief, name)
			}
		}
		brief["reference"] = "null"
		body := string(must(json.Marshal(brief)))
		slow := record(handler(), post(body))
		fast := record(handler(), post(strings.Replace(body, `"null"`, `"full"`, 1)))
		want := strings.ReplaceAll(fast.body, "full", "null")
		digest := func(text string) string { return text[:strings.LastIndex(text, `"digest"`)+1] }
		if slow.status != http.StatusOK || fast.status != slow.status || digest(want) != digest(strings.ReplaceAll(slow.body, "full", "null")) {
			t.Errorf("%s: status %d, %s", body, slow.status, cmp.Diff(want, slow.body))
		}
	})
}

// TestByteOrderMark is what editors of some systems put before a text, and what they write in place of UTF-8.
func TestByteOrderMark(t *testing.T) {
	t.Parallel()
	if got := record(handler(), post("\ufeff"+minimal)); got.status != http.StatusOK {
		t.Errorf("status %d: %s", got.status, got.body)
	}
	if got := record(handler(), post("\ufeff"+with(`"team":5`))); faults(t, got)[0] != "/team wrong_type" {
		t.Errorf("status %d: %s", got.status, got.body)
	}
	wide := "\xff\xfe" + strings.Join(strings.Split(minimal+"\n"+minimal, ""), "\x00") + "\x00"
	if got := record(handler(), post(wide)); faults(t, got)[0] != " invalid_utf8" || !strings.Contains(got.body, "send UTF-8") {
		t.Errorf("status %d: %s", got.status, got.body)
	}
	for _, line := range answers(t, record(handler(), batchOf("", []string{wide})).body) {
		if p := line.Problem; p == nil || p.Errors[0].Code != "invalid_utf8" {
			t.Errorf("a line in UTF-16: %+v", p)
		}
	}
	lines := answers(t, record(handler(), batchOf("", []string{"\ufeff" + minimal, "\ufeff" + minimal})).body)
	if len(lines) != 2 || lines[0].Ad == nil || lines[1].Ad == nil {
		t.Errorf("lines behind a mark: %+v", lines)
	}
}
