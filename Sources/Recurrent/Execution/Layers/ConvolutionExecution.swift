import Kernels

/// f(x W + b) of windows of steps, laid side by side.
final class ConvolutionExecution: LayerExecution {
    let output: LayerOutput
    let weights: [Weight]
    private let input: LayerOutput
    private let windows: StepWindows
    /// The steps of each window side by side, and their gradients.
    private let patches: Matrix
    private let patchGradients: Matrix?
    private let product: InputProduct
    private let activation: ActivationKind
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(
        _ name: String, channels: Int, activation: Activation, windows: StepWindows, input: LayerOutput, context: ExecutionContext
    ) {
        self.input = input
        self.windows = windows
        self.activation = activation.kind
        kernels = context.kernels
        let (rows, size) = (windows.rows(context), windows.width * input.width)
        let values = Matrix(rows: rows, columns: channels)
        let gradient = context.trains ? Matrix(rows: rows, columns: channels) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: channels, returnsSequences: true)
        patches = Matrix(rows: rows, columns: size)
        patchGradients = input.gradient == nil ? nil : Matrix(rows: rows, columns: size)
        let bias = context.weight(
            rows: 1, columns: channels, parts: [.init(name: name + ".bias", shape: [channels], columns: 0..<channels)])
        product = InputProduct(
            name,
            input: LayerOutput(values: .matrix(patches.view), gradient: patchGradients?.view, width: size, returnsSequences: true),
            columns: channels, bias: bias, context: context)
        weights = [product.kernel, bias]
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    var makesFewerSteps: Bool { windows.stride > 1 }

    /// The part of the windows' rows that belongs to one of their steps.
    private func part(_ view: MatrixView, _ place: StepWindows.Place) -> MatrixView {
        view.rows(place.windows.left, place.windows.count).columns(place.tap * input.width, input.width)
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        windows.forEachPlace(shard, pass) { place in
            let (target, present) = (part(patches.view, place), place.steps.count)
            target.rows(0, present).set(input.matrix.rows(place.steps.lowerBound, present))
            target.rows(present, target.rows - present).fill(0)
        }
        let next = windows.output(pass)
        let own = next.layout.shards[shard.index]
        product.forward(own, next, into: output.matrix)
        guard activation != .linear else { return }
        for segment in own.segments {
            let rows = output.matrix.rows(segment.left, segment.count)
            kernels.activation(activation, of: rows, into: rows)
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient else { return }
        let next = windows.output(pass)
        let own = next.layout.shards[shard.index]
        for segment in own.segments {
            kernels.activationBackward(
                activation, value: output.matrix.rows(segment.left, segment.count), gradient: gradient.rows(segment.left, segment.count))
        }
        guard let target = input.gradient, let patchGradients else { return }
        product.backward(own, next, gradient, adds: false)
        for segment in shard.segments { target.rows(segment.left, segment.count).fill(0) }
        windows.forEachPlace(shard, pass) { place in
            let present = place.steps.count
            kernels.add(part(patchGradients.view, place).rows(0, present), to: target.rows(place.steps.lowerBound, present))
        }
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        guard let gradient = output.gradient else { return }
        product.gradientTasks(gradient, windows.output(pass), &tasks)
    }

    var products: [Products] { [product.products] }
}
