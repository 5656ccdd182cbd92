import Notebook

/// What is searched of cells: their sources, and the text that they printed. It is made once for each version of a cell.
struct SearchedTexts: Sendable {
    private var kept: [CellID: (version: Int, text: String)] = [:]

    /// Lines of prose flow, so that a match may go over the end of one.
    static func text(of cell: CellView) -> String {
        cell.kind == .prose ? cell.source.replacing("\n", with: " ") : cell.source + "\n" + cell.output.textToSearch
    }

    /// - Complexity: O(n) in what the cell holds where that has changed since, else O(1).
    mutating func text(of cell: CellView) -> String {
        if let known = kept[cell.id], known.version == cell.version { return known.text }
        let text = Self.text(of: cell)
        kept[cell.id] = (cell.version, text)
        return text
    }
}
