package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"rolewright/api"
	"rolewright/internal/config"
	"rolewright/internal/jobad"
	"rolewright/internal/together"
)

// edition is a small catalog that differs from every other edition, and its digest.
func edition(t *testing.T, n int) (text, digest string) {
	t.Helper()
	data, err := os.ReadFile("internal/catalog/testdata/good.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text = strings.ReplaceAll(string(data), "You keep patients safe.", fmt.Sprintf("You keep patients safe in edition %d.", n))
	sum := sha256.Sum256([]byte(text))
	return text, "sha256:" + hex.EncodeToString(sum[:])
}

// reloading is a reloader over a file that a test changes.
type reloading struct {
	*reloader

	registry *prometheus.Registry
	file     string
	log      *output
}

func startReloading(t *testing.T) *reloading {
	t.Helper()
	p := &reloading{file: filepath.Join(t.TempDir(), "roles.yaml"), log: &output{}}
	text, _ := edition(t, 0)
	write(t, filepath.Dir(p.file), "roles.yaml", text)
	p.registry = prometheus.NewRegistry()
	metrics, err := api.NewMetrics(p.registry)
	if err != nil {
		t.Fatal(err)
	}
	p.reloader, err = newReloader(config.Config{Roles: p.file}, api.Options{
		Logger: slog.New(slog.NewJSONHandler(p.log, nil)), Now: time.Now, Readiness: &api.Readiness{}, Metrics: metrics,
	}, p.registry)
	if err != nil {
		t.Fatal(err)
	}
	p.every = 5 * time.Millisecond
	t.Cleanup(p.follow(t.Context()))
	return p
}

// get answers a request, and which catalog it was answered with.
func (p *reloading) get(method, path, body string) (res *httptest.ResponseRecorder, digest string) {
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w, w.Header().Get("Catalog-Version")
}

func (p *reloading) count(result string) float64 {
	return p.metric("rolewright_reloads_total", result)
}

// metric is the value of a counter or a gauge, the one of a label if it has some.
func (p *reloading) metric(name, label string) float64 {
	families, err := p.registry.Gather()
	if err != nil {
		return -1
	}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			if family.GetName() == name && (label == "" || m.GetLabel()[0].GetValue() == label) {
				return m.GetCounter().GetValue() + m.GetGauge().GetValue() // one of them is nil
			}
		}
	}
	return -1
}

// wait waits until something holds.
func wait(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain: " + what)
		}
	}
}

// styles are the ways in which people and programs write a file.
func styles() map[string]func(file, text string) error {
	over := func(file, text string) error {
		if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
			return err
		}
		return os.Rename(file+".new", file)
	}
	return map[string]func(file, text string) error{
		"in place": func(file, text string) error { return os.WriteFile(file, []byte(text), 0o600) },
		"renamed":  over,
		"with an old time": func(file, text string) error {
			old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
			if err := os.WriteFile(file+".new", []byte(text), 0o600); err != nil {
				return err
			}
			if err := os.Chtimes(file+".new", old, old); err != nil {
				return err
			}
			return os.Rename(file+".new", file)
		},
		"deleted first": func(file, text string) error {
			if err := os.Remove(file); err != nil {
				return err
			}
			time.Sleep(3 * time.Millisecond)
			return os.WriteFile(file, []byte(text), 0o600)
		},
		"in two halves": func(file, text string) error {
			if err := os.WriteFile(file, []byte(text[:len(text)/2]), 0o600); err != nil {
				return err
			}
			time.Sleep(8 * time.Millisecond)
			return os.WriteFile(file, []byte(text), 0o600)
		},
		"behind a link": func(file, text string) error {
			sum := sha256.Sum256([]byte(text))
			target := filepath.Join(filepath.Dir(file), hex.EncodeToString(sum[:4]))
			if err := os.WriteFile(target, []byte(text), 0o600); err != nil {
				return err
			}
			if err := os.Symlink(target, file+".link"); err != nil {
				return err
			}
			return os.Rename(file+".link", file)
		},
	}
}

// badFiles are files that are never to be used.
func badFiles(good string) map[string]string {
	return map[string]string{
		"empty":         "",
		"invalid":       strings.Replace(good, "default_level: mid", "default_level: guru", 1),
		"truncated":     good[:len(good)*2/3],
		"two documents": good + "---\n" + good,
		"a bomb":        "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nroles: [*c, *c, *c]\n",
		"no text":       "\x00\xff",
		"huge":          good + "# " + strings.Repeat("x", 5<<20) + "\n",
	}
}

// TestReloadUnderLoad writes good and bad files in turn, in every style, while callers ask: none is refused, and each
// reply is of one version only, the one it names.
func TestReloadUnderLoad(t *testing.T) {
	t.Parallel()
	p := startReloading(t)
	callers := newCallers(t, p, 3)
	ways, rounds := styles(), 100
	if testing.Short() || isRace() {
		rounds = 10
	}
	for n := 1; n <= rounds; {
		for style, save := range ways {
			if n > rounds {
				break
			}
			text, digest := edition(t, n)
			callers.know(n, digest)
			if err := save(p.file, text); err != nil {
				t.Fatal(err)
			}
			wait(t, style, func() bool { _, now := p.get("GET", "/livez", ""); return now == digest })
			p.spoil(t, text, digest, n)
			n++
		}
	}
	callers.end(t, rounds)
	if p.count("ok") < float64(rounds) || p.count("failed") < float64(rounds) {
		t.Errorf("%v reloads, and %v failed ones", p.count("ok"), p.count("failed"))
	}
}

// spoil makes the file bad, and looks whether everybody is told and nobody suffers.
func (p *reloading) spoil(t *testing.T, good, digest string, n int) {
	t.Helper()
	kinds := []string{"empty", "invalid", "truncated", "two documents", "a bomb", "no text", "huge"}
	kind := kinds[n%len(kinds)]
	failed := p.count("failed")
	if err := os.WriteFile(p.file, []byte(badFiles(good)[kind]), 0o600); err != nil {
		t.Fatal(err)
	}
	wait(t, kind, func() bool { return p.count("failed") > failed })
	var info api.Catalog
	w, now := p.get("GET", "/v1/catalog", "")
	if err := json.Unmarshal(w.Body.Bytes(), &info); err != nil {
		t.Fatal(err)
	}
	if now != digest || info.Digest != digest || info.LastReloadError == nil || !strings.Contains(info.LastReloadError.Detail, "roles.yaml") {
		t.Errorf("after %s: %s, want %s; %s", kind, now, digest, w.Body)
	}
	if strings.Contains(w.Body.String(), filepath.Dir(p.file)) {
		t.Errorf("callers are told the folder: %s", w.Body)
	}
	if w, _ := p.get("GET", "/readyz", ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"catalog":"stale since 20`) {
		t.Errorf("after %s: %d %s", kind, w.Code, w.Body)
	}
	if p.metric("rolewright_catalog_stale", "") != 1 {
		t.Errorf("after %s the metric says that nothing is stale", kind)
	}
}

// callers ask for ads all the time.
type callers struct {
	mu       sync.Mutex
	editions map[string]string // what an edition says, by digest
	faults   []string
	seen     map[string]int
	stop     chan struct{}
	running  sync.WaitGroup
}

func newCallers(t *testing.T, p *reloading, n int) *callers {
	t.Helper()
	c := &callers{editions: map[string]string{}, seen: map[string]int{}, stop: make(chan struct{})}
	_, digest := edition(t, 0)
	c.know(0, digest)
	for range n {
		c.running.Go(func() {
			for {
				select {
				case <-c.stop:
					return
				default:
					c.ask(p)
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	return c
}

func (c *callers) know(n int, digest string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.editions[digest] = fmt.Sprintf("You keep patients safe in edition %d.", n)
}

// ask asks for an ad and for the role, and compares what it is told with the version that is named.
func (c *callers) ask(p *reloading) {
	var ad jobad.Ad
	w, digest := p.get("POST", "/v1/generate", `{"role":"nurse","company":{"name":"Acme"}}`)
	err := json.Unmarshal(w.Body.Bytes(), &ad)
	role, ofRole := p.get("GET", "/v1/roles/nurse", "")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[digest]++
	switch {
	case err != nil || w.Code != http.StatusOK || role.Code != http.StatusOK:
		c.faults = append(c.faults, fmt.Sprintf("status %d and %d: %v", w.Code, role.Code, err))
	case ad.Provenance.Catalog != digest || !strings.Contains(ad.Markdown, c.editions[digest]) || c.editions[digest] == "":
		c.faults = append(c.faults, "mixed: "+digest+", "+ad.Provenance.Catalog+", "+ad.Markdown)
	case !strings.Contains(role.Body.String(), c.editions[ofRole]):
		c.faults = append(c.faults, "mixed: "+ofRole+", "+role.Body.String())
	}
}

func (c *callers) end(t *testing.T, rounds int) {
	t.Helper()
	close(c.stop)
	c.running.Wait()
	for _, fault := range c.faults[:min(3, len(c.faults))] {
		t.Error(fault)
	}
	if len(c.faults) > 0 || len(c.seen) < rounds/4 {
		t.Errorf("%d faults; %d of %d editions were seen", len(c.faults), len(c.seen), rounds)
	}
}

// TestReloadMends clears what was told of a bad file once it is good again, also if it is what it was before.
func TestReloadMends(t *testing.T) {
	t.Parallel()
	p := startReloading(t)
	good, digest := edition(t, 0)
	p.spoil(t, good, digest, 1)
	write(t, filepath.Dir(p.file), "roles.yaml", good)
	wait(t, "mended", func() bool {
		w, _ := p.get("GET", "/v1/catalog", "")
		return !strings.Contains(w.Body.String(), "last_reload_error")
	})
	if w, _ := p.get("GET", "/readyz", ""); !strings.Contains(w.Body.String(), `"catalog":"ok"`) {
		t.Error(w.Body)
	}
	if !strings.Contains(p.log.String(), `"msg":"reloaded"`) || !strings.Contains(p.log.String(), "default_level") {
		t.Error(p.log)
	}
}

// TestReloadKeepsStacks tells callers of a panic without its stack, which is for the log.
func TestReloadKeepsStacks(t *testing.T) {
	t.Parallel()
	p := startReloading(t)
	p.note(fmt.Errorf("read: %w", &together.PanicError{Cause: "canary", Stack: []byte("goroutine 1")}))
	w, _ := p.get("GET", "/v1/catalog", "")
	if got := w.Body.String(); !strings.Contains(got, "failed on our side") || strings.Contains(got, "canary") || strings.Contains(got, "goroutine") {
		t.Error(got)
	}
}

// TestReloadOfProgram changes the files of a real process: its catalog, its templates, and both with SIGHUP.
func TestReloadOfProgram(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text, _ := edition(t, 0)
	write(t, dir, "roles.yaml", text)
	template, err := os.ReadFile("templates/concise.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "standard.md.tmpl", string(template))
	cmd, log := program(t, "--addr=127.0.0.1:0", "--admin-addr=off", "--drain=0s", "--roles", filepath.Join(dir, "roles.yaml"), "--templates", dir), &output{}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	url, client := "http://"+log.find(t, `"msg":"serving","addr":"([^"]+)"`), newClient(t)
	holds := func(path, part string) func() bool {
		return func() bool { _, body := call(t, client, "GET", url+path, ""); return strings.Contains(body, part) }
	}

	text, digest := edition(t, 1)
	write(t, dir, "roles.yaml", text)
	wait(t, "another catalog", holds("/v1/catalog", digest))
	write(t, dir, "brief.md.tmpl", string(template))
	wait(t, "another template", holds("/v1/templates", `"name":"brief"`))
	write(t, dir, "brief.md.tmpl", "{{.Nothing}}")
	wait(t, "a bad template", holds("/v1/catalog", "last_reload_error"))
	if err := os.Remove(filepath.Join(dir, "brief.md.tmpl")); err != nil {
		t.Fatal(err)
	}
	wait(t, "a template that is gone", func() bool { return !holds("/v1/templates", `"name":"brief"`)() })

	before := strings.Count(log.String(), `"msg":"reloaded"`)
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	wait(t, "SIGHUP", func() bool { return strings.Count(log.String(), `"msg":"reloaded"`) > before })
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, log)
	}
}

// TestHangupWithoutFiles does not end a program that has nothing to reload.
func TestHangupWithoutFiles(t *testing.T) {
	t.Parallel()
	cmd, log := program(t, "--addr=127.0.0.1:0", "--admin-addr=off", "--drain=0s"), &output{}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	log.find(t, `"msg":"serving","addr":"([^"]+)"`)
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	log.find(t, `"msg":"(nothing to reload[^"]*)"`)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, log)
	}
}
