import Recurrent

/// A network, a batch, and what is timed with them.
public struct BenchmarkCase: Sendable {
    /// The name of the case in tables.
    public var name: String
    /// The network.
    public var network: Network
    /// The number of sequences in a batch.
    public var batch: Int
    /// The number of time steps of a sequence.
    public var steps: Int
    /// The number of features of a time step.
    public var features: Int
    /// The number of classes from which labels are drawn.
    public var classes: Int
    /// What counts as a step.
    public var work: StepTrial.Work
    /// Whether inputs are symbols, of which there are `features`, rather than numbers.
    public var readsSymbols = false
    /// The loss to minimise. Label sequences have one label for every four steps.
    public var loss = Loss.standard
    /// Whether lengths are drawn from 1 to `steps`.
    public var variesLengths: Bool
    /// The number of threads; nil for the benchmark's.
    public var threads: Int?

    /// A case with a network of these layers.
    public init(
        _ name: String, _ layers: [Layer], batch: Int, steps: Int = 28, features: Int = 28, classes: Int = 10,
        work: StepTrial.Work = .training,
        variesLengths: Bool = false
    ) {
        self.name = name
        network = Network(layers)
        self.batch = batch
        self.steps = steps
        self.features = features
        self.classes = classes
        self.work = work
        self.variesLengths = variesLengths
    }
}

extension BenchmarkCase {
    /// The article's network on 1 thread, 2, and so on, up to the number available.
    public static func scaling(threads: Int) -> [BenchmarkCase] {
        guard threads > 1, let article = standard.first else { return [] }
        return (1...min(threads, 16)).map { count in
            var one = article
            one.name += count == 1 ? " on 1 thread" : " on \(count) threads"
            one.threads = count
            return one
        }
    }

    /// The standard cases: the article's network, with other sizes of batch and layer, with the other cells, and
    /// forward only.
    public static let standard: [BenchmarkCase] = {
        func stack(_ cell: CellKind, _ units: Int, layers: Int = 3, dropout: Float = 0.5) -> [Layer] {
            let one: [Layer] =
                dropout > 0
                ? [.recurrent(Recurrence(cell: cell, units: units)), .dropout(rate: dropout)]
                : [.recurrent(Recurrence(cell: cell, units: units))]
            return (0..<layers).flatMap { _ in one } + [.last, .dense(units: 10, activation: .linear)]
        }
        let gru = CellKind.gru(.after)
        let lstm = CellKind.lstm(forgetBias: 1)
        let rnn = CellKind.rnn(.tanh)
        var cases = [
            BenchmarkCase("gru 3x200 batch 100", stack(gru, 200), batch: 100),
            BenchmarkCase("gru 3x200 batch 10", stack(gru, 200), batch: 10),
            BenchmarkCase("lstm 3x200 batch 100", stack(lstm, 200), batch: 100),
            BenchmarkCase("lstm 3x200 batch 10", stack(lstm, 200), batch: 10),
            BenchmarkCase("rnn 3x200 batch 100", stack(rnn, 200), batch: 100),
            BenchmarkCase(
                "lstm 2x512 batch 64",
                [
                    .recurrent(Recurrence(cell: lstm, units: 512)), .recurrent(Recurrence(cell: lstm, units: 512)),
                    .dense(units: 10, activation: .linear),
                ], batch: 64, steps: 128, features: 64),
            BenchmarkCase("gru 1x32 batch 100", stack(gru, 32, layers: 1, dropout: 0), batch: 100),
            BenchmarkCase("gru 3x200 forward 1", stack(gru, 200), batch: 1, work: .forward),
            BenchmarkCase("gru 3x200 forward 1000", stack(gru, 200), batch: 1000, work: .forward),
        ]
        for batch in [1, 32, 256] { cases.append(BenchmarkCase("gru 3x200 batch \(batch)", stack(gru, 200), batch: batch)) }
        for units in [64, 128, 256, 1024] {
            cases.append(BenchmarkCase("gru 3x\(units) batch 100", stack(gru, units), batch: 100))
        }
        cases += [
            BenchmarkCase("gru reset before 3x200 batch 100", stack(.gru(.before), 200), batch: 100),
            BenchmarkCase("gru 3x200 no dropout batch 100", stack(gru, 200, dropout: 0), batch: 100),
            BenchmarkCase(
                "bidirectional gru 2x200 batch 100",
                [
                    .bidirectional(Recurrence(cell: gru, units: 200)), .dropout(rate: 0.5),
                    .bidirectional(Recurrence(cell: gru, units: 200)),
                    .last, .dense(units: 10, activation: .linear),
                ], batch: 100),
            BenchmarkCase("gru 3x200 lengths 1 to 28 batch 100", stack(gru, 200), batch: 100, variesLengths: true),
            BenchmarkCase("gru 3x200 batch 100 56 steps", stack(gru, 200), batch: 100, steps: 56),
        ]
        func regularized(_ dropout: Float, _ zoneout: Float, _ norm: Normalization?) -> [Layer] {
            stack(gru, 200).map { layer in
                guard case .recurrent(var recurrence) = layer else { return layer }
                (recurrence.recurrentDropout, recurrence.zoneout, recurrence.normalization) = (dropout, zoneout, norm)
                return .recurrent(recurrence)
            }
        }
        cases += [
            BenchmarkCase("gru 3x200 recurrent dropout batch 100", regularized(0.2, 0, nil), batch: 100),
            BenchmarkCase("gru 3x200 zoneout batch 100", regularized(0, 0.1, nil), batch: 100),
            BenchmarkCase("gru 3x200 norm batch 100", regularized(0, 0, .layer), batch: 100),
            BenchmarkCase("gru 3x200 attend batch 100", stack(gru, 200).map { $0 == .last ? .attend(units: nil) : $0 }, batch: 100),
            BenchmarkCase(
                "conv 5x64, gru 200 batch 100",
                [
                    .conv(channels: 64, width: 5, stride: 1, activation: .relu),
                    .conv(channels: 64, width: 5, stride: 2, activation: .relu),
                    .recurrent(Recurrence(cell: gru, units: 200)), .last, .dense(units: 10, activation: .linear),
                ], batch: 100, steps: 56),
        ]
        let ends: [(name: String, layers: [Layer])] = [
            ("mean", [.mean]), ("max", [.max]), ("first", [.first]), ("pool 2", [.pool(width: 2, stride: 2, kind: .max), .last]),
        ]
        for end in ends {
            let layers = stack(gru, 200).flatMap { $0 == .last ? end.layers : [$0] }
            cases.append(BenchmarkCase("gru 3x200 \(end.name) batch 100", layers, batch: 100))
        }
        for (name, loss) in [("focal", Loss.focal(2)), ("smoothing", .smoothing(0.1))] {
            var weighed = BenchmarkCase("gru 3x200 \(name) batch 100", stack(gru, 200), batch: 100)
            weighed.loss = loss
            cases.append(weighed)
        }
        let heads: [[Layer]] = [[.dense(units: 10, activation: .linear)], [.dense(units: 1, activation: .linear)]]
        var several = BenchmarkCase("gru 3x200 two targets batch 100", stack(gru, 200).dropLast() + [.join(heads)], batch: 100)
        several.loss = .weighted([1, 0.1])
        cases.append(several)
        let paths: [[Layer]] = [
            [.recurrent(Recurrence(cell: gru, units: 200))], [.conv(channels: 64, width: 5, stride: 1, activation: .relu)],
        ]
        cases.append(
            BenchmarkCase(
                "join of gru 200 and conv 5x64 batch 100", [.join(paths), .last, .dense(units: 10, activation: .linear)], batch: 100))
        cases.append(BenchmarkCase("gru 200 evaluate 10000", stack(gru, 200, layers: 1), batch: 10_000, work: .evaluation))
        let text: [Layer] = [.embedding(size: 128), .recurrent(Recurrence(cell: lstm, units: 256))]
        for (work, batch, steps) in [(StepTrial.Work.training, 32, 64), (.forward, 32, 256), (.evaluation, 32, 256), (.sampling, 1, 1)] {
            for vocabulary in [65, 10_000] {
                let layers = text + [.dense(units: vocabulary, activation: .linear)]
                var words = BenchmarkCase(
                    "lstm 256, \(vocabulary) symbols, \(work.rawValue)", layers, batch: batch, steps: steps, features: vocabulary,
                    classes: vocabulary,
                    work: work)
                words.readsSymbols = true
                cases.append(words)
            }
        }
        var tied = BenchmarkCase(
            "lstm 256, 10000 symbols, tied",
            [.embedding(size: 256), .recurrent(Recurrence(cell: lstm, units: 256)), .tied], batch: 32, steps: 64, features: 10_000,
            classes: 10_000)
        tied.readsSymbols = true
        cases.append(tied)
        let tagger: [Layer] = [.bidirectional(Recurrence(cell: lstm, units: 128)), .dense(units: 17, activation: .linear)]
        cases.append(BenchmarkCase("bidirectional lstm 128 batch 32", tagger, batch: 32, features: 64, classes: 17))
        var chained = BenchmarkCase("bidirectional lstm 128 crf batch 32", tagger + [.transitions], batch: 32, features: 64, classes: 17)
        chained.loss = .crf
        var alignments = BenchmarkCase("bidirectional lstm 128 ctc batch 32", tagger, batch: 32, features: 64, classes: 16)
        alignments.loss = .ctc(beam: 1)
        cases += [chained, alignments]
        return cases
    }()
}
