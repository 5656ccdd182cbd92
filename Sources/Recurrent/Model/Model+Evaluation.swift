import Datasets

extension Model {
    /// The greatest number of rows in an evaluation batch, and of steps over all its rows.
    private static let evaluationRows = 256
    private static let evaluationSteps = 32_768

    /// Evaluates loss, error and confusion on `data`, without dropout.
    ///
    /// - Parameters:
    ///   - data: data of the kind that the network was trained on.
    ///   - isOneStream: whether a long text is read as one stream from beginning to end, with the state carried along, rather than as
    ///     parallel streams.
    ///   - ranks: processes that each compute a part of every batch; all must evaluate the same data. If one does not respond, or all are
    ///     told to end, `Cancellation.isCancelled` becomes true and the result is meaningless.
    /// - Throws: `NetworkError` if the network does not fit the data.
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

    /// The number of parallel streams in which a long text is evaluated; nil for data that is read sequence by sequence, for short text,
    /// and for networks that need the whole text.
    public func streams(of data: SequenceDataset, asOneStream isOneStream: Bool = false) -> Int? {
        guard data.isOneText, network.readsForward, data.longest > Network.greatestSequence else { return nil }
        return isOneStream ? 1 : BatchSequence.streams(of: data)
    }

    /// The task of the network on `data`, which must have the input width of the weights.
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
    /// Whether the output at a step depends on no later step, so that a sequence may be read window by window.
    var readsForward: Bool { layers.allSatisfy(\.readsForward) }

    /// The greatest number of steps that are read at once if the sequence can be split.
    static let greatestSequence = 512

    /// The number of steps of an evaluation window: long sequences are read in windows with the state carried along, which gives the same
    /// numbers in bounded memory. Nil for whole sequences.
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
    /// The greatest number of streams that a text is cut into: independent of the training batches, so that a text always gives the same
    /// numbers.
    private static let evaluationStreams = 32

    /// The number of streams that a text is cut into.
    static func streams(of data: SequenceDataset) -> Int { min(evaluationStreams, max(1, data.length(0) / 1024)) }

    /// All of `data`. A text is cut into streams of at least 1024 steps, so that few symbols are read without the context before them.
    static func evaluation(of data: SequenceDataset, batchSize: Int, window: Int?, isOneStream: Bool = false) -> BatchSequence {
        if let window, data.isOneText {
            return BatchSequence(text: data, sequence: 0, streams: isOneStream ? 1 : streams(of: data), window: window)
        }
        return BatchSequence(data, batches: Batches.inOrder(data, batchSize: batchSize), window: window)
    }
}

extension Executor {
    /// Evaluates all batches with the current weights. Clears the recurrent state. With several ranks, each computes a part of every batch;
    /// once one no longer responds, the result is meaningless.
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
                // Notes the cancellation too, so that the result is not used.
                _ = Cancellation.isCancelled
                break
            }
        }
        resetState()
        return counter.evaluation
    }
}
