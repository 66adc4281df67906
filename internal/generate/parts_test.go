package generate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rolewright/internal/jobad"
)

// TestDetailsAlone are those of the whole ad: the review reads parts that nobody asked for.
func TestDetailsAlone(t *testing.T) {
	t.Parallel()
	plan, faults := newGenerator(t).Plan(brief("chef"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	all, err := plan.Ad(jobad.Everything)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := plan.Ad(jobad.Details)
	if err != nil {
		t.Fatal(err)
	}
	if alone.Words != all.Words || alone.Provenance != all.Provenance {
		t.Errorf("%d words, %v; want %d, %v", alone.Words, alone.Provenance, all.Words, all.Provenance)
	}
	if diff := cmp.Diff(all.Review, alone.Review); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(plan.Questions(), alone.Questions); diff != "" || len(alone.Questions) == 0 {
		t.Error(diff)
	}
}
