import TextFormatting

extension LossChart {
    /// The training loss of another run, drawn over a chart of losses.
    package struct Overlay: Sendable {
        /// The number of the run, from 1, which determines its colour and its mark where there are no colours.
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

        /// The run's colour, the same wherever it is drawn.
        package static func style(_ number: Int, _ theme: Theme) -> Style { theme.runs[max(0, number - 1) % theme.runs.count] }

        func points(columns: Int, steps: ClosedRange<Double>, smoothing: LossChartSettings.Smoothing) -> [LineChart.Point] {
            let curve = LossCurve(losses, columns: columns, steps: steps, smoothing: smoothing).points
            guard losses.isEmpty else { return curve }
            return epochs.compactMap { $0.trainLoss.isFinite ? .init(x: Double($0.step), y: $0.trainLoss) : nil }
        }

        /// Its entry in the legend, without a figure and with one. The number in front is what marks its curve where there are no colours.
        ///
        /// - Parameter end: the last step that is seen; nil for the newest.
        func legend(upTo end: Double?, _ terminalStyle: TerminalStyle) -> [StyledLine] {
            let epoch = epochs.last { Double($0.step) <= end ?? .infinity }
            return legend(epoch?.trainLoss, terminalStyle)
        }

        /// Its entry where a step is read.
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
            long.append("\(number) \(name) ", theme.muted)
            long.append(figure.map(Figures.loss) ?? "", style)
            return [short, long]
        }
    }

    /// Their curves; where there are no colours, their numbers stand on them.
    func series(columns: Int, steps: ClosedRange<Double>, _ terminalStyle: TerminalStyle) -> [LineChart.Series] {
        overlays.map { overlay in
            LineChart.Series(
                points: overlay.points(columns: columns, steps: steps, smoothing: settings.smoothing),
                style: Overlay.style(overlay.number, terminalStyle.theme), plain: overlay.mark,
                mark: terminalStyle.depth == .none ? overlay.mark : nil)
        }
    }
}
