import TextFormatting

/// The norm of each layer's gradient as a bar, with its history below.
package struct GradientChart: Drawable {
    /// The layers in the user's notation, from the first to the last.
    package var layers: [String]
    /// The norm for each layer; 0 for layers without weights.
    package var norms: [Float]

    /// The norms of earlier steps; nil if they are unknown.
    package var history: GradientHistoryChart?

    /// A chart of a network's gradient.
    package init(layers: [String], norms: [Float], history: GradientHistoryChart? = nil) {
        (self.layers, self.norms, self.history) = (layers, norms, history)
    }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        let hasGradient = norms.contains { $0 != 0 }
        let bars = norms.indices.compactMap { index -> BarChart.Bar? in
            // Layers without weights have no gradient.
            guard norms[index] != 0 || !hasGradient else { return nil }
            let name = layers.indices.contains(index) ? layers[index] : "layer"
            let norm = Double(norms[index])
            return .init(
                name: "\(index + 1) \(name)", value: norm, figure: Figures.fixed(norm, 4),
                style: history == nil ? terminalStyle.theme.accent : GradientHistoryChart.style(index + 1, terminalStyle.theme))
        }
        guard let history, area.height >= bars.count + 1 + GradientHistoryChart.leastRows else {
            return BarChart(bars: bars).draw(&canvas, in: area, terminalStyle)
        }
        let (top, below) = area.split(top: bars.count + 1)
        BarChart(bars: bars).draw(&canvas, in: top.inset(bottom: 1), terminalStyle)
        history.draw(&canvas, in: below, terminalStyle)
    }
}
