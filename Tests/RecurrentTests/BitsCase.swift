import Datasets
import Kernels
import Synchronization
import Testing

@testable import Recurrent

/// A network with settings that is trained for 50 steps, to compare all bits of the results.
struct BitsCase: CustomTestStringConvertible, Sendable {
    enum Data {
        case signs, text, longText, words, augmented, weighed, weighedWords, labels, transcripts, targets, targetsOfSteps, weighedSteps
    }

    var name: String
    var layers: [Layer]
    var optimizer: Optimizer
    var data = Data.signs
    var clipNorm: Float? = 0.5
    var weightDecay: Float = 0
    var precision = Precision.single
    var batchSize = 23
    var loss = Loss.standard

    var testDescription: String { name }

    static let all: [BitsCase] =
        [
            BitsCase(
                name: "gru, dropout, sgd",
                layers: [.gru(.after, 33), .dropout(rate: 0.3), .gru(.after, 20), .last, TinyTasks.dense(2)],
                optimizer: .sgd(momentum: 0, nesterov: false)),
            BitsCase(
                name: "gru reset before, rmsprop",
                layers: [.gru(.before, 19), .dropout(rate: 0.5), .mean, TinyTasks.dense(2)],
                optimizer: .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow)),
            BitsCase(
                name: "lstm, adam",
                layers: [.lstm(40), .lstm(17), .dropout(rate: 0.1), .last, TinyTasks.dense(2)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
            BitsCase(
                name: "rnn, nesterov",
                layers: [TinyTasks.recurrent(.rnn(.tanh), 50), TinyTasks.recurrent(.rnn(.relu), 7), .last, TinyTasks.dense(2)],
                optimizer: .sgd(momentum: 0.9, nesterov: true)),
            BitsCase(
                name: "bidirectional, adamw",
                layers: [
                    .bidirectional(Recurrence(cell: .gru(.after), units: 13)), .dropout(rate: 0.2),
                    .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 9)), .last, TinyTasks.dense(2),
                ],
                optimizer: .adamw(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)),
            BitsCase(
                name: "residual, adagrad",
                layers: [
                    .gru(.after, 21), .residual([.lstm(21), .dropout(rate: 0.2)]), .mean, .dense(units: 11, activation: .tanh),
                    TinyTasks.dense(2),
                ],
                optimizer: .adagrad(epsilon: 1e-10)),
            BitsCase(
                name: "text in windows, rmsprop",
                layers: [.embedding(size: 10), .lstm(30), .dropout(rate: 0.2), TinyTasks.dense(5)],
                optimizer: .rmsprop(decay: 0.99, epsilon: 1e-8, form: .pytorch), data: .text),
            BitsCase(
                name: "symbols without embedding, momentum, no clipping",
                layers: [.gru(.after, 30), TinyTasks.dense(5)],
                optimizer: .sgd(momentum: 0.9, nesterov: false), data: .text, clipNorm: nil),
            BitsCase(
                name: "labelling, bidirectional gru reset before, weight decay",
                layers: [
                    .embedding(size: 7), .bidirectional(Recurrence(cell: .gru(.before), units: 18)), .dropout(rate: 0.4),
                    TinyTasks.dense(3),
                ],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .words, weightDecay: 0.01),
            // Wide enough that products are cut into panels, and gradients into several tasks.
            BitsCase(
                name: "gru of 96, adam",
                layers: [.gru(.after, 96), .dropout(rate: 0.5), .last, TinyTasks.dense(2)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
            // Batches of several blocks, and blocks of several pieces.
            BitsCase(
                name: "blocks, lstm, bidirectional gru",
                layers: [.lstm(40), .bidirectional(Recurrence(cell: .gru(.after), units: 60)), .last, TinyTasks.dense(2)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), batchSize: 60),
            BitsCase(
                name: "blocks of words, labelling, gru reset before",
                layers: [.embedding(size: 20), .gru(.before, 33), .dropout(rate: 0.2), TinyTasks.dense(3)],
                optimizer: .adagrad(epsilon: 1e-10), data: .words, batchSize: 60),
            BitsCase(
                name: "pieces of text, symbols without embedding",
                layers: [.gru(.after, 30), TinyTasks.dense(5)],
                optimizer: .rmsprop(decay: 0.99, epsilon: 1e-8, form: .pytorch), data: .longText),
            BitsCase(
                name: "sequences that are changed a little", layers: [.gru(.after, 20), .last, TinyTasks.dense(2)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .augmented),
            BitsCase(
                name: "weights of sequences", layers: [.lstm(20), .last, TinyTasks.dense(2)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .weighed),
            BitsCase(
                name: "weights of sequences with a class at each step",
                layers: [.embedding(size: 7), .gru(.after, 20), TinyTasks.dense(3)],
                optimizer: .sgd(momentum: 0.9, nesterov: false), data: .weighedWords),
            BitsCase(
                name: "labels", layers: [.gru(.after, 20), .dropout(rate: 0.2), .last, TinyTasks.dense(3)],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .labels),
            BitsCase(
                name: "text in windows, lstm with a projection",
                layers: [
                    .embedding(size: 10), .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: 30, projection: 13)), TinyTasks.dense(5),
                ],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .text),
        ] + several + pooled + tied + windowed + aligned + regularized + [Precision.bfloat16, .bfloat16x3].flatMap(rounded)

    /// Several targets, and step weights.
    private static let several = [
        BitsCase(
            name: "several targets",
            layers: [
                .gru(.after, 33), .dropout(rate: 0.2), .last,
                .join([[.dense(units: 9, activation: .relu), TinyTasks.dense(2)], [TinyTasks.dense(1)], [TinyTasks.dense(3)]]),
            ],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .targets, batchSize: 60, loss: .weighted([1, 0.3, 2])),
        BitsCase(
            name: "several targets of steps that are weighed, bfloat16",
            layers: [.embedding(size: 10), .lstm(20), .join([[TinyTasks.dense(3)], [TinyTasks.dense(1)]])],
            optimizer: .adagrad(epsilon: 1e-10), data: .targetsOfSteps, precision: .bfloat16),
        BitsCase(
            name: "weights of steps", layers: [.embedding(size: 7), .gru(.after, 20), TinyTasks.dense(3)],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .weighedSteps, batchSize: 60),
    ]

    /// Label sequences.
    private static let aligned = [
        BitsCase(
            name: "ctc", layers: [.bidirectional(Recurrence(cell: .gru(.after), units: 18)), TinyTasks.dense(4)],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .transcripts, loss: .ctc(beam: 1)),
        BitsCase(
            name: "crf", layers: [.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 9)), TinyTasks.dense(3), .transitions],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .weighedWords, batchSize: 60, loss: .crf),
    ]

    /// A tied embedding, and parallel paths.
    private static let tied = [
        BitsCase(
            name: "joined paths",
            layers: [
                .join([
                    [.gru(.after, 20), .dropout(rate: 0.2)], [.conv(channels: 9, width: 3, stride: 1, activation: .relu)],
                    [.bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 7))],
                ]),
                .last, TinyTasks.dense(2),
            ], optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .weighed, batchSize: 60),
        BitsCase(
            name: "tied, pieces of text", layers: [.embedding(size: 10), .lstm(10), .tied],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .longText),
    ]

    /// Windows of steps.
    private static let windowed = [
        BitsCase(
            name: "conv, pool",
            layers: [
                .conv(channels: 20, width: 3, stride: 2, activation: .relu), .pool(width: 3, stride: 2, kind: .max), .dropout(rate: 0.2),
                .gru(.after, 33),
                .conv(channels: 9, width: 2, stride: 1, activation: .tanh), .pool(width: 2, stride: 1, kind: .mean), .last,
                TinyTasks.dense(2),
            ],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), data: .weighed, batchSize: 60),
        BitsCase(
            name: "conv of words, bfloat16",
            layers: [.embedding(size: 10), .conv(channels: 18, width: 3, stride: 1, activation: .linear), .lstm(20), TinyTasks.dense(3)],
            optimizer: .adagrad(epsilon: 1e-10), data: .words, precision: .bfloat16),
    ]

    /// Layers that end the time axis other than `last` and `mean`; losses of classes.
    private static let pooled = [
        BitsCase(
            name: "attention, smoothed labels", layers: [.gru(.after, 33), .attend(units: 20), TinyTasks.dense(2)],
            optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), batchSize: 60, loss: .smoothing(0.1)),
        BitsCase(
            name: "attention of words, bfloat16",
            layers: [
                .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 18)), .dropout(rate: 0.2), .attend(units: nil),
                TinyTasks.dense(2),
            ],
            optimizer: .adagrad(epsilon: 1e-10), precision: .bfloat16),
        BitsCase(
            name: "maximum, focal", layers: [.lstm(33), .max, TinyTasks.dense(2)],
            optimizer: .rmsprop(decay: 0.9, epsilon: 1e-10, form: .tensorflow), loss: .focal(2)),
        BitsCase(
            name: "first", layers: [.bidirectional(Recurrence(cell: .gru(.before), units: 17)), .first, TinyTasks.dense(2)],
            optimizer: .sgd(momentum: 0.9, nesterov: false)),
    ]

    /// Recurrent dropout, zoneout and normalisation, each with all cells.
    private static let regularized: [BitsCase] = {
        func layer(_ cell: CellKind, _ units: Int, dropout: Float = 0, zoneout: Float = 0, norm: Normalization? = nil) -> Layer {
            .recurrent(Recurrence(cell: cell, units: units, recurrentDropout: dropout, zoneout: zoneout, normalization: norm))
        }
        let lstm = CellKind.lstm(forgetBias: 1)
        let adam = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
        return [
            BitsCase(
                name: "recurrent dropout",
                layers: [
                    layer(.gru(.after), 33, dropout: 0.3), layer(lstm, 70, dropout: 0.2), layer(.gru(.before), 19, dropout: 0.5),
                    layer(.rnn(.relu), 9, dropout: 0.1), .last, TinyTasks.dense(2),
                ], optimizer: adam, batchSize: 60),
            BitsCase(
                name: "zoneout, text in windows",
                layers: [
                    .embedding(size: 10), layer(lstm, 30, zoneout: 0.2), layer(.gru(.after), 17, zoneout: 0.1),
                    layer(.gru(.before), 18, zoneout: 0.1), layer(.rnn(.tanh), 9, zoneout: 0.3), TinyTasks.dense(5),
                ], optimizer: .rmsprop(decay: 0.99, epsilon: 1e-8, form: .pytorch), data: .text),
            BitsCase(
                name: "normalised",
                layers: [
                    layer(.gru(.after), 33, norm: .layer), layer(lstm, 21, norm: .layer), layer(.gru(.before), 19, norm: .layer),
                    layer(.rnn(.tanh), 9, norm: .layer), .mean, TinyTasks.dense(2),
                ], optimizer: adam, batchSize: 60),
            BitsCase(
                name: "all of it, words without embedding, bfloat16x3",
                layers: [
                    .bidirectional(
                        Recurrence(cell: lstm, units: 20, recurrentDropout: 0.2, zoneout: 0.1, normalization: .layer)),
                    layer(.gru(.after), 20, dropout: 0.2, zoneout: 0.1, norm: .layer), TinyTasks.dense(3),
                ], optimizer: .adagrad(epsilon: 1e-10), data: .words, precision: .bfloat16x3),
        ]
    }()

    /// All kinds of cells, and products that threads share, with rounded factors.
    private static func rounded(_ precision: Precision) -> [BitsCase] {
        [
            BitsCase(
                name: "gru of 96, bidirectional lstm, \(precision)",
                layers: [
                    .gru(.after, 96), .dropout(rate: 0.5), .bidirectional(Recurrence(cell: .lstm(forgetBias: 1), units: 35)), .last,
                    TinyTasks.dense(2),
                ],
                optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8), precision: precision),
            BitsCase(
                name: "text in windows, gru reset before, rnn, \(precision)",
                layers: [
                    .embedding(size: 10), .gru(.before, 30), TinyTasks.recurrent(.rnn(.tanh), 40), .dropout(rate: 0.2), TinyTasks.dense(5),
                ],
                optimizer: .rmsprop(decay: 0.99, epsilon: 1e-8, form: .pytorch), data: .text, precision: precision),
        ]
    }

    private func dataset() throws -> SequenceDataset {
        switch data {
        case .signs: TinyTasks.signs(115, varying: true)
        case .text: TinyTasks.text(900)
        case .longText: TinyTasks.text(4000)
        case .words: TinyTasks.words(80)
        case .augmented: try TinyTasks.signs(115, varying: true).augmented(Augmentation(noise: 0.1, scale: 0.2, shift: 2, mask: 2))
        case .weighed: TinyTasks.weighed(TinyTasks.signs(115, varying: true))
        case .labels: TinyTasks.labels(115)
        case .transcripts: TinyTasks.weighed(TinyTasks.transcripts(115))
        case .weighedWords: TinyTasks.weighed(TinyTasks.words(80))
        case .targets: TinyTasks.weighed(TinyTasks.severalTargets(115))
        case .targetsOfSteps: TinyTasks.weighedSteps(TinyTasks.severalTargetsOfSteps(80))
        case .weighedSteps: TinyTasks.weighedSteps(TinyTasks.weighed(TinyTasks.words(80)))
        }
    }

    /// A hash of the losses and gradient norms of 50 steps, and of the weights and predictions after them.
    ///
    /// - Parameter ranks: other ranks that compute parts of each batch.
    func fingerprint(threads: Int, order: TaskOrder, processor: Processor, ranks: RankGroup? = nil) throws -> UInt64 {
        let data = try dataset()
        var model = try Model.initial(network: Network(layers), for: data, seed: 5, loss: loss)
        model.precision = precision
        model.loss = loss
        let batches =
            data.isOneText
            ? BatchSequence(text: data, sequence: 0, streams: 11, window: self.data == .longText ? 120 : 9)
            : BatchSequence(data, batches: Batches.epoch(0, of: data, batchSize: batchSize, seed: 1), window: nil)
        let executor = try Executor(
            model: model, isSymbolic: data.isSymbolic, maximumBatch: batches.greatestBatch, maximumSteps: batches.greatestSteps,
            optimizer: optimizer, threads: threads, order: order, processor: processor, ranks: ranks)
        var settings = StepSettings()
        settings.seed = 3
        settings.clipNorm = clipNorm
        settings.weightDecay = weightDecay
        settings.learningRate = 0.002
        settings.carriesState = data.isOneText
        var batch = Batch([], inputs: .features([]), targets: .none)
        var hash = Fingerprint()
        for step in 0..<50 {
            settings.step = step
            let slices = batches.batch(at: step % batches.count)
            if !slices.continuesState { executor.resetState() }
            batch = Batch.training(slices.rows, from: data.storage, seed: settings.seed, step: step)
            let result = executor.trainingStep(batch, settings)
            hash.add(Float(result.loss))
            hash.add(result.gradientNorm)
        }
        for value in executor.parameters.flatMap(\.values) { hash.add(value) }
        // Every rank reads the whole batch.
        let reader =
            ranks == nil
            ? executor
            : try Executor(
                model: model, isSymbolic: data.isSymbolic, maximumBatch: batches.greatestBatch, maximumSteps: batches.greatestSteps,
                optimizer: nil, processor: processor, sharing: executor)
        for output in reader.forward(batch).outputs { hash.add(output) }
        return hash.value
    }
}

/// FNV-1a of the bits of numbers (Fowler, Noll, Vo).
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ number: Float) {
        var bits = number.bitPattern
        for _ in 0..<4 {
            value = (value ^ UInt64(bits & 0xff)) &* 0x100_0000_01b3
            bits >>= 8
        }
    }
}

/// The tasks in the order in which they were taken.
final class TaskLog: Sendable {
    private let log = Mutex<[Int]>([])
    func append(_ task: Int) { log.withLock { $0.append(task) } }
    var tasks: [Int] { log.withLock { $0 } }
}

extension Layer {
    static func gru(_ reset: ResetGate, _ units: Int) -> Layer { .recurrent(Recurrence(cell: .gru(reset), units: units)) }
    static func lstm(_ units: Int) -> Layer { .recurrent(Recurrence(cell: .lstm(forgetBias: 1), units: units)) }
}
