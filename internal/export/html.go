package export

import (
	"bytes"
	"html"
	"unicode/utf8"

	"rolewright/internal/jobad"
)

func htmlFormat() Format {
	q := newPageQuoter()
	return Format{
		Name: "html", MediaType: "text/html", Title: "HTML page", Extension: "html",
		About:  "A complete page that reads well on a phone, in the dark and in print, with the JSON-LD in it.",
		Parts:  jobad.HTML | jobad.Posting,
		Encode: func(b *bytes.Buffer, ad *jobad.Ad) error { return encodePage(b, q, ad) },
	}
}

// encodePage puts the ad's HTML, which is safe already, into a page of its own. The JSON-LD in it is data: no browser
// runs a script of that type, so a Content-Security-Policy that forbids scripts lets it be.
func encodePage(b *bytes.Buffer, q *Quoter, ad *jobad.Ad) error {
	b.WriteString("<!DOCTYPE html>\n<html lang=\"")
	b.WriteString(html.EscapeString(ad.Locale))
	b.WriteString("\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
	b.WriteString(html.EscapeString(ad.Title))
	b.WriteString("</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>")
	b.WriteString(pageStyle)
	if readsRightToLeft(ad.HTML) {
		b.WriteString(rightToLeftStyle)
	}
	b.WriteString("</style>\n<script type=\"application/ld+json\">")
	if err := writePosting(b, q, ad.JobPosting); err != nil {
		return err
	}
	b.WriteString("</script>\n</head>\n<body>\n<main>\n")
	b.WriteString(ad.HTML)
	b.WriteString("</main>\n</body>\n</html>\n")
	return nil
}

// readsRightToLeft reports whether a letter of a text reads from right to left.
func readsRightToLeft(text string) bool {
	const first = 0xd6 // of the bytes that such a letter begins with in UTF-8; those inside of letters are lower
	for i := range len(text) {
		if text[i] < first {
			continue
		}
		letter, _ := utf8.DecodeRuneInString(text[i:])
		if rtl, _ := direction(letter); rtl {
			return true
		}
	}
	return false
}

// rightToLeftStyle draws the marks of plain items into their lines, as a browser puts its own where the list begins,
// and these where the line does. They hang into a margin that lists have on both sides then. A number is text of its
// line, so that its dot is on the side where the line goes on, and a tab fills the margin.
const rightToLeftStyle = `ul{padding-inline:1.35rem}
ol{padding-inline:2.1rem}
:not(h1)+:is(ul,ol)>li:not(:has(>p,>ul,>ol)){list-style:none}
:not(h1)+ul>li:not(:has(>p,>ul,>ol)){text-indent:-1.35rem}
:not(h1)+ul>li:not(:has(>p,>ul,>ol))::before{content:"•";display:inline-block;box-sizing:border-box;min-width:1.35rem;padding:0 .2rem;text-indent:0;text-align:center}
:not(h1)+ol>li:not(:has(>p,>ul,>ol)){text-indent:-2.1rem}
:not(h1)+ol>li:not(:has(>p,>ul,>ol))::before{content:counter(list-item) ".\9\2060";white-space:pre;tab-size:2.1rem}
`

// pageStyle is the look of a page. Colors keep a contrast of 7:1 or more on their ground. Numbered lists have room for two
// digits, as paper ends where they do. Each block reads in the direction of its first letter, but a fact in that of the
// page, since a label that floats counts as no letter. It floats in the margin of the fact, so that a word that is longer
// than the rest of the line begins beside it and is broken; its own margin is the space between the two.
const pageStyle = `
:root{color-scheme:light dark;--ink:#1d2433;--soft:#4a5468;--line:#d9dee7;--ground:#fff;--link:#0b4f8a}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebf1;--soft:#b3bccb;--line:#3a4353;--ground:#151a23;--link:#9cc8f5}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
body{margin:0;padding:2.5rem 1.25rem 4rem}
main{max-width:42rem;margin:0 auto;overflow-wrap:anywhere}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.25rem);line-height:1.2;margin:0 0 1.25rem;text-wrap:balance}
h2{font-size:1.2rem;line-height:1.3;margin:2.25rem 0 .5rem;break-after:avoid}
p{margin:.5rem 0 1rem}
ul,ol{margin:.5rem 0 1rem;padding-left:1.35rem}
ol{padding-left:2.1rem}
li{margin:.3rem 0;break-inside:avoid}
p,li{text-wrap:pretty}
h1,h2,h3,h4,h5,h6,p,li,td,dd{unicode-bidi:plaintext}
h1+ul{list-style:none;margin:0 0 1.75rem;padding:1rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
h1+ul>li:has(>strong:first-child){display:flow-root;padding-left:9.75rem;unicode-bidi:normal}
h1+ul strong{font-weight:600;color:var(--soft)}
h1+ul>li>strong:first-child{float:left;min-width:9.5rem;margin:0 .25rem 0 -9.75rem}
@media (max-width:30rem){h1+ul>li:has(>strong:first-child){padding:0}h1+ul>li>strong:first-child{float:none;display:block;margin:0}}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--ground:#fff;--link:#000}html{font-size:10.5pt;line-height:1.45}body{padding:0}main{max-width:none}h2{margin-top:1.4em}@page{margin:18mm}}
`
