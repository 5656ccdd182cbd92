import TextFormatting

/// What `help` prints.
package struct HelpPage: Sendable {
    private let catalogue: Catalogue
    /// Columns of a line.
    private let width: Int
    /// Columns below which what is said of a name stands under it, rather than beside it.
    private static let leastBeside = 24
    /// Columns of a line where nobody knows how many there are.
    package static let usualWidth = 76

    /// - Parameter width: most columns of a line.
    package init(_ catalogue: Catalogue, width: Int = usualWidth) {
        self.catalogue = catalogue
        self.width = max(1, width)
    }

    /// All functions, by group.
    package var overview: String {
        var lines: [String] = []
        for group in catalogue.groups {
            let functions = entries(of: group)
            guard !functions.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            lines.append(group.title)
            lines += list(functions.map { (($0.isMember ? "." : "") + $0.name, [$0.sentence]) })
        }
        lines += [""] + Paragraph.lines("help(gru) explains gru, and so on.", width: width)
        return lines.flatMap { Paragraph.broken($0, width: width) }.joined(separator: "\n")
    }

    /// The functions of a group, those that several types have once.
    func entries(of group: FunctionGroup) -> [Signature] {
        var names: Set<String> = []
        return catalogue.all.filter { $0.group == group && names.insert($0.name).inserted }
    }

    /// All about a function, and below it about members of that name; nil where there is none.
    package func about(_ name: String) -> String? {
        var signatures: Set<String> = []
        let found = catalogue.entries(named: name).filter { signatures.insert($0.written + $0.sentence).inserted }
        let entries = found.filter { !$0.isMember } + found.filter(\.isMember)
        return entries.isEmpty ? nil : entries.map(page).joined(separator: "\n\n")
    }

    /// What a page of the usual width says, set for the width of these pages; nil where the text is no such page.
    package func reset(_ text: String) -> String? {
        let usual = HelpPage(catalogue)
        let name = String(text.drop { $0 == "." }.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        if usual.about(name) == text { return about(name) }
        return text.hasPrefix((catalogue.groups.first?.title ?? "") + "\n") && usual.overview == text ? overview : nil
    }

    private func page(_ function: Signature) -> String {
        var lines =
            Paragraph.lines(function.written, width: width, indent: "    ") + Paragraph.lines(function.sentence, width: width)
        if !function.parameters.isEmpty { lines += [""] + list(function.parameters.map { ($0.name, [$0.sentence, values($0)]) }) }
        lines += [""] + Paragraph.lines("returns " + gives(function), width: width)
        lines += ["", "example"]
        lines += function.example.split(separator: "\n" as Character).flatMap { Paragraph.broken("  " + $0, width: width, indent: 4) }
        if !function.related.isEmpty {
            lines += [""] + Paragraph.lines("see also " + function.related.joined(separator: ", "), width: width, indent: "  ")
        }
        return lines.flatMap { Paragraph.broken($0, width: width) }.joined(separator: "\n")
    }

    /// What a parameter can be, and what it is where nothing is given: `a number, more than 0; may be left out`.
    func values(_ parameter: Parameter) -> String {
        let written = parameter.written.map { $0 == "none" ? "; optional" : "; default \($0)" } ?? ""
        return parameter.type.words + written
    }

    /// Names with paragraphs beside them, or under them where there is no room beside.
    private func list(_ entries: [(name: String, paragraphs: [String])]) -> [String] {
        let margin = 4 + (entries.map { DisplayWidth.of($0.name) }.max() ?? 0)
        guard width - margin >= Self.leastBeside else {
            return entries.flatMap { name, paragraphs in
                ["  " + name] + paragraphs.flatMap { Paragraph.lines($0, width: width - 4).map { "    " + $0 } }
            }
        }
        var table = TextTable(alignments: [.left, .left], rows: [])
        for (name, paragraphs) in entries {
            let lines = paragraphs.flatMap { Paragraph.lines($0, width: width - margin) }
            for (index, line) in lines.enumerated() { table.rows.append(["  " + (index == 0 ? name : ""), line]) }
        }
        return table.lines
    }

    /// What a call gives: `a network`, or `a number; a member of a run`.
    func gives(_ function: Signature) -> String {
        guard function.isMember else { return function.result.words }
        let entries = catalogue.entries(named: function.name).filter { $0.isMember && $0.sentence == function.sentence }
        let isOfOneType = entries.allSatisfy { $0.result == function.result }
        var result = isOfOneType ? function.result.words : "data of the same kind"
        if let bare = entries.lazy.compactMap(\.bareResult).first { result += ", or \(bare.words) where nothing is given" }
        return result + "; a member of " + Problem.either(entries.compactMap(\.receiver?.words))
    }
}
