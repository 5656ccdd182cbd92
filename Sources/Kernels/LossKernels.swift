/// Losses and their gradients, row by row.
@usableFromInline
enum LossKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    @inlinable @inline(__always)
    static func indices() -> SIMD16<UInt32> { SIMD16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

    /// Sets the lanes from `count` on to zero.
    @inlinable @inline(__always)
    static func keep(_ value: Lanes, _ count: Int) -> Lanes {
        count >= 16 ? value : value.select(where: indices() .< SIMD16(repeating: UInt32(count)), else: Lanes())
    }

    /// The sum of sixteen lanes, always added in the same pairs.
    @inlinable @inline(__always)
    static func sum(_ v: Lanes) -> Float {
        let a = v.lowHalf + v.highHalf
        let b = a.lowHalf + a.highHalf
        let c = b.lowHalf + b.highHalf
        return c.x + c.y
    }

    /// The greatest element of a row, the first of equal ones; the first element if it is NaN.
    @inlinable @inline(__always)
    static func greatest(_ row: UnsafePointer<Float>, _ count: Int) -> (value: Float, index: Int) {
        var search = GreatestSearch()
        @inline(__always)
        func body(_ i: Int, _ n: Int) { search.add(NumberOrder.of(E.load(row + i, n))) }
        let whole = count & ~15
        E.stretches(whole, body)
        let index = search.index(row, whole..<count)
        return (row[index], index)
    }

    /// Each row becomes exp(x - max) / sum. The row's maximum is subtracted first, so any finite row is safe.
    @inlinable @inline(__always)
    static func softmax(_ rows: MatrixView) {
        for row in 0..<rows.rows { _ = softmax(rows.base + row * rows.stride, rows.columns) }
    }

    /// The maximum of a row, its index, and the sum of exp(x - max), as in `softmax`.
    @inlinable @inline(__always)
    static func exponentialSum(_ x: UnsafePointer<Float>, _ count: Int) -> (greatest: Float, index: Int, sum: Float) {
        let (most, index) = greatest(x, count)
        var total = Lanes()
        @inline(__always)
        func body(_ i: Int, _ n: Int) { total += keep(Elementary<ISA>.exp(E.load(x + i, n) - Lanes(repeating: most)), n) }
        E.stretches(count, body)
        return (most, index, sum(total))
    }

    /// Softmax of one row in place; returns its maximum, the index of that, and the sum of exp(x - max).
    @inlinable @inline(__always)
    static func softmax(_ x: UnsafeMutablePointer<Float>, _ count: Int) -> (greatest: Float, index: Int, sum: Float) {
        let (most, index) = greatest(x, count)
        var total = Lanes()
        E.stretches(count) { i, n in
            let e = keep(Elementary<ISA>.exp(E.load(x + i, n) - Lanes(repeating: most)), n)
            total += e
            E.store(e, x + i, n)
        }
        let sum = sum(total)
        let scale = Lanes(repeating: 1 / sum)
        E.stretches(count) { i, n in E.store(E.load(x + i, n) * scale, x + i, n) }
        return (most, index, sum)
    }

    /// Calls `body` with the logits, losses, target and weight of each row that has a target; the others get no loss and no gradient.
    @inlinable @inline(__always)
    static func forEachTarget(
        _ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ weights: UnsafeBufferPointer<Float>,
        _ losses: MatrixView, _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, Int, Float) -> Void
    ) {
        require(first >= 0 && first + logits.rows <= targets.count, "each row has a target")
        require(losses.rows == logits.rows && losses.columns == 2, "each row has a loss")
        for row in 0..<logits.rows {
            let x = logits.base + row * logits.stride
            let loss = losses.base + row * losses.stride
            let target = Int(targets[first + row])
            loss[0] = 0
            loss[1] = 0
            guard target >= 0 else {
                for j in 0..<logits.columns { x[j] = 0 }
                continue
            }
            require(target < logits.columns, "a target is one of the classes")
            let weight = weights.isEmpty ? 1 : weights[target]
            body(x, loss, target, weight)
        }
    }

    /// Softmax cross-entropy. For each row, `losses[row, 0]` becomes weight * -log softmax(logits)[target], and
    /// `losses[row, 1]` 1 if another class has the greatest logit; `logits` becomes the gradient times `scale`. Rows
    /// with a negative target have no loss and no gradient.
    ///
    /// - Parameter targets: one class for each row, from `first` on, less than the number of columns.
    @inlinable @inline(__always)
    static func crossEntropy(
        _ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ weights: UnsafeBufferPointer<Float>, _ scale: Float,
        _ losses: MatrixView
    ) {
        forEachTarget(logits, targets, first, weights, losses) { x, loss, target, weight in
            let own = x[target]
            let (greatest, index, sum) = softmax(x, logits.columns)
            let log = Elementary<ISA>.log(Lanes(repeating: sum))[0]
            loss[0] = weight * (log + (greatest - own))
            loss[1] = index == target ? 0 : 1
            x[target] -= 1
            let factor = Lanes(repeating: weight * scale)
            E.stretches(logits.columns) { i, n in E.store(E.load(x + i, n) * factor, x + i, n) }
        }
    }

    /// The losses of `crossEntropy`, without gradients: logits are unchanged, except that rows without a target become
    /// 0.
    @inlinable @inline(__always)
    static func crossEntropyLosses(
        _ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ weights: UnsafeBufferPointer<Float>,
        _ losses: MatrixView
    ) {
        forEachTarget(logits, targets, first, weights, losses) { x, loss, target, weight in
            let (greatest, index, sum) = exponentialSum(x, logits.columns)
            loss[0] = weight * (Elementary<ISA>.log(Lanes(repeating: sum))[0] + (greatest - x[target]))
            loss[1] = index == target ? 0 : 1
        }
    }

    /// Cross-entropy with smoothed labels: the target's share is 1 - smoothing + smoothing / classes, that of every
    /// other class smoothing / classes. Losses and gradients are returned as by `crossEntropy`.
    @inlinable @inline(__always)
    static func smoothedCrossEntropy(
        _ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ weights: UnsafeBufferPointer<Float>,
        _ smoothing: Float, _ scale: Float, _ losses: MatrixView
    ) {
        let share = 1 / Float(logits.columns)
        forEachTarget(logits, targets, first, weights, losses) { x, loss, target, weight in
            let own = x[target]
            // The mean distance of the logits from the maximum: -log p is this distance plus the logarithm of the sum.
            let most = Lanes(repeating: greatest(x, logits.columns).value)
            var distances = Lanes()
            E.stretches(logits.columns) { i, n in distances += keep(most - E.load(x + i, n), n) }
            let mean = sum(distances) * share
            let (greatest, index, total) = softmax(x, logits.columns)
            let log = Elementary<ISA>.log(Lanes(repeating: total))[0]
            loss[0] = weight * (log + ((1 - smoothing) * (greatest - own) + smoothing * mean))
            loss[1] = index == target ? 0 : 1
            x[target] -= 1 - smoothing
            let factor = Lanes(repeating: weight * scale)
            let spread = Lanes(repeating: smoothing * share)
            E.stretches(logits.columns) { i, n in E.store((E.load(x + i, n) - spread) * factor, x + i, n) }
        }
    }

    /// Focal loss, - (1 - p)^focus log p, where p is the probability of the target. Losses and gradients are returned
    /// as by `crossEntropy`.
    @inlinable @inline(__always)
    static func focal(
        _ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ weights: UnsafeBufferPointer<Float>,
        _ focus: Float, _ scale: Float, _ losses: MatrixView
    ) {
        forEachTarget(logits, targets, first, weights, losses) { x, loss, target, weight in
            let own = x[target]
            let (greatest, index, total) = softmax(x, logits.columns)
            let p = x[target]
            // The sum over the other classes keeps its digits even if p is nearly 1.
            x[target] = 0
            var others = Lanes()
            E.stretches(logits.columns) { i, n in others += E.load(x + i, n) }
            let rest = sum(others)
            x[target] = p
            var surprise = Elementary<ISA>.log(Lanes(repeating: total))[0] + (greatest - own)
            if rest < 0x1p-6 { surprise = rest * (1 + rest * (0.5 + rest * (1.0 / 3 + rest * (0.25 + rest * 0.2)))) }
            // (1 - p)^focus; the logarithm requires normal numbers.
            let power = Elementary<ISA>.exp(Lanes(repeating: focus) * Elementary<ISA>.log(Lanes(repeating: rest)))[0]
            let share = rest < Float.leastNormalMagnitude ? (focus == 0 ? 1 : 0) : power
            loss[0] = weight * (share * surprise)
            loss[1] = index == target ? 0 : 1
            let slope = rest < Float.leastNormalMagnitude ? share : share * (1 + focus * p * (surprise / rest))
            let factor = Lanes(repeating: weight * scale * slope)
            E.stretches(logits.columns) { i, n in E.store(E.load(x + i, n) * factor, x + i, n) }
            // p - 1 would lose digits if p is nearly 1.
            x[target] = -rest * (weight * scale * slope)
        }
    }

    /// For each row, `results[row, 0]` becomes the class with the greatest logit, the first of equal ones, and
    /// `results[row, 1]` the number of classes before the target when logits are sorted in descending order, equal ones
    /// by their index. Rows with a negative target are unchanged.
    @inlinable @inline(__always)
    static func rank(_ logits: MatrixView, _ targets: UnsafeBufferPointer<Int32>, _ first: Int, _ results: MatrixView) {
        require(first >= 0 && first + logits.rows <= targets.count, "each row has a target")
        require(results.rows == logits.rows && results.columns == 2, "each row has a result")
        for row in 0..<logits.rows {
            let target = Int(targets[first + row])
            guard target >= 0 else { continue }
            require(target < logits.columns, "a target is one of the classes")
            let x = logits.base + row * logits.stride
            let (greatest, before) = rank(x, logits.columns, target)
            results.base[row * results.stride] = Float(greatest)
            results.base[row * results.stride + 1] = Float(before)
        }
    }

    /// The index of the greatest element of a row, and the number of elements before the target.
    @inlinable @inline(__always)
    static func rank(_ x: UnsafePointer<Float>, _ count: Int, _ target: Int) -> (greatest: Int, before: Int) {
        let own = NumberOrder.of(Lanes(repeating: x[target]))
        var search = GreatestSearch()
        var found = SIMD16<Int32>()
        // Elements equal to the target and before it count too: numbers greater than `bound` are greater than or equal
        // to the target.
        @inline(__always)
        func body(_ i: Int, _ n: Int) {
            let numbers = NumberOrder.of(E.load(x + i, n))
            search.add(numbers)
            let bound = i + 16 <= target ? own &- 1 : own
            found &-= unsafeBitCast(numbers .> bound, to: SIMD16<Int32>.self)
        }
        let whole = count & ~15
        E.stretches(whole, body)
        let index = search.index(x, whole..<count)
        // Comparisons with NaN are always false.
        guard !x[target].isNaN else { return (index, 0) }
        var before = Int(found.wrappedSum())
        for j in min(whole, target & ~15)..<target where x[j] == x[target] { before += 1 }
        for j in whole..<count where x[j] > x[target] { before += 1 }
        return (index, before)
    }

    /// Sigmoid cross-entropy of labels that are each 0 or 1. `losses[row, 0]` becomes the mean over the row of -t log
    /// s(x) - (1 - t) log(1 - s(x)) = max(x, 0) - x t + log(1 + exp(-|x|)), in which nothing overflows, and
    /// `losses[row, 1]` 1 if x > 0 disagrees with t for any label; `logits` becomes the gradient s(x) - t, divided by
    /// the number of labels and times `scale`.
    @inlinable @inline(__always)
    static func sigmoidCrossEntropy(_ logits: MatrixView, _ targets: MatrixView, _ scale: Float, _ losses: MatrixView) {
        require(targets.rows == logits.rows && targets.columns == logits.columns, "targets have the size of the logits")
        require(losses.rows == logits.rows && losses.columns == 2, "each row has a loss")
        let share = 1 / Float(logits.columns)
        let factor = Lanes(repeating: share * scale)
        let one = Lanes(repeating: 1)
        for row in 0..<logits.rows {
            let x = logits.base + row * logits.stride
            let t = targets.base + row * targets.stride
            var wrong: Float = 0
            for j in 0..<logits.columns where (x[j] > 0) != (t[j] > 0.5) { wrong = 1 }
            var total = Lanes()
            E.stretches(logits.columns) { i, n in
                let logit = E.load(x + i, n)
                let target = E.load(t + i, n)
                let size = unsafeBitCast(logit.bits & SIMD16(repeating: 0x7fff_ffff), to: Lanes.self)
                let positive = (logit + size) * Lanes(repeating: 0.5)
                let rest = Elementary<ISA>.log(one + Elementary<ISA>.exp(-size))
                total += keep((positive - logit * target) + rest, n)
                E.store((Elementary<ISA>.sigmoid(logit) - target) * factor, x + i, n)
            }
            losses.base[row * losses.stride] = sum(total) * share
            losses.base[row * losses.stride + 1] = wrong
        }
    }

    /// Squared error: `losses[row, 0]` becomes the mean over the row of (output - target)^2, and `outputs` its gradient
    /// times `scale`. Targets that are NaN have no loss and no gradient.
    @inlinable @inline(__always)
    static func squaredError(_ outputs: MatrixView, _ targets: MatrixView, _ scale: Float, _ losses: MatrixView) {
        require(targets.rows == outputs.rows && targets.columns == outputs.columns, "targets have the size of the outputs")
        require(losses.rows == outputs.rows && losses.columns == 2, "each row has a loss")
        let share = 1 / Float(outputs.columns)
        for row in 0..<outputs.rows {
            let y = outputs.base + row * outputs.stride
            let t = targets.base + row * targets.stride
            var total: Float = 0
            for j in 0..<outputs.columns {
                let difference = t[j].isNaN ? 0 : y[j] - t[j]
                total += difference * difference
                y[j] = 2 * share * scale * difference
            }
            losses.base[row * losses.stride] = total * share
            losses.base[row * losses.stride + 1] = 0
        }
    }

    /// Pinball loss of quantiles: `losses[row, 0]` becomes the mean over a row's targets and their quantiles of max(q
    /// e, (q - 1) e), where e is target - output, and `outputs` its gradient times `scale`. The quantiles of a target
    /// are side by side. Targets that are NaN have no loss and no gradient.
    @inlinable @inline(__always)
    static func pinball(
        _ outputs: MatrixView, _ targets: MatrixView, _ levels: UnsafeBufferPointer<Float>, _ scale: Float, _ losses: MatrixView
    ) {
        require(targets.rows == outputs.rows && targets.columns * levels.count == outputs.columns, "each target has all quantiles")
        require(losses.rows == outputs.rows && losses.columns == 2, "each row has a loss")
        let share = 1 / Float(max(1, outputs.columns))
        for row in 0..<outputs.rows {
            let y = outputs.base + row * outputs.stride
            let t = targets.base + row * targets.stride
            var total: Float = 0
            for j in 0..<targets.columns {
                for k in 0..<levels.count {
                    let place = j * levels.count + k
                    let difference = t[j].isNaN ? 0 : t[j] - y[place]
                    total += difference >= 0 ? levels[k] * difference : (levels[k] - 1) * difference
                    let slope = difference > 0 ? -levels[k] : difference < 0 ? 1 - levels[k] : 0
                    y[place] = share * scale * slope
                }
            }
            losses.base[row * losses.stride] = total * share
            losses.base[row * losses.stride + 1] = 0
        }
    }
}
