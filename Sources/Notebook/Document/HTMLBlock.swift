/// A block of HTML that holds text of any kind up to its end, blank lines and fences too: nothing in it is a cell.
///
/// Source: CommonMark 0.31.2, section 4.6, start conditions 1 to 5. The other kinds of HTML end at a blank line.
enum HTMLBlock: CaseIterable {
    case comment, verbatim, instruction, declaration, characterData

    /// The block that opens with this line; nil for none.
    init?(opening line: some Collection<UInt8>) {
        let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
        let text = line.dropFirst(indent).prefix(12)
        guard indent <= 3, text.first == UInt8(ascii: "<"),
            let block = Self.allCases.first(where: { $0.opens(String(decoding: text, as: UTF8.self).lowercased()) })
        else { return nil }
        self = block
    }

    /// Elements whose content is no Markdown.
    private static let verbatimElements = ["pre", "script", "style", "textarea"]

    private func opens(_ text: String) -> Bool {
        switch self {
        case .comment: text.hasPrefix("<!--")
        case .verbatim:
            Self.verbatimElements.contains { name in
                guard text.hasPrefix("<" + name) else { return false }
                let next = text.dropFirst(1 + name.count).first
                return next.map { $0 == ">" || $0 == " " || $0 == "\t" } ?? true
            }
        case .instruction: text.hasPrefix("<?")
        case .declaration: text.hasPrefix("<!") && text.dropFirst(2).first.map { $0.isASCII && $0.isLetter } ?? false
        case .characterData: text.hasPrefix("<![cdata[")
        }
    }

    /// What ends the block, wherever it stands in a line.
    var end: String {
        switch self {
        case .comment: "-->"
        case .verbatim: "</pre>"
        case .instruction: "?>"
        case .declaration: ">"
        case .characterData: "]]>"
        }
    }

    /// Whether the block ends with this line, which may be the one that opens it.
    func ends(with line: some Collection<UInt8>) -> Bool {
        let text = String(decoding: line, as: UTF8.self).lowercased()
        // Any of the elements ends the other too.
        return self == .verbatim ? Self.verbatimElements.contains { text.contains("</\($0)>") } : text.contains(end)
    }
}
