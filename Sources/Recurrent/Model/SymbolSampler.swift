import Kernels

/// Samples symbols from a language model, each conditioned on all symbols before it. Use from one queue at a time.
///
/// The same model, prompt, temperature and seed give the same symbols on every machine.
public final class SymbolSampler {
    private let executor: Executor
    private let vocabulary: Int
    private let temperature: Float
    private let seed: UInt64
    private var drawn: UInt64 = 0
    /// The logits of the next symbol; nil before the first symbol of all.
    private var logits: [Float]?

    private static let chunk = 256

    /// - Parameters:
    ///   - model: a language model.
    ///   - prompt: the symbols that come first; if it is empty, the first symbol is drawn uniformly from the vocabulary.
    ///   - temperature: divides the logits: 1 samples from the network's probabilities, smaller values favour probable symbols, and 0
    ///     always takes the most probable one.
    ///   - seed: the seed of the random numbers.
    /// - Throws: `NetworkError` if the model is not a language model that reads forward, or a symbol lies outside its vocabulary.
    public convenience init(_ model: Model, prompt: [Int32] = [], temperature: Float = 1, seed: UInt64 = 0) throws(NetworkError) {
        let summary = try model.network.summary(features: model.inputWidth)
        guard summary.returnsSequences, (summary.width ?? model.inputWidth) == model.inputWidth, model.network.readsForward else {
            throw NetworkError(.noLanguageModel(vocabulary: model.inputWidth))
        }
        try model.network.checkReadsSymbols()
        let executor = try Executor(
            model: model, isSymbolic: true, maximumBatch: 1, maximumSteps: min(Self.chunk, max(1, prompt.count)), optimizer: nil, threads: 1
        )
        try self.init(executor, vocabulary: model.inputWidth, prompt: prompt, temperature: temperature, seed: seed)
    }

    /// Samples with the current weights of an executor for one sequence of symbols at a time; clears its state.
    init(_ executor: Executor, vocabulary: Int, prompt: [Int32], temperature: Float, seed: UInt64) throws(NetworkError) {
        guard temperature.isFinite, temperature >= 0 else {
            throw NetworkError(.temperature(temperature))
        }
        if let symbol = prompt.first(where: { !(0..<Int32(clamping: vocabulary) ~= $0) }) {
            throw NetworkError(.promptSymbol(symbol, vocabulary: vocabulary))
        }
        self.executor = executor
        self.vocabulary = vocabulary
        self.temperature = temperature
        self.seed = seed
        executor.resetState()
        for start in stride(from: 0, to: prompt.count, by: Self.chunk) {
            read(Array(prompt[start..<min(start + Self.chunk, prompt.count)]))
        }
    }

    /// Samples the next symbol.
    public func next() -> Int32 {
        let symbol = draw()
        read([symbol])
        return symbol
    }

    private func read(_ symbols: [Int32]) {
        let batch = Batch(steps: symbols.count, lengths: [symbols.count], inputs: .symbols(symbols), targets: .none)
        logits = executor.forward(batch, carriesState: true).outputs.suffix(vocabulary)
    }

    private func draw() -> Int32 {
        let random = CounterRandom(seed: seed, purpose: .sampling, step: drawn)
        drawn += 1
        guard let logits else { return Int32(random.integer(0, below: vocabulary)) }
        var best = 0
        for k in logits.indices where logits[k] > logits[best] { best = k }
        guard temperature > 0 else { return Int32(best) }
        let most = logits[best]
        let shares = executor.softmax(logits.map { ($0 - most) / temperature }, width: vocabulary)
        let total = shares.reduce(0.0) { $0 + Double($1) }
        var rest = Double(random.uniform(0)) * total
        for (k, share) in shares.enumerated() {
            rest -= Double(share)
            if rest < 0 { return Int32(k) }
        }
        return Int32(best)
    }
}
