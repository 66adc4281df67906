package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
)

// statusClientGone is logged if the caller left before the reply was written; nobody receives it.
const statusClientGone = 499

// identify gives each request an id: the caller's if it is a plain token, else a new UUIDv7. It names the catalog, too.
func (s *server) identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := c.Request().Header.Get(echo.HeaderXRequestID)
		if !isToken(id) {
			made, err := uuid.NewV7()
			if err != nil {
				return err
			}
			id = made.String()
		}
		header := c.Response().Header()
		header.Set(echo.HeaderXRequestID, id)
		header["Catalog-Version"] = s.version
		return next(c)
	}
}

func isToken(id string) bool {
	for i := range len(id) {
		c := id[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '.' && c != '_' && c != '-' {
			return false
		}
	}
	return id != "" && len(id) <= 128
}

// abortError ends a reply that had begun and cannot be completed: the connection is cut, so that nobody takes what was
// sent for the whole.
type abortError struct {
	status int // for the log and the metrics
	cause  error
}

func (e *abortError) Error() string { return "the reply was cut off: " + e.cause.Error() }

func (e *abortError) Unwrap() error { return e.cause }

// observe logs and counts each request, and turns the error of a handler into its reply.
func (s *server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := s.options.Now()
		err := next(c)
		if err != nil {
			c.Error(err)
		}
		s.record(c, err, s.options.Now().Sub(start))
		if _, ok := errors.AsType[*abortError](err); ok {
			panic(http.ErrAbortHandler)
		}
		return nil
	}
}

func (s *server) record(c echo.Context, err error, took time.Duration) {
	r, status := c.Request(), c.Response().Status
	if aborted, ok := errors.AsType[*abortError](err); ok {
		status = aborted.status
	}
	if errors.Is(r.Context().Err(), context.Canceled) {
		status = statusClientGone
	}
	route := c.Path()
	if route == "" || status == http.StatusNotFound && len(c.ParamNames()) == 0 {
		route = "unmatched"
	}
	s.metrics.observe(r.Method, route, status, took)
	level := slog.LevelInfo
	if status >= http.StatusInternalServerError && (status != http.StatusServiceUnavailable || err != nil) {
		level = slog.LevelError
	}
	if !s.logger.Enabled(r.Context(), level) {
		return
	}
	attributes := []slog.Attr{
		slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.String("route", route),
		slog.Int("status", status), slog.Int64("bytes", c.Response().Size), slog.Duration("took", took),
		slog.String("client", c.RealIP()), slog.String("request_id", c.Response().Header().Get(echo.HeaderXRequestID)),
	}
	if err != nil {
		attributes = append(attributes, slog.String("error", err.Error()))
	}
	s.logger.LogAttrs(r.Context(), level, "request", attributes...)
}

// recoverPanics turns a panic in a handler into an error with its stack. http.ErrAbortHandler goes on up.
func (s *server) recoverPanics(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch v := recover(); v {
			case nil:
			case http.ErrAbortHandler:
				panic(v)
			default:
				s.metrics.panics.Inc()
				err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
			}
		}()
		return next(c)
	}
}

// guard sets the headers that every reply has.
func (s *server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		header.Set("Content-Security-Policy", apiPolicy)
		if c.Request().TLS != nil {
			header.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if s.readiness.draining.Load() {
			header.Set("Connection", "close")
		}
		return next(c)
	}
}

// fail writes the reply for an error that a handler returned. It is Echo's error handler.
func (s *server) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	p := problemOf(err)
	header := c.Response().Header()
	for name, values := range p.header {
		for _, v := range values {
			header.Add(name, v)
		}
	}
	r, err := resource(p.wire(header.Get(echo.HeaderXRequestID)))
	if err != nil {
		c.Response().WriteHeader(http.StatusInternalServerError)
		return
	}
	r.status, r.mediaType, r.tag, r.cache, r.csp = p.status, "application/problem+json", "", "no-store", apiPolicy
	if err := s.send(c, r); err != nil {
		s.logger.DebugContext(c.Request().Context(), "reply not written", "error", err.Error())
	}
}

// Metrics counts what servers do. Those that follow one another, each with its own catalog, share one.
type Metrics struct {
	requests *prometheus.HistogramVec
	panics   prometheus.Counter
}

// NewMetrics registers the counts.
func NewMetrics(registry prometheus.Registerer) (*Metrics, error) {
	m := &Metrics{
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "rolewright_http_request_duration_seconds", Help: "Time from the first byte of a request's header to the end of its reply.",
			Buckets: []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5},
		}, []string{"method", "route", "status"}),
		panics: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "rolewright_panics_total", Help: "Panics that were turned into a reply of 500, or a line of a batch, or cut one off.",
		}),
	}
	return m, errors.Join(registry.Register(m.requests), registry.Register(m.panics))
}

func (m *Metrics) observe(method, route string, status int, took time.Duration) {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
	default:
		method = "other"
	}
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
}
