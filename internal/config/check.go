package config

import "errors"

// CheckOptions is what the command check is asked to do. Other commands have its zero value.
type CheckOptions struct {
	Files  []string // catalogs to check; "-" is standard input; none if only templates are checked
	Format string   // of what is printed: text, json or sarif
}

// checkFlags are the flags that only the command check has.
type checkFlags struct {
	Files []string `arg:"" name:"file" optional:"" help:"A role catalog to check; - is standard input."`

	Format string `default:"text" help:"How to print what was found: text, json or sarif." placeholder:"FORMAT"`
}

// build checks what the types of the flags do not, and names everything that is wrong. Where there are templates to
// check, no file need be named.
func (f *checkFlags) build(templates string, variables Variables) (CheckOptions, error) {
	faults := []error{oneOf(variables.Name("--format"), f.Format, "text", "json", "sarif")}
	if len(f.Files) == 0 && templates == "" {
		faults = append(faults, errors.New("nothing to check: name catalogs, or a folder of templates with --templates"))
	}
	return CheckOptions{Files: f.Files, Format: f.Format}, errors.Join(faults...)
}
