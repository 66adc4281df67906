package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// asCommands are args with what users of other programs try written as commands of this one.
func asCommands(args []string) []string {
	switch {
	case len(args) > 0 && args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case slices.Equal(args, []string{"--version"}):
		return []string{string(Version)}
	}
	return args
}

// reworded is what kong says of args as the rest of the program speaks.
func reworded(err error, command Command) error {
	for _, text := range []string{": expected string value but got ", ": missing value, expecting "} {
		if flag, _, found := strings.Cut(err.Error(), text); found {
			return fmt.Errorf("%s: has no value; write it as %s=VALUE", flag, flag)
		}
	}
	takesFiles := command == Generate || command == Review || command == Check
	if takesFiles && strings.HasPrefix(err.Error(), "unexpected argument ") {
		return fmt.Errorf("%w: put flags before or behind all files", err)
	}
	return err
}

// uses reports whether a command has a use for a flag. A setting of the server that is wrong is no reason not to make an
// ad. No command is the help of the program.
func uses(command Command, flag string) bool {
	switch flag {
	case "addr":
		return command == Serve || command == Health || command == ""
	case "admin-addr", "log-level", "trusted-proxies", "drain":
		return command == Serve || command == ""
	case "roles", "templates", "jurisdictions":
		return command != Health && command != Version
	}
	return true
}

// printHelp leaves out the flags that a command has no use for.
func printHelp(options kong.HelpOptions, ctx *kong.Context) error {
	for _, flag := range ctx.Model.Flags {
		flag.Hidden = !uses(selected(ctx), flag.Name)
	}
	return kong.DefaultHelpPrinter(options, ctx)
}
