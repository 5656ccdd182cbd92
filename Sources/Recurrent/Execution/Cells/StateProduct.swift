import Kernels

/// The product of states with some columns of the recurrent weights, normalised gate by gate where the layer is, as it is added to what
/// goes into the gates.
struct StateProduct: Sendable {
    /// Columns of the recurrent weights.
    let columns: Range<Int>
    let packed: PackedView
    let packedTransposed: PackedView?
    let normalization: StateNormalization?

    /// - Parameter normalization: nil where products stay as they are.
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
    /// Products by row, which are normalised in place; 1 / deviation of each gate; and the products' gradients.
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

    /// The rows of sequences that begin: products of zeros.
    func skip(_ step: ScanStep) {
        values.view.rows(step.row, step.count).fill(0)
        gradient?.view.rows(step.row, step.count).fill(0)
    }

    /// target += gain * normalised(values), once the products of the step are there.
    func add(to target: MatrixView, _ step: ScanStep) {
        let rows = values.view.rows(step.row, step.count)
        kernels.normalize(rows, scales: scales.view.rows(step.row, step.count), epsilon: Normalization.epsilon)
        kernels.scaleColumns(rows, by: gains, into: target)
    }

    /// The products' gradients from those of the target.
    func backward(_ targetGradient: MatrixView, _ step: ScanStep) {
        guard let gradient else { return }
        kernels.normalizeBackward(
            gradient: targetGradient, values: values.view.rows(step.row, step.count), scales: scales.view.rows(step.row, step.count),
            gain: gains, into: gradient.view.rows(step.row, step.count))
    }

    /// - Parameter targetGradients: of all rows.
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
