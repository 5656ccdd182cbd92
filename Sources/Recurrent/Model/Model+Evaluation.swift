import Datasets

extension Model {
    /// Most rows of a batch that is evaluated, and most steps of all its rows together.
    private static let evaluationRows = 256
    private static let evaluationSteps = 32_768

    /// Loss, error and confusion on `data`, without dropout.
    ///
    /// - Parameters:
    ///   - data: of the kind that the network learned.
    ///   - isOneStream: whether a long text is read from its beginning to its end with the state carried on, not as streams side by side.
    ///   - ranks: processes that compute a part of each batch; all have to evaluate the same. Where one does not answer, or all are told to end, the present `Cancellation` notices, and what is
    ///     given is worth nothing.
    /// - Throws: `NetworkError` where the network does not fit the data.
    public func evaluate(
        _ data: SequenceDataset, asOneStream isOneStream: Bool = false, ranks: RankGroup? = nil
    ) throws(NetworkError) -> Evaluation {
        let task = try check(data)
        let longest = data.longest
        let window = network.evaluationWindow(longest: longest, task: task)
        let rows = max(1, min(Self.evaluationRows, Self.evaluationSteps / (window ?? longest)))
        let batches = BatchSequence.evaluation(of: data, batchSize: rows, window: window, isOneStream: isOneStream)
        try network.checkMemory(
            features: inputWidth, symbolic: data.isSymbolic, batch: batches.greatestBatch, steps: batches.greatestSteps, optimizer: nil,
            precision: precision)
        let executor = try Executor(
            model: self, isSymbolic: data.isSymbolic, maximumBatch: batches.greatestBatch, maximumSteps: batches.greatestSteps,
            optimizer: nil, ranks: ranks)
        return executor.evaluate(data, batches, task: task)
    }

    /// As how many streams side by side a long text is read where it is evaluated; nil for data that is read sequence by sequence, and for text that is short or of which the
    /// network needs the whole.
    public func streams(of data: SequenceDataset, asOneStream isOneStream: Bool = false) -> Int? {
        guard data.isOneText, network.readsForward, data.longest > Network.greatestSequence else { return nil }
        return isOneStream ? 1 : BatchSequence.streams(of: data)
    }

    /// What the network learns from `data`, which must be of the width that the weights were made for.
    func check(_ data: SequenceDataset) throws(NetworkError) -> SequenceTask {
        guard data.features == inputWidth else {
            throw NetworkError(.trainedOnOtherWidth(inputWidth, data: data.name, width: data.features))
        }
        let task = try network.task(for: data, loss: loss)
        try data.checkContents()
        return task
    }
}

extension Network {
    /// Whether a step's output depends on nothing after it, so that a sequence may be read window by window.
    var readsForward: Bool { layers.allSatisfy(\.readsForward) }

    /// Most steps of a sequence that is read at once where it need not be.
    static let greatestSequence = 512

    /// Steps a window for evaluating: long sequences are read in windows with the state carried, which gives the same numbers in
    /// bounded memory; nil for whole sequences.
    func evaluationWindow(longest: Int, task: SequenceTask) -> Int? {
        longest > Self.greatestSequence && task.predictsSteps && !task.isTranscription && readsForward ? 256 : nil
    }
}

extension Layer {
    fileprivate var readsForward: Bool {
        switch self {
        case .bidirectional, .last, .first, .mean, .max, .attend, .conv, .pool, .transitions: false
        case .join(let paths): paths.allSatisfy { $0.allSatisfy(\.readsForward) }
        case .residual(let layers): layers.allSatisfy(\.readsForward)
        case .recurrent, .embedding, .dense, .tied, .dropout: true
        }
    }
}

extension BatchSequence {
    /// Most streams that a text is cut into: always as many, so that a text gives the same numbers whatever the batches of training.
    private static let evaluationStreams = 32

    /// Streams that a text is cut into.
    static func streams(of data: SequenceDataset) -> Int { min(evaluationStreams, max(1, data.length(0) / 1024)) }

    /// All of `data`. A text is cut into as many streams as keep 1024 steps each, so that few symbols are read without what stands
    /// before them.
    static func evaluation(of data: SequenceDataset, batchSize: Int, window: Int?, isOneStream: Bool = false) -> BatchSequence {
        if let window, data.isOneText {
            return BatchSequence(text: data, sequence: 0, streams: isOneStream ? 1 : streams(of: data), window: window)
        }
        return BatchSequence(data, batches: Batches.inOrder(data, batchSize: batchSize), window: window)
    }
}

extension Executor {
    /// Evaluates all batches with the present weights. Clears the recurrent state. Of several ranks each computes a part of every batch; where one does not answer
    /// any more, what is given is worth nothing.
    func evaluate(_ data: SequenceDataset, _ batches: BatchSequence, task: SequenceTask) -> Evaluation {
        var counter = EvaluationCounter(task, data, model.loss)
        for index in 0..<batches.count where !Cancellation.isCancelled {
            WorkProgress.note(index, of: batches.count)
            let slices = batches.batch(at: index)
            if !slices.continuesState { resetState() }
            let starts = slices.rows.map { $0.steps.lowerBound - data.storage.offsets[$0.sequence] }
            do throws(RankFailure) {
                let batch = Batch(slices.rows, from: data.storage, ranks: ranks)
                if index + 1 < batches.count { Batch.expect(batches.batch(at: index + 1).rows, from: data.storage, ranks: ranks) }
                try evaluate(batch, starts: starts, into: &counter)
            } catch {
                // Whoever cancels is told at the same time.
                _ = Cancellation.isCancelled
                break
            }
        }
        resetState()
        return counter.evaluation
    }
}
