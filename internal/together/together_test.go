package together_test

import (
	"errors"
	"strings"
	"testing"

	"rolewright/internal/together"
)

func TestDo(t *testing.T) {
	t.Parallel()
	meet := make(chan struct{})
	err := together.Do(
		func() error { meet <- struct{}{}; return nil }, // ends only if the other one runs beside it
		func() error { <-meet; return nil },
	)
	if err != nil {
		t.Error(err)
	}
	if err := together.Do(); err != nil {
		t.Error(err)
	}
}

func TestDoJoinsErrorsInOrder(t *testing.T) {
	t.Parallel()
	first, second, ended := errors.New("first"), errors.New("second"), make(chan struct{})
	err := together.Do(
		func() error { <-ended; return first },
		func() error { return nil },
		func() error { defer close(ended); return second },
	)
	if !errors.Is(err, first) || !errors.Is(err, second) || err.Error() != "first\nsecond" {
		t.Errorf("got %v", err)
	}
}

func TestDoRecovers(t *testing.T) {
	t.Parallel()
	err := together.Do(
		func() error { panic("spilled") },
		func() error { return errors.New("and this") },
	)
	if err == nil || !strings.HasPrefix(err.Error(), "panic: spilled\n") || !strings.HasSuffix(err.Error(), "\nand this") ||
		!strings.Contains(err.Error(), "together_test.go") {
		t.Errorf("got %v", err)
	}
}
