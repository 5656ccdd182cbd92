/// A linear chain over the steps of a sequence. The score of a path of classes y is the sum of start[y_0], of each
/// step's own score, of transitions[y_(t-1), y_t], and of end[y_T]; sums over all paths run forward and backward in the
/// logarithmic domain.
///
/// Each step's row is kept relative to its maximum, so that precision does not depend on the length of the sequence.
/// Lanes are classes; sums over the previous, or next, class are computed in order, so that the bits depend on nothing
/// else.
@usableFromInline
enum PathKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>
    @usableFromInline typealias Row = UnsafeMutablePointer<Float>

    @inlinable @inline(__always)
    static func row(_ view: MatrixView, _ row: Int) -> Row { view.base + row * view.stride }

    /// The greatest of `from[i] + table[i, j]` over all i, for some j.
    @_transparent @inlinable
    static func greatest(_ from: Row, _ table: MatrixView, _ j: Int, _ n: Int) -> Lanes {
        var most = Lanes(repeating: from[0]) + E.load(table.base + j, n)
        for i in 1..<max(1, table.rows) {
            most = AlignmentKernels<ISA>.greater(most, Lanes(repeating: from[i]) + E.load(table.base + i * table.stride + j, n))
        }
        return most
    }

    /// to[j] = log of the sum over i of exp(from[i] + table[i, j]).
    @inlinable @inline(__always)
    static func sumPaths(_ from: Row, _ table: MatrixView, _ to: Row) {
        @inline(__always)
        func body(_ j: Int, _ n: Int) {
            let most = greatest(from, table, j, n)
            var total = Lanes()
            for i in 0..<table.rows {
                total += Elementary<ISA>.exp((Lanes(repeating: from[i]) + E.load(table.base + i * table.stride + j, n)) - most)
            }
            E.store(most + Elementary<ISA>.log(total), to + j, n)
        }
        E.stretches(table.columns, body)
    }

    @inlinable @inline(__always)
    static func add(_ source: Row, _ target: Row, _ count: Int) {
        E.stretches(count) { i, n in E.store(E.load(target + i, n) + E.load(source + i, n), target + i, n) }
    }

    /// Checks the sizes of a chain's arguments.
    @inlinable @inline(__always)
    static func check(_ scores: MatrixView, _ rows: UnsafeBufferPointer<Int>, _ table: MatrixView, _ edges: MatrixView) {
        let classes = scores.columns
        require(rows.count > 0 && classes > 0, "a sequence has steps, and a step has classes")
        require(table.rows == classes && table.columns == classes, "there is a transition for each pair of classes")
        require(edges.rows == 2 && edges.columns == classes, "each class has a score to begin and to end with")
        for row in rows { require(row >= 0 && row < scores.rows, "a step has a row") }
    }

    /// The logarithm of the sum over all paths of exp(score).
    ///
    /// - Parameters:
    ///   - scores: [all rows, classes].
    ///   - rows: the rows of the sequence's steps, at least one.
    ///   - table: the transitions [from, to], and their transpose.
    ///   - edges: [2, classes], the scores of starting and of ending with each class.
    ///   - forward, after: [all rows, classes], the logarithms of the sums up to a step, and from a step on; with the
    ///     transition between them they add up to the logarithms of the shares of pairs.
    ///   - shares: [all rows, classes], becomes the share of each class at each step; may be `scores` or `forward`.
    ///   - shifts: [all rows, 1], working memory.
    @inlinable @inline(__always)
    static func sum(
        _ scores: MatrixView, _ rows: UnsafeBufferPointer<Int>, _ table: (ahead: MatrixView, back: MatrixView), _ edges: MatrixView,
        _ forward: MatrixView, _ after: MatrixView, _ shares: MatrixView, _ shifts: MatrixView
    ) -> Double {
        check(scores, rows, table.ahead, edges)
        let (steps, classes) = (rows.count, scores.columns)
        for view in [forward, after, shares] { require(view.rows == scores.rows && view.columns == classes, "a row a step") }
        require(shifts.rows == scores.rows && shifts.columns == 1, "a number a step")
        var total = 0.0
        for step in 0..<steps {
            let paths = row(forward, rows[step])
            if step == 0 {
                let start = edges.base
                E.stretches(classes) { i, n in E.store(E.load(start + i, n), paths + i, n) }
            } else {
                sumPaths(row(forward, rows[step - 1]), table.ahead, paths)
            }
            add(row(scores, rows[step]), paths, classes)
            let shift = AlignmentKernels<ISA>.lower(paths, classes)
            shifts.base[rows[step] * shifts.stride] = shift
            total += Double(shift)
        }
        for step in (0..<steps).reversed() {
            let (paths, rest, share) = (row(forward, rows[step]), row(after, rows[step]), row(shares, rows[step]))
            if step == steps - 1 {
                let end = edges.base + edges.stride
                E.stretches(classes) { i, n in E.store(E.load(end + i, n), rest + i, n) }
            } else {
                sumPaths(row(after, rows[step + 1]), table.back, rest)
            }
            var most = paths[0] + rest[0]
            for j in 1..<max(1, classes) where paths[j] + rest[j] > most { most = paths[j] + rest[j] }
            var sums = Lanes()
            let greatest = Lanes(repeating: most)
            E.stretches(classes) { i, n in
                let e = Elementary<ISA>.exp((E.load(paths + i, n) + E.load(rest + i, n)) - greatest)
                sums += LossKernels<ISA>.keep(e, n)
            }
            let sum = LossKernels<ISA>.sum(sums)
            let whole = most + Elementary<ISA>.log(Lanes(repeating: sum))[0]
            if step == steps - 1 { total += Double(whole) }
            let (own, scale) = (row(scores, rows[step]), Lanes(repeating: 1 / sum))
            let norm = Lanes(repeating: whole + shifts.base[rows[step] * shifts.stride])
            E.stretches(classes) { i, n in
                let (later, score) = (E.load(rest + i, n), E.load(own + i, n))
                let e = Elementary<ISA>.exp((E.load(paths + i, n) + later) - greatest)
                E.store(later + (score - norm), rest + i, n)
                E.store(e * scale, share + i, n)
            }
        }
        return total
    }

    /// sums[i, j] += weight * (the share of paths that go from class i to class j between two steps, minus 1 if that is
    /// the true path), for some columns of the transitions.
    ///
    /// - Parameters:
    ///   - pairs: the rows of steps (`result`) and of the steps before them (`left`).
    ///   - forward, after: as `sum` leaves them; `after` and `table` begin at column `first`.
    ///   - marks: [all rows, 2], the weight and the true class of each step.
    @inlinable @inline(__always)
    static func addPairs(
        _ pairs: RowSegment, _ forward: MatrixView, _ after: MatrixView, _ table: MatrixView, _ marks: MatrixView, _ first: Int,
        _ sums: MatrixView
    ) {
        require(
            pairs.left >= 0 && pairs.result >= 0 && max(pairs.left, pairs.result) + pairs.count <= min(forward.rows, marks.rows),
            "a step has a row")
        require(
            sums.rows == table.rows && sums.columns == table.columns && after.columns == table.columns, "sums are as wide as what they sum")
        require(forward.columns == table.rows && after.rows == forward.rows && marks.columns == 2, "each class has a sum")
        for pair in 0..<pairs.count {
            let (before, now) = (row(forward, pairs.left + pair), row(after, pairs.result + pair))
            let mark = row(marks, pairs.result + pair)
            let weight = mark[0]
            guard weight != 0 else { continue }
            let factor = Lanes(repeating: weight)
            for i in 0..<table.rows {
                let (from, to) = (row(table, i), row(sums, i))
                let paths = Lanes(repeating: before[i])
                @inline(__always)
                func body(_ j: Int, _ n: Int) {
                    let share = Elementary<ISA>.exp((paths + E.load(from + j, n)) + E.load(now + j, n))
                    E.store(E.load(to + j, n).addingProduct(factor, share), to + j, n)
                }
                E.stretches(table.columns, body)
            }
            let (own, column) = (Int(row(marks, pairs.left + pair)[1]), Int(mark[1]) - first)
            if own >= 0, own < sums.rows, column >= 0, column < sums.columns { row(sums, own)[column] -= weight }
        }
    }

    /// The path with the greatest score (Viterbi); of paths with equal scores, the one with the lower class.
    ///
    /// - Parameters:
    ///   - values, places: [all rows, classes], working memory.
    ///   - results: [all rows, 1], becomes the class of each of the sequence's steps.
    @inlinable @inline(__always)
    static func best(
        _ scores: MatrixView, _ rows: UnsafeBufferPointer<Int>, _ table: MatrixView, _ edges: MatrixView, _ values: MatrixView,
        _ places: MatrixView, _ results: MatrixView
    ) {
        check(scores, rows, table, edges)
        let classes = scores.columns
        for view in [values, places] { require(view.rows == scores.rows && view.columns == classes, "a row a step") }
        require(results.rows == scores.rows && results.columns == 1, "a class a step")
        for step in 0..<rows.count {
            let (paths, from) = (row(values, rows[step]), row(places, rows[step]))
            if step == 0 {
                let start = edges.base
                E.stretches(classes) { i, n in E.store(E.load(start + i, n), paths + i, n) }
            } else {
                let before = row(values, rows[step - 1])
                @inline(__always)
                func body(_ j: Int, _ n: Int) {
                    var most = Lanes(repeating: before[0]) + E.load(table.base + j, n)
                    var place = Lanes()
                    for i in 1..<max(1, classes) {
                        let other = Lanes(repeating: before[i]) + E.load(table.base + i * table.stride + j, n)
                        let isBetter = other .> most
                        most = other.select(where: isBetter, else: most)
                        place = Lanes(repeating: Float(i)).select(where: isBetter, else: place)
                    }
                    E.store(most, paths + j, n)
                    E.store(place, from + j, n)
                }
                E.stretches(classes, body)
            }
            add(row(scores, rows[step]), paths, classes)
            _ = AlignmentKernels<ISA>.lower(paths, classes)
        }
        let last = row(values, rows[rows.count - 1])
        add(edges.base + edges.stride, last, classes)
        var own = LossKernels<ISA>.greatest(last, classes).index
        for step in (0..<rows.count).reversed() {
            row(results, rows[step])[0] = Float(own)
            if step > 0 { own = Int(row(places, rows[step])[own]) }
        }
    }
}
