/// The weight updates of one step: elementwise, over weights p, gradients g and the optimizer's own values. Views have the same size.
@usableFromInline
enum OptimizerKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    @inlinable @inline(__always)
    static func each(
        _ p: MatrixView, _ g: MatrixView, _ s: MatrixView, _ t: MatrixView,
        _ body: (
            _ p: inout Lanes, _ g: Lanes, _ s: inout Lanes, _ t: inout Lanes
        ) -> Void
    ) {
        require(g.rows == p.rows && s.rows == p.rows && t.rows == p.rows, "weights, gradients and state have the same rows")
        require(
            g.columns == p.columns && s.columns == p.columns && t.columns == p.columns, "weights, gradients and state have the same columns"
        )
        for row in 0..<p.rows {
            let weights = p.base + row * p.stride
            let gradients = g.base + row * g.stride
            let first = s.base + row * s.stride
            let second = t.base + row * t.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) {
                var w = E.load(weights + i, count)
                var a = E.load(first + i, count)
                var b = E.load(second + i, count)
                body(&w, E.load(gradients + i, count), &a, &b)
                E.store(w, weights + i, count)
                E.store(a, first + i, count)
                E.store(b, second + i, count)
            }
            E.stretches(p.columns, step)
        }
    }

    /// - Parameters:
    ///   - p, g: weights and their gradients.
    ///   - s, t: the optimizer's first and second value for each weight; methods that need fewer do not use the others.
    @inlinable @inline(__always)
    static func update(_ rule: UpdateRule, _ p: MatrixView, _ g: MatrixView, _ s: MatrixView, _ t: MatrixView) {
        func all(_ value: Float) -> Lanes { Lanes(repeating: value) }
        let gradientScale = all(rule.gradientScale)
        let decay = all(rule.weightDecay)
        let rate = all(rule.rate)
        let epsilon = all(rule.epsilon)
        switch rule.method {
        case .sgd:
            each(p, g, s, t) { p, g, _, _ in
                let g = (g * gradientScale).addingProduct(decay, p)
                p.addProduct(-rate, g)
            }
        case .momentum:
            let momentum = all(rule.beta1)
            each(p, g, s, t) { p, g, s, _ in
                s = (g * gradientScale).addingProduct(decay, p).addingProduct(momentum, s)
                p.addProduct(-rate, s)
            }
        case .nesterov:
            let momentum = all(rule.beta1)
            each(p, g, s, t) { p, g, s, _ in
                let g = (g * gradientScale).addingProduct(decay, p)
                s = g.addingProduct(momentum, s)
                p.addProduct(-rate, g.addingProduct(momentum, s))
            }
        case .rmspropInside, .rmspropOutside:
            let keep = all(rule.beta2)
            let take = all(1 - rule.beta2)
            let inside = rule.method == .rmspropInside
            each(p, g, s, t) { p, g, s, _ in
                let g = (g * gradientScale).addingProduct(decay, p)
                s = (keep * s).addingProduct(take * g, g)
                let root = inside ? (s + epsilon).squareRoot() : s.squareRoot() + epsilon
                p -= rate * g / root
            }
        case .adam:
            let keep1 = all(rule.beta1)
            let take1 = all(1 - rule.beta1)
            let keep2 = all(rule.beta2)
            let take2 = all(1 - rule.beta2)
            let correction1 = all(rule.correction1)
            let correction2 = all(rule.correction2)
            let decoupledDecay = all(rule.decoupledDecay)
            each(p, g, s, t) { p, g, s, t in
                let g = (g * gradientScale).addingProduct(decay, p)
                s = (keep1 * s).addingProduct(take1, g)
                t = (keep2 * t).addingProduct(take2 * g, g)
                let root = t.squareRoot() * correction2 + epsilon
                p = p * decoupledDecay - rate * (s * correction1) / root
            }
        case .adagrad:
            each(p, g, s, t) { p, g, s, _ in
                let g = (g * gradientScale).addingProduct(decay, p)
                s.addProduct(g, g)
                p -= rate * g / (s.squareRoot() + epsilon)
            }
        }
    }
}
