package api

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// maxPiece is how many bytes the caller must take within the patience of a batch, so that one large ad is no reason to
// hang up on a slow caller.
const maxPiece = 16 << 10

var errGivenUp = errors.New("the batch has ended")

// batchConn reads and writes while both go on for as long as the caller likes: the limits on the time of a whole
// request give way to one on each step. A limit is set for the step alone, since one that passes between two steps
// would cut off a caller who waits for nothing but us.
type batchConn struct {
	control  *http.ResponseController
	from     io.Reader
	to       io.Writer
	patience time.Duration

	mu      sync.Mutex
	givenUp bool
}

func (c *batchConn) Read(p []byte) (int, error) {
	if !c.limitReading(c.soon()) {
		return 0, errGivenUp
	}
	n, err := c.from.Read(p)
	c.limitReading(time.Time{})
	return n, err
}

// limitReading reports whether there may be reading at all.
func (c *batchConn) limitReading(until time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.givenUp {
		_ = c.control.SetReadDeadline(until) // a connection without deadlines has none to move; reading tells if it is closed
	}
	return !c.givenUp
}

// giveUp ends a read that waits, and all that would follow. The connection is of no use afterwards.
func (c *batchConn) giveUp() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.givenUp = true
	_ = c.control.SetReadDeadline(time.Unix(1, 0)) // as in limitReading
}

func (c *batchConn) Write(p []byte) (int, error) {
	written := 0
	for len(p) > 0 {
		n, err := c.write(p[:min(len(p), maxPiece)])
		written += n
		if err != nil {
			return written, err
		}
		p = p[n:]
	}
	return written, nil
}

func (c *batchConn) write(piece []byte) (int, error) {
	c.limitWriting(c.soon())
	defer c.limitWriting(time.Time{})
	return c.to.Write(piece)
}

// flush sends what the server still holds back.
func (c *batchConn) flush() error {
	c.limitWriting(c.soon())
	defer c.limitWriting(time.Time{})
	if err := c.control.Flush(); !errors.Is(err, http.ErrNotSupported) {
		return err
	}
	return nil
}

func (c *batchConn) limitWriting(until time.Time) {
	_ = c.control.SetWriteDeadline(until) // as in limitReading
}

// end leaves the server the time to send the end of the reply.
func (c *batchConn) end() { c.limitWriting(c.soon()) }

func (c *batchConn) soon() time.Time {
	return time.Now().Add(c.patience) //nolint:forbidigo // the deadline of a connection is in the time of the system
}
