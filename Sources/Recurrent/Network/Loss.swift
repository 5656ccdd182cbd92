/// What training makes small.
public enum Loss: Hashable, Sendable, Codable {
    /// Softmax cross-entropy of classes, squared error of values.
    case standard
    /// Pinball loss of these shares of the values to come that are to be below what is said, such as 0.1, 0.5 and 0.9. The network has an output for each of them, those
    /// of one value side by side.
    ///
    /// Source: R. Koenker and G. Bassett, "Regression Quantiles", Econometrica 1978.
    case quantiles([Float])

    /// Most quantiles of a value.
    public static let greatestQuantiles = 99

    /// The shares; empty where values are predicted themselves.
    public var quantiles: [Float] {
        switch self {
        case .standard: []
        case .quantiles(let levels): levels
        }
    }

    /// Whether the shares are between 0 and 1, and rise.
    var isSound: Bool {
        switch self {
        case .standard: true
        case .quantiles(let levels):
            1...Self.greatestQuantiles ~= levels.count && levels.allSatisfy { $0 > 0 && $0 < 1 }
                && zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
        }
    }

    /// What kept runs call these: they may never change.
    private enum CodingKeys: String, CodingKey {
        case standard = "standard"
        case quantiles = "quantiles"
    }
}
