package config

import (
	"strings"

	"github.com/alecthomas/kong"
)

// Variables are those that set a flag which args do not: their names, by that of the flag.
type Variables map[string]string

// Name is what a message calls a setting: the variable that it came from, or else its flag, such as "--format".
func (v Variables) Name(flag string) string {
	if name, ok := v[flag]; ok {
		return name
	}
	return flag
}

// environment looks flags up in getenv rather than in the process, so that tests need not change the process, and notes
// those that it finds. Flags of several commands have the same name and other values, so a variable for one command wins
// over that for all.
func environment(getenv func(string) string, found Variables) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, path *kong.Path, flag *kong.Flag) (any, error) {
		names := []string{variable(flag.Value)}
		if path.Command != nil {
			own := prefix + strings.ToUpper(path.Command.Name) + "_"
			names = []string{strings.Replace(names[0], prefix, own, 1), names[0]}
		}
		for _, name := range names {
			if value := getenv(name); value != "" {
				found["--"+flag.Name] = name
				return value, nil
			}
		}
		return nil, nil //nolint:nilnil // kong's way to say "not set"
	})
}

// prefix is how the name of every variable begins.
const prefix = "ROLEWRIGHT_"

// variable is the name of the variable of a flag. It is no env tag, since kong reads those from the process.
func variable(flag *kong.Value) string {
	return prefix + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
}
