import Kernels

/// Looks up the learned vectors of symbols.
final class EmbeddingExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    /// Whether the weights are tied: another layer also uses them, and computes their gradient.
    private let isTied: Bool
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ name: String, size: Int, vocabulary: Int, isTied: Bool, context: ExecutionContext) {
        self.isTied = isTied
        let values = Matrix(rows: context.rows, columns: size)
        let gradient = context.trains ? Matrix(rows: context.rows, columns: size) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: size, returnsSequences: true)
        weights = [
            context.weight(
                rows: vocabulary, columns: size,
                parts: [.init(name: name + ".embedding", shape: [vocabulary, size], columns: 0..<size)])
        ]
        kernels = context.kernels
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for segment in shard.segments {
            kernels.gather(
                weights[0].value.view, ids: pass.symbols, first: segment.left, into: output.matrix.rows(segment.left, segment.count))
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {}

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        guard !isTied else { return }
        let table = weights[0].value.view
        for chunk in columnChunks(table.columns, rows: table.rows) {
            if let task = gradientTask(chunk, pass) { tasks.append(task) }
        }
    }

    /// Computes some columns of the gradient; nil if there is no gradient.
    func gradientTask(_ chunk: Range<Int>, _ pass: Pass) -> GradientTask? {
        let (symbols, kernels) = (pass.symbols, self.kernels)
        guard let from = output.gradient?.columns(chunk.lowerBound, chunk.count),
            let sum = BlockwiseSum(output.blocks(pass.layout), (weights[0], chunk), kernels: kernels)
        else { return nil }
        return {
            sum.compute(symbols: symbols) { piece, _, sums in
                for segment in piece {
                    kernels.scatterAdd(from.rows(segment.left, segment.count), ids: symbols, first: segment.left, to: sums.weight)
                }
            }
        }
    }
}
