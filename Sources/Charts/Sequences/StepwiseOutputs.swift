/// The predictions for a sequence at each of its steps: class probabilities, or values.
package struct StepwiseOutputs: Sendable {
    /// Shape `[steps, width]`.
    package var values: [Float]
    /// The number of steps.
    package var steps: Int
    /// The number of classes or values at each step.
    package var width: Int

    /// The quantile levels of each value, whose outputs are side by side in `values`; empty if a value has one output.
    package var quantiles: [Float]

    /// The best path of classes through all steps; nil if the classes of steps are predicted independently.
    package var path: Path?

    /// The classes predicted for all steps together, and those that each step alone would predict; one of each for every step.
    package struct Path: Sendable {
        package var classes: [Int]
        package var alone: [Int]

        /// A path, and the classes of the single steps.
        package init(classes: [Int], alone: [Int]) {
            self.classes = classes
            self.alone = alone
        }
    }

    /// Outputs, which are drawn only if `values` has `steps * width` elements.
    package init(values: [Float], steps: Int, width: Int, quantiles: [Float] = []) {
        self.quantiles = quantiles
        self.values = values
        self.steps = steps
        self.width = width
    }

    /// Whether there is something to draw, and it is complete.
    package var isSound: Bool {
        steps > 0 && width > 0 && values.count == steps * width && width % max(1, quantiles.count) == 0 && pathIsSound
    }

    private var pathIsSound: Bool {
        guard let path else { return true }
        return [path.classes, path.alone].allSatisfy { $0.count == steps && $0.allSatisfy { 0..<width ~= $0 } }
    }

    /// The number of predicted values at a step.
    var valueCount: Int { width / max(1, quantiles.count) }

    /// The prediction of a value at a step; for quantiles the one nearest to one half.
    func value(_ value: Int, at step: Int) -> Float {
        let middle = quantiles.indices.min { (abs(quantiles[$0] - 0.5), $0) < (abs(quantiles[$1] - 0.5), $1) } ?? 0
        return values[step * width + value * max(1, quantiles.count) + middle]
    }

    /// The lowest and the highest quantile of a value at a step; nil if there are fewer than two.
    func range(_ value: Int, at step: Int) -> (low: Float, high: Float)? {
        guard quantiles.count > 1 else { return nil }
        let first = step * width + value * quantiles.count
        return (values[first], values[first + quantiles.count - 1])
    }

    func probability(_ step: Int, _ kind: Int) -> Float { values[step * width + kind] }

    /// The predicted class at a step: that of the best path, or else the most probable one; the first of equal ones.
    func best(_ step: Int) -> Int {
        if let path { return path.classes[step] }
        var best = 0
        for kind in 0..<width where probability(step, kind) > probability(step, best) { best = kind }
        return best
    }

    /// The most probable classes at a step, the most probable first.
    func ranking(_ step: Int, _ count: Int) -> [Int] {
        guard isSound, step >= 0, step < steps else { return [] }
        return greatest(count, of: width) { probability(step, $0) }
    }

    /// The `count` classes with the greatest probability at any step, in their own order, including all of `always`.
    ///
    /// - Parameter samples: the approximate number of steps, evenly spaced, that are examined.
    func classes(_ count: Int, always: Set<Int> = [], samples: Int = 128) -> [Int] {
        guard isSound, count > 0 else { return [] }
        guard width > count else { return Array(0..<width) }
        let every = max(1, steps / samples)
        var most = Array(repeating: Float(0), count: width)
        for step in stride(from: 0, to: steps, by: every) {
            for kind in 0..<width { most[kind] = max(most[kind], probability(step, kind)) }
        }
        for kind in always where most.indices.contains(kind) { most[kind] = .infinity }
        return greatest(count, of: width) { most[$0] }.sorted()
    }
}
