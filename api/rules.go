package api

import (
	"errors"
	"net/url"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/go-playground/validator/v10"

	"rolewright/internal/jobad"
)

// rules checks requests of type T: their text, then what their validate tags say.
type rules[T any] struct {
	validate *validator.Validate
	checker  *checker
}

func newRules[T any](known currencies) (*rules[T], error) {
	mail := regexp.MustCompile(`^[A-Za-z0-9!#$&'*+=?_~-]+(\.[A-Za-z0-9!#$&'*+=?_~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$`)
	own := map[string]func(string) bool{"date": isDate, "mail": func(text string) bool { return mail.MatchString(text) && strings.IndexByte(text, '@') <= 64 }, "weburl": isWebURL, "currency": known.has}
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string { return f.Tag.Get("json") })
	for name, keeps := range own {
		if err := v.RegisterValidation(name, func(f validator.FieldLevel) bool { return keeps(f.Field().String()) }); err != nil {
			return nil, err
		}
	}
	c := &compiler{validate: v, own: own}
	return &rules[T]{validate: v, checker: c.checker(reflect.TypeFor[T](), "", false)}, nil
}

// check cleans the text in a request and returns everything that breaks a rule. The validator is asked only if there is
// something to explain: to find that all is well takes the checker a fraction of the time.
func (r *rules[T]) check(request *T) []jobad.Fault {
	report, value := newReport(), reflect.ValueOf(request).Elem()
	r.checker.walk(value, report)
	if !report.broken {
		shorten(value, report.faults)
		return report.faults
	}
	err := r.validate.Struct(request)
	if broken, ok := errors.AsType[validator.ValidationErrors](err); ok {
		for _, e := range broken {
			if mayBeMissing(request, e.Namespace()) {
				continue
			}
			code, detail := explain(e)
			report.faults = append(report.faults, jobad.Fault{Pointer: pointerOf(e.Namespace()), Code: code, Detail: detail})
		}
	}
	shorten(value, report.faults)
	return report.faults
}

// mayBeMissing reports a member that the validator misses and a brief that may be partial need not have.
func mayBeMissing(request any, namespace string) bool {
	r, ok := request.(*ReviewRequest)
	return ok && (namespace == "ReviewRequest.brief.role" && r.Brief.Role == "" ||
		namespace == "ReviewRequest.brief.company.name" && r.Brief.Company == (Company{}))
}

// currencies are the ISO 4217 codes that the validator knows.
type currencies map[string]bool

// newCurrencies asks for every code there could be, once.
func newCurrencies() currencies {
	known, v := currencies{}, validator.New()
	for i := range 26 * 26 * 26 {
		code := string([]byte{byte('A' + i/26/26), byte('A' + i/26%26), byte('A' + i%26)})
		if v.Var(code, "iso4217") == nil {
			known[code] = true
		}
	}
	return known
}

func (c currencies) has(code string) bool { return c[code] }

// isDate reports whether text is a day of the calendar that a job ad may speak of.
func isDate(text string) bool {
	t, err := time.Parse(time.DateOnly, text)
	return err == nil && t.Year() >= 1900
}

// isWebURL reports whether text is an absolute http or https URL in the characters of RFC 3986, without a password.
func isWebURL(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return false
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>[\\]^`{|}", r) })
}

// pointerOf turns the validator's "Brief.places[0].country" into "/places/0/country".
func pointerOf(namespace string) string {
	_, path, _ := strings.Cut(namespace, ".")
	return "/" + strings.NewReplacer(".", "/", "[", "/", "]", "").Replace(path)
}

// explain turns a broken rule into a code and a way to mend it.
func explain(e validator.FieldError) (code, detail string) {
	switch e.Tag() {
	case "required":
		return "required", "is missing or empty; fill it in."
	case "max", "min":
		return explainBound(e)
	case "oneof":
		return "unknown_value", "is not one of the values; use " + strings.ReplaceAll(e.Param(), " ", ", ") + "."
	case "date":
		return "invalid_date", "is no date from 1900 on; write it as 2026-12-31."
	case "weburl":
		return "invalid_url", "is no web address; use an absolute http or https URL, with other characters percent-encoded."
	case "mail":
		return "invalid_email", "is no e-mail address; write it as jobs@example.com."
	case "currency":
		return "unknown_currency", "is no ISO 4217 code; use one such as EUR, USD or GBP."
	}
	return "invalid", "breaks the rule " + e.Tag() + "."
}

func explainBound(e validator.FieldError) (code, detail string) {
	if e.Field() == "country" {
		return "too_long", "is no ISO 3166-1 alpha-2 code; use one such as DE or US."
	}
	length := map[reflect.Kind]string{reflect.String: " characters", reflect.Slice: " items"}[e.Kind()]
	switch {
	case e.Tag() == "min" && length == "":
		return "too_small", "is too small; use " + e.Param() + " or more."
	case e.Tag() == "min":
		return "too_short", "is too short; use " + e.Param() + length + " or more."
	case length == "":
		return "too_large", "is too large; use " + e.Param() + " or less."
	}
	return "too_long", "is too long; use " + e.Param() + length + " at most."
}
