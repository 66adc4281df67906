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
		{"version as a flag", []string{"--version"}, nil, with(func(c *config.Config) { c.Command = config.Version })},
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
			got.Variables = nil // another test looks at them
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
		{"address from a variable", nil, map[string]string{"ROLEWRIGHT_ADDR": "x"}, []string{`ROLEWRIGHT_ADDR: "x" is no address`}},
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
		{"flag without a value", []string{"--addr"}, nil, []string{"--addr: has no value; write it as --addr=VALUE"}},
		{"list without a value", []string{"--trusted-proxies"}, nil, []string{"--trusted-proxies: has no value"}},
		{"address to ask for health", []string{"health"}, map[string]string{"ROLEWRIGHT_ADDR": "x"}, []string{`ROLEWRIGHT_ADDR: "x" is no address`}},
		{
			"all at once",
			[]string{"--addr=x", "--log-level=loud", "--trusted-proxies=a,b", "--drain=2h", "--roles=" + folder},
			map[string]string{"ROLEWRIGHT_ADMIN_ADDR": "y", "ROLEWRIGHT_TEMPLATES": file},
			[]string{`--addr: "x"`, `ROLEWRIGHT_ADMIN_ADDR: "y"`, "--log-level", `"a" is no`, `"b" is no`, "--drain", "--roles", "ROLEWRIGHT_TEMPLATES: "},
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
	for _, args := range [][]string{{"--help"}, {"-h"}, {"help"}, {"help", "serve"}, {"serve", "--help"}, {"--addr=x", "--help"}} {
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

// TestSettingsOfTheServerAreItsOwn reads what is wrong for a server only with every command that has no use for it.
func TestSettingsOfTheServerAreItsOwn(t *testing.T) {
	t.Parallel()
	wrong := environment(map[string]string{
		"ROLEWRIGHT_ADDR": "x", "ROLEWRIGHT_ADMIN_ADDR": "x", "ROLEWRIGHT_LOG_LEVEL": "x", "ROLEWRIGHT_TRUSTED_PROXIES": "x", "ROLEWRIGHT_DRAIN": "x",
	})
	for _, args := range [][]string{{"generate", "a.json"}, {"review", "a.md"}, {"check", "a.yaml"}, {"version"}} {
		if _, err := config.Parse(args, wrong, io.Discard); err != nil {
			t.Errorf("%v: %v", args, err)
		}
	}
	if _, err := config.Parse(nil, wrong, io.Discard); err == nil || strings.Count(err.Error(), "ROLEWRIGHT_") != 5 {
		t.Errorf("serve: %v", err)
	}
}

// TestVariables tells where a setting came from, and that a variable for one command wins over that for all.
func TestVariables(t *testing.T) {
	t.Parallel()
	env := environment(map[string]string{"ROLEWRIGHT_FORMAT": "sarif", "ROLEWRIGHT_GENERATE_FORMAT": "html", "ROLEWRIGHT_OUTPUT": "ads", "ROLEWRIGHT_ADDR": ":1"})
	got, err := config.Parse([]string{"generate", "a.json", "-o", "b"}, env, io.Discard)
	want := config.Variables{"--format": "ROLEWRIGHT_GENERATE_FORMAT", "--addr": "ROLEWRIGHT_ADDR"}
	if err != nil || got.Generate.Format != "html" || !reflect.DeepEqual(got.Variables, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if flag, variable := got.Variables.Name("--output"), got.Variables.Name("--format"); flag != "--output" || variable != "ROLEWRIGHT_GENERATE_FORMAT" {
		t.Errorf("faults name %s and %s", flag, variable)
	}
	got, err = config.Parse([]string{"review", "a.md"}, env, io.Discard)
	if err != nil || got.Review.Format != "sarif" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestHelpOfACommandHasNoOtherFlags looks for flags that a command has no use for.
func TestHelpOfACommandHasNoOtherFlags(t *testing.T) {
	t.Parallel()
	for command, wanted := range map[string]string{"generate": "--roles=", "check": "--templates=", "health": "--addr=", "version": "--help"} {
		var out bytes.Buffer
		if _, err := config.Parse([]string{command, "--help"}, unset, &out); !errors.Is(err, config.ErrHelp) {
			t.Fatalf("got error %v, want ErrHelp", err)
		}
		if strings.Contains(out.String(), "--drain") || strings.Contains(out.String(), "--admin-addr") || !strings.Contains(out.String(), wanted) {
			t.Errorf("help of %s:\n%s", command, &out)
		}
	}
}

func TestParsePrintsNothingElse(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"version"}, {"--version"}, {"--nope"}, {"--addr=x"}} {
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
