import Kernels

/// A layer's product with its input, x W + b or x W, for numbers or for symbols (whose one-hot vectors select rows of
/// W), with its gradients. Dense and recurrent layers share this code.
final class InputProduct: Sendable {
    let kernel: Weight
    let bias: Weight?
    private let input: LayerOutput
    private let packed: PackedView?
    private let packedTransposed: PackedView?
    private let columns: Int
    private let kernels: KernelTable
    private let zero: Matrix
    /// The zeros with which products begin if there is no bias.
    private let start: Matrix?

    /// - Parameters:
    ///   - columns: the number of columns of W; the bias may have more, which belong to the caller.
    ///   - bias: nil for none.
    init(_ name: String, input: LayerOutput, columns: Int, bias: Weight?, context: ExecutionContext) {
        self.input = input
        self.bias = bias
        self.columns = columns
        kernels = context.kernels
        kernel = context.weight(
            rows: input.width, columns: columns,
            parts: [.init(name: name + ".kernel", shape: [input.width, columns], columns: 0..<columns)])
        zero = Matrix(count: input.width)
        start = bias == nil ? Matrix(count: columns) : nil
        if case .matrix = input.values {
            packed = kernel.packing(0..<columns, transposed: false, kernels: kernels)
            packedTransposed = input.gradient == nil ? nil : kernel.packing(0..<columns, transposed: true, kernels: kernels)
        } else {
            packed = nil
            packedTransposed = nil
        }
    }

    /// result = x W + b for a shard's rows.
    func forward(_ shard: BatchLayout.Shard, _ pass: Pass, into result: MatrixView) {
        let bias = bias?.value.view.columns(0, columns)
        let segments = input.segments(shard)
        switch (input.values, packed) {
        case (.matrix(let values), let packed?): product(values, packed, bias ?? start?.view, result, segments, pass)
        default:
            for segment in segments {
                kernels.gather(
                    kernel.value.view, ids: pass.symbols, first: segment.left, bias: bias,
                    into: result.rows(segment.left, segment.count))
            }
        }
    }

    /// Computes the gradient of the input from that of the result; with `adds`, adds it to the existing one.
    func backward(_ shard: BatchLayout.Shard, _ pass: Pass, _ gradient: MatrixView, adds: Bool) {
        guard let target = input.gradient, let packedTransposed else { return }
        product(gradient, packedTransposed, adds ? nil : zero.view, target, input.segments(shard), pass)
    }

    /// c = start + a b, or c += a b; if there are threads that share the work, each computes some columns.
    private func product(
        _ a: MatrixView, _ b: PackedView, _ start: MatrixView?, _ c: MatrixView, _ segments: [RowSegment], _ pass: Pass
    ) {
        let kernels = self.kernels
        // A synchronisation of threads takes as long as some hundred thousand multiply-adds.
        let work = segments.reduce(0) { $0 + $1.count } * b.rows * b.columns
        guard let team = pass.team, work > 1_000_000 else {
            return kernels.product(a, times: b, from: start, into: c, segments: segments)
        }
        team.run(team.threads) { part in
            let (packed, columns) = b.part(part, of: team.threads)
            let start = start?.columns(columns.lowerBound, columns.count)
            kernels.product(
                a, times: packed, from: start, into: c.columns(columns.lowerBound, columns.count), segments: segments)
        }
    }

    /// Adds tasks for the gradients of W and b from that of the result.
    func gradientTasks(_ gradient: MatrixView, _ pass: Pass, _ tasks: inout [GradientTask]) {
        let blocks = input.blocks(pass.layout)
        let kernels = self.kernels
        let precision = kernel.precision
        let readsSymbols = if case .symbols = input.values { true } else { false }
        for chunk in columnChunks(columns, rows: input.width) {
            guard
                let sum = BlockwiseSum(
                    blocks, (kernel, chunk), bias: bias.map { ($0, chunk) }, isOfProducts: !readsSymbols, kernels: kernels)
            else { return }
            let gradient = gradient.columns(chunk.lowerBound, chunk.count)
            switch input.values {
            case .matrix(let values):
                tasks.append {
                    sum.computeProducts(precision) { piece, _ in [BlockwiseSum.Factors(left: values, right: gradient, segments: piece)] }
                }
            case .symbols:
                let symbols = pass.symbols
                tasks.append {
                    sum.compute(symbols: symbols) { piece, _, sums in
                        for segment in piece {
                            let rows = gradient.rows(segment.left, segment.count)
                            kernels.scatterAdd(rows, ids: symbols, first: segment.left, to: sums.weight)
                            if let bias = sums.bias { kernels.sumRows(of: rows, addedTo: bias) }
                        }
                    }
                }
            }
        }
    }

    var products: Products {
        guard case .matrix = input.values else { return Products(eachStep: input.returnsSequences) }
        let count = input.width * columns
        return Products(input: count, inputGradient: input.gradient == nil ? 0 : count, eachStep: input.returnsSequences)
    }
}
