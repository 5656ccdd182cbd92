import Notebook

/// What is searched of cells: their sources, and the text that they printed. It is made once for each version of a cell.
struct SearchedTexts: Sendable {
    private var kept: [CellID: (version: Int, text: String)] = [:]

    /// - Complexity: O(n) in what the cell holds where that has changed since, else O(1).
    mutating func text(of cell: CellView) -> String {
        if let known = kept[cell.id], known.version == cell.version { return known.text }
        let text = cell.source + "\n" + cell.output.textToSearch
        kept[cell.id] = (cell.version, text)
        return text
    }
}
