package api

import (
	"net/http"
	"sync/atomic"

	"github.com/labstack/echo/v4"
)

// Readiness says whether the server wants requests. The zero value does.
type Readiness struct {
	draining atomic.Bool
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
//	@Description	The state of each part. 503 while the server shuts down. For a readiness probe.
//	@ID				readyz
//	@Tags			operation
//	@Produce		json
//	@Success		200	{object}	Health	"Ready"
//	@Failure		400	{object}	Problem
//	@Failure		503	{object}	Health	"Shutting down"
//	@Router			/readyz [get]
func (s *server) readyz(c echo.Context) error {
	health := Health{Status: "ok", Components: map[string]string{"catalog": "ok", "templates": "ok"}}
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
