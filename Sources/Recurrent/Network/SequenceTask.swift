import Datasets

/// What a network learns from a dataset. It follows from both.
public enum SequenceTask: Hashable, Sendable {
    /// One class for each sequence.
    case classification(classes: Int)
    /// One class for each step.
    case labelling(classes: Int)
    /// The next symbol, at each step.
    case languageModel(vocabulary: Int)
    /// A vector for each sequence.
    case sequenceRegression(width: Int)
    /// Any number of labels for each sequence.
    case multiLabel(labels: Int)
    /// A vector for each step.
    case stepRegression(width: Int)

    /// What the outputs of a network stand for.
    public enum OutputKind: Sendable {
        /// One class of several, with softmax cross-entropy as loss.
        case classes
        /// Any number of labels, with sigmoid cross-entropy as loss.
        case labels
        /// Values, with squared error as loss.
        case values
    }

    /// What the outputs stand for.
    public var outputKind: OutputKind {
        switch self {
        case .classification, .labelling, .languageModel: .classes
        case .multiLabel: .labels
        case .sequenceRegression, .stepRegression: .values
        }
    }

    /// Whether one class of several is predicted.
    public var predictsClasses: Bool { outputKind == .classes }

    /// Whether there is a prediction for each step, not one for each sequence.
    public var predictsSteps: Bool {
        switch self {
        case .labelling, .languageModel, .stepRegression: true
        case .classification, .multiLabel, .sequenceRegression: false
        }
    }

    /// Width of the output: classes, labels, or numbers of a predicted vector.
    public var outputs: Int {
        switch self {
        case .classification(let count), .labelling(let count), .languageModel(let count),
            .sequenceRegression(let count), .stepRegression(let count), .multiLabel(let count):
            count
        }
    }
}

extension Network {
    /// What this network learns from `data`.
    ///
    /// - Throws: `NetworkError` with both shapes where they do not fit.
    public func task(for data: SequenceDataset) throws(NetworkError) -> SequenceTask {
        try task(for: data, needsSequences: true)
    }

    /// What this network learns from data of this kind, of which there may be no sequence.
    ///
    /// - Throws: `NetworkError` with both shapes where they do not fit.
    public func task(forKindOf data: SequenceDataset) throws(NetworkError) -> SequenceTask {
        try task(for: data, needsSequences: false)
    }

    private func task(for data: SequenceDataset, needsSequences: Bool) throws(NetworkError) -> SequenceTask {
        let summary = try summary(features: data.features)
        let width = summary.width ?? data.features
        try checkInputs(of: data)
        if needsSequences { try checkSequences(of: data) }
        let task = try data.task()

        if task.predictsSteps != summary.returnsSequences {
            throw NetworkError(
                layer: summary.returnsSequences ? nil : layers.firstIndex { $0 == .last || $0 == .mean },
                summary.returnsSequences
                    ? .outputAtEachStep(width: width, data: data.name, task: task)
                    : .outputOnce(width: width, data: data.name, task: task))
        }
        if width != task.outputs {
            let output = OutputShape(returnsSequences: summary.returnsSequences, width: width)
            throw NetworkError(layer: layers.count - 1, .outputWidth(output, data: data.name, task: task, last: layers.last))
        }
        return task
    }

    /// Symbols must come first to a layer that turns them into numbers.
    func checkReadsSymbols() throws(NetworkError) {
        let index = layers.firstIndex { if case .dropout = $0 { false } else { true } }
        switch index.map({ layers[$0] }) {
        case .recurrent, .bidirectional, .embedding, .dense: break
        case .dropout, .last, .mean, .residual, nil:
            throw NetworkError(layer: index ?? 0, .readsNumbers(layers[index ?? 0]))
        }
    }

    private func checkInputs(of data: SequenceDataset) throws(NetworkError) {
        if case .features(_, let width) = data.storage.inputs, case .embedding = layers.first {
            throw NetworkError(layer: 0, .readsSymbols(layers[0], data: data.name, width: width))
        }
        if case .symbols = data.storage.inputs { try checkReadsSymbols() }
    }

    private func checkSequences(of data: SequenceDataset) throws(NetworkError) {
        guard data.count > 0 else { throw NetworkError(.noSequences(data: data.name)) }
        if let empty = (0..<data.count).first(where: { data.length($0) == 0 }) {
            throw NetworkError(.noSteps(sequence: empty, data: data.name))
        }
    }
}

extension SequenceDataset {
    fileprivate func task() throws(NetworkError) -> SequenceTask {
        switch storage.targets {
        case .sequenceClasses(_, let names): return .classification(classes: names.count)
        case .stepClasses(_, let names): return .labelling(classes: names.count)
        case .sequenceValues(_, let width): return .sequenceRegression(width: width)
        case .stepValues(_, let width): return .stepRegression(width: width)
        case .sequenceLabels(_, let names): return .multiLabel(labels: names.count)
        case .nextSymbol:
            guard case .symbols(_, let vocabulary) = storage.inputs else {
                throw NetworkError(.noNextSymbol(data: name))
            }
            return .languageModel(vocabulary: vocabulary.count)
        }
    }
}
