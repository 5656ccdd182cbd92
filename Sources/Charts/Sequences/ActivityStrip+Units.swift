/// Which units the lines of a strip are.
extension ActivityStrip {
    /// The unit of a line, from 1, where there are so many lines: of more units than lines some, evenly spread, since a mean over units
    /// would be near 0 always.
    func unit(_ line: Int, of lines: Int) -> Int { place(line, of: lines) * units / max(1, width) + 1 }

    /// Which of the kept units a line is, from 0.
    func place(_ line: Int, of lines: Int) -> Int { line * width / max(1, lines) }

    /// The units that begin in each row, such as `17 25`; empty for a row that goes on with the unit above it, and where there is but one
    /// unit.
    ///
    /// - Parameter perRow: lines in a row.
    func unitLabels(rows: Int, perRow: Int) -> [String] {
        guard units > 1, width > 0 else { return Array(repeating: "", count: max(0, rows)) }
        var last = 0
        return (0..<rows).map { row in
            (row * perRow..<(row + 1) * perRow).compactMap { line in
                let unit = unit(line, of: rows * perRow)
                defer { last = unit }
                return unit == last ? nil : String(unit)
            }.joined(separator: " ")
        }
    }

    /// How many units so many lines show, such as `4 of 64 units`; nil where they show all.
    func unitCount(lines: Int) -> String? {
        let shown = min(lines, width)
        return shown < units ? "\(shown) of \(units) units" : nil
    }

    /// Which units so many lines show, such as `units 1, 17, 33, 49 of 64` or `units 1 to 8`; nil where there is but one.
    func unitList(lines: Int) -> String? {
        guard units > 1 else { return nil }
        guard unitCount(lines: lines) != nil else { return "units 1 to \(units)" }
        let shown = min(lines, width)
        return "units " + (0..<shown).map { String(unit($0, of: shown)) }.joined(separator: ", ") + " of \(units)"
    }
}
