/// What is said about a sequence at each of its steps: probabilities of classes, or values.
package struct StepwiseOutputs: Sendable {
    /// Shape `[steps, width]`.
    package var values: [Float]
    /// How many steps there are.
    package var steps: Int
    /// Classes, or values, a step.
    package var width: Int

    /// What is drawn only where `values` has `steps * width` elements.
    package init(values: [Float], steps: Int, width: Int) {
        self.values = values
        self.steps = steps
        self.width = width
    }

    /// Whether there is anything to draw, and all of it.
    package var isSound: Bool { steps > 0 && width > 0 && values.count == steps * width }

    func probability(_ step: Int, _ kind: Int) -> Float { values[step * width + kind] }

    /// The most probable class at a step; the first of equal ones.
    func best(_ step: Int) -> Int {
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
