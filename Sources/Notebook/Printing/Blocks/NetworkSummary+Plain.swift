import Recurrent
import TextFormatting

extension NetworkSummary {
    /// A table: layer, output shape, parameters; the total last.
    var plain: String { table(isShort: false).text }

    /// The same, with shapes of one sequence where the whole is wider than `width`.
    public func plain(width: Int) -> String {
        let whole = table(isShort: false)
        return whole.lines.allSatisfy { DisplayWidth.of($0) <= width } ? whole.text : table(isShort: true).text
    }

    private func table(isShort: Bool) -> TextTable {
        var table = TextTable(alignments: [.left, .left, .right], rows: [["layer", "output", "parameters"]])
        for row in rows {
            table.rows.append([row.layer.written, isShort ? row.shapeOfOne : row.shapeText, row.parameters.plain])
        }
        table.rows.append(["total", "", parameters.plain])
        return table
    }
}

extension NetworkSummary.Row {
    /// The shape of the output, such as `[batch, time, 200]`.
    var shapeText: String { "[batch, " + shapeOfOne.dropFirst() }

    /// The shape of one sequence's output, such as `[time, 200]`.
    var shapeOfOne: String {
        let width = width.map(String.init) ?? "features"
        return returnsSequences ? "[time, \(width)]" : "[\(width)]"
    }
}

extension LinearCount {
    /// `121,200`, or `600·features + 121,200` where the width of the input is open.
    var plain: String {
        guard perFeature != 0 else { return Figures.grouped(constant) }
        let squares = perSquare == 0 ? "" : (perSquare == 1 ? "" : Figures.grouped(perSquare) + "·") + "features² + "
        return squares + Figures.grouped(perFeature) + "·features" + (constant == 0 ? "" : " + " + Figures.grouped(constant))
    }
}
