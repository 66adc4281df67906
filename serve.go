package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/net/netutil"

	"rolewright/api"
	"rolewright/internal/config"
)

const (
	maxConnections = 4096
	stopWithin     = 20 * time.Second
)

// service runs the listeners until it is told to stop.
type service struct {
	logger    *slog.Logger
	readiness *api.Readiness
	drain     time.Duration
	signals   <-chan os.Signal
}

// newServer has every limit that a server on the open network needs.
func newServer(handler http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
}

// serve listens, serves and stops in order: on SIGTERM it first says that it is not ready and goes on serving for the
// drain time, so that load balancers look elsewhere; SIGINT and the end of ctx skip that. Then it lets running requests
// end. A second signal ends the wait, and a third stops at once.
func (s *service) serve(ctx context.Context, cfg config.Config, public, admin http.Handler) error {
	listener, err := listen(ctx, cfg.Addr)
	if err != nil {
		return err
	}
	server := newServer(public, s.logger)
	failed := make(chan error, 2)
	go func() { failed <- server.Serve(netutil.LimitListener(listener, maxConnections)) }()
	s.logger.InfoContext(ctx, "serving", "addr", listener.Addr().String(), "docs", "http://"+listener.Addr().String()+"/docs/")

	adminServer := newServer(admin, s.logger)
	if cfg.AdminAddr != "" {
		adminListener, err := listen(ctx, cfg.AdminAddr)
		if err != nil {
			return errors.Join(err, server.Close())
		}
		go func() { failed <- adminServer.Serve(adminListener) }()
		s.logger.InfoContext(ctx, "serving metrics", "addr", adminListener.Addr().String())
	}
	err = s.wait(ctx, failed)
	s.readiness.Drain()
	return errors.Join(err, s.stop(ctx, server), adminServer.Close())
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	return listener, nil
}

// wait returns when it is time to stop serving.
func (s *service) wait(ctx context.Context, failed <-chan error) error {
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
		return nil
	case received := <-s.signals:
		s.logger.InfoContext(ctx, "stopping", "signal", received.String())
		if received == os.Interrupt {
			return nil
		}
	}
	s.readiness.Drain()
	select {
	case err := <-failed:
		return fmt.Errorf("serve: %w", err)
	case <-time.After(s.drain):
	case <-ctx.Done():
	case <-s.signals:
	}
	return nil
}

// stop lets requests that are under way end.
func (s *service) stop(ctx context.Context, server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	go func() {
		select {
		case <-s.signals:
			cancel()
		case <-ctx.Done():
		}
	}()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("stopped before all requests had ended: %w", err), server.Close())
	}
	s.logger.InfoContext(ctx, "stopped")
	return nil
}

// adminHandler serves metrics, profiles and the probes, apart from the public address.
func adminHandler(public http.Handler, registry *prometheus.Registry) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.Handle("GET /livez", public)
	mux.Handle("GET /readyz", public)
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// checkHealth asks the server at addr whether it is ready.
func checkHealth(ctx context.Context, addr string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("not healthy: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not healthy: /readyz answers %s", response.Status)
	}
	return nil
}
