package export

import (
	"fmt"
	"strings"
)

// UnencodableError is an ad that a format cannot carry. It is the caller's to mend: by another format or other words.
type UnencodableError struct {
	Format     string
	Characters []rune   // that the format cannot show, the first few of them in their order
	Instead    []string // names of formats that can carry the ad
}

func (e *UnencodableError) Error() string {
	named := make([]string, len(e.Characters))
	for i, r := range e.Characters {
		named[i] = fmt.Sprintf("%U", r)
	}
	return fmt.Sprintf("The format %s has no glyph for %s. Use %s, or other words.",
		e.Format, strings.Join(named, ", "), strings.Join(e.Instead, " or "))
}
