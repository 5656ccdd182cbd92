import Kernels

/// Forward, backward and update.
extension Executor {
    /// Forward pass, backward pass and update with one batch, which begins with the carried state.
    func trainingStep(_ batch: Batch, _ settings: StepSettings) -> StepResult { trainingStep([(batch, true)], settings) }

    /// Forward and backward passes for each batch, in order, and one update with the mean of their gradients.
    ///
    /// - Parameter batches: one or more batches, and whether each continues from the carried state.
    /// - Returns: `StepResult.impossible` if another rank does not respond: everything is as it was before the step.
    func trainingStep(_ batches: [(batch: Batch, continuesState: Bool)], _ settings: StepSettings) -> StepResult {
        // A single batch keeps its states only when the step has succeeded; several may keep some earlier.
        let states = ranks != nil && settings.carriesState ? recurrentState : []
        do throws(RankFailure) {
            return try step(batches, settings)
        } catch {
            // These states are this executor's own, so they fit.
            if !states.isEmpty { try? restore(recurrentState: states) }
            return .impossible
        }
    }

    private func step(_ batches: [(batch: Batch, continuesState: Bool)], _ settings: StepSettings) throws(RankFailure) -> StepResult {
        var (sum, wrong, count, weight) = (0.0, 0, 0, 0.0)
        var last: Pass?
        var orders: RankOrders?
        for (place, (batch, continuesState)) in batches.enumerated() {
            if settings.carriesState {
                if let last { try network.keepStates(last, ranks: ranks) }
                if !continuesState { resetState() }
            }
            var own = settings
            own.step = settings.step * settings.batches + place
            let (pass, targets) = try backpropagate(batch, own)
            let found = try result(pass.layout, targets, orders: settings.orders)
            orders = found.orders
            // For a single batch nothing is rounded.
            sum = batches.count == 1 ? found.loss : sum + found.loss * targets.weight
            (wrong, count, weight, last) = (wrong + found.wrong, count + targets.count, weight + targets.weight, pass)
            if batches.count > 1 { collectGradients(isFirst: place == 0, isLast: place == batches.count - 1, of: batches.count) }
        }
        guard let pass = last else { preconditionFailure("a step has a batch") }
        let total = batches.count == 1 ? sum : (weight > 0 ? sum / weight : 0)
        let squares = gradientSquares(frozen: settings.frozenLayers)
        let norm = squares.reduce(0, +).squareRoot()
        var result = StepResult(
            loss: total, wrong: wrong, targets: count, weight: weight, gradientNorm: Float(norm),
            layerNorms: squares.map { Float($0.squareRoot()) }, isFinite: total.isFinite && norm.isFinite, orders: orders)
        guard result.isFinite else {
            // Gradients come from the end of the network.
            result.nonFiniteLayer = try firstNonFiniteOutput(pass) ?? squares.lastIndex { !$0.isFinite }
            return result
        }
        var clipped = norm
        if let bound = settings.clipValue {
            limitGradients(to: bound)
            if settings.clipNorm != nil { clipped = gradientSquares(frozen: settings.frozenLayers).reduce(0, +).squareRoot() }
        }
        var scale: Float = 1
        if let limit = settings.clipNorm, Float(clipped) > limit {
            scale = limit / (Float(clipped) + 1e-6)
            result.isClipped = true
        }
        // Before the update: once weights have changed, nothing may fail any more.
        if settings.carriesState { try network.keepStates(pass, ranks: ranks) }
        update(settings, gradientScale: scale)
        return result
    }

    /// Gradients of the mean loss, without an update; also with respect to the input, [batch, steps, width], if requested.
    func gradients(_ batch: Batch, _ settings: StepSettings = StepSettings()) -> (loss: Double, parameters: [Tensor], input: [Float]) {
        guard let (pass, targets) = try? backpropagate(batch, settings), let found = try? result(pass.layout, targets) else {
            return (.nan, [], [])
        }
        let parameters = weights.flatMap { weight in weight.gradient.map { weight.tensors(of: $0) } ?? [] }
        let input = inputGradient.map { padded($0.view, pass.layout, batch.steps) } ?? []
        return (found.loss, parameters, input)
    }

    private func backpropagate(_ batch: Batch, _ settings: StepSettings) throws(RankFailure) -> (Pass, LossExecution.Targets) {
        let (pass, targets) = prepare(batch, settings, isTraining: true, classWeights: settings.classWeights)
        let network = self.network
        let loss = self.loss
        let input = self.input?.view
        team.run(pass.layout.shards.count) { index in
            let shard = pass.layout.shards[index]
            Self.fill(input, shard, batch, pass.layout)
            network.forward(shard, pass)
            loss.compute(shard, targets, batch, pass.layout)
            network.backward(shard, pass)
        }
        try computeGradients(pass, frozen: settings.frozenLayers)
        return (pass, targets)
    }

    /// The squared norms of the gradients, by top-level layer. Pieces are the same for any number of threads and are added in order.
    private func gradientSquares(frozen: Set<Int>) -> [Double] {
        let pieces = self.pieces
        let kernels = self.kernels
        let sums = Matrix(rows: 1, columns: pieces.count)
        team.run(pieces.count) { index in
            let (weight, layer, first, count) = pieces[index]
            guard let gradient = weight.gradient, !frozen.contains(layer) else { return sums.view[0, index] = 0 }
            sums.view[0, index] = kernels.sumOfSquares(gradient.view.rows(first, count))
        }
        var squares = [Double](repeating: 0, count: model.network.layers.count)
        for (index, piece) in pieces.enumerated() { squares[piece.layer] += Double(sums.view[0, index]) }
        return squares
    }

    /// Adds the gradients of a batch to those of the batches before; after the last, the gradients are the mean of all.
    private func collectGradients(isFirst: Bool, isLast: Bool, of count: Int) {
        let (pieces, kernels) = (self.pieces, self.kernels)
        team.run(pieces.count) { index in
            let (weight, _, first, rows) = pieces[index]
            guard let gradient = weight.gradient?.view.rows(first, rows), let sum = weight.accumulatedGradient?.view.rows(first, rows)
            else { return }
            if isFirst { sum.set(gradient) } else { kernels.add(gradient, to: sum) }
            guard isLast else { return }
            gradient.set(sum)
            kernels.scale(gradient, by: 1 / Float(count))
        }
    }

    private func limitGradients(to bound: Float) {
        let (pieces, kernels) = (self.pieces, self.kernels)
        team.run(pieces.count) { index in
            let (weight, _, first, count) = pieces[index]
            guard let gradient = weight.gradient else { return }
            kernels.limit(gradient.view.rows(first, count), to: bound)
        }
    }

    private func update(_ settings: StepSettings, gradientScale: Float) {
        guard let optimizer else { return }
        let rule = optimizer.rule(
            rate: settings.learningRate, step: stepsDone, gradientScale: gradientScale, weightDecay: settings.weightDecay)
        let kernels = self.kernels
        let pieces = self.pieces
        let frozen = settings.frozenLayers
        let share = settings.averageShare
        team.run(pieces.count) { index in
            let (weight, layer, first, count) = pieces[index]
            guard !frozen.contains(layer), let gradient = weight.gradient?.view.rows(first, count) else { return }
            kernels.update(
                weight.value.view.rows(first, count), gradients: gradient, first: weight.first?.view.rows(first, count) ?? gradient,
                second: weight.second?.view.rows(first, count) ?? gradient, rule: rule)
            guard let share, let average = weight.average?.view.rows(first, count) else { return }
            kernels.average(weight.value.view.rows(first, count), into: average, share: share)
        }
        stepsDone += 1
        pack()
    }
}
