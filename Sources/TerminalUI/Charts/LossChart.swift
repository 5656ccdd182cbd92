import Notebook
import Recurrent
import TextFormatting

/// The loss in training and in testing over the steps of a run.
struct LossChart: Widget {
    var snapshot: TrainingSnapshot
    /// What was changed while the run trained.
    var changes: [RecordedChange] = []

    /// Where the greatest loss is more than this many times the least, the axis counts in powers.
    private static let logarithmicFrom = 20.0

    func draw(_ buffer: inout ScreenBuffer, in area: Rectangle, _ terminalStyle: TerminalStyle) {
        guard !area.isEmpty else { return }
        let curve = LossCurve(snapshot.losses, columns: area.width * 2, greatest: horizon)
        let (legend, plot) = area.split(top: area.height >= 3 ? 1 : 0)
        drawLegend(&buffer, legend, curve, terminalStyle)
        guard !curve.points.isEmpty || !tests.isEmpty else {
            let row = plot.inset(top: plot.height / 2)
            buffer.write(snapshot.losses.bins.isEmpty ? "no loss yet" : "no finite loss", in: row, terminalStyle.theme.muted, terminalStyle)
            return
        }
        chart(curve, terminalStyle).draw(&buffer, in: plot, terminalStyle)
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
        chart.marks = changes.suffix(12).compactMap { change in
            guard case .learningRate(let rate) = change.change else { return nil }
            return .init(x: Double(change.step), label: "rate \(rate)", style: terminalStyle.theme.warning)
        }
        if let best, tests.count > 1 { chart.highlight = (.init(x: Double(best.step), y: best.loss), terminalStyle.theme.test.with(.bold)) }
        return chart
    }

    private func drawLegend(_ buffer: inout ScreenBuffer, _ area: Rectangle, _ curve: LossCurve, _ terminalStyle: TerminalStyle) {
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
            line.append("test ", isWide ? theme.muted : theme.test)
            line.append(Self.text(last.y), theme.test.with(.bold))
        }
        if let best, tests.count > 1, area.width >= 58 {
            line.append("  \(terminalStyle.symbols.dot) ", theme.test)
            line.append("best ", theme.muted)
            line.append(Self.text(best.loss), theme.test)
            line.append(" epoch \(best.epoch)", theme.muted)
        }
        buffer.write(line, x: area.x, y: area.y, within: area)
    }

    static func text(_ loss: Double) -> String {
        loss.isFinite && loss.magnitude < 1e5 ? Figures.fixed(loss, loss.magnitude < 100 ? 4 : 1) : "\(loss)"
    }

    private var tests: [LineChart.Point] {
        snapshot.history.compactMap { epoch in
            epoch.test.flatMap { $0.loss.isFinite ? .init(x: Double(epoch.step), y: $0.loss) : nil }
        }
    }

    private var best: (epoch: Int, step: Int, loss: Double)? {
        var best: (epoch: Int, step: Int, loss: Double)?
        for epoch in snapshot.history {
            guard let loss = epoch.test?.loss, loss.isFinite, loss < best?.loss ?? .infinity else { continue }
            best = (epoch.epoch, epoch.step, loss)
        }
        return best
    }

    /// Where the axis of steps ends: at the last step of a run that has ended; before, a little further on than the run is, so that
    /// the picture does not change its scale all the time.
    private var horizon: Double {
        let step = max(1, snapshot.step)
        if snapshot.phase.isEnd { return Double(step) }
        let planned = snapshot.epochs.multipliedReportingOverflow(by: snapshot.stepsPerEpoch)
        var limit = 10
        while limit < step, limit < Int.max / 20 {
            limit = [12, 15, 20, 25, 30, 40, 50, 60, 80, 100].map { limit / 10 * $0 }.first { $0 >= step } ?? limit * 10
        }
        return Double(planned.overflow || planned.partialValue < step ? max(limit, step) : min(limit, planned.partialValue))
    }

    /// The ends of epochs, as many as can be told apart.
    private var divisions: [Double] {
        let ends = snapshot.history.map { Double($0.step) }
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
