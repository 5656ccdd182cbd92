/// Converts Markdown to HTML: headings, paragraphs, lists, quotations, tables, code, emphasis and links. Everything else, including HTML,
/// is treated as text, so that a page contains only markup made here.
///
/// Source: the syntax is a subset of CommonMark, plus tables.
public enum MarkdownHTML {
    /// The HTML elements of a Markdown text.
    public static func text(_ markdown: String) -> String {
        var writer = Writer()
        // A line's terminator is not part of it.
        for line in markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) { writer.read(String(line)) }
        writer.endBlock()
        return writer.html
    }

    /// Turns lines into blocks.
    private struct Writer {
        private(set) var html = ""
        private var block: [String] = []
        private var kind = Kind.none
        private var fence = ""

        private enum Kind { case none, paragraph, bullets, numbers, quotation, table, fence, indented }

        mutating func read(_ line: String) {
            if kind == .fence {
                let mark = line.drop { $0 == " " }
                if mark.hasPrefix(fence), mark.allSatisfy({ $0 == fence.first || $0.isWhitespace }) {
                    endBlock()
                } else {
                    block.append(line)
                }
                return
            }
            let text = line.drop { $0 == " " || $0 == "\t" }
            guard !text.isEmpty else {
                if kind == .indented { block.append("") } else { endBlock() }
                return
            }
            if line.hasPrefix("    "), kind == .none || kind == .indented {
                kind = .indented
                block.append(String(line.dropFirst(4)))
                return
            }
            if kind == .indented { endBlock() }
            if text.hasPrefix("```") || text.hasPrefix("~~~") {
                endBlock()
                kind = .fence
                fence = String(text.prefix { $0 == text.first })
            } else if let level = Self.heading(text) {
                endBlock()
                let title = text.dropFirst(level).drop { $0 == " " }
                html += "<h\(level)>\(MarkdownHTML.inline(String(title)))</h\(level)>\n"
            } else if text.count >= 3, let mark = text.first, "-*_".contains(mark), text.allSatisfy({ $0 == mark || $0 == " " }) {
                endBlock()
                html += "<hr>\n"
            } else if text.hasPrefix(">") {
                add(String(text.dropFirst().drop { $0 == " " }), .quotation)
            } else if text.hasPrefix("|") {
                add(String(text), .table)
            } else if let item = Self.item(text) {
                add(item.text, item.isNumbered ? .numbers : .bullets)
            } else if kind == .bullets || kind == .numbers, !block.isEmpty {
                block[block.count - 1] += " " + text
            } else {
                add(String(text), .paragraph)
            }
        }

        private mutating func add(_ text: String, _ kind: Kind) {
            if self.kind != kind { endBlock() }
            self.kind = kind
            block.append(text)
        }

        mutating func endBlock() {
            defer { (block, kind) = ([], .none) }
            switch kind {
            case .none: break
            case .paragraph: html += "<p>\(MarkdownHTML.inline(block.joined(separator: "\n")))</p>\n"
            case .quotation: html += "<blockquote><p>\(MarkdownHTML.inline(block.joined(separator: "\n")))</p></blockquote>\n"
            case .bullets, .numbers:
                let list = kind == .bullets ? "ul" : "ol"
                html += "<\(list)>\n" + block.map { "<li>\(MarkdownHTML.inline($0))</li>\n" }.joined() + "</\(list)>\n"
            case .fence, .indented:
                while block.last?.isEmpty == true { block.removeLast() }
                html += "<pre>\(HTML.escaped(block.joined(separator: "\n")))</pre>\n"
            case .table: html += table
            }
        }

        private var table: String {
            let rows = block.map { MarkdownHTML.fields($0) }
            let hasHeader = rows.count > 1 && rows[1].allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }
            var html = "<div class=\"wide\"><table>\n"
            for (place, row) in rows.enumerated() where !(hasHeader && place == 1) {
                let tag = hasHeader && place == 0 ? "th" : "td"
                html += "<tr>" + row.map { "<\(tag)>\(MarkdownHTML.inline($0))</\(tag)>" }.joined() + "</tr>\n"
            }
            return html + "</table></div>\n"
        }

        private static func heading(_ text: Substring) -> Int? {
            let level = text.prefix { $0 == "#" }.count
            return 1...6 ~= level && text.dropFirst(level).first == " " ? level : nil
        }

        private static func item(_ text: Substring) -> (text: String, isNumbered: Bool)? {
            let mark = text.prefix { $0 != " " }
            let rest = String(text.dropFirst(mark.count).drop { $0 == " " })
            guard mark.count < text.count else { return nil }
            if ["-", "*", "+"].contains(mark) { return (rest, false) }
            return mark.count > 1 && mark.last == "." && mark.dropLast().allSatisfy(\.isNumber) ? (rest, true) : nil
        }
    }

    /// The fields of a row between bars; a bar after a backslash is literal.
    private static func fields(_ row: String) -> [String] {
        var (fields, field, isEscaped): ([String], String, Bool) = ([], "", false)
        for character in row.dropFirst() {
            if character == "|", !isEscaped {
                fields.append(trimmed(field))
                field = ""
            } else {
                if isEscaped, character != "|" { field.append("\\") }
                if character != "\\" { field.append(character) }
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return trimmed(field).isEmpty ? fields : fields + [trimmed(field)]
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Code, emphasis and links within a block.
    private static func inline(_ text: String) -> String {
        var (html, rest) = ("", text[...])
        while let character = rest.first {
            if character == "`", let (code, after) = between(rest, "`", "`") {
                html += "<code>\(HTML.escaped(code))</code>"
                rest = after
            } else if rest.hasPrefix("**"), let (strong, after) = between(rest, "**", "**") {
                html += "<strong>\(inline(strong))</strong>"
                rest = after
            } else if character == "*", let (emphasis, after) = between(rest, "*", "*"), emphasis.first != " " {
                html += "<em>\(inline(emphasis))</em>"
                rest = after
            } else if character == "[", let (label, after) = between(rest, "[", "]("), let (target, end) = between("(" + after, "(", ")"),
                isAddress(target)
            {
                html += "<a href=\"\(HTML.escaped(target))\">\(inline(label))</a>"
                rest = Substring(end)
            } else {
                html += HTML.escaped(String(character))
                rest = rest.dropFirst()
            }
        }
        return html
    }

    /// Whether a link leads somewhere without running anything.
    private static func isAddress(_ target: String) -> Bool {
        let scheme = target.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
        return !target.dropFirst(scheme.count).hasPrefix(":") || ["http", "https", "mailto"].contains(scheme.lowercased())
    }

    /// The text between two marks at the beginning, and what follows; nil if the second mark is missing or nothing is between them.
    private static func between(_ text: some StringProtocol, _ open: String, _ close: String) -> (String, Substring)? {
        let inside = Substring(text).dropFirst(open.count)
        var place = inside.startIndex
        while place < inside.endIndex {
            if inside[place...].hasPrefix(close) {
                guard place > inside.startIndex else { return nil }
                return (String(inside[..<place]), inside[place...].dropFirst(close.count))
            }
            place = inside.index(after: place)
        }
        return nil
    }
}
