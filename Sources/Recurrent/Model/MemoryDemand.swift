import Datasets
import Kernels

/// The memory that a network needs, known before anything is allocated.
public struct MemoryDemand: Sendable, Equatable {
    /// Bytes of the weights and their packed copies and, in training, of gradients and optimizer state.
    public var weights: Double
    /// Bytes of a batch and of the activations that layers keep for it.
    public var activations: Double

    /// The total in bytes.
    public var bytes: Double { weights + activations }

    /// Whether networks with these demands can run at the same time without filling this machine's memory.
    public static func fit(_ demands: some Sequence<MemoryDemand>) -> Bool {
        demands.reduce(0) { $0 + $1.bytes } < 0.5 * Double(MachineMemory.bytes)
    }
}

extension Network {
    /// The memory that this network needs for batches of up to `batch` sequences of `steps` steps, to within a tenth.
    ///
    /// - Parameters:
    ///   - features: the width of the input, or the size of the vocabulary.
    ///   - symbolic: whether inputs are symbols, which take one number per step whatever the vocabulary.
    ///   - batch: the greatest number of sequences in a batch.
    ///   - steps: the greatest number of steps of a sequence.
    ///   - optimizer: nil if the network is not trained.
    ///   - precision: how the factors of matrix products are rounded.
    ///   - copies: additional copies of each weight, such as its running average.
    /// - Throws: `NetworkError` if the network cannot be built.
    public func memoryDemand(
        features: Int, symbolic: Bool = false, batch: Int, steps: Int, optimizer: Optimizer?, precision: Precision = .single,
        copies: Int = 0
    ) throws(NetworkError) -> MemoryDemand {
        let parameters = Double(try summary(features: features).parameters.constant)
        var count = NumberCount(
            width: features, isSymbolic: symbolic || layers.first.map(\.isEmbedding) ?? false, sequences: Double(batch),
            rows: Double(batch) * Double(steps), optimizer: optimizer,
            precision: precision, copies: copies)
        count.begin()
        for layer in layers { count.pass(layer) }
        count.end()
        // The model in use; in training the initial one, the latest kept one, and its successor.
        let models = optimizer == nil ? 1.0 : 3.0
        return MemoryDemand(weights: 4 * (count.weights + models * parameters), activations: 4 * count.activations)
    }

    /// Refuses networks that do not fit into this machine's memory.
    func checkMemory(
        features: Int, symbolic: Bool, batch: Int, steps: Int, optimizer: Optimizer?, precision: Precision = .single,
        copies: Int = 0
    ) throws(NetworkError) {
        let demand = try memoryDemand(
            features: features, symbolic: symbolic, batch: batch, steps: steps, optimizer: optimizer, precision: precision,
            copies: copies)
        let memory = Double(MachineMemory.bytes)
        guard demand.bytes > 0.9 * memory else { return }
        throw NetworkError(
            .memory(sequences: batch, steps: steps, demand: demand, available: memory, trains: optimizer != nil))
    }
}

extension Layer {
    fileprivate var isEmbedding: Bool {
        if case .embedding = self { true } else { false }
    }
}

/// Counts the numbers that layers store, in the same way as their executions allocate them.
struct NumberCount {
    var width: Int
    /// Width of the network's input.
    private let features: Int
    /// Whether symbols, not numbers, reach the next layer.
    var isSymbolic: Bool
    let sequences: Double
    private(set) var rows: Double
    let trains: Bool
    /// Matrices of a weight's size: its value, its gradient with partial sums, and the optimizer state.
    let weightCopies: Double
    /// Numbers that a weight takes in a packed copy.
    let packedNumbers: Double
    var returnsSequences = true
    /// Whether the output of the layers before has a gradient.
    var hasGradient = false
    var weights = 0.0
    var activations = 0.0
    /// Multiply-adds of the matrix products for a batch: the forward pass, and the backward pass in training.
    private(set) var products = 0.0
    /// Steps of each sequence that reach the next layer.
    private var steps: Double

    init(width: Int, isSymbolic: Bool, sequences: Double, rows: Double, optimizer: Optimizer?, precision: Precision, copies: Int) {
        self.width = width
        features = width
        self.isSymbolic = isSymbolic
        self.sequences = sequences
        self.rows = rows
        steps = rows / max(1, sequences)
        trains = optimizer != nil
        let partialSums = BatchBlock.partialSums(sequences: Int(sequences), steps: Int(rows / max(1, sequences)))
        weightCopies = (optimizer.map { 2 + Double(partialSums + $0.stateCount) } ?? 1) + Double(copies)
        packedNumbers = precision == .bfloat16x3 ? 2 : 1
    }

    /// Numbers that a row of this many columns takes: rows begin at cache lines.
    private func row(_ columns: Int) -> Double { Double(Matrix.stride(columns)) }

    private var outputRows: Double { returnsSequences ? rows : sequences }

    /// The batch's inputs in row order.
    mutating func begin() {
        activations += isSymbolic ? rows : rows * row(width)
    }

    /// Losses, targets, and the outputs that are returned.
    mutating func end() {
        activations += outputRows * (row(2) + 2 * row(width) + 2 * Double(width))
    }

    mutating func pass(_ layer: Layer) {
        switch layer {
        case .recurrent(let recurrence):
            addOutput(recurrence.stateWidth)
            scan(recurrence)
            became(recurrence.stateWidth)
        case .bidirectional(let recurrence):
            addOutput(2 * recurrence.stateWidth)
            scan(recurrence)
            scan(recurrence)
            became(2 * recurrence.stateWidth)
        case .embedding(let size):
            addOutput(size)
            weights += weightCopies * Double(width) * row(size)
            became(size)
        case .dense(let units, _, _):
            addOutput(units)
            product(columns: units, biases: units)
            became(units)
        case .dropout:
            if !isSymbolic { activations += outputRows * (row(width) + (trains ? row(DropoutMask.width(width)) : 0)) }
        case .last, .first, .mean:
            returnsSequences = false
            addOutput(width)
        case .max:
            returnsSequences = false
            addOutput(width)
            activations += sequences * row(width)
        case .attend(let units):
            attend(units ?? width)
        case .conv(let channels, let window, let stride, _):
            reduceRows(by: stride)
            addOutput(channels)
            width *= window
            activations += rows * row(width) * (hasGradient ? 2 : 1)
            product(columns: channels, biases: channels)
            became(channels)
        case .pool(_, let stride, let kind):
            reduceRows(by: stride)
            addOutput(width)
            if kind == .max { activations += rows * row(width) + (trains ? sequences * row(width) : 0) }
        case .tied:
            addOutput(features)
            multiply(Double(width) * Double(features), hasGradient: hasGradient)
            weights += weightCopies * row(features) + packedNumbers * Double(width) * row(features)
            if hasGradient { weights += packedNumbers * Double(features) * row(width) }
            became(features)
        case .transitions:
            weights += (weightCopies * (Double(width) + 2) + Double(width) + 2) * row(width)
            activations += rows * (5 * row(width) + row(1) + 2 * row(2)) + (trains ? 2 * sequences * row(width) : 0)
        case .join(let paths):
            let before = (width, isSymbolic, hasGradient, returnsSequences)
            var sum = 0
            for path in paths {
                (width, isSymbolic, hasGradient, returnsSequences) = before
                if hasGradient { activations += outputRows * row(width) }
                for layer in path { pass(layer) }
                sum += width
            }
            addOutput(sum)
            became(sum)
        case .residual(let layers):
            let before = (width, hasGradient)
            for layer in layers { pass(layer) }
            (width, hasGradient) = before
            addOutput(width)
            became(width)
        }
    }

    private mutating func reduceRows(by stride: Int) {
        steps = (steps / Double(max(1, stride))).rounded(.up)
        rows = Double(StepWindows.rows(Int(rows), sequences: Int(sequences), stride: stride))
    }

    /// A layer's output and its gradient.
    private mutating func addOutput(_ columns: Int) {
        activations += outputRows * row(columns) * (trains ? 2 : 1)
    }

    private mutating func became(_ columns: Int) {
        width = columns
        isSymbolic = false
        hasGradient = trains
    }

    /// Multiply-adds with the input: the forward pass, the gradient of the weights, and the gradient of the input if it is needed.
    private mutating func multiply(_ row: Double, hasGradient: Bool) {
        products += row * (returnsSequences ? steps * sequences : sequences) * (trains ? hasGradient ? 3 : 2 : 1)
    }

    /// Weights of the input with their packed copies.
    private mutating func product(columns: Int, biases: Int) {
        weights += weightCopies * (Double(width) * row(columns) + row(biases))
        guard !isSymbolic else { return }
        multiply(Double(width) * Double(columns), hasGradient: hasGradient)
        weights += packedNumbers * Double(width) * row(columns)
        if hasGradient { weights += packedNumbers * row(width) * Double(columns) }
    }

    /// Scores with their hidden units, weights by step and by sequence, and the weighted sum.
    private mutating func attend(_ units: Int) {
        product(columns: units, biases: units)
        multiply(Double(units), hasGradient: true)
        weights += Double(units) * row(1) * weightCopies + packedNumbers * (Double(units) * row(1) + (trains ? row(units) : 0))
        activations += (rows * (row(units) + row(1))) * (trains ? 2 : 1) + sequences * row(Int(rows / max(1, sequences)))
        returnsSequences = false
        addOutput(width)
        hasGradient = trains
    }

    private mutating func scan(_ recurrence: Recurrence) {
        let units = recurrence.units
        let columns = recurrence.cell.gates * units
        let gates = columns + (recurrence.cell.hasRecurrentBias ? units : 0)
        product(columns: columns, biases: gates)
        let width = recurrence.stateWidth
        // The first step of a sequence has no state before it.
        let projected = recurrence.projection.map { Double(units * $0) * steps * sequences } ?? 0
        products += (Double(width) * Double(columns) * max(0, steps - 1) * sequences + projected) * (trains ? 3 : 1)
        weights += Double(width) * row(columns) * (weightCopies + packedNumbers)
        if trains { weights += packedNumbers * Double(columns) * row(width) }
        // Besides the gates, states by step and by sequence.
        let (byStep, bySequence): (Double, Double) =
            switch recurrence.cell {
            case .rnn, .gru(.after): (0, 2)
            case .gru(.before): (1, 3)
            case .lstm: (1, trains ? 5 : 4)
            }
        activations += rows * (row(gates) + byStep * row(units)) + sequences * bySequence * row(units)
        if recurrence.projection != nil { project(from: units, to: width) }
        if !recurrence.isPlain { regularize(recurrence, columns: columns) }
    }

    /// The additional numbers of a projection; two states by sequence are narrower.
    private mutating func project(from units: Int, to width: Int) {
        weights += Double(units) * row(width) * (weightCopies + packedNumbers)
        if trains { weights += packedNumbers * Double(width) * row(units) }
        activations += rows * row(units) + sequences * (2 * (row(width) - row(units)) + (trains ? row(units) : 0))
    }

    /// The additional numbers of dropout masks and normalisation.
    private mutating func regularize(_ recurrence: Recurrence, columns: Int) {
        let units = row(recurrence.units)
        let masks = row(DropoutMask.width(recurrence.units))
        if trains { activations += rows * units }
        if trains, recurrence.recurrentDropout > 0 { activations += sequences * (units + masks) }
        if recurrence.zoneout > 0 {
            let isLSTM = if case .lstm = recurrence.cell { true } else { false }
            if trains { activations += rows * masks * (isLSTM ? 2 : 1) + (isLSTM ? sequences * units : 0) }
            if isLSTM { activations += rows * units }
        }
        if recurrence.normalization != nil {
            weights += 2 * weightCopies * row(columns)
            activations += 2 * rows * (row(columns) * (trains ? 2 : 1) + row(recurrence.cell.gates))
        }
    }
}
