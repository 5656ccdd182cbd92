import Kernels

/// Symbols to learned vectors.
final class EmbeddingExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ name: String, size: Int, vocabulary: Int, context: ExecutionContext) {
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
        guard let gradient = output.gradient else { return }
        let table = weights[0]
        let blocks = output.blocks(pass.layout)
        let symbols = pass.symbols
        let kernels = self.kernels
        for chunk in columnChunks(table.value.view.columns, rows: table.value.view.rows) {
            guard let sum = BlockwiseSum(blocks, (table, chunk), kernels: kernels) else { return }
            let from = gradient.columns(chunk.lowerBound, chunk.count)
            tasks.append {
                sum.compute(symbols: symbols) { piece, _, sums in
                    for segment in piece {
                        kernels.scatterAdd(from.rows(segment.left, segment.count), ids: symbols, first: segment.left, to: sums.weight)
                    }
                }
            }
        }
    }
}
