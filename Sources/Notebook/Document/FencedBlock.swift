/// A fenced code block of Markdown as it stands in a file.
struct FencedBlock: Sendable, Equatable {
    /// All its bytes, from the opening fence to the line end after the closing one.
    var raw: String
    /// What is between the fences: lines separated by `\n`, none after the last.
    var content: String
    /// Spaces before the opening fence, up to three.
    var indent: Int
    /// A backtick or a tilde.
    var mark: Character
    /// How many marks the opening fence has, three or more.
    var length: Int
    /// What follows the marks, such as `unroll`.
    var info: String
    /// Whether a closing fence was there, rather than the end of the file.
    var isClosed: Bool

    /// The style of a block that is not in a file yet.
    static func new(info: String) -> FencedBlock {
        FencedBlock(raw: "", content: "", indent: 0, mark: "`", length: 3, info: info, isClosed: true)
    }

    /// The language: the first word after the fence.
    var language: Substring { Self.language(info) }

    /// The first word of what follows a fence.
    static func language(_ info: String) -> Substring { info.prefix { $0 != " " && $0 != "\t" } }

    /// The block with this content: as it stands in the file where the content is the same.
    func text(of content: String, lineEnd: String) -> String {
        if !raw.isEmpty, content == self.content { return raw }
        let margin = String(repeating: " ", count: indent)
        let fence = margin + String(repeating: mark, count: max(length, longestRun(in: content) + 1))
        var text = fence + info + lineEnd
        if !content.isEmpty {
            for line in content.split(separator: "\n" as Character, omittingEmptySubsequences: false) {
                text += (line.isEmpty ? "" : margin + line) + lineEnd
            }
        }
        return text + fence + lineEnd
    }

    /// The most marks in a row at the start of a line of `content`, which a fence around it has to exceed.
    private func longestRun(in content: String) -> Int {
        var longest = 0
        for line in content.split(separator: "\n" as Character) {
            longest = max(longest, line.drop { $0 == " " }.prefix { $0 == mark }.count)
        }
        return longest
    }
}
