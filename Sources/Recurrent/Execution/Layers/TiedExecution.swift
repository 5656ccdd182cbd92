import Kernels

/// x E' + b, where E is the table of the network's first layer, an embedding.
final class TiedExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    private let embedding: EmbeddingExecution
    private let input: LayerOutput
    private let packed: PackedView
    private let packedBack: PackedView?
    private let zero: Matrix
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ name: String, _ embedding: EmbeddingExecution, input: LayerOutput, context: ExecutionContext) {
        self.embedding = embedding
        self.input = input
        kernels = context.kernels
        let table = embedding.weights[0]
        let (vocabulary, size) = (table.value.view.rows, table.value.view.columns)
        let rows = input.returnsSequences ? context.rows : context.sequences
        let values = Matrix(rows: rows, columns: vocabulary)
        let gradient = context.trains ? Matrix(rows: rows, columns: vocabulary) : nil
        output = LayerOutput(
            values: .matrix(values.view), gradient: gradient?.view, width: vocabulary, returnsSequences: input.returnsSequences)
        weights = [
            context.weight(
                rows: 1, columns: vocabulary, parts: [.init(name: name + ".bias", shape: [vocabulary], columns: 0..<vocabulary)])
        ]
        packed = table.packing(0..<size, transposed: true, kernels: kernels)
        packedBack = input.gradient == nil ? nil : table.packing(0..<size, transposed: false, kernels: kernels)
        zero = Matrix(count: size)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        kernels.product(
            input.matrix, times: packed, from: weights[0].value.view, into: output.matrix, segments: input.segments(shard))
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient, let target = input.gradient, let packedBack else { return }
        kernels.product(gradient, times: packedBack, from: zero.view, into: target, segments: input.segments(shard))
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        let kernels = self.kernels
        let bias = weights[0]
        guard let gradient = output.gradient,
            let sum = BlockwiseSum(output.blocks(pass.layout), (bias, 0..<bias.value.view.columns), kernels: kernels)
        else { return }
        tasks.append {
            sum.compute { piece, _, sums in
                for segment in piece { kernels.sumRows(of: gradient.rows(segment.left, segment.count), addedTo: sums.weight) }
            }
        }
    }

    /// Adds tasks for the part of the table's gradient that comes from the embedding.
    func addReadingTasks(_ reading: Pass, _ tasks: inout [GradientTask]) {
        for chunk in columnChunks(table.value.view.columns, rows: table.value.view.rows) {
            if let task = embedding.gradientTask(chunk, reading) { tasks.append(task) }
        }
    }

    /// The embedding's table.
    var table: Weight { embedding.weights[0] }

    /// Adds tasks for both parts of the table's gradient: the embedding's and this layer's.
    ///
    /// - Parameter reading: the pass of the embedding; nil if its part has been computed already.
    func addTableTasks(_ pass: Pass, reading: Pass?, _ tasks: inout [GradientTask]) {
        guard let gradient = output.gradient else { return }
        let (table, precision) = (self.table, self.table.precision)
        for chunk in columnChunks(table.value.view.columns, rows: table.value.view.rows) {
            let first = reading.flatMap { embedding.gradientTask(chunk, $0) }
            guard first != nil || reading == nil,
                let sum = BlockwiseSum(output.blocks(pass.layout), (table, chunk), isOfProducts: true, kernels: kernels)
            else { return }
            let values = input.matrix.columns(chunk.lowerBound, chunk.count)
            tasks.append {
                first?()
                sum.computeProducts(precision, isMore: true) { piece, _ in
                    [BlockwiseSum.Factors(left: gradient, right: values, segments: piece)]
                }
            }
        }
    }

    var products: [Products] {
        let count = table.value.view.rows * table.value.view.columns
        return [Products(input: count, inputGradient: input.gradient == nil ? 0 : count, eachStep: input.returnsSequences)]
    }
}
