package config

// GenerateOptions is what the command generate is asked to do. Other commands have its zero value.
type GenerateOptions struct {
	Files  []string // briefs; "-" is standard input
	Format string   // of the ads; empty goes by the name of Output. Whether there is such a format is not known here
	Output string   // a file or a folder; empty is standard output
}

// generateFlags are the flags that only the command generate has.
type generateFlags struct {
	Files []string `arg:"" name:"file" help:"A brief in JSON or YAML, or briefs in NDJSON; - is standard input."`

	Format string `help:"The format of the ads: one of those that GET /v1/formats lists. Without it, the name of the file to write tells, or else it is markdown." placeholder:"FORMAT"`
	Output string `short:"o" help:"Where to write: a file, or a folder for several ads. Without it, standard output." placeholder:"PATH"`
}
