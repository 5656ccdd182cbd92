/// Why a run failed.
public enum TrainingFailure: Sendable, Equatable {
    case numbers(NumberFailure)
    case network(NetworkError)
}

/// A run encountered numbers that are not finite.
public struct NumberFailure: Sendable, Equatable, Codable {
    /// Where numbers were not finite, and after how many steps.
    public enum Place: Sendable, Equatable, Codable {
        /// The loss of this step, from 1; `layer` is the first layer with non-finite outputs, if known.
        case loss(step: Int, layer: NumberedLayer?)
        case testLoss(step: Int)
        case weights(step: Int)
    }

    /// A layer and its index.
    public struct NumberedLayer: Sendable, Equatable, Codable {
        /// The index of the layer in the network, from 0.
        public var index: Int
        /// The layer itself.
        public var layer: Layer
    }

    /// Which weights the run returns.
    public enum KeptWeights: Sendable, Equatable, Codable {
        case beforeTraining
        case step(Int)
        case bestEpoch(Int)
    }

    /// Where numbers were not finite.
    public var place: Place
    /// The weights that the run returns nevertheless.
    public var kept: KeptWeights
}
