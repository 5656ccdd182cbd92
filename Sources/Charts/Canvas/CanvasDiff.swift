/// The cells to send to a screen that shows one canvas, so that it shows another: row by row, from left to right.
///
/// Of a wide character only the first cell is sent, with the whole character, even if only its second cell has changed.
package struct CanvasDiff: Sequence, IteratorProtocol {
    /// A cell to send.
    package struct Change: Equatable, Sendable {
        /// Columns from the left.
        package var x: Int
        /// Rows from the top.
        package var y: Int
        /// The new contents; never the second cell of a wide character.
        package var cell: StyledCell
    }

    private let old: [StyledCell]?
    private let new: [StyledCell]
    private let width: Int
    private var place = 0

    /// - Parameters:
    ///   - old: what the screen shows; nil if unknown. In that case, and if the sizes differ, all cells are sent.
    ///   - new: what the screen is to show.
    package init(from old: Canvas?, to new: Canvas) {
        self.old = old?.area == new.area ? old?.cells : nil
        self.new = new.cells
        width = new.width
    }

    /// The next cell to send; nil after the last.
    package mutating func next() -> Change? {
        while place < new.count {
            let first = place
            // The second cell of a wide character belongs to the first, within a row.
            let isWide = first % width + 1 < width && new[first + 1].glyph.isEmpty
            place += isWide ? 2 : 1
            guard isChanged(first) || isWide && isChanged(first + 1) else { continue }
            return Change(x: first % width, y: first / width, cell: new[first])
        }
        return nil
    }

    private func isChanged(_ place: Int) -> Bool {
        guard let old else { return true }
        return old[place] != new[place]
    }
}
