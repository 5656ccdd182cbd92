import Exchange
import Testing

/// Prose as HTML.
@Suite struct MarkdownHTMLTests {
    @Test(
        arguments: [
            ("# A\n\nb\nc", "<h1>A</h1>\n<p>b\nc</p>\n"),
            ("a *b* **c** `d*e*`", "<p>a <em>b</em> <strong>c</strong> <code>d*e*</code></p>\n"),
            ("2 * 3 * 4", "<p>2 * 3 * 4</p>\n"), ("- a\n  b\n- c", "<ul>\n<li>a b</li>\n<li>c</li>\n</ul>\n"),
            ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"), ("> a", "<blockquote><p>a</p></blockquote>\n"),
            ("```sh\na < b\n\n```\nc", "<pre>a &lt; b</pre>\n<p>c</p>\n"),
            ("    code\n\n    more\n\ntext", "<pre>code\n\nmore</pre>\n<p>text</p>\n"),
            ("---", "<hr>\n"), ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>\n"),
            ("[a](b.md) [c](javascript:x)", "<p><a href=\"b.md\">a</a> [c](javascript:x)</p>\n"), ("[a] b", "<p>[a] b</p>\n"),
            ("a ` b", "<p>a ` b</p>\n"), ("", ""), ("a\r\nb", "<p>a\nb</p>\n"),
            (
                "| a | b |\n|---|:-:|\n| `x` | y \\| z |",
                "<div class=\"wide\"><table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td><code>x</code></td><td>y | z</td></tr>\n</table></div>\n"
            ),
        ]
    )
    func forms(_ markdown: String, _ html: String) {
        #expect(MarkdownHTML.text(markdown) == html)
    }
}
