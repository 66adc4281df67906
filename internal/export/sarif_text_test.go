package export_test

import (
	"testing"

	"pgregory.net/rapid"

	"rolewright/internal/export"
	"rolewright/internal/jobad"
	"rolewright/internal/property"
)

// TestSARIFPlacesAreExact finds any part of any text again, by lines and columns and by bytes, and mends it.
func TestSARIFPlacesAreExact(t *testing.T) {
	t.Parallel()
	s := schema(t)
	property.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.SampledFrom([]rune("ab \r\n\té語👩\u200d\ufeff<&\"")), 1, 40).Draw(t, "text")
		from := rapid.IntRange(0, len(runes)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(runes)).Draw(t, "to")
		if runes[0] == '\ufeff' && from == 0 {
			t.Skip("a byte order mark has no column")
		}
		text := string(runes)
		start, end := len(string(runes[:from])), len(string(runes[:to]))
		f := jobad.Finding{Rule: "a", Start: start, End: end, Excerpt: text[start:end], Suggestions: []string{"new", ""}}
		_, log := write(t, s, nil, export.Reviewed{Name: "a.md", Text: []byte(text), Review: reviewOf(f)})
		result := log.Runs[0].Results[0]
		got := result.Locations[0].PhysicalLocation.Region
		if a, b := got.bytesOf(text); a != start || b != end || got.ByteOffset != start || got.ByteLength != end-start {
			t.Fatalf("%q at %d to %d is said to be at %+v", text, start, end, got)
		}
		for i, want := range []string{text[:start] + "new" + text[end:], text[:start] + text[end:]} {
			r := result.Fixes[i].ArtifactChanges[0].Replacements[0]
			a, b := r.DeletedRegion.bytesOf(text)
			if mended := text[:a] + r.InsertedContent.Text + text[b:]; mended != want {
				t.Fatalf("the fix makes %q; want %q", mended, want)
			}
		}
	})
}
