import Charts
import Notebook

/// Prose, cells and what they printed, one below the other with an empty line between, as lines of one width.
struct CellList: Sendable {
    /// From the top.
    private(set) var cells: [DrawnCell]
    /// Of each cell, the number of its first line; at the end, that of the line after the last.
    private var starts: [Int]

    /// - Complexity: O(n) additions, whatever the cells hold.
    init(_ cells: [DrawnCell]) {
        self.cells = cells
        var starts: [Int] = []
        starts.reserveCapacity(cells.count + 1)
        var line = 0
        for cell in cells {
            starts.append(line)
            line += cell.lines.count + 1
        }
        starts.append(max(0, line - 1))
        self.starts = starts
    }

    /// Draws all cells.
    init(_ cells: ShownCells, width: Int, terminalStyle: TerminalStyle) {
        self.init(cells.map { DrawnCell($0, width: width, terminalStyle: terminalStyle) })
    }

    /// The lines, each made when it is asked for.
    var lines: Lines { Lines(list: self) }

    /// Adds a cell below all others.
    mutating func append(_ cell: DrawnCell) {
        let start = cells.isEmpty ? 0 : starts[cells.count] + 1
        cells.append(cell)
        starts[starts.count - 1] = start
        starts.append(start + cell.lines.count)
    }

    /// Puts cells that were drawn anew in place of themselves.
    ///
    /// - Complexity: O(1) for each that has as many lines as before, else an addition for each cell in all.
    mutating func replace(_ drawn: [(place: Int, cell: DrawnCell)]) {
        var first = cells.count
        for (place, cell) in drawn {
            if cell.lines.count != cells[place].lines.count { first = min(first, place) }
            cells[place] = cell
        }
        var line = starts[first]
        for place in first..<cells.count {
            starts[place] = line
            line += cells[place].lines.count + 1
        }
        if first < cells.count { starts[cells.count] = line - 1 }
    }

    /// The places of the cells that have lines among these.
    func places(_ lines: Range<Int>) -> Range<Int> {
        guard !lines.isEmpty, !cells.isEmpty else { return 0..<0 }
        return self.lines.place(of: lines.lowerBound)..<(self.lines.place(of: lines.upperBound - 1) + 1)
    }

    /// The lines of the cell at a place; nil where it has none.
    func range(_ place: Int) -> Range<Int>? {
        guard cells.indices.contains(place), !cells[place].lines.isEmpty else { return nil }
        return starts[place]..<(starts[place] + cells[place].lines.count)
    }

    struct Line: Sendable {
        /// nil between cells.
        var cell: CellID?
        var line: StyledLine
    }

    /// - Complexity: O(log n) for a line.
    struct Lines: RandomAccessCollection, Sendable {
        fileprivate let list: CellList

        var startIndex: Int { 0 }
        var endIndex: Int { list.starts.last ?? 0 }

        subscript(index: Int) -> Line {
            let cell = list.cells[place(of: index)]
            let line = index - list.starts[place(of: index)]
            return line < cell.lines.count ? Line(cell: cell.cell, line: cell.lines[line]) : Line(cell: nil, line: StyledLine())
        }

        /// The last cell that begins at a line or above.
        fileprivate func place(of line: Int) -> Int {
            var (low, high) = (0, list.cells.count - 1)
            while low < high {
                let middle = (low + high + 1) / 2
                if list.starts[middle] <= line { low = middle } else { high = middle - 1 }
            }
            return low
        }
    }
}
