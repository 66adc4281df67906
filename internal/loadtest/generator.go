package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// newGenerator is wrk if it is installed, since it takes less of the machine, and else the built-in one.
func newGenerator(dir string, o options, now func() time.Time) (drive generator, name string) {
	if wrk, err := exec.LookPath("wrk"); err == nil && !o.builtIn {
		return (&wrkGenerator{path: wrk, dir: dir, options: o}).drive, "wrk"
	}
	return (&loop{options: o, now: now}).drive, "built in"
}

// wrkGenerator drives a server with wrk, https://github.com/wg/wrk.
type wrkGenerator struct {
	path    string
	dir     string // for the script
	options options
}

func (w *wrkGenerator) drive(ctx context.Context, t *target) (result, error) {
	script := filepath.Join(w.dir, "script.lua")
	if err := os.WriteFile(script, []byte(luaScript(t)), 0o600); err != nil {
		return result{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, w.options.duration+30*time.Second)
	defer cancel()
	seconds := strconv.Itoa(int(w.options.duration.Seconds()))
	command := exec.CommandContext(ctx, w.path, //nolint:gosec // G204: the arguments are ours
		"-t1", "-c"+strconv.Itoa(w.options.connections), "-d"+seconds+"s", "-s", script, "http://"+t.addr)
	out, err := command.Output()
	if err != nil {
		return result{}, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	return parseWrk(string(out))
}

// luaScript has wrk send t and print what it counted as the last line.
func luaScript(t *target) string {
	var b strings.Builder
	fmt.Fprintf(&b, "wrk.method = \"POST\"\nwrk.path = %s\nwrk.body = %s\n", luaText(t.path), luaText(string(t.body)))
	for _, h := range t.headers {
		fmt.Fprintf(&b, "wrk.headers[%s] = %s\n", luaText(h[0]), luaText(h[1]))
	}
	b.WriteString(`
function done(summary)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"microseconds":%d,"failures":%d}\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.timeout + e.status))
end
`)
	return b.String()
}

// luaText is text as a literal of Lua 5.1, every byte of it escaped that might mean something.
func luaText(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(text) {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\%03d`, c)
			continue
		}
		b.WriteByte(c)
	}
	b.WriteByte('"')
	return b.String()
}

func parseWrk(out string) (result, error) {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var counted struct {
		Requests     int   `json:"requests"`
		Microseconds int64 `json:"microseconds"`
		Failures     int   `json:"failures"`
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &counted); err != nil {
		return result{}, fmt.Errorf("wrk ended without counts: %w\n%s", err, out)
	}
	if counted.Microseconds <= 0 || counted.Requests == 0 {
		return result{}, fmt.Errorf("wrk got no reply\n%s", out)
	}
	return result{
		perSecond: float64(counted.Requests) / (time.Duration(counted.Microseconds) * time.Microsecond).Seconds(),
		requests:  counted.Requests, failures: counted.Failures,
	}, nil
}
