package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
)

// windowPerWorker is how many lines each worker may be ahead of the caller. It bounds what a batch holds. With 4, workers
// waited for one another as soon as the system gave a processor to something else, and a batch took a tenth longer.
const windowPerWorker = 16

// batch is a batch under way: one goroutine reads lines, one for each processor makes ads of them, and the one that
// runs the handler writes what came of them, in their order.
type batch struct {
	server   *server
	instance string
	format   *export.Format
	conn     *batchConn
	lines    *BriefLines
	sink     sink
	workers  int
}

// sink is a way to write what came of lines. The methods ad and problem are called by several goroutines at once, the
// others by one.
type sink interface {
	// ad makes what is written of an ad.
	ad(*batchJob, *jobad.Ad, *export.Format) error
	// problem makes what is written of a line that no ad came of.
	problem(*batchJob, *Problem) error
	write(*batchJob) error
	// flush hands everything that was written to the server.
	flush() error
	// close writes the end. Nothing may follow.
	close() error
}

// batchJob is a line on its way. Its buffers are used again for another line.
type batchJob struct {
	number int
	brief  []byte
	err    error         // why the line cannot be read
	entry  zipEntry      // what a zip has of it besides out
	out    bytes.Buffer  // what is written
	raw    bytes.Buffer  // the ad, if out has it in another form
	failed error         // why there is nothing to write
	done   chan struct{} // has an item once the job is done
}

// forget empties a job for the next line, and lets go of buffers that an uncommon line has made large.
func (j *batchJob) forget() {
	*j = batchJob{brief: j.brief[:0], out: j.out, raw: j.raw, done: j.done}
	if cap(j.brief) > maxBody/4 {
		j.brief = nil
	}
	for _, b := range []*bytes.Buffer{&j.out, &j.raw} {
		b.Reset()
		if b.Cap() > maxPooled {
			*b = bytes.Buffer{}
		}
	}
}

// run answers every line, up to where the lines can be read. When it returns, nothing of the batch is left running.
func (b *batch) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	window := windowPerWorker * b.workers
	free := make(chan *batchJob, window)
	work, order := make(chan *batchJob, window), make(chan *batchJob, window) // never full: there are no more jobs than that
	for range window {
		free <- &batchJob{done: make(chan struct{}, 1)}
	}
	var readErr error
	var running sync.WaitGroup
	running.Go(func() {
		defer close(order)
		defer close(work)
		readErr = b.safely(func() error { return b.read(ctx, free, work, order) })
	})
	for range b.workers {
		running.Go(func() { b.work(ctx, work) })
	}
	err := b.safely(func() error { return b.write(ctx, free, order) })
	if err != nil {
		cancel()
		b.conn.giveUp()
	}
	running.Wait()
	if err == nil && readErr != nil {
		_ = b.safely(b.sink.flush) // what was answered; that more was to come is told already
	}
	if err == nil || readErr != nil && !errors.Is(readErr, errGivenUp) && !errors.Is(readErr, context.Canceled) {
		err = readErr // the first cause
	}
	if err != nil {
		return err
	}
	return b.safely(func() error { return callers("write to the caller", b.sink.close()) })
}

// read hands out lines until there are no more.
func (b *batch) read(ctx context.Context, free <-chan *batchJob, work, order chan<- *batchJob) error {
	for {
		var j *batchJob
		select {
		case j = <-free:
		case <-ctx.Done():
			return &callerError{ctx.Err()}
		}
		j.forget()
		j.brief, j.err = b.lines.Next(j.brief)
		switch {
		case errors.Is(j.err, io.EOF):
			return nil
		case j.err != nil && !errors.Is(j.err, ErrLongLine):
			return callers("read the briefs", j.err)
		}
		j.number = b.lines.Number()
		order <- j
		work <- j
	}
}

// work does jobs. Once the batch has ended, they are only marked as done.
func (b *batch) work(ctx context.Context, work <-chan *batchJob) {
	for j := range work {
		if ctx.Err() == nil {
			if err := b.safely(func() error { b.do(ctx, j); return nil }); err != nil {
				j.failed = err
			}
		}
		j.done <- struct{}{}
	}
}

// do makes what is written of a line. What fails for a reason of ours is a problem of this line alone, as it would be if
// the brief came by itself.
func (b *batch) do(ctx context.Context, j *batchJob) {
	err := b.safely(func() error { return b.makeAd(j) })
	if err == nil {
		return
	}
	p := problemOf(b.server.unencodable(err))
	if p.status >= http.StatusInternalServerError {
		b.server.logger.ErrorContext(ctx, "line not answered", "line", j.number, "request_id", b.instance, "error", err.Error())
	}
	j.out.Reset()
	j.failed = b.sink.problem(j, p.ofLine().wire(b.instance))
}

// ofLine is a problem as that of a line.
func (p *problem) ofLine() *problem {
	p = p.called("The line")
	for i := range p.errors {
		if e := &p.errors[i]; e.Code == "trailing_data" {
			e.Detail = "The line goes on behind the object; put each brief on a line of its own (curl keeps lines apart with --data-binary, not with -d)."
		}
	}
	return p
}

func (b *batch) makeAd(j *batchJob) error {
	if j.err != nil {
		return &problem{
			status: http.StatusRequestEntityTooLarge,
			detail: fmt.Sprintf("The line is larger than %d bytes; make the brief shorter.", maxBody),
		}
	}
	plan, err := b.server.briefs.plan(j.brief)
	if err != nil {
		return err
	}
	ad, err := plan.Ad(b.format.Parts)
	if err != nil {
		return err
	}
	return b.sink.ad(j, ad, b.format)
}

// safely turns a panic into an error with its stack.
func (b *batch) safely(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			b.server.metrics.panics.Inc()
			err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		}
	}()
	return do()
}

// callerError is what went wrong between the caller and us.
type callerError struct{ cause error }

func (e *callerError) Error() string { return e.cause.Error() }

func (e *callerError) Unwrap() error { return e.cause }

// callers makes an error, if there is one, a callerError that says what was being done.
func callers(doing string, err error) error {
	if err == nil {
		return nil
	}
	return &callerError{fmt.Errorf("%s: %w", doing, err)}
}

// write writes what came of each line, in their order. Whenever it would have to wait, it first sends all that there is.
func (b *batch) write(ctx context.Context, free chan<- *batchJob, order <-chan *batchJob) error {
	for {
		j, ok, err := await(ctx, order, b.sink.flush)
		if err != nil || !ok {
			return err
		}
		if _, _, err := await(ctx, j.done, b.sink.flush); err != nil {
			return err
		}
		if j.failed != nil {
			return j.failed
		}
		if err := b.sink.write(j); err != nil {
			return callers("write to the caller", err)
		}
		free <- j
	}
}

// await receives from a channel; if it must wait, it calls flush before.
func await[T any](ctx context.Context, from <-chan T, flush func() error) (item T, ok bool, err error) {
	select {
	case item, ok = <-from:
		return item, ok, nil
	default:
	}
	if err := flush(); err != nil {
		return item, false, callers("write to the caller", err)
	}
	select {
	case item, ok = <-from:
		return item, ok, nil
	case <-ctx.Done():
		return item, false, &callerError{ctx.Err()}
	}
}

// processors is how many lines of a batch are worked on at once.
func processors() int { return runtime.GOMAXPROCS(0) }
