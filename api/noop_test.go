package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/netutil"

	"rolewright/internal/catalog"
	"rolewright/internal/generate"
	"rolewright/internal/law"
	"rolewright/internal/render"
	"rolewright/internal/review"
)

// maxNoop is the size of a reply of the no-op in bytes, at most.
const maxNoop = 1 << 20

// TestServeNoop is no test but the server that internal/loadtest compares the program with: what New returns, with one
// more route that reads a body and sends as many bytes as the request says. It serves on ROLEWRIGHT_NOOP_ADDR until it
// is interrupted.
func TestServeNoop(t *testing.T) {
	addr := os.Getenv("ROLEWRIGHT_NOOP_ADDR")
	if addr == "" {
		t.Skip("for internal/loadtest, which sets ROLEWRIGHT_NOOP_ADDR")
	}
	debug.SetGCPercent(800) // as run of the program
	logger := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	handler := newTestHandler(t, Options{Logger: logger, Now: time.Now})
	e, ok := handler.(*echo.Echo)
	if !ok {
		t.Fatalf("New returns %T, want an Echo to add a route to", handler)
	}
	e.POST("/v1/noop", noop(&server{pools: newPools()}))

	// As newServer and serve of the program.
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 60 * time.Second,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.Serve(netutil.LimitListener(listener, 4096)); !errors.Is(err, http.ErrServerClosed) {
		t.Fatal(err)
	}
}

// noop reads a body as generate does and sends as many bytes as X-Noop-Bytes says as generate does.
func noop(s *server) echo.HandlerFunc {
	filler := make([]byte, maxNoop)
	for i := range filler {
		filler[i] = 'a'
	}
	return func(c echo.Context) error {
		size, err := strconv.Atoi(c.Request().Header.Get("X-Noop-Bytes"))
		if err != nil || size < 0 || size > maxNoop {
			return fmt.Errorf("X-Noop-Bytes must be 0 to %d", maxNoop)
		}
		if _, err := readBody(c.Request()); err != nil {
			return err
		}
		return s.send(c, &reply{status: http.StatusOK, mediaType: "text/plain; charset=utf-8", body: filler[:size], cache: "no-store"})
	}
}

// newTestHandler is what New makes of the catalog and the templates of the repository.
func newTestHandler(t testing.TB, options Options) http.Handler {
	t.Helper()
	assets := Assets{OpenAPIJSON: []byte("{}"), OpenAPIYAML: []byte("{}"), Docs: os.DirFS("../web/swagger")}
	handler, err := New(newTestGenerator(t), Info{Version: "test"}, assets, options)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func newTestGenerator(t testing.TB) *generate.Generator {
	t.Helper()
	data, err := os.ReadFile("../roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	roles, err := catalog.Parse("roles.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := render.New(os.DirFS("../templates"))
	if err != nil {
		t.Fatal(err)
	}
	table, err := law.New()
	if err != nil {
		t.Fatal(err)
	}
	reviewer, err := review.New()
	if err != nil {
		t.Fatal(err)
	}
	return generate.New(roles, renderer, table, reviewer, generate.Options{Version: "test"})
}
