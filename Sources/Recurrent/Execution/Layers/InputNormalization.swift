import Kernels

/// Layer normalisation of a recurrent layer's product with its input, gate by gate: gain * normalised(x W) + b (Ba, Kiros, Hinton, 2016).
final class InputNormalization: Sendable {
    let gain: Weight
    private let bias: Weight
    private let product: InputProduct
    private let columns: Int
    /// x W by row, normalised in place; 1 / deviation for each gate; and the gradient of x W.
    private let values: Matrix
    private let scales: Matrix
    private let gradient: Matrix?
    private let kernels: KernelTable

    /// - Parameters:
    ///   - product: a product without a bias.
    ///   - bias: the bias, whose first columns are those of the product.
    init(_ name: String, gates: Int, product: InputProduct, bias: Weight, context: ExecutionContext) {
        self.product = product
        self.bias = bias
        kernels = context.kernels
        columns = product.kernel.value.view.columns
        gain = context.weight(
            rows: 1, columns: columns, parts: [.init(name: name + ".inputGain", shape: [columns], columns: 0..<columns)])
        values = Matrix(rows: context.rows, columns: columns)
        scales = Matrix(rows: context.rows, columns: gates)
        gradient = context.trains ? Matrix(rows: context.rows, columns: columns) : nil
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass, into result: MatrixView) {
        product.forward(shard, pass, into: values.view)
        for segment in shard.segments {
            let rows = values.view.rows(segment.left, segment.count)
            kernels.normalize(rows, scales: scales.view.rows(segment.left, segment.count), epsilon: Normalization.epsilon)
            kernels.scaleColumns(
                rows, by: gain.value.view, from: bias.value.view.columns(0, columns), into: result.rows(segment.left, segment.count))
        }
    }

    /// Computes the gradient of the input from that of the result.
    func backward(_ shard: BatchLayout.Shard, _ pass: Pass, _ resultGradient: MatrixView, adds: Bool) {
        guard let gradient else { return }
        for segment in shard.segments {
            kernels.normalizeBackward(
                gradient: resultGradient.rows(segment.left, segment.count), values: values.view.rows(segment.left, segment.count),
                scales: scales.view.rows(segment.left, segment.count), gain: gain.value.view,
                into: gradient.view.rows(segment.left, segment.count))
        }
        product.backward(shard, pass, gradient.view, adds: adds)
    }

    func gradientTasks(_ resultGradient: MatrixView, _ pass: Pass, _ tasks: inout [GradientTask]) {
        guard let gradient else { return }
        product.gradientTasks(gradient.view, pass, &tasks)
        let blocks = pass.layout.blocks.map { $0.pieces.map(\.rows) }
        let (kernels, values, all) = (self.kernels, values.view, 0..<columns)
        guard let sum = BlockwiseSum(blocks, (gain, all), bias: (bias, all), kernels: kernels) else { return }
        tasks.append {
            sum.compute { piece, _, sums in
                for segment in piece {
                    let rows = resultGradient.rows(segment.left, segment.count)
                    kernels.sumProducts(rows, values.rows(segment.left, segment.count), addedTo: sums.weight)
                    if let bias = sums.bias { kernels.sumRows(of: rows, addedTo: bias) }
                }
            }
        }
    }
}
