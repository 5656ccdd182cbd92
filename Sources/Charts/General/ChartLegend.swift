/// What stands above a chart: entries, each in forms of different length, of which those are taken that there is room for.
struct ChartLegend {
    /// From left to right; of each its forms, the shortest first.
    var entries: [[StyledLine]] = []
    /// Entries and their forms in the order in which they are wished for: what has no room beside the ones before it is left out, or keeps
    /// its shorter form.
    var wishes: [(entry: Int, form: Int)] = []

    /// Columns between two entries.
    private static let gap = 2

    /// Most lines that a legend takes of a chart's area, where the chart is to have five rows at least.
    static func rows(above area: Rectangle) -> Int { area.height < 10 ? min(1, area.height / 3) : min(4, area.height - 5) }

    /// Adds an entry at the end of the line.
    ///
    /// - Returns: its place, for wishes.
    mutating func add(_ forms: [StyledLine]) -> Int {
        entries.append(forms)
        return entries.count - 1
    }

    /// Wishes for an entry's form, after all that was wished for before.
    mutating func wish(_ entry: Int, form: Int = 0) {
        if entries.indices.contains(entry), entries[entry].indices.contains(form) { wishes.append((entry, form)) }
    }

    /// The lines, and in which of its forms each entry stands in them; nil for one that does not.
    ///
    /// - Parameters:
    ///   - rows: most lines.
    ///   - indent: of the lines after the first.
    func laidOut(width: Int, rows: Int, indent: Int) -> (lines: [StyledLine], forms: [Int?]) {
        var forms: [Int?] = Array(repeating: nil, count: entries.count)
        var lines: [StyledLine] = []
        for wish in wishes {
            let before = forms[wish.entry]
            guard before ?? -1 < wish.form else { continue }
            forms[wish.entry] = wish.form
            if let fitting = flow(forms, width, rows, indent) { lines = fitting } else { forms[wish.entry] = before }
        }
        return (lines, forms)
    }

    /// The entries in these forms one after another; nil where there is no room for them.
    private func flow(_ forms: [Int?], _ width: Int, _ rows: Int, _ indent: Int) -> [StyledLine]? {
        var lines: [StyledLine] = []
        for (entry, form) in zip(entries, forms) {
            guard let form else { continue }
            let text = entry[form]
            if let last = lines.last, last.width + Self.gap + text.width <= width {
                lines[lines.count - 1].append(String(repeating: " ", count: Self.gap))
                lines[lines.count - 1].spans += text.spans
            } else {
                let indent = lines.isEmpty ? 0 : indent
                guard lines.count < rows, indent + text.width <= width else { return nil }
                lines.append(StyledLine(StyledLine(String(repeating: " ", count: indent)).spans + text.spans))
            }
        }
        return lines
    }
}
