import CellLanguage
import Recurrent

/// What training makes small, where it is something else than usual.
enum LossFunctions {
    static let all: [Function] = [quantiles]

    static let quantiles = Function.immediate(
        "quantiles", .losses,
        "A loss for train that makes a network say quantiles of values: a share of the values to come is to be below each. The last layer has an output for each "
            + "quantile of each value.",
        parameters: [.repeated("level", .number(.fraction), "The shares, such as 0.1, 0.5 and 0.9: more than 0, less than 1, and rising.")],
        example: """
            waves = sines(train: 50, test: 10)
            train(gru(4) | dense(3), waves, epochs: 1, loss: quantiles(0.1, 0.5, 0.9))
            """,
        related: ["train", "evaluate", "forecast"]
    ) { (arguments) throws(CellError) -> Loss in
        let levels = try arguments.list("level", of: Double.self).map { Float($0) }
        let rises = zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 }
        guard levels.allSatisfy({ $0 > 0 && $0 < 1 }), rises else {
            throw CellError(.told(NetworkError(.plan(.quantiles(levels))).sentence))
        }
        guard levels.count <= Loss.greatestQuantiles else {
            throw CellError(.told("quantiles: at most \(Loss.greatestQuantiles) of a value; these are \(levels.count)"))
        }
        return .quantiles(levels)
    }
}

extension Loss: CellObject {
    package static let typeDescription = TypeDescription("a loss", example: "quantiles(0.1, 0.5, 0.9)")

    package var written: String {
        switch self {
        case .standard: "the usual loss"
        case .quantiles(let levels): "quantiles(\(levels.map { "\($0)" }.joined(separator: ", ")))"
        }
    }
}
