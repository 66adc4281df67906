// Package config reads the settings of the program from flags and the environment: every setting is a flag, and each
// flag has a variable of the same name. It knows nothing of what the settings are for.
package config

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// Command is what the program is asked to do.
type Command string

// The commands.
const (
	Serve    Command = "serve"
	Generate Command = "generate"
	Review   Command = "review"
	Check    Command = "check"
	Health   Command = "health"
	Version  Command = "version"
)

// ErrHelp is returned once help was printed, since there is nothing else to do.
var ErrHelp = errors.New("help was printed")

// Config is everything that can be set.
type Config struct {
	Command   Command
	Variables Variables // those that set a flag

	Addr           string
	AdminAddr      string // empty if it was set to off
	Roles          string // empty is the embedded catalog
	Templates      string // empty is the embedded templates
	Jurisdictions  string // rows for the table of laws; empty is none
	LogLevel       slog.Level
	TrustedProxies []netip.Prefix
	Drain          time.Duration

	Generate GenerateOptions
	Review   ReviewOptions
	Check    CheckOptions
}

// flags is the command line as kong reads it; what needs more than a type is text here and checked by build.
type flags struct {
	Serve    struct{}      `cmd:"" default:"1" help:"Serve the API (the default)."`
	Generate generateFlags `cmd:"" help:"Make job ads from briefs in files."`
	Review   reviewFlags   `cmd:"" help:"Review job ads in files and print what was found; for hooks and continuous integration."`
	Check    checkFlags    `cmd:"" help:"Check role catalogs, and templates with --templates; for hooks and continuous integration."`
	Health   struct{}      `cmd:"" help:"Ask a server on this machine whether it is ready; for the health check of a container."`
	Version  struct{}      `cmd:"" help:"Print the version."`

	Addr           string   `default:"127.0.0.1:8080" help:"Where to listen." placeholder:"HOST:PORT"`
	AdminAddr      string   `default:"127.0.0.1:8081" help:"Where to serve metrics and profiles; off turns them off." placeholder:"HOST:PORT"`
	Roles          string   `help:"A role catalog to use instead of the built-in one." placeholder:"FILE"`
	Templates      string   `help:"A folder of <name>.md.tmpl files to use instead of the built-in ones." placeholder:"DIR"`
	Jurisdictions  string   `help:"A table of laws whose rows replace or join those of the built-in one." placeholder:"FILE"`
	LogLevel       string   `default:"info" help:"What to log: debug, info, warn or error." placeholder:"LEVEL"`
	TrustedProxies []string `help:"Networks whose X-Forwarded-For is believed, such as 10.0.0.0/8." placeholder:"CIDR"`
	Drain          string   `default:"5s" help:"How long to go on serving after SIGTERM, so that load balancers notice." placeholder:"DURATION"`
}

// Parse reads args (without the program's name) and, for flags that are not given, the environment. Help goes to
// stdout. The error names everything that is wrong; Command is set beside it, if args got as far as to name one.
func Parse(args []string, getenv func(string) string, stdout io.Writer) (Config, error) {
	var f flags
	helped, variables := false, Variables{}
	parser, err := kong.New(&f,
		kong.Name("rolewright"),
		kong.Description("Job ads from short briefs. Every flag can also be set by the variable named behind it."),
		kong.Writers(stdout, io.Discard),
		kong.Exit(func(int) { helped = true }),
		kong.ValueFormatter(func(value *kong.Value) string { return value.Help + note(value) }),
		kong.Help(printHelp),
		kong.Resolvers(environment(getenv, variables)),
	)
	if err != nil {
		return Config{}, err
	}
	ctx, err := parser.Parse(asCommands(args))
	if helped {
		return Config{}, ErrHelp
	}
	if wrong, ok := errors.AsType[*kong.ParseError](err); ok {
		command := selected(wrong.Context)
		return Config{Command: command}, reworded(err, command)
	}
	if err != nil {
		return Config{}, err
	}
	c, err := f.build(selected(ctx), variables)
	var wrong error
	switch c.Command {
	case Generate:
		c.Generate, wrong = f.Generate.build(variables)
	case Review:
		c.Review, wrong = f.Review.build(variables)
	case Check:
		c.Check, wrong = f.Check.build(f.Templates, variables)
	case Serve, Health, Version:
	}
	return c, errors.Join(err, wrong)
}

// selected is the command that args name, or none.
func selected(ctx *kong.Context) Command {
	if node := ctx.Selected(); node != nil {
		return Command(node.Name)
	}
	return ""
}

// note tells the variable and the default of a flag in its help.
func note(value *kong.Value) string {
	switch {
	case value.Flag == nil || value.Name == "help":
		return ""
	case value.HasDefault:
		return " ($" + variable(value) + ", default " + value.Default + ")"
	}
	return " ($" + variable(value) + ")"
}

// build checks what the types of the flags do not, of those that the command has a use for.
func (f *flags) build(command Command, variables Variables) (Config, error) {
	c := Config{Command: command, Addr: f.Addr, Roles: f.Roles, Templates: f.Templates, Jurisdictions: f.Jurisdictions}
	if len(variables) > 0 {
		c.Variables = variables
	}
	var faults []error
	check := func(flag string, err error) {
		if err != nil && uses(command, flag) {
			faults = append(faults, fmt.Errorf("%s: %w", variables.Name("--"+flag), err))
		}
	}
	check("addr", checkAddr(f.Addr))
	if f.AdminAddr != "off" && f.AdminAddr != "" {
		c.AdminAddr = f.AdminAddr
		check("admin-addr", checkAddr(f.AdminAddr))
	}
	if err := c.LogLevel.UnmarshalText([]byte(f.LogLevel)); err != nil {
		check("log-level", fmt.Errorf("%q is no level; use debug, info, warn or error", f.LogLevel))
	}
	for _, text := range f.TrustedProxies {
		prefix, err := netip.ParsePrefix(text)
		if err != nil {
			check("trusted-proxies", fmt.Errorf("%q is no network; use one such as 10.0.0.0/8", text))
			continue
		}
		c.TrustedProxies = append(c.TrustedProxies, prefix)
	}
	drain, err := time.ParseDuration(f.Drain)
	if c.Drain = drain; err != nil || drain < 0 || drain > time.Hour {
		check("drain", fmt.Errorf("%q is no time from 0s to 1h; use one such as 5s", f.Drain))
	}
	check("roles", exists(f.Roles, os.ModeIrregular))
	check("templates", exists(f.Templates, os.ModeDir))
	check("jurisdictions", exists(f.Jurisdictions, os.ModeIrregular))
	return c, errors.Join(faults...)
}

func checkAddr(addr string) error {
	if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
		return fmt.Errorf("%q is no address; use one such as 127.0.0.1:8080", addr)
	}
	return nil
}

// exists reports a path that is not there, or not of the mode that is wanted.
func exists(path string, want os.FileMode) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return fmt.Errorf("%s cannot be read: %w", path, errors.Unwrap(err))
	case want == os.ModeDir && !info.IsDir():
		return fmt.Errorf("%s is no folder", path)
	case want != os.ModeDir && info.IsDir():
		return fmt.Errorf("%s is a folder; name a file", path)
	}
	return nil
}

// Names lists the flags of every command with their variables, for the documentation.
func Names() []string {
	parser, err := kong.New(&flags{})
	if err != nil {
		return nil
	}
	return names(parser.Model.Flags)
}

// NamesOf lists the flags that only one command has, as Names does.
func NamesOf(command Command) []string {
	parser, err := kong.New(&flags{})
	if err != nil {
		return nil
	}
	var all []string
	for _, node := range parser.Model.Children {
		if node.Name == string(command) {
			all = append(all, names(node.Flags)...)
		}
	}
	return all
}

func names(flags []*kong.Flag) []string {
	var all []string
	for _, flag := range flags {
		if flag.Name != "help" {
			all = append(all, "--"+flag.Name+" "+variable(flag.Value))
		}
	}
	return all
}
