package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"rolewright/api"
	"rolewright/internal/config"
)

// TestServerLimits wants a limit where net/http has none by itself.
func TestServerLimits(t *testing.T) {
	t.Parallel()
	server := reflect.ValueOf(newServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))).Elem()
	for _, limit := range []string{"ReadHeaderTimeout", "ReadTimeout", "WriteTimeout", "IdleTimeout", "MaxHeaderBytes", "ErrorLog", "Handler"} {
		if server.FieldByName(limit).IsZero() {
			t.Errorf("%s is zero", limit)
		}
	}
	if !server.FieldByName("Protocols").IsZero() {
		t.Error("protocols are set: cleartext HTTP/2 must be off")
	}
}

// serving is a service with a slow handler, and signals that the test sends.
type serving struct {
	url     string
	signals chan os.Signal
	slow    chan struct{} // holds requests to /slow until it is closed
	inside  chan struct{} // one for each request that is held
	stop    context.CancelFunc
	done    chan error
}

func startService(t *testing.T, drain time.Duration) *serving {
	t.Helper()
	log := &output{}
	ctx, stop := context.WithCancel(context.Background())
	p := &serving{
		signals: make(chan os.Signal, 2), slow: make(chan struct{}), inside: make(chan struct{}, 9), stop: stop, done: make(chan error, 1),
	}
	logger, readiness := slog.New(slog.NewJSONHandler(log, nil)), &api.Readiness{}
	generator, err := newGenerator(config.Config{})
	if err != nil {
		t.Fatal(err)
	}
	inner, err := newHandler(generator, api.Options{Now: time.Now, Readiness: readiness})
	if err != nil {
		t.Fatal(err)
	}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			p.inside <- struct{}{}
			<-p.slow
			r.URL.Path = "/livez"
		}
		inner.ServeHTTP(w, r)
	})
	s := &service{logger: logger, readiness: readiness, drain: drain, signals: p.signals}
	go func() { p.done <- s.serve(ctx, config.Config{Addr: "127.0.0.1:0"}, handler, http.NotFoundHandler()) }()
	p.url = "http://" + log.find(t, `"msg":"serving","addr":"([^"]+)"`)
	t.Cleanup(stop)
	return p
}

func (p *serving) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.done:
		return err
	case <-time.After(20 * time.Second):
		t.Fatal("still serving")
		return nil
	}
}

// hold sends a request that stays in its handler, and returns where its status will come.
func (p *serving) hold(t *testing.T, client *http.Client) <-chan int {
	t.Helper()
	status := make(chan int, 1)
	go func() {
		r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, p.url+"/slow", http.NoBody)
		if err != nil {
			status <- -1
			return
		}
		res, err := client.Do(r)
		if err != nil {
			status <- 0
			return
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		status <- res.StatusCode
	}()
	<-p.inside
	return status
}

// TestDrain says on SIGTERM that it is not ready, goes on serving, and ends when running requests have ended.
func TestDrain(t *testing.T) {
	t.Parallel()
	p, client := startService(t, 2*time.Second), newClient(t)
	held := p.hold(t, client)
	p.signals <- syscall.SIGTERM
	waitUnready(t, client, p.url)
	for range 3 {
		res, body := call(t, client, "POST", p.url+"/v1/generate", minimal)
		if res.StatusCode != http.StatusOK || !res.Close {
			t.Errorf("status %d, close %t: %s", res.StatusCode, res.Close, body)
		}
	}
	if res, body := call(t, client, "GET", p.url+"/readyz", ""); res.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, `"draining"`) {
		t.Errorf("status %d: %s", res.StatusCode, body)
	}
	select {
	case err := <-p.done:
		t.Fatalf("ended over a running request: %v", err)
	case <-time.After(2500 * time.Millisecond): // longer than the drain
	}
	close(p.slow)
	if status := <-held; status != 200 {
		t.Errorf("the running request got %d", status)
	}
	if err := p.end(t); err != nil {
		t.Error(err)
	}
}

func waitUnready(t *testing.T, client *http.Client, url string) {
	t.Helper()
	for range 400 {
		if res, _ := call(t, client, "GET", url+"/readyz", ""); res.StatusCode == http.StatusServiceUnavailable {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("still ready")
}

// TestStop ends without a drain on SIGINT and with the context, and cuts a drain short on a second signal.
func TestStop(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(*serving){
		"context":                func(p *serving) { p.stop() },
		"interrupt":              func(p *serving) { p.signals <- os.Interrupt },
		"second signal":          func(p *serving) { p.signals <- syscall.SIGTERM; p.signals <- syscall.SIGTERM },
		"context during drain":   func(p *serving) { p.signals <- syscall.SIGTERM; p.stop() },
		"interrupt during drain": func(p *serving) { p.signals <- syscall.SIGTERM; p.signals <- os.Interrupt },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startService(t, time.Hour)
			stop(p)
			if err := p.end(t); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestSecondSignalEndsNow gives up on a running request, and says so.
func TestSecondSignalEndsNow(t *testing.T) {
	t.Parallel()
	p, client := startService(t, 0), newClient(t)
	held := p.hold(t, client)
	p.signals <- os.Interrupt
	p.signals <- os.Interrupt
	if err := p.end(t); err == nil || !strings.Contains(err.Error(), "before all requests had ended") {
		t.Errorf("%v", err)
	}
	if status := <-held; status != 0 {
		t.Errorf("the running request got %d", status)
	}
	close(p.slow)
}

// TestTerminate sends a real signal to a real process.
func TestTerminate(t *testing.T) {
	t.Parallel()
	cmd, log := program(t, "--addr=127.0.0.1:0", "--admin-addr=off", "--drain=100ms"), &output{}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	url := "http://" + log.find(t, `"msg":"serving","addr":"([^"]+)"`)
	call(t, newClient(t), "GET", url+"/readyz", "")
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil || !strings.Contains(log.String(), `"signal":"terminated"`) || !strings.Contains(log.String(), `"msg":"stopped"`) {
		t.Errorf("%v: %s", err, log)
	}
}

// TestHugeHeader is refused before a handler sees it.
func TestHugeHeader(t *testing.T) {
	t.Parallel()
	p := startService(t, 0)
	var dialer net.Dialer
	for size, want := range map[int]string{15 << 10: "HTTP/1.1 200", 32 << 10: "HTTP/1.1 431"} {
		conn, err := dialer.DialContext(t.Context(), "tcp", strings.TrimPrefix(p.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: %s\r\n\r\n", strings.Repeat("x", size))
		line, err := bufio.NewReader(conn).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, want) {
			t.Errorf("%d bytes: %v, %s", size, err, line)
		}
		conn.Close()
	}
}

// TestHealth asks the wildcard address by the loopback.
func TestHealth(t *testing.T) {
	t.Parallel()
	p, client := startService(t, time.Hour), newClient(t)
	_, port, err := net.SplitHostPort(strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "", "0.0.0.0", "[::]"} {
		if err := checkHealth(t.Context(), host+":"+port); err != nil {
			t.Errorf("%q: %v", host, err)
		}
	}
	p.signals <- syscall.SIGTERM
	waitUnready(t, client, p.url)
	if err := checkHealth(t.Context(), "127.0.0.1:"+port); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("while draining: %v", err)
	}
	if err := checkHealth(t.Context(), "nowhere"); err == nil {
		t.Error("an address without a port is healthy")
	}
}
