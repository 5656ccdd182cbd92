import Recurrent

/// Functions that give a network of one layer.
enum EvaluateLayers {
    static func call(_ arguments: Arguments) throws(CellError) -> Value? {
        try layer(arguments).map { .network(Network([$0])) }
    }

    private static func layer(_ arguments: Arguments) throws(CellError) -> Layer? {
        switch arguments.function.name {
        case "rnn": try recurrent(.rnn(arguments.choice("activation")), arguments)
        case "gru": try recurrent(.gru(arguments.choice("reset")), arguments)
        case "lstm": try recurrent(.lstm(forgetBias: arguments.float("forget")), arguments)
        case "bidirectional": .bidirectional(try recurrence(arguments))
        case "embedding": .embedding(size: try arguments.integer("size"))
        case "dense": .dense(units: try arguments.integer("units"), activation: try arguments.choice("activation"))
        case "dropout": .dropout(rate: try arguments.float("rate"))
        case "last": .last
        case "mean": .mean
        case "residual": .residual(try arguments.network("layers").layers)
        default: nil
        }
    }

    private static func recurrent(_ cell: CellKind, _ arguments: Arguments) throws(CellError) -> Layer {
        .recurrent(Recurrence(cell: cell, units: try arguments.integer("units")))
    }

    private static func recurrence(_ arguments: Arguments) throws(CellError) -> Recurrence {
        guard let recurrence = try arguments.network("layer").oneRecurrence else { throw arguments.wrong("layer") }
        return recurrence
    }
}

extension Network {
    /// The recurrent layer that the network consists of; nil where it is anything else.
    fileprivate var oneRecurrence: Recurrence? {
        guard layers.count == 1, case .recurrent(let recurrence) = layers[0] else { return nil }
        return recurrence
    }

    var isOneRecurrentLayer: Bool { oneRecurrence != nil }
}
