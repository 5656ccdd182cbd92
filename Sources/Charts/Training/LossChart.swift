import TextFormatting

/// The training and test loss over the steps.
package struct LossChart: Drawable {
    /// A step at which a setting was changed.
    package struct Mark: Sendable, Equatable {
        /// The step, from 0.
        package var step: Int
        /// The change, in a word or two.
        package var label: String

        /// A mark at a step.
        package init(step: Int, label: String) {
            self.step = step
            self.label = label
        }
    }

    /// Training losses, from the first step on.
    package var losses: [LossBin]
    /// The completed epochs.
    package var epochs: [EpochFigures]
    /// The number of completed steps.
    package var step: Int
    /// The planned number of steps; nil if unknown.
    package var plannedSteps: Int?
    /// Whether the run has ended.
    package var isOver: Bool
    /// Changes made during training.
    package var marks: [Mark]
    /// The name of the data that each epoch was evaluated on, in a word.
    package var checkedOn: String
    /// The view settings.
    package var settings = LossChartSettings()
    /// Other runs for comparison.
    package var overlays: [Overlay] = []
    /// The title in the legend.
    package var heading = "loss"

    /// A chart of these losses.
    package init(
        losses: [LossBin], epochs: [EpochFigures], step: Int, plannedSteps: Int?, isOver: Bool, checkedOn: String = "test",
        marks: [Mark] = []
    ) {
        self.losses = losses
        self.epochs = epochs
        self.step = step
        self.plannedSteps = plannedSteps
        self.isOver = isOver
        self.marks = marks
        self.checkedOn = checkedOn
    }

    /// The steps that the chart can show.
    package var charted: ChartedSteps {
        let other = overlays.map(\.step).max() ?? 0
        return ChartedSteps(done: 0...Double(max(1, step, other)), fit: max(horizon, Double(other)), planned: plannedSteps)
    }

    /// The completed steps, of this run or of one that is overlaid.
    package var done: ClosedRange<Double> { charted.done }

    /// The visible steps; nil for all.
    var window: ClosedRange<Double>? { settings.window(of: done) }

    /// The end of the axis if it was zoomed out past all steps; nil otherwise.
    var reach: Double? { settings.reach(of: charted) }

    /// The selected step; nil for none.
    var cursor: Double? { settings.cursor(of: done) }

    /// The visible range of steps.
    private var steps: ClosedRange<Double> { window ?? 0...(reach ?? charted.fit) }

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let curve = LossCurve(losses, columns: area.width * 2, steps: steps, smoothing: settings.smoothing)
        let legend = legend(curve, area, terminalStyle)
        let lines = legend.lines
        for (row, line) in lines.enumerated() {
            canvas.write(line.fitted(area.width, terminalStyle), x: area.x, y: area.y + row, within: area)
        }
        let plot = area.inset(top: lines.count)
        guard !curve.points.isEmpty || !tests.isEmpty || !means.isEmpty else {
            let row = plot.inset(top: plot.height / 2)
            canvas.write(losses.isEmpty ? "no loss yet" : "no finite loss", in: row, terminalStyle.theme.muted, terminalStyle)
            return
        }
        var chart = chart(curve, columns: area.width, terminalStyle)
        // The best epoch is marked only if the legend names the mark, and the axis names the scale if the legend does not.
        if !legend.namesBest { chart.highlight = nil }
        if legend.namesScale { chart.scaleName = "" }
        // Single steps are drawn only if the legend says that the curve is smoothed.
        if curve.smoothing == 1 || !legend.namesSmoothing { chart.band = [] }
        chart.draw(&canvas, in: plot, terminalStyle)
    }

    /// The step drawn at a position on the screen; nil outside of the plot, or if there are no curves.
    package func step(x: Int, y: Int, in area: Rectangle, _ terminalStyle: TerminalStyle) -> Double? {
        let curve = LossCurve(losses, columns: area.width * 2, steps: steps, smoothing: settings.smoothing)
        guard !curve.points.isEmpty || !tests.isEmpty || !means.isEmpty else { return nil }
        let body = area.inset(top: legend(curve, area, terminalStyle).lines.count)
        let plot = chart(curve, columns: area.width, terminalStyle).plot(in: body)
        guard plot.contains(x: x, y: y), plot.width > 1 else { return nil }
        return steps.lowerBound + Double(x - plot.x) / Double(plot.width - 1) * (steps.upperBound - steps.lowerBound)
    }

    private func chart(_ curve: LossCurve, columns: Int, _ terminalStyle: TerminalStyle) -> LineChart {
        let others = series(columns: columns * 2, steps: steps, terminalStyle)
        let theme = terminalStyle.theme
        // The training curve is drawn over the test curve, and the test marks over both, so that either is visible where they coincide.
        var chart = LineChart(
            x: Axis(steps.lowerBound, steps.upperBound), y: verticalAxis(curve, others.flatMap { $0.points.map(\.y) }),
            series: others + [
                .init(points: tests, style: theme.test, plain: "o", mark: terminalStyle.symbols.point),
                .init(points: losses.isEmpty ? means : curve.points, style: theme.train, plain: "*"),
            ])
        // Each range is that of the steps up to the next point.
        (chart.band, chart.interpolatesBand) = (curve.band, false)
        chart.unit = "step"
        chart.scaleName = isLogarithmic(curve) ? "log" : "lin"
        chart.divisions = ends(columns: columns)
        chart.marks = marks.suffix(12).map { .init(x: Double($0.step), label: $0.label, style: theme.warning) }
        if reach != nil, let plannedSteps, plannedSteps > step {
            chart.marks.append(.init(x: Double(plannedSteps), label: "planned end", style: theme.muted))
        }
        if let cursor { chart.cursor = (cursor, Style(theme.cursorLine)) }
        if let best, tests.count > 1 { chart.highlight = (.init(x: Double(best.step), y: best.loss), theme.test.with(.bold)) }
        return chart
    }

    /// The epoch whose losses the legend shows, as tables do: the last one within the visible steps.
    var namedEpoch: EpochFigures? {
        guard let window else { return epochs.last }
        return epochs.last { Double($0.step) <= window.upperBound }
    }

    /// The mean training loss of each epoch, for runs without the losses of single steps.
    private var means: [LineChart.Point] {
        epochs.compactMap { $0.trainLoss.isFinite ? .init(x: Double($0.step), y: $0.trainLoss) : nil }
    }

    var tests: [LineChart.Point] {
        epochs.compactMap { epoch in
            epoch.testLoss.flatMap { $0.isFinite ? .init(x: Double(epoch.step), y: $0) : nil }
        }
    }

    /// The epoch with the lowest test loss; nil if there was no test.
    package var best: (epoch: Int, step: Int, loss: Double)? {
        var best: (epoch: Int, step: Int, loss: Double)?
        for epoch in epochs {
            guard let loss = epoch.testLoss, loss.isFinite, loss < best?.loss ?? .infinity else { continue }
            best = (epoch.epoch, epoch.step, loss)
        }
        return best
    }

    /// The end of the step axis: the last step of a run that has ended; otherwise slightly beyond the current step, so that the scale does
    /// not change constantly.
    private var horizon: Double {
        let step = max(1, step)
        if isOver { return Double(step) }
        var limit = 10
        while limit < step, limit < Int.max / 20 {
            limit = [12, 15, 20, 25, 30, 40, 50, 60, 80, 100].map { limit / 10 * $0 }.first { $0 >= step } ?? limit * 10
        }
        guard let plannedSteps, plannedSteps >= step else { return Double(max(limit, step)) }
        return Double(min(limit, plannedSteps))
    }

    /// The least number of columns between two marked epoch ends.
    private static let columnsPerEpoch = 5

    /// The ends of the visible epochs: of all of them, or of every second, fifth, tenth and so on if there is not enough room.
    private func ends(columns: Int) -> [Double] {
        let seen = epochs.filter { steps.contains(Double($0.step)) }
        var every = 1
        while seen.count / every * Self.columnsPerEpoch > max(columns, Self.columnsPerEpoch) {
            every = String(every).hasPrefix("2") ? every / 2 * 5 : every * 2
        }
        return seen.filter { $0.epoch.isMultiple(of: every) }.map { Double($0.step) }
    }

    /// Whether the loss axis is logarithmic: if requested, and all visible losses are positive.
    func isLogarithmic(_ curve: LossCurve) -> Bool {
        settings.scale == .logarithmic && seen(curve).allSatisfy { $0 > 0 }
    }

    /// The visible losses.
    private func seen(_ curve: LossCurve) -> [Double] {
        (losses.isEmpty ? means : curve.points).map(\.y) + tests.filter { steps.contains($0.x) }.map(\.y)
    }

    private func verticalAxis(_ curve: LossCurve, _ others: [Double]) -> Axis {
        let losses = seen(curve) + others
        guard let least = losses.min(), let greatest = losses.max() else { return Axis(0, 1) }
        if isLogarithmic(curve), least > 0 { return Axis(least, greatest, isLogarithmic: true) }
        // A part of the steps is looked at for its differences, so its axis does not start at 0.
        return Axis(window == nil && least >= 0 && least < greatest / 2 ? 0 : least, greatest)
    }
}
