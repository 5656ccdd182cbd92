/// A page in a single file without scripts, for light and dark displays, phones and print.
public struct HTMLPage {
    /// The title of the window.
    public var title: String
    /// The elements of the body, from top to bottom.
    public var body: String
    /// Additional style rules.
    public var style: String

    /// A page with this content.
    public init(title: String, body: String, style: String = "") {
        (self.title, self.body, self.style) = (title, body, style)
    }

    /// The text of the file.
    public var text: String {
        """
        <!DOCTYPE html>
        <html>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTML.escaped(title))</title>
        <style>
        \(Self.style)
        \(style)
        </style>
        </head>
        <body>
        <main>
        \(body)</main>
        </body>
        </html>

        """
    }

    /// The colours are those of the notebook in terminals with a dark or light background.
    private static let style = """
        :root{--background:#fff;--text:#1c1c1c;--muted:#6c6c6c;--border:#d0d0d0;--source:#f6f6f4;--bad:#d70000;
        --function:#005faf;--label:#875f00;--number:#3f7a00;--comment:#767676;--symbol:#6c6c6c}
        @media screen and (prefers-color-scheme:dark){:root{--background:#121212;--text:#e4e4e4;--muted:#9e9e9e;--border:#444;--source:#1c1c1c;
        --bad:#ff5f5f;--function:#87afff;--label:#d7af87;--number:#afd787;--comment:#949494;--symbol:#949494}}
        html{background:var(--background);color:var(--text);-webkit-text-size-adjust:100%}
        body{margin:0;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
        h1,h2,h3,h4{line-height:1.25;margin:1.6em 0 .5em}
        h1:first-child{margin-top:0}
        a{color:var(--function)}
        pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        pre{font-size:.82rem;line-height:1.4;margin:.5rem 0;overflow-x:auto}
        code{font-size:.88em}
        pre.source{background:var(--source);border:1px solid var(--border);border-radius:4px;padding:.6rem .8rem}
        .output{margin:.4rem 0 1.4rem;padding-left:.8rem;border-left:2px solid var(--border)}
        .output svg{max-width:100%;height:auto;display:block;margin:.3rem 0}
        .muted{color:var(--muted)}.error{color:var(--bad)}
        .function{color:var(--function)}.label{color:var(--label)}.number,.string{color:var(--number)}
        .comment{color:var(--comment);font-style:italic}.symbol{color:var(--symbol)}.definition{font-weight:bold}
        .wrong{color:var(--bad);text-decoration:underline}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;font-size:.92em}
        th,td{border-bottom:1px solid var(--border);padding:.25rem .7rem .25rem 0;text-align:left;vertical-align:top}
        blockquote{margin:1em 0;padding-left:1em;border-left:3px solid var(--border);color:var(--muted)}
        hr{border:0;border-top:1px solid var(--border)}
        @media screen and (max-width:40rem){pre.source{white-space:pre-wrap;overflow-wrap:anywhere}
        .output{overflow-x:auto}.output svg{max-width:none;width:34rem}}
        @media print{body{font-size:10.5pt}main{max-width:none;padding:0}pre{white-space:pre-wrap}
        .output svg,pre.source{break-inside:avoid}h1,h2,h3{break-after:avoid}}
        """
}
