// Package together runs tasks that do not need each other at the same time, and waits for all of them. It knows nothing
// of what they do.
package together

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// PanicError is a panic that was recovered.
type PanicError struct {
	Cause any
	Stack []byte // for operators
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.Cause, e.Stack) }

// Do runs every task in a goroutine of its own and returns when the last one has ended. The error joins those of the
// tasks in the order of the arguments, whichever came first; a panic of a task is a [PanicError].
func Do(tasks ...func() error) error {
	faults := make([]error, len(tasks))
	var all sync.WaitGroup
	for i, task := range tasks {
		all.Go(func() {
			defer func() {
				if cause := recover(); cause != nil {
					faults[i] = &PanicError{cause, debug.Stack()}
				}
			}()
			faults[i] = task()
		})
	}
	all.Wait()
	return errors.Join(faults...)
}
