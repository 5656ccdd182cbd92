import Kernels

/// The state of an executor between steps: weights, optimizer state, and carried states.
extension Executor {
    /// All weights, by layer.
    var parameters: [Tensor] { weights.flatMap { $0.tensors(of: $0.value) } }

    /// Takes these weights, which are matched by name.
    func load(_ parameters: [Tensor]) throws(NetworkError) {
        try set(parameters, of: weights.map { ($0, $0.value) })
        for weight in weights { weight.average?.view.set(weight.value.view) }
        pack()
    }

    /// The running averages of all weights; empty if none are kept.
    var averages: [Tensor] { weights.flatMap { weight in weight.average.map { weight.tensors(of: $0) } ?? [] } }

    /// Restores `averages`.
    func restore(averages: [Tensor]) throws(NetworkError) {
        try set(averages, of: weights.compactMap { weight in weight.average.map { (weight, $0) } })
    }

    /// The result of `body` with the running averages in place of the weights, if they are kept.
    func withAverages<Result>(_ body: () -> Result) -> Result {
        guard weights.contains(where: { $0.average != nil }) else { return body() }
        exchangeAverages()
        defer { exchangeAverages() }
        return body()
    }

    /// Exchanges the weights and their running averages.
    private func exchangeAverages() {
        for weight in weights {
            guard let average = weight.average else { continue }
            let copy = Matrix(rows: average.view.rows, columns: average.view.columns)
            copy.view.set(average.view)
            average.view.set(weight.value.view)
            weight.value.view.set(copy.view)
        }
        pack()
    }

    private func set(_ tensors: [Tensor], of targets: [(Weight, Matrix)]) throws(NetworkError) {
        let byName = Dictionary(tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for (weight, matrix) in targets {
            for part in weight.parts {
                guard let tensor = byName[part.name] else {
                    throw NetworkError(.weights(.missing(part.name)))
                }
                guard tensor.shape == part.shape else {
                    throw NetworkError(.weights(.shape(part.name, found: tensor.shape, expected: part.shape)))
                }
                matrix.view.columns(part.columns.lowerBound, part.columns.count).set(tensor.values)
            }
        }
    }

    /// Updates all packed copies.
    func pack() {
        let shares = 4
        let jobs = weights.flatMap { weight in
            weight.packings.indices.flatMap { packing in (0..<shares).map { (weight, packing, $0) } }
        }
        let kernels = self.kernels
        team.run(jobs.count) { job in
            let (weight, packing, share) = jobs[job]
            weight.pack(packing, part: share, parts: shares, kernels: kernels)
        }
    }

    /// The optimizer state, for checkpoints.
    var optimizerState: [Tensor] {
        func named(_ suffix: String, _ matrix: (Weight) -> Matrix?) -> [Tensor] {
            weights.flatMap { weight in
                matrix(weight).map { weight.tensors(of: $0) } ?? []
            }.map { Tensor(name: $0.name + suffix, shape: $0.shape, values: $0.values) }
        }
        return named(".first", { $0.first }) + named(".second", { $0.second })
    }

    /// Restores the optimizer state after `updates` steps.
    func restore(optimizerState: [Tensor], updates: Int) throws(NetworkError) {
        func stripped(_ suffix: String) -> [Tensor] {
            optimizerState.filter { $0.name.hasSuffix(suffix) }.map {
                Tensor(name: String($0.name.dropLast(suffix.count)), shape: $0.shape, values: $0.values)
            }
        }
        try set(stripped(".first"), of: weights.compactMap { weight in weight.first.map { (weight, $0) } })
        try set(stripped(".second"), of: weights.compactMap { weight in weight.second.map { (weight, $0) } })
        stepsDone = updates
    }

    /// Recurrent states by sequence, for checkpoints and samplers.
    var recurrentState: [Tensor] {
        network.carriedStates.map {
            Tensor(name: $0.name, shape: [$0.carried.rows, $0.carried.columns], values: $0.carried.values)
        }
    }

    /// Restores `recurrentState`.
    func restore(recurrentState: [Tensor]) throws(NetworkError) {
        for state in network.carriedStates {
            guard let tensor = recurrentState.first(where: { $0.name == state.name }),
                tensor.shape == [state.carried.rows, state.carried.columns]
            else { throw NetworkError(.weights(.state(state.name))) }
            state.carried.set(tensor.values)
        }
    }

    /// Clears carried states: the next step that continues begins with zeros.
    func resetState() {
        for state in network.carriedStates { state.carried.fill(0) }
    }
}
