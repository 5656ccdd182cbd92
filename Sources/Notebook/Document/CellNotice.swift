import TextFormatting

extension Document {
    /// What a user who reads the file should know of its cells: that there are none, or that something that looks like one is none. Nil where all is as it seems,
    /// and for a file in which nothing is written yet.
    ///
    /// - Parameter path: the file, as the sentence names it.
    /// - Complexity: O(size of the document).
    public func cellNotice(path: String) -> String? { cellNotice(text, path: path) }

    /// - Parameter text: the document's text.
    func cellNotice(_ text: String, path: String) -> String? {
        let lookalikes = DocumentParser(text).lookalikes()
        guard let first = lookalikes.first else {
            return cells.isEmpty && !text.allSatisfy(\.isWhitespace)
                ? Self.withoutCells(path: path) : nil
        }
        let others = lookalikes.count > 1 ? " (and \(Figures.count(lookalikes.count - 1, "other line")) like it)" : ""
        return "Line \(first.line) of \(path), `\(first.text)`\(others), does not begin a cell; a cell is written between \(Self.fences)."
    }

    /// Whether it is a text without cells, or anything that looks like one.
    var isOtherText: Bool { cells.isEmpty && !text.allSatisfy(\.isWhitespace) && DocumentParser(text).lookalikes().isEmpty }

    /// That a file has no cells.
    public static func withoutCells(path: String) -> String { "\(path) has no cells; a cell is written between \(fences)." }

    private static let fences = "a line ```unroll and a line ```, both at the left margin"
}
