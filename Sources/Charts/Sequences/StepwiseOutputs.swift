/// What is said about a sequence at each of its steps: probabilities of classes, or values.
package struct StepwiseOutputs: Sendable {
    /// Shape `[steps, width]`.
    package var values: [Float]
    /// How many steps there are.
    package var steps: Int
    /// Classes, or values, a step.
    package var width: Int

    /// The shares of values that are to be below each output of a value, side by side in `values`; empty where a value has one output.
    package var quantiles: [Float]

    /// The best path of classes through all steps; nil where the classes of steps are said one by one.
    package var path: Path?

    /// Classes that are said of all steps together, and those that each step alone would say; one of each a step.
    package struct Path: Sendable {
        package var classes: [Int]
        package var alone: [Int]

        /// A path, and what it is beside.
        package init(classes: [Int], alone: [Int]) {
            self.classes = classes
            self.alone = alone
        }
    }

    /// What is drawn only where `values` has `steps * width` elements.
    package init(values: [Float], steps: Int, width: Int, quantiles: [Float] = []) {
        self.quantiles = quantiles
        self.values = values
        self.steps = steps
        self.width = width
    }

    /// Whether there is anything to draw, and all of it.
    package var isSound: Bool {
        steps > 0 && width > 0 && values.count == steps * width && width % max(1, quantiles.count) == 0 && pathIsSound
    }

    private var pathIsSound: Bool {
        guard let path else { return true }
        return [path.classes, path.alone].allSatisfy { $0.count == steps && $0.allSatisfy { 0..<width ~= $0 } }
    }

    /// How many values are said at a step.
    var valueCount: Int { width / max(1, quantiles.count) }

    /// What is said of a value at a step: of quantiles the one nearest to one half.
    func value(_ value: Int, at step: Int) -> Float {
        let middle = quantiles.indices.min { (abs(quantiles[$0] - 0.5), $0) < (abs(quantiles[$1] - 0.5), $1) } ?? 0
        return values[step * width + value * max(1, quantiles.count) + middle]
    }

    /// The lowest and the highest quantile of a value at a step; nil where there are no two.
    func range(_ value: Int, at step: Int) -> (low: Float, high: Float)? {
        guard quantiles.count > 1 else { return nil }
        let first = step * width + value * quantiles.count
        return (values[first], values[first + quantiles.count - 1])
    }

    func probability(_ step: Int, _ kind: Int) -> Float { values[step * width + kind] }

    /// What is said at a step: the class of the best path, or else the most probable class; the first of equal ones.
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

    /// The `count` classes that were believed most at any step, in their own order, and all of `always` among them.
    ///
    /// - Parameter samples: at about how many steps, evenly spread, it is looked.
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
