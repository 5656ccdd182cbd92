import Kernels

/// Derivatives of outputs with respect to inputs.
extension Executor {
    /// Scales all inputs of a sequence by each of several factors, and returns the outputs and the derivative of one output with respect to
    /// the scaled inputs.
    ///
    /// - Parameters:
    ///   - inputs: [steps, width] of one sequence.
    ///   - shares: the factors, one for each time that the sequence is read.
    ///   - place: the step of the output, if there is an output at each step.
    ///   - output: the output to differentiate: the probability of a class or label, or a value; nil for no derivatives.
    /// - Returns: probabilities or values, and derivatives, [shares, steps, width].
    func inputGradients(
        _ inputs: [Float], steps: Int, shares: [Float], place: Int, task: SequenceTask, output: Int?
    ) -> (answers: [[Float]], inputs: [Float]) {
        let batch = Batch(
            steps: steps, lengths: shares.map { _ in steps }, inputs: .features(shares.flatMap { share in inputs.map { $0 * share } }),
            targets: .none)
        var (pass, _) = prepare(batch, StepSettings(), isTraining: true, classWeights: nil)
        pass.drawsStates = false
        let (network, input) = (self.network, self.input?.view)
        let whole = pass
        team.run(whole.layout.shards.count) { index in
            let shard = whole.layout.shards[index]
            Self.fill(input, shard, batch, whole.layout)
            network.forward(shard, whole)
        }
        var said = [[Float]](repeating: [], count: shares.count)
        network.output.gradient?.rows(0, network.output.rows(pass.layout)).fill(0)
        for r in shares.indices {
            let row = network.output.returnsSequences ? pass.layout.start[place] + r : r
            if let transitions = network.transitions {
                let rows = pass.layout.rows(r)
                let scores = rows.flatMap { network.output.matrix.rows($0, 1).values }
                said[pass.layout.order[r]] = Array(answers(scores, task)[place * task.outputs..<(place + 1) * task.outputs])
                guard let output else { continue }
                let gradient = transitions.shareGradient(of: output, at: place, scores, steps: steps)
                for (step, row) in rows.enumerated() { network.output.gradient?.rows(row, 1).set(gradient, fromRow: step) }
                continue
            }
            let answers = answers(network.output.matrix.rows(row, 1).values, task)
            said[pass.layout.order[r]] = answers
            if let output { network.output.gradient?.rows(row, 1).set(derivative(of: output, answers, task)) }
        }
        guard output != nil else { return (said, []) }
        team.run(whole.layout.shards.count) { network.backward(whole.layout.shards[$0], whole) }
        return (said, inputGradient.map { padded($0.view, pass.layout, steps, hasSteps: true) } ?? [])
    }

    /// The derivative of a probability, or a value, with respect to the outputs of its row.
    private func derivative(of output: Int, _ answers: [Float], _ task: SequenceTask) -> [Float] {
        let own = answers[output]
        return switch task.outputKind {
        case .classes: answers.indices.map { own * (($0 == output ? 1 : 0) - answers[$0]) }
        case .labels: answers.indices.map { $0 == output ? own * (1 - own) : 0 }
        case .values, .several: answers.indices.map { $0 == output ? 1 : 0 }
        }
    }
}
