import Kernels

/// The product of states with some columns of the recurrent weights, normalised gate by gate if the layer does that, as
/// it is added to the inputs of the gates.
struct StateProduct: Sendable {
    /// The columns of the recurrent weights.
    let columns: Range<Int>
    let packed: PackedView
    let packedTransposed: PackedView?
    let normalization: StateNormalization?

    /// - Parameter gain: the gain of the normalisation; nil if products are not normalised.
    init(_ recurrent: Weight, _ columns: Range<Int>, gates: Int, gain: Weight?, context: ExecutionContext) {
        self.columns = columns
        packed = recurrent.packing(columns, transposed: false, kernels: context.kernels)
        packedTransposed = context.trains ? recurrent.packing(columns, transposed: true, kernels: context.kernels) : nil
        normalization = gain.map { StateNormalization($0, columns, gates: gates, context: context) }
    }
}

/// Layer normalisation of a product of states: gain * normalised(h U) (Ba, Kiros, Hinton, 2016).
final class StateNormalization: Sendable {
    let gain: Weight
    let columns: Range<Int>
    /// Products by row, normalised in place, and their gradients; `scales` holds 1 / deviation for each gate.
    let values: Matrix
    let gradient: Matrix?
    let zero: Matrix
    private let scales: Matrix
    private let kernels: KernelTable

    init(_ gain: Weight, _ columns: Range<Int>, gates: Int, context: ExecutionContext) {
        self.gain = gain
        self.columns = columns
        kernels = context.kernels
        values = Matrix(rows: context.rows, columns: columns.count)
        gradient = context.trains ? Matrix(rows: context.rows, columns: columns.count) : nil
        scales = Matrix(rows: context.rows, columns: gates)
        zero = Matrix(count: columns.count)
    }

    private var gains: MatrixView { gain.value.view.columns(columns.lowerBound, columns.count) }

    /// Clears the rows of sequences that begin here, whose products are zero.
    func skip(_ step: ScanStep) {
        values.view.rows(step.row, step.count).fill(0)
        gradient?.view.rows(step.row, step.count).fill(0)
    }

    /// target += gain * normalised(values), once the products of the step have been computed.
    func add(to target: MatrixView, _ step: ScanStep) {
        let rows = values.view.rows(step.row, step.count)
        kernels.normalize(rows, scales: scales.view.rows(step.row, step.count), epsilon: Normalization.epsilon)
        kernels.scaleColumns(rows, by: gains, into: target)
    }

    /// Computes the products' gradients from those of the target.
    func backward(_ targetGradient: MatrixView, _ step: ScanStep) {
        guard let gradient else { return }
        kernels.normalizeBackward(
            gradient: targetGradient, values: values.view.rows(step.row, step.count), scales: scales.view.rows(step.row, step.count),
            gain: gains, into: gradient.view.rows(step.row, step.count))
    }

    /// - Parameter targetGradients: the gradients of all rows.
    func gradientTasks(_ targetGradients: MatrixView, _ pass: Pass, _ tasks: inout [GradientTask]) {
        let blocks = pass.layout.blocks.map { $0.pieces.map(\.rows) }
        guard let sum = BlockwiseSum(blocks, (gain, columns), kernels: kernels) else { return }
        let (kernels, values) = (self.kernels, values.view)
        tasks.append {
            sum.compute { piece, _, sums in
                for segment in piece {
                    kernels.sumProducts(
                        targetGradients.rows(segment.left, segment.count), values.rows(segment.left, segment.count), addedTo: sums.weight)
                }
            }
        }
    }
}
