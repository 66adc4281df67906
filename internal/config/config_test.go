package config_test

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"rolewright/internal/config"
)

// unset is an environment without variables.
func unset(string) string { return "" }

// environment is one with those of vars.
func environment(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

// defaults is what the program does if nothing is set.
func defaults() config.Config {
	return config.Config{
		Command: config.Serve, Addr: "127.0.0.1:8080", AdminAddr: "127.0.0.1:8081",
		LogLevel: slog.LevelInfo, Drain: 5 * time.Second,
	}
}

// with is the defaults after change.
func with(change func(*config.Config)) config.Config {
	c := defaults()
	change(&c)
	return c
}

func TestParse(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "roles.yaml")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want config.Config
	}{
		{"nothing", nil, nil, defaults()},
		{"serve", []string{"serve"}, nil, defaults()},
		{"health", []string{"health"}, nil, with(func(c *config.Config) { c.Command = config.Health })},
		{"version", []string{"version"}, nil, with(func(c *config.Config) { c.Command = config.Version })},
		{
			"flag before the command",
			[]string{"--addr=:9000", "health"},
			nil,
			with(func(c *config.Config) { c.Command, c.Addr = config.Health, ":9000" }),
		},
		{
			"flag behind the command",
			[]string{"health", "--addr", ":9000"},
			nil,
			with(func(c *config.Config) { c.Command, c.Addr = config.Health, ":9000" }),
		},
		{
			"every flag",
			[]string{
				"--addr=0.0.0.0:80", "--admin-addr=[::1]:81", "--roles=" + file, "--templates=" + folder,
				"--log-level=debug", "--trusted-proxies=10.0.0.0/8,fd00::/8", "--drain=1m",
			},
			nil,
			config.Config{
				Command: config.Serve, Addr: "0.0.0.0:80", AdminAddr: "[::1]:81", Roles: file, Templates: folder,
				LogLevel: slog.LevelDebug, TrustedProxies: proxies, Drain: time.Minute,
			},
		},
		{
			"every variable", nil,
			map[string]string{
				"ROLEWRIGHT_ADDR": "0.0.0.0:80", "ROLEWRIGHT_ADMIN_ADDR": "[::1]:81", "ROLEWRIGHT_ROLES": file,
				"ROLEWRIGHT_TEMPLATES": folder, "ROLEWRIGHT_LOG_LEVEL": "debug",
				"ROLEWRIGHT_TRUSTED_PROXIES": "10.0.0.0/8,fd00::/8", "ROLEWRIGHT_DRAIN": "1m",
			},
			config.Config{
				Command: config.Serve, Addr: "0.0.0.0:80", AdminAddr: "[::1]:81", Roles: file, Templates: folder,
				LogLevel: slog.LevelDebug, TrustedProxies: proxies, Drain: time.Minute,
			},
		},
		{
			"flag over variable",
			[]string{"--addr=:1", "--drain=2s"},
			map[string]string{"ROLEWRIGHT_ADDR": ":2", "ROLEWRIGHT_DRAIN": "3s", "ROLEWRIGHT_LOG_LEVEL": "warn"},
			with(func(c *config.Config) { c.Addr, c.Drain, c.LogLevel = ":1", 2*time.Second, slog.LevelWarn }),
		},
		{
			"empty variable is not set", nil, map[string]string{"ROLEWRIGHT_ADDR": "", "ROLEWRIGHT_ROLES": ""}, defaults(),
		},
		{
			"no admin address",
			[]string{"--admin-addr=off"},
			nil,
			with(func(c *config.Config) { c.AdminAddr = "" }),
		},
		{
			"proxies one by one",
			[]string{"--trusted-proxies=10.0.0.0/8", "--trusted-proxies=fd00::/8"},
			nil,
			with(func(c *config.Config) { c.TrustedProxies = proxies }),
		},
		{"no drain", []string{"--drain=0s"}, nil, with(func(c *config.Config) { c.Drain = 0 })},
		{"longest drain", []string{"--drain=1h"}, nil, with(func(c *config.Config) { c.Drain = time.Hour })},
		{
			"level in capitals",
			[]string{"--log-level=ERROR"},
			nil,
			with(func(c *config.Config) { c.LogLevel = slog.LevelError }),
		},
		{"port 0", []string{"--addr=127.0.0.1:0"}, nil, with(func(c *config.Config) { c.Addr = "127.0.0.1:0" })},
		{"host by name", []string{"--addr=localhost:http"}, nil, with(func(c *config.Config) { c.Addr = "localhost:http" })},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := config.Parse(test.args, environment(test.env), io.Discard)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		env  map[string]string
		want []string // what the error says
	}{
		{"address without port", []string{"--addr=localhost"}, nil, []string{`--addr: "localhost" is no address`, "127.0.0.1:8080"}},
		{"address with an empty port", []string{"--addr=localhost:"}, nil, []string{`--addr: "localhost:" is no address`}},
		{"empty address", []string{"--addr="}, nil, []string{`--addr: "" is no address`}},
		{"IPv6 address without brackets", []string{"--addr=::1:80"}, nil, []string{`--addr: "::1:80" is no address`}},
		{"admin address", []string{"--admin-addr=8081"}, nil, []string{`--admin-addr: "8081" is no address`}},
		{"address from a variable", nil, map[string]string{"ROLEWRIGHT_ADDR": "x"}, []string{`--addr: "x" is no address`}},
		{"level", []string{"--log-level=loud"}, nil, []string{`--log-level: "loud" is no level`, "debug, info, warn or error"}},
		{"address for a network", []string{"--trusted-proxies=10.0.0.1"}, nil, []string{`--trusted-proxies: "10.0.0.1" is no network`}},
		{"negative drain", []string{"--drain=-1s"}, nil, []string{`--drain: "-1s" is no time from 0s to 1h`}},
		{"long drain", []string{"--drain=1h1s"}, nil, []string{`--drain: "1h1s" is no time`}},
		{"drain without a unit", []string{"--drain=5"}, nil, []string{`--drain: "5" is no time`}},
		{"missing catalog", []string{"--roles=" + file + "x"}, nil, []string{"--roles: " + file + "x cannot be read", "no such file"}},
		{"folder for a catalog", []string{"--roles=" + folder}, nil, []string{"--roles: " + folder + " is a folder; name a file"}},
		{"missing templates", []string{"--templates=" + folder + "x"}, nil, []string{"--templates: " + folder + "x cannot be read"}},
		{"file for templates", []string{"--templates=" + file}, nil, []string{"--templates: " + file + " is no folder"}},
		{"unknown flag", []string{"--port=80"}, nil, []string{"unknown flag --port"}},
		{"unknown command", []string{"stop"}, nil, []string{"unexpected argument stop"}},
		{
			"all at once",
			[]string{"--addr=x", "--log-level=loud", "--trusted-proxies=a,b", "--drain=2h", "--roles=" + folder},
			map[string]string{"ROLEWRIGHT_ADMIN_ADDR": "y", "ROLEWRIGHT_TEMPLATES": file},
			[]string{`--addr: "x"`, `--admin-addr: "y"`, "--log-level", `"a" is no`, `"b" is no`, "--drain", "--roles", "--templates"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := config.Parse(test.args, environment(test.env), io.Discard)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"-h"}, {"serve", "--help"}, {"--addr=x", "--help"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if _, err := config.Parse(args, unset, &out); !errors.Is(err, config.ErrHelp) {
				t.Fatalf("got error %v, want ErrHelp", err)
			}
			for _, name := range config.Names() {
				flag, variable, _ := strings.Cut(name, " ")
				if !strings.Contains(out.String(), flag+"=") || !strings.Contains(out.String(), "$"+variable) {
					t.Errorf("help does not name %s and %s:\n%s", flag, variable, &out)
				}
			}
		})
	}
}

func TestParsePrintsNothingElse(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"version"}, {"--nope"}, {"--addr=x"}} {
		var out bytes.Buffer
		if _, err := config.Parse(args, unset, &out); errors.Is(err, config.ErrHelp) {
			t.Errorf("%v: %v", args, err)
		}
		if out.Len() > 0 {
			t.Errorf("%v prints %q", args, &out)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for _, name := range config.Names() {
		flag, variable, _ := strings.Cut(name, " ")
		want := "ROLEWRIGHT_" + strings.ToUpper(strings.ReplaceAll(strings.TrimPrefix(flag, "--"), "-", "_"))
		if variable != want {
			t.Errorf("%s is set by %s; want %s", flag, variable, want)
		}
	}
	if len(config.Names()) == 0 {
		t.Error("no settings")
	}
}

// TestParseDoesNotReadTheProcess cannot run beside others, since it changes the process.
func TestParseDoesNotReadTheProcess(t *testing.T) {
	t.Setenv("ROLEWRIGHT_ADDR", "127.0.0.1:1")
	c, err := config.Parse(nil, func(string) string { return "" }, io.Discard)
	if err != nil || c.Addr != "127.0.0.1:8080" {
		t.Errorf("address %s, error %v; want the default", c.Addr, err)
	}
}
