package export_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// anyText has every character that some form of JSON escapes, next to others and at every distance from the ends.
func anyText() *rapid.Generator[string] {
	special := rapid.SampledFrom([]string{
		`"`, `\`, "/", "<", ">", "&", "'", "\n", "\t", "\r", "\b", "\f", "\x00", "\x1f", " ", "\x7f", "\u0080", "é", "€", "\u2027", "\u2028", "\u2029",
		"\u202a", "\ufffd", "\uffff", "\U0001f600", "=", "?", "\"\"\"\"\"\"\"\"\"", "$", "%", "]", "[",
	})
	plain := rapid.StringMatching(`[ -~]{0,20}`)
	piece := rapid.OneOf(special, plain, rapid.String(), rapid.Just("")).AsAny()
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for _, p := range rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces") {
			b.WriteString(p.(string)) //nolint:forcetypeassert // they are texts
		}
		return strings.ToValidUTF8(b.String(), "")
	})
}

// fill gives everything in v any value, however deep; text is what to draw texts from.
func fill(t *rapid.T, v reflect.Value, text *rapid.Generator[string]) {
	switch v.Kind() { //nolint:exhaustive // what an ad has not is refused
	case reflect.Pointer:
		if rapid.Bool().Draw(t, "there") {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), text)
		}
	case reflect.Slice:
		if n := rapid.IntRange(-1, 3).Draw(t, "length"); n >= 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
		}
		for i := range v.Len() {
			fill(t, v.Index(i), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fill(t, v.Field(i), text)
			}
		}
	case reflect.String:
		v.SetString(text.Draw(t, "text"))
	case reflect.Int:
		v.SetInt(int64(rapid.Int().Draw(t, "integer")))
	case reflect.Float64:
		amount := rapid.Map(rapid.IntRange(-10, 10_000_000), func(n int) float64 { return float64(n) / 100 })
		v.SetFloat(rapid.OneOf(rapid.Float64(), amount, rapid.SampledFrom([]float64{0, 1e-6, 9.9e-7, 1e-10, 1e20, 1e21, 1e100, 5e-324})).Draw(t, "decimal"))
	default:
		t.Fatalf("cannot fill a %s", v.Type())
	}
}

// TestJSONIsThatOfTheEncoder holds the JSON that is written member by member to what the encoder makes of the tags, byte
// for byte, so that a member which is new, gone or in another place fails.
func TestJSONIsThatOfTheEncoder(t *testing.T) {
	t.Parallel()
	asJSON, asJSONLD := format(t, "json"), format(t, "jsonld")
	forPage := json.JoinOptions(jsontext.EscapeForHTML(true), jsontext.EscapeForJS(true))
	property.Check(t, func(t *rapid.T) {
		var a jobad.Ad
		fill(t, reflect.ValueOf(&a).Elem(), anyText())
		checkEncoder(t, encode(t, asJSON, &a), &a)
		checkEncoder(t, encode(t, asJSONLD, &a), a.JobPosting, forPage)
	})
}

func checkEncoder(t *rapid.T, got []byte, of any, options ...json.Options) {
	t.Helper()
	want, err := json.Marshal(of, options...)
	if err != nil {
		t.Fatal(err)
	}
	if want = append(want, '\n'); !bytes.Equal(got, want) {
		t.Fatalf("(-want +got):\n%s", cmp.Diff(string(want), string(got)))
	}
}

// TestEncodedTextIsUTF8 has a text that is none in each place of an ad in turn.
func TestEncodedTextIsUTF8(t *testing.T) {
	t.Parallel()
	for name, broken := range map[string]jobad.Ad{
		"a title":       {Title: "Cook \xff"},
		"a finding":     {Review: jobad.Review{Findings: []jobad.Finding{{Suggestions: []string{"fine", "seven b\xc3"}}}}},
		"a description": {JobPosting: &jobad.JobPosting{Description: "<p>\xed\xa0\x80</p>"}},
	} {
		f := format(t, "json")
		if err := f.Encode(new(bytes.Buffer), &broken); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestQuoteIsThatOfTheEncoder has texts that are longer than a step of the quoter, in a buffer with room and without.
func TestQuoteIsThatOfTheEncoder(t *testing.T) {
	t.Parallel()
	q := export.NewQuoter()
	property.Check(t, func(t *rapid.T) {
		text := strings.Repeat(anyText().Draw(t, "part"), rapid.IntRange(0, 200).Draw(t, "times")) + anyText().Draw(t, "end")
		cut := rapid.IntRange(0, len(text)).Draw(t, "cut") // perhaps within a character
		text = text[:cut]
		b := bytes.NewBufferString("before")
		b.Grow(rapid.IntRange(0, 1000).Draw(t, "room"))
		err := q.Quote(b, []byte(text))
		want, wantErr := json.Marshal(text)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("error %v, of the encoder %v", err, wantErr)
		}
		if want = append([]byte("before"), want...); err == nil && !bytes.Equal(b.Bytes(), want) {
			t.Fatalf("(-want +got):\n%s", cmp.Diff(string(want), b.String()))
		}
	})
}
