package api

import (
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
)

// Readiness is what servers that follow one another know of the process. The zero value wants requests, and its catalog is
// that of the files.
type Readiness struct {
	draining atomic.Bool
	stale    atomic.Pointer[staleness]
}

// staleness is why the catalog and the templates in use are not those of the files.
type staleness struct {
	since time.Time
	ReloadError
}

// ReloadError is why a catalog, or templates, that were to be read again are not in use.
type ReloadError struct {
	// When they were read last.
	At time.Time `json:"at" example:"2026-11-22T10:00:00Z"`
	// What is wrong with them, a line per fault.
	Detail string `json:"detail" example:"roles.yaml:12:5: roles[0].title: is missing"`
}

// maxReloadError is the length of what is told of a bad file, in bytes. The log has it all.
const maxReloadError = 4 << 10

// Reloaded notes how reading the files again has ended, at some time. With an error, what was in use stays in use.
func (r *Readiness) Reloaded(at time.Time, err error) {
	if err == nil {
		r.stale.Store(nil)
		return
	}
	detail := err.Error()
	if len(detail) > maxReloadError {
		detail = strings.ToValidUTF8(detail[:maxReloadError], "") + "…"
	}
	s := &staleness{since: at, ReloadError: ReloadError{At: at, Detail: detail}}
	if before := r.stale.Load(); before != nil {
		s.since = before.since
	}
	r.stale.Store(s)
}

// Drain makes the server tell load balancers and clients to go elsewhere, while it goes on serving.
func (r *Readiness) Drain() { r.draining.Store(true) }

// Health is the answer of a probe.
type Health struct {
	// ok, or draining while the server shuts down.
	Status string `json:"status" example:"ok"`
	// The state of each part, by name.
	Components map[string]string `json:"components,omitempty" example:"catalog:ok"`
}

// livez says that the process answers.
//
//	@Summary		Is the process alive
//	@Description	Answers without touching anything. For a liveness probe.
//	@ID				livez
//	@Tags			operation
//	@Produce		json
//	@Success		200	{object}	Health	"Alive"
//	@Failure		400	{object}	Problem
//	@Router			/livez [get]
func (s *server) livez(c echo.Context) error {
	return s.probe(c, http.StatusOK, Health{Status: "ok"})
}

// readyz says whether requests are wanted.
//
//	@Summary		Is the server ready
//	@Description	The state of each part. 503 while the server shuts down. A catalog or templates that were changed for the worse do not make it less ready: those before stay in use, and the part says since when. For a readiness probe.
//	@ID				readyz
//	@Tags			operation
//	@Produce		json
//	@Success		200	{object}	Health	"Ready"
//	@Failure		400	{object}	Problem
//	@Failure		503	{object}	Health	"Shutting down"
//	@Router			/readyz [get]
func (s *server) readyz(c echo.Context) error {
	state := "ok"
	if stale := s.readiness.stale.Load(); stale != nil {
		state = "stale since " + stale.since.UTC().Format(time.RFC3339) + "; /v1/catalog says why"
	}
	health := Health{Status: "ok", Components: map[string]string{"catalog": state, "templates": state}}
	if s.readiness.draining.Load() {
		health.Status = "draining"
		return s.probe(c, http.StatusServiceUnavailable, health)
	}
	return s.probe(c, http.StatusOK, health)
}

func (s *server) probe(c echo.Context, status int, health Health) error {
	r, err := resource(health)
	if err != nil {
		return err
	}
	r.status, r.tag, r.cache = status, "", "no-store"
	return s.send(c, r)
}
