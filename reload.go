package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/config"
	"rolewright/internal/generate"
	"rolewright/internal/jobad"
	"rolewright/internal/reload"
	"rolewright/internal/together"
)

// lookEvery is how often the user's own files are looked at. A change is in use after two to three looks.
const lookEvery = 400 * time.Millisecond

// reloader serves with the catalog and the templates that are in the user's files. Each reading of them makes a server of
// its own; a request stays with the one that it began with, so that it sees one version from start to end.
type reloader struct {
	cfg     config.Config
	parts   *parts // of the start
	options api.Options
	current atomic.Pointer[http.Handler]
	reloads *prometheus.CounterVec
	loaded  prometheus.Gauge
	stale   prometheus.Gauge
	seen    string // fingerprint of the files in use at the start
	every   time.Duration
}

// newReloader reads the files for the first time.
func newReloader(cfg config.Config, options api.Options, registry prometheus.Registerer) (*reloader, error) {
	r := &reloader{
		cfg: cfg, options: options, every: lookEvery,
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "rolewright_reloads_total", Help: "How often the catalog and the templates were read again, by result: ok or failed.",
		}, []string{"result"}),
		loaded: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "rolewright_catalog_loaded_timestamp_seconds", Help: "When the catalog in use was read.",
		}),
		stale: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "rolewright_catalog_stale", Help: "1 if the catalog or the templates in use are not those of the files, which have faults; else 0.",
		}),
	}
	if err := errors.Join(registry.Register(r.reloads), registry.Register(r.loaded), registry.Register(r.stale)); err != nil {
		return nil, err
	}
	r.reloads.WithLabelValues("ok")
	r.reloads.WithLabelValues("failed")
	r.seen = r.look()
	var err error
	if r.parts, err = newParts(cfg); err != nil {
		return nil, err
	}
	handler, err := newHandler(r.parts.generator(), options)
	if err != nil {
		return nil, err
	}
	r.use(handler)
	return r, nil
}

func (r *reloader) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	(*r.current.Load()).ServeHTTP(w, req)
}

func (r *reloader) use(handler http.Handler) {
	r.current.Store(&handler)
	r.loaded.Set(float64(r.options.Now().Unix()))
}

// follow keeps up with the files, and reads them at once on SIGHUP, until the returned function is called.
func (r *reloader) follow(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	hangups, now := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(hangups, syscall.SIGHUP)
	var running sync.WaitGroup
	running.Go(r.parts.catalog.Prepare)
	running.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-hangups:
			}
			if r.cfg.Roles == "" && r.cfg.Templates == "" {
				r.options.Logger.InfoContext(ctx, "nothing to reload: the catalog and the templates are those of the program")
				continue
			}
			select {
			case now <- struct{}{}:
			case <-ctx.Done():
			}
		}
	})
	if r.cfg.Roles != "" || r.cfg.Templates != "" {
		watch := &reload.Watch{Every: r.every, Now: now, Look: r.look, Build: r.build(ctx), Refused: r.refuse(ctx)}
		running.Go(func() { watch.Run(ctx, r.seen) })
	}
	return func() {
		signal.Stop(hangups)
		cancel()
		running.Wait()
	}
}

// look is the fingerprint of the user's own files.
func (r *reloader) look() string {
	return reload.Fingerprint(r.cfg.Roles, r.cfg.Templates, "*.md.tmpl", catalog.MaxFile+1)
}

// build reads the files and tries what they say on every role before it is put to use.
func (r *reloader) build(ctx context.Context) func() (func(), error) {
	return func() (func(), error) {
		parts, err := r.parts.again(r.cfg)
		if err != nil {
			return nil, err
		}
		parts.catalog.Prepare()
		generator := parts.generator()
		if err := tryOut(generator); err != nil {
			return nil, err
		}
		handler, err := newHandler(generator, r.options)
		if err != nil {
			return nil, err
		}
		return func() {
			r.use(handler)
			r.note(nil)
			r.options.Logger.InfoContext(ctx, "reloaded", "catalog", generator.Catalog().Digest(), "roles", len(generator.Catalog().Roles()))
		}, nil
	}
}

func (r *reloader) refuse(ctx context.Context) func(error) {
	return func(err error) {
		r.options.Logger.ErrorContext(ctx, "not reloaded: what was in use stays in use", "error", err.Error())
		r.note(err)
	}
}

// note tells callers and operators how a reload has ended. Callers are not told in which folder the files are, nor what the
// stack of a panic was.
func (r *reloader) note(err error) {
	result, stale := "ok", 0.0
	if err != nil {
		result, stale = "failed", 1
		hide := strings.NewReplacer()
		if r.cfg.Roles != "" {
			hide = strings.NewReplacer(r.cfg.Roles, filepath.Base(r.cfg.Roles))
		}
		told := hide.Replace(err.Error())
		if _, ok := errors.AsType[*together.PanicError](err); ok {
			told = "reading the files failed on our side; the log says why"
		}
		err = errors.New(told) //nolint:err113 // told, and not acted on
	}
	r.reloads.WithLabelValues(result).Inc()
	r.stale.Set(stale)
	r.options.Readiness.Reloaded(r.options.Now().UTC().Truncate(time.Second), err)
}

// tryOut makes an ad of each role with each template.
func tryOut(generator *generate.Generator) error {
	roles := generator.Catalog().Roles()
	for i := range roles {
		for _, template := range generator.Templates() {
			plan, faults := generator.Plan(&jobad.Brief{Role: roles[i].Slug, Template: template.Name, Company: jobad.Company{Name: "Rolewright"}})
			if len(faults) > 0 {
				return fmt.Errorf("try %s with template %s: %s %s", roles[i].Slug, template.Name, faults[0].Pointer, faults[0].Detail)
			}
			if _, err := plan.Ad(jobad.Markdown | jobad.HTML | jobad.Text); err != nil {
				return err
			}
		}
	}
	return nil
}
