extension Network {
    /// A text that identifies networks: `gru(200) | last | dense(10)`. Checkpoints and weight files contain it, so it must never change;
    /// how layers are written in cells is defined elsewhere and may change.
    var identity: String { layers.map(\.identity).joined(separator: " | ") }
}

extension Layer {
    fileprivate var identity: String {
        switch self {
        case .recurrent(let recurrence): recurrence.identity
        case .bidirectional(let recurrence): "bidirectional(\(recurrence.identity))"
        case .embedding(let size): "embedding(\(size))"
        case .dense(let units, let activation, let initialization):
            "dense(\(units)\(activation == .linear ? "" : ", \(activation.rawValue)")\(initialization == .uniform ? ", init: uniform" : ""))"
        case .dropout(let rate): "dropout(\(shortest(rate)))"
        case .last: "last"
        case .mean: "mean"
        case .max: "max"
        case .first: "first"
        case .attend(let units): units.map { "attend(\($0))" } ?? "attend"
        case .conv(let channels, let width, let stride, let activation):
            "conv(\(channels), width: \(width)\(stride == 1 ? "" : ", stride: \(stride)")"
                + (activation == .linear ? ")" : ", activation: \(activation.rawValue))")
        case .pool(let width, let stride, let kind):
            "pool(\(width)\(stride == width ? "" : ", stride: \(stride)")\(kind == .max ? "" : ", kind: \(kind.rawValue)"))"
        case .join(let paths): "join(\(paths.map { Network($0).identity }.joined(separator: ", ")))"
        case .tied: "dense(tied: embedding)"
        case .transitions: "transitions"
        case .residual(let layers): "residual(\(Network(layers).identity))"
        }
    }
}

extension Recurrence {
    /// The initial bias of an LSTM's forget gate by default: PyTorch adds nothing to it.
    public var defaultForgetBias: Float { initialization == .uniform ? 0 : 1 }

    fileprivate var identity: String {
        let start = stateText + (initialization == .uniform ? ", init: uniform" : "")
        return switch cell {
        case .rnn(.tanh): "rnn(\(units)\(start))"
        case .rnn(let activation): "rnn(\(units), \(activation.rawValue)\(start))"
        case .gru(.after): "gru(\(units)\(start))"
        case .gru(.before): "gru(\(units), reset: before\(start))"
        case .lstm(forgetBias: defaultForgetBias): "lstm(\(units)\(start))"
        case .lstm(let bias): "lstm(\(units), forget: \(shortest(bias))\(start))"
        }
    }
}

extension Recurrence {
    /// The options that act on the recurrent state, as text.
    fileprivate var stateText: String {
        (projection.map { ", projection: \($0)" } ?? "")
            + (recurrentDropout == 0 ? "" : ", recurrent_dropout: \(shortest(recurrentDropout))")
            + (zoneout == 0 ? "" : ", zoneout: \(shortest(zoneout))")
            + (normalization.map { ", norm: \($0.rawValue)" } ?? "")
    }
}

/// The shortest digits that read back as the same number, without a ".0".
private func shortest(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
