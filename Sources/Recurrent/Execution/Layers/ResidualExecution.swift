import Kernels

/// x + f(x), where f is the inner layers (He et al., "Deep Residual Learning", 2016).
final class ResidualExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    private let inside: [any LayerExecution]
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(input: LayerOutput, inside: [any LayerExecution], context: ExecutionContext) {
        self.input = input
        self.inside = inside
        kernels = context.kernels
        let rows = input.returnsSequences ? context.rows : context.sequences
        let values = Matrix(rows: rows, columns: input.width)
        let gradient = context.trains ? Matrix(rows: rows, columns: input.width) : nil
        output = LayerOutput(
            values: .matrix(values.view), gradient: gradient?.view, width: input.width, returnsSequences: input.returnsSequences,
            backwardColumns: inside.last?.output.backwardColumns)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    var weights: [Weight] { inside.flatMap(\.weights) }
    var carriedStates: [CarriedState] { inside.flatMap(\.carriedStates) }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for layer in inside { layer.forward(shard, pass) }
        guard let body = inside.last?.output.matrix else { return }
        for segment in output.segments(shard) {
            let target = output.matrix.rows(segment.left, segment.count)
            target.set(input.matrix.rows(segment.left, segment.count))
            kernels.add(body.rows(segment.left, segment.count), to: target)
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient, let body = inside.last?.output.gradient else { return }
        let segments = output.segments(shard)
        // The inner layers overwrite their gradients, so they get a copy.
        for segment in segments { body.rows(segment.left, segment.count).set(gradient.rows(segment.left, segment.count)) }
        for layer in inside.reversed() { layer.backward(shard, pass) }
        guard let target = input.gradient else { return }
        for segment in segments { kernels.add(gradient.rows(segment.left, segment.count), to: target.rows(segment.left, segment.count)) }
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        for layer in inside { layer.gradientTasks(pass, &tasks) }
    }

    var products: [Products] { inside.flatMap(\.products) }
}
