/// The legend above a chart: entries with several forms of different length, of which those that fit are shown.
struct ChartLegend {
    /// The forms of each entry, the shortest first, from left to right.
    var entries: [[StyledLine]] = []
    /// Entries with a desired form, in order of priority: an entry that does not fit beside those before it is left out, or keeps a shorter
    /// form.
    var wishes: [(entry: Int, form: Int)] = []

    /// The number of columns between two entries.
    private static let gap = 2

    /// The greatest number of lines of a legend, so that the chart keeps at least five rows.
    static func rows(above area: Rectangle) -> Int { area.height < 10 ? min(1, area.height / 3) : min(4, area.height - 5) }

    /// Adds an entry at the end of the line.
    ///
    /// - Returns: the index of the entry, for `wish`.
    mutating func add(_ forms: [StyledLine]) -> Int {
        entries.append(forms)
        return entries.count - 1
    }

    /// Requests a form of an entry, with lower priority than all earlier requests.
    mutating func wish(_ entry: Int, form: Int = 0) {
        if entries.indices.contains(entry), entries[entry].indices.contains(form) { wishes.append((entry, form)) }
    }

    /// The lines, and the form in which each entry is shown; nil for an entry that is left out.
    ///
    /// - Parameters:
    ///   - rows: the greatest number of lines.
    ///   - indent: the indentation of the lines after the first.
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

    /// The entries in these forms, one after another; nil if they do not fit.
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
