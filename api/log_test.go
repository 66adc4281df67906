package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"rolewright/api"
)

// logged is a line of the log.
type logged struct {
	Level, Msg, Method, Path, Route, Client, Error string
	Status                                         int
	RequestID                                      string `json:"request_id"`
}

// logOf sends requests one after another and returns what is logged, raw and read.
func logOf(t *testing.T, options api.Options, requests ...*http.Request) (raw string, lines []logged) {
	t.Helper()
	var log bytes.Buffer
	options.Logger = slog.New(slog.NewJSONHandler(&log, nil))
	h := newHandler(t, options)
	for _, r := range requests {
		do(t, h, r)
	}
	raw = log.String()
	for line := range strings.Lines(raw) {
		lines = append(lines, into[logged](t, line))
	}
	if len(lines) != len(requests) {
		t.Errorf("%d requests, %d lines: %s", len(requests), len(lines), raw)
	}
	return raw, lines
}

// TestLog writes one line of JSON for each request, with what an operator needs.
func TestLog(t *testing.T) {
	t.Parallel()
	_, lines := logOf(t, api.Options{},
		get("/v1/roles/backend-engineer", "X-Request-Id", "a"), post(minimal, "X-Request-Id", "b"), post(`{}`, "X-Request-Id", "c"),
		get("/none", "X-Request-Id", "d"), request(http.MethodTrace, "/livez", "", "X-Request-Id", "e"))
	want := []logged{
		{"INFO", "request", "GET", "/v1/roles/backend-engineer", "/v1/roles/:slug", "192.0.2.1", "", 200, "a"},
		{"INFO", "request", "POST", "/v1/generate", "/v1/generate", "192.0.2.1", "", 200, "b"},
		{"INFO", "request", "POST", "/v1/generate", "/v1/generate", "192.0.2.1", "2 members need a change. required", 422, "c"},
		{"INFO", "request", "GET", "/none", "unmatched", "192.0.2.1", "code=404, message=Not Found", 404, "d"},
		{"INFO", "request", "TRACE", "/livez", "/livez", "192.0.2.1", "code=405, message=Method Not Allowed", 405, "e"},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

// TestLogKeepsSecrets sends a word in every place that must not be logged, in ways that succeed and that fail.
func TestLogKeepsSecrets(t *testing.T) {
	t.Parallel()
	const canary = "CANARY-7d1e"
	registry := prometheus.NewRegistry()
	requests := []*http.Request{
		post(with(`"title":"` + canary + `"`)), post(with(`"` + canary + `":1`)), post(with(`"pay":{"` + canary + `":1}`)),
		post(`{"role":"` + canary + `","company":{"name":"` + canary + `"},"level":"` + canary + `","template":"` + canary + `","omit":["` + canary + `"]}`),
		post(with(`"title":"` + canary + `\u0000"`)), post(with(`"` + canary + `":null`)), post(with(`"` + canary + `":{`)),
		post(`{"` + canary + `":` + strings.Repeat("[", 40)), post(canary), post("{\"" + canary + "\xff\":1}"),
		post(with(`"title":1,"` + canary + `":1`)), post(with(`"apply":{"url":"https://x:` + canary + `@a.b"}`)),
		get("/v1/roles?q=" + canary), get("/v1/roles?" + canary + "=1"), get("/v1/roles?family=" + canary), get("/v1/roles?level=" + canary),
		get("/v1/roles?cursor=" + canary), get("/v1/roles?limit=" + canary), get("/v1/roles?q=%zz" + canary), get("/livez?" + canary),
		get("/v1/roles", "Authorization", "Bearer "+canary, "Cookie", "a="+canary, "X-Api-Key", canary, "Referer", canary, "User-Agent", canary),
		post(minimal, "Content-Type", canary), post(minimal, "Content-Encoding", canary), post(minimal, "Accept", canary),
		request(http.MethodPost, "/v1/generate?format="+canary, minimal, "Content-Type", "application/json"),
	}
	raw, _ := logOf(t, api.Options{Metrics: must(api.NewMetrics(registry))}, requests...)
	for line := range strings.Lines(raw) {
		if strings.Contains(line, canary) {
			t.Error(line)
		}
	}
	if text := metricsText(t, registry); strings.Contains(text, canary) {
		t.Error(text)
	}
}

// TestLogLinesStayApart sends line breaks wherever they fit.
func TestLogLinesStayApart(t *testing.T) {
	t.Parallel()
	r := get("/")
	r.URL = must(url.ParseRequestURI("/none%0d%0a%7b%22msg%22:%22forged%22%7d%1b%5b31m%e2%80%a8"))
	r.Header["X-Request-Id"] = []string{"a\r\nforged"}
	odd := get("/livez")
	odd.Method = "GE\r\nT"
	raw, lines := logOf(t, api.Options{}, r, odd)
	if strings.ContainsAny(raw, "\r\x1b") || lines[0].Path != "/none\r\n{\"msg\":\"forged\"}\x1b[31m\u2028" {
		t.Errorf("%q", raw)
	}
}

// TestClient believes X-Forwarded-For as far as trusted proxies wrote it.
func TestClient(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32")}
	for name, test := range map[string]struct {
		trusted         []netip.Prefix
		remote, forward string
		want            string
	}{
		"nobody is trusted":          {nil, "192.0.2.1:1", "203.0.113.9", "192.0.2.1"},
		"nor is the loopback":        {nil, "127.0.0.1:1", "203.0.113.9", "127.0.0.1"},
		"nor a private network":      {nil, "10.0.0.1:1", "203.0.113.9", "10.0.0.1"},
		"a stranger is not trusted":  {proxies, "192.0.2.1:1", "203.0.113.9", "192.0.2.1"},
		"loopback beside the list":   {proxies, "127.0.0.1:1", "203.0.113.9", "127.0.0.1"},
		"a proxy":                    {proxies, "10.0.0.1:1", "203.0.113.9", "203.0.113.9"},
		"a proxy of IPv6":            {proxies, "[2001:db8::1]:1", "203.0.113.9", "203.0.113.9"},
		"a proxy behind a proxy":     {proxies, "10.0.0.1:1", "203.0.113.9, 10.2.3.4", "203.0.113.9"},
		"what the client forged":     {proxies, "10.0.0.1:1", "198.51.100.7, 203.0.113.9", "203.0.113.9"},
		"a proxy without the header": {proxies, "10.0.0.1:1", "", "10.0.0.1"},
		"what is no address":         {proxies, "10.0.0.1:1", "evil\"}", "10.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := get("/livez", "X-Real-Ip", "198.51.100.1", "Forwarded", "for=198.51.100.2", "X-Forwarded-For", test.forward)
			if test.forward == "" {
				r.Header.Del("X-Forwarded-For")
			}
			r.RemoteAddr = test.remote
			if _, lines := logOf(t, api.Options{TrustedProxies: test.trusted}, r); lines[0].Client != test.want {
				t.Errorf("client is %q, want %q", lines[0].Client, test.want)
			}
		})
	}
}

// TestMetrics counts by route, so that no caller can make a series of its own.
func TestMetrics(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	h := newHandler(t, api.Options{Metrics: must(api.NewMetrics(registry))})
	for _, path := range []string{"/v1/roles/backend-engineer", "/v1/roles/a", "/v1/roles/b", "/a", "/b", "/v1/a", "/v1/roles/x/y", "/docs/a", "/livez?x=1"} {
		do(t, h, get(path))
	}
	for _, method := range []string{"PROPFIND", "BREW", "TRACE"} {
		do(t, h, request(method, "/livez", ""))
	}
	do(t, h, post(minimal))
	families := must(registry.Gather())
	got := map[string]uint64{}
	for _, family := range families {
		if family.GetName() != "rolewright_http_request_duration_seconds" {
			continue
		}
		for _, metric := range family.GetMetric() {
			labels := map[string]string{}
			for _, label := range metric.GetLabel() {
				labels[label.GetName()] = label.GetValue()
			}
			got[labels["method"]+" "+labels["route"]+" "+labels["status"]] = metric.GetHistogram().GetSampleCount()
		}
	}
	want := map[string]uint64{
		"GET /v1/roles/:slug 200": 1, "GET /v1/roles/:slug 404": 3, "GET unmatched 404": 3, "GET /docs/:name 404": 1,
		"GET /livez 400": 1, "other /livez 405": 3, "POST /v1/generate 200": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestClientGone logs who left before the answer as 499, and not as a fault of ours.
func TestClientGone(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	h := newHandler(t, api.Options{Logger: slog.New(slog.NewJSONHandler(&log, nil))})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	h.ServeHTTP(httptest.NewRecorder(), post(minimal).WithContext(ctx))
	var line logged
	if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Status != 499 || line.Level != "INFO" {
		t.Errorf("%v: %s", err, log.String())
	}
}
