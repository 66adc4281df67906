package config

import "errors"

// GenerateOptions is what the command generate is asked to do. Other commands have its zero value.
type GenerateOptions struct {
	Files  []string // briefs; "-" is standard input
	Input  string   // how they are written: json, yaml or ndjson; empty goes by the name of each, or by what is in it
	Format string   // of the ads; empty goes by the name of Output. Whether there is such a format is not known here
	Output string   // a file or a folder; empty is standard output
}

// generateFlags are the flags that only the command generate has.
type generateFlags struct {
	Files []string `arg:"" name:"file" help:"A brief in JSON or YAML, or briefs in NDJSON; - is standard input."`

	Input  string `help:"How the briefs are written: json, yaml or ndjson. Without it, the name of each file tells, or else what is in it." placeholder:"NOTATION"`
	Format string `help:"The format of the ads. Without it, the name of the file to write tells, or else it is markdown." placeholder:"FORMAT"`
	Output string `short:"o" help:"Where to write: a file, or a folder for several ads. Without it, or as -, standard output." placeholder:"PATH"`
}

// Help is what the help of the command says before it lists the flags. A test holds its formats against those there are.
func (*generateFlags) Help() string {
	return `The formats are json, markdown, html, text, docx, pdf and jsonld; and for boards and recruiting systems indeed, linkedin, greenhouse, lever, smartrecruiters, personio and hropen.

Examples:

	rolewright generate brief.yaml -o ad.pdf
	rolewright generate briefs.ndjson --format=html -o ads/
	rolewright generate briefs.ndjson --format=indeed -o feed.xml

The exit status is 0 if every ad was made, 1 if a brief has faults (the ads of the others were made), and 2 if a setting is wrong, a file cannot be read, or an ad cannot be written.`
}

// build checks what the types of the flags do not, and names everything that is wrong.
func (f *generateFlags) build(variables Variables) (GenerateOptions, error) {
	o := GenerateOptions(*f)
	if o.Output == "-" {
		o.Output = ""
	}
	return o, errors.Join(oneOf(variables.Name("--input"), f.Input, "", "json", "yaml", "ndjson"))
}
