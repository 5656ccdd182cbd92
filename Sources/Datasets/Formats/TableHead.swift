/// What stands before the rows of a table: lines that are to be passed over, a line `sep=;` as Excel writes it, and comments.
struct TableHead {
    /// Lines before the first row.
    let lines: Int
    /// What the line `sep=` says is between cells.
    let separator: Character?
    /// The last comment, without its mark: NumPy writes the names of columns there.
    let comment: String?
    /// Whether there are comments at all.
    let hasComments: Bool

    /// - Parameter skipped: lines to be passed over, whatever they hold.
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
