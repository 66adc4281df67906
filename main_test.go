package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// asProgram makes the test binary the program, so that tests can run it as a process of its own.
const asProgram = "ROLEWRIGHT_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	goleak.VerifyTestMain(m)
}

// minimal is the smallest brief that there is.
const minimal = `{"role":"backend-engineer","company":{"name":"Acme"}}`

// noEnv is an empty environment.
func noEnv(string) string { return "" }

// output is what a program wrote, while it still writes.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// find waits until pattern occurs and returns its first group.
func (o *output) find(t *testing.T, pattern string) string {
	t.Helper()
	expression := regexp.MustCompile(pattern)
	deadline := time.Now().Add(20 * time.Second)
	for time.Now().Before(deadline) {
		if found := expression.FindStringSubmatch(o.String()); found != nil {
			return found[len(found)-1]
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("no %s in %s", pattern, o.String())
	return ""
}

// running is the program while it serves.
type running struct {
	url, admin string
	log        *output
	stop       context.CancelFunc // ends the context of run
	done       chan error         // what run returned
}

// start runs the program on ports that are free.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p := &running{log: &output{}, stop: stop, done: make(chan error, 1)}
	args = append([]string{"--addr=127.0.0.1:0", "--admin-addr=127.0.0.1:0"}, args...)
	go func() { p.done <- run(ctx, args, noEnv, nil, io.Discard, p.log) }()
	p.url = "http://" + p.log.find(t, `"msg":"serving","addr":"([^"]+)"`)
	p.admin = "http://" + p.log.find(t, `"msg":"serving metrics","addr":"([^"]+)"`)
	t.Cleanup(stop)
	return p
}

// end waits for run to return.
func (p *running) end(t *testing.T) error {
	t.Helper()
	select {
	case err := <-p.done:
		return err
	case <-time.After(20 * time.Second):
		t.Fatalf("still running: %s", p.log)
		return nil
	}
}

// newClient is a client whose connections end with the test.
func newClient(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: 20 * time.Second}
}

// call sends a request and returns the reply with its body read.
func call(t *testing.T, client *http.Client, method, url, body string, headers ...string) (res *http.Response, text string) {
	t.Helper()
	r, err := http.NewRequestWithContext(context.Background(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err = client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	read, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(read)
}

// TestRun starts the program as it comes, uses it and ends it.
func TestRun(t *testing.T) {
	t.Parallel()
	p, client := start(t), newClient(t)
	for accept, want := range map[string]string{
		"application/json": `{"title":"Backend Engineer",`, "text/markdown": "# Backend Engineer\n",
		"text/html": "<!DOCTYPE html>\n", "text/plain": "Backend Engineer\n",
		"application/ld+json": `{"@context":"https://schema.org",`,
	} {
		if res, body := call(t, client, "POST", p.url+"/v1/generate", minimal, "Accept", accept); res.StatusCode != http.StatusOK || !strings.HasPrefix(body, want) {
			t.Errorf("%s: status %d, %.50q", accept, res.StatusCode, body)
		}
	}
	for path, want := range map[string]string{
		p.url + "/v1/roles/registered-nurse": `"slug":"registered-nurse"`, p.url + "/docs/": "<", p.url + "/openapi.json": `"openapi"`,
		p.url + "/openapi.yaml": "openapi:", p.url + "/roles.schema.json": `"$schema"`, p.url + "/": "<", p.url + "/livez": `{"status":"ok"}`,
		p.admin + "/livez": `{"status":"ok"}`, p.admin + "/readyz": `"status":"ok"`, p.admin + "/debug/pprof/": "goroutine",
		p.admin + "/metrics": `rolewright_http_request_duration_seconds_count{method="POST",route="/v1/generate",status="200"} 5`,
	} {
		if res, body := call(t, client, "GET", path, ""); res.StatusCode != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%s: status %d, %.200q", path, res.StatusCode, body)
		}
	}
	for _, path := range []string{p.url + "/metrics", p.url + "/debug/pprof/", p.admin + "/v1/roles"} {
		if res, _ := call(t, client, "GET", path, ""); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
	}
	if err := run(t.Context(), []string{"health", "--addr", strings.TrimPrefix(p.url, "http://")}, noEnv, nil, io.Discard, io.Discard); err != nil {
		t.Error(err)
	}
	p.stop()
	if err := p.end(t); err != nil || !strings.Contains(p.log.String(), `"msg":"stopped"`) {
		t.Errorf("%v: %s", err, p.log)
	}
	if err := run(t.Context(), []string{"health", "--addr", strings.TrimPrefix(p.url, "http://")}, noEnv, nil, io.Discard, io.Discard); err == nil || !strings.HasPrefix(err.Error(), "not healthy: ") {
		t.Errorf("health of nothing: %v", err)
	}
}

// TestRunWithOwnFiles uses a catalog and templates of the user's own.
func TestRunWithOwnFiles(t *testing.T) {
	t.Parallel()
	roles, err := os.ReadFile("roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "roles.yaml", strings.ReplaceAll(string(roles), "registered-nurse", "ward-nurse"))
	template, err := os.ReadFile("templates/concise.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "standard.md.tmpl", string(template))
	p, client := start(t, "--roles", filepath.Join(dir, "roles.yaml"), "--templates", dir), newClient(t)
	if res, body := call(t, client, "GET", p.url+"/v1/roles/ward-nurse", ""); res.StatusCode != http.StatusOK {
		t.Errorf("status %d: %s", res.StatusCode, body)
	}
	if _, body := call(t, client, "GET", p.url+"/v1/templates", ""); strings.Count(body, `"name"`) != 1 {
		t.Error(body)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestCommands runs what ends by itself, as a process.
func TestCommands(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		args, env      []string
		code           int
		stdout, stderr string // parts of it
	}{
		"version":           {[]string{"version"}, nil, 0, "\n", ""},
		"help":              {[]string{"--help"}, nil, 0, "ROLEWRIGHT_TRUSTED_PROXIES", ""},
		"help of serve":     {[]string{"serve", "--help"}, nil, 0, "--drain", ""},
		"unknown command":   {[]string{"bake"}, nil, 1, "", "bake"},
		"unknown flag":      {[]string{"--port=80"}, nil, 1, "", "--port"},
		"health of none":    {[]string{"health", "--addr=127.0.0.1:1"}, nil, 1, "", "not healthy: "},
		"health by env":     {[]string{"health"}, []string{"ROLEWRIGHT_ADDR=127.0.0.1:1"}, 1, "", "127.0.0.1:1"},
		"address in use":    {[]string{"--addr=192.0.2.1:1"}, nil, 1, "", "listen on 192.0.2.1:1"},
		"bad drain by env":  {nil, []string{"ROLEWRIGHT_DRAIN=2h"}, 1, "", "ROLEWRIGHT_DRAIN: "},
		"version by a flag": {[]string{"--version"}, []string{"ROLEWRIGHT_ADDR=foo"}, 0, "\n", ""},
		"help of a command": {[]string{"help", "review"}, nil, 0, "--fail-on", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := program(t, test.args...)
			cmd.Env = append(cmd.Env, test.env...)
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			_ = cmd.Run() // the code is looked at below
			if cmd.ProcessState.ExitCode() != test.code || !strings.Contains(stdout.String(), test.stdout) || !strings.Contains(stderr.String(), test.stderr) {
				t.Errorf("code %d\n%s\n%s", cmd.ProcessState.ExitCode(), &stdout, &stderr)
			}
			if test.code == 0 && stderr.Len() > 0 || test.code != 0 && stdout.Len() > 0 {
				t.Errorf("on the wrong stream: %s%s", &stdout, &stderr)
			}
		})
	}
}

// program is the program as a process.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), asProgram+"=1")
	return cmd
}

// TestBadSettings wants everything that is wrong at once.
func TestBadSettings(t *testing.T) {
	t.Parallel()
	args := []string{
		"--addr=nowhere", "--admin-addr=:", "--log-level=loud", "--trusted-proxies=10.0.0.0/99", "--drain=-1s",
		"--roles=/does/not/exist.yaml", "--templates=main.go",
	}
	err := run(t.Context(), args, noEnv, nil, io.Discard, io.Discard)
	if err == nil {
		t.Fatal("no error")
	}
	for _, flag := range args {
		name, _, _ := strings.Cut(flag, "=")
		if strings.Count(err.Error(), name+": ") != 1 {
			t.Errorf("%s is not in %v", name, err)
		}
	}
}

// TestBadFiles wants every fault of a catalog and of templates, where it is.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	roles, err := os.ReadFile("roles.yaml")
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(roles), "family: healthcare", "family: none", 1)
	broken = strings.Replace(broken, "default_level: mid", "default_level: guru", 1)
	write(t, dir, "roles.yaml", broken)
	write(t, dir, "a.md.tmpl", "{{.Nothing}}")
	write(t, dir, "b.md.tmpl", "{{if}}")
	at := regexp.QuoteMeta(filepath.Join(dir, "roles.yaml"))
	for _, test := range []struct{ arg, want string }{
		{"--roles=" + filepath.Join(dir, "roles.yaml"), `(?s)` + at + `:\d+:\d+: .*` + at + `:\d+:\d+: `},
		{"--templates=" + dir, `(?s)a(\.md\.tmpl)?:.*b(\.md\.tmpl)?:`},
		{"--templates=" + t.TempDir(), `no template`},
	} {
		err := run(t.Context(), []string{"--addr=127.0.0.1:0", test.arg}, noEnv, nil, io.Discard, io.Discard)
		if err == nil || !regexp.MustCompile(test.want).MatchString(err.Error()) {
			t.Errorf("%s: %v", test.arg, err)
		}
	}
}

// TestPortInUse ends with the reason, also if it is the second of the two addresses.
func TestPortInUse(t *testing.T) {
	t.Parallel()
	var lc net.ListenConfig
	taken, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	addr := taken.Addr().String()
	for _, args := range [][]string{{"--addr", addr}, {"--addr=127.0.0.1:0", "--admin-addr", addr}} {
		if err := run(t.Context(), args, noEnv, nil, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "listen on "+addr) {
			t.Errorf("%q: %v", args, err)
		}
	}
}
