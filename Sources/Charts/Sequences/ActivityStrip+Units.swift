/// The units that the lines of a strip show.
extension ActivityStrip {
    /// The number of a line's unit, from 1. If there are more units than lines, some are shown, evenly spaced, since
    /// means over units would always be near 0.
    func unit(_ line: Int, of lines: Int) -> Int { place(line, of: lines) * units / max(1, width) + 1 }

    /// The index of a line's unit among those kept, from 0.
    func place(_ line: Int, of lines: Int) -> Int { line * width / max(1, lines) }

    /// The units that begin in each row, such as `17 25`; empty for a row that continues the unit above it, and if
    /// there is only one unit.
    ///
    /// - Parameter perRow: the number of lines in a row.
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

    /// The number of units that this many lines show, such as `4 of 64 units`; nil if they show all.
    func unitCount(lines: Int) -> String? {
        let shown = min(lines, width)
        return shown < units ? "\(shown) of \(units) units" : nil
    }

    /// The units that this many lines show, such as `units 1, 17, 33, 49 of 64` or `units 1 to 8`; nil if there is only
    /// one.
    func unitList(lines: Int) -> String? {
        guard units > 1 else { return nil }
        guard unitCount(lines: lines) != nil else { return "units 1 to \(units)" }
        let shown = min(lines, width)
        return "units " + (0..<shown).map { String(unit($0, of: shown)) }.joined(separator: ", ") + " of \(units)"
    }
}
