import Charts
import Notebook

/// What is typed where it stands among the cells.
extension NotebookScreen {
    /// The list of cells with what is typed among them.
    struct TypedPlace {
        var list: CellList
        /// Which of the list's cells is typed.
        var place: Int
        /// The same where it is none of the session's yet; nil where one of these is edited.
        var inserted: Int?
        /// Where the cursor is, from the first line of the cell on.
        var cursor: (row: Int, column: Int)

        /// Where in the list the session's cell of this place is.
        func shown(_ place: Int) -> Int { inserted.map { place >= $0 ? place + 1 : place } ?? place }
    }

    /// Whether what is typed stands among the cells: it is in place of one, or goes before one.
    var typesInPlace: Bool {
        guard model.mode == .typing, model.replay == nil, model.search == nil, !LongInput.isLong(model.editor),
            !(model.panel.isFull && state.activeRun != nil)
        else { return false }
        return (model.edited ?? model.insertion).map { state.cells.place(of: $0) != nil } ?? false
    }

    /// The sign before what is typed.
    var typingMark: String { model.typesProse ? "| " : model.edited == nil ? "> " : "* " }

    /// - Returns: nil where what is typed stands below the cells.
    /// - Complexity: O(n) additions.
    func typed(among list: CellList) -> TypedPlace? {
        guard typesInPlace, let cell = model.edited ?? model.insertion, let place = state.cells.place(of: cell), place < list.cells.count
        else { return nil }
        let width = max(1, list.cells[place].width)
        let typed = TypedLines(model.editor, isProse: model.typesProse, width: width, terminalStyle.theme)
        let source = typed.lines.enumerated().map { row, line in
            StyledLine([.init(text: row == 0 ? typingMark : "  ", style: terminalStyle.theme.accent)] + line.spans)
        }
        var cells = list.cells
        guard model.edited != nil else {
            cells.insert(DrawnCell(cell, lines: source), at: place)
            return TypedPlace(list: CellList(cells), place: place, inserted: place, cursor: typed.cursor)
        }
        // What the cell printed stays below it meanwhile.
        let view = state.cells[place]
        let printed =
            view.kind == .prose
            ? []
            : DrawnCell.output(of: view, width: width, terminalStyle).map { $0.with([.init(text: "  ", style: .plain)] + $0.spans) }
        var list = list
        list.replace([(place, DrawnCell(cell, lines: source + printed))])
        return TypedPlace(list: list, place: place, inserted: nil, cursor: typed.cursor)
    }
}
