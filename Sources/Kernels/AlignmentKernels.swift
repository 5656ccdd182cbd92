/// The working memory of alignments.
@usableFromInline
enum AlignmentScratch {
    /// The margin on each side of the columns of places.
    @usableFromInline static var margin: Int { 2 }

    /// Two rows for each step, one of the reachable skips, two of what follows a step, and one of its shares.
    @usableFromInline
    static func size(steps: Int, labels: Int) -> (rows: Int, columns: Int) { (2 * steps + 4, 2 * labels + 1 + 2 * margin) }
}

/// Connectionist temporal classification of one sequence: all alignments of its labels with its steps, forward and backward in the
/// logarithmic domain.
///
/// The labels l_1 .. l_L alternate with blanks, blank l_1 blank .. l_L blank: S = 2 L + 1 places. From one step to the next an alignment
/// stays, advances by one place, or skips a blank between different labels. Each step's row is kept relative to its maximum, so that
/// precision does not depend on the length of the sequence.
@usableFromInline
enum AlignmentKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>
    @usableFromInline typealias Row = UnsafeMutablePointer<Float>

    /// The logarithm of an impossible event, which stays finite whatever is added to it.
    @inlinable @inline(__always)
    static var impossible: Float { -1e30 }

    @usableFromInline static var margin: Int { AlignmentScratch.margin }

    /// The greater of each pair.
    @_transparent @inlinable
    static func greater(_ a: Lanes, _ b: Lanes) -> Lanes { a.select(where: a .> b, else: b) }

    /// log(exp(a) + exp(b) + exp(c)).
    @_transparent @inlinable
    static func sum(_ a: Lanes, _ b: Lanes, _ c: Lanes) -> Lanes {
        let most = greater(greater(a, b), c)
        let total = Elementary<ISA>.exp(a - most) + Elementary<ISA>.exp(b - most) + Elementary<ISA>.exp(c - most)
        return most + Elementary<ISA>.log(total)
    }

    /// Subtracts their maximum from `count` numbers, and returns it.
    @inlinable @inline(__always)
    static func lower(_ row: Row, _ count: Int) -> Float {
        let most = LossKernels<ISA>.greatest(row, count).value
        let all = Lanes(repeating: most)
        E.stretches(count) { i, n in E.store(E.load(row + i, n) - all, row + i, n) }
        return most
    }

    /// - log p(labels), and its gradient times `scale` in place of the logits.
    ///
    /// - Parameters:
    ///   - logits: all rows of a batch; the last column is that of the blank.
    ///   - rows: the rows of the sequence's steps, at least one.
    ///   - scratch: working memory of the size given by `AlignmentScratch`.
    @inlinable @inline(__always)
    static func loss(
        _ logits: MatrixView, _ rows: UnsafeBufferPointer<Int>, _ labels: UnsafeBufferPointer<Int32>, _ scale: Float, _ scratch: MatrixView
    ) -> Float {
        let (steps, classes, count) = (rows.count, logits.columns, 2 * labels.count + 1)
        require(steps > 0 && classes > 0, "a sequence has steps, and there is a blank")
        let size = AlignmentScratch.size(steps: steps, labels: labels.count)
        require(scratch.rows >= size.rows && scratch.columns >= size.columns, "there is room for all alignments")
        for row in rows { require(row >= 0 && row < logits.rows, "a step has a row") }
        for label in labels { require(label >= 0 && Int(label) < classes - 1, "a label is one of the classes") }
        scratch.fill(impossible)
        // The places of a row.
        func places(_ row: Int) -> Row { scratch.base + row * scratch.stride + margin }
        func kind(_ place: Int) -> Int { place & 1 == 0 ? classes - 1 : Int(labels[place >> 1]) }
        let skips = places(2 * steps)
        for place in stride(from: 3, to: count, by: 2) where labels[place >> 1] != labels[(place >> 1) - 1] { skips[place] = 0 }

        var total = 0.0
        for step in 0..<steps {
            let x = logits.base + rows[step] * logits.stride
            let (scores, paths) = (places(steps + step), places(step))
            for place in 0..<count { scores[place] = x[kind(place)] }
            let (most, _, sum) = LossKernels<ISA>.softmax(x, classes)
            let (shift, rest) = (Lanes(repeating: most), Elementary<ISA>.log(Lanes(repeating: sum)))
            E.stretches(count) { i, n in E.store((E.load(scores + i, n) - shift) - rest, scores + i, n) }
            if step == 0 {
                for place in 0..<min(2, count) { paths[place] = scores[place] }
            } else {
                let before = places(step - 1)
                E.stretches(count) { i, n in
                    let skipped = E.load(before + i - 2, n) + E.load(skips + i, n)
                    let path = Self.sum(E.load(before + i, n), E.load(before + i - 1, n), skipped)
                    E.store(path + E.load(scores + i, n), paths + i, n)
                }
            }
            total += Double(lower(paths, count))
        }
        let ends = places(steps - 1)
        let last = Self.sum(
            Lanes(repeating: ends[count - 1]), Lanes(repeating: count > 1 ? ends[count - 2] : impossible), Lanes(repeating: impossible))
        total += Double(last[0])

        backward(logits, rows, scale, scratch, count: count, kind)
        return Float(-total)
    }

    /// The gradient of each step, from the last to the first: the network's probabilities minus the shares of all alignments.
    @inlinable @inline(__always)
    static func backward(
        _ logits: MatrixView, _ rows: UnsafeBufferPointer<Int>, _ scale: Float, _ scratch: MatrixView, count: Int, _ kind: (Int) -> Int
    ) {
        let steps = rows.count
        func places(_ row: Int) -> Row { scratch.base + row * scratch.stride + margin }
        let (skips, after, rest, shares) = (places(2 * steps), places(2 * steps + 1), places(2 * steps + 2), places(2 * steps + 3))
        for step in (0..<steps).reversed() {
            // What follows each place: `after` includes the scores of the next step, `rest` excludes those of this one.
            if step == steps - 1 {
                for place in max(0, count - 2)..<count { rest[place] = 0 }
            } else {
                E.stretches(count) { i, n in
                    let skipped = E.load(after + i + 2, n) + E.load(skips + i + 2, n)
                    E.store(Self.sum(E.load(after + i, n), E.load(after + i + 1, n), skipped), rest + i, n)
                }
                _ = lower(rest, count)
            }
            let (paths, scores) = (places(step), places(steps + step))
            E.stretches(count) { i, n in
                let later = E.load(rest + i, n)
                E.store(later + E.load(scores + i, n), after + i, n)
                E.store(later + E.load(paths + i, n), shares + i, n)
            }
            _ = lower(shares, count)
            var sum = Lanes()
            E.stretches(count) { i, n in
                let share = LossKernels<ISA>.keep(Elementary<ISA>.exp(E.load(shares + i, n)), n)
                sum += share
                E.store(share, shares + i, n)
            }
            let whole = 1 / LossKernels<ISA>.sum(sum)
            let x = logits.base + rows[step] * logits.stride
            for place in 0..<count { x[kind(place)] -= shares[place] * whole }
            let factor = Lanes(repeating: scale)
            E.stretches(logits.columns) { i, n in E.store(E.load(x + i, n) * factor, x + i, n) }
        }
    }
}
