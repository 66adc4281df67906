package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// loop is the built-in generator. It costs little of the machine: the bytes of the request are made once, and of a
// reply no more is read than its status and its length.
type loop struct {
	options options
	now     func() time.Time
}

func (l *loop) drive(ctx context.Context, t *target) (result, error) {
	var (
		request  = t.bytes()
		start    = l.now()
		deadline = start.Add(l.options.duration)
		counts   = make([]result, l.options.connections)
		faults   = make([]error, l.options.connections)
		running  sync.WaitGroup
	)
	for i := range l.options.connections {
		running.Go(func() { counts[i], faults[i] = l.connection(ctx, t.addr, request, deadline) })
	}
	running.Wait()
	took := l.now().Sub(start)
	var sum result
	for _, c := range counts {
		sum.requests += c.requests
		sum.failures += c.failures
	}
	if sum.requests == 0 {
		return sum, fmt.Errorf("got no reply: %w", errors.Join(faults...))
	}
	sum.perSecond = float64(sum.requests) / took.Seconds()
	return sum, nil
}

// bytes is the request as it is sent.
func (t *target) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n", t.path, t.addr, len(t.body))
	for _, h := range t.headers {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	b.Write(t.body)
	return b.Bytes()
}

// connection sends request over one connection until the deadline. It ends at the first fault of the connection.
func (l *loop) connection(ctx context.Context, addr string, request []byte, deadline time.Time) (counted result, err error) {
	dialer := net.Dialer{Deadline: deadline}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return result{failures: 1}, err
	}
	defer conn.Close()
	if err := conn.SetDeadline(deadline.Add(10 * time.Second)); err != nil {
		return counted, err
	}
	r := bufio.NewReaderSize(conn, 64<<10)
	for l.now().Before(deadline) && ctx.Err() == nil {
		if _, err := conn.Write(request); err != nil {
			counted.failures++
			return counted, err
		}
		ok, err := readReply(r)
		if err != nil {
			counted.failures++
			return counted, err
		}
		counted.requests++
		if !ok {
			counted.failures++
		}
	}
	return counted, ctx.Err()
}

// readReply reads one reply that says its Content-Length, and reports whether its status is 2xx.
func readReply(r *bufio.Reader) (ok bool, err error) {
	status, err := r.ReadSlice('\n')
	if err != nil {
		return false, err
	}
	ok = bytes.HasPrefix(status, []byte("HTTP/1.1 2"))
	length := -1
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return false, err
		}
		if len(line) <= 2 {
			break
		}
		if name, value, found := bytes.Cut(line, []byte(": ")); found && strings.EqualFold(string(name), "Content-Length") {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return false, err
			}
		}
	}
	if length < 0 {
		return false, errors.New("a reply does not say its length")
	}
	_, err = r.Discard(length)
	return ok, err
}
