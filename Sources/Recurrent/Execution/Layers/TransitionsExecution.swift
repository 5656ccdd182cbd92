import Kernels

/// The weights of a conditional random field: scores of neighbouring classes, and of the first and the last class of a
/// sequence. The scores of single steps pass through unchanged. The loss does the work; this layer holds the weights,
/// working memory, and the gradients of the weights.
final class TransitionsExecution: LayerExecution {
    let output: LayerOutput
    /// [classes, classes], from each class (row) to each class (column).
    let transitions: Weight
    /// [1, classes] each.
    let start: Weight
    let end: Weight
    /// The transpose of the transitions, and the start and end scores, [2, classes], from the current weights.
    private let turned: Matrix
    private let edges: Matrix
    /// Working memory by row: see `KernelTable.pathSum`.
    private let forward: Matrix
    private let after: Matrix
    private let shifts: Matrix
    /// The weight and the true class of each step, by row; -1 in sequences with steps whose class is unknown.
    private let marks: Matrix
    /// The same for the paths that agree with the known classes, in sequences with steps whose class is unknown;
    /// `scores` become the shares of these paths.
    private let known: (scores: Matrix, forward: Matrix, after: Matrix, marks: Matrix)
    /// The score of a class that a step does not have.
    private static let never: Float = -1e30
    /// The gradients of the first and of the last step, by sequence.
    private let edgeGradients: (first: Matrix, last: Matrix)?
    private let kernels: KernelTable

    init(_ name: String, input: LayerOutput, context: ExecutionContext) {
        output = input
        kernels = context.kernels
        let classes = input.width
        func weight(_ part: String, _ shape: [Int]) -> Weight {
            context.weight(
                rows: shape.count == 1 ? 1 : classes, columns: classes,
                parts: [.init(name: "\(name).\(part)", shape: shape, columns: 0..<classes)])
        }
        transitions = weight("transitions", [classes, classes])
        (start, end) = (weight("start", [classes]), weight("end", [classes]))
        turned = Matrix(rows: classes, columns: classes)
        edges = Matrix(rows: 2, columns: classes)
        forward = Matrix(rows: context.rows, columns: classes)
        after = Matrix(rows: context.rows, columns: classes)
        shifts = Matrix(rows: context.rows, columns: 1)
        marks = Matrix(rows: context.rows, columns: 2)
        known = (
            Matrix(rows: context.rows, columns: classes), Matrix(rows: context.rows, columns: classes),
            Matrix(rows: context.rows, columns: classes), Matrix(rows: context.rows, columns: 2)
        )
        edgeGradients =
            context.trains
            ? (Matrix(rows: context.sequences, columns: classes), Matrix(rows: context.sequences, columns: classes)) : nil
    }

    var weights: [Weight] { [transitions, start, end] }

    /// Takes over the current weights. Call before a batch, while no other thread works.
    func prepare() {
        let (from, to) = (transitions.value.view, turned.view)
        for i in 0..<from.rows { for j in 0..<from.columns { to[j, i] = from[i, j] } }
        edges.view.rows(0, 1).set(start.value.view)
        edges.view.rows(1, 1).set(end.value.view)
    }

    /// The score of one path: its steps, the transitions between them, and its ends.
    private func score(_ classes: [Int], _ scores: MatrixView, rows: [Int]) -> Double {
        guard let first = classes.first, let last = classes.last else { return 0 }
        var sum = Double(edges.view[0, first]) + Double(edges.view[1, last])
        for (step, kind) in classes.enumerated() {
            sum += Double(scores[rows[step], kind])
            if step > 0 { sum += Double(transitions.value.view[classes[step - 1], kind]) }
        }
        return sum
    }

    /// The logarithm of the sum over all paths that agree with the known classes. Their shares are then in `known`.
    private func knownSum(_ classes: [Int], _ scores: MatrixView, rows: [Int]) -> Double {
        for (row, kind) in zip(rows, classes) {
            let own = known.scores.view.rows(row, 1)
            guard kind >= 0 else {
                own.set(scores.rows(row, 1))
                continue
            }
            own.fill(Self.never)
            known.scores.view[row, kind] = scores[row, kind]
        }
        return kernels.pathSum(
            scores: known.scores.view, rows: rows, transitions: transitions.value.view, turned: turned.view, edges: edges.view,
            forward: known.forward.view, after: known.after.view, shares: known.scores.view, shifts: shifts.view)
    }

    /// The negative log probability of a path or, if some classes are unknown, of all paths that agree with the known
    /// ones.
    ///
    /// - Parameters:
    ///   - classes: the true class of each step; -1 if unknown, but not for all steps.
    ///   - scores: the scores of all rows; those of the sequence's steps become the gradient, times `weight`.
    ///   - rows: the rows of the sequence's steps, at least one.
    ///   - weight: the factor of the gradient.
    func loss(_ classes: [Int], scores: MatrixView, rows: [Int], weight: Float) -> Double {
        let isWhole = classes.allSatisfy { $0 >= 0 }
        let own = isWhole ? score(classes, scores, rows: rows) : knownSum(classes, scores, rows: rows)
        let all = kernels.pathSum(
            scores: scores, rows: rows, transitions: transitions.value.view, turned: turned.view, edges: edges.view,
            forward: forward.view, after: after.view, shares: scores, shifts: shifts.view)
        for (row, kind) in zip(rows, classes) {
            if isWhole {
                scores[row, kind] -= 1
            } else {
                for column in 0..<scores.columns { scores[row, column] -= known.scores.view[row, column] }
            }
            kernels.scale(scores.rows(row, 1), by: weight)
            (marks.view[row, 0], marks.view[row, 1]) = (weight, isWhole ? Float(kind) : -1)
            (known.marks.view[row, 0], known.marks.view[row, 1]) = (isWhole ? 0 : -weight, -1)
        }
        return all - own
    }

    /// Sets the weights of a sequence that does not count to 0.
    func leaveOut(rows: [Int]) {
        for row in rows { (marks.view[row, 0], known.marks.view[row, 0]) = (0, 0) }
    }

    /// Finds the best path through a sequence's steps.
    ///
    /// - Parameter results: [all rows, 1], becomes the class of each of the sequence's steps.
    func findBest(_ scores: MatrixView, rows: [Int], into results: MatrixView) {
        kernels.bestPath(
            scores: scores, rows: rows, transitions: transitions.value.view, edges: edges.view, values: forward.view, places: after.view,
            results: results)
    }

    /// The share of each class at each of the steps of a sequence, [steps, classes], and the best path through them.
    ///
    /// - Parameter scores: [steps, classes], at least one step.
    func paths(_ scores: [Float], steps: Int) -> (shares: [Float], best: [Int]) {
        let classes = transitions.value.view.columns
        let (values, forward, after) = (
            Matrix(rows: steps, columns: classes), Matrix(rows: steps, columns: classes), Matrix(rows: steps, columns: classes)
        )
        let line = Matrix(rows: steps, columns: 1)
        return withExtendedLifetime((values, forward, after, line)) {
            values.view.set(scores)
            let rows = Array(0..<steps)
            kernels.bestPath(
                scores: values.view, rows: rows, transitions: transitions.value.view, edges: edges.view, values: forward.view,
                places: after.view, results: line.view)
            let best = line.view.values.map { Int($0) }
            _ = kernels.pathSum(
                scores: values.view, rows: rows, transitions: transitions.value.view, turned: turned.view, edges: edges.view,
                forward: forward.view, after: after.view, shares: values.view, shifts: line.view)
            return (values.view.values, best)
        }
    }

    /// The derivative of the share of a class at a step with respect to the scores of all steps, [steps, classes]: p (q
    /// - r), where p is that share, r are all shares, and q are the shares of the paths with this class at this step.
    func shareGradient(of kind: Int, at step: Int, _ scores: [Float], steps: Int) -> [Float] {
        let classes = transitions.value.view.columns
        let all = paths(scores, steps: steps).shares
        var given = scores
        for other in 0..<classes where other != kind { given[step * classes + other] = Self.never }
        let own = all[step * classes + kind]
        return zip(paths(given, steps: steps).shares, all).map { own * ($0 - $1) }
    }

    /// The share of each class at each step of a sequence, valid until the next call for these rows.
    ///
    /// - Returns: [all rows, classes], with the sequence's rows filled.
    func shares(_ scores: MatrixView, rows: [Int]) -> MatrixView {
        _ = kernels.pathSum(
            scores: scores, rows: rows, transitions: transitions.value.view, turned: turned.view, edges: edges.view,
            forward: forward.view, after: after.view, shares: forward.view, shifts: shifts.view)
        return forward.view
    }

    func forward(_ shard: BatchLayout.Shard, _ pass: Pass) {}

    /// The loss has already computed the gradient of the scores; that of the first and last steps is kept, since
    /// earlier layers overwrite it.
    func backward(_ shard: BatchLayout.Shard, _ pass: Pass) {
        guard let gradient = output.gradient, let edgeGradients else { return }
        let layout = pass.layout
        for r in shard.sequences {
            let (first, last) = (edgeGradients.first.view.rows(r, 1), edgeGradients.last.view.rows(r, 1))
            guard layout.lengths[r] > 0 else {
                first.fill(0)
                last.fill(0)
                continue
            }
            first.set(gradient.rows(layout.start[0] + r, 1))
            last.set(gradient.rows(layout.lastRow(r), 1))
        }
    }

    func gradientTasks(_ pass: Pass, _ tasks: inout [GradientTask]) {
        guard let edgeGradients else { return }
        let kernels = self.kernels
        let pairs = pass.layout.blocks.map { block in block.pieces.map(\.fromPrevious) }
        let (forward, after, marks, table) = (forward.view, after.view, marks.view, transitions.value.view)
        let known = (forward: known.forward.view, after: known.after.view, marks: known.marks.view)
        for chunk in columnChunks(table.columns, rows: table.rows) {
            guard let sum = BlockwiseSum(pairs, (transitions, chunk), kernels: kernels) else { return }
            let (now, to) = (after.columns(chunk.lowerBound, chunk.count), table.columns(chunk.lowerBound, chunk.count))
            let knownNow = known.after.columns(chunk.lowerBound, chunk.count)
            tasks.append {
                sum.compute { piece, _, sums in
                    for segment in piece {
                        kernels.addPathPairs(
                            segment, forward: forward, after: now, transitions: to, marks: marks, first: chunk.lowerBound, to: sums.weight)
                        kernels.addPathPairs(
                            segment, forward: known.forward, after: knownNow, transitions: to, marks: known.marks, first: chunk.lowerBound,
                            to: sums.weight)
                    }
                }
            }
        }
        let sequences = pass.layout.blocks.map { block in
            [[RowSegment(left: block.sequences.lowerBound, result: block.sequences.lowerBound, count: block.sequences.count)]]
        }
        for (weight, gradients) in [(start, edgeGradients.first.view), (end, edgeGradients.last.view)] {
            guard let sum = BlockwiseSum(sequences, (weight, 0..<gradients.columns), kernels: kernels) else { return }
            tasks.append {
                sum.compute { piece, _, sums in
                    for segment in piece { kernels.sumRows(of: gradients.rows(segment.left, segment.count), addedTo: sums.weight) }
                }
            }
        }
    }
}
