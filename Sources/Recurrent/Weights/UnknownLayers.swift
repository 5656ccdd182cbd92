/// Layers that other frameworks lack.
extension Recurrence {
    /// Whether the framework has this layer. Zoneout acts when a network is used, normalisation has weights of its own, and only PyTorch
    /// has projections; recurrent dropout acts only in training.
    package func isKnown(to format: WeightFormat) -> Bool {
        guard format != .unroll else { return true }
        return normalization == nil && zoneout == 0 && (format == .keras ? projection == nil : cell.isInPyTorch)
    }
}

extension CellKind {
    fileprivate var isInPyTorch: Bool {
        switch self {
        case .rnn(.tanh), .rnn(.relu), .gru(.after), .lstm: true
        case .rnn(.linear), .rnn(.sigmoid), .gru(.before): false
        }
    }
}

extension WeightSite {
    /// Why these weights have no names in a format; nil if they have.
    func refusal(by format: WeightFormat) -> NetworkError? {
        switch (format, kind) {
        case (.unroll, _): return nil
        case (_, .recurrent(let recurrence, _, _)):
            guard !recurrence.isKnown(to: format) else { return nil }
            let isPlain = recurrence.normalization == nil && recurrence.zoneout == 0 && recurrence.projection == nil
            return NetworkError(
                .weights(
                    isPlain
                        ? .unknownToPyTorch(recurrence, layer: layer) : .unknownElsewhere(.recurrent(recurrence), layer: layer, format)))
        case (_, .own), (.keras, .transitions), (.keras, .tied):
            return NetworkError(.weights(.unknownElsewhere(written, layer: layer, format)))
        case (_, .dense), (_, .conv), (_, .embedding), (.pytorch, .transitions), (.pytorch, .tied): return nil
        }
    }

    /// The weights under Unroll's names and in its order.
    func own(_ reader: WeightReader) throws(NetworkError) -> [Tensor] {
        var tensors: [Tensor] = []
        for shape in shapes { tensors.append(try reader.take(shape.name, shape.shape)) }
        return tensors
    }
}
