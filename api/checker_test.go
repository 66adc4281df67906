package api

import (
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// TestCheckerAgreesWithValidator changes a brief at random: the checker finds it broken if and only if the validator
// does, whatever its members hold.
func TestCheckerAgreesWithValidator(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one call after another, which the race detector has nothing to say of; without -short it runs in full")
	}
	data, err := os.ReadFile("testdata/briefs/backend-engineer.json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := newRules[Brief](newCurrencies())
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	kept, broken := 0, 0
	for range 20_000 {
		var b Brief
		if err := json.Unmarshal(data, &b); err != nil {
			t.Fatal(err)
		}
		change(random, reflect.ValueOf(&b).Elem())
		found := newReport()
		r.checker.walk(reflect.ValueOf(&b).Elem(), found)
		err := r.validate.Struct(&b)
		if found.broken != (err != nil) {
			t.Fatalf("the checker says %t, the validator %v, of %+v", found.broken, err, b)
		}
		if found.broken {
			broken++
		} else {
			kept++
		}
	}
	if kept < 1000 || broken < 1000 {
		t.Errorf("%d briefs keep the rules and %d break them; want many of both", kept, broken)
	}
}

// TestEveryTypeCanBeValidated would panic if a validate tag did not fit its member.
func TestEveryTypeCanBeValidated(t *testing.T) {
	t.Parallel()
	r, err := newRules[Brief](newCurrencies())
	if err != nil {
		t.Fatal(err)
	}
	if faults := r.check(&Brief{}); len(faults) != 2 {
		t.Errorf("an empty brief has the faults %v; want role and company.name", faults)
	}
}

// change puts values at and beyond the limits into some of the members of v.
func change(random *rand.Rand, v reflect.Value) {
	now := random.IntN(60) == 0
	switch kind := v.Kind(); {
	case kind == reflect.Struct:
		for _, field := range v.Fields() {
			change(random, field)
		}
	case kind == reflect.Pointer && now:
		v.SetZero()
	case kind == reflect.Pointer:
		if v.IsNil() && random.IntN(3) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if !v.IsNil() {
			change(random, v.Elem())
		}
	case kind == reflect.Slice:
		if now {
			v.Set(reflect.MakeSlice(v.Type(), random.IntN(62), 62))
		}
		for i := range v.Len() {
			if item := v.Index(i); now && item.Kind() == reflect.String && random.IntN(50) > 0 {
				item.SetString("DE")
			}
			change(random, v.Index(i))
		}
	case kind == reflect.String && now:
		v.SetString(pick(random, "x", "é", "senior", "https://a.de", "a@b.de", "2026-01-32", "2026-01-31", "0001-01-01",
			"EUR", "USX", " ", "", strings.Repeat("é", random.IntN(600)), strings.Repeat("a", random.IntN(130))))
	case kind == reflect.Int && now:
		v.SetInt(pick[int64](random, -1, 0, 1, 2, 10_000, 10_001, 10_000_000, 10_000_001))
	case kind == reflect.Float64 && now:
		v.SetFloat(pick(random, -1, 0, 0.01, 0.001, 0.5, 168, 168.5, 1e9, 1e9+1))
	}
}

func pick[T any](random *rand.Rand, all ...T) T {
	return all[random.IntN(len(all))]
}
