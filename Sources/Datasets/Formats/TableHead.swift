/// The lines before the rows of a table: lines to skip, a line `sep=;` as written by Excel, and comments.
struct TableHead {
    /// The number of lines before the first row.
    let lines: Int
    /// The separator given by a line `sep=`.
    let separator: Character?
    /// The last comment, without its mark: NumPy writes the names of columns there.
    let comment: String?
    /// Whether there are any comments.
    let hasComments: Bool

    /// - Parameter skipped: the number of lines to skip, whatever they contain.
    init(_ file: SourceFile, skipped: Int) throws(DataError) {
        var (lines, separator, comment): (Int, Character?, String?) = (skipped, nil, nil)
        for line in try TextLines(file) where line.number > skipped {
            let text = String(decoding: line.bytes, as: UTF8.self)
            if line.number == skipped + 1, text.lowercased().hasPrefix("sep="), text.count == 5 {
                separator = text.last
            } else if line.starts(with: "#") || line.starts(with: "%") {
                comment = String(text.drop { "#% \t".contains($0) })
            } else if !line.isBlank {
                break
            }
            lines = line.number
        }
        (self.lines, self.separator, self.comment, hasComments) = (lines, separator, comment, comment != nil)
    }
}
