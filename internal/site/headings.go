package site

import (
	"strconv"
	"strings"
)

// lastHeading is the deepest heading of HTML.
const lastHeading = 6

// demote puts the headings of a piece of HTML under a heading of the page: the first becomes one step deeper than
// under, each of the others as much deeper as it was, and none leaves out a step, whatever the piece does. The piece is
// the HTML of an ad: its tags are in lower case, every other "<" is escaped, and headings have no attributes.
func demote(html string, under int) string {
	var b strings.Builder
	var open []int // the headings that the next one may stand under, by their own step
	for {
		at, step, closing := nextHeading(html)
		if at < 0 {
			b.WriteString(html)
			return b.String()
		}
		b.WriteString(html[:at])
		tag := "<h"
		if closing {
			tag = "</h"
		} else {
			for len(open) > 0 && open[len(open)-1] >= step {
				open = open[:len(open)-1]
			}
			open = append(open, step)
		}
		b.WriteString(tag)
		b.WriteString(strconv.Itoa(min(under+len(open), lastHeading)))
		html = html[at+len(tag)+1:]
	}
}

// nextHeading is the place of the next tag of a heading, and its step; the place is -1 if there is none.
func nextHeading(html string) (at, step int, closing bool) {
	for from := 0; ; {
		i := strings.IndexByte(html[from:], '<')
		if i < 0 {
			return -1, 0, false
		}
		from += i
		rest, closing := strings.CutPrefix(html[from+1:], "/")
		if len(rest) >= 3 && rest[0] == 'h' && rest[1] >= '1' && rest[1] <= '0'+lastHeading && rest[2] == '>' {
			return from, int(rest[1] - '0'), closing
		}
		from++
	}
}
