package reload

import (
	"context"
	"runtime/debug"
	"time"

	"rolewright/internal/together"
)

// Watch says what to look at, and what to do when it has changed.
type Watch struct {
	// Every is the time between two looks. A change is put to use when two looks in a row saw the same, so that a file is
	// not read while it is being written.
	Every time.Duration
	// Now asks for the files to be read at once, changed or not.
	Now <-chan struct{}
	// Look returns a fingerprint of what the files hold.
	Look func() string
	// Build reads the files and makes of them what is to be used. A panic in it is refused as a [together.PanicError].
	Build func() (use func(), err error)
	// Refused is told why what the files hold is not used. It may be told of the same again.
	Refused func(err error)
}

// Run watches until ctx ends. The files are taken to be in use as they were when seen was their fingerprint.
func (w *Watch) Run(ctx context.Context, seen string) {
	ticker := time.NewTicker(w.Every)
	defer ticker.Stop()
	last := seen
	for {
		var at string
		select {
		case <-ctx.Done():
			return
		case <-w.Now:
			at = w.Look()
		case <-ticker.C:
			at = w.Look()
			settled := at == last
			last = at
			if at == seen || !settled {
				continue
			}
		}
		if w.load(at) {
			seen = at
		}
	}
}

// load puts the files to use, or tells why not, and reports whether they stayed as they were at the fingerprint at while
// they were read; if not, nothing has happened.
func (w *Watch) load(at string) bool {
	use, err := w.build()
	switch {
	case w.Look() != at:
		return false
	case err != nil:
		w.Refused(err)
	default:
		use()
	}
	return true
}

func (w *Watch) build() (use func(), err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &together.PanicError{Cause: v, Stack: debug.Stack()}
		}
	}()
	return w.Build()
}
