import TextFormatting

extension String {
    /// Lines of at most `width` columns, broken between words if possible.
    package func wrapped(_ width: Int) -> [String] {
        guard width > 0 else { return [] }
        return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { Self.wrap($0, width) }
    }

    private static func wrap(_ line: Substring, _ width: Int) -> [String] {
        guard line.utf8.count > width else { return [String(line)] }
        var lines: [String] = []
        var current = ""
        var taken = 0
        // The last space, as an index into `current` and in columns.
        var space: (index: String.Index, column: Int)?
        for character in line {
            let wide = DisplayWidth.of(character)
            if taken + wide > width, !current.isEmpty {
                if let found = space, found.column > 0, character != " " {
                    lines.append(String(current[..<found.index]))
                    current = String(current[current.index(after: found.index)...])
                    taken -= found.column + 1
                } else {
                    lines.append(current)
                    (current, taken) = ("", 0)
                }
                space = nil
                if character == " ", current.isEmpty { continue }
            }
            if character == " " { space = (current.endIndex, taken) }
            current.append(character)
            taken += wide
        }
        lines.append(current)
        return lines
    }
}
