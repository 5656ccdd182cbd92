import Recurrent

extension Network {
    /// As one writes it in a cell: `gru(200) | last | dense(10)`.
    public var written: String { layers.map(\.written).joined(separator: " | ") }
}

extension Layer {
    /// As one writes it in a cell: `gru(200, reset: before)`.
    public var written: String {
        switch self {
        case .recurrent(let recurrence): recurrence.written
        case .bidirectional(let recurrence): "bidirectional(\(recurrence.written))"
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
        case .join(let paths): "join(\(paths.map { Network($0).written }.joined(separator: ", ")))"
        case .tied: "dense(tied: embedding)"
        case .transitions: "transitions"
        case .residual(let layers): "residual(\(Network(layers).written))"
        }
    }
}

extension Recurrence {
    /// As one writes it in a cell: `lstm(100, forget: 0)`.
    var written: String {
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
    /// What is done to the state on its way.
    fileprivate var stateText: String {
        (projection.map { ", projection: \($0)" } ?? "")
            + (recurrentDropout == 0 ? "" : ", recurrent_dropout: \(shortest(recurrentDropout))")
            + (zoneout == 0 ? "" : ", zoneout: \(shortest(zoneout))")
            + (normalization.map { ", norm: \($0.rawValue)" } ?? "")
    }
}

/// The shortest digits that read back as the same number, without a ".0".
func shortest(_ value: Float) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
