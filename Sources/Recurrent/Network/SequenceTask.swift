import Datasets

/// The task of a network on a dataset, determined by both.
public enum SequenceTask: Hashable, Sendable {
    /// One class for each sequence.
    case classification(classes: Int)
    /// One class for each step.
    case labelling(classes: Int)
    /// The next symbol at each step.
    case languageModel(vocabulary: Int)
    /// A vector for each sequence, or the quantiles of each of its values.
    case sequenceRegression(width: Int, quantiles: [Float] = [])
    /// Any number of labels for each sequence.
    case multiLabel(labels: Int)
    /// A label sequence of any length for each sequence, aligned with its steps; the blank is the last output.
    case transcription(labels: Int)
    /// A vector for each step, or the quantiles of each of its values.
    case stepRegression(width: Int, quantiles: [Float] = [])
    /// Several of these at once, all for sequences or all for steps; their outputs are concatenated in order.
    case several([SequenceTask])

    /// What the outputs of a network represent.
    public enum OutputKind: Sendable {
        /// One of several classes, with softmax cross-entropy as the loss.
        case classes
        /// Any number of labels, with sigmoid cross-entropy as the loss.
        case labels
        /// Values, with squared error or pinball loss.
        case values
        /// Outputs of several targets, each of its own kind.
        case several
    }

    /// What the outputs represent.
    public var outputKind: OutputKind {
        switch self {
        case .classification, .labelling, .languageModel, .transcription: .classes
        case .multiLabel: .labels
        case .sequenceRegression, .stepRegression: .values
        case .several: .several
        }
    }

    /// Whether one of several classes is predicted for each sequence or step.
    public var predictsClasses: Bool { outputKind == .classes && !isTranscription }

    /// Whether label sequences are decoded from the steps.
    public var isTranscription: Bool { if case .transcription = self { true } else { false } }

    /// Whether the network has an output for each step rather than one for each sequence.
    public var predictsSteps: Bool {
        switch self {
        case .labelling, .languageModel, .stepRegression, .transcription: true
        case .classification, .multiLabel, .sequenceRegression: false
        case .several(let tasks): tasks.first?.predictsSteps ?? false
        }
    }

    /// The task and the output columns of each of several targets; empty if there is only one target.
    public var parts: [(task: SequenceTask, columns: Range<Int>)] {
        guard case .several(let tasks) = self else { return [] }
        var first = 0
        return tasks.map { task in
            defer { first += task.outputs }
            return (task, first..<first + task.outputs)
        }
    }

    /// The number of outputs: classes, labels (with the blank in transcription), or the numbers of a vector times their quantiles.
    public var outputs: Int { isTranscription ? targets + 1 : targets * max(1, quantiles.count) }

    /// The number of classes, labels, or numbers of a target.
    public var targets: Int {
        switch self {
        case .classification(let count), .labelling(let count), .languageModel(let count),
            .sequenceRegression(let count, _), .stepRegression(let count, _), .multiLabel(let count), .transcription(let count):
            count
        case .several(let tasks): tasks.reduce(0) { $0 + $1.outputs }
        }
    }

    /// The quantile levels of each predicted value; empty if the value itself is predicted.
    public var quantiles: [Float] {
        switch self {
        case .classification, .labelling, .languageModel, .multiLabel, .transcription, .several: []
        case .sequenceRegression(_, let levels), .stepRegression(_, let levels): levels
        }
    }

    /// The index of the output that represents a value: the quantile nearest to one half, the lower of two equally near.
    public var middle: Int {
        let levels = quantiles
        return levels.indices.min { (abs(levels[$0] - 0.5), $0) < (abs(levels[$1] - 0.5), $1) } ?? 0
    }
}

extension Network {
    /// The task of this network on `data`.
    ///
    /// - Throws: `NetworkError` with both shapes if they do not fit.
    public func task(for data: SequenceDataset, loss: Loss = .standard) throws(NetworkError) -> SequenceTask {
        try task(for: data, loss: loss, needsSequences: true)
    }

    /// The task of this network on data of this kind, which may have no sequences.
    ///
    /// - Throws: `NetworkError` with both shapes if they do not fit.
    public func task(forKindOf data: SequenceDataset, loss: Loss = .standard) throws(NetworkError) -> SequenceTask {
        try task(for: data, loss: loss, needsSequences: false)
    }

    private func task(for data: SequenceDataset, loss: Loss, needsSequences: Bool) throws(NetworkError) -> SequenceTask {
        let summary = try summary(features: data.features)
        let width = summary.width ?? data.features
        try checkInputs(of: data)
        if needsSequences { try checkSequences(of: data) }
        let task = try data.task(loss)
        try data.checkStepWeights(task, loss)
        switch (layers.last == .transitions, loss == .crf) {
        case (true, false): throw NetworkError(layer: layers.count - 1, .transitionsWithoutPaths(loss))
        case (false, true): throw NetworkError(.pathsWithoutTransitions)
        case (true, true), (false, false): break
        }

        if task.predictsSteps != summary.returnsSequences {
            throw NetworkError(
                layer: summary.returnsSequences ? nil : layers.firstIndex(where: \.endsTime),
                summary.returnsSequences
                    ? .outputAtEachStep(width: width, data: data.name, task: task)
                    : .outputOnce(width: width, data: data.name, task: task))
        }
        if task.predictsSteps, summary.stride > 1, let place = layers.firstIndex(where: { $0.stride > 1 }) {
            throw NetworkError(layer: place, .outputAtFewerSteps(layers[place], times: summary.stride, data: data.name, task: task))
        }
        if width != task.outputs {
            let output = OutputShape(returnsSequences: summary.returnsSequences, width: width)
            let last = layers.lastIndex { $0 != .transitions }
            throw NetworkError(layer: last, .outputWidth(output, data: data.name, task: task, last: last.map { layers[$0] }))
        }
        return task
    }

    /// The first layer, apart from dropout, must be one that reads symbols.
    func checkReadsSymbols() throws(NetworkError) {
        let index = layers.firstIndex { if case .dropout = $0 { false } else { true } }
        switch index.map({ layers[$0] }) {
        case .recurrent, .bidirectional, .embedding, .dense: break
        case .dropout, .last, .first, .mean, .max, .attend, .residual, .join, .conv, .pool, .tied, .transitions, nil:
            throw NetworkError(layer: index ?? 0, .readsNumbers(layers[index ?? 0]))
        }
    }

    private func checkInputs(of data: SequenceDataset) throws(NetworkError) {
        if case .features(_, let width) = data.storage.form, case .embedding = layers.first {
            throw NetworkError(layer: 0, .readsSymbols(layers[0], data: data.name, width: width))
        }
        if case .symbols = data.storage.form { try checkReadsSymbols() }
    }

    private func checkSequences(of data: SequenceDataset) throws(NetworkError) {
        guard data.count > 0 else { throw NetworkError(.noSequences(data: data.name)) }
        if let empty = (0..<data.count).first(where: { data.length($0) == 0 }) {
            throw NetworkError(.noSteps(sequence: empty, data: data.name))
        }
    }
}

extension SequenceDataset {
    /// Step weights need a prediction at each step, and a loss that is a sum over steps.
    fileprivate func checkStepWeights(_ task: SequenceTask, _ loss: Loss) throws(NetworkError) {
        guard !storage.details.stepWeights.isEmpty else { return }
        guard task.predictsSteps, !task.isTranscription else { throw NetworkError(.stepWeightsWithoutSteps(data: name)) }
        if loss == .crf { throw NetworkError(.stepWeightsOfPaths(data: name)) }
    }

    private func severalTasks(_ loss: Loss) throws(NetworkError) -> SequenceTask {
        let targets = severalTargets
        switch loss {
        case .standard: break
        case .weighted(let parts):
            guard parts.count == targets.count else {
                throw NetworkError(.targetWeights(parts.count, targets: targets.map(\.name), data: name))
            }
            if let part = parts.first(where: { !$0.isSound }) { throw NetworkError(.lossOfOneTarget(part.loss, data: name)) }
        case .quantiles, .smoothing, .focal, .ctc, .crf: throw NetworkError(.lossOfOneTarget(loss, data: name))
        }
        var tasks: [SequenceTask] = []
        for (index, part) in loss.parts(ofTargets: targets.count).enumerated() {
            // Errors concern this target.
            var own = target(index)
            own.name = "\(targets[index].name) of \(name)"
            tasks.append(try own.task(part.loss))
        }
        let ofSteps = zip(targets, tasks).filter(\.1.predictsSteps)
        guard targets.count <= Loss.greatestTargets, ofSteps.isEmpty || ofSteps.count == tasks.count else {
            throw NetworkError(.mixedTargets(ofSteps.map(\.0.name), data: name))
        }
        return .several(tasks)
    }

    fileprivate func task(_ loss: Loss) throws(NetworkError) -> SequenceTask {
        if case .several = storage.targets { return try severalTasks(loss) }
        if case .weighted(let weights) = loss { throw NetworkError(.targetWeights(weights.count, targets: [], data: name)) }
        let quantiles = loss.quantiles
        switch storage.targets {
        case .sequenceClasses, .sequenceLabels, .labelSequences, .stepClasses, .nextSymbol:
            if !quantiles.isEmpty { throw NetworkError(.quantilesOfClasses(data: name)) }
        case .sequenceValues, .stepValues, .several: break
        }
        switch storage.targets {
        case .sequenceClasses, .stepClasses, .nextSymbol, .several: break
        case .sequenceLabels, .labelSequences, .sequenceValues, .stepValues:
            if loss.isOfClasses { throw NetworkError(.lossOfClasses(loss, data: name)) }
        }
        if case .ctc = loss, !hasLabelSequences { throw NetworkError(.noLabelSequences(data: name)) }
        if loss == .crf {
            guard case .stepClasses = storage.targets else { throw NetworkError(.noPaths(data: name)) }
        }
        switch storage.targets {
        case .several: return try severalTasks(loss)
        case .sequenceClasses(_, let names): return .classification(classes: names.count)
        case .stepClasses(_, let names): return .labelling(classes: names.count)
        case .sequenceValues(_, let width): return .sequenceRegression(width: width, quantiles: quantiles)
        case .stepValues(_, let width): return .stepRegression(width: width, quantiles: quantiles)
        case .sequenceLabels(_, let names): return .multiLabel(labels: names.count)
        case .labelSequences(_, let names): return .transcription(labels: names.count)
        case .nextSymbol:
            guard case .symbols(_, let vocabulary) = storage.form else {
                throw NetworkError(.noNextSymbol(data: name))
            }
            return .languageModel(vocabulary: vocabulary.count)
        }
    }
}
