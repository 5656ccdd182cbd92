import TextFormatting

/// The loss in training and in testing over the steps.
package struct LossChart: Drawable {
    /// A step at which something was changed.
    package struct Mark: Sendable, Equatable {
        /// From 0.
        package var step: Int
        /// What was changed, in a word or two.
        package var label: String

        /// A mark at a step.
        package init(step: Int, label: String) {
            self.step = step
            self.label = label
        }
    }

    /// Losses in training, from the first step on.
    package var losses: [LossBin]
    /// Epochs that have ended.
    package var epochs: [EpochFigures]
    /// Steps done.
    package var step: Int
    /// Steps there will be; nil where that is not known.
    package var plannedSteps: Int?
    /// Whether no more steps come.
    package var isOver: Bool
    /// What was changed in training.
    package var marks: [Mark]
    /// What each epoch was checked on, in a word.
    package var checkedOn: String

    /// A chart of these.
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

    /// Where the greatest loss is more than this many times the least, the axis counts in powers.
    private static let logarithmicFrom = 20.0

    package func draw(_ canvas: inout Canvas, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let curve = LossCurve(losses, columns: area.width * 2, greatest: horizon)
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        drawLegend(&canvas, legend, curve, terminalStyle)
        guard !curve.points.isEmpty || !tests.isEmpty else {
            let row = plot.inset(top: plot.height / 2)
            canvas.write(losses.isEmpty ? "no loss yet" : "no finite loss", in: row, terminalStyle.theme.muted, terminalStyle)
            return
        }
        chart(curve, terminalStyle).draw(&canvas, in: plot, terminalStyle)
    }

    private func chart(_ curve: LossCurve, _ terminalStyle: TerminalStyle) -> LineChart {
        var chart = LineChart(
            x: Axis(0, horizon), y: verticalAxis(curve),
            series: [
                .init(points: curve.points, style: terminalStyle.theme.train, plain: "*"),
                .init(points: tests, style: terminalStyle.theme.test, plain: "o", marksPoints: true),
            ])
        chart.band = curve.band
        chart.unit = "step"
        chart.divisions = divisions
        chart.marks = marks.suffix(12).map { .init(x: Double($0.step), label: $0.label, style: terminalStyle.theme.warning) }
        if let best, tests.count > 1 { chart.highlight = (.init(x: Double(best.step), y: best.loss), terminalStyle.theme.test.with(.bold)) }
        return chart
    }

    private func drawLegend(_ canvas: inout Canvas, _ area: Rectangle, _ curve: LossCurve, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let theme = terminalStyle.theme
        let isWide = area.width >= 44
        var line = StyledLine("loss  ", theme.heading)
        if let last = curve.points.last {
            if isWide { line.append(terminalStyle.symbols.sample + " ", theme.train) }
            line.append("train ", isWide ? theme.muted : theme.train)
            line.append(Self.text(last.y), theme.train.with(.bold))
            if curve.smoothing > 1, area.width >= 66 { line.append(" (mean of \(Figures.grouped(curve.smoothing)) steps)", theme.muted) }
        }
        if let last = tests.last {
            line.append(isWide ? "  " + terminalStyle.symbols.sample + " " : "  ", theme.test)
            line.append(checkedOn + " ", isWide ? theme.muted : theme.test)
            line.append(Self.text(last.y), theme.test.with(.bold))
        }
        if let best, tests.count > 1, area.width >= 58 {
            line.append("  \(terminalStyle.symbols.dot) ", theme.test)
            line.append("best ", theme.muted)
            line.append(Self.text(best.loss), theme.test)
            line.append(" epoch \(best.epoch)", theme.muted)
        }
        canvas.write(line, x: area.x, y: area.y, within: area)
    }

    static func text(_ loss: Double) -> String {
        loss.isFinite && loss.magnitude < 1e5 ? Figures.fixed(loss, loss.magnitude < 100 ? 4 : 1) : "\(loss)"
    }

    private var tests: [LineChart.Point] {
        epochs.compactMap { epoch in
            epoch.testLoss.flatMap { $0.isFinite ? .init(x: Double(epoch.step), y: $0) : nil }
        }
    }

    private var best: (epoch: Int, step: Int, loss: Double)? {
        var best: (epoch: Int, step: Int, loss: Double)?
        for epoch in epochs {
            guard let loss = epoch.testLoss, loss.isFinite, loss < best?.loss ?? .infinity else { continue }
            best = (epoch.epoch, epoch.step, loss)
        }
        return best
    }

    /// Where the axis of steps ends: at the last step of a run that has ended; before, a little further on than the run is, so that
    /// the picture does not change its scale all the time.
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

    /// The ends of epochs, as many as can be told apart.
    private var divisions: [Double] {
        let ends = epochs.map { Double($0.step) }
        let every = max(1, ends.count / 20)
        return stride(from: every - 1, to: ends.count, by: every).map { ends[$0] }
    }

    private func verticalAxis(_ curve: LossCurve) -> Axis {
        let losses = curve.points.map(\.y) + tests.map(\.y)
        guard let least = losses.min(), let greatest = losses.max() else { return Axis(0, 1) }
        if least > 0, greatest / least > Self.logarithmicFrom { return Axis(least, greatest, isLogarithmic: true) }
        return Axis(least >= 0 && least < greatest / 2 ? 0 : least, greatest)
    }
}
