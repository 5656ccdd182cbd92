import Foundation
import TestSupport
import Testing

/// One style for all texts for users, as far as they appear in the sources as shown.
@Suite struct SentenceStyleTests {
    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The code before a literal that is a message.
    private static let marks = [
        "message = \"", ".told(\"", "sentence: \"", "tell(\"", "ValidationError(\"", "Standard.error(\"unroll: ", "RunError(\"",
        "note = \"", "note: \"",
    ]

    /// The rest of a literal, with U+FFFC in place of interpolations, and whether it ends its expression. Nil if it
    /// does not end on its line.
    private func literal(_ text: Substring) -> (text: String, isWhole: Bool)? {
        var (found, rest) = ("", text)
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                let after = rest.drop { $0 == " " }
                return (found, !after.hasPrefix("+") && !after.isEmpty || rest.isEmpty)
            case "\\":
                guard rest.popFirst() == "(" else { continue }
                var depth = 1
                while depth > 0, let inner = rest.popFirst() {
                    if inner == "(" { depth += 1 } else if inner == ")" { depth -= 1 }
                }
                found += "\u{FFFC}"
            default: found.append(character)
            }
        }
        return nil
    }

    @Test func messagesAreSentences() throws {
        var count = 0
        for module in ["TerminalUI", "Notebook", "CellLanguage", "unroll"] {
            let folder = Self.package.appending(path: "Sources/\(module)")
            for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) ?? .init()
            where file.pathExtension == "swift" {
                for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.contains("///") {
                    for mark in Self.marks {
                        guard let range = line.range(of: mark), let (text, isWhole) = literal(line[range.upperBound...]), !text.isEmpty
                        else { continue }
                        count += 1
                        #expect(SentenceRule.beginning(of: text) == nil, "\(file.lastPathComponent): \(text)")
                        #expect(SentenceRule.contraction(in: text) == nil, "\(file.lastPathComponent): \(text)")
                        guard isWhole, !text.hasSuffix("\u{FFFC}") else { continue }
                        #expect(SentenceRule.end(of: text) == nil, "\(file.lastPathComponent): \(text)")
                    }
                }
            }
        }
        #expect(count > 120)
    }

    @Test func pagesContractNothing() throws {
        let sessions = try FileManager.default.contentsOfDirectory(
            at: Self.package.appending(path: "sessions"), includingPropertiesForKeys: nil)
        for file in sessions + [Self.package.appending(path: "README.md")] where file.pathExtension == "md" {
            // Cells and their outputs have their own style.
            let parts = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```")
            let prose = stride(from: 0, to: parts.count, by: 2).map { parts[$0] }.joined(separator: "\n")
            #expect(SentenceRule.contraction(in: prose) == nil, "\(file.lastPathComponent)")
        }
    }

    @Test func theRuleFinds() {
        #expect(SentenceRule.complaint(about: "There is no file a.md.") == nil)
        #expect(SentenceRule.complaint(about: "there is no file.") == "it begins with the small letter of `there`")
        #expect(SentenceRule.complaint(about: "a.csv:3: The quote is open.") == nil && SentenceRule.complaint(about: "`x` is it?") == nil)
        #expect(SentenceRule.complaint(about: ":watch needs a number") == "it ends with `r`")
        #expect(SentenceRule.complaint(about: "It’s off.") == "it contracts words to `it's`")
        #expect(SentenceRule.complaint(aboutLabel: "removes the cell") == nil && SentenceRule.complaint(aboutLabel: "MAE of all") == nil)
        #expect(SentenceRule.complaint(aboutLabel: "Removes") != nil && SentenceRule.complaint(aboutLabel: "removes.") != nil)
    }
}
