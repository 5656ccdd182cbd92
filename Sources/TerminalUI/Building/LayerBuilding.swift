import Notebook

/// What is done in the table of layers: which row and which of its numbers are chosen.
struct LayerBuilding: Sendable, Equatable {
    /// What the next layers that are chosen are for.
    enum Purpose: Sendable, Equatable {
        /// To be put before this row, behind it, or in its place.
        case before(Int)
        case behind(Int)
        case replacement(Int)
    }

    /// How many edits of the text could be undone when the table was opened: only those made in it are undone here.
    var undoDepth = 0
    var row = 0
    var number = 0
    /// What has been typed of a number since it was chosen.
    var digits = ""
    var purpose: Purpose?
    /// What other numbers would cost.
    var alternatives: [NumberAlternative] = []

    /// Keeps both within the table.
    mutating func settle(in table: LayerTable) {
        row = max(0, min(row, table.rows.count - 1))
        let numbers = table.rows.indices.contains(row) ? table.rows[row].numbers.count : 0
        number = max(0, min(number, numbers - 1))
    }

    /// The number that is chosen, as it is written; nil where the row has none.
    func written(in table: LayerTable) -> String? {
        guard table.rows.indices.contains(row), table.rows[row].numbers.indices.contains(number) else { return nil }
        return String(decoding: Array(table.rows[row].written.utf8)[table.rows[row].numbers[number]], as: UTF8.self)
    }
}
