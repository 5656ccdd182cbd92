/// Some steps between two measurements of the peak, a few milliseconds apart: what the machine can do just then is what they are a share of.
struct PeakPair: Sendable, Equatable {
    /// Of a step, the mean of those that were timed.
    var seconds: Double
    /// 10^9 floating-point operations a second just before the steps, and just after them.
    var before: Double
    var after: Double

    /// How far the two may lie apart, as a share of the greater.
    static let greatestDifference = 0.05

    /// Whether the machine was given to others meanwhile: the peak is not the same before and after.
    var isDisturbed: Bool { abs(before - after) > Self.greatestDifference * max(before, after) }

    /// What the steps reach of the peak, 0...1.
    ///
    /// - Parameter operations: of one step.
    func share(of operations: Int) -> Double { Double(operations) / seconds / 1e9 / ((before + after) / 2) }
}
