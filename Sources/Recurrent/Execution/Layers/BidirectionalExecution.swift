import Kernels

/// Two scans over the same input, one in each direction; states are side by side, [rows, 2 * state width] (Schuster and
/// Paliwal, 1997).
final class BidirectionalExecution: LayerExecution {
    let output: LayerOutput
    let observedParts: [ObservedPart]
    private let directions: [RecurrentExecution]
    private let owned: [Matrix]

    /// - Parameter number: the index of the forward scan among all scans of the network; the backward scan has the next
    ///   one.
    init(_ name: String, _ recurrence: Recurrence, number: Int, input: LayerOutput, context: ExecutionContext) {
        let width = recurrence.stateWidth
        let values = Matrix(rows: context.rows, columns: 2 * width)
        let gradient = context.trains ? Matrix(rows: context.rows, columns: 2 * width) : nil
        func half(_ first: Int) -> LayerOutput {
            LayerOutput(
                values: .matrix(values.view.columns(first, width)), gradient: gradient?.view.columns(first, width), width: width,
                returnsSequences: true)
        }
        directions = [
            RecurrentExecution(name + ".forward", recurrence, number: number, input: input, output: half(0), context: context),
            RecurrentExecution(
                name + ".backward", recurrence, number: number + 1, input: input, output: half(width), isReversed: true,
                addsToInputGradient: true,
                context: context),
        ]
        output = LayerOutput(
            values: .matrix(values.view), gradient: gradient?.view, width: 2 * width, returnsSequences: true, backwardColumns: width)
        observedParts = zip(directions, [LayerActivity.Direction.forward, .backward]).flatMap { scan, direction in
            scan.observedParts.map {
                ObservedPart(layer: .bidirectional(recurrence), part: $0.part, direction: direction, matrix: $0.matrix)
            }
        }
        owned = [values] + (gradient.map { [$0] } ?? [])
    }

    var weights: [Weight] { directions.flatMap(\.weights) }
    /// Only the forward direction can continue from one window to the next.
    var carriedStates: [CarriedState] { directions[0].carriedStates }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for direction in directions { direction.forward(shard, pass) }
    }

    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        for direction in directions { direction.backward(shard, pass) }
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        for direction in directions { direction.gradientTasks(pass, &tasks) }
    }

    var products: [Products] { directions.flatMap(\.products) }
}
