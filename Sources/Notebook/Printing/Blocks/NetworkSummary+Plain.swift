import Recurrent

extension NetworkSummary {
    /// A table: layer, output shape, parameters; the total last.
    var plain: String {
        var table = TextTable(alignments: [.left, .left, .right], rows: [["layer", "output", "parameters"]])
        for row in rows {
            table.rows.append([row.layer, row.shapeText, row.parameters.plain])
        }
        table.rows.append(["total", "", parameters.plain])
        return table.text
    }
}

extension NetworkSummary.Row {
    /// The shape of the output, such as `[batch, time, 200]`.
    var shapeText: String {
        let width = width.map(String.init) ?? "features"
        return keepsTime ? "[batch, time, \(width)]" : "[batch, \(width)]"
    }
}

extension LinearCount {
    /// `121,200`, or `600·features + 121,200` where the width of the input is open.
    var plain: String {
        guard perFeature != 0 else { return Figures.grouped(constant) }
        return Figures.grouped(perFeature) + "·features" + (constant == 0 ? "" : " + " + Figures.grouped(constant))
    }
}
