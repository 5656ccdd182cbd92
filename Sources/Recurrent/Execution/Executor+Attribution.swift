import Kernels

/// Derivatives of outputs with respect to inputs.
extension Executor {
    /// What the network says of a sequence of which each number is taken times a share, and the derivative of one output with respect to what it reads then.
    ///
    /// - Parameters:
    ///   - inputs: [steps, width] of one sequence.
    ///   - shares: one for each time that it is read.
    ///   - place: the step whose output is looked at, where there is one at each.
    ///   - output: which output is derived: the probability of a class or label, or a value; nil for no derivatives.
    /// - Returns: outputs before softmax or sigmoid, and derivatives, [shares, steps, width].
    func inputGradients(
        _ inputs: [Float], steps: Int, shares: [Float], place: Int, task: SequenceTask, output: Int?
    ) -> (outputs: [[Float]], inputs: [Float]) {
        let batch = Batch(
            steps: steps, lengths: shares.map { _ in steps }, inputs: .features(shares.flatMap { share in inputs.map { $0 * share } }),
            targets: .none)
        let (pass, _) = prepare(batch, StepSettings(), isTraining: true, classWeights: nil)
        let (network, input) = (self.network, self.input?.view)
        team.run(pass.layout.shards.count) { index in
            let shard = pass.layout.shards[index]
            Self.fill(input, shard, batch, pass.layout)
            network.forward(shard, pass)
        }
        var outputs = [[Float]](repeating: [], count: shares.count)
        network.output.gradient?.rows(0, network.output.rows(pass.layout)).fill(0)
        for r in shares.indices {
            let row = network.output.returnsSequences ? pass.layout.start[place] + r : r
            let said = network.output.matrix.rows(row, 1).values
            outputs[pass.layout.order[r]] = said
            if let output { network.output.gradient?.rows(row, 1).set(derivative(of: output, said, task)) }
        }
        guard output != nil else { return (outputs, []) }
        team.run(pass.layout.shards.count) { network.backward(pass.layout.shards[$0], pass) }
        return (outputs, inputGradient.map { padded($0.view, pass.layout, steps, hasSteps: true) } ?? [])
    }

    /// Of a probability, or a value, with respect to the outputs of its row.
    private func derivative(of output: Int, _ said: [Float], _ task: SequenceTask) -> [Float] {
        let answers = answers(said, task)
        let own = answers[output]
        return switch task.outputKind {
        case .classes: answers.indices.map { own * (($0 == output ? 1 : 0) - answers[$0]) }
        case .labels: answers.indices.map { $0 == output ? own * (1 - own) : 0 }
        case .values: answers.indices.map { $0 == output ? 1 : 0 }
        }
    }
}
