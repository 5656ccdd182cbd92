/// The loss of every step in bounded memory: runs of steps of equal size are merged in pairs as training continues, each keeping its least,
/// greatest and mean loss, so that a curve drawn from them looks complete.
public struct LossHistory: Sendable, Equatable, Codable {
    /// Neighbouring steps, merged.
    public struct Bin: Sendable, Equatable, Codable {
        /// The least loss of a step.
        public var least: Float
        /// The greatest loss of a step.
        public var greatest: Float
        /// The sum of the losses.
        public var sum: Double
        /// The number of steps.
        public var count: Int
        /// The mean loss.
        public var mean: Double { sum / Double(count) }
    }

    /// The greatest number of bins.
    public static let capacity = 4096

    /// Ordered by step; all bins but the last hold `stepsPerBin` steps.
    public private(set) var bins: [Bin] = []
    /// The number of steps in a full bin, a power of two.
    public private(set) var stepsPerBin = 1

    /// An empty history.
    public init() {}

    /// Adds the next step.
    ///
    /// - Complexity: O(1), except for the step that fills the last bin, where all bins are merged.
    public mutating func append(_ loss: Float) {
        if let last = bins.last, last.count < stepsPerBin {
            bins[bins.count - 1] = Self.merge(last, Bin(least: loss, greatest: loss, sum: Double(loss), count: 1))
            return
        }
        if bins.count == Self.capacity {
            bins = stride(from: 0, to: bins.count, by: 2).map { Self.merge(bins[$0], bins[$0 + 1]) }
            stepsPerBin *= 2
        }
        bins.append(Bin(least: loss, greatest: loss, sum: Double(loss), count: 1))
    }

    private static func merge(_ a: Bin, _ b: Bin) -> Bin {
        Bin(least: min(a.least, b.least), greatest: max(a.greatest, b.greatest), sum: a.sum + b.sum, count: a.count + b.count)
    }
}
