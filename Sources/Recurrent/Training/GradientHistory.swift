/// How strongly each layer was pulled at over the steps, in bounded memory: neighbouring steps are merged two by two as the run grows, each keeping the sums
/// of the norms.
public struct GradientHistory: Sendable, Equatable {
    /// Neighbouring steps as one.
    public struct Bin: Sendable, Equatable {
        /// Of each layer, the sum of its gradient's norms, before clipping.
        public var sums: [Float]
        /// How many steps these are.
        public var count: Int
        /// In how many of them the gradient was clipped by its norm.
        public var clipped: Int
    }

    /// Most bins kept.
    public static let capacity = 512

    /// In order of steps; all but the last hold as many steps.
    public private(set) var bins: [Bin] = []
    /// The step before the first: a run that was read from a file knows of none before.
    public private(set) var start: Int
    private var stepsPerBin = 1

    /// Of no steps after this one.
    public init(start: Int = 0) {
        self.start = start
    }

    /// Adds the next step.
    ///
    /// - Parameters:
    ///   - norms: one for each layer, as many each time.
    ///   - isClipped: whether the gradient was clipped by its norm.
    /// - Complexity: O(layers) but for the step that fills the last bin, where all are merged.
    public mutating func append(_ norms: [Float], isClipped: Bool) {
        let bin = Bin(sums: norms, count: 1, clipped: isClipped ? 1 : 0)
        if let last = bins.last, last.count < stepsPerBin {
            bins[bins.count - 1] = Self.merge(last, bin)
            return
        }
        if bins.count == Self.capacity {
            bins = stride(from: 0, to: bins.count, by: 2).map { Self.merge(bins[$0], bins[$0 + 1]) }
            stepsPerBin *= 2
        }
        bins.append(bin)
    }

    private static func merge(_ a: Bin, _ b: Bin) -> Bin {
        Bin(sums: zip(a.sums, b.sums).map { $0 + $1 }, count: a.count + b.count, clipped: a.clipped + b.clipped)
    }
}
