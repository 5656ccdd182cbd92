import Kernels

/// f(x W + b), for each step if there is a time axis, or for each sequence.
final class DenseExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    private let product: InputProduct
    private let activation: ActivationKind
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ name: String, units: Int, activation: Activation, input: LayerOutput, context: ExecutionContext) {
        let rows = input.returnsSequences ? context.rows : context.sequences
        let values = Matrix(rows: rows, columns: units)
        let gradient = context.trains ? Matrix(rows: rows, columns: units) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: units, returnsSequences: input.returnsSequences)
        let bias = context.weight(rows: 1, columns: units, parts: [.init(name: name + ".bias", shape: [units], columns: 0..<units)])
        product = InputProduct(name, input: input, columns: units, bias: bias, context: context)
        weights = [product.kernel, bias]
        self.activation = activation.kind
        kernels = context.kernels
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        product.forward(shard, pass, into: output.matrix)
        guard activation != .linear else { return }
        for segment in output.segments(shard) {
            let rows = output.matrix.rows(segment.result, segment.count)
            kernels.activation(activation, of: rows, into: rows)
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient else { return }
        for segment in output.segments(shard) {
            kernels.activationBackward(
                activation, value: output.matrix.rows(segment.result, segment.count),
                gradient: gradient.rows(segment.result, segment.count))
        }
        product.backward(shard, pass, gradient, adds: false)
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        guard let gradient = output.gradient else { return }
        product.gradientTasks(gradient, pass, &tasks)
    }

    var products: [Products] { [product.products] }
}
