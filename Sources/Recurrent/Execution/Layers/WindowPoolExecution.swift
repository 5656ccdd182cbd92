import Kernels

/// The maximum, or the mean, of each feature over windows of steps, as far as a sequence has them.
final class WindowPoolExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    private let kind: Pooling
    private let windows: StepWindows
    /// The step of the window at which each maximum occurs, as bits.
    private let places: Matrix?
    /// Each step's share of a window's gradient, by sequence.
    private let shares: Matrix?
    private let kernels: KernelTable
    private let owned: [Matrix]

    init(_ kind: Pooling, windows: StepWindows, input: LayerOutput, context: ExecutionContext) {
        self.input = input
        self.kind = kind
        self.windows = windows
        kernels = context.kernels
        let rows = windows.rows(context)
        let values = Matrix(rows: rows, columns: input.width)
        let gradient = context.trains ? Matrix(rows: rows, columns: input.width) : nil
        places = kind == .max ? Matrix(rows: rows, columns: input.width) : nil
        shares = context.trains && kind == .max ? Matrix(rows: context.sequences, columns: input.width) : nil
        output = LayerOutput(values: .matrix(values.view), gradient: gradient?.view, width: input.width, returnsSequences: true)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    var makesFewerSteps: Bool { windows.stride > 1 }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        windows.forEachPlace(shard, pass) { place in
            let (first, present) = (place.windows.left, place.steps.count)
            let source = input.matrix.rows(place.steps.lowerBound, present)
            let target = output.matrix.rows(first, present)
            // Every window has its first step.
            if place.tap == 0 {
                places?.view.rows(first, present).fill(0)
                target.set(source)
            } else if let places {
                kernels.maximum(source, step: UInt32(place.tap), into: target, places: places.view.rows(first, present))
            } else {
                kernels.add(source, to: target)
            }
        }
        if kind == .mean { takeMeans(of: output.matrix, shard, pass) }
    }

    /// Divides the rows of windows by the number of steps in each.
    private func takeMeans(of rows: MatrixView, _ shard: BatchLayout.Shard, _ pass: Pass) {
        let layout = windows.output(pass).layout
        for r in shard.sequences {
            for window in 0..<layout.lengths[r] {
                let steps = min(windows.width, pass.layout.lengths[r] - window * windows.stride)
                kernels.scale(rows.rows(layout.start[window] + r, 1), by: 1 / Float(steps))
            }
        }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient, let target = input.gradient else { return }
        if kind == .mean { takeMeans(of: gradient, shard, pass) }
        for segment in shard.segments { target.rows(segment.left, segment.count).fill(0) }
        windows.forEachPlace(shard, pass) { place in
            let (first, present) = (place.windows.left, place.steps.count)
            let source = gradient.rows(first, present)
            let steps = target.rows(place.steps.lowerBound, present)
            guard let places, let shares else { return kernels.add(source, to: steps) }
            let share = shares.view.rows(place.windows.result, present)
            kernels.maximumBackward(
                gradient: source, places: places.view.rows(first, present), step: UInt32(place.tap), into: share)
            kernels.add(share, to: steps)
        }
    }
}
