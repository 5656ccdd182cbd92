import Charts
import Notebook

/// What was searched for, where it stands in the lines that are seen.
extension NotebookScreen {
    /// Columns before the text of a cell.
    private static let margin = 2

    /// What is marked; nil for nothing.
    private var marked: SearchPattern? {
        if let search = model.search { return SearchPattern(search.string) }
        return model.showsMatches ? SearchPattern(model.pattern) : nil
    }

    /// A part of a match in a line of the list: all of it, or what a line's end has divided.
    struct MatchPart {
        var line: Int
        var columns: Range<Int>
    }

    /// The places of a cell at which it stands, from the top: each has one part, or two.
    private func matches(_ pattern: SearchPattern, _ list: CellList, _ place: Int) -> [[MatchPart]] {
        guard let lines = list.range(place) else { return [] }
        // The signs of pictures are not counted, and so not marked.
        let texts = list.cells[place].lines.map { $0.isDrawn ? "" : String($0.text.dropFirst(Self.margin)) }
        var matches = zip(lines, texts).flatMap { line, text in
            pattern.columns(in: text).map { [MatchPart(line: line, columns: $0)] }
        }
        let divided = texts.indices.dropLast().compactMap { row -> [MatchPart]? in
            guard let (end, beginning) = pattern.columns(atEndOf: texts[row], andIn: texts[row + 1]) else { return nil }
            let line = lines.lowerBound + row
            return [MatchPart(line: line, columns: end), MatchPart(line: line + 1, columns: beginning)]
        }
        guard !divided.isEmpty, let view = state.cells.place(of: list.cells[place].cell) else { return matches }
        // Two lines may also be two in the text.
        let missing = pattern.count(in: SearchedTexts.text(of: state.cells[view])) - matches.count
        matches += divided.prefix(max(0, missing))
        return matches.sorted { ($0[0].line, $0[0].columns.lowerBound) < ($1[0].line, $1[0].columns.lowerBound) }
    }

    /// The parts of the place that was gone to, or of the last one before it where it is not seen; nil where it is not in the list.
    func chosenMatch(_ list: CellList) -> [MatchPart]? {
        guard model.search == nil, let match = model.match, let pattern = marked, let place = state.cells.place(of: match.cell) else {
            return nil
        }
        let matches = matches(pattern, list, place)
        return matches.indices.contains(match.index) ? matches[match.index] : matches.last
    }

    /// Marks what was searched for, and more so where one has gone to; without colours too.
    func drawMatches(_ canvas: inout Canvas, _ area: Rectangle, _ list: CellList, _ visible: Range<Int>) {
        guard let pattern = marked else { return }
        let chosen = chosenMatch(list)?.first
        for match in list.places(visible).flatMap({ matches(pattern, list, $0) }) {
            let isChosen = chosen.map { $0.line == match[0].line && $0.columns == match[0].columns } ?? false
            for part in match where visible.contains(part.line) {
                let place = Rectangle(
                    x: area.x + Self.margin + part.columns.lowerBound, y: area.y + part.line - visible.lowerBound,
                    width: part.columns.count, height: 1)
                canvas.restyle(place.intersection(area.inset(right: 1))) { style in
                    var style = style
                    style.foreground = terminalStyle.theme.warning.foreground
                    return isChosen ? Self.standingOut(style) : style.with([.underline, .bold])
                }
            }
        }
    }
}
