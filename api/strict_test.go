package api_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestUndecodable sends what cannot be read as a brief: all that is wrong is told with its pointer, but for what is
// behind the end of the reading, and for what may only follow from what was not read.
func TestUndecodable(t *testing.T) {
	t.Parallel()
	const missing = "/company/name required; /role required; "
	for name, test := range map[string]struct{ body, want string }{
		"empty":                     {"", " empty"},
		"only space":                {" \n\t", " empty"},
		"not JSON":                  {"role: backend-engineer", " malformed"},
		"single quotes":             {`{'role':"x"}`, " malformed"},
		"comma at the end":          {`{"role":"x",}`, " malformed"},
		"comment":                   {`{"role":"x" /* y */}`, " malformed"},
		"no colon":                  {`{"role" "x"}`, "/role malformed"},
		"bad escape":                {`{"role":"\q"}`, "/role malformed"},
		"raw newline in text":       {"{\"role\":\"a\nb\"}", "/role malformed"},
		"leading zero":              {`{"openings":01}`, " malformed"},
		"NaN":                       {`{"hours_per_week":NaN}`, "/hours_per_week malformed"},
		"truncated object":          {`{"role":"x"`, " truncated"},
		"truncated text":            {`{"role":"x`, "/role truncated"},
		"truncated name":            {`{"ro`, " truncated"},
		"truncated list":            {`{"skills":["a",`, "/skills truncated"},
		"truncated nested":          {`{"company":{"name":"x"`, "/company truncated"},
		"object behind":             {minimal + minimal, " trailing_data"},
		"word behind":               {minimal + " x", " trailing_data"},
		"bracket behind":            {minimal + "}", " trailing_data"},
		"NUL behind":                {minimal + "\x00", " trailing_data"},
		"list at the top":           {"[" + minimal + "]", " wrong_type"},
		"text at the top":           {`"x"`, " wrong_type"},
		"number at the top":         {`1`, " wrong_type"},
		"true at the top":           {`true`, " wrong_type"},
		"null at the top":           {`null`, " null"},
		"unknown":                   {with(`"salary":1`), "/salary unknown_member"},
		"unknown in an object":      {with(`"pay":{"amount":1}`), "/pay/amount unknown_member"},
		"unknown in a list":         {with(`"places":[{"city":"Berlin"},{"town":"Berlin"}]`), "/places/1/town unknown_member"},
		"empty name":                {with(`"":1`), "/ unknown_member"},
		"name to be escaped":        {with(`"a/b~c":1`), "/a~1b~0c unknown_member"},
		"miscased":                  {with(`"Title":"x"`), "/Title unknown_member"},
		"miscased all":              {with(`"SKILLS":[]`), "/SKILLS unknown_member"},
		"miscased in an object":     {with(`"pay":{"Min":1}`), "/pay/Min unknown_member"},
		"long s":                    {with(`"ſkills":["Go"]`), "/ſkills unknown_member"},
		"Kelvin sign":               {with(`"wor\u212aplace":"remote"`), "/wor\u212aplace unknown_member"},
		"camel case":                {with(`"hoursPerWeek":1`), "/hoursPerWeek unknown_member"},
		"duplicate":                 {with(`"title":"a","title":"b"`), "/title duplicate_member"},
		"duplicate by escape":       {with(`"title":"a","t\u0069tle":"b"`), "/title duplicate_member"},
		"duplicate in an object":    {with(`"pay":{"min":1,"min":1}`), "/pay/currency required; /pay/period required; /pay/min duplicate_member"},
		"duplicate in a list":       {with(`"places":[{"city":"a","city":"b"}]`), "/places/0/city duplicate_member"},
		"null text":                 {with(`"title":null`), "/title null"},
		"null list":                 {with(`"skills":null`), "/skills null"},
		"null in a list":            {with(`"skills":["Go",null]`), "/skills/1 null"},
		"null object":               {with(`"pay":null`), "/pay null"},
		"null in an object":         {with(`"pay":{"min":null}`), "/pay/min null"},
		"null in an object in list": {with(`"places":[{"city":null}]`), "/places/0/city null"},
		"null object in a list":     {with(`"places":[null]`), "/places/0 null"},
		"null before an unknown":    {`{"title":null,"salary":1}`, missing + "/title null; /salary unknown_member"},
		"null before a wrong type":  {`{"skills":[null],"role":1}`, "/company/name required; /skills/0 null; /role wrong_type"},
		"null before the end":       {`{"title":null`, "/title null;  truncated"},
		"unknown before a null":     {`{"salary":1,"title":null}`, missing + "/salary unknown_member; /title null"},
		"null in an unknown":        {`{"salary":null}`, missing + "/salary unknown_member"},
		"both of two":               {`{"role":1,"salary":1}`, "/company/name required; /role wrong_type; /salary unknown_member"},
		"fraction for a count":      {with(`"openings":1.5`), "/openings wrong_type"},
		"number in text":            {with(`"openings":"1"`), "/openings wrong_type"},
		"count too large to read":   {with(`"openings":99999999999999999999`), "/openings out_of_range"},
		"count too small to read":   {with(`"openings":-99999999999999999999`), "/openings out_of_range"},
		"number too large to read":  {with(`"hours_per_week":1e400`), "/hours_per_week out_of_range"},
		"bad UTF-8":                 {with("\"title\":\"a\xffb\""), "/title invalid_utf8"},
		"bad UTF-8 in a name":       {with("\"a\xff\":1"), " invalid_utf8"},
		"overlong UTF-8":            {with("\"title\":\"\xc0\xaf\""), "/title invalid_utf8"},
		"surrogate in UTF-8":        {with("\"title\":\"\xed\xa0\x80\""), "/title invalid_utf8"},
		"UTF-16":                    {"\xff\xfe{\x00}\x00", " invalid_utf8"},
		"lone high surrogate":       {with(`"title":"\ud800"`), "/title invalid_utf8"},
		"lone low surrogate":        {with(`"title":"\udc00"`), "/title invalid_utf8"},
		"surrogates turned":         {with(`"title":"\udc00\ud800"`), "/title invalid_utf8"},
		"33 levels":                 {with(`"skills":` + strings.Repeat("[", 32) + strings.Repeat("]", 32)), "/skills" + strings.Repeat("/0", 31) + " too_deep"},
		"32 levels":                 {with(`"skills":` + strings.Repeat("[", 31) + strings.Repeat("]", 31)), "/skills/0 wrong_type"},
		"100,000 brackets":          {strings.Repeat("[", 100_000), strings.Repeat("/0", 32) + " too_deep"},
		"100,000 objects":           {strings.Repeat(`{"a":`, 40_000), strings.Repeat("/a", 32) + " too_deep"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), post(test.body))
			if got.status != http.StatusBadRequest {
				t.Fatalf("status %d: %.300s", got.status, got.body)
			}
			if !strings.Contains(got.body, `"urn:rolewright:problem:undecodable-body"`) {
				t.Errorf("type in %s", got.body)
			}
			if diff := cmp.Diff(strings.Split(test.want, "; "), faults(t, got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestUnknownMemberNamesTheRightOne wants a hint instead of a list if the name is nearly right.
func TestUnknownMemberNamesTheRightOne(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Title": " title.", "ſkills": " skills.", "mustHave": " must_have.", "must-have": " must_have.",
		"salary": "role, level, title,",
	} {
		if got := do(t, handler(), post(with(`"`+name+`":1`))); !strings.Contains(got.body, want) {
			t.Errorf("%s: %s", name, got.body)
		}
	}
}

// TestContentTypes sends a brief under many headers.
func TestContentTypes(t *testing.T) {
	t.Parallel()
	const typeFault, codingFault = "Content-Type unsupported_media_type", "Content-Encoding unsupported_coding"
	for name, test := range map[string]struct {
		headers []string
		want    string // empty is a reply of 200
	}{
		"plain":                 {[]string{"Content-Type", "application/json"}, ""},
		"utf-8":                 {[]string{"Content-Type", "application/json; charset=utf-8"}, ""},
		"UTF-8 quoted":          {[]string{"Content-Type", `Application/JSON;Charset="UTF-8"`}, ""},
		"latin":                 {[]string{"Content-Type", "application/json; charset=iso-8859-1"}, typeFault},
		"utf-16":                {[]string{"Content-Type", "application/json; charset=utf-16"}, typeFault},
		"text":                  {[]string{"Content-Type", "text/plain"}, typeFault},
		"form":                  {[]string{"Content-Type", "application/x-www-form-urlencoded"}, typeFault},
		"other json":            {[]string{"Content-Type", "application/ld+json"}, typeFault},
		"patch":                 {[]string{"Content-Type", "application/merge-patch+json"}, typeFault},
		"none":                  {[]string{"Content-Type", ""}, typeFault},
		"broken":                {[]string{"Content-Type", "application/json; charset"}, typeFault},
		"two in one":            {[]string{"Content-Type", "application/json, text/plain"}, typeFault},
		"identity":              {[]string{"Content-Encoding", "identity"}, ""},
		"gzip":                  {[]string{"Content-Encoding", "gzip"}, codingFault},
		"gzip in capitals":      {[]string{"Content-Encoding", "GZIP"}, codingFault},
		"deflate":               {[]string{"Content-Encoding", "deflate"}, codingFault},
		"identity and gzip":     {[]string{"Content-Encoding", "identity, gzip"}, codingFault},
		"coding behind another": {[]string{"Content-Encoding", "identity", "Content-Encoding", "gzip"}, codingFault},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := do(t, handler(), post(minimal, test.headers...))
			if test.want == "" {
				if got.status != http.StatusOK {
					t.Errorf("status %d: %s", got.status, got.body)
				}
				return
			}
			if got.status != http.StatusUnsupportedMediaType || faults(t, got)[0] != test.want {
				t.Errorf("status %d: %s", got.status, got.body)
			}
			header := map[string]string{typeFault: "Accept", codingFault: "Accept-Encoding"}[test.want]
			if want := map[string]string{"Accept": "application/json", "Accept-Encoding": "identity"}[header]; got.header.Get(header) != want {
				t.Errorf("%s is %q", header, got.header.Get(header))
			}
		})
	}
}

// TestGzipBombIsNotOpened sends 10 MB in 10 KB.
func TestGzipBombIsNotOpened(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(make([]byte, 10<<20))
	_ = z.Close()
	if got := do(t, handler(), post(bomb.String(), "Content-Encoding", "gzip")); got.status != http.StatusUnsupportedMediaType {
		t.Errorf("status %d", got.status)
	}
}

// TestBodySize sends bodies around the limit, with and without a length that is known beforehand.
func TestBodySize(t *testing.T) {
	t.Parallel()
	const limit = 256 << 10
	for _, chunked := range []bool{false, true} {
		for size, want := range map[int]int{
			limit - 1: http.StatusOK, limit: http.StatusOK,
			limit + 1: http.StatusRequestEntityTooLarge, 2 * limit: http.StatusRequestEntityTooLarge,
		} {
			t.Run(fmt.Sprintf("%d chunked %t", size, chunked), func(t *testing.T) {
				t.Parallel()
				r := post(minimal + strings.Repeat(" ", size-len(minimal)))
				if chunked {
					r.ContentLength = -1
				}
				if got := do(t, handler(), r); got.status != want {
					t.Errorf("status %d, want %d", got.status, want)
				}
			})
		}
	}
}

// broken is a body that ends before its time.
type broken struct{ io.Reader }

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

func (broken) Close() error { return nil }

func TestBodyThatEndsEarly(t *testing.T) {
	t.Parallel()
	r := post(minimal)
	r.Body = broken{strings.NewReader(minimal[:20])}
	w := record(handler(), r)
	if w.status != http.StatusBadRequest || faults(t, w)[0] != " incomplete" {
		t.Errorf("status %d: %s", w.status, w.body)
	}
	checkProblem(t, w)
}
