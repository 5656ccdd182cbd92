import Kernels

/// The random numbers of one generated example, drawn one after another. Each example has its own stream, so it does not depend on the
/// number of other examples.
struct RandomStream {
    private let random: CounterRandom
    private var words = SIMD4<UInt32>()
    private var drawn = 0

    /// - Parameters:
    ///   - part: training or test; their streams are independent.
    ///   - example: the index of the example in its part.
    init(seed: UInt64, task: GeneratedTask, part: Part, example: Int) {
        random = CounterRandom(
            seed: seed, purpose: .data, step: UInt64(example), layer: task.rawValue * 2 + part.rawValue)
    }

    private mutating func word() -> UInt32 {
        if drawn & 3 == 0 { words = random.block(UInt32(truncatingIfNeeded: drawn >> 2)) }
        defer { drawn += 1 }
        return words[drawn & 3]
    }

    /// A number in [0, 1).
    mutating func uniform() -> Double { Double(word()) * 0x1p-32 }

    mutating func uniform(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// An approximately normal number with mean 0 and variance 1, between -3.5 and 3.5: the sum of four uniform ones.
    mutating func bell() -> Double {
        let sum = uniform() + uniform() + uniform() + uniform()
        return (sum - 2) * 1.7320508075688772
    }

    mutating func integer(below bound: Int) -> Int {
        Int((UInt64(word()) * UInt64(bound)) >> 32)
    }

    mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + integer(below: range.count)
    }

    mutating func chance(_ probability: Double) -> Bool { uniform() < probability }
}

/// The two parts of generated data.
enum Part: UInt32 {
    case train = 0
    case test = 1
}

/// The generators; each draws its own numbers from a seed.
enum GeneratedTask: UInt32 {
    case strokes = 1
    case words = 2
    case adding = 3
    case copyMemory = 4
    case temporalOrder = 5
    case reber = 6
    case sineMixture = 7
    case seasonalSeries = 8
    case lines = 9
}
