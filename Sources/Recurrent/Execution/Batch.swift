/// Sequences that are computed together, as they come from the data: in any order, padded to the longest.
struct Batch: Sendable {
    enum Inputs: Sendable {
        /// [batch, steps, width].
        case features([Float])
        /// [batch, steps].
        case symbols([Int32])
    }

    enum Targets: Sendable {
        case none
        /// [batch].
        case sequenceClasses([Int32])
        /// [batch, steps]; below 0 where there is nothing to predict.
        case stepClasses([Int32])
        /// [batch, width].
        case sequenceValues([Float])
        /// [batch, steps, width]; NaN where there is nothing to predict.
        case stepValues([Float])
    }

    /// Steps of the longest sequence.
    var steps: Int
    /// Real steps of each sequence, 1 to `steps`.
    var lengths: [Int]
    var inputs: Inputs
    var targets: Targets

    var count: Int { lengths.count }
}
