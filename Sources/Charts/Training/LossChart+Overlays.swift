import TextFormatting

extension LossChart {
    /// The training loss of another run, drawn over a chart of losses.
    package struct Overlay: Sendable {
        /// The number of the run, from 1, which determines its colour, or its mark if there are no colours.
        package var number: Int
        /// The name of the run.
        package var name: String
        /// Training losses, from the first step on.
        package var losses: [LossBin]
        /// The completed epochs.
        package var epochs: [EpochFigures]
        /// The number of completed steps.
        package var step: Int

        /// A run's loss.
        package init(number: Int, name: String, losses: [LossBin], epochs: [EpochFigures], step: Int) {
            (self.number, self.name, self.losses, self.epochs, self.step) = (number, name, losses, epochs, step)
        }

        /// The last digit of the number.
        var mark: Character { Character(String(max(0, number) % 10)) }

        /// The colour of a run, the same in all views.
        package static func style(_ number: Int, _ theme: Theme) -> Style { theme.runs[max(0, number - 1) % theme.runs.count] }

        func points(columns: Int, steps: ClosedRange<Double>, smoothing: LossChartSettings.Smoothing) -> [LineChart.Point] {
            let curve = LossCurve(losses, columns: columns, steps: steps, smoothing: smoothing).points
            guard losses.isEmpty else { return curve }
            return epochs.compactMap { $0.trainLoss.isFinite ? .init(x: Double($0.step), y: $0.trainLoss) : nil }
        }

        /// Its entry in the legend, without and with a figure. The leading number marks its curve if there are no colours.
        ///
        /// - Parameters:
        ///   - end: the last visible step; nil for the newest.
        ///   - terminalStyle: the look of the terminal.
        func legend(upTo end: Double?, _ terminalStyle: TerminalStyle) -> [StyledLine] {
            let epoch = epochs.last { Double($0.step) <= end ?? .infinity }
            return legend(epoch?.trainLoss, terminalStyle)
        }

        /// Its entry in the legend with the loss at a step.
        func reading(at step: Double, _ terminalStyle: TerminalStyle) -> [StyledLine] {
            guard losses.isEmpty else { return legend(losses.bin(at: step).map { $0.sum / Double($0.count) }, terminalStyle) }
            return legend(upTo: step, terminalStyle)
        }

        private func legend(_ figure: Double?, _ terminalStyle: TerminalStyle) -> [StyledLine] {
            let (theme, sample) = (terminalStyle.theme, terminalStyle.symbols.sample)
            let style = Self.style(number, theme)
            var short = StyledLine(terminalStyle.depth == .none ? "" : String(sample.prefix(1)) + " ", style)
            short.append("\(number)", terminalStyle.depth == .none ? style : theme.muted)
            short.append(" \(name)", theme.muted)
            var long = StyledLine(sample + " ", style)
            // A name such as `tries 2 of 6` would run into the figure.
            long.append("\(number) \(name)\(name.contains(" ") ? ":" : "") ", theme.muted)
            long.append(figure.map(Figures.loss) ?? "", style)
            return [short, long]
        }
    }

    /// The curves of the overlays, marked with their numbers if there are no colours.
    func series(columns: Int, steps: ClosedRange<Double>, _ terminalStyle: TerminalStyle) -> [LineChart.Series] {
        overlays.map { overlay in
            LineChart.Series(
                points: overlay.points(columns: columns, steps: steps, smoothing: settings.smoothing),
                style: Overlay.style(overlay.number, terminalStyle.theme), plain: overlay.mark,
                mark: terminalStyle.depth == .none ? overlay.mark : nil)
        }
    }
}
