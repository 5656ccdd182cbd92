/// A table read back from its lines, so that it can be laid out for a narrower screen: the outputs kept in a file are plain text.
///
/// Columns are separated by at least two blank columns in every line. Lines without such a gap, such as one that stands for omitted rows, are
/// kept as they are.
public struct PlainTable: Sendable {
    enum Row: Sendable {
        case cells([String])
        case line(String)
    }

    /// The first has the titles.
    let rows: [Row]
    /// Whether the cells are aligned to the right, as numbers are: those are never broken.
    let isRight: [Bool]

    /// The table in these lines; nil if there is none that has a column of numbers.
    ///
    /// - Complexity: linear in the text.
    public init?(_ lines: some Collection<String>) {
        guard lines.count > 1, !lines.contains(where: { $0.unicodeScalars.contains(where: Self.isDrawn) }) else { return nil }
        let grids = lines.map { Self.isRow($0) ? Self.grid($0) : [] }
        guard let first = grids.first, !first.isEmpty else { return nil }
        let columns = Self.columns(of: grids)
        guard columns.count > 1 else { return nil }
        rows = zip(lines, grids).map { line, grid in
            grid.isEmpty ? .line(line) : .cells(columns.map { Self.text(grid, $0) })
        }
        isRight = columns.map { Self.isRight($0, grids) }
        guard zip(isRight, columns).contains(where: { $0 && Self.hasFigures($1, grids) }) else { return nil }
    }

    /// Whether a line has at least two cells with a gap between them.
    public static func isRow(_ line: String) -> Bool {
        var (hasText, blanks) = (false, 0)
        for byte in line.utf8 {
            if byte == UInt8(ascii: " ") {
                blanks += 1
            } else {
                if hasText, blanks > 1 { return true }
                (hasText, blanks) = (true, 0)
            }
        }
        return false
    }

    /// The line, block and dot characters of pictures.
    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        (0x2500...0x259F).contains(scalar.value) || (0x2800...0x28FF).contains(scalar.value)
    }

    /// The character in each column of the terminal; an empty one in the second column of a wide character.
    private static func grid(_ line: String) -> [String] {
        var grid: [String] = []
        for character in line {
            let width = DisplayWidth.of(character)
            if width == 0, !grid.isEmpty { grid[grid.count - 1].append(character) }
            for place in 0..<width { grid.append(place == 0 ? String(character) : "") }
        }
        return grid
    }

    private static func columns(of grids: [[String]]) -> [Range<Int>] {
        var isTaken = Array(repeating: false, count: grids.map(\.count).max() ?? 0)
        for grid in grids { for (place, text) in grid.enumerated() where text != " " { isTaken[place] = true } }
        var columns: [Range<Int>] = []
        for place in isTaken.indices where isTaken[place] {
            if let last = columns.last, place - last.upperBound < 2 {
                columns[columns.count - 1] = last.lowerBound..<place + 1
            } else {
                columns.append(place..<place + 1)
            }
        }
        return columns
    }

    private static func text(_ grid: [String], _ column: Range<Int>) -> String {
        var text = grid[column.clamped(to: 0..<grid.count)].joined(separator: "").drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// Whether all cells end at the end of the column; if all of them start together as well, whether they are figures.
    private static func isRight(_ column: Range<Int>, _ grids: [[String]]) -> Bool {
        let cells = grids.map { $0[column.clamped(to: 0..<$0.count)] }.filter { $0.contains { $0 != " " } }
        guard cells.allSatisfy({ $0.endIndex == column.upperBound && $0.last != " " }) else { return false }
        let areFigures = cells.dropFirst().allSatisfy { cell in cell.first { $0 != " " }.map { "0123456789-+.in".contains($0) } ?? true }
        return areFigures || cells.contains { $0.first == " " }
    }

    private static func hasFigures(_ column: Range<Int>, _ grids: [[String]]) -> Bool {
        grids.dropFirst().contains { grid in
            grid[column.clamped(to: 0..<grid.count)].contains { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
        }
    }
}
