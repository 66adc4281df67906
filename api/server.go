package api

import (
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"rolewright/internal/compare"
	"rolewright/internal/export"
	"rolewright/internal/generate"
	"rolewright/internal/together"
)

// Info is what the server says of itself.
type Info struct {
	Version  string
	LoadedAt time.Time // when the catalog was read
}

// Assets are the files that the server hands out.
type Assets struct {
	OpenAPIJSON, OpenAPIYAML []byte
	RolesSchema              []byte // JSON Schema of roles.yaml
	Docs                     fs.FS  // Swagger UI; a file "<name>.gz" is served as <name>
	Pages                    fs.FS  // templates of the pages
	PageFiles                fs.FS  // what the pages load
}

// Options of the server. The zero value logs and counts nothing, trusts no proxy and is always ready.
type Options struct {
	Logger         *slog.Logger
	Now            func() time.Time
	TrustedProxies []netip.Prefix
	Readiness      *Readiness
	Metrics        *Metrics
	// Patience is how long a batch waits for its caller to send the next bytes, or to take what it has made. 0 is a
	// minute.
	Patience time.Duration
}

// server holds what handlers need. Nothing in it changes after New.
type server struct {
	generator   *generate.Generator
	options     Options
	logger      *slog.Logger
	metrics     *Metrics
	version     []string // digest of the catalog
	readiness   *Readiness
	info        Info
	briefs      *BriefReader
	texts       *rules[ReviewRequest]
	needs       *rules[AdviceRequest]
	comparer    *compare.Comparer
	comparisons []export.ComparisonFormat
	pools       *pools
	formats     []export.Format
	offers      []export.Format   // those that Accept can choose
	mediaTypes  []string          // of offers
	policies    map[string]string // Content-Security-Policy by format
	roles       *roleIndex
	lists       lists
	docs        map[string]*reply
	pages       *pages
}

// New returns the handler of the whole public interface.
func New(g *generate.Generator, info Info, assets Assets, options Options) (http.Handler, error) {
	s := &server{
		generator: g, info: info, options: options.withDefaults(), pools: newPools(), formats: export.Formats(),
		policies: map[string]string{"html": adPolicy}, comparer: compare.New(g.Catalog()), version: []string{g.Catalog().Digest()},
	}
	s.logger, s.readiness, s.metrics = s.options.Logger, s.options.Readiness, s.options.Metrics
	if s.metrics == nil {
		var err error
		if s.metrics, err = NewMetrics(prometheus.NewRegistry()); err != nil {
			return nil, err
		}
	}
	for _, f := range s.formats {
		if !f.ByNameOnly {
			s.offers, s.mediaTypes = append(s.offers, f), append(s.mediaTypes, f.MediaType)
		}
	}
	err := together.Do(
		s.newRules,
		func() (err error) { s.roles, err = newRoleIndex(g.Catalog()); return err },
		func() (err error) { s.lists, err = newLists(g, s.formats, info); return err },
		func() (err error) { s.docs, err = newDocs(assets); return err },
		func() (err error) { s.pages, err = newPages(assets, g.Catalog()); return err },
		func() (err error) { s.comparisons, err = export.ComparisonFormats(); return err },
	)
	if err != nil {
		return nil, err
	}
	e := echo.New()
	e.IPExtractor = clientAddress(s.options.TrustedProxies)
	e.HTTPErrorHandler = s.fail
	e.Use(s.identify, s.observe, s.recoverPanics, s.guard)
	s.route(e)
	return e, nil
}

// newRules makes the rules of every request.
func (s *server) newRules() (err error) {
	known := newCurrencies()
	briefs, err := newRules[Brief](known)
	if err != nil {
		return err
	}
	s.briefs = &BriefReader{generator: s.generator, rules: briefs}
	if s.texts, err = newRules[ReviewRequest](known); err != nil {
		return err
	}
	s.needs, err = newRules[AdviceRequest](known)
	return err
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = func() time.Time { return time.Time{} }
	}
	if o.Patience == 0 {
		o.Patience = time.Minute
	}
	if o.Readiness == nil {
		o.Readiness = &Readiness{}
	}
	return o
}

// clientAddress takes the address of a client from its connection, and from X-Forwarded-For only as far as trusted
// proxies wrote it.
func clientAddress(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, prefix := range trusted {
		options = append(options, echo.TrustIPRange(ipNet(prefix)))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}
