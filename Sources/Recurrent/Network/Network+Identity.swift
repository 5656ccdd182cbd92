extension Network {
    /// A text that tells networks apart: `gru(200) | last | dense(10)`. Checkpoints and files of weights hold it, so that it may never
    /// change; how layers are written in cells is said elsewhere, and may.
    var identity: String { layers.map(\.identity).joined(separator: " | ") }
}

extension Layer {
    fileprivate var identity: String {
        switch self {
        case .recurrent(let recurrence): recurrence.identity
        case .bidirectional(let recurrence): "bidirectional(\(recurrence.identity))"
        case .embedding(let size): "embedding(\(size))"
        case .dense(let units, .linear): "dense(\(units))"
        case .dense(let units, let activation): "dense(\(units), \(activation.rawValue))"
        case .dropout(let rate): "dropout(\(shortest(rate)))"
        case .last: "last"
        case .mean: "mean"
        case .residual(let layers): "residual(\(Network(layers).identity))"
        }
    }
}

extension Recurrence {
    fileprivate var identity: String {
        switch cell {
        case .rnn(.tanh): "rnn(\(units))"
        case .rnn(let activation): "rnn(\(units), \(activation.rawValue))"
        case .gru(.after): "gru(\(units))"
        case .gru(.before): "gru(\(units), reset: before)"
        case .lstm(forgetBias: 1): "lstm(\(units))"
        case .lstm(let bias): "lstm(\(units), forget: \(shortest(bias)))"
        }
    }
}

/// The shortest digits that read back as the same number, without a ".0".
private func shortest(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
