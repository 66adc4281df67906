// Rolewright is an HTTP service that makes job ads of short briefs. This package joins its parts; run reads from top
// to bottom as the program starts and stops.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"rolewright/api"
	"rolewright/internal/catalog"
	"rolewright/internal/config"
	"rolewright/internal/generate"
	"rolewright/internal/law"
	"rolewright/internal/reload"
	"rolewright/internal/render"
	"rolewright/internal/review"
	"rolewright/internal/together"
)

// version is set when a release is built.
var version = ""

func main() {
	if err := run(context.Background(), os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr); err != nil {
		os.Exit(exitStatus(os.Stderr, err))
	}
}

// run is the whole program. It returns when ctx ends, on SIGTERM or SIGINT, or with an error that says what to mend.
//
//nolint:revive // six arguments: all that the system gives to a process
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) error {
	cfg, err := config.Parse(args, getenv, stdout)
	switch {
	case errors.Is(err, config.ErrHelp):
		return nil
	case err != nil:
		return badSettings(cfg.Command, err)
	case cfg.Command == config.Version:
		_, err := fmt.Fprintln(stdout, programVersion())
		return err
	case cfg.Command == config.Health:
		return checkHealth(ctx, cfg.Addr)
	case cfg.Command == config.Generate:
		return generateAds(cfg, stdin, stdout, stderr)
	case cfg.Command == config.Review:
		return reviewFiles(cfg, stdin, stdout)
	case cfg.Command == config.Check:
		return checkFiles(cfg, stdin, stdout)
	}

	tuneMemory(getenv)
	logger := slog.New(slog.NewJSONHandler(stderr, &slog.HandlerOptions{Level: cfg.LogLevel}))
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))

	metrics, err := api.NewMetrics(registry)
	if err != nil {
		return err
	}
	readiness := &api.Readiness{}
	handler, err := newReloader(cfg, api.Options{
		Logger: logger, Now: time.Now, TrustedProxies: cfg.TrustedProxies, Readiness: readiness, Metrics: metrics,
	}, registry)
	if err != nil {
		return err
	}
	defer handler.follow(ctx)()

	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, os.Interrupt)
	defer signal.Stop(signals)
	s := &service{logger: logger, readiness: readiness, drain: cfg.Drain, signals: signals}
	return s.serve(ctx, cfg, handler, adminHandler(handler, registry))
}

// memoryLimit is what the process takes in bytes, unless what it has to hold is more.
const memoryLimit = 256 << 20

// tuneMemory sets when memory is collected, where the environment does not. The live heap is some ten megabytes: collecting
// it whenever it has doubled would be dozens of times a second. Nine times of it is little, but of what documents take
// while they are made it is not.
func tuneMemory(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(800)
	}
	if getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// parts are what ads are made with. The table of laws and the rules of the review last as long as the program.
type parts struct {
	catalog  *catalog.Catalog
	renderer *render.Renderer
	table    *law.Table
	reviewer *review.Reviewer
}

// newParts reads all of it at the same time. The faults of every part are told, those of the catalog first.
func newParts(cfg config.Config) (*parts, error) {
	p := &parts{}
	err := together.Do(
		func() (err error) { p.catalog, err = newCatalog(cfg.Roles); return err },
		func() (err error) { p.renderer, err = newRenderer(cfg.Templates); return err },
		func() (err error) { p.table, err = newTable(cfg.Jurisdictions); return err },
		func() (err error) { p.reviewer, err = newReviewer(); return err },
	)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// newLasting reads what lasts as long as the program, and no catalog.
func newLasting(cfg config.Config) (*parts, error) {
	p := &parts{}
	err := together.Do(
		func() (err error) { p.table, err = newTable(cfg.Jurisdictions); return err },
		func() (err error) { p.reviewer, err = newReviewer(); return err },
	)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// again reads the user's own catalog and templates again. The rest is that of p.
func (p *parts) again(cfg config.Config) (*parts, error) {
	fresh := *p
	var noCatalog, noTemplates error
	if cfg.Roles != "" {
		fresh.catalog, noCatalog = newCatalog(cfg.Roles)
	}
	if cfg.Templates != "" {
		fresh.renderer, noTemplates = newRenderer(cfg.Templates)
	}
	if err := errors.Join(noCatalog, noTemplates); err != nil {
		return nil, err
	}
	return &fresh, nil
}

func (p *parts) generator() *generate.Generator {
	return generate.New(p.catalog, p.renderer, p.table, p.reviewer, generate.Options{Version: programVersion(), Now: time.Now})
}

// newGenerator makes ads with what the settings name.
func newGenerator(cfg config.Config) (*generate.Generator, error) {
	p, err := newParts(cfg)
	if err != nil {
		return nil, err
	}
	return p.generator(), nil
}

// newCatalog reads the user's own catalog, or the one in the program.
func newCatalog(file string) (*catalog.Catalog, error) {
	name, read := "roles.yaml", assets.ReadFile
	if file != "" {
		name, read = file, func(name string) ([]byte, error) { return reload.ReadFile(name, catalog.MaxFile+1) }
	}
	data, err := read(name)
	if err != nil {
		return nil, fmt.Errorf("read the catalog: %w", err)
	}
	roles, err := catalog.Parse(name, data)
	if err != nil {
		return nil, fmt.Errorf("the catalog has faults:\n%w", err)
	}
	return roles, nil
}

// newRenderer reads the user's own templates, or those in the program.
func newRenderer(folder string) (*render.Renderer, error) {
	templates, err := fs.Sub(assets, "templates")
	if err != nil {
		return nil, err
	}
	if folder != "" {
		templates = os.DirFS(folder)
	}
	renderer, err := render.New(templates)
	if err != nil {
		return nil, fmt.Errorf("the templates have faults:\n%w", err)
	}
	return renderer, nil
}

func newReviewer() (*review.Reviewer, error) {
	reviewer, err := review.New()
	if err != nil {
		return nil, fmt.Errorf("the rules have faults:\n%w", err)
	}
	return reviewer, nil
}

// newTable is the table of laws, with the rows of the user's own file in it.
func newTable(file string) (*law.Table, error) {
	table, err := law.New()
	if err != nil || file == "" {
		return table, err
	}
	data, err := os.ReadFile(file) //nolint:gosec // the user names it
	if err != nil {
		return nil, fmt.Errorf("read the table of laws: %w", err)
	}
	if table, err = table.With(file, data); err != nil {
		return nil, fmt.Errorf("the table of laws has faults:\n%w", err)
	}
	return table, nil
}

func newHandler(generator *generate.Generator, options api.Options) (http.Handler, error) {
	openapiJSON, err := assets.ReadFile("docs/openapi.json")
	if err != nil {
		return nil, err
	}
	openapiYAML, err := assets.ReadFile("docs/openapi.yaml")
	if err != nil {
		return nil, err
	}
	rolesSchema, err := assets.ReadFile("docs/roles.schema.json")
	if err != nil {
		return nil, err
	}
	docs, err := fs.Sub(assets, "web/swagger")
	if err != nil {
		return nil, err
	}
	pages, err := fs.Sub(assets, "web/pages")
	if err != nil {
		return nil, err
	}
	pageFiles, err := fs.Sub(assets, "web/assets")
	if err != nil {
		return nil, err
	}
	info := api.Info{Version: programVersion(), LoadedAt: options.Now().UTC().Truncate(time.Second)}
	return api.New(generator, info, api.Assets{
		OpenAPIJSON: openapiJSON, OpenAPIYAML: openapiYAML, RolesSchema: rolesSchema, Docs: docs, Pages: pages, PageFiles: pageFiles,
	}, options)
}

// programVersion is the version of a release, or what the Go tool knows of the build.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
