package render_test

import (
	"testing"

	"rolewright/internal/render"
)

func TestBlock(t *testing.T) {
	t.Parallel()
	r := renderer(t)
	tests := []struct{ name, block, markdown, html, text string }{
		{
			"paragraphs", "One\ntwo.\n\n\n  Three  \nfour.",
			"One two.\n\nThree four.",
			"<p>One two.</p>\n<p>Three four.</p>\n",
			"One two.\n\nThree four.",
		},
		{
			"hard breaks", "One  \ntwo\\\nthree",
			"One two three",
			"<p>One two three</p>\n",
			"One two three",
		},
		{
			"heading", "# One\n\ntwo\n\nThree\n=====",
			"One\n\ntwo\n\nThree",
			"<p>One</p>\n<p>two</p>\n<p>Three</p>\n",
			"One\n\ntwo\n\nThree",
		},
		{
			"quote", "> One\n> two\n>\n> - three",
			"One two\n\n- three",
			"<p>One two</p>\n<ul>\n<li>three</li>\n</ul>\n",
			"One two\n\n- three",
		},
		{
			"emphasis", "*a* _b_ **c** __d__ ***e*** *f **g** h*",
			"*a* *b* **c** **d** ***e*** *f **g** h*",
			"<p><em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em> <em>f <strong>g</strong> h</em></p>\n",
			"a b c d e f g h",
		},
		{
			"no emphasis", "2 * 3 * 4, snake_case, a_ _b",
			`2 \* 3 \* 4, snake_case, a\_ \_b`,
			"<p>2 * 3 * 4, snake_case, a_ _b</p>\n",
			"2 * 3 * 4, snake_case, a_ _b",
		},
		{
			"emphasis in a row", "**a**__b__",
			"ab",
			"<p>ab</p>\n",
			"ab",
		},
		{
			"list", "* a\n* b\n\n  c\n* d",
			"- a\n- b\n- c\n- d",
			"<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d</li>\n</ul>\n",
			"- a\n- b\n- c\n- d",
		},
		{
			"numbered list", "3) a\n4) b",
			"3. a\n4. b",
			"<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
			"3. a\n4. b",
		},
		{
			"nested lists", "- a\n  - b\n    1. c\n- d",
			"- a\n- b\n- c\n- d",
			"<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d</li>\n</ul>\n",
			"- a\n- b\n- c\n- d",
		},
		{
			"nested numbered lists", "1. a\n   1. b\n   2. c\n2. d",
			"1. a\n2. b\n3. c\n4. d",
			"<ol>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n<li>d</li>\n</ol>\n",
			"1. a\n2. b\n3. c\n4. d",
		},
		{
			"lists of one kind in a row", "- a\n\n* b\n\n> - c",
			"- a\n- b\n- c",
			"<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>\n",
			"- a\n- b\n- c",
		},
		{
			"numbered lists in a row", "1. a\n\n1) b",
			"1. a\n2. b",
			"<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n",
			"1. a\n2. b",
		},
		{
			"lists of two kinds in a row", "- a\n\n1. b\n\n- c",
			"- a\n\n1. b\n\n- c",
			"<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n",
			"- a\n\n1. b\n\n- c",
		},
		{
			"empty items", "- \n- a\n-",
			"- a",
			"<ul>\n<li>a</li>\n</ul>\n",
			"- a",
		},
		{
			"task list", "- [ ] a\n- [x] b",
			"- \\[ \\] a\n- \\[x\\] b",
			"<ul>\n<li>[ ] a</li>\n<li>[x] b</li>\n</ul>\n",
			"- [ ] a\n- [x] b",
		},
		{
			"code span", "Use `a*b*` and ``c`d``",
			"Use a\\*b\\* and c\\`d",
			"<p>Use a*b* and c`d</p>\n",
			"Use a*b* and c`d",
		},
		{
			"code span that looks like a heading", "`  # a  `",
			`\# a`,
			"<p># a</p>\n",
			"# a",
		},
		{
			"fenced code", "```go\nx := *y\n\nz\n```",
			`x := \*y z`,
			"<p>x := *y z</p>\n",
			"x := *y z",
		},
		{
			"unclosed fence", "```\na\n\n# b",
			"a # b",
			"<p>a # b</p>\n",
			"a # b",
		},
		{
			"indented code", "a\n\n    b  c\n    d",
			"a\n\nb c d",
			"<p>a</p>\n<p>b c d</p>\n",
			"a\n\nb c d",
		},
		{
			"image", "![An *image*](https://example.com/x.png) b",
			"An *image* b",
			"<p>An <em>image</em> b</p>\n",
			"An image b",
		},
		{
			"link", "[a *b*](https://example.com/x?a=1&b=2 'title')",
			"[a *b*](<https://example.com/x?a=1&amp;b=2>)",
			"<p><a href=\"https://example.com/x?a=1&amp;b=2\">a <em>b</em></a></p>\n",
			"a b (https://example.com/x?a=1&b=2)",
		},
		{
			"link that is its own text", "[https://example.com](https://example.com)",
			"[https://example.com](<https://example.com>)",
			"<p><a href=\"https://example.com\">https://example.com</a></p>\n",
			"https://example.com",
		},
		{
			"reference link", "[a][b] [b]\n\n[b]: https://example.com",
			"[a](<https://example.com>) [b](<https://example.com>)",
			"<p><a href=\"https://example.com\">a</a> <a href=\"https://example.com\">b</a></p>\n",
			"a (https://example.com) b (https://example.com)",
		},
		{
			"only a reference", "[b]: https://example.com",
			`\[b\]: https://example.com`,
			"<p>[b]: https://example.com</p>\n",
			"[b]: https://example.com",
		},
		{
			"bare address", "https://example.com and www.example.com",
			"https://example.com and www.example.com",
			"<p>https://example.com and www.example.com</p>\n",
			"https://example.com and www.example.com",
		},
		{
			"autolink", "<https://example.com/?a=1&b=2> <jobs@example.com>",
			"<https://example.com/?a=1&b=2> <jobs@example.com>",
			"<p><a href=\"https://example.com/?a=1&amp;b=2\">https://example.com/?a=1&amp;b=2</a> <a href=\"mailto:jobs@example.com\">jobs@example.com</a></p>\n",
			"https://example.com/?a=1&b=2 jobs@example.com",
		},
		{
			"mail link", "[mail](mailto:jobs@example.com?subject=a%20b)",
			"[mail](<mailto:jobs@example.com?subject=a%20b>)",
			"<p><a href=\"mailto:jobs@example.com?subject=a%20b\">mail</a></p>\n",
			"mail (mailto:jobs@example.com?subject=a%20b)",
		},
		{
			"javascript", "[a](javascript:alert(1)) <javascript:alert(1)> [b](JaVaScRiPt:alert(1)) [c](java&#115;cript:x)",
			"a javascript:alert(1) b c",
			"<p>a javascript:alert(1) b c</p>\n",
			"a javascript:alert(1) b c",
		},
		{
			"other schemes", "[a](data:text/html,x) [b](ftp://example.com) [c](//example.com) [d](/x) [e](#f)",
			"a b c d e",
			"<p>a b c d e</p>\n",
			"a b c d e",
		},
		{
			"odd targets", "[a](<https://example.com/a b>) [b](https://exämple.com) [c](https://example.com/`x`) [d](http://[::1]) [e](https://example.com/%zz)",
			"[a](<https://example.com/a%20b>) [b](<https://ex%C3%A4mple.com>) [c](<https://example.com/%60x%60>) d [e](<https://example.com/%25zz>)",
			"<p><a href=\"https://example.com/a%20b\">a</a> <a href=\"https://ex%C3%A4mple.com\">b</a> <a href=\"https://example.com/%60x%60\">c</a> d <a href=\"https://example.com/%25zz\">e</a></p>\n",
			"a (https://example.com/a%20b) b (https://ex%C3%A4mple.com) c (https://example.com/%60x%60) d e (https://example.com/%25zz)",
		},
		{
			"link in a link", "[a <https://b.example> c](https://c.example)",
			"[a https://b.example c](<https://c.example>)",
			"<p><a href=\"https://c.example\">a https://b.example c</a></p>\n",
			"a https://b.example c (https://c.example)",
		},
		{
			"empty link", "[](https://example.com)",
			`\[\](https://example.com)`,
			"<p>[](https://example.com)</p>\n",
			"[](https://example.com)",
		},
		{
			"HTML", "<b>a</b> <script>alert(1)</script>",
			`\<b>a\</b> \<script>alert(1)\</script>`,
			"<p>&lt;b&gt;a&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
			"<b>a</b> <script>alert(1)</script>",
		},
		{
			"HTML block", "<div onclick=\"x\">\n*a*\n</div>",
			`\<div onclick="x"> \*a\* \</div>`,
			"<p>&lt;div onclick=&quot;x&quot;&gt; *a* &lt;/div&gt;</p>\n",
			`<div onclick="x"> *a* </div>`,
		},
		{
			"comment", "<!-- a -->",
			`\<!-- a -->`,
			"<p>&lt;!-- a --&gt;</p>\n",
			"<!-- a -->",
		},
		{
			"table", "| a | b |\n|---|---|\n| c | d |",
			"| a | b | |---|---| | c | d |",
			"<p>| a | b | |---|---| | c | d |</p>\n",
			"| a | b | |---|---| | c | d |",
		},
		{
			"entities", "&lt;b&gt; &amp;amp; &copy; &nbsp;x &#42;a&#42;",
			`\<b> \&amp; ©  x \*a\*`,
			"<p>&lt;b&gt; &amp;amp; ©  x *a*</p>\n",
			"<b> &amp; ©  x *a*",
		},
		{
			"references to what no line may hold", "a&#10;b&#x202e;c&#7;d&#x2028;e&#xfffe;f&#0;g&#13;&#10;- h",
			"a b c d e f\ufffdg  - h",
			"<p>a b c d e f\ufffdg  - h</p>\n",
			"a b c d e f\ufffdg  - h",
		},
		{
			"quotes", `"a" 'b'`,
			`"a" 'b'`,
			"<p>&quot;a&quot; 'b'</p>\n",
			`"a" 'b'`,
		},
		{
			"lines", "a\n\n---\n\nb\n\n***",
			"a\n\nb",
			"<p>a</p>\n<p>b</p>\n",
			"a\n\nb",
		},
		{
			"only a line", "---",
			`\---`,
			"<p>---</p>\n",
			"---",
		},
		{
			"only a mark", "#",
			`\#`,
			"<p>#</p>\n",
			"#",
		},
		{
			"deep quote", "> > > > a",
			"a",
			"<p>a</p>\n",
			"a",
		},
		{
			"strikethrough", "~~a~~",
			`\~\~a\~\~`,
			"<p>~~a~~</p>\n",
			"~~a~~",
		},
		{
			"footnote", "a[^1]\n\n[^1]: b",
			"a^1",
			"<p>a^1</p>\n",
			"a^1",
		},
		{
			"what looks like markup", "1\\. a\n\n\\- b\n\n\\# c\n\n+1",
			"1\\. a\n\n\\- b\n\n\\# c\n\n+1",
			"<p>1. a</p>\n<p>- b</p>\n<p># c</p>\n<p>+1</p>\n",
			"1. a\n\n- b\n\n# c\n\n+1",
		},
		{
			"numbers", "1986. A good year",
			"1986. A good year",
			"<ol start=\"1986\">\n<li>A good year</li>\n</ol>\n",
			"1986. A good year",
		},
		{
			"numbers that end", "999999999. a\n1. b",
			`999999999\. a 1. b`,
			"<p>999999999. a 1. b</p>\n",
			"999999999. a 1. b",
		},
		{
			"list from nought", "0. a\n1. b",
			"0. a\n1. b",
			"<ol start=\"0\">\n<li>a</li>\n<li>b</li>\n</ol>\n",
			"0. a\n1. b",
		},
		{
			"template", "{{.Title}} {{end}}",
			"{{.Title}} {{end}}",
			"<p>{{.Title}} {{end}}</p>\n",
			"{{.Title}} {{end}}",
		},
		{
			"Windows", "a\r\n\r\n- b\r\n- c\r\n",
			"a\n\n- b\n- c",
			"<p>a</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n",
			"a\n\n- b\n- c",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			leaf := r.Block(test.block, sourceOf(render.AboutText, 0))
			if got := render.MarkdownOf(leaf); got != test.markdown {
				t.Errorf("Markdown\ngot  %q\nwant %q", got, test.markdown)
			}
			if got := render.HTMLOf(leaf); got != test.html {
				t.Errorf("HTML\ngot  %q\nwant %q", got, test.html)
			}
			if leaf.Text != test.text {
				t.Errorf("text\ngot  %q\nwant %q", leaf.Text, test.text)
			}
			checkBlock(t, r, test.block)
			checkBlockInPlace(t, r, test.block)
		})
	}
}
