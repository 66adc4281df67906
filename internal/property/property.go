// Package property checks what holds for any input. Tests try the same inputs each time, so that what passes once passes
// everywhere; make properties tries others.
package property

import (
	"flag"
	"sync"

	"pgregory.net/rapid"
)

// fixSeed has package rapid start where it started last time, unless the flag -rapid.seed says where.
var fixSeed = sync.OnceValue(func() error { //nolint:gochecknoglobals // as is the flag
	if f := flag.Lookup("rapid.seed"); f.Value.String() == f.DefValue {
		return f.Value.Set("2026")
	}
	return nil
})

// Check tries prop on many inputs, and fails t with the smallest found that does not pass. The flags of package rapid say
// how many (-rapid.checks) and which (-rapid.seed).
func Check(t rapid.TB, prop func(*rapid.T)) {
	t.Helper()
	if err := fixSeed(); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, prop)
}
