import Kernels

/// The forward pass alone, without dropout.
extension Executor {
    /// The outputs without dropout, and their loss if the batch has targets. The whole batch is computed here.
    ///
    /// - Parameter carriesState: whether to begin with the carried state, and to keep the final state.
    func forward(_ batch: Batch, carriesState: Bool = false, classWeights: [Float]? = nil) -> ForwardResult {
        var settings = StepSettings()
        settings.carriesState = carriesState
        let (pass, targets) = propagate(batch, settings, classWeights: classWeights, ranksClasses: false)
        if carriesState { network.keepStates(pass) }
        let outputs = padded(network.output.matrix, pass.layout, network.output.returnsSequences ? batch.steps : 1)
        computeLoss(batch, pass, targets)
        let result = targets.count > 0 ? loss.result(loss.blockResults(pass.layout, targets), targets) : nil
        return ForwardResult(outputs: outputs, loss: result?.loss ?? 0, wrong: result?.wrong ?? 0, targets: targets.count)
    }

    /// The outputs without dropout, as returned by `forward`, for batches without targets. Each rank computes a part.
    ///
    /// - Throws: `RankFailure` if another rank does not respond.
    func outputs(_ batch: Batch, carriesState: Bool) throws(RankFailure) -> [Float] {
        var settings = StepSettings()
        settings.carriesState = carriesState
        let (pass, _) = propagate(batch, settings, classWeights: nil, ranksClasses: false)
        if carriesState { try network.keepStates(pass, ranks: ranks) }
        let hasSteps = network.output.returnsSequences
        try ranks?.share(network.output.matrix, rows: pass.layout.rowsOfRanks(hasSteps: hasSteps))
        return padded(network.output.matrix, pass.layout, hasSteps ? batch.steps : 1)
    }

    /// Adds the predictions for a batch, from the carried state, to an evaluation, and keeps the final state. Each rank computes a part.
    ///
    /// - Parameter starts: the step of its sequence at which each row begins.
    /// - Throws: `RankFailure` if another rank does not respond.
    func evaluate(_ batch: Batch, starts: [Int], into counter: inout EvaluationCounter) throws(RankFailure) {
        var settings = StepSettings()
        settings.carriesState = true
        let (pass, targets) = propagate(batch, settings, classWeights: nil, ranksClasses: true)
        try network.keepStates(pass, ranks: ranks)
        try shareOutputs(of: batch, pass.layout)
        counter.add(
            batch, pass.layout, outputs: network.output.matrix, ranks: targets.parts.isEmpty ? [loss.ranks] : loss.ranksOfParts,
            starts: starts)
        computeLoss(batch, pass, targets)
        let orders = RankOrders(wantsSuspension: ranks?.isSuspensionRequested ?? false)
        let found = targets.count > 0 ? try result(pass.layout, targets, orders: orders) : nil
        counter.add(loss: found?.loss ?? 0, count: targets.count, weight: targets.weight)
        for (index, part) in targets.parts.enumerated() {
            counter.add(loss: found?.parts[index] ?? 0, count: part.targets.count, weight: part.targets.weight, ofTarget: index)
        }
    }

    /// The forward pass without dropout, before the loss.
    private func propagate(
        _ batch: Batch, _ settings: StepSettings, classWeights: [Float]?, ranksClasses: Bool
    ) -> (Pass, LossExecution.Targets) {
        let (pass, targets) = prepare(batch, settings, isTraining: false, classWeights: classWeights)
        let network = self.network
        let loss = self.loss
        let input = self.input?.view
        team.run(pass.layout.shards.count) { index in
            let shard = pass.layout.shards[index]
            Self.fill(input, shard, batch, pass.layout)
            network.forward(shard, pass)
            if ranksClasses { loss.rank(shard, targets, pass.layout) }
        }
        return (pass, targets)
    }

    /// The losses of rows after a forward pass, if there are targets.
    private func computeLoss(_ batch: Batch, _ pass: Pass, _ targets: LossExecution.Targets) {
        guard targets.count > 0 else { return }
        let loss = self.loss
        team.run(pass.layout.shards.count) { loss.compute(pass.layout.shards[$0], targets, batch, pass.layout) }
    }

    /// The activity of the recurrent layers in the first steps of the only sequence of the latest forward pass.
    func activities(steps: Int) -> [LayerActivity] {
        network.observedParts.map { LayerActivity($0.part, steps: steps, stride: $0.stride) }
    }

    /// The predictions from the outputs of a sequence's steps, or from rows of outputs, [rows, outputs]: probabilities of classes or
    /// labels, or values unchanged. For paths, the marginal probability of each class at each step.
    func answers(_ outputs: [Float], _ task: SequenceTask) -> [Float] {
        if let transitions = network.transitions { return paths(outputs, transitions, task).shares }
        return switch task.outputKind {
        case .several: ofParts(outputs, task, answers)
        case .classes: softmax(outputs, width: task.outputs)
        case .labels: sigmoid(outputs, width: task.outputs)
        case .values: outputs
        }
    }

    /// Applies `say` to the outputs of each of several targets, and concatenates the results.
    private func ofParts(
        _ outputs: [Float], _ task: SequenceTask, _ say: (_ outputs: [Float], _ task: SequenceTask) -> [Float]
    ) -> [Float] {
        var answers = outputs
        let width = task.outputs
        for (part, columns) in task.parts {
            let own = stride(from: 0, to: outputs.count, by: width).flatMap {
                outputs[$0 + columns.lowerBound..<$0 + columns.upperBound]
            }
            let said = say(own, part)
            for row in 0..<(outputs.count / width) {
                answers.replaceSubrange(
                    row * width + columns.lowerBound..<row * width + columns.upperBound,
                    with: said[row * columns.count..<(row + 1) * columns.count])
            }
        }
        return answers
    }

    /// The predictions for users: `answers`, with the quantiles of each value in ascending order. A network may predict them in another
    /// order; sorted ones are never farther from the truth.
    ///
    /// Source: V. Chernozhukov, I. Fernandez-Val, A. Galichon, "Quantile and Probability Curves Without Crossing", Econometrica 2010,
    /// proposition 4.
    func predictions(_ outputs: [Float], _ task: SequenceTask) -> [Float] {
        guard task.parts.isEmpty else { return ofParts(outputs, task, predictions) }
        var values = answers(outputs, task)
        let levels = task.quantiles.count
        guard levels > 1 else { return values }
        for first in stride(from: 0, through: values.count - levels, by: levels) { values[first..<first + levels].riseWhereNumbers() }
        return values
    }

    /// The best path through the outputs of a sequence's steps; nil if the classes of steps are predicted independently.
    func bestPath(_ outputs: [Float], _ task: SequenceTask) -> [Int]? {
        network.transitions.map { paths(outputs, $0, task).best }
    }

    /// The joint predictions for the steps of a sequence.
    private func paths(
        _ outputs: [Float], _ transitions: TransitionsExecution, _ task: SequenceTask
    ) -> (shares: [Float], best: [Int]) {
        let steps = outputs.count / max(1, task.outputs)
        guard steps > 0 else { return ([], []) }
        transitions.prepare()
        return transitions.paths(outputs, steps: steps)
    }

    /// Softmax of each row of [rows, width].
    func softmax(_ values: [Float], width: Int) -> [Float] { changed(values, width: width) { kernels.softmax($0) } }

    private func sigmoid(_ values: [Float], width: Int) -> [Float] {
        changed(values, width: width) { kernels.activation(.sigmoid, of: $0, into: $0) }
    }

    private func changed(_ values: [Float], width: Int, _ change: (MatrixView) -> Void) -> [Float] {
        guard width > 0, !values.isEmpty else { return [] }
        let matrix = Matrix(rows: values.count / width, columns: width)
        return withExtendedLifetime(matrix) {
            matrix.view.set(values)
            change(matrix.view)
            return matrix.view.values
        }
    }

    /// The floating-point operations of the matrix products for a batch with these lengths.
    func operations(lengths: [Int], training: Bool) -> Int {
        network.operations(BatchLayout(lengths: lengths, shards: 1), training: training)
    }

    /// The rows of the batch in their original order: [batch, steps, width], zero after the end of a sequence; or [batch, width].
    ///
    /// - Parameter hasSteps: whether there is a row for each step; nil if as in the network's output.
    func padded(_ view: MatrixView, _ layout: BatchLayout, _ steps: Int, hasSteps: Bool? = nil) -> [Float] {
        let matrix = Matrix(rows: layout.count * steps, columns: view.columns)
        let result = matrix.view
        if steps == 1, !(hasSteps ?? network.output.returnsSequences) {
            for r in 0..<layout.count { result.rows(layout.order[r], 1).set(view.rows(r, 1)) }
        } else {
            for t in 0..<layout.steps {
                for r in 0..<layout.active[t] {
                    result.rows(layout.order[r] * steps + t, 1).set(view.rows(layout.start[t] + r, 1))
                }
            }
        }
        return withExtendedLifetime(matrix) { result.values }
    }
}

extension ArraySlice<Float> {
    /// Sorts in ascending order; does nothing if an element is NaN.
    mutating func riseWhereNumbers() {
        if allSatisfy({ !$0.isNaN }) { sort() }
    }
}
