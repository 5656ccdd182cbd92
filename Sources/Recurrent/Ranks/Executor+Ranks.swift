import Kernels

/// The cooperation of an executor with other ranks.
extension Executor {
    /// The mean loss of a batch and its number of wrong classes, over the blocks of all ranks, the mean losses of
    /// several targets, and the combined orders of all ranks.
    func result(
        _ layout: BatchLayout, _ targets: LossExecution.Targets, orders own: RankOrders = RankOrders()
    ) throws(RankFailure) -> (loss: Double, wrong: Int, parts: [Double], orders: RankOrders?) {
        let blocks = loss.blockResults(layout, targets)
        guard let ranks else {
            let result = loss.result(blocks, targets)
            return (result.loss, result.wrong, result.parts, nil)
        }
        let width = max(1, targets.parts.count)
        let message = blocks.flatMap { [$0.loss.bitPattern, UInt64($0.wrong)] } + own.encoded
        let all = try ranks.gather(message, counts: layout.parts.map { 2 * width * $0.blocks.count + RankOrders.count })
        var (results, orders, place): ([LossExecution.BlockResult], [UInt64], Int) = ([], [], 0)
        for part in layout.parts {
            for _ in 0..<width * part.blocks.count {
                results.append(LossExecution.BlockResult(loss: Double(bitPattern: all[place]), wrong: Int(all[place + 1])))
                place += 2
            }
            orders += all[place..<place + RankOrders.count]
            place += RankOrders.count
        }
        let result = loss.result(results, targets)
        return (result.loss, result.wrong, result.parts, ranks.agreed(orders))
    }

    /// Computes the gradients of a batch, each rank those of its blocks, and adds them up.
    func computeGradients(_ pass: Pass, frozen: Set<Int>) throws(RankFailure) {
        guard let ranks else {
            let tasks = network.gradientTasks(pass, frozen: frozen)
            return team.run(tasks.count) { tasks[$0]() }
        }
        // No blocks before those of the first rank are computed elsewhere.
        for weight in weights { weight.keepApart(ranks.isFirst ? 0 : pass.layout.part.blocks.count) }
        for stage in network.gradientStages(pass, frozen: frozen) {
            let tasks = stage.tasks
            try ranks.sum(stage.parts.flatMap(pieces(of:)), kernels: kernels) { team.run(tasks.count) { tasks[$0]() } }
        }
    }

    private func pieces(of part: GradientStage.Part) -> [GradientPiece] {
        part.weights.flatMap { weight in
            pieces.filter { $0.weight === weight }.map { GradientPiece(weight: weight, first: $0.first, count: $0.count, left: part.left) }
        }
    }

    /// The first layer of the network whose output is not finite at any rank; nil if all are finite.
    func firstNonFiniteOutput(_ pass: Pass) throws(RankFailure) -> Int? {
        let own = network.firstNonFinite(pass, kernels)
        guard let ranks else { return own }
        let all = try ranks.gather([UInt64(own.map { $0 + 1 } ?? 0)], counts: [Int](repeating: 1, count: ranks.size))
        return all.filter { $0 > 0 }.min().map { Int($0) - 1 }
    }

    /// Shares with all ranks the outputs of a batch that an evaluation reads.
    func shareOutputs(of batch: Batch, _ layout: BatchLayout) throws(RankFailure) {
        guard let ranks else { return }
        let rows = layout.rowsOfRanks(hasSteps: loss.hasSteps)
        switch batch.targets {
        case .none: break
        case .several:
            try ranks.share(network.output.matrix, rows: rows)
            for part in loss.ranksOfParts { try ranks.share(part, rows: rows) }
        case .sequenceClasses, .stepClasses, .nextSymbols: try ranks.share(loss.ranks, rows: rows)
        case .sequenceValues, .sequenceLabels, .labelSequences, .stepValues: try ranks.share(network.output.matrix, rows: rows)
        }
    }
}
