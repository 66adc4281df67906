package site_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rolewright/internal/property"
	"rolewright/internal/site"
)

func TestDemote(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ html, want string }{
		{"", ""},
		{"<p>no heading</p>", "<p>no heading</p>"},
		{"<h1>Ad</h1><h2>Pay</h2><p>x</p><h2>Place</h2>", "<h3>Ad</h3><h4>Pay</h4><p>x</p><h4>Place</h4>"},
		{"<h1>Ad</h1><h3>Deep</h3><h2>Less</h2>", "<h3>Ad</h3><h4>Deep</h4><h4>Less</h4>"},
		{"<h2>First</h2><h1>Then</h1><h2>Under</h2>", "<h3>First</h3><h3>Then</h3><h4>Under</h4>"},
		{"<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5>", "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6>"},
		{"<hr><h1>a <em>b</em></h1><hr />", "<hr><h3>a <em>b</em></h3><hr />"},
		{"<h7>x</h7><header>y</header>", "<h7>x</h7><header>y</header>"},
		{"a &lt;h1&gt; <h1>b</h1>", "a &lt;h1&gt; <h3>b</h3>"},
		{"<", "<"},
		{"<h", "<h"},
		{"</h1", "</h1"},
	} {
		if got := site.Demote(test.html, 2); got != test.want {
			t.Errorf("%q: got %q, want %q", test.html, got, test.want)
		}
	}
}

// TestDemoteNeverSkips demotes headings in any order.
func TestDemoteNeverSkips(t *testing.T) {
	t.Parallel()
	property.Check(t, func(t *rapid.T) {
		under := rapid.IntRange(1, 5).Draw(t, "under")
		var html strings.Builder
		for i, step := range rapid.SliceOf(rapid.IntRange(1, 6)).Draw(t, "steps") {
			fmt.Fprintf(&html, "<h%d>%d</h%d>", step, i, step)
		}
		demoted := site.Demote(html.String(), under)
		last := under
		for part := range strings.SplitSeq(demoted, "</") {
			_, rest, ok := strings.Cut(part, "<h")
			if !ok {
				continue
			}
			step := int(rest[0] - '0')
			if step <= under || step > last+1 {
				t.Fatalf("a heading of step %d after one of %d in %s", step, last, demoted)
			}
			if !strings.Contains(demoted, rest+"</h"+rest[:2]) {
				t.Fatalf("the heading %q is not closed in %s", rest, demoted)
			}
			last = step
		}
	})
}
