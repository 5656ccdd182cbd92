import Kernels

/// The outputs of several paths that read the same input, side by side.
final class JoinExecution: LayerExecution {
    let output: LayerOutput
    private let input: LayerOutput
    private let paths: [Path]
    private let kernels: KernelTable
    private let owned: [Matrix]

    /// A stack of layers, its output, and the gradient of its input, which other paths share.
    struct Path: Sendable {
        var layers: [any LayerExecution]
        var output: LayerOutput
        var gradient: Matrix?
    }

    /// The input as a path reads it, with a gradient of its own.
    static func input(of shared: LayerOutput, _ context: ExecutionContext) -> (output: LayerOutput, gradient: Matrix?) {
        guard shared.gradient != nil else { return (shared, nil) }
        let rows = shared.returnsSequences ? context.rows : context.sequences
        let gradient = Matrix(rows: rows, columns: shared.width)
        var own = shared
        own.gradient = gradient.view
        return (own, gradient)
    }

    init(input: LayerOutput, paths: [Path], context: ExecutionContext) {
        self.input = input
        self.paths = paths
        kernels = context.kernels
        let returnsSequences = paths.allSatisfy(\.output.returnsSequences)
        let rows = returnsSequences ? context.rows : context.sequences
        let width = paths.reduce(0) { $0 + $1.output.width }
        let values = Matrix(rows: rows, columns: width)
        let gradient = context.trains ? Matrix(rows: rows, columns: width) : nil
        // Only the last path may have columns that were read backward.
        let backward = paths.last.flatMap { last in last.output.backwardColumns.map { width - last.output.width + $0 } }
        output = LayerOutput(
            values: .matrix(values.view), gradient: gradient?.view, width: width, returnsSequences: returnsSequences,
            backwardColumns: returnsSequences ? backward : nil)
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    var weights: [Weight] { paths.flatMap { $0.layers.flatMap(\.weights) } }
    var carriedStates: [CarriedState] { paths.flatMap { $0.layers.flatMap(\.carriedStates) } }
    var products: [Products] { paths.flatMap { $0.layers.flatMap(\.products) } }

    /// Calls `body` with each path and its columns in the rows of a shard.
    private func forEachPart(_ shard: BatchLayout.Shard, of view: MatrixView, _ body: (Path, RowSegment, MatrixView) -> Void) {
        var column = 0
        for path in paths {
            for segment in output.segments(shard) {
                body(path, segment, view.rows(segment.left, segment.count).columns(column, path.output.width))
            }
            column += path.output.width
        }
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for path in paths { for layer in path.layers { layer.forward(shard, pass) } }
        forEachPart(shard, of: output.matrix) { path, rows, part in part.set(path.output.matrix.rows(rows.left, rows.count)) }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient else { return }
        forEachPart(shard, of: gradient) { path, rows, part in path.output.gradient?.rows(rows.left, rows.count).set(part) }
        for path in paths { for layer in path.layers.reversed() { layer.backward(shard, pass) } }
        guard let target = input.gradient else { return }
        for segment in input.segments(shard) {
            let sum = target.rows(segment.left, segment.count)
            for (place, path) in paths.enumerated() {
                guard let own = path.gradient?.view.rows(segment.left, segment.count) else { continue }
                if place == 0 { sum.set(own) } else { kernels.add(own, to: sum) }
            }
        }
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        for path in paths { for layer in path.layers { layer.gradientTasks(pass, &tasks) } }
    }
}
