import Kernels

/// Ends the time axis with a sum over the real steps of a sequence, weighted by a softmax of scores: u = tanh(x W + b),
/// a = softmax(u v), y = a_1 x_1 + .. + a_T x_T.
final class AttentionExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    let observedParts: [ObservedPart]
    private let input: LayerOutput
    private let product: InputProduct
    /// v, [units, 1].
    private let context: Weight
    private let packed: PackedView
    private let packedTransposed: PackedView?
    /// u by row, and the gradient of tanh's input.
    private let hidden: Matrix
    private let hiddenGradient: Matrix?
    /// The scores by row, which become the weights a, and their gradients.
    private let shares: Matrix
    private let shareGradients: Matrix?
    /// The scores of each sequence side by side, [sequences, steps].
    private let scores: Matrix
    private let zero = Matrix(count: 1)
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ name: String, _ layer: Layer, units: Int, input: LayerOutput, context: ExecutionContext) {
        self.input = input
        kernels = context.kernels
        let values = Matrix(rows: context.sequences, columns: input.width)
        let gradient = context.trains ? Matrix(rows: context.sequences, columns: input.width) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: input.width, returnsSequences: false)
        let bias = context.weight(rows: 1, columns: units, parts: [.init(name: name + ".bias", shape: [units], columns: 0..<units)])
        product = InputProduct(name, input: input, columns: units, bias: bias, context: context)
        self.context = context.weight(rows: units, columns: 1, parts: [.init(name: name + ".context", shape: [units], columns: 0..<1)])
        packed = self.context.packing(0..<1, transposed: false, kernels: kernels)
        packedTransposed = context.trains ? self.context.packing(0..<1, transposed: true, kernels: kernels) : nil
        weights = [product.kernel, bias, self.context]
        hidden = Matrix(rows: context.rows, columns: units)
        hiddenGradient = context.trains ? Matrix(rows: context.rows, columns: units) : nil
        shares = Matrix(rows: context.rows, columns: 1)
        shareGradients = context.trains ? Matrix(rows: context.rows, columns: 1) : nil
        scores = Matrix(rows: context.sequences, columns: context.rows / max(1, context.sequences))
        observedParts = [ObservedPart(layer: layer, part: .attention, matrix: shares.view)]
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        let layout = pass.layout
        product.forward(shard, pass, into: hidden.view)
        for segment in shard.segments {
            let rows = hidden.view.rows(segment.left, segment.count)
            kernels.activation(.tanh, of: rows, into: rows)
        }
        kernels.product(hidden.view, times: packed, from: zero.view, into: shares.view, segments: shard.segments)
        for r in shard.sequences where layout.lengths[r] > 0 {
            let row = scores.view.rows(r, 1).columns(0, layout.lengths[r])
            for t in 0..<layout.lengths[r] { row[0, t] = shares.view[layout.start[t] + r, 0] }
            kernels.softmax(row)
            for t in 0..<layout.lengths[r] { shares.view[layout.start[t] + r, 0] = row[0, t] }
        }
        output.matrix.rows(shard.sequences.lowerBound, shard.sequences.count).fill(0)
        layout.forEachStep(of: shard) { _, rows in
            kernels.addScaledRows(
                input.matrix.rows(rows.left, rows.count), factors: shares.view.rows(rows.left, rows.count),
                to: output.matrix.rows(rows.result, rows.count))
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient, let hiddenGradient, let shareGradients, let packedTransposed else { return }
        let layout = pass.layout
        layout.forEachStep(of: shard) { _, rows in
            kernels.rowProducts(
                input.matrix.rows(rows.left, rows.count), gradient.rows(rows.result, rows.count),
                into: shareGradients.view.rows(rows.left, rows.count))
        }
        // The gradient of the softmax: a (da - the sum of a da).
        for r in shard.sequences {
            var sum: Float = 0
            for t in 0..<layout.lengths[r] {
                let row = layout.start[t] + r
                sum += shares.view[row, 0] * shareGradients.view[row, 0]
            }
            for t in 0..<layout.lengths[r] {
                let row = layout.start[t] + r
                shareGradients.view[row, 0] = shares.view[row, 0] * (shareGradients.view[row, 0] - sum)
            }
        }
        for segment in shard.segments { hiddenGradient.view.rows(segment.left, segment.count).fill(0) }
        kernels.product(shareGradients.view, times: packedTransposed, into: hiddenGradient.view, segments: shard.segments)
        for segment in shard.segments {
            kernels.activationBackward(
                .tanh, value: hidden.view.rows(segment.left, segment.count),
                gradient: hiddenGradient.view.rows(segment.left, segment.count))
        }
        guard let target = input.gradient else { return }
        layout.forEachStep(of: shard) { _, rows in
            let part = target.rows(rows.left, rows.count)
            part.fill(0)
            kernels.addScaledRows(gradient.rows(rows.result, rows.count), factors: shares.view.rows(rows.left, rows.count), to: part)
        }
        product.backward(shard, pass, hiddenGradient.view, adds: true)
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        guard let hiddenGradient, let shareGradients else { return }
        product.gradientTasks(hiddenGradient.view, pass, &tasks)
        guard let sum = BlockwiseSum(input.blocks(pass.layout), (context, 0..<1), isOfProducts: true, kernels: kernels) else { return }
        let (hidden, gradients, precision) = (hidden.view, shareGradients.view, context.precision)
        tasks.append {
            sum.computeProducts(precision) { piece, _ in [BlockwiseSum.Factors(left: hidden, right: gradients, segments: piece)] }
        }
    }

    var products: [Products] {
        let count = hidden.view.columns
        return [product.products, Products(input: count, inputGradient: count)]
    }
}
