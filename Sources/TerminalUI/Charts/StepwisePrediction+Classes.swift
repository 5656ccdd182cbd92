import Recurrent

extension StepwisePrediction {
    /// Whether there is anything to draw, and all of it.
    var isSound: Bool { steps > 0 && width > 0 && outputs.count == steps * width }

    func probability(_ step: Int, _ kind: Int) -> Float { outputs[step * width + kind] }

    /// The most probable classes at a step, the most probable first.
    func ranking(_ step: Int, _ count: Int) -> [Int] {
        guard isSound, step >= 0, step < steps else { return [] }
        return greatest(count, of: width) { probability(step, $0) }
    }

    /// The `count` classes that were believed most at any step, in their own order, and `always` among them.
    func classes(_ count: Int, always: Int? = nil) -> [Int] {
        guard isSound, count > 0 else { return [] }
        guard width > count else { return Array(0..<width) }
        // A few hundred steps tell as much as all.
        let every = max(1, steps / 128)
        var most = Array(repeating: Float(0), count: width)
        for step in stride(from: 0, to: steps, by: every) {
            for kind in 0..<width { most[kind] = max(most[kind], probability(step, kind)) }
        }
        if let always, most.indices.contains(always) { most[always] = .infinity }
        return greatest(count, of: width) { most[$0] }.sorted()
    }
}
