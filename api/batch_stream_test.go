package api_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"rolewright/api"
)

// batchServer is a real server, and what it logs.
type batchServer struct {
	*httptest.Server

	log    *bytes.Buffer
	mu     sync.Mutex
	served sync.WaitGroup // requests under way
}

func (s *batchServer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.Write(p)
}

// newBatchServer limits the time of a whole request to far less than the tests of batches take.
func newBatchServer(t *testing.T, patience time.Duration) *batchServer {
	t.Helper()
	return newBatchServerWith(t, patience, small)
}

// newBatchServerWith is newBatchServer with what fits its connections.
func newBatchServerWith(t *testing.T, patience time.Duration, fit func(*testing.T, context.Context, net.Conn) context.Context) *batchServer {
	t.Helper()
	s := &batchServer{log: &bytes.Buffer{}}
	h := newHandler(t, api.Options{Logger: slog.New(slog.NewJSONHandler(s, nil)), Patience: patience})
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.served.Add(1)
		defer s.served.Done()
		h.ServeHTTP(w, r)
	}))
	s.Config.ReadTimeout, s.Config.WriteTimeout = 400*time.Millisecond, 400*time.Millisecond
	s.Config.ReadHeaderTimeout, s.Config.IdleTimeout = 20*time.Second, 20*time.Second
	s.Config.ConnContext = func(ctx context.Context, conn net.Conn) context.Context {
		return fit(t, ctx, conn)
	}
	s.Start()
	t.Cleanup(s.Close)
	if transport, ok := s.Client().Transport.(*http.Transport); ok {
		transport.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, addr)
			if err == nil {
				fit(t, ctx, conn)
			}
			return conn, err
		}
	}
	return s
}

// small leaves a connection little room, so that it is soon full. A segment on loopback may fill all of it: then the kernel
// drops some, and waits ever longer before it sends them again, so it is not for much that must be read.
func small(t *testing.T, ctx context.Context, conn net.Conn) context.Context {
	t.Helper()
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		t.Errorf("the connection is a %T", conn)
		return ctx
	}
	if err := errors.Join(tcp.SetReadBuffer(64<<10), tcp.SetWriteBuffer(64<<10)); err != nil {
		t.Error(err)
	}
	return ctx
}

// returns fails the test unless every handler has returned soon, and returns what was logged.
func (s *batchServer) returns(t *testing.T) string {
	t.Helper()
	done := make(chan struct{})
	go func() { s.served.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		stacks := make([]byte, 1<<20)
		t.Fatalf("a handler is still running:\n%s", stacks[:runtime.Stack(stacks, true)])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// open sends a batch whose lines come from a pipe, and returns when the header of the reply is there.
func (s *batchServer) open(ctx context.Context, t *testing.T, headers ...string) (*http.Response, *io.PipeWriter) {
	t.Helper()
	from, to := io.Pipe()
	t.Cleanup(func() { to.Close() })
	r := must(http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/v1/generate/batch?format=markdown", from))
	r.Header.Set("Content-Type", "application/x-ndjson")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	return res, to
}

// TestBatchAnswersAtOnce is a caller who sends a line when it has the answer to the one before, for longer than the
// server gives to a whole request.
func TestBatchAnswersAtOnce(t *testing.T) {
	t.Parallel()
	for name, headers := range map[string][]string{"zipped": nil, "plain": {"Accept-Encoding", "identity"}, "expecting": {"Expect", "100-continue"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newBatchServer(t, 10*time.Second)
			res, to := s.open(t.Context(), t, headers...)
			if res.Uncompressed == (name == "plain") {
				t.Error("the reply is compressed where it should not be, or the other way round")
			}
			reply := bufio.NewReader(res.Body)
			for i := range 8 {
				time.Sleep(100 * time.Millisecond)
				fmt.Fprintln(to, differing(i))
				line := into[api.BatchLine](t, must(reply.ReadString('\n')))
				if want := fmt.Sprintf("Acme %d", i); line.Line != i+1 || !strings.Contains(line.Body, want) {
					t.Fatalf("line %d without %q: %.200s", line.Line, want, line.Body)
				}
			}
			to.Close()
			if rest, err := io.ReadAll(reply); err != nil || len(rest) > 0 {
				t.Errorf("the reply ends with %q, %v", rest, err)
			}
			if log := s.returns(t); !strings.Contains(log, `"status":200`) || strings.Contains(log, `"error"`) {
				t.Errorf("the log is %s", log)
			}
		})
	}
}

// TestBatchLeavesTheConnection uses it for another request.
func TestBatchLeavesTheConnection(t *testing.T) {
	t.Parallel()
	s := newBatchServer(t, 10*time.Second)
	conn := must(net.Dial("tcp", s.Listener.Addr().String()))
	defer conn.Close()
	reply := bufio.NewReader(conn)
	for _, pause := range []time.Duration{0, 500 * time.Millisecond, 0} {
		body := strings.Repeat(minimal+"\n", 100)
		fmt.Fprintf(conn, "POST /v1/generate/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		res := must(http.ReadResponse(reply, nil))
		if lines := answers(t, string(must(io.ReadAll(res.Body)))); len(lines) != 100 {
			t.Errorf("%d lines", len(lines))
		}
		time.Sleep(pause)
	}
}

// TestBatchSentBeforeItIsRead is a caller who does not read before all is sent. The replies are larger than what
// the server reads ahead for other requests.
func TestBatchSentBeforeItIsRead(t *testing.T) {
	t.Parallel()
	s := newBatchServer(t, 10*time.Second)
	conn := must(net.Dial("tcp", s.Listener.Addr().String()))
	defer conn.Close()
	const lines = 300
	fmt.Fprintf(conn, "POST /v1/generate/batch?format=markdown HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
	filler := strings.Repeat(" ", 2000)
	for i := range lines {
		line := differing(i) + filler + "\n"
		fmt.Fprintf(conn, "%x\r\n%s\r\n", len(line), line)
		if i%50 == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	fmt.Fprint(conn, "0\r\n\r\n")
	time.Sleep(600 * time.Millisecond)
	res := must(http.ReadResponse(bufio.NewReader(conn), nil))
	if got := answers(t, string(must(io.ReadAll(res.Body)))); len(got) != lines {
		t.Errorf("%d lines, want %d", len(got), lines)
	}
}

// TestBatchOfCallerWhoClosesHisEnd is a caller who sends all, and says that no more will come, before he reads.
func TestBatchOfCallerWhoClosesHisEnd(t *testing.T) {
	t.Parallel()
	s := newBatchServer(t, 10*time.Second)
	const lines = 300
	res := s.sendAndClose(t, strings.Repeat(minimal+"\n", lines), 0)
	if got := answers(t, string(must(io.ReadAll(res.Body)))); len(got) != lines {
		t.Errorf("%d lines, want %d", len(got), lines)
	}
	if log := s.returns(t); !strings.Contains(log, `"status":200`) {
		t.Errorf("the log is %s", log)
	}
}

// TestBatchAnswersWhatCameWhole is a caller whose lines break off.
func TestBatchAnswersWhatCameWhole(t *testing.T) {
	t.Parallel()
	s := newBatchServer(t, 10*time.Second)
	const lines = 100
	res := s.sendAndClose(t, strings.Repeat(minimal+"\n", lines)+minimal, 1)
	body, err := io.ReadAll(res.Body)
	if got := answers(t, string(body)); len(got) != lines || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%d lines, want %d, and %v", len(got), lines, err)
	}
	if log := s.returns(t); !strings.Contains(log, `"status":499`) {
		t.Errorf("the log is %s", log)
	}
}

// sendAndClose sends a batch, promises some bytes more, and closes the connection for writing.
func (s *batchServer) sendAndClose(t *testing.T, body string, more int) *http.Response {
	t.Helper()
	conn := must(net.Dial("tcp", s.Listener.Addr().String()))
	t.Cleanup(func() { conn.Close() })
	fmt.Fprintf(conn, "POST /v1/generate/batch?format=markdown HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: %d\r\n\r\n%s", len(body)+more, body)
	if sending, ok := conn.(*net.TCPConn); !ok || sending.CloseWrite() != nil {
		t.Fatal("the connection cannot be closed for writing")
	}
	res := must(http.ReadResponse(bufio.NewReader(conn), nil))
	t.Cleanup(func() { res.Body.Close() })
	return res
}

// TestBatchCutOffByUs is a server that stops before a batch has ended.
func TestBatchCutOffByUs(t *testing.T) {
	t.Parallel()
	s := newBatchServer(t, 10*time.Second)
	res, to := s.open(t.Context(), t)
	fmt.Fprintln(to, minimal)
	must(bufio.NewReader(res.Body).ReadString('\n'))
	if err := s.Config.Close(); err != nil {
		t.Error(err)
	}
	if log := s.returns(t); !strings.Contains(log, `"status":503`) || !strings.Contains(log, `"level":"ERROR"`) {
		t.Errorf("the log is %s", log)
	}
}

// endless writes lines until that fails.
func endless(to io.Writer) {
	for i := 0; ; i++ {
		if _, err := fmt.Fprintln(to, differing(i)); err != nil {
			return
		}
	}
}

// TestBatchEndsWithItsCaller is every way in which a caller can fail in the middle of a batch. The handler returns, the
// log says so, and what was sent is not taken for the whole.
func TestBatchEndsWithItsCaller(t *testing.T) {
	t.Parallel()
	for name, fails := range map[string]func(*testing.T, *batchServer){
		"leaves while it sends": func(t *testing.T, s *batchServer) {
			ctx, leave := context.WithCancel(t.Context())
			res, to := s.open(ctx, t)
			go endless(to)
			must(io.CopyN(io.Discard, res.Body, 100_000))
			leave()
		},
		"leaves while it waits": func(t *testing.T, s *batchServer) {
			ctx, leave := context.WithCancel(t.Context())
			res, to := s.open(ctx, t)
			fmt.Fprintln(to, minimal)
			must(bufio.NewReader(res.Body).ReadString('\n'))
			leave()
		},
		"leaves before it sends": func(t *testing.T, s *batchServer) {
			ctx, leave := context.WithCancel(t.Context())
			s.open(ctx, t)
			leave()
		},
		"does not read": func(t *testing.T, s *batchServer) {
			_, to := s.open(t.Context(), t)
			go endless(to)
			s.returns(t)
		},
		"does not read a zip": func(t *testing.T, s *batchServer) {
			_, to := s.open(t.Context(), t, "Accept", "application/zip")
			go endless(to)
			s.returns(t)
		},
		"does not send": func(t *testing.T, s *batchServer) {
			res, to := s.open(t.Context(), t)
			fmt.Fprint(to, minimal[:20])
			wantCutOff(t, res)
		},
		"sends less than it promised": func(t *testing.T, s *batchServer) {
			conn := must(net.Dial("tcp", s.Listener.Addr().String()))
			defer conn.Close()
			fmt.Fprintf(conn, "POST /v1/generate/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 1000\r\n\r\n%s\n", minimal)
			if sending, ok := conn.(*net.TCPConn); !ok || sending.CloseWrite() != nil {
				t.Fatal("the connection cannot be closed for writing")
			}
			wantCutOff(t, must(http.ReadResponse(bufio.NewReader(conn), nil)))
		},
		"sends no chunks": func(t *testing.T, s *batchServer) {
			conn := must(net.Dial("tcp", s.Listener.Addr().String()))
			defer conn.Close()
			fmt.Fprintf(conn, "POST /v1/generate/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\nnothing\r\n")
			wantCutOff(t, must(http.ReadResponse(bufio.NewReader(conn), nil)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newBatchServer(t, 300*time.Millisecond)
			fails(t, s)
			log := s.returns(t)
			if !strings.Contains(log, `"status":499`) || !strings.Contains(log, "the reply was cut off: ") || strings.Contains(log, "panic") {
				t.Errorf("the log is %s", log)
			}
		})
	}
}

// wantCutOff reads a reply that must not look whole.
func wantCutOff(t *testing.T, res *http.Response) {
	t.Helper()
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the reply ends after %d bytes with %v", len(body), err)
	}
}

// TestBatchHoldsNoMore sends 20,000 briefs and looks at what is held while they are answered.
func TestBatchHoldsNoMore(t *testing.T) {
	if testing.Short() {
		t.Skip("takes many thousand ads")
	}
	for _, accept := range []string{"application/x-ndjson", "application/zip"} {
		s := newBatchServerWith(t, 20*time.Second, func(_ *testing.T, ctx context.Context, _ net.Conn) context.Context { return ctx })
		const lines, bound = 20_000, 12 << 20
		res, to := s.open(t.Context(), t, "Accept", accept)
		go func() {
			defer to.Close()
			for i := range lines {
				fmt.Fprintln(to, differing(i))
			}
		}()
		reply := &counting{from: res.Body}
		must(io.CopyN(io.Discard, reply, 500_000)) // caches are warm
		before, most := heap(), uint64(0)
		for {
			if _, err := io.CopyN(io.Discard, reply, 4_000_000); err != nil {
				break
			}
			most = max(most, heap())
		}
		t.Logf("%s: %d bytes of reply, heap of %d KiB at first and %d KiB at most", accept, reply.read, before>>10, most>>10)
		if most > before+bound || most == 0 {
			t.Errorf("%s: the heap grows from %d to %d bytes", accept, before, most)
		}
		if log := s.returns(t); !strings.Contains(log, `"status":200`) {
			t.Errorf("the log is %s", log)
		}
	}
}

// counting counts what is read.
type counting struct {
	from io.Reader
	read int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.read += n
	return n, err
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
