package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRules sends briefs that can be read but break rules: every fault is told at once, in the order of the body.
func TestRules(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body string
		want []string
	}{
		"nothing":                     {`{}`, []string{"/company/name required", "/role required"}},
		"empty texts":                 {`{"role":"","company":{"name":""}}`, []string{"/role required", "/company/name required"}},
		"only white space":            {`{"role":" ","company":{"name":"\t\u00a0\u3000"}}`, []string{"/role required", "/company/name required"}},
		"company without name":        {`{"role":"backend-engineer","company":{}}`, []string{"/company/name required"}},
		"unknown role":                {`{"role":"wizard","company":{"name":"A"}}`, []string{"/role unknown_role"}},
		"role of punctuation":         {`{"role":"--","company":{"name":"A"}}`, []string{"/role unknown_role"}},
		"unknown level":               {with(`"level":"guru"`), []string{"/level unknown_value"}},
		"level in capitals":           {with(`"level":"Senior"`), []string{"/level unknown_value"}},
		"level that the role lacks":   {with(`"level":"executive"`), []string{"/level unknown_level"}},
		"unknown template":            {with(`"template":"fancy"`), []string{"/template unknown_template"}},
		"template as a path":          {with(`"template":"../standard"`), []string{"/template unknown_template"}},
		"unknown locale":              {with(`"locale":"de"`), []string{"/locale unknown_locale"}},
		"unknown workplace":           {with(`"workplace":"office"`), []string{"/workplace unknown_value"}},
		"unknown employment":          {with(`"employment":"full-time"`), []string{"/employment unknown_value"}},
		"unknown omit":                {with(`"omit":["success","backend-engineer/responsibilities/99","pay"]`), []string{"/omit/1 unknown_line", "/omit/2 unknown_line"}},
		"omit of another role":        {with(`"omit":["accountant/responsibilities/0"]`), []string{"/omit/0 unknown_line"}},
		"omit of the title":           {with(`"omit":["catalog:backend-engineer@mid/title/0"]`), []string{"/omit/0 unknown_line"}},
		"pay without currency":        {with(`"pay":{"min":1,"period":"year"}`), []string{"/pay/currency required"}},
		"pay without period":          {with(`"pay":{"max":1,"currency":"EUR"}`), []string{"/pay/period required"}},
		"pay without both":            {with(`"pay":{"max":1}`), []string{"/pay/currency required", "/pay/period required"}},
		"pay that says nothing":       {with(`"pay":{}`), []string{"/pay required"}},
		"pay with a currency only":    {with(`"pay":{"currency":"EUR"}`), []string{"/pay required"}},
		"pay turned around":           {with(`"pay":{"min":2,"max":1,"currency":"EUR","period":"year"}`), []string{"/pay/min too_large"}},
		"pay below zero":              {with(`"pay":{"min":-1,"max":1,"currency":"EUR","period":"year"}`), []string{"/pay/min too_small"}},
		"pay of zero":                 {with(`"pay":{"min":0,"max":1,"currency":"EUR","period":"year"}`), []string{"/pay/min too_small"}},
		"pay too large":               {with(`"pay":{"max":1000000001,"currency":"EUR","period":"year"}`), []string{"/pay/max too_large"}},
		"large pay too precise":       {with(`"pay":{"min":500000.001,"currency":"EUR","period":"year"}`), []string{"/pay/min too_precise"}},
		"pay too precise":             {with(`"pay":{"min":15.125,"currency":"EUR","period":"hour"}`), []string{"/pay/min too_precise"}},
		"unknown currency":            {with(`"pay":{"min":1,"currency":"EURO","period":"year"}`), []string{"/pay/currency unknown_currency"}},
		"currency in small letters":   {with(`"pay":{"min":1,"currency":"eur","period":"year"}`), []string{"/pay/currency unknown_currency"}},
		"unknown period":              {with(`"pay":{"min":1,"currency":"EUR","period":"annual"}`), []string{"/pay/period unknown_value"}},
		"place without a place":       {with(`"places":[{"city":"Berlin"},{"street":"A 1","postal_code":"1"},{}]`), []string{"/places/1 required", "/places/2 required"}},
		"unknown country":             {with(`"places":[{"country":"ZZ"},{"country":"Q"}]`), []string{"/places/0/country unknown_country", "/places/1/country unknown_country"}},
		"country in words":            {with(`"places":[{"country":"Germany"}]`), []string{"/places/0/country too_long"}},
		"unknown area":                {with(`"workplace":"remote","remote_from":["DE","US-XX","Europe","EU"]`), []string{"/remote_from/1 unknown_place", "/remote_from/2 unknown_place", "/remote_from/3 unknown_place"}},
		"area twice":                  {with(`"workplace":"remote","remote_from":["DE","AT","DE"]`), []string{"/remote_from/2 duplicate"}},
		"remote on site":              {with(`"workplace":"on_site","remote_from":["DE"]`), []string{"/remote_from contradiction"}},
		"hours of zero":               {with(`"hours_per_week":0`), []string{"/hours_per_week too_small"}},
		"hours below zero":            {with(`"hours_per_week":-0.5`), []string{"/hours_per_week too_small"}},
		"more hours than a week has":  {with(`"hours_per_week":168.5`), []string{"/hours_per_week too_large"}},
		"no openings":                 {with(`"openings":0`), []string{"/openings too_small"}},
		"too many openings":           {with(`"openings":10001`), []string{"/openings too_large"}},
		"headcount of zero":           {`{"role":"backend-engineer","company":{"name":"A","headcount":0}}`, []string{"/company/headcount too_small"}},
		"date in words":               {with(`"start_date":"next month"`), []string{"/start_date invalid_date"}},
		"date that is not":            {with(`"start_date":"2026-02-30","as_of":"2026-13-01"`), []string{"/start_date invalid_date", "/as_of invalid_date"}},
		"date with a time":            {with(`"start_date":"2026-12-01T00:00:00Z"`), []string{"/start_date invalid_date"}},
		"date with one digit":         {with(`"start_date":"2026-2-3"`), []string{"/start_date invalid_date"}},
		"deadline yesterday":          {with(`"apply":{"deadline":"2026-11-21"}`), []string{"/apply/deadline too_early"}},
		"deadline before as_of":       {with(`"as_of":"2027-01-02","apply":{"deadline":"2027-01-01"}`), []string{"/apply/deadline too_early"}},
		"script as an address":        {with(`"apply":{"url":"javascript:alert(1)"}`), []string{"/apply/url invalid_url"}},
		"data as an address":          {with(`"apply":{"url":"data:text/html,x"}`), []string{"/apply/url invalid_url"}},
		"address without a host":      {with(`"apply":{"url":"https:///x"}`), []string{"/apply/url invalid_url"}},
		"address without a scheme":    {with(`"apply":{"url":"www.example.com"}`), []string{"/apply/url invalid_url"}},
		"address with a password":     {with(`"apply":{"url":"https://a:b@example.com"}`), []string{"/apply/url invalid_url"}},
		"address with a quote":        {with(`"apply":{"url":"https://example.com/\"onload=x"}`), []string{"/apply/url invalid_url"}},
		"address with a bracket":      {with(`"apply":{"url":"https://example.com/<b>"}`), []string{"/apply/url invalid_url"}},
		"address with a space":        {with(`"apply":{"url":"https://example.com/a b"}`), []string{"/apply/url invalid_url"}},
		"address beyond ASCII":        {with(`"apply":{"url":"https://exämple.com"}`), []string{"/apply/url invalid_url"}},
		"bad website and logo":        {`{"role":"backend-engineer","company":{"name":"A","website":"ftp://a.b","logo":"x"}}`, []string{"/company/website invalid_url", "/company/logo invalid_url"}},
		"no e-mail":                   {with(`"apply":{"email":"jobs"}`), []string{"/apply/email invalid_email"}},
		"e-mail with a header":        {with(`"apply":{"email":"a@b.com?cc=x@y.com"}`), []string{"/apply/email invalid_email"}},
		"e-mail with a name":          {with(`"apply":{"email":"Jobs <a@b.com>"}`), []string{"/apply/email invalid_email"}},
		"e-mail with a quote":         {with(`"apply":{"email":"\"a\"@b.com"}`), []string{"/apply/email invalid_email"}},
		"two e-mails":                 {with(`"apply":{"email":"a@b.com,c@d.com"}`), []string{"/apply/email invalid_email"}},
		"empty item":                  {with(`"skills":["Go"," "]`), []string{"/skills/1 required"}},
		"newline in a list":           {with(`"must_have":["a","b\nc"]`), []string{"/must_have/1 control_character"}},
		"as a list of the same fault": {with(`"must_have":["\u0000b","a\u0000","a\u0000b"]`), []string{"/must_have/0 control_character", "/must_have/1 control_character", "/must_have/2 control_character"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkRules(t, test.body, test.want)
		})
	}
}

func checkRules(t *testing.T, body string, want []string) {
	t.Helper()
	got := do(t, handler(), post(body))
	if got.status != http.StatusUnprocessableEntity {
		t.Fatalf("status %d: %.300s", got.status, got.body)
	}
	if !strings.Contains(got.body, `"urn:rolewright:problem:invalid-brief"`) {
		t.Errorf("type in %s", got.body)
	}
	if diff := cmp.Diff(want, faults(t, got)); diff != "" {
		t.Error(diff)
	}
}

// TestAllFaultsAtOnce breaks one rule of every kind, in two orders.
func TestAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	members := []struct{ json, want string }{
		{`"as_of":"tomorrow"`, "/as_of invalid_date"},
		{`"role":"wizard"`, "/role unknown_role"},
		{`"pay":{"max":1,"min":2,"currency":"XX","period":"year"}`, "/pay/min too_large,/pay/currency unknown_currency"},
		{`"apply":{"email":"x","url":"y"}`, "/apply/email invalid_email,/apply/url invalid_url"},
		{`"skills":["a","a\u0000",""]`, "/skills/1 control_character,/skills/2 required"},
		{`"company":{"about":"` + strings.Repeat("x", 4097) + `"}`, "/company/name required,/company/about too_long"},
		{`"places":[{"country":"ZZ"},{}]`, "/places/0/country unknown_country,/places/1 required"},
		{`"template":"fancy"`, "/template unknown_template"},
		{`"level":"guru"`, "/level unknown_value"},
		{`"title":"` + strings.Repeat("é", 121) + `"`, "/title too_long"},
		{`"openings":0`, "/openings too_small"},
		{`"workplace":"on_site"`, ""},
		{`"remote_from":["XX"]`, "/remote_from contradiction,/remote_from/0 unknown_place"},
		{`"locale":"fr"`, "/locale unknown_locale"},
	}
	forth, back := []string{}, []string{}
	var wantForth, wantBack []string
	for i := range members {
		last := members[len(members)-1-i]
		forth, back = append(forth, members[i].json), append(back, last.json)
		wantForth = append(wantForth, split(members[i].want)...)
		wantBack = append(wantBack, split(last.want)...)
	}
	checkRules(t, "{"+strings.Join(forth, ",")+"}", wantForth)
	checkRules(t, "{"+strings.Join(back, ",")+"}", wantBack)
}

func split(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

// TestBordersOfRules sends what is just allowed.
func TestBordersOfRules(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"pay of a cent":      with(`"pay":{"min":0.01,"currency":"EUR","period":"hour"}`),
		"the largest pay":    with(`"pay":{"max":1000000000,"currency":"EUR","period":"year"}`),
		"pay with decimals":  with(`"pay":{"min":15.99,"max":15.99,"currency":"USD","period":"hour"}`),
		"pay as a note":      with(`"pay":{"note":"By agreement"}`),
		"deadline today":     with(`"apply":{"deadline":"2026-11-22"}`),
		"deadline at as_of":  with(`"as_of":"2020-01-02","apply":{"deadline":"2020-01-02"}`),
		"leap day":           with(`"start_date":"2028-02-29"`),
		"half an hour":       with(`"hours_per_week":0.5`),
		"a whole week":       with(`"hours_per_week":168`),
		"exponent":           with(`"hours_per_week":4e1`),
		"empty lists":        with(`"skills":[],"places":[],"omit":[]`),
		"empty objects":      with(`"apply":{},"disclosures":{}`),
		"escapes":            with(`"title":"\u0041\n"`),
		"surrogate pair":     with(`"title":"\ud83d\ude00"`),
		"tab":                with(`"title":"a\tb"`),
		"alias of the role":  `{"role":"API Engineer","company":{"name":"A"}}`,
		"title with a level": `{"role":"Senior Backend Engineer","company":{"name":"A"}}`,
		"space around":       " \r\n\t" + minimal + " \r\n\t",
		"e-mail":             with(`"apply":{"email":"o'brien+jobs=1@mail.example-1.com"}`),
		"address":            with(`"apply":{"url":"HTTPS://example.com:8443/a?b=c&d=%20#e"}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := do(t, handler(), post(body)); got.status != http.StatusOK {
				t.Errorf("status %d: %s", got.status, got.body)
			}
		})
	}
}

// TestEmptyIsNotSaid takes an optional text that is empty, or white space, as one that is left out. The OpenAPI document
// does not promise that.
func TestEmptyIsNotSaid(t *testing.T) {
	t.Parallel()
	want := record(handler(), post(minimal))
	for _, body := range []string{
		with(`"title":"","level":"","template":"","locale":"","start_date":"","workplace":"","apply":{"url":"","email":""}`),
		with(`"title":" ","level":"\t","template":"\n","locale":" ","start_date":" ","workplace":" ","apply":{"url":" ","email":" "}`),
	} {
		if got := record(handler(), post(body)); got.status != http.StatusOK || got.body != want.body {
			t.Error(cmp.Diff(want.body, got.body))
		}
	}
}
