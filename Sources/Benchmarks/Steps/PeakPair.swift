/// Some steps between two measurements of the peak, milliseconds apart: the steps are compared with what the machine
/// could do just then.
struct PeakPair: Sendable, Equatable {
    /// The mean duration of a step.
    var seconds: Double
    /// 10^9 floating-point operations per second just before the steps, and just after them.
    var before: Double
    var after: Double

    /// The greatest accepted difference of the two, as a fraction of the greater.
    static let greatestDifference = 0.05

    /// Whether other programs took the machine meanwhile: the peaks before and after differ.
    var isDisturbed: Bool { abs(before - after) > Self.greatestDifference * max(before, after) }

    /// The speed of the steps as a fraction of the peak, 0...1.
    ///
    /// - Parameter operations: the number of operations of one step.
    func share(of operations: Int) -> Double { Double(operations) / seconds / 1e9 / ((before + after) / 2) }
}
