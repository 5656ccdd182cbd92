/// A scalar function, applied to every element.
public enum ActivationKind: Int, Sendable {
    case linear, tanh, relu, sigmoid
}

@usableFromInline
enum ActivationKernels<ISA: InstructionSet> {
    @usableFromInline typealias E = Elements<ISA>

    /// result = f(input), for views of the same size, which may be the same view.
    @inlinable @inline(__always)
    static func forward(_ kind: ActivationKind, _ input: MatrixView, _ result: MatrixView) {
        require(input.rows == result.rows && input.columns == result.columns, "an activation keeps the size")
        switch kind {
        case .linear: map(input, result) { $0 }
        case .tanh: map(input, result) { Elementary<ISA>.tanh($0) }
        case .relu: map(input, result) { Lanes().select(where: Elementary<ISA>.isBeyond($0, -0.0), else: $0) }
        case .sigmoid: map(input, result) { Elementary<ISA>.sigmoid($0) }
        }
    }

    /// gradient = gradient f'(x), computed from the function's value y = f(x).
    @inlinable @inline(__always)
    static func backward(_ kind: ActivationKind, _ value: MatrixView, _ gradient: MatrixView) {
        require(value.rows == gradient.rows && value.columns == gradient.columns, "an activation keeps the size")
        let one = Lanes(repeating: 1)
        switch kind {
        case .linear: break
        case .tanh: zip(value, gradient) { y, d in d * (one - y * y) }
        case .relu: zip(value, gradient) { y, d in d.select(where: Elementary<ISA>.isBeyond(y, 0), else: Lanes()) }
        case .sigmoid: zip(value, gradient) { y, d in d * (y * (one - y)) }
        }
    }

    @inlinable @inline(__always)
    static func map(_ input: MatrixView, _ result: MatrixView, _ function: (Lanes) -> Lanes) {
        for row in 0..<input.rows {
            let from = input.base + row * input.stride
            let to = result.base + row * result.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) { E.store(function(E.load(from + i, count)), to + i, count) }
            E.stretches(input.columns, step)
        }
    }

    /// right = function(left, right).
    @inlinable @inline(__always)
    static func zip(_ left: MatrixView, _ right: MatrixView, _ function: (Lanes, Lanes) -> Lanes) {
        require(left.rows == right.rows && left.columns == right.columns, "both sides have one size")
        for row in 0..<left.rows {
            let from = left.base + row * left.stride
            let to = right.base + row * right.stride
            @inline(__always)
            func step(_ i: Int, _ count: Int) { E.store(function(E.load(from + i, count), E.load(to + i, count)), to + i, count) }
            E.stretches(left.columns, step)
        }
    }
}
