package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"rolewright/internal/config"
	"rolewright/internal/export"
)

// formatOfAds is the format that is named, or that the name of the file to write tells, or else Markdown.
func formatOfAds(cfg *config.Config) (*export.Format, error) {
	o, formats := &cfg.Generate, export.Formats()
	extension := ""
	if !isFolder(o.Output) {
		extension = extensionOf(o.Output)
	}
	if o.Format == "" {
		return formatOfName(cfg, formats, extension)
	}
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == o.Format })
	if i < 0 {
		return nil, fmt.Errorf("%s: %q is not known; use %s", cfg.Variables.Name("--format"), o.Format, strings.Join(formatNames(formats), ", "))
	}
	isOther := slices.ContainsFunc(formats, func(f export.Format) bool { return f.Extension == extension }) || extension == linesExtension
	if isOther && !fits(&formats[i], extension) {
		return nil, fmt.Errorf("%s: %s is no name for an ad as %s; use one in .%s, or another %s",
			cfg.Variables.Name("--output"), printedName(o.Output), o.Format, formats[i].Extension, cfg.Variables.Name("--format"))
	}
	return &formats[i], promised(cfg, extension)
}

// formatOfName is the format that the extension of a file tells.
func formatOfName(cfg *config.Config, formats []export.Format, extension string) (*export.Format, error) {
	if extension == linesExtension {
		extension = "json"
	}
	var several []export.Format
	for i := range formats {
		switch {
		case formats[i].Extension != extension:
		case !formats[i].ByNameOnly:
			return &formats[i], nil
		default:
			several = append(several, formats[i])
		}
	}
	if len(several) > 0 {
		return nil, fmt.Errorf("--format: a name in .%s does not tell the format; name one of %s", extension, strings.Join(formatNames(several), ", "))
	}
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == "markdown" })
	return &formats[i], promised(cfg, extension)
}

// promised refuses a name that promises what is not made: archives only by the API, and other forms of documents by nobody.
func promised(cfg *config.Config, extension string) error {
	switch extension {
	case "zip":
		return fmt.Errorf("%s: no archives are made; name a folder, and pack it", cfg.Variables.Name("--output"))
	case "doc", "odt", "rtf":
		return fmt.Errorf("%s: no ads are made in .%s; use a name in .docx", cfg.Variables.Name("--output"), extension)
	}
	return nil
}

// linesExtension is that of a file with a value in JSON on each line.
const linesExtension = "ndjson"

// extensionOf is the extension of a file as formats have it; there are others for the same.
func extensionOf(name string) string {
	extension := strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), ".")
	switch extension {
	case "htm":
		return "html"
	case "markdown":
		return "md"
	case "jsonl":
		return linesExtension
	}
	return extension
}

// fits reports whether a name with an extension may be that of an ad in a format.
func fits(f *export.Format, extension string) bool {
	return extension == f.Extension || isJSON(f) && (extension == "json" || extension == linesExtension)
}

func isJSON(f *export.Format) bool { return strings.HasSuffix(f.MediaType, "json") }

func formatNames(formats []export.Format) []string {
	var names []string
	for i := range formats {
		names = append(names, formats[i].Name)
	}
	return names
}
