@testable import Charts

/// Sequences, predictions and runs for tests, from simple formulas.
enum Samples {
    /// Three runs of up to eight epochs.
    static let runs = [(8, 0.3), (8, 0.1), (4, 0.8)].map { epochs, floor in
        RunCurvesChart.Curve((1...epochs).map { (epoch: $0, figure: 2 / Double($0) + floor) })
    }

    static func canvas(_ chart: some Drawable, _ width: Int, _ height: Int, _ terminalStyle: TerminalStyle = TerminalStyle()) -> Canvas {
        var canvas = Canvas(width: width, height: height)
        chart.draw(&canvas, in: canvas.area, terminalStyle)
        return canvas
    }

    /// A canvas with these lines.
    static func canvas(_ lines: [StyledLine]) -> Canvas {
        var canvas = Canvas(width: lines.map(\.width).max() ?? 0, height: lines.count)
        for (y, line) in lines.enumerated() { canvas.write(line, x: 0, y: y) }
        return canvas
    }

    /// An image of `steps` rows: a stroke slanted according to its class.
    static func image(_ kind: Int, classes: Int = 10, steps: Int = 28, width: Int = 28) -> SequencePicture {
        var values: [Float] = []
        for step in 0..<steps {
            for column in 0..<width {
                let place = Float(width) / 2 + (Float(kind) - Float(classes) / 2) * (Float(step) / Float(steps) - 0.5)
                values.append(max(0, 1 - abs(Float(column) - place) / 3))
            }
        }
        return SequencePicture(
            name: "images[\(kind)]", steps: steps, input: .imageRows(values[...], width: width), truth: .sequenceClass(kind),
            classNames: (0..<classes).map(String.init))
    }

    /// Channels whose steps are months.
    static func dated() -> SequencePicture { dated(channels()) }

    static func datedImage(_ kind: Int) -> SequencePicture { dated(image(kind)) }

    private static func dated(_ picture: SequencePicture) -> SequencePicture {
        var picture = picture
        picture.time = { "\(1949 + $0 / 12)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)" }
        return picture
    }

    /// An image with some of four labels.
    static func labelled(_ labels: Set<Int>) -> SequencePicture {
        var picture = image(3)
        (picture.truth, picture.classNames) = (.sequenceLabels(labels), ["sad", "slow", "glad", "loud"])
        return picture
    }

    /// Words of small pictures, one letter per step.
    static func glyphs(steps: Int = 6) -> SequencePicture {
        let (width, height) = (6, 8)
        let values = (0..<steps * width * height).map { index in
            let (step, row, column) = (index / (width * height), index / width % height, index % width)
            return (row + column + step) % 4 == 0 ? Float(1) : 0.2
        }
        return SequencePicture(
            name: "words[0]", steps: steps, input: .glyphs(values[...], width: width, height: height),
            truth: .stepClasses((0..<steps).map { Int32($0 % 3) }[...]), classNames: ["a", "b", "c"])
    }

    /// Two oscillating channels, with the next value of the first as the truth.
    static func channels(steps: Int = 40) -> SequencePicture {
        func swing(_ step: Int, _ period: Int) -> Float { abs(Float(step % period) / Float(period) - 0.5) * 4 - 1 }
        return SequencePicture(
            name: "waves[0]", steps: steps,
            input: .channels((0..<steps).flatMap { [swing($0, 10), swing($0, 16)] }[...], width: 2),
            truth: .stepValues((0..<steps).map { swing($0 + 1, 10) }[...], width: 1), classNames: [])
    }

    static func text() -> SequencePicture {
        let vocabulary = [" ", "a", "b", "e", "l", "\n"]
        let ids: [Int32] = [1, 2, 3, 4, 0, 4, 1, 2, 3, 4, 5, 2, 1, 4, 4, 0, 1, 4, 4]
        return SequencePicture(
            name: "text[0]", steps: ids.count, input: .symbols(ids[...], vocabulary: vocabulary), truth: .nextSymbol, classNames: vocabulary
        )
    }

    /// Equal probabilities at first, then more and more certain of `kind(step)`.
    static func outputs(steps: Int, width: Int, kind: (Int) -> Int) -> StepwiseOutputs {
        var values: [Float] = []
        for step in 0..<steps {
            let sure = Float(step + 1) / Float(steps)
            for other in 0..<width { values.append(other == kind(step) ? sure : (1 - sure) / Float(max(1, width - 1))) }
        }
        return StepwiseOutputs(values: values, steps: steps, width: width)
    }

    /// Two layers, each of whose units oscillates at its own frequency.
    static func strips(steps: Int) -> [ActivityStrip] {
        ["gru(90)", "gru(8)"].flatMap { layer in
            ["state", "update gate", "reset gate"].map { part in
                let width = layer == "gru(8)" ? 8 : 64
                let values = (0..<steps * width).map { index in
                    let swing = Float((index / width * (index % width + 1)) % 17) / 16
                    return part == "state" ? 2 * swing - 1 : swing
                }
                return ActivityStrip(
                    layer: layer, part: part, isState: part == "state", units: layer == "gru(8)" ? 8 : 90, width: width, values: values)
            }
        }
    }

    /// The steps of a chart that shows just those that are done.
    static func steps(_ done: ClosedRange<Double>) -> ChartedSteps { ChartedSteps(done: done, fit: done.upperBound, planned: nil) }

    /// Losses of so many steps, an epoch every hundredth, that fall from 2.3.
    static func losses(steps: Int) -> LossChart {
        let losses = (0..<steps).map { step in
            let loss = 2.3 / (1 + Float(step) / 40) * (1 + 0.3 * (Float((step * 7919) % 101) / 101 - 0.5))
            return LossBin(least: loss, greatest: loss, sum: Double(loss), count: 1)
        }
        return LossChart(losses: losses, epochs: epochs(steps / 100), step: steps, plannedSteps: 1000, isOver: false)
    }

    static func epochs(_ count: Int) -> [EpochFigures] {
        (0..<count).map { index in
            let step = Double(index * 100 + 99)
            return EpochFigures(
                epoch: index + 1, step: index * 100 + 100, trainLoss: 2.3 / (1 + step / 40), testLoss: 2.2 / (1 + step / 40) + 0.05,
                testError: 0.5 / Double(index + 1))
        }
    }

    /// Ten classes, some of which are confused with others.
    static var confusion: ConfusionChart {
        ConfusionChart(
            counts: (0..<100).map { $0 / 10 == $0 % 10 ? 90 : ($0 * 31) % 7 }, names: (0..<10).map(String.init))
    }
}
